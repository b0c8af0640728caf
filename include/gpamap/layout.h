/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_LAYOUT_H
#define GPAMAP_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>
#include <gpamap/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * The layout: the whole guest physical address map, immutable once made.
 *
 * A layout is one flat block of 64-bit words in storage that the caller
 * gives: a header and sorted arrays, offsets and no pointers (docs/format.md).
 * It can be copied, mapped and shared; any number of threads may read it.
 * All functions here are freestanding. Those that take a layout expect one
 * that a constructor, gpamap_layout_load() or gpamap_layout_open() gave.
 *
 * Source of the contract: MemoryLayout, crate vm_topology of OpenVMM.
 */
struct gpamap_layout;

/** Where a constructor puts a layout. */
struct gpamap_storage {
	uint64_t *words; /**< in: the caller's memory; NULL to measure only */
	size_t count; /**< in: words there; 0 to measure only */
	size_t need; /**< out: words that the layout takes */
};

/** Storage over an array of uint64_t: an array itself, no pointer to one. */
#define GPAMAP_STORAGE(array)                                                  \
	(GPAMAP_VALUE_OF(gpamap_storage){                                      \
		(array), sizeof(array) / sizeof((array)[0]), 0 })

/* Words of the parts of a block, at the most; see docs/format.md. */
#define GPAMAP_WORDS_HEADER 16u
#define GPAMAP_WORDS_KEYS(keys)                                                \
	((keys) + ((keys) <= 16 ? 0 : (keys) / 15 + 8) + (keys) / 32 + 1)
#define GPAMAP_WORDS_RAM(ranges) (3 * (ranges) + ((ranges) + 7) / 8)

/**
 * Words that are enough for a layout of up to @nodes nodes around @gaps gaps
 * of any kind and a VTL2 range, without names: a constant expression for a
 * static array. Each of the other ranges counts as a gap, and where RAM is
 * already decided each range of it as a node.
 */
#define GPAMAP_LAYOUT_WORDS(nodes, gaps)                                       \
	(GPAMAP_WORDS_HEADER + GPAMAP_WORDS_RAM((nodes) + (gaps)) +            \
	 2 * (gaps) + 2 + GPAMAP_WORDS_KEYS(2 * ((nodes) + 2 * (gaps) + 1)) +  \
	 ((nodes) + 2 * (gaps) + 2) / 2)

/**
 * Names for ranges, all optional: one array a list, as long as the list, whose
 * entries may be NULL or empty. For constructors that place RAM,
 * list[GPAMAP_LIST_RAM] holds one name a vnode. Names are NUL-terminated
 * UTF-8; a name on an empty MMIO placeholder is dropped.
 */
struct gpamap_names {
	const char *const *list[GPAMAP_LIST_COUNT];
};

/**
 * Everything in a map but its RAM. All zero: nothing. Each list is in address
 * order with non-empty ranges, and all lists are disjoint from each other.
 */
struct gpamap_fixed {
	const struct gpamap_range *mmio;
	size_t mmio_count;
	const struct gpamap_range *pci_ecam;
	size_t pci_ecam_count;
	const struct gpamap_range *pci_mmio;
	size_t pci_mmio_count;
	const struct gpamap_range *vtl2; /**< NULL: none */
	const struct gpamap_other_range *other;
	size_t other_count;
	const struct gpamap_names *names; /**< NULL: none */
};

/**
 * Make a layout with @ram_size bytes of RAM on vnode 0, at the lowest free
 * addresses around the gaps and other ranges in @fixed.
 *
 * @ram_size: bytes, a non-zero multiple of 4096.
 * @fixed: the rest of the map; NULL for nothing.
 * @storage: where the layout goes; storage->need is set on success and on
 *           GPAMAP_ERR_NO_SPACE. With storage->words NULL and count 0 the
 *           call checks everything, sets need, and makes no layout.
 * @layout: out; the layout, which stands at storage->words. May be NULL when
 *          measuring.
 * @error: out, may be NULL: written on failure only.
 * On failure nothing else has changed, the storage's words included. The
 * input must not lie in the storage.
 * Cost: linear in the ranges; no allocation.
 * Errors: MISALIGNED, EMPTY (@ram_size or a gap), REVERSED, TOO_HIGH,
 *   UNSORTED, OVERLAP (the gaps or other ranges), BAD_KIND, BAD_VNODE (other
 *   ranges), VTL2_LOW, NO_FIT (RAM finds no room; the error has the
 *   shortfall), TOO_MANY, NO_SPACE, ARGUMENT (NULL where data is needed).
 * Context: freestanding.
 */
