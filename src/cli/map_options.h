/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_MAP_OPTIONS_H
#define GPAMAP_CLI_MAP_OPTIONS_H

#include "options.h"

/* The options that say a map. Each may come again, and then appends. */

/** Take the part before the next @separator off the front of @rest; its at is
 * NULL after the last. Returns false where there is none. */
bool option_take_part(struct gpamap_span *rest, char separator,
		      struct gpamap_span *part);

/** Complain that @text, given to @option, is wrong: @why. Returns false. */
bool option_refuse(const struct options *options, const char *option,
		   struct gpamap_span text, const char *why);

bool map_option_ram(struct options *options, const char *value);
bool map_option_mmio(struct options *options, const char *value);
bool map_option_pci_ecam(struct options *options, const char *value);
bool map_option_pci_mmio(struct options *options, const char *value);
bool map_option_vtl2(struct options *options, const char *value);
bool map_option_other(struct options *options, const char *value);
bool map_option_name(struct options *options, const char *value);

#endif /* GPAMAP_CLI_MAP_OPTIONS_H */
