/* SPDX-License-Identifier: MIT */
#include "oracle.h"

#define BIT(kind) (1u << (unsigned int)(kind))
#define RAM BIT(GPAMAP_KIND_RAM)
#define ECAM BIT(GPAMAP_KIND_PCI_ECAM)
#define WINDOW BIT(GPAMAP_KIND_PCI_MMIO)
#define GAPS (WINDOW | ECAM | BIT(GPAMAP_KIND_MMIO))
#define PMEM BIT(GPAMAP_KIND_PMEM)
#define HOTPLUG BIT(GPAMAP_KIND_HOTPLUG)
#define SLOT BIT(GPAMAP_AGREE_SLOT)
#define MEMORY                                                                 \
	(PMEM | BIT(GPAMAP_KIND_FIRMWARE_TABLES) |                             \
	 BIT(GPAMAP_KIND_FIRMWARE_NVS) | BIT(GPAMAP_KIND_UNUSABLE))
#define KEPT (MEMORY | BIT(GPAMAP_KIND_RESERVED))

/* What a source tells of one address. */
struct view {
	unsigned int kinds;
	uint64_t vnode; /* of RAM; of several the last */
	uint64_t other_vnode; /* of what is no RAM */
};

static struct view look(const struct gpamap_agree_source *source,
			uint64_t address)
{
	struct view view = { 0, GPAMAP_NO_VNODE, GPAMAP_NO_VNODE };
	size_t i;

	for (i = 0; i < source->count; i++) {
		const struct gpamap_agree_piece *piece = &source->pieces[i];

		if (address < piece->range.start || address >= piece->range.end)
			continue;
		view.kinds |= BIT(piece->kind);
		if (piece->kind == GPAMAP_KIND_RAM)
			view.vnode = piece->vnode;
		else
			view.other_vnode = piece->vnode;
	}
	return view;
}

/* Firmware took its share: what it keeps of the RAM is its own business, and
 * what it keeps beyond the map, too. Nothing is to be lost or made up. */
static bool carved_wrong(unsigned int map, unsigned int told,
			 unsigned int tells)
{
	if ((told & RAM) != 0 && map != RAM)
		return true;
	if (map == RAM && told == 0)
		return true;
	if ((told & RAM) != 0 && told != RAM)
		return true;
	if ((tells & GPAMAP_TELLS_KINDS) == 0)
		return false;
	if ((map & MEMORY) != 0 && told != 0 && told != map)
		return true;
	return (told & MEMORY) != 0 && map != RAM && told != map;
}

static bool wrong_kind(unsigned int map, unsigned int told, unsigned int tells)
{
	if ((tells & GPAMAP_TELLS_ALL) != 0)
		return map != told;
	if ((tells & GPAMAP_TELLS_CARVED) != 0 &&
	    carved_wrong(map, told, tells))
		return true;
	if ((tells & (GPAMAP_TELLS_CARVED | GPAMAP_TELLS_RAM)) ==
		    GPAMAP_TELLS_RAM &&
	    (map == RAM) != ((told & RAM) != 0))
		return true;
	if ((tells & GPAMAP_TELLS_RESERVED) != 0 &&
	    ((map & KEPT) != 0 || map == ECAM) && told == 0)
		return true;
	if ((tells & GPAMAP_TELLS_ECAM) != 0 && map == ECAM &&
	    (told & ECAM) == 0)
		return true;
	if ((tells & GPAMAP_TELLS_WINDOWS) != 0 && map == WINDOW &&
	    (told & WINDOW) == 0)
		return true;
	if ((tells & GPAMAP_TELLS_SLOTS) != 0 && map == RAM &&
	    (told & SLOT) == 0)
		return true;
	if ((told & SLOT) != 0 && (map == 0 || (map & GAPS) != 0))
		return true;
	if ((told & ECAM) != 0 && map != ECAM)
		return true;
	if ((told & WINDOW) != 0 && map != WINDOW)
		return true;
	if ((told & HOTPLUG) != 0 && (map & (HOTPLUG | RAM)) == 0)
		return true;
	return (tells & GPAMAP_TELLS_KINDS) == 0 && (told & PMEM) != 0 &&
	       map != PMEM;
}

static bool wrong_vnode(const struct view *map, const struct view *told,
			unsigned int tells)
{
	if ((tells & GPAMAP_TELLS_ALL) != 0)
		return map->vnode != told->vnode ||
		       map->other_vnode != told->other_vnode;
	if ((tells & GPAMAP_TELLS_NODES) == 0)
		return false;
	if (map->kinds == told->kinds && map->other_vnode != GPAMAP_NO_VNODE &&
	    told->other_vnode != GPAMAP_NO_VNODE &&
	    map->other_vnode != told->other_vnode)
		return true;
	return map->kinds == RAM && (told->kinds & RAM) != 0 &&
	       map->vnode != told->vnode;
}

