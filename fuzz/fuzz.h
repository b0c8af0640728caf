/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../src/host/span.h"

/*
 * Fuzz targets: each takes any bytes, and holds what the library makes of them
 * against something that must be true. A family is one file with a table of
 * targets; it is linked with libFuzzer, once a target, and with a driver that
 * replays the corpus. docs/fuzzing.md tells more.
 */

struct fuzz_target {
	const char *name; /**< NULL: no target */
	/** @bytes lie on the heap, aligned to 8, and no byte follows them. */
	void (*run)(const struct fuzz_target *target, struct gpamap_span bytes);
	const void *context; /**< the family's own */
};

/** Give the target of this family at @index; name is NULL behind the last. */
struct fuzz_target fuzz_target_at(size_t index);

/** Run @target on a copy of the bytes of its own. */
void fuzz_run(const struct fuzz_target *target, const uint8_t *bytes,
	      size_t size);

/** Say what is wrong, and abort. */
void fuzz_fail(const char *format, ...)
	__attribute__((format(printf, 1, 2), noreturn));

/** Fail with @what unless @holds. */
void fuzz_demand(bool holds, const char *what);

/** Fail unless @got is @want. */
void fuzz_same(uint64_t got, uint64_t want, const char *what);

/**
 * Measure what is allocated from here on. Only where a sanitizer tells; else
 * nothing is measured.
 */
void fuzz_memory_begin(void);

/** Fail if more was in use at once than @size bytes of input are worth. */
void fuzz_memory_end(size_t size);

#endif /* FUZZ_FUZZ_H */
