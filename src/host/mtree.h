/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_MTREE_H
#define GPAMAP_HOST_MTREE_H

#include <gpamap/types.h>

#include "span.h"

/** Give the kind of what QEMU says to be of @type, called @name; HOLE: it is
 * of no type that is known. */
enum gpamap_kind gpamap_mtree_kind(struct gpamap_span type,
				   struct gpamap_span name);

/** Give @name without what QEMU writes behind it: "pc.ram @0123 KVM". */
struct gpamap_span gpamap_mtree_name(struct gpamap_span name);

#endif /* GPAMAP_HOST_MTREE_H */
