/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_KEY_VALUE_H
#define GPAMAP_HOST_KEY_VALUE_H

#include "keys.h"

/** Why a value is none: @at, which is it or a part of it, @why. */
struct gpamap_key_fault {
	struct gpamap_span at;
	char why[256]; /**< as in `"2X" has an unknown unit` */
};

/**
 * Parse @text as the value of @key into the empty @value, which is given then.
 *
 * @fault: out; on failure only.
 */
bool gpamap_key_parse(const struct gpamap_key *key, struct gpamap_span text,
		      struct gpamap_value *value,
		      struct gpamap_key_fault *fault);

#endif /* GPAMAP_HOST_KEY_VALUE_H */
