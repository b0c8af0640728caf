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

/*@ requires \valid(byte + (0 .. 1)) && value <= 0xffff;
    assigns byte[0 .. 1];
    ensures value == byte[0] + 0x100 * byte[1];
 */
static void put2(unsigned char *byte, uint64_t value)
{
	byte[0] = (unsigned char)(value % 0x100);
	byte[1] = (unsigned char)(value / 0x100);
}

/*@ requires \valid(byte + (0 .. 3)) && value <= 0xffffffff;
    assigns byte[0 .. 3];
    ensures value == byte[0] + 0x100 * byte[1] + 0x10000 * byte[2] +
      0x1000000 * byte[3];
 */
static void put4(unsigned char *byte, uint64_t value)
{
	put2(byte, value % 0x10000);
	put2(byte + 2, value / 0x10000);
}

/* Write the word at @at. */
/*@ requires at <= (SIZE_MAX - 7) / 8;
    requires \valid(bytes + (8 * at .. 8 * at + 7));
    assigns bytes[8 * at .. 8 * at + 7];
    ensures word(bytes, at) == value;
    ensures \forall integer w; 0 <= w && w != at ==>
      word(bytes, w) == \old(word(bytes, w));
 */
static void put_word(unsigned char *bytes, size_t at, uint64_t value)
{
	unsigned char *byte = bytes + at * 8;

	put4(byte, value % GPAMAP_HALF);
	put4(byte + 4, value / GPAMAP_HALF);
}

void gpamap_saved_encode(unsigned char *bytes, const uint64_t *words,
			 size_t count)
{
	/*@ loop invariant 0 <= i <= count;
	    loop invariant \forall integer k; 0 <= k < i ==>
	      word(bytes, k) == words[k];
	    loop assigns i, bytes[0 .. 8 * count - 1];
	    loop variant count - i; */
	for (size_t i = 0; i < count; i++)
		put_word(bytes, i, words[i]);
}

void gpamap_saved_decode(const unsigned char *bytes, uint64_t *words,
			 size_t count)
{
	/*@ loop invariant 0 <= i <= count;
	    loop invariant \forall integer k; 0 <= k < i ==>
	      words[k] == word(bytes, k);
	    loop assigns i, words[0 .. count - 1];
	    loop variant count - i; */
	for (size_t i = 0; i < count; i++)
		words[i] = gpamap_saved_word(bytes, i);
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