enum gpamap_status gpamap_layout_new(uint64_t ram_size,
				     const struct gpamap_fixed *fixed,
				     struct gpamap_storage *storage,
				     const struct gpamap_layout **layout,
				     struct gpamap_error *error);

/**
 * Make a layout with node_sizes[i] bytes of RAM on vnode i.
 *
 * @node_sizes: bytes, each a non-zero multiple of 4096.
 * @node_count: at least 1.
 * Node 0 is placed first; a node that ends in mid-chunk hands over at that
 * very address. The rest as for gpamap_layout_new().
 */
enum gpamap_status gpamap_layout_new_with_numa(
	const uint64_t *node_sizes, size_t node_count,
	const struct gpamap_fixed *fixed, struct gpamap_storage *storage,
	const struct gpamap_layout **layout, struct gpamap_error *error);

/**
 * Make a layout from RAM ranges and MMIO gaps that are already decided.
 *
 * @ram: sorted, disjoint, non-empty; kept as they are.
 * @mmio: sorted, disjoint, non-empty; disjoint from @ram.
 * Errors: as for gpamap_layout_new_from_resolved_ranges().
 */
enum gpamap_status
gpamap_layout_new_from_ranges(const struct gpamap_ram_range *ram,
			      size_t ram_count, const struct gpamap_range *mmio,
			      size_t mmio_count, struct gpamap_storage *storage,
			      const struct gpamap_layout **layout,
			      struct gpamap_error *error);

/**
 * Make a layout from ranges that are all already decided.
 *
 * @ram: sorted, disjoint, non-empty; kept as they are, touching ranges too.
 *       The list may be empty: such a map has no RAM, and its end is 0.
 * @fixed: the rest. Here, and only here, MMIO entries may be empty (start ==
 *         end): placeholders that keep positions and mean nothing else.
 * Errors: MISALIGNED, EMPTY, REVERSED, TOO_HIGH, UNSORTED, OVERLAP,
 *   BAD_KIND, BAD_VNODE, VTL2_LOW, TOO_MANY, NO_SPACE, ARGUMENT.
 * The rest as for gpamap_layout_new().
 */
enum gpamap_status gpamap_layout_new_from_resolved_ranges(
	const struct gpamap_ram_range *ram, size_t ram_count,
	const struct gpamap_fixed *fixed, struct gpamap_storage *storage,
	const struct gpamap_layout **layout, struct gpamap_error *error);

/**
 * Copy @layout into other storage.
 *
 * Errors: NO_SPACE, ARGUMENT.
 * Cost: one memcpy. The bytes of @layout may as well be copied by hand.
 */
enum gpamap_status gpamap_layout_clone(const struct gpamap_layout *layout,
				       struct gpamap_storage *storage,
				       const struct gpamap_layout **clone);

/** Give the words that @layout takes. */
size_t gpamap_layout_words(const struct gpamap_layout *layout);

/*
 * The contract's lists. Each gives the first of *@count ranges in address
 * order, inside the layout and living as long as it does.
 */

/** Give the populated RAM ranges, without the VTL2 range. */
const struct gpamap_ram_range *
gpamap_layout_ram(const struct gpamap_layout *layout, size_t *count);

/** Give the MMIO gaps, empty placeholders included. */
const struct gpamap_range *
gpamap_layout_mmio(const struct gpamap_layout *layout, size_t *count);

/** Give the PCI ECAM ranges. */
const struct gpamap_range *
gpamap_layout_pci_ecam(const struct gpamap_layout *layout, size_t *count);

