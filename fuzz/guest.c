/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include <gpamap/alloc.h>
#include <gpamap/efi.h>
#include <gpamap/fdt.h>

#include "facts.h"
#include "feed.h"
#include "fuzz.h"

/*
 * What takes untrusted bytes and is no row of the table of formats.
 *
 * "efi-sizes": a UEFI memory map, behind two bytes with the DescriptorSize.
 *
 * "fdt-merge": a device tree that can be read, into which a map is merged. What
 * comes out can be read, and its RAM is the map's.
 */

static size_t descriptor_size;

static enum gpamap_status read_efi(const void *bytes, size_t size,
				   gpamap_fact_report *report, void *context,
				   struct gpamap_error *error)
{
	enum gpamap_status status = gpamap_efi_read(
		bytes, size, descriptor_size, report, context, error);

	/* The caller's own fault: an error of bytes it is not. */
	if (status == GPAMAP_ERR_ARGUMENT)
		fuzz_demand(descriptor_size % 8 != 0 || descriptor_size < 40 ||
				    descriptor_size > 4096,
			    "a DescriptorSize that is refused");
	return status;
}

static void run_efi(const struct fuzz_target *target, struct gpamap_span bytes)
{
	struct feed feed = { bytes };

	(void)target;
	descriptor_size = (size_t)feed_number(&feed, 2);
	sound_facts(read_efi, feed.rest);
}

#ifdef GPAMAP_HAVE_FDT

/* RAM of a tree, to be held against the map's. */
struct found {
	const struct gpamap_ram_range *ram;
	size_t count;
	size_t matched;
	size_t strange;
};

static bool find_ram(void *context, const struct gpamap_fact *fact)
{
	struct found *found = context;
	size_t i;

	if (fact->type != GPAMAP_FACT_RANGE || fact->kind != GPAMAP_KIND_RAM)
		return true;
	for (i = 0; i < found->count; i++)
		if (found->ram[i].range.start == fact->start &&
		    found->ram[i].range.end == fact->end) {
			found->matched++;
			return true;
		}
	found->strange++;
	return true;
}

static void sound_merged(const struct gpamap_layout *layout,
			 struct gpamap_span tree)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct found found = { .matched = 0 };
	enum gpamap_status status;

	found.ram = gpamap_layout_ram(layout, &found.count);
	status =
		gpamap_fdt_read(tree.at, tree.length, find_ram, &found, &error);
	if (status != GPAMAP_OK)
		fuzz_fail("what was merged cannot be read: %s at %llu",
			  gpamap_status_name(status),
			  (unsigned long long)error.asked);
	fuzz_same(found.matched, found.count, "RAM of the map");
	fuzz_same(found.strange, 0, "RAM that is not of the map");
}

static uint32_t word_at(struct gpamap_span bytes, size_t at)
{
	const unsigned char *byte = (const unsigned char *)bytes.at + at;

	return (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 |
	       (uint32_t)byte[2] << 8 | byte[3];
}

/* Say whether all properties of a sound tree stand before subnodes. Others,
 * of which dtc warns, have two values of a name for two readers. Source:
 * Devicetree Specification v0.4, 5.4.2. */
static bool is_ordered(struct gpamap_span tree)
{
	size_t at = word_at(tree, 8);
	bool behind = false;
	uint32_t token;

	while ((token = word_at(tree, at)) != 9) {
		at += 4;
		if (token == 3 && behind)
			return false;
		if (token == 1)
			at += (strlen(tree.at + at) + 4) / 4 * 4;
		else if (token == 3)
			at += 8 + ((size_t)word_at(tree, at) + 3) / 4 * 4;
		if (token == 1 || token == 2)
			behind = token == 2;
	}
	return true;
}

static void merge(const struct gpamap_layout *layout, struct gpamap_span bytes)
{
	struct gpamap_error error = { .status = GPAMAP_OK };
	enum gpamap_status status;
	size_t need = 0;
	void *buffer;

	status = gpamap_fdt_merge(layout, NULL, bytes.at, bytes.length, NULL, 0,
				  &need, &error);
	if (status != GPAMAP_ERR_NO_SPACE && status != GPAMAP_OK) {
		fuzz_same((uint64_t)error.status, (uint64_t)status,
			  "the status told");
		return;
	}
	buffer = malloc(need);
	fuzz_demand(buffer != NULL, "memory for a tree");
	status = gpamap_fdt_merge(layout, NULL, bytes.at, bytes.length, buffer,
				  need, &need, &error);
	fuzz_same((uint64_t)status, GPAMAP_OK, "merging what was measured");
	if (is_ordered(bytes))
		sound_merged(layout, (struct gpamap_span){ buffer, need });
	free(buffer);
}

static void run_merge(const struct fuzz_target *target,
		      struct gpamap_span bytes)
{
	static const uint64_t nodes[] = { 0x40000000, 0x40000000 };
	static const struct gpamap_range mmio = { 0x50000000, 0x60000000 };
	const struct gpamap_fixed fixed = { .mmio = &mmio, .mmio_count = 1 };
	struct gpamap_layout *layout;

	(void)target;
	/* What is merged into is kept: a bridge that cannot be read, too. */
	if (sound_facts(gpamap_fdt_read, bytes) != GPAMAP_OK)
		return;
	layout = gpamap_layout_create(nodes, 2, &fixed, NULL);
	fuzz_demand(layout != NULL, "memory for a map");
	merge(layout, bytes);
	gpamap_layout_free(layout);
}

#endif

struct fuzz_target fuzz_target_at(size_t index)
{
	static const struct fuzz_target targets[] = {
		{ "efi-sizes", run_efi, NULL },
#ifdef GPAMAP_HAVE_FDT
		{ "fdt-merge", run_merge, NULL },
#endif
		{ NULL, NULL, NULL },
	};

	return targets[index];
}
