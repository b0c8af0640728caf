/* SPDX-License-Identifier: MIT */
#include "../core/align.h"
#include "mtrr_weigh.h"

#define MIB UINT64_C(0x100000)

enum need {
	NEED_ANY = 0,
	NEED_WRITE_BACK = 1,
	NEED_UNCACHED = 2,
};

static const uint8_t needs[GPAMAP_KIND_COUNT] = {
	[GPAMAP_KIND_HOLE] = NEED_ANY,
	[GPAMAP_KIND_RAM] = NEED_WRITE_BACK,
	[GPAMAP_KIND_MMIO] = NEED_UNCACHED,
	[GPAMAP_KIND_PCI_ECAM] = NEED_UNCACHED,
	[GPAMAP_KIND_PCI_MMIO] = NEED_UNCACHED,
	[GPAMAP_KIND_VTL2] = NEED_WRITE_BACK,
	[GPAMAP_KIND_RESERVED] = NEED_UNCACHED,
	[GPAMAP_KIND_DEVICE] = NEED_UNCACHED,
	[GPAMAP_KIND_HOTPLUG] = NEED_WRITE_BACK,
	[GPAMAP_KIND_PMEM] = NEED_WRITE_BACK,
	[GPAMAP_KIND_FIRMWARE_TABLES] = NEED_WRITE_BACK,
	[GPAMAP_KIND_FIRMWARE_NVS] = NEED_WRITE_BACK,
	[GPAMAP_KIND_UNUSABLE] = NEED_ANY,
};

/* Blocks weighed and waiting for the half beside them, larger ones below. */
struct stack {
	struct gpamap_mtrr_weight blocks[GPAMAP_MTRR_LEVELS + 1];
	size_t count;
};

/* A stretch of the address space that needs one type. */
struct stretch {
	uint64_t start;
	uint64_t end;
	enum need need;
};

uint64_t gpamap_mtrr_block_size(unsigned int level)
{
	return GPAMAP_PAGE_SIZE << level;
}

static uint64_t lower(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* Weigh a block that is of one need all over. */
static struct gpamap_mtrr_weight weigh_even(enum need need, unsigned int level)
{
	return (struct gpamap_mtrr_weight){
		.level = level,
		.write_back = need == NEED_WRITE_BACK,
		.uncached = need == NEED_UNCACHED,
		.in_uncached = need == NEED_WRITE_BACK,
		.in_write_back = need == NEED_UNCACHED,
	};
}

/*
 * Weigh a block by its halves. In write-back, an uncached MTRR may be as large
 * as the block where nothing in it is write-back. In uncached, either the
 * block becomes write-back by an MTRR of its own, or each half fends for
 * itself: with no MTRR at all where nothing in it is write-back.
 */
static struct gpamap_mtrr_weight join(const struct gpamap_mtrr_weight *low,
				      const struct gpamap_mtrr_weight *high)
{
	struct gpamap_mtrr_weight block = {
		.level = low->level + 1,
		.write_back = low->write_back || high->write_back,
		.uncached = low->uncached || high->uncached,
	};

	block.in_write_back = low->in_write_back + high->in_write_back;
	if (!block.write_back)
		block.in_write_back = block.uncached;
	block.in_uncached = lower(low->in_uncached + high->in_uncached,
				  1 + block.in_write_back);
	return block;
}

/* Add the block that follows the last one, and join what belongs together. */
static void push(struct stack *stack, struct gpamap_mtrr_weight block)
{
	while (stack->count > 0 &&
	       stack->blocks[stack->count - 1].level == block.level)
		block = join(&stack->blocks[--stack->count], &block);
	stack->blocks[stack->count++] = block;
}

/* Cut @stretch into blocks, each as large as it can be. */
static void push_stretch(struct stack *stack, struct stretch stretch)
{
	while (stretch.start < stretch.end) {
		uint64_t left = stretch.end - stretch.start;
		uint64_t next = gpamap_mtrr_block_size(1);
		unsigned int level = 0;

		while (next <= left &&
		       gpamap_align_rest(stretch.start, next) == 0) {
			next *= 2;
			level++;
		}
		push(stack, weigh_even(stretch.need, level));
		stretch.start += next / 2;
	}
}

/* Give the stretch that begins at @at and ends at @end at the latest. */
static struct stretch next_stretch(const struct gpamap_mtrr_map *map,
				   uint64_t at, uint64_t end)
{
	struct stretch stretch = { at, end, NEED_ANY };
	struct gpamap_found found;

	if (map->fixed_1m && at < MIB) {
		stretch.end = lower(end, MIB);
		return stretch;
	}
	gpamap_layout_find(map->layout, at, &found);
	stretch.end = lower(found.entry.range.end, end);
	stretch.need = (enum need)needs[found.entry.kind];
	if (found.entry.kind == GPAMAP_KIND_HOLE && map->holes_uncached)
		stretch.need = NEED_UNCACHED;
	return stretch;
}

struct gpamap_mtrr_weight gpamap_mtrr_weigh(const struct gpamap_mtrr_map *map,
					    uint64_t start, unsigned int level)
{
	uint64_t end = start + gpamap_mtrr_block_size(level);
	struct stack stack = { .count = 0 };
	struct stretch stretch;

	while (start < end) {
		stretch = next_stretch(map, start, end);
		push_stretch(&stack, stretch);
		start = stretch.end;
	}
	return stack.blocks[0];
}