/** Give the PCI MMIO apertures. */
const struct gpamap_range *
gpamap_layout_pci_mmio(const struct gpamap_layout *layout, size_t *count);

/** Give the other ranges: reserved, device, hot-plug and so on. */
const struct gpamap_other_range *
gpamap_layout_other(const struct gpamap_layout *layout, size_t *count);

/** Give the VTL2 range. Returns false, @range untouched, where none is. */
bool gpamap_layout_vtl2_range(const struct gpamap_layout *layout,
			      struct gpamap_range *range);

/*
 * The contract's numbers, all in bytes. VTL2 and other ranges count in none of
 * them.
 */

/** Give the total RAM size. */
uint64_t gpamap_layout_ram_size(const struct gpamap_layout *layout);

/** Give one past the last byte of RAM; 0 for a map without RAM. */
uint64_t gpamap_layout_end_of_ram(const struct gpamap_layout *layout);

/**
 * Give the bytes of RAM below 4 GiB; a range that straddles 4 GiB is counted
 * on both sides, byte by byte.
 */
uint64_t gpamap_layout_ram_below_4gb(const struct gpamap_layout *layout);

/** Give the bytes of RAM at or above 4 GiB. */
uint64_t gpamap_layout_ram_above_4gb(const struct gpamap_layout *layout);

/**
 * Give the bytes of RAM above the high MMIO gap.
 *
 * Returns false, @bytes untouched, unless there are exactly two MMIO entries
 * and the second is not empty.
 */
bool gpamap_layout_ram_above_high_mmio(const struct gpamap_layout *layout,
				       uint64_t *bytes);

/**
 * Give the address where RAM below 4 GiB ends; 4 GiB itself where RAM reaches
 * or crosses it.
 *
 * Returns false, @address untouched, where no RAM is below 4 GiB.
 */
bool gpamap_layout_max_ram_below_4gb(const struct gpamap_layout *layout,
				     uint64_t *address);

/** Give one past the last byte of RAM, MMIO, PCI ECAM or PCI MMIO. */
uint64_t gpamap_layout_end_of_layout(const struct gpamap_layout *layout);

/**
 * Say what is at @address: RAM, MMIO, PCI_ECAM or PCI_MMIO, else HOLE.
 *
 * @address: any 64-bit number.
 * The VTL2 range and other ranges are holes to this function, as the contract
 * has it; gpamap_layout_find() sees them.
 * Cost: O(log n), branch-free in the comparisons.
 */
enum gpamap_kind gpamap_layout_probe_address(const struct gpamap_layout *layout,
					     uint64_t address);

/**
 * Say what is at each of @addresses: gpamap_layout_probe_address() for many.
 *
 * @addresses: @count numbers of 64 bits, in any order.
 * @count: may be 0; then @addresses and @kinds may be NULL.
 * @kinds: out; @count kinds, that of addresses[i] in kinds[i]. It must not
 *         overlap @addresses.
 * Cost: O(count log n). In a map too large for the near caches, several times
 *   less than as many single probes, since the waits for memory overlap
 *   (docs/performance.md). Give it dozens of addresses a call.
 * Context: freestanding.
 */
void gpamap_layout_probe_many(const struct gpamap_layout *layout,
			      const uint64_t *addresses, size_t count,
			      enum gpamap_kind *kinds);

/*
 * Beyond the contract: the map as one sequence in address order. A *position*
 * is a place in that sequence, 0 to gpamap_layout_count() - 1. Empty
 * placeholders are not in it.
 */

/** One range of the map, with all that is known of it. */
struct gpamap_entry {
	enum gpamap_kind kind; /**< GPAMAP_KIND_HOLE: no entry */
	enum gpamap_list list;
	size_t index; /**< place in its list */
	struct gpamap_range range;
	uint64_t vnode; /**< GPAMAP_NO_VNODE for none */
	const char *name; /**< NULL for none; lives in the layout */
};

