/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_SIZE_H
#define GPAMAP_CORE_PLAN_SIZE_H

#include "plan_check.h"

/* How large a plan's workspace is, and what stands where in it. */

/* Count the ranges that a plan can take at the most. What the host avoids
 * falls into a part for each reserved range within it, RAM into a piece for
 * each hole. */
/*@ requires plan_readable(input);
    requires avoided(input) <= GPAMAP_RANGES_MAX / 8;
    assigns \nothing;
    ensures \result <= 4 * input->count + 4 * avoided(input) + 4;
 */
static inline size_t
gpamap_plan_most_takes(const struct gpamap_plan_input *input)
{
	size_t avoided = gpamap_plan_avoided(input);
	size_t count[GPAMAP_PHASE_COUNT] = { 0 };
	size_t given = 0, before_ram, total;

	/*@ loop invariant 0 <= i <= input->count;
	    loop invariant sum: given + count[0] + count[1] + count[2] +
	      count[3] + count[4] + count[5] + count[6] <= i;
	    loop assigns i, given, count[0 .. 6];
	    loop variant input->count - i; */
	for (size_t i = 0; i < input->count; i++) {
		unsigned int phase = (unsigned int)input->requests[i].phase;

		if (gpamap_plan_is_given(&input->requests[i]))
			given++;
		else if (phase < GPAMAP_PHASE_COUNT)
			count[phase]++;
	}
	before_ram = given + count[GPAMAP_PHASE_MMIO32];
	if (avoided != 0)
		before_ram += given + 1 + 2 * avoided;
	total = before_ram + count[GPAMAP_PHASE_HOTPLUG] +
		count[GPAMAP_PHASE_MMIO64] + count[GPAMAP_PHASE_POST];
	if (count[GPAMAP_PHASE_RAM] != 0)
		total += count[GPAMAP_PHASE_RAM] + before_ram + 2;
	return total;
}

/*@ // Powers of two are a set in their sum. proofs/masks.smt2 proves all but
    // the first, which says what a name stands for.
    predicate is_set(integer sum) = 0 < sum <= UINT64_MAX && paged(sum);
    axiomatic ColumnsOfSets {
      axiom column_is: \forall integer sum, p;
        has_column(sum, p) <==>
          is_power(p) && p >= GPAMAP_PAGE_SIZE && (sum & p) != 0;
      axiom or_is_set: \forall integer a, b;
        is_set(a) && is_set(b) ==> is_set(a | b);
      axiom or_keeps: \forall integer a, b, p;
        0 <= a <= UINT64_MAX && 0 <= b <= UINT64_MAX &&
        (has_column(a, p) || has_column(b, p)) ==> has_column(a | b, p);
    }

    // A set with the alignments of the first n requests.
    predicate has_alignments{L}(integer sum, struct gpamap_plan_input *input,
                                integer n) =
      is_set(sum) && has_column(sum, GPAMAP_PAGE_SIZE) &&
      \forall integer i; 0 <= i < n ==>
        (input->requests[i].alignment != 0 &&
         is_alignment(input->requests[i].alignment) ==>
          has_column(sum, input->requests[i].alignment)) &&
        (input->requests[i].preferred_alignment != 0 &&
         is_alignment(input->requests[i].preferred_alignment) ==>
          has_column(sum, input->requests[i].preferred_alignment));
 */

/* Add an alignment to a set of them; 0 is none. */
/*@ requires is_set(sum) && is_alignment(alignment);
    assigns \nothing;
    ensures is_set(\result);
    ensures alignment != 0 ==> has_column(\result, alignment);
    ensures \forall integer p; has_column(sum, p) ==> has_column(\result, p);
 */
static inline uint64_t gpamap_alignments_add(uint64_t sum, uint64_t alignment)
{
	return sum | alignment;
}

/* Sum up the alignments of all sound requests; a page is always one. As powers
 * of two they are a set. */
/*@ requires plan_readable(input);
    assigns \nothing;
    ensures has_alignments(\result, input, input->count);
 */
static inline uint64_t
gpamap_plan_alignments(const struct gpamap_plan_input *input)
{
	uint64_t alignments = GPAMAP_PAGE_SIZE;

	//@ assert sixteen: power(4) == 16;
	//@ assert page: power(8) == 256 && power(12) == GPAMAP_PAGE_SIZE;
	//@ assert power: is_power(GPAMAP_PAGE_SIZE);
	/*@ loop invariant 0 <= i <= input->count;
	    loop invariant has_alignments(alignments, input, i);
	    loop assigns i, alignments;
	    loop variant input->count - i; */
	for (size_t i = 0; i < input->count; i++) {
		const struct gpamap_plan_request *request = &input->requests[i];
		uint64_t preferred = request->preferred_alignment;

		if (gpamap_plan_is_alignment(request->alignment))
			alignments = gpamap_alignments_add(alignments,
							   request->alignment);
		if (gpamap_plan_is_alignment(preferred))
			alignments =
				gpamap_alignments_add(alignments, preferred);
	}
	return alignments;
}

#define GPAMAP_WORDS_OF(type) ((sizeof(type) + 7) / 8)

/* How the workspace is laid out: the plan, its segments, their best fits, the
 * queue. */
struct gpamap_workspace {
	uint64_t alignments;
	size_t segments_at; /* in words */
	size_t best_at;
	size_t queue_at;
	size_t words;
};

/*@ // Each part has room for what is to stand in it, and ends where the next one
    // begins: n segments, and a number for each of them and each alignment.
    predicate is_laid_out(struct gpamap_workspace w, integer n,
                          integer columns, integer queued) =
      w.segments_at == (sizeof(struct gpamap_plan) + 7) / 8 &&
      w.best_at ==
        w.segments_at + n * ((sizeof(struct gpamap_segment) + 7) / 8) &&
      w.queue_at == w.best_at + n * columns &&
      w.words == w.queue_at + (queued + 1) / 2;
 */

/*@ ghost
      /@ requires b <= 52;
         assigns \nothing;
         ensures 0 <= a * b <= a * 52;
       @/
      static void products_grow(size_t a, uint32_t b)
      {
        /@ assert a * (52 - b) >= 0; @/
        /@ assert a * 52 == a * b + a * (52 - b); @/
      }
 */

/*@ requires plan_readable(input);
    requires avoided(input) <= GPAMAP_RANGES_MAX / 8;
    assigns \nothing;
    ensures has_alignments(\result.alignments, input, input->count);
    ensures \exists integer n, columns; 2 <= n && 0 <= columns <= 52 &&
      is_laid_out(\result, n, columns, input->count);
 */
static inline struct gpamap_workspace
gpamap_plan_lay_out(const struct gpamap_plan_input *input)
{
	struct gpamap_workspace space = { .alignments = gpamap_plan_alignments(
						  input) };
	size_t segments = gpamap_space_segments(gpamap_plan_most_takes(input));
	uint32_t columns = gpamap_alignments_count(space.alignments);

	//@ ghost products_grow(segments, columns);
	space.segments_at = GPAMAP_WORDS_OF(struct gpamap_plan);
	space.best_at = space.segments_at +
			segments * GPAMAP_WORDS_OF(struct gpamap_segment);
	space.queue_at = space.best_at + segments * columns;
	space.words = space.queue_at + (input->count + 1) / 2;
	//@ assert parts: is_laid_out(space, segments, columns, input->count);
	return space;
}

#endif /* GPAMAP_CORE_PLAN_SIZE_H */
