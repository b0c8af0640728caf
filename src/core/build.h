/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_BUILD_H
#define GPAMAP_CORE_BUILD_H

#include "block.h"
#include "sweep.h"

/* Make the layout that @request asks for, or change nothing. */
enum gpamap_status gpamap_build(const struct gpamap_request *request,
				struct gpamap_storage *storage,
				const struct gpamap_layout **layout,
				struct gpamap_error *error);

#endif /* GPAMAP_CORE_BUILD_H */
