/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_SOUND_H
#define FUZZ_SOUND_H

#include <gpamap/layout.h>

/**
 * Fail unless @layout is what the rules of a layout say, by plain scans that
 * share no code with the library; and unless its copies are the same.
 */
void sound_layout(const struct gpamap_layout *layout);

#endif /* FUZZ_SOUND_H */
