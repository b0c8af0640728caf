/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CLI_MAP_OPTIONS_H
#define GPAMAP_CLI_MAP_OPTIONS_H

#include "options.h"

/* The options that say a map. Each may come again, and then appends. */

bool map_option_ram(struct options *options, const char *value);
bool map_option_mmio(struct options *options, const char *value);
bool map_option_pci_ecam(struct options *options, const char *value);
bool map_option_pci_mmio(struct options *options, const char *value);
bool map_option_vtl2(struct options *options, const char *value);
bool map_option_other(struct options *options, const char *value);
bool map_option_name(struct options *options, const char *value);

#endif /* GPAMAP_CLI_MAP_OPTIONS_H */
