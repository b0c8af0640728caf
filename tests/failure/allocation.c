/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/*
 * Preloaded, makes allocations fail: that with the number FAIL_AT, counted from
 * 1, and with FAIL_ON all behind it, too. Each that fails writes a byte to the
 * file that the process was given as number FAIL_TOLD; where FAIL_AT is 0, each
 * does, and none fails.
 *
 * Both the program's allocations count and those that libraries and the C
 * library make for it.
 */

/* Beyond what a shell or a test leaves open. */
#define FAIL_TOLD 77

static unsigned long number_of(const char *variable)
{
	const char *value = getenv(variable);

	return value == NULL ? 0 : strtoul(value, NULL, 10);
}

/* Say whether this allocation is to fail. */
static int fails(void)
{
	static unsigned long at, on, count;
	static int known;
	int saved = errno;
	ssize_t told;

	/* The sanitizers' libraries begin before there is an environment. */
	if (environ == NULL)
		return 0;
	if (!known) {
		at = number_of("FAIL_AT");
		on = number_of("FAIL_ON");
		known = 1;
	}
	count++;
	if (count < at || (at != 0 && count > at && on == 0))
		return 0;
	told = write(FAIL_TOLD, "!", 1);
	errno = at == 0 ? saved : ENOMEM;
	return at != 0 && told == 1;
}

/* The next function of this name. A function is no object, so that only a
 * union takes a pointer from one to the other. */
#define NEXT(name, type)                                                       \
	static union {                                                         \
		void *object;                                                  \
		type *function;                                                \
	} next;                                                                \
	if (next.object == NULL)                                               \
	next.object = dlsym(RTLD_NEXT, name)

typedef void *malloc_type(size_t size);
typedef void *calloc_type(size_t count, size_t size);
typedef void *realloc_type(void *old, size_t size);

void *malloc(size_t size)
{
	NEXT("malloc", malloc_type);
	return fails() ? NULL : next.function(size);
}

void *calloc(size_t count, size_t size)
{
	NEXT("calloc", calloc_type);
	return fails() ? NULL : next.function(count, size);
}

void *realloc(void *old, size_t size)
{
	NEXT("realloc", realloc_type);
	return fails() ? NULL : next.function(old, size);
}
