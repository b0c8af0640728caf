/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_SWEEP_OPTIONS_H
#define GPAMAP_CLI_SWEEP_OPTIONS_H

#include "options.h"

/* The options of gpamap sweep alone. */

bool sweep_option_ram(struct options *options, const char *value);
bool sweep_option_step(struct options *options, const char *value);
bool sweep_option_tag(struct options *options, const char *value);
bool sweep_option_format(struct options *options, const char *value);

#endif /* GPAMAP_CLI_SWEEP_OPTIONS_H */
