/* SPDX-License-Identifier: MIT */
#include "saved.h"

/*
 * Bytes are put together one by one: so neither their alignment nor the host's
 * byte order matters.
 */

/*@ axiomatic BytesOfWords {
      axiom eight_bytes{L}: \forall unsigned char *b, integer w;
        word(b, w) ==
          b[8 * w] + 0x100 * b[8 * w + 1] + 0x10000 * b[8 * w + 2] +
          0x1000000 * b[8 * w + 3] + 0x100000000 * b[8 * w + 4] +
          0x10000000000 * b[8 * w + 5] + 0x1000000000000 * b[8 * w + 6] +
          0x100000000000000 * b[8 * w + 7];
    }
 */

/*@ requires \valid_read(byte + (0 .. 1));
    assigns \nothing;
    ensures \result == byte[0] + 0x100 * byte[1];
    ensures \result <= 0xffff;
 */
static uint64_t get2(const unsigned char *byte)
{
	return byte[0] + byte[1] * UINT64_C(0x100);
}

/*@ requires \valid_read(byte + (0 .. 3));
    assigns \nothing;
    ensures \result == byte[0] + 0x100 * byte[1] + 0x10000 * byte[2] +
      0x1000000 * byte[3];
    ensures \result <= 0xffffffff;
 */
static uint64_t get4(const unsigned char *byte)
{
	return get2(byte) + get2(byte + 2) * UINT64_C(0x10000);
}

uint64_t gpamap_saved_word(const unsigned char *bytes, size_t at)
{
	const unsigned char *byte = bytes + at * 8;

	return get4(byte) + get4(byte + 4) * UINT64_C(0x100000000);
}

uint64_t gpamap_saved_half(const unsigned char *bytes, size_t at, size_t index)
{
	uint64_t word = gpamap_saved_word(bytes, at + index / 2);

	return index % 2 == 0 ? word % GPAMAP_HALF : word / GPAMAP_HALF;
}

size_t gpamap_saved_odd_half(const unsigned char *bytes, size_t at,
			     size_t count)
{
	if (count % 2 != 0 && gpamap_saved_half(bytes, at, count) != 0)
		return at + count / 2;
	return 0;
}
