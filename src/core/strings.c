/* SPDX-License-Identifier: MIT */
#include "strings.h"

#include "mem.h"
#include "text.h"

void gpamap_strings_init(struct gpamap_strings *strings,
			 const struct gpamap_names *names, char *buffer)
{
	*strings = (struct gpamap_strings){ names, buffer, 1, NULL, 0 };
}

/* A name, or NULL. */
static const char *name_of(const struct gpamap_names *names,
			   enum gpamap_list list, size_t index)
{
	const char *name;

	if (names->list[list] == NULL)
		return NULL;
	name = names->list[list][index];
	return name != NULL && *name != '\0' ? name : NULL;
}

static uint64_t add(struct gpamap_strings *strings, const char *name)
{
	uint64_t offset = strings->used;
	size_t bytes = 1;

	if (name == NULL)
		return 0;
	while (name[bytes - 1] != '\0')
		bytes++;
	if (strings->buffer != NULL)
		memcpy(strings->buffer + offset, name, bytes);
	strings->used += bytes;
	return offset;
}

uint64_t gpamap_strings_add(struct gpamap_strings *strings,
			    enum gpamap_list list, size_t index)
{
	const char *name = name_of(strings->names, list, index);

	if (list != GPAMAP_LIST_RAM)
		return add(strings, name);
	if (!gpamap_text_equal(name, strings->ram_name))
		strings->ram_offset = add(strings, name);
	strings->ram_name = name;
	return strings->ram_offset;
}
