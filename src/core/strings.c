/* SPDX-License-Identifier: MIT */
#include "strings.h"

#include "mem.h"

void gpamap_strings_init(struct gpamap_strings *strings,
			 const struct gpamap_names *names, char *buffer)
{
	*strings = (struct gpamap_strings){ names, buffer, 1, NULL, 0 };
}

/* A name, or NULL. */
/*@ requires list < 6 && name_good(names, list, index);
    assigns \nothing;
    ensures \result == name_at(names, list, index);
    ensures \result == \null || is_name(\result);
 */
static const char *name_of(const struct gpamap_names *names,
			   enum gpamap_list list, size_t index)
{
	const char *name;

	if (names->list[list] == NULL)
		return NULL;
	name = names->list[list][index];
	return name != NULL && *name != '\0' ? name : NULL;
}

/*@ requires \valid(strings) && (name == \null || is_name(name));
    requires strings->used <= UINT64_MAX - 0x800000000;
    requires room_for(strings, name);
    assigns strings->used, strings->buffer[strings->used .. strings->used +
      (strings->buffer == \null ? 0 : name_size(name)) - 1];
    ensures \result == (name == \null ? 0 : \old(strings->used));
    ensures strings->used == \old(strings->used + name_size(name));
    ensures \old(strings->buffer) != \null && name != \null ==>
      \forall integer i; 0 <= i < \old(name_size(name)) ==>
        (strings->buffer + \old(strings->used))[i] == \old(name[i]);
 */
static uint64_t add(struct gpamap_strings *strings, const char *name)
{
	uint64_t offset = strings->used;
	size_t bytes = 1;

	if (name == NULL)
		return 0;
	/*@ loop invariant 1 <= bytes <= length(name) + 1;
	    loop assigns bytes;
	    loop variant length(name) - bytes; */
	while (name[bytes - 1] != '\0')
		bytes++;
	//@ assert size: bytes == name_size(name);
	if (strings->buffer != NULL)
		gpamap_copy_bytes(strings->buffer + offset, name, bytes);
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
