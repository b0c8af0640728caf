/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_STRINGS_H
#define GPAMAP_CORE_STRINGS_H

#include "lists.h"

/*
 * The names of entries, one behind the other in the order of the entries. RAM
 * that bears the name of the RAM before it shares its string: a node that is
 * placed in many pieces has its name once.
 */
struct gpamap_strings {
	const struct gpamap_names *names;
	char *buffer; /* NULL while measuring */
	uint64_t used;
	const char *ram_name; /* that of the last RAM */
	uint64_t ram_offset;
};

/* Begin with nothing but "no name", which is at offset 0. */
void gpamap_strings_init(struct gpamap_strings *strings,
			 const struct gpamap_names *names, char *buffer);

/* Add the name of the next entry and give its offset, 0 for none. @index is its
 * place among the names of @list: that of its range, or of its node. */
uint64_t gpamap_strings_add(struct gpamap_strings *strings,
			    enum gpamap_list list, size_t index);

#endif /* GPAMAP_CORE_STRINGS_H */
