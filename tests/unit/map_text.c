/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "map_check.h"

/* Pictures of maps taken apart; see map_check.h. */

/* The word of each kind, written here anew: the library's own are tested. */
static const char *const kind_words[GPAMAP_KIND_COUNT] = {
	[GPAMAP_KIND_HOLE] = "hole",
	[GPAMAP_KIND_RAM] = "ram",
	[GPAMAP_KIND_MMIO] = "mmio",
	[GPAMAP_KIND_PCI_ECAM] = "pci_ecam",
	[GPAMAP_KIND_PCI_MMIO] = "pci_mmio",
	[GPAMAP_KIND_VTL2] = "vtl2",
	[GPAMAP_KIND_RESERVED] = "reserved",
	[GPAMAP_KIND_DEVICE] = "device",
	[GPAMAP_KIND_HOTPLUG] = "hotplug",
	[GPAMAP_KIND_PMEM] = "pmem",
	[GPAMAP_KIND_FIRMWARE_TABLES] = "firmware_tables",
	[GPAMAP_KIND_FIRMWARE_NVS] = "firmware_nvs",
	[GPAMAP_KIND_UNUSABLE] = "unusable",
};

static uint64_t unit_of(char letter)
{
	switch (letter) {
	case 'K':
		return KB(1);
	case 'M':
		return MB(1);
	case 'G':
		return GB(1);
	case 'T':
		return TB(1);
	default:
		return 0;
	}
}

static uint64_t parse_term(char **at)
{
	uint64_t value;

	if (strncmp(*at, "end", 3) == 0) {
		*at += 3;
		return GPAMAP_ADDRESS_END;
	}
	if (**at < '0' || **at > '9')
		fail_msg("no number at '%s'", *at);
	value = strtoull(*at, at, 0);
	if (unit_of(**at) != 0) {
		value *= unit_of(**at);
		(*at)++;
	}
	return value;
}

static uint64_t parse_number(char **at)
{
	uint64_t value = parse_term(at);

	while (**at == '+' || **at == '-') {
		char sign = *(*at)++;
		uint64_t term = parse_term(at);

		value = sign == '+' ? value + term : value - term;
	}
	return value;
}

static struct gpamap_range parse_range(char **at)
{
	struct gpamap_range range;

	range.start = parse_number(at);
	if (strncmp(*at, "..", 2) != 0)
		fail_msg("no '..' at '%s'", *at);
	*at += 2;
	range.end = parse_number(at);
	return range;
}

static enum gpamap_list list_of(enum gpamap_kind kind)
{
	switch (kind) {
	case GPAMAP_KIND_RAM:
		return GPAMAP_LIST_RAM;
	case GPAMAP_KIND_MMIO:
		return GPAMAP_LIST_MMIO;
	case GPAMAP_KIND_PCI_ECAM:
		return GPAMAP_LIST_PCI_ECAM;
	case GPAMAP_KIND_PCI_MMIO:
		return GPAMAP_LIST_PCI_MMIO;
	case GPAMAP_KIND_VTL2:
		return GPAMAP_LIST_VTL2;
	default:
		return GPAMAP_LIST_OTHER;
	}
}

static enum gpamap_kind parse_kind(const char *word)
{
	int kind;

	for (kind = 1; kind < GPAMAP_KIND_COUNT; kind++)
		if (strcmp(kind_words[kind], word) == 0)
			return (enum gpamap_kind)kind;
	fail_msg("no kind '%s'", word);
	return GPAMAP_KIND_HOLE;
}

/* Give what stands after the blanks, or NULL where nothing does. */
static char *rest_of(char *at)
{
	while (*at == ' ')
		at++;
	return *at == '\0' ? NULL : at;
}

static void add_entry(struct map_text *map, const struct gpamap_entry *entry)
{
	enum gpamap_list list = entry->list;
	size_t i = map->count[list]++;

	assert_true(i < MAP_LIST_MAX && map->order_count < MAP_ORDER_MAX);
	map->range[list][i] = entry->range;
	map->name[list][i] = entry->name;
	if (list == GPAMAP_LIST_RAM)
		map->ram[i] =
			(struct gpamap_ram_range){ entry->range, entry->vnode };
	if (list == GPAMAP_LIST_OTHER)
		map->other[i] = (struct gpamap_other_range){
			entry->range, (uint64_t)entry->kind, entry->vnode
		};
	if (entry->range.start == entry->range.end)
		return;
	map->order[map->order_count] = *entry;
	map->order[map->order_count++].index = i;
}

static void add_node(struct map_text *map, char *at)
{
	size_t i = map->node_count++;

	assert_true(i < MAP_LIST_MAX);
	map->nodes[i] = parse_number(&at);
	map->name[GPAMAP_LIST_RAM][i] = rest_of(at);
}

static void parse_part(struct map_text *map, char *part)
{
	struct gpamap_entry entry = { .vnode = GPAMAP_NO_VNODE };
	char *at = strchr(part, ' ');
	char *colon;

	if (at == NULL)
		fail_msg("no blank in '%s'", part);
	*at++ = '\0';
	at = rest_of(at);
	if (strcmp(part, "node") == 0) {
		add_node(map, at);
		return;
	}
	colon = strchr(part, ':');
	if (colon != NULL)
		*colon = '\0';
	entry.kind = parse_kind(part);
	if (entry.kind == GPAMAP_KIND_RAM)
		entry.vnode = 0;
	if (colon != NULL)
		entry.vnode = strtoull(colon + 1, NULL, 0);
	entry.list = list_of(entry.kind);
	entry.range = parse_range(&at);
	entry.name = rest_of(at);
	add_entry(map, &entry);
}

/* Point the inputs of the constructors at what was parsed. */
static void point(struct map_text *map)
{
	struct gpamap_fixed *fixed = &map->fixed;
	size_t list, i;

	fixed->mmio = map->range[GPAMAP_LIST_MMIO];
	fixed->mmio_count = map->count[GPAMAP_LIST_MMIO];
	fixed->pci_ecam = map->range[GPAMAP_LIST_PCI_ECAM];
	fixed->pci_ecam_count = map->count[GPAMAP_LIST_PCI_ECAM];
	fixed->pci_mmio = map->range[GPAMAP_LIST_PCI_MMIO];
	fixed->pci_mmio_count = map->count[GPAMAP_LIST_PCI_MMIO];
	if (map->count[GPAMAP_LIST_VTL2] != 0)
		fixed->vtl2 = map->range[GPAMAP_LIST_VTL2];
	fixed->other = map->other;
	fixed->other_count = map->count[GPAMAP_LIST_OTHER];
	for (list = 0; list < GPAMAP_LIST_COUNT; list++)
		for (i = 0; i < MAP_LIST_MAX; i++)
			if (map->name[list][i] != NULL) {
				map->names.list[list] = map->name[list];
				fixed->names = &map->names;
			}
}

static void trim(char *part)
{
	size_t length = strlen(part);

	while (length > 0 && part[length - 1] == ' ')
		part[--length] = '\0';
}

void map_parse(struct map_text *map, const char *text)
{
	char *part;
	char *next;

	memset(map, 0, sizeof(*map));
	assert_true(strlen(text) < sizeof(map->text));
	memcpy(map->text, text, strlen(text) + 1);
	for (part = rest_of(map->text); part != NULL; part = next) {
		next = strchr(part, '|');
		if (next != NULL) {
			*next = '\0';
			next = rest_of(next + 1);
		}
		trim(part);
		parse_part(map, part);
	}
	assert_true(map->count[GPAMAP_LIST_VTL2] <= 1);
	point(map);
}
