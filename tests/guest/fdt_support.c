/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libfdt.h>

#include "fdt_support.h"

/*
 *  0        2G     3G       3.5G ecam  gaps 4G         6G             64G
 *  | ram@0  |      | window |    |     |.|..| ram@1    | window | ...  pmem@1
 *  ... 128G hotplug@1, 256G vtl2
 */
struct gpamap_layout *map_of_everything(void)
{
	static const struct gpamap_ram_range ram[] = {
		{ { 0, 0x80000000 }, 0 },
		{ { 0x100000000, 0x180000000 }, 1 },
	};
	static const struct gpamap_range mmio[] = { { 0xfec00000,
						      0xfec01000 } };
	static const struct gpamap_range ecam[] = { { 0xe0000000,
						      0xf0000000 } };
	static const struct gpamap_range windows[] = {
		{ 0xc0000000, 0xe0000000 },
		{ 0x180000000, 0x980000000 },
	};
	static const struct gpamap_range vtl2 = { 0x4000000000, 0x4010000000 };
	static const struct gpamap_other_range other[] = {
		{ { 0xf0000000, 0xf0010000 },
		  GPAMAP_KIND_FIRMWARE_TABLES,
		  GPAMAP_NO_VNODE },
		{ { 0xf0010000, 0xf0011000 },
		  GPAMAP_KIND_FIRMWARE_NVS,
		  GPAMAP_NO_VNODE },
		{ { 0xf0011000, 0xf0012000 },
		  GPAMAP_KIND_UNUSABLE,
		  GPAMAP_NO_VNODE },
		{ { 0xfed00000, 0xfed01000 },
		  GPAMAP_KIND_DEVICE,
		  GPAMAP_NO_VNODE },
		{ { 0xfffc0000, 0x100000000 },
		  GPAMAP_KIND_RESERVED,
		  GPAMAP_NO_VNODE },
		{ { 0x1000000000, 0x1040000000 }, GPAMAP_KIND_PMEM, 1 },
		{ { 0x2000000000, 0x2040000000 }, GPAMAP_KIND_HOTPLUG, 1 },
	};
	static const struct gpamap_fixed fixed = {
		.mmio = mmio,
		.mmio_count = 1,
		.pci_ecam = ecam,
		.vtl2 = &vtl2,
		.pci_ecam_count = 1,
		.pci_mmio = windows,
		.other = other,
		.pci_mmio_count = 2,
		.other_count = 7,
	};
	struct gpamap_error error;
	struct gpamap_layout *layout =
		gpamap_layout_create_resolved(ram, 2, &fixed, &error);

	assert_non_null(layout);
	return layout;
}

struct gpamap_layout *map_of_ram(const struct gpamap_range *ranges,
				 size_t count)
{
	struct gpamap_ram_range ram[8];
	struct gpamap_layout *layout;
	size_t i;

	assert_true(count <= 8);
	for (i = 0; i < count; i++)
		ram[i] = (struct gpamap_ram_range){ ranges[i], i };
	layout = gpamap_layout_create_resolved(ram, count, NULL, NULL);
	assert_non_null(layout);
	return layout;
}

struct tree tree_write(const struct gpamap_layout *layout,
		       const struct gpamap_fdt_options *options)
{
	struct tree tree = { NULL, 0 };
	size_t need = 0;

	assert_int_equal(gpamap_fdt_write(layout, options, NULL, 0, &tree.size,
					  NULL),
			 GPAMAP_OK);
	tree.bytes = malloc(tree.size);
	assert_non_null(tree.bytes);
	memset(tree.bytes, 0xa5, tree.size);
	assert_int_equal(gpamap_fdt_write(layout, options, tree.bytes,
					  tree.size, &need, NULL),
			 GPAMAP_OK);
	assert_int_equal(need, tree.size);
	return tree;
}

