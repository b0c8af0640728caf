/* SPDX-License-Identifier: MIT */
#include "saved.h"

/* Read a number of the header that is at most @limit. */
/*@ requires \valid_read(bytes + (0 .. 127)) && 0 < at < 16;
    requires \valid(number) && limit <= GPAMAP_NAME_BYTES_MAX;
    assigns *number;
    ensures \result == 0 <==> word(bytes, at) <= limit;
    ensures \result == 0 || \result == at;
    ensures \result == 0 ==> *number == word(bytes, at);
    ensures \result == 0 ==> 0 <= *number <= limit;
 */
static size_t read_number(const unsigned char *bytes, size_t at, uint64_t limit,
			  size_t *number)
{
	uint64_t value = gpamap_saved_word(bytes, at);

	if (value > limit)
		return at;
	*number = (size_t)value;
	return 0;
}

/* Check the words of the header that have no use yet. */
/*@ requires \valid_read(bytes + (0 .. 127));
    assigns \nothing;
    ensures \result == 0 <==>
      word(bytes, 13) == 0 && word(bytes, 14) == 0 && word(bytes, 15) == 0;
    ensures \result < 16;
 */
static size_t check_reserved(const unsigned char *bytes)
{
	/*@ loop invariant 13 <= at <= 16;
	    loop invariant \forall integer i; 13 <= i < at ==>
	      word(bytes, i) == 0;
	    loop assigns at;
	    loop variant 16 - at; */
	for (size_t at = GPAMAP_BLOCK_RESERVED; at < GPAMAP_WORDS_HEADER;
	     at++) {
		if (gpamap_saved_word(bytes, at) != 0)
			return at;
	}
	return 0;
}

/* Read how many ranges each list has. */
/*@ requires \valid_read(bytes + (0 .. 127)) && \valid(count + (0 .. 5));
    assigns count[0 .. 5];
    ensures \result == 0 <==>
      ranges(bytes, 6) <= GPAMAP_RANGES_MAX && word(bytes, 7) <= 1;
    ensures \result < 16;
    ensures \result == 0 ==> \forall integer list; 0 <= list < 6 ==>
      count[list] == word(bytes, 3 + list) &&
      0 <= count[list] <= GPAMAP_RANGES_MAX;
 */
static size_t read_counts(const unsigned char *bytes, size_t *count)
{
	uint64_t room = GPAMAP_RANGES_MAX;

	/*@ loop invariant 0 <= i <= 6;
	    loop invariant room + ranges(bytes, i) == GPAMAP_RANGES_MAX;
	    loop invariant i > 4 ==> word(bytes, 7) <= 1;
	    loop invariant \forall integer list; 0 <= list < i ==>
	      count[list] == word(bytes, 3 + list) &&
	      0 <= count[list] <= GPAMAP_RANGES_MAX;
	    loop assigns i, room, count[0 .. 5];
	    loop variant 6 - i; */
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		size_t wrong = read_number(
			bytes, GPAMAP_BLOCK_COUNTS + i,
			i == GPAMAP_LIST_VTL2 && room > 1 ? 1 : room,
			&count[i]);

		if (wrong != 0)
			return wrong;
		room -= count[i];
	}
	return 0;
}

size_t gpamap_saved_numbers(const unsigned char *bytes,
			    struct gpamap_shape *shape)
{
	size_t wrong = read_counts(bytes, shape->count);

	if (wrong == 0)
		wrong = check_reserved(bytes);
	if (wrong == 0)
		wrong = read_number(bytes, GPAMAP_BLOCK_ENTRIES,
				    GPAMAP_RANGES_MAX, &shape->entries);
	if (wrong == 0)
		wrong = read_number(bytes, GPAMAP_BLOCK_KEYS,
				    2 * GPAMAP_RANGES_MAX, &shape->keys);
	if (wrong == 0)
		wrong = read_number(bytes, GPAMAP_BLOCK_NAME_BYTES,
				    GPAMAP_NAME_BYTES_MAX, &shape->name_bytes);
	return wrong;
}