static bool wrong_at(const struct gpamap_agree_source *map,
		     const struct gpamap_agree_source *told, uint64_t at,
		     uint64_t *address)
{
	struct view one = look(map, at), other = look(told, at);

	*address = at;

	if (at >= 0xa0000 && at < 0x100000 &&
	    (told->tells & GPAMAP_TELLS_ALL) == 0)
		return false;
	return wrong_kind(one.kinds, other.kinds, told->tells) ||
	       wrong_vnode(&one, &other, told->tells);
}

/* Something changes only where a piece begins or ends, or the hole does. */
static bool wrong_at_edges(const struct gpamap_agree_source *map,
			   const struct gpamap_agree_source *told,
			   const struct gpamap_agree_source *edges,
			   uint64_t *address)
{
	size_t i;

	for (i = 0; i < edges->count; i++)
		if (wrong_at(map, told, edges->pieces[i].range.start,
			     address) ||
		    wrong_at(map, told, edges->pieces[i].range.end, address))
			return true;
	return false;
}

static uint64_t nodes_of(const struct gpamap_agree_source *source)
{
	uint64_t nodes = 0;
	size_t i;

	for (i = 0; i < source->distance_count; i++)
		if (source->distances[i].from >= nodes)
			nodes = source->distances[i].from + 1;
	return nodes;
}

/* Speeds of memory on a node that the map does not have. */
static bool wrong_speeds(const struct gpamap_agree_source *map,
			 const struct gpamap_agree_source *told)
{
	size_t i;

	for (i = 0; i < told->speed_count; i++)
		if (told->speeds[i].to >= map->nodes)
			return true;
	return false;
}

bool oracle_must_find(const struct gpamap_agree_source *map,
		      const struct gpamap_agree_source *told, uint64_t *address)
{
	uint64_t nodes = nodes_of(told);

	return wrong_at(map, told, 0, address) ||
	       wrong_at(map, told, 0x100000, address) ||
	       wrong_at_edges(map, told, map, address) ||
	       wrong_at_edges(map, told, told, address) ||
	       (nodes > 0 && nodes < map->nodes) || wrong_speeds(map, told);
}

bool oracle_same_ranges(const struct gpamap_agree_source *a,
			const struct gpamap_agree_source *b, bool nodes)
{
	unsigned int but = nodes ? 0 : GPAMAP_TELLS_NODES;
	size_t i;

	if ((a->tells | but) != (b->tells | but) || a->count != b->count)
		return false;
	for (i = 0; i < a->count; i++) {
		const struct gpamap_agree_piece *x = &a->pieces[i];
		const struct gpamap_agree_piece *y = &b->pieces[i];

		if (x->range.start != y->range.start ||
		    x->range.end != y->range.end || x->kind != y->kind ||
		    (nodes && x->vnode != y->vnode))
			return false;
	}
	return true;
}

static bool same_distances(const struct gpamap_agree_source *a,
			   const struct gpamap_agree_source *b)
{
	size_t i;

	for (i = 0; i < a->distance_count; i++) {
		const struct gpamap_agree_distance *x = &a->distances[i];
		const struct gpamap_agree_distance *y = &b->distances[i];

		if (x->from != y->from || x->to != y->to ||
		    x->distance != y->distance)
			return false;
	}
	return true;
}

static bool same_speeds(const struct gpamap_agree_source *a,
			const struct gpamap_agree_source *b)
{
	size_t i;

	for (i = 0; i < a->speed_count; i++)
		if (gpamap_agree_speed_order(&a->speeds[i], &b->speeds[i]) !=
			    0 ||
		    a->speeds[i].value != b->speeds[i].value)
			return false;
	return true;
}

static bool same_slots(const struct gpamap_agree_source *a,
		       const struct gpamap_agree_source *b)
{
	size_t i;

	for (i = 0; i < a->count; i++)
		if (a->pieces[i].slot != b->pieces[i].slot)
			return false;
	return true;
}

bool oracle_same(const struct gpamap_agree_source *a,
		 const struct gpamap_agree_source *b)
{
	return oracle_same_ranges(a, b, true) && same_slots(a, b) &&
	       a->distance_count == b->distance_count && same_distances(a, b) &&
	       a->speed_count == b->speed_count && same_speeds(a, b);
}
