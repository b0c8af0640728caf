/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_FORM_H
#define GPAMAP_CLI_FORM_H

#include "options.h"

/**
 * Find out whether a command that writes for people, or JSON, is to write
 * JSON.
 *
 * Returns false after a message where -o is anything else.
 */
bool form_is_json(const struct options *options, bool *json);

#endif /* GPAMAP_CLI_FORM_H */
