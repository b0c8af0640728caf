/* SPDX-License-Identifier: MIT */
#include <gpamap/mtrr.h>

#include "../core/fault.h"
#include "mtrr_weigh.h"
#include "out.h"

#define PAGE_BITS 12u

/* The whole of a set of MTRRs, before it is written out. */
struct set {
	struct gpamap_mtrr_map map;
	unsigned int phys_bits;
	struct gpamap_mtrr_cover cover;
};

/* A block still to be looked into. */
struct block {
	uint64_t start;
	unsigned int level;
	bool in_write_back;
};

/* The MTRRs of a set being walked through, in address order. */
struct walk {
	const struct set *set;
	struct block blocks[GPAMAP_MTRR_LEVELS + 1];
	size_t count;
};

/* What to do with a block. */
enum verdict {
	VERDICT_LEAVE = 0,
	VERDICT_SPLIT = 1,
	VERDICT_UNCACHED = 2, /* an MTRR, and all is said */
	VERDICT_WRITE_BACK = 3, /* an MTRR; there may be uncached ones in it */
};

static enum verdict judge(const struct gpamap_mtrr_weight *weight,
			  bool in_write_back)
{
	if (in_write_back && weight->in_write_back == 0)
		return VERDICT_LEAVE;
	if (in_write_back)
		return weight->write_back ? VERDICT_SPLIT : VERDICT_UNCACHED;
	if (weight->in_uncached == 0)
		return VERDICT_LEAVE;
	return weight->in_uncached == 1 + weight->in_write_back
		       ? VERDICT_WRITE_BACK
		       : VERDICT_SPLIT;
}

static struct gpamap_mtrr pair_of(const struct set *set, struct block block,
				  uint64_t type)
{
	uint64_t size = gpamap_mtrr_block_size(block.level);
	uint64_t space = UINT64_C(1) << set->phys_bits;

	return (struct gpamap_mtrr){
		.base = block.start + type,
		.mask = space - size + GPAMAP_MTRR_VALID,
	};
}

/* The lower half goes on top, so that addresses come in order. */
static void split(struct walk *walk, struct block block)
{
	uint64_t half = gpamap_mtrr_block_size(block.level - 1);

	block.level--;
	walk->blocks[walk->count++] = (struct block){ block.start + half,
						      block.level,
						      block.in_write_back };
	walk->blocks[walk->count++] = block;
}

static void begin_walk(struct walk *walk, const struct set *set)
{
	uint64_t type = set->cover.default_type % GPAMAP_MTRR_FIXED_ENABLED;

	walk->set = set;
	walk->count = 1;
	walk->blocks[0] = (struct block){ 0, set->phys_bits - PAGE_BITS,
					  type == GPAMAP_MTRR_WRITE_BACK };
}

static bool next_pair(struct walk *walk, struct gpamap_mtrr *pair)
{
	struct gpamap_mtrr_weight weight;
	struct block block;

	while (walk->count > 0) {
		block = walk->blocks[--walk->count];
		weight = gpamap_mtrr_weigh(&walk->set->map, block.start,
					   block.level);
		switch (judge(&weight, block.in_write_back)) {
		case VERDICT_SPLIT:
			split(walk, block);
			break;
		case VERDICT_UNCACHED:
			*pair = pair_of(walk->set, block, GPAMAP_MTRR_UNCACHED);
			return true;
		case VERDICT_WRITE_BACK:
			*pair = pair_of(walk->set, block,
					GPAMAP_MTRR_WRITE_BACK);
			block.in_write_back = true;
			walk->blocks[walk->count++] = block;
			return true;
		default:
			break;
		}
	}
	return false;
}

/* Choose the default type by what it makes of the whole space. */
static void choose(struct set *set)
{
	struct gpamap_mtrr_weight all;

	all = gpamap_mtrr_weigh(&set->map, 0, set->phys_bits - PAGE_BITS);
	set->cover.default_type = GPAMAP_MTRR_ENABLED;
	if (set->map.fixed_1m)
		set->cover.default_type += GPAMAP_MTRR_FIXED_ENABLED;
	if (all.in_write_back < all.in_uncached) {
		set->cover.default_type += GPAMAP_MTRR_WRITE_BACK;
		set->cover.count = (size_t)all.in_write_back;
	} else {
		set->cover.default_type += GPAMAP_MTRR_UNCACHED;
		set->cover.count = (size_t)all.in_uncached;
	}
}

