/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_OPERAND_OPTIONS_H
#define GPAMAP_CLI_OPERAND_OPTIONS_H

#include "options.h"

/* Options that say what operands say else, so that all operands are INPUTs. */

/** Take addresses, with commas between. */
bool operand_option_at(struct options *options, const char *value);

/** Take a tag, whatever is in it. */
bool operand_option_tag(struct options *options, const char *value);

bool operand_option_inputs(struct options *options, const char *value);

/** Say whether @operand, which was taken for something else, may have been
 * meant for an INPUT: standard input, or a file that is there. */
bool operand_is_input(const char *operand);

void operand_options_clear(struct operand_options *options);

#endif /* GPAMAP_CLI_OPERAND_OPTIONS_H */
