/* SPDX-License-Identifier: MIT */
#include <gpamap/facts.h>
#include <gpamap/pvh.h>

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

static enum gpamap_status read_memmap(uint64_t address,
				      struct gpamap_facts *facts,
				      struct gpamap_error *error)
{
	const struct start_info *info = (const void *)address;

	if (info->magic != START_INFO_MAGIC)
		return fail(error, GPAMAP_ERR_BAD_MAGIC, 0, 0);
	if (info->version < 1)
		return fail(error, GPAMAP_ERR_BAD_VERSION, info->version, 1);
	return gpamap_pvh_read((const void *)info->memmap,
			       info->memmap_count * (size_t)GPAMAP_PVH_ENTRY,
			       gpamap_facts_collect, facts, error);
}

enum gpamap_status start_info_layout(uint64_t address,
				     const struct gpamap_layout **layout,
				     struct gpamap_error *error)
{
	static struct gpamap_fact items[ENTRIES];
	static uint64_t scratch_words[GPAMAP_FACTS_SCRATCH(ENTRIES)];
	static uint64_t words[GPAMAP_FACTS_WORDS(ENTRIES)];
	struct gpamap_storage scratch = GPAMAP_STORAGE(scratch_words);
	struct gpamap_storage storage = GPAMAP_STORAGE(words);
	struct gpamap_facts facts = GPAMAP_FACTS(items);
	enum gpamap_status status;

	status = read_memmap(address, &facts, error);
	if (status != GPAMAP_OK)
		return status;
	return gpamap_facts_layout(&facts, &scratch, &storage, layout, error);
}
