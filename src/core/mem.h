/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_MEM_H
#define GPAMAP_CORE_MEM_H

#include <stddef.h>
#include <stdint.h>

/*
 * The only functions that the core takes from outside. A freestanding
 * compiler calls them by itself, so every environment has them; <string.h>
 * it may not have.
 */
void *memcpy(void *restrict, const void *restrict, size_t);
void *memset(void *, int, size_t);

/*
 * What they do to bytes and to whole words. The memory model of the proofs has
 * no words of which the bytes could be written, so these contracts are not
 * proven: they say what C says of memcpy() and memset().
 */
/*@ requires \valid(to + (0 .. count - 1));
    requires \valid_read(from + (0 .. count - 1));
    requires \separated(to + (0 .. count - 1), from + (0 .. count - 1));
    assigns to[0 .. count - 1];
    ensures \forall integer i; 0 <= i < count ==> to[i] == \old(from[i]);
 */
static inline void gpamap_copy_bytes(char *to, const char *from, size_t count)
#ifdef __FRAMAC__
	;
#else
{
	memcpy(to, from, count);
}
#endif

/*@ requires \valid(to + (0 .. count - 1));
    requires \valid_read(from + (0 .. count - 1)) && count <= SIZE_MAX / 8;
    requires \separated(to + (0 .. count - 1), from + (0 .. count - 1));
    assigns to[0 .. count - 1];
    ensures \forall integer i; 0 <= i < count ==> to[i] == \old(from[i]);
 */
static inline void gpamap_copy_words(uint64_t *to, const uint64_t *from,
				     size_t count)
#ifdef __FRAMAC__
	;
#else
{
	memcpy(to, from, count * sizeof(*to));
}
#endif

/* Bytes into words, and back, as they are; what words they make is not said. */
/*@ requires \valid(to + (0 .. count - 1)) && count <= SIZE_MAX / 8;
    requires \valid_read(from + (0 .. 8 * count - 1));
    assigns to[0 .. count - 1];
 */
static inline void
gpamap_words_of_bytes(uint64_t *to, const unsigned char *from, size_t count)
#ifdef __FRAMAC__
	;
#else
{
	memcpy(to, from, count * sizeof(*to));
}
#endif

/*@ requires \valid(to + (0 .. 8 * count - 1)) && count <= SIZE_MAX / 8;
    requires \valid_read(from + (0 .. count - 1));
    assigns to[0 .. 8 * count - 1];
 */
static inline void gpamap_bytes_of_words(unsigned char *to,
					 const uint64_t *from, size_t count)
#ifdef __FRAMAC__
	;
#else
{
	memcpy(to, from, count * sizeof(*from));
}
#endif

/*@ requires \valid(to + (0 .. count - 1)) && count <= SIZE_MAX / 8;
    assigns to[0 .. count - 1];
    ensures \forall integer i; 0 <= i < count ==> to[i] == 0;
 */
static inline void gpamap_zero_words(uint64_t *to, size_t count)
#ifdef __FRAMAC__
	;
#else
{
	memset(to, 0, count * sizeof(*to));
}
#endif

#endif /* GPAMAP_CORE_MEM_H */