struct tree tree_merge(const struct gpamap_layout *layout,
		       const struct gpamap_fdt_options *options,
		       const struct tree *base)
{
	struct tree tree = { NULL, 0 };

	assert_int_equal(gpamap_fdt_merge(layout, options, base->bytes,
					  base->size, NULL, 0, &tree.size,
					  NULL),
			 GPAMAP_OK);
	tree.bytes = malloc(tree.size);
	assert_non_null(tree.bytes);
	assert_int_equal(gpamap_fdt_merge(layout, options, base->bytes,
					  base->size, tree.bytes, tree.size,
					  NULL, NULL),
			 GPAMAP_OK);
	return tree;
}

struct tree tree_finish(void *room)
{
	struct tree tree;

	assert_int_equal(fdt_end_node(room), 0);
	assert_int_equal(fdt_finish(room), 0);
	tree.size = fdt_totalsize(room);
	tree.bytes = malloc(tree.size);
	assert_non_null(tree.bytes);
	memcpy(tree.bytes, room, tree.size);
	free(room);
	return tree;
}

void tree_free(struct tree *tree)
{
	free(tree->bytes);
	*tree = (struct tree){ NULL, 0 };
}

unsigned char *tree_find(const struct tree *tree, const void *what, size_t size)
{
	unsigned char *found = NULL;
	size_t i;

	for (i = 0; i + size <= tree->size; i++) {
		if (memcmp(tree->bytes + i, what, size) != 0)
			continue;
		assert_null(found);
		found = tree->bytes + i;
	}
	assert_non_null(found);
	return found;
}

static char told[65536];

static void tell(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void tell(const char *format, ...)
{
	size_t used = strlen(told);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(told + used, sizeof(told) - used, format, arguments);
	va_end(arguments);
}

static void tell_range(const struct gpamap_fact *fact)
{
	tell("%s 0x%" PRIx64 "-0x%" PRIx64, gpamap_kind_name(fact->kind),
	     fact->start, fact->end);
	if (fact->vnode != GPAMAP_NO_VNODE)
		tell("@%" PRIu64, fact->vnode);
	if (fact->flags & GPAMAP_FACT_HOTPLUG)
		tell(" hotplug");
	if (fact->flags & GPAMAP_FACT_PERSISTENT)
		tell(" persistent");
}

static bool tell_fact(void *context, const struct gpamap_fact *fact)
{
	const struct tree *tree = context;

	assert_in_range(fact->offset, 40, tree->size - 1);
	if (told[0] != '\0')
		tell("; ");
	if (fact->type == GPAMAP_FACT_RANGE)
		tell_range(fact);
	else if (fact->type == GPAMAP_FACT_ECAM)
		tell("ecam 0x%" PRIx64 "-0x%" PRIx64 " segment %" PRIu32
		     " bus %" PRIu32 "-%" PRIu32,
		     fact->start, fact->end, fact->segment, fact->first_bus,
		     fact->last_bus);
	else if (fact->type == GPAMAP_FACT_DISTANCE)
		tell("distance %" PRIu64 "-%" PRIu64 " %" PRIu32, fact->from,
		     fact->to, fact->distance);
	else
		tell("cpu 0x%" PRIx64 "@%" PRIu64, fact->cpu, fact->vnode);
	return true;
}

const char *tree_tell(const struct tree *tree)
{
	struct gpamap_error error = { 0 };
	struct tree context = *tree;
	enum gpamap_status status;

	told[0] = '\0';
	status = gpamap_fdt_read(tree->bytes, tree->size, tell_fact, &context,
				 &error);
	if (status == GPAMAP_OK)
		return told;
	/* All or nothing. */
	assert_string_equal(told, "");
	assert_int_equal(error.status, status);
	tell("%s at 0x%" PRIx64, gpamap_status_name(status), error.asked);
	if (error.limit != 0)
		tell("/%" PRIu64, error.limit);
	return told;
}

char *tree_told(const struct tree *tree)
{
	size_t size = strlen(tree_tell(tree)) + 1;
	char *copy = malloc(size);

	assert_non_null(copy);
	memcpy(copy, told, size);
	return copy;
}
