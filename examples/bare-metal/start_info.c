/* SPDX-License-Identifier: MIT */
#include <stdbool.h>

#include <gpamap/pvh.h>
#include <gpamap/range.h>

#include "start_info.h"

/* Source: public/arch-x86/hvm/start_info.h, Xen 4.17. */
#define START_INFO_MAGIC 0x336ec578u

struct start_info {
	uint32_t magic;
	uint32_t version;
	uint32_t flags;
	uint32_t module_count;
	uint64_t modules;
	uint64_t command_line;
	uint64_t rsdp;
	uint64_t memmap; /* from version 1 on */
	uint32_t memmap_count;
	uint32_t reserved;
};

/* What E820 had room for when it was young is enough for a virtual machine. */
#define ENTRIES 128

/* Entries of the memory map by their addresses; firmware need not sort. */
struct entries {
	struct gpamap_fact facts[ENTRIES];
	size_t count;
};

/* The layout's lists. */
struct lists {
	struct gpamap_ram_range ram[ENTRIES];
	size_t ram_count;
	struct gpamap_other_range other[ENTRIES];
	size_t other_count;
};

static bool add_entry(void *context, const struct gpamap_fact *fact)
{
	struct entries *entries = context;
	size_t at = entries->count;

	for (; at > 0 && entries->facts[at - 1].start > fact->start; at--)
		entries->facts[at] = entries->facts[at - 1];
	entries->facts[at] = *fact;
	entries->count++;
	return true;
}

static uint64_t page_down(uint64_t address)
{
	return address - address % GPAMAP_PAGE_SIZE;
}

static uint64_t page_up(uint64_t address)
{
	if (address > GPAMAP_ADDRESS_END)
		return GPAMAP_ADDRESS_END;
	return page_down(address + GPAMAP_PAGE_SIZE - 1);
}

/* RAM is cut to whole pages, and all else widened to them. What then overlaps
 * is for the constructor to refuse. */
static void add_range(struct lists *lists, const struct gpamap_fact *fact)
{
	bool is_ram = fact->kind == GPAMAP_KIND_RAM;
	struct gpamap_range range;

	range.start = is_ram ? page_up(fact->start) : page_down(fact->start);
	range.end = is_ram ? page_down(fact->end) : page_up(fact->end);
	if (range.start >= range.end)
		return;
	if (is_ram)
		lists->ram[lists->ram_count++] =
			(struct gpamap_ram_range){ range, 0 };
	else
		lists->other[lists->other_count++] =
			(struct gpamap_other_range){ range, fact->kind,
						     GPAMAP_NO_VNODE };
}

static enum gpamap_status fail(struct gpamap_error *error,
			       enum gpamap_status status, uint64_t asked,
			       uint64_t limit)
{
	*error = (struct gpamap_error){ .status = status };
	error->subject.list = GPAMAP_LIST_NONE;
	error->other.list = GPAMAP_LIST_NONE;
	error->asked = asked;
	error->limit = limit;
	return status;
}

static enum gpamap_status read_entries(uint64_t address,
				       struct entries *entries,
				       struct gpamap_error *error)
{
	const struct start_info *info = (const void *)address;

	if (info->magic != START_INFO_MAGIC)
		return fail(error, GPAMAP_ERR_BAD_MAGIC, 0, 0);
	if (info->version < 1)
		return fail(error, GPAMAP_ERR_BAD_VERSION, info->version, 1);
	if (info->memmap_count > ENTRIES)
		return fail(error, GPAMAP_ERR_TOO_MANY, info->memmap_count,
			    ENTRIES);
	return gpamap_pvh_read((const void *)info->memmap,
			       info->memmap_count * (size_t)GPAMAP_PVH_ENTRY,
			       add_entry, entries, error);
}

enum gpamap_status start_info_layout(uint64_t address,
				     const struct gpamap_layout **layout,
				     struct gpamap_error *error)
{
	static uint64_t words[GPAMAP_LAYOUT_WORDS(ENTRIES, ENTRIES)];
	static struct entries entries;
	static struct lists lists;
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	struct gpamap_fixed fixed = { .other = lists.other };
	enum gpamap_status status;

	entries.count = lists.ram_count = lists.other_count = 0;
	status = read_entries(address, &entries, error);
	if (status != GPAMAP_OK)
		return status;
	for (size_t i = 0; i < entries.count; i++)
		add_range(&lists, &entries.facts[i]);
	fixed.other_count = lists.other_count;
	return gpamap_layout_new_from_resolved_ranges(
		lists.ram, lists.ram_count, &fixed, &storage, layout, error);
}
