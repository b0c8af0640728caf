/* SPDX-License-Identifier: MIT */
#include "plan_queue.h"

#include "plan_check.h"

struct gpamap_plan_request
gpamap_plan_turn_request(const struct gpamap_plan *plan, uint32_t turn)
{
	return gpamap_plan_request_at(plan->input, turn / 2);
}

uint64_t gpamap_plan_turn_alignment(const struct gpamap_plan *plan,
				    uint32_t turn)
{
	struct gpamap_plan_request request =
		gpamap_plan_turn_request(plan, turn);
	uint64_t alignment = gpamap_plan_alignment(&request);

	if (turn % 2 == 0 && request.preferred_alignment > alignment)
		return request.preferred_alignment;
	return alignment;
}

/* What decides when it is a turn's turn, but for its alignment. */
struct rank {
	enum gpamap_phase phase;
	uint64_t vnode;
	uint64_t size;
};

/*@ requires \valid_read(plan) && plan_readable(plan->input);
    requires is_turn(plan, turn);
    assigns \nothing;
 */
static struct rank rank_of(const struct gpamap_plan *plan, uint32_t turn)
{
	struct gpamap_plan_request request =
		gpamap_plan_turn_request(plan, turn);

	return (struct rank){ request.phase, request.vnode, request.size };
}

/* Say whether turn @a comes before turn @b of the same phase. */
/*@ requires \valid_read(plan) && plan_readable(plan->input);
    requires is_turn(plan, a) && is_turn(plan, b);
    assigns \nothing;
 */
static bool is_before(const struct gpamap_plan *plan, uint32_t a, uint32_t b)
{
	struct rank left = rank_of(plan, a), right = rank_of(plan, b);

	if (left.phase == GPAMAP_PHASE_RAM ||
	    left.phase == GPAMAP_PHASE_HOTPLUG) {
		if (left.vnode != right.vnode)
			return left.vnode < right.vnode;
	} else if (left.phase != GPAMAP_PHASE_POST) {
		uint64_t left_alignment = gpamap_plan_turn_alignment(plan, a);
		uint64_t right_alignment = gpamap_plan_turn_alignment(plan, b);

		if (left_alignment != right_alignment)
			return left_alignment > right_alignment;
		if (left.size != right.size)
			return left.size > right.size;
	}
	return a < b;
}

void gpamap_plan_push(struct gpamap_plan *plan, uint32_t turn)
{
	uint32_t *queue = plan->queue;
	size_t at = plan->queued++;

	//@ assert input: same_input{Pre, Here}(plan);
	//@ assert readable: plan_readable(plan->input);
	/*@ assert turns: \forall integer i; 0 <= i < at ==>
	      is_turn(plan, queue[i]); */
	/*@ loop invariant at < plan->queued <= plan->input->count;
	    loop invariant input: same_input{Pre, Here}(plan);
	    loop invariant count: plan->queued == \at(plan->queued, Pre) + 1;
	    loop invariant readable: plan_readable(plan->input);
	    loop invariant turns: \forall integer i;
	      0 <= i < plan->queued && i != at ==> is_turn(plan, queue[i]);
	    loop assigns at, queue[0 .. \at(plan->queued, Pre)];
	    loop variant at; */
	while (at > 0 && is_before(plan, turn, queue[(at - 1) / 2])) {
		queue[at] = queue[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	//@ assert place: at <= \at(plan->queued, Pre);
	queue[at] = turn;
	//@ assert same: same_input{Pre, Here}(plan);
	//@ assert still: plan_readable(plan->input);
}

uint32_t gpamap_plan_pop(struct gpamap_plan *plan)
{
	uint32_t *queue = plan->queue;
	uint32_t first = queue[0];
	uint32_t last = queue[--plan->queued];
	size_t at = 0;

	//@ assert input: same_input{Pre, Here}(plan);
	//@ assert readable: plan_readable(plan->input);
	//@ assert last: is_turn(plan, last) && is_turn(plan, first);
	/*@ assert turns: \forall integer i; 0 <= i < plan->queued ==>
	      is_turn(plan, queue[i]); */
	/*@ loop invariant at == 0 || at < plan->queued;
	    loop invariant input: same_input{Pre, Here}(plan);
	    loop invariant count: plan->queued == \at(plan->queued, Pre) - 1;
	    loop invariant readable: plan_readable(plan->input);
	    loop invariant turns: \forall integer i; 0 <= i < plan->queued ==>
	      is_turn(plan, queue[i]);
	    loop assigns at, queue[0 .. \at(plan->queued, Pre) - 1];
	    loop variant plan->queued - at; */
	while (at < plan->queued / 2) {
		size_t child = 2 * at + 1;

		if (child + 1 < plan->queued &&
		    is_before(plan, queue[child + 1], queue[child]))
			child++;
		if (!is_before(plan, queue[child], last))
			break;
		queue[at] = queue[child];
		at = child;
	}
	//@ assert place: at <= \at(plan->queued, Pre) - 1;
	queue[at] = last;
	//@ assert same: same_input{Pre, Here}(plan);
	//@ assert still: plan_readable(plan->input);
	return first;
}
