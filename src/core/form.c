/* SPDX-License-Identifier: MIT */
#include "form.h"

#include "index.h"

/*@ predicate same_shape{A, B}(struct gpamap_shape *shape) =
      \at(shape->count[0], A) == \at(shape->count[0], B) &&
      \at(shape->count[1], A) == \at(shape->count[1], B) &&
      \at(shape->count[2], A) == \at(shape->count[2], B) &&
      \at(shape->count[3], A) == \at(shape->count[3], B) &&
      \at(shape->count[4], A) == \at(shape->count[4], B) &&
      \at(shape->count[5], A) == \at(shape->count[5], B) &&
      \at(shape->keys, A) == \at(shape->keys, B) &&
      \at(shape->entries, A) == \at(shape->entries, B) &&
      \at(shape->name_bytes, A) == \at(shape->name_bytes, B);
 */

/* Compute where the lists go, one behind the other from @at. Gives where the
 * last one ends. */
/*@ requires \valid_read(shape) && in_limits(shape);
    requires \valid(sections) && \separated(shape, sections);
    requires at <= 16 + 4 * GPAMAP_RANGES_MAX;
    assigns sections->list[0 .. 5];
    ensures sections->list[0] == at && same_shape{Pre, Post}(shape);
    ensures lists_end_at{Pre, Post}(shape, sections, \result);
    ensures \result <= 16 + 28 * GPAMAP_RANGES_MAX;
 */
static size_t plan_lists(const struct gpamap_shape *shape, size_t at,
			 struct gpamap_sections *sections)
{
	//@ ghost size_t first = at;
	/*@ loop invariant 0 <= list <= 6;
	    loop invariant list == 0 ==> at == first;
	    loop invariant list > 0 ==> sections->list[0] == first;
	    loop invariant first <= at <= first + 4 * GPAMAP_RANGES_MAX * list;
	    loop invariant \forall integer l; 0 < l < list ==>
	      sections->list[l] == place(sections->list[l - 1], l - 1,
	                                 shape->count[l - 1]);
	    loop invariant list > 0 ==> at == place(sections->list[list - 1],
	      list - 1, shape->count[list - 1]);
	    loop assigns list, at, sections->list[0 .. 5];
	    loop variant 6 - list; */
	for (size_t list = 0; list < GPAMAP_LIST_COUNT; list++) {
		sections->list[list] = at;
		at += gpamap_block_place((enum gpamap_list)list,
					 shape->count[list]);
	}
	/*@ assert parts: \forall integer l; 0 < l <= 5 ==> sections->list[l] ==
	      place(sections->list[l - 1], l - 1, shape->count[l - 1]); */
	//@ assert one: sections->list[1] == first + 3 * \at(shape->count[0], Pre);
	/*@ assert two:
	      sections->list[2] == sections->list[1] + 2 * \at(shape->count[1], Pre); */
	/*@ assert three:
	      sections->list[3] == sections->list[2] + 2 * \at(shape->count[2], Pre); */
	/*@ assert four:
	      sections->list[4] == sections->list[3] + 2 * \at(shape->count[3], Pre); */
	/*@ assert five:
	      sections->list[5] == sections->list[4] + 2 * \at(shape->count[4], Pre); */
	return at;
}

/* Compute where the parts behind the lists go. */
/*@ requires \valid_read(shape) && in_limits(shape);
    requires \valid(sections) && \separated(shape, sections);
    requires at <= 16 + 28 * GPAMAP_RANGES_MAX;
    assigns sections->sums, sections->refs, sections->ranks, sections->names,
            sections->strings, sections->words;
    ensures sections->sums == at && rest_planned{Pre, Post}(shape, sections);
    ensures sections->words <= 0x7fffffff;
 */
static void plan_rest(const struct gpamap_shape *shape, size_t at,
		      struct gpamap_sections *sections)
{
	size_t sums = gpamap_samples(shape->count[GPAMAP_LIST_RAM],
				     GPAMAP_SUM_RANGES);
	size_t halves = gpamap_half_words(shape->entries);
	size_t ranks = gpamap_half_words(
		gpamap_samples(shape->keys, GPAMAP_RANK_KEYS));
	size_t bytes = shape->name_bytes;

	sections->sums = at;
	sections->refs = at + sums;
	sections->ranks = sections->refs + halves;
	sections->names = sections->ranks + ranks;
	sections->strings = sections->names + (bytes != 0 ? halves : 0);
	sections->words = sections->strings + (bytes + 7) / 8;
}

/*@ requires \valid_read(shape) && in_limits(shape);
    requires \valid(sections) && \separated(shape, sections);
    requires shape->keys <= at - 16 <= 2 * shape->keys;
    assigns *sections;
    ensures planned{Pre, Post}(shape, sections) && sections->list[0] == at;
    ensures sections->words <= 0x7fffffff;
 */
static void plan_behind_keys(const struct gpamap_shape *shape, size_t at,
			     struct gpamap_sections *sections)
{
	size_t sums = plan_lists(shape, at, sections);

	//@ ghost Lists: ;
	//@ assert c: shape->count[0] == \at(shape->count[0], Pre);
	//@ assert e: shape->entries == \at(shape->entries, Pre);
	//@ assert k: shape->keys == \at(shape->keys, Pre);
	//@ assert n: shape->name_bytes == \at(shape->name_bytes, Pre);
	plan_rest(shape, sums, sections);
	//@ assert l0: sections->list[0] == \at(sections->list[0], Lists);
	//@ assert l1: sections->list[1] == \at(sections->list[1], Lists);
	//@ assert l2: sections->list[2] == \at(sections->list[2], Lists);
	//@ assert l3: sections->list[3] == \at(sections->list[3], Lists);
	//@ assert l4: sections->list[4] == \at(sections->list[4], Lists);
	//@ assert l5: sections->list[5] == \at(sections->list[5], Lists);
	//@ assert lists: lists_end_at{Pre, Here}(shape, sections, sums);
	//@ assert rest0: rest_planned{Lists, Here}(shape, sections);
	//@ assert rest: rest_planned{Pre, Here}(shape, sections);
}

void gpamap_sections_plan(const struct gpamap_shape *shape,
			  struct gpamap_sections *sections)
{
	plan_behind_keys(shape,
			 GPAMAP_BLOCK_KEYS_AT + gpamap_index_words(shape->keys),
			 sections);
}
