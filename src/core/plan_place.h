/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_PLAN_PLACE_H
#define GPAMAP_CORE_PLAN_PLACE_H

#include "plan_state.h"

/* How a request of each sort finds its place. What finds none is reported. */

/* At the address that it brings. */
void gpamap_plan_place_given(struct gpamap_plan *plan, size_t index);

/* What is still free of a range that the host avoids. */
void gpamap_plan_place_avoided(struct gpamap_plan *plan, size_t index);

/* The highest or lowest fit, for 32-bit and 64-bit MMIO. */
void gpamap_plan_place_mmio(struct gpamap_plan *plan, uint32_t turn);

/* From where the RAM before it ended, in as many pieces as the holes force. */
void gpamap_plan_place_ram(struct gpamap_plan *plan, uint32_t turn);

/* Above the one before it: hot-plug windows and post ranges. */
void gpamap_plan_place_above(struct gpamap_plan *plan, uint32_t turn);

/* The lower end of 64-bit MMIO and of hot-plug windows. */
uint64_t gpamap_plan_mmio64_min(const struct gpamap_plan *plan);

#endif /* GPAMAP_CORE_PLAN_PLACE_H */
