/* SPDX-License-Identifier: MIT */
#include <stddef.h>

/*
 * All that libgpamap wants of a C library, and compilers do as well. A loop in
 * C could be turned into a call of the very function; these instructions
 * cannot.
 */

void *memcpy(void *to, const void *from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int value, size_t size);
int memcmp(const void *a, const void *b, size_t size);

void *memcpy(void *to, const void *from, size_t size)
{
	void *at = to;

	__asm__ volatile("rep movsb"
			 : "+D"(at), "+S"(from), "+c"(size)
			 :
			 : "memory");
	return to;
}

void *memmove(void *to, const void *from, size_t size)
{
	unsigned char *last = (unsigned char *)to + size - 1;
	const unsigned char *source = (const unsigned char *)from + size - 1;

	if (to <= from)
		return memcpy(to, from, size);
	/* From the end, so that no byte is overwritten before it is read. */
	__asm__ volatile("std; rep movsb; cld"
			 : "+D"(last), "+S"(source), "+c"(size)
			 :
			 : "memory");
	return to;
}

void *memset(void *to, int value, size_t size)
{
	void *at = to;

	__asm__ volatile("rep stosb"
			 : "+D"(at), "+c"(size)
			 : "a"(value)
			 : "memory");
	return to;
}

int memcmp(const void *a, const void *b, size_t size)
{
	const unsigned char *left = a, *right = b;

	for (size_t i = 0; i < size; i++)
		if (left[i] != right[i])
			return left[i] - right[i];
	return 0;
}
