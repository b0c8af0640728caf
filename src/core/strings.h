/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_STRINGS_H
#define GPAMAP_CORE_STRINGS_H

#include "lists.h"
#include "text.h"

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

/*@ // Names are NULL or strings; none has 32 GiB, so the sum of all has 64 bits.
    predicate is_name{L}(char *name) =
      is_string(name) && length(name) < 0x800000000 &&
      length(name) < SIZE_MAX;
    predicate name_good{L}(struct gpamap_names *names, integer list,
                           integer index) =
      \valid_read(names) &&
      (names->list[list] == \null ||
       (\valid_read(names->list[list] + index) &&
        (names->list[list][index] == \null ||
         is_name(names->list[list][index]))));

    // The name that an entry bears; an empty one is none.
    logic char *name_at{L}(struct gpamap_names *names, integer list,
                           integer index) =
      names->list[list] == \null || names->list[list][index] == \null ||
      names->list[list][index][0] == 0 ? (char *)\null
                                       : names->list[list][index];

    predicate same_text{L}(char *a, char *b) =
      a == \null || b == \null ? a == b :
      length(a) == length(b) &&
        \forall integer i; 0 <= i < length(a) ==> a[i] == b[i];

    // Bytes that a name takes, and where it stands next to what is there.
    logic integer name_size{L}(char *name) =
      name == \null ? 0 : length(name) + 1;
    predicate shares{L}(struct gpamap_strings *strings, integer list,
                        char *name) =
      list == GPAMAP_LIST_RAM && same_text(name, strings->ram_name);
    predicate costs{L}(struct gpamap_strings *strings, integer list,
                       char *name, integer bytes) =
      (shares(strings, list, name) ==> bytes == 0) &&
      (!shares(strings, list, name) ==> bytes == name_size(name));

    // What is there begins with "no name"; the last RAM's string is in it.
    predicate strings_sound{L}(struct gpamap_strings *strings) =
      1 <= strings->used && strings->ram_offset < strings->used &&
      (strings->ram_name == \null || is_name(strings->ram_name)) &&
      (strings->ram_name == \null ==> strings->ram_offset == 0);

    // There is room for a name, away from all that is read.
    predicate room_for{L}(struct gpamap_strings *strings, char *name) =
      strings->buffer != \null ==>
        \valid(strings->buffer + (strings->used ..
          strings->used + name_size(name) - 1)) &&
        \separated(strings, strings->buffer + (strings->used ..
          strings->used + name_size(name) - 1)) &&
        \separated(name + (0 .. name_size(name) - 1),
          strings->buffer + (strings->used ..
            strings->used + name_size(name) - 1));
 */

/* Begin with nothing but "no name", which is at offset 0. */
/*@ requires \valid(strings);
    assigns *strings;
    ensures strings->names == names && strings->buffer == buffer;
    ensures strings->ram_name == \null && strings->ram_offset == 0 &&
      strings->used == 1;
 */
void gpamap_strings_init(struct gpamap_strings *strings,
			 const struct gpamap_names *names, char *buffer);

/* Add the name of the next entry and give its offset, 0 for none. @index is its
 * place among the names of @list: that of its range, or of its node. */
/*@ requires \valid(strings) && strings_sound(strings) && list < 6;
    requires name_good(strings->names, list, index);
    requires \separated(strings, strings->names) &&
      \separated(strings, strings->names->list[list] + index);
    requires strings->used <= UINT64_MAX - 0x800000000;
    requires !shares(strings, list, name_at(strings->names, list, index)) ==>
      room_for(strings, name_at(strings->names, list, index));
    assigns strings->used, strings->ram_name, strings->ram_offset,
      strings->buffer[strings->used .. strings->used +
        (strings->buffer == \null
           ? 0 : name_size(name_at(strings->names, list, index))) - 1];
    ensures \result < strings->used;
    ensures costs{Pre}(strings, list,
      name_at{Pre}(\old(strings->names), list, index),
      strings->used - \old(strings->used));
    ensures \old(strings->used) <= strings->used <=
      \old(strings->used) + 0x800000000;
    ensures strings->ram_offset < strings->used;
    ensures strings->ram_name == \null ==> strings->ram_offset == 0;
    ensures list != GPAMAP_LIST_RAM ==>
      strings->ram_name == \old(strings->ram_name) &&
      strings->ram_offset == \old(strings->ram_offset);
    ensures list == GPAMAP_LIST_RAM ==>
      strings->ram_name == \old(name_at(strings->names, list, index)) &&
      \result == strings->ram_offset;
    ensures shares{Pre}(strings, list,
        name_at{Pre}(\old(strings->names), list, index)) ==>
      \result == \old(strings->ram_offset);
    ensures !shares{Pre}(strings, list,
        name_at{Pre}(\old(strings->names), list, index)) ==>
      \result == (\old(name_at(strings->names, list, index)) == \null
                    ? 0 : \old(strings->used));
 */
uint64_t gpamap_strings_add(struct gpamap_strings *strings,
			    enum gpamap_list list, size_t index);

#endif /* GPAMAP_CORE_STRINGS_H */
