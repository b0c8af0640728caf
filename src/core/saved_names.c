/* SPDX-License-Identifier: MIT */
#include <stdbool.h>

#include "saved.h"

/* The names being checked: where the next string begins, and the RAM name
 * that the next RAM may share. */
struct name_reader {
	const unsigned char *strings;
	size_t bytes;
	size_t next;
	size_t ram_offset;
};

/*@ predicate terminated{L}(unsigned char *strings, integer bytes) =
      bytes > 0 && \valid_read(strings + (0 .. bytes - 1)) &&
      strings[bytes - 1] == 0;
 */

/* Check that the strings are terminated and padded with NULs; so every offset
 * below their end is that of a string. */
/*@ requires readable(saved) && saved->shape.name_bytes > 0;
    assigns \nothing;
    ensures \result < saved->at.words;
    ensures \result == 0 <==> strings_right(saved->bytes,
      saved->at.strings, saved->shape.name_bytes, saved->at.words);
    ensures \result == 0 ==> terminated(
      saved->bytes + 8 * saved->at.strings, saved->shape.name_bytes);
 */
static size_t check_strings(const struct gpamap_saved *saved)
{
	size_t at = saved->at.strings;
	size_t end = (saved->at.words - at) * 8;
	size_t last = saved->shape.name_bytes - 1;
	const unsigned char *strings = saved->bytes + at * 8;

	if (strings[0] != '\0')
		return at;
	//@ assert room: last < end;
	/*@ loop invariant last <= i <= end;
	    loop invariant i > last ==> strings[last] == 0;
	    loop invariant \forall integer k; 8 * at + last <= k < 8 * at + i ==>
	      saved->bytes[k] == 0;
	    loop assigns i;
	    loop variant end - i; */
	for (size_t i = last; i < end; i++) {
		if (strings[i] != '\0')
			return at + i / 8;
	}
	return 0;
}

/* Say whether the strings at two offsets are equal. */
/*@ requires \valid_read(reader);
    requires terminated(reader->strings, reader->bytes);
    requires a < reader->bytes && b < reader->bytes;
    assigns \nothing;
    ensures \result <==> same_strings(reader->strings, a, b);
    ensures a == b ==> \result;
 */
static bool same_string(const struct name_reader *reader, size_t a, size_t b)
{
	const unsigned char *strings = reader->strings;

	//@ ghost size_t x = a, y = b;
	/*@ loop invariant a < reader->bytes && b < reader->bytes;
	    loop invariant x <= a && b == y + (a - x);
	    loop invariant \forall integer k; x <= k < a ==>
	      strings[k] == strings[y + (k - x)] && strings[k] != 0;
	    loop assigns a, b;
	    loop variant reader->bytes - a; */
	while (strings[a] != '\0' && strings[a] == strings[b]) {
		a++;
		b++;
	}
	//@ assert there: b == y + (a - x);
	return strings[a] == strings[b];
}

/* Check that the name at @offset is the next string, or is shared with the
 * RAM before; a string that could have been shared may not be repeated. */
/*@ requires \valid(reader);
    requires terminated(reader->strings, reader->bytes);
    requires offset < reader->bytes && reader->ram_offset < reader->bytes;
    requires reader->ram_offset < reader->next;
    assigns reader->next;
    ensures \result <==> name_fits(reader->strings, offset,
      \old(reader->next), is_ram ? reader->ram_offset : 0);
    ensures \result ==> offset < reader->next && reader->next ==
      (offset == \old(reader->next)
         ? string_end(reader->strings, reader->bytes, offset) + 1
         : \old(reader->next));
    ensures \result ==> reader->ram_offset < reader->next;
 */
static bool check_name(struct name_reader *reader, size_t offset, bool is_ram)
{
	const unsigned char *strings = reader->strings;

	if (is_ram && reader->ram_offset != 0 &&
	    same_string(reader, offset, reader->ram_offset))
		return offset == reader->ram_offset;
	if (offset != reader->next || strings[offset] == '\0')
		return false;
	/*@ loop invariant \at(offset, Pre) <= offset < reader->bytes;
	    loop invariant string_end(strings, reader->bytes, offset) ==
	      string_end(strings, reader->bytes, \at(offset, Pre));
	    loop assigns offset;
	    loop variant reader->bytes - offset; */
	while (strings[offset] != '\0')
		offset++;
	reader->next = offset + 1;
	return true;
}

size_t gpamap_saved_names(const struct gpamap_saved *saved)
{
	size_t bytes = saved->shape.name_bytes, wrong;
	struct name_reader reader = {
		.strings = saved->bytes + saved->at.strings * 8,
		.bytes = bytes,
		.next = 1,
	};

	if (bytes == 0)
		return 0;
	wrong = check_strings(saved);
	if (wrong != 0)
		return wrong;
	/*@ loop invariant 0 <= i <= saved->shape.entries;
	    loop invariant terminated(reader.strings, reader.bytes);
	    loop invariant reader.bytes == bytes && reader.ram_offset < bytes;
	    loop invariant reader.ram_offset < reader.next;
	    loop invariant reader.next == next_string(saved->bytes,
	      saved->at.names, saved->at.strings, bytes, i);
	    loop invariant reader.ram_offset ==
	      ram_name(saved->bytes, saved->at.refs, saved->at.names, i);
	    loop invariant names_fit(saved->bytes, saved->at.refs,
	      saved->at.names, saved->at.strings, bytes, i);
	    loop assigns i, reader.next, reader.ram_offset;
	    loop variant saved->shape.entries - i; */
	for (size_t i = 0; i < saved->shape.entries; i++) {
		//@ assert names: saved->at.names + i / 2 < saved->at.strings;
		//@ assert refs: saved->at.refs + i / 2 < saved->at.ranks;
		/*@ assert this: names_right(saved) ==>
		      name_right(saved->bytes, saved->at.refs, saved->at.names,
		                 saved->at.strings, bytes, i); */
		uint64_t offset =
			gpamap_saved_half(saved->bytes, saved->at.names, i);
		bool is_ram =
			gpamap_saved_half(saved->bytes, saved->at.refs, i) %
				GPAMAP_REF_KINDS ==
			GPAMAP_KIND_RAM;

		if (offset >= bytes ||
		    (offset != 0 &&
		     !check_name(&reader, (size_t)offset, is_ram)))
			return saved->at.names + i / 2;
		if (is_ram)
			reader.ram_offset = (size_t)offset;
	}
	if (reader.next != bytes || bytes == 1)
		return GPAMAP_BLOCK_NAME_BYTES;
	return gpamap_saved_odd_half(saved->bytes, saved->at.names,
				     saved->shape.entries);
}
