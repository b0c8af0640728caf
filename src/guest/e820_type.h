/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_E820_TYPE_H
#define GPAMAP_GUEST_E820_TYPE_H

#include <gpamap/e820.h>

#include "pieces.h"

/* The types of E820, which PVH has as well. */

/** Give the kind that ranges of @type are; RESERVED for one not known. */
enum gpamap_kind gpamap_e820_kind(uint32_t type);

/** Give the rule that tells a layout in these types as @options have it. */
struct gpamap_pieces_rule
gpamap_e820_rule(const struct gpamap_e820_options *options);

#endif /* GPAMAP_GUEST_E820_TYPE_H */
