/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_IOMEM_H
#define GPAMAP_HOST_IOMEM_H

#include <gpamap/types.h>

#include "span.h"

/**
 * Give the kind that a label of /proc/iomem means.
 *
 * @plain: out, may be NULL: it says the kind and nothing else.
 */
enum gpamap_kind gpamap_iomem_kind(struct gpamap_span label, bool *plain);

#endif /* GPAMAP_HOST_IOMEM_H */
