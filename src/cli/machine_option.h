/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_MACHINE_OPTION_H
#define GPAMAP_CLI_MACHINE_OPTION_H

#include "input.h"
#include "options.h"

/** Take a machine's name and keys, or "list". */
bool machine_option(struct options *options, const char *value);

/**
 * Make @input the map of the machine in @options, with the RAM there.
 *
 * What is wrong with it is in input->diags. Returns false, after a message on
 * standard error, where the options do not go together.
 */
bool machine_read(struct input *input, const struct options *options);

#endif /* GPAMAP_CLI_MACHINE_OPTION_H */
