/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_APART_H
#define GPAMAP_CORE_APART_H

/* For a step of a function that needs much of the stack: inlined, it would lie
 * there below all the other steps. */
#define GPAMAP_APART __attribute__((noinline))

#endif /* GPAMAP_CORE_APART_H */
