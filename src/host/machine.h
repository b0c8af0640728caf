/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_MACHINE_H
#define GPAMAP_HOST_MACHINE_H

#include <stdio.h>

#include "diag.h"
#include "draft.h"
#include "span.h"

/*
 * Machines: what virtual machine monitors make of so and so much RAM. Each is
 * one row of data over the planner; docs/machines.md tells where its numbers
 * come from and how they were proven.
 */

/**
 * Fill the empty @draft with the map of a machine.
 *
 * @text: "NAME[,KEY=VALUE...]", as in "q35,version=7.0,maxmem=16G".
 * @sizes: bytes of RAM of each node; 0 for a node without memory.
 * Returns false with every reason in @diags.
 */
bool gpamap_machine_draft(struct gpamap_span text, const uint64_t *sizes,
			  size_t count, struct gpamap_draft *draft,
			  struct gpamap_diags *diags);

/**
 * Write the table of machines with their keys, versions and sources.
 *
 * @width: columns of a line, at most; 0: no limit.
 */
void gpamap_machine_list(FILE *file, size_t width);

#endif /* GPAMAP_HOST_MACHINE_H */