/* Check that the last range ends where the processor can address it. */
static enum gpamap_status check_top(const struct gpamap_layout *layout,
				    unsigned int phys_bits,
				    struct gpamap_error *error)
{
	size_t count = gpamap_layout_count(layout);
	uint64_t top = UINT64_C(1) << phys_bits;
	struct gpamap_subject subject;
	struct gpamap_entry last;

	if (count == 0 || !gpamap_layout_at(layout, count - 1, &last) ||
	    last.range.end <= top)
		return GPAMAP_OK;
	subject = (struct gpamap_subject){ last.list, last.index, last.range };
	return gpamap_fault_subject(error, GPAMAP_ERR_TOO_HIGH, subject, top);
}

static enum gpamap_status make_set(const struct gpamap_layout *layout,
				   const struct gpamap_mtrr_options *options,
				   struct set *set, struct gpamap_error *error)
{
	struct gpamap_mtrr_options with = { .phys_bits = 0 };
	enum gpamap_status status;

	if (options != NULL)
		with = *options;
	if (with.phys_bits == 0)
		with.phys_bits = 40;
	if (with.limit == 0)
		with.limit = GPAMAP_MTRR_PAIRS;
	if (layout == NULL || with.phys_bits < 32 || with.phys_bits > 52 ||
	    with.limit > GPAMAP_MTRR_PAIRS_MAX) {
		gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
		return GPAMAP_ERR_ARGUMENT;
	}
	status = check_top(layout, with.phys_bits, error);
	if (status != GPAMAP_OK)
		return status;
	*set = (struct set){ .map = { layout, with.fixed_1m,
				      with.holes_uncached },
			     .phys_bits = with.phys_bits };
	choose(set);
	if (set->cover.count <= with.limit)
		return GPAMAP_OK;
	gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY, set->cover.count,
			    with.limit);
	return GPAMAP_ERR_TOO_MANY;
}

enum gpamap_status gpamap_mtrr_cover(const struct gpamap_layout *layout,
				     const struct gpamap_mtrr_options *options,
				     struct gpamap_mtrr *mtrrs, size_t room,
				     struct gpamap_mtrr_cover *cover,
				     struct gpamap_error *error)
{
	enum gpamap_status status;
	struct walk walk;
	struct set set;

	if (cover == NULL || (mtrrs == NULL && room != 0))
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	status = make_set(layout, options, &set, error);
	if (status != GPAMAP_OK)
		return status;
	*cover = set.cover;
	if (mtrrs == NULL)
		return GPAMAP_OK;
	if (room < set.cover.count)
		return gpamap_out_no_space(error, set.cover.count, room);
	begin_walk(&walk, &set);
	while (next_pair(&walk, mtrrs))
		mtrrs++;
	return GPAMAP_OK;
}

static void put_msr(struct gpamap_out *out, uint32_t index, uint64_t value)
{
	gpamap_out_le32(out, index);
	gpamap_out_le32(out, 0);
	gpamap_out_le64(out, value);
}

static enum gpamap_status tell(struct gpamap_out *out, const void *what,
			       struct gpamap_error *error)
{
	const struct set *set = what;
	uint32_t index = GPAMAP_MTRR_MSR_PHYSBASE0;
	struct gpamap_mtrr pair;
	struct walk walk;

	(void)error;
	begin_walk(&walk, set);
	while (next_pair(&walk, &pair)) {
		put_msr(out, index, pair.base);
		put_msr(out, index + 1, pair.mask);
		index += 2;
	}
	put_msr(out, GPAMAP_MTRR_MSR_DEF_TYPE, set->cover.default_type);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_mtrr_write(const struct gpamap_layout *layout,
				     const struct gpamap_mtrr_options *options,
				     void *buffer, size_t size, size_t *need,
				     struct gpamap_error *error)
{
	enum gpamap_status status;
	struct set set;

	status = make_set(layout, options, &set, error);
	if (status != GPAMAP_OK)
		return status;
	return gpamap_out_write(tell, &set, buffer, size, need, error);
}
