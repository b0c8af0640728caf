/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_JSON_MAP_H
#define GPAMAP_HOST_JSON_MAP_H

#include <gpamap/layout.h>

#include "json.h"

/** The version of the form that docs/json.md tells. */
#define GPAMAP_JSON_VERSION 1

/** Write the members that tell what @entry is, inside an open object. */
void gpamap_json_entry(struct gpamap_json *json,
		       const struct gpamap_entry *entry);

/** Write the member @name: @entry as an object, or null where it is a hole. */
void gpamap_json_entry_as(struct gpamap_json *json, const char *name,
			  const struct gpamap_entry *entry);

#endif /* GPAMAP_HOST_JSON_MAP_H */
