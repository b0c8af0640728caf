/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_CHECK_H
#define GPAMAP_CORE_CHECK_H

#include "lists.h"

/* Check each list, then all against each other; lists that pass make a valid
 * map, but for VTL2 below the end of RAM. */
enum gpamap_status gpamap_check_lists(const struct gpamap_lists *lists,
				      struct gpamap_error *error);

#endif /* GPAMAP_CORE_CHECK_H */
