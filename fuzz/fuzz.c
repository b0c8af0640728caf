/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

void fuzz_fail(const char *format, ...)
{
	va_list list;

	/* A target may have taken standard error for itself. */
	va_start(list, format);
	vdprintf(2, format, list);
	va_end(list);
	dprintf(2, "\n");
	abort();
}

void fuzz_demand(bool holds, const char *what)
{
	if (!holds)
		fuzz_fail("not so: %s", what);
}

void fuzz_same(uint64_t got, uint64_t want, const char *what)
{
	if (got != want)
		fuzz_fail("%s: 0x%" PRIx64 ", not 0x%" PRIx64, what, got, want);
}

void fuzz_run(const struct fuzz_target *target, const uint8_t *bytes,
	      size_t size)
{
	char *copy = malloc(size > 0 ? size : 1);

	if (copy == NULL)
		fuzz_fail("no memory for the input");
	if (size > 0)
		memcpy(copy, bytes, size);
	target->run(target, (struct gpamap_span){ copy, size });
	free(copy);
}
