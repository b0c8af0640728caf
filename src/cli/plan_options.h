/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_PLAN_OPTIONS_H
#define GPAMAP_CLI_PLAN_OPTIONS_H

#include "options.h"

/* The options that ask for a plan, and those that tell of the host. */

bool plan_option_request(struct options *options, const char *value);
bool plan_option_bits(struct options *options, const char *value);
bool plan_option_reach(struct options *options, const char *value);
bool plan_option_hypertransport(struct options *options, const char *value);
bool plan_option_avoid(struct options *options, const char *value);

#endif /* GPAMAP_CLI_PLAN_OPTIONS_H */