/** What stands at an address. */
struct gpamap_found {
	/** The range that holds the address; for a hole of kind HOLE, with the
	 * hole's bounds in range. */
	struct gpamap_entry entry;
	/** Position of the entry; for a hole, of the next range above it, and
	 * gpamap_layout_count() when none is. */
	size_t position;
	uint64_t offset; /**< bytes from the start of entry.range */
	uint64_t left; /**< bytes from the address to the end of it */
	uint64_t ram_offset; /**< for RAM: place in the backing file, else 0 */
	/** For a hole: the neighbours; kind HOLE where there is none. */
	struct gpamap_entry below;
	struct gpamap_entry above;
};

/** Count the non-empty ranges of all lists. */
size_t gpamap_layout_count(const struct gpamap_layout *layout);

/**
 * Give the range at @position in address order.
 *
 * Returns false, @entry untouched, past the last.
 */
bool gpamap_layout_at(const struct gpamap_layout *layout, size_t position,
		      struct gpamap_entry *entry);

/**
 * Find out everything about @address.
 *
 * @found: out, always filled. An address in the last page of the space, which
 *         no range can hold, is in the empty hole at GPAMAP_ADDRESS_END with
 *         offset and left 0.
 * Returns the kind, HOLE for none: the same as found->entry.kind.
 * Cost: O(log n).
 */
enum gpamap_kind gpamap_layout_find(const struct gpamap_layout *layout,
				    uint64_t address,
				    struct gpamap_found *found);

/** Give the first range that starts above @address; false for none. */
bool gpamap_layout_next(const struct gpamap_layout *layout, uint64_t address,
			struct gpamap_entry *entry);

/** Give the last range that ends at or below @address; false for none. */
bool gpamap_layout_previous(const struct gpamap_layout *layout,
			    uint64_t address, struct gpamap_entry *entry);

/**
 * Measure how @range is used: bytes of each kind in it.
 *
 * @range: valid; may be empty.
 * @bytes: out; GPAMAP_KIND_COUNT numbers indexed by kind, that of HOLE
 *         included. They sum to the length of @range.
 * Errors: MISALIGNED, REVERSED, TOO_HIGH (@range); @bytes untouched.
 * Cost: O(log n) and the ranges touched.
 */
enum gpamap_status gpamap_layout_tally(const struct gpamap_layout *layout,
				       struct gpamap_range range,
				       uint64_t bytes[GPAMAP_KIND_COUNT]);

/** Say whether all of @range is RAM, over however many RAM ranges. True for
 * an empty range, false for an invalid one. */
bool gpamap_layout_is_ram(const struct gpamap_layout *layout,
			  struct gpamap_range range);

/** Give the bytes of RAM on @vnode; 0 for a vnode without RAM. Linear. */
uint64_t gpamap_layout_node_ram_size(const struct gpamap_layout *layout,
				     uint64_t vnode);

/** Count the vnodes: one more than the largest in use; 0 for none. Linear. */
uint64_t gpamap_layout_node_count(const struct gpamap_layout *layout);

/**
 * Turn an address in RAM into the offset in a backing file where all RAM
 * stands in address order.
 *
 * @offset: out; bytes.
 * Returns false, @offset untouched, where @address is no RAM.
 * Cost: O(log n).
 */
bool gpamap_layout_ram_offset(const struct gpamap_layout *layout,
			      uint64_t address, uint64_t *offset);

/**
 * Turn an offset in the backing file into the address: the inverse.
 *
 * Returns false, @address untouched, where @offset is at or past the RAM size.
 */
bool gpamap_layout_ram_address(const struct gpamap_layout *layout,
			       uint64_t offset, uint64_t *address);

/**
 * Digest the map into 64 bits: FNV-1a over a stream of bytes that is the same
 * on every host (docs/format.md). Names are not in it: two maps that a guest
 * cannot tell apart have one digest.
 *
 * It tells changes apart, it does not resist an attacker.
 */
uint64_t gpamap_layout_digest(const struct gpamap_layout *layout);

/** Give the word for @kind: "ram", "pci_ecam"; "hole" for HOLE. Static. */
const char *gpamap_kind_name(enum gpamap_kind kind);

/** Give the word for @list: "ram", "mmio", "other", "node". Static. */
const char *gpamap_list_name(enum gpamap_list list);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_LAYOUT_H */
