/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_CALL_H
#define GPAMAP_CORE_PLAN_CALL_H

#include <gpamap/range.h>

#include "plan_check.h"
#include "terms_range.h"

/* What a call of gpamap_plan_make() may bring, and how far its map
 * may reach. */

/*@ predicate host_readable{L}(struct gpamap_host *host) =
      \valid_read(host) &&
      (host->avoid != \null && host->avoid_count <= GPAMAP_RANGES_MAX / 8 ==>
        \valid_read(host->avoid + (0 .. host->avoid_count - 1)));

    // A call's arguments can be read, as far as there are not too many.
    predicate call_readable{L}(struct gpamap_plan_input *input) =
      input == \null || (\valid_read(input) &&
        (input->requests != \null && input->count <= GPAMAP_RANGES_MAX / 8 ==>
          \valid_read(input->requests + (0 .. input->count - 1))) &&
        (input->host == \null || host_readable(input->host)));

    predicate host_sound{L}(struct gpamap_host *host) =
      (host->address_bits == 0 || 12 <= host->address_bits <= 64) &&
      0 <= host->hypertransport <= GPAMAP_HT_RELOCATE &&
      (host->avoid != \null || host->avoid_count == 0) &&
      \forall integer i; 0 <= i < host->avoid_count ==>
        valid(host->avoid[i].range);

    predicate too_many{L}(struct gpamap_plan_input *input) =
      input->count > GPAMAP_RANGES_MAX / 8 ||
      (input->host != \null && avoided(input) > GPAMAP_RANGES_MAX / 8);
 */

/* The first address that is out of reach. */
/*@ // proofs/masks.smt2 proves it.
    axiomatic Shifts {
      axiom shifted_one: \forall integer k; 0 <= k < 64 ==> is_power(1 << k);
    }
    logic integer reach_of_bits(integer bits) =
      0 < bits < 64 ? 1 << bits : GPAMAP_ADDRESS_END;
 */
/*@ requires host == \null || \valid_read(host);
    assigns \nothing;
    ensures \result <= GPAMAP_ADDRESS_END;
    ensures host == \null ==> \result == GPAMAP_ADDRESS_END;
    ensures host != \null && host->guest_reach == 0 ==>
      \result == reach_of_bits(host->address_bits);
    ensures host != \null && host->guest_reach != 0 ==> \result ==
      \min(reach_of_bits(host->address_bits), host->guest_reach);
 */
static inline uint64_t gpamap_plan_limit(const struct gpamap_host *host)
{
	uint64_t limit = GPAMAP_ADDRESS_END;

	if (host == NULL)
		return limit;
	if (host->address_bits != 0 && host->address_bits < 64)
		limit = UINT64_C(1) << host->address_bits;
	//@ assert below: limit <= GPAMAP_ADDRESS_END;
	if (host->guest_reach != 0 && host->guest_reach < limit)
		limit = host->guest_reach;
	return limit;
}

/* The address bits that reach @top; 12 at the least. */
/*@ assigns \nothing;
    ensures 12 <= \result <= 64;
    ensures \result < 64 ==> top <= 1 << \result;
    ensures \result > 12 ==> top > 1 << (\result - 1);
 */
static inline unsigned int gpamap_bits_of(uint64_t top)
{
	unsigned int bits = 12;

	/*@ loop invariant 12 <= bits <= 64;
	    loop invariant bits > 12 ==> top > 1 << (bits - 1);
	    loop assigns bits;
	    loop variant 64 - bits; */
	while (bits < 64 && top > UINT64_C(1) << bits)
		bits++;
	return bits;
}

/* Check the host's numbers; it has no one to report a problem to. */
/*@ requires host == \null || (host_readable(host) &&
      host->avoid_count <= GPAMAP_RANGES_MAX / 8);
    assigns \nothing;
    ensures \result <==> host == \null || host_sound(host);
 */
static inline bool gpamap_host_is_sound(const struct gpamap_host *host)
{
	if (host == NULL)
		return true;
	if ((host->address_bits != 0 && host->address_bits < 12) ||
	    host->address_bits > 64 ||
	    (unsigned int)host->hypertransport > GPAMAP_HT_RELOCATE ||
	    (host->avoid == NULL && host->avoid_count != 0))
		return false;
	/*@ loop invariant 0 <= i <= host->avoid_count;
	    loop invariant \forall integer j; 0 <= j < i ==>
	      valid(host->avoid[j].range);
	    loop assigns i;
	    loop variant host->avoid_count - i; */
	for (size_t i = 0; i < host->avoid_count; i++) {
		if (!gpamap_range_is_valid(host->avoid[i].range))
			return false;
	}
	return true;
}

/* The host's own are looked at first: one more could not be counted. */
/*@ requires \valid_read(input);
    requires input->host == \null || \valid_read(input->host);
    assigns \nothing;
    ensures \result <==> too_many(input);
 */
static inline bool
gpamap_plan_has_too_many(const struct gpamap_plan_input *input)
{
	size_t most = GPAMAP_RANGES_MAX / 8;

	if (input->count > most)
		return true;
	return input->host != NULL && (input->host->avoid_count > most ||
				       gpamap_plan_avoided(input) > most);
}

/* Check a call before anything in it is read that there may be too much of. */
/*@ requires call_readable(input);
    requires workspace == \null || \valid_read(workspace);
    assigns \nothing;
    ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_ARGUMENT ||
      \result == GPAMAP_ERR_TOO_MANY;
    ensures \result == GPAMAP_ERR_TOO_MANY <==>
      input != \null && workspace != \null &&
      (input->requests != \null || input->count == 0) &&
      (plan != \null || workspace->words == \null) && too_many(input);
    ensures \result == GPAMAP_OK <==>
      input != \null && workspace != \null &&
      (input->requests != \null || input->count == 0) &&
      (plan != \null || workspace->words == \null) && !too_many(input) &&
      (input->host == \null || host_sound(input->host));
    ensures \result == GPAMAP_OK ==> plan_readable(input);
 */
static inline enum gpamap_status
gpamap_plan_check_call(const struct gpamap_plan_input *input,
		       const struct gpamap_storage *workspace,
		       const struct gpamap_plan *const *plan)
{
	if (input == NULL || workspace == NULL ||
	    (input->requests == NULL && input->count != 0) ||
	    (plan == NULL && workspace->words != NULL))
		return GPAMAP_ERR_ARGUMENT;
	if (gpamap_plan_has_too_many(input))
		return GPAMAP_ERR_TOO_MANY;
	return gpamap_host_is_sound(input->host) ? GPAMAP_OK
						 : GPAMAP_ERR_ARGUMENT;
}

#endif /* GPAMAP_CORE_PLAN_CALL_H */
