/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_TESTS_HOST_SUPPORT_H
#define GPAMAP_TESTS_HOST_SUPPORT_H

#include "../../src/host/formats.h"

/* A text as a reader sees it, and what came of it. */
struct reading {
	struct gpamap_draft draft;
	struct gpamap_diags diags;
};

/** Read @text with the reader of the format called @name. */
void reading_make(struct reading *reading, const char *name, const char *text);

void reading_clear(struct reading *reading);

/**
 * Tell @draft's lists in one string, "ram 0x0-0x1000@0; device 0x1000-0x2000
 * \"vga\"", with node sizes as "node 0x1000" and @ only where a vnode is.
 */
const char *reading_tell(const struct reading *reading);

/** Expect the one error of @text to be "LINE:COLUMN SENTENCE". */
void expect_error(const char *format, const char *text, const char *wanted);

/** Expect @text to read without errors as reading_tell() tells. */
void expect_map(const char *format, const char *text, const char *wanted);

#endif /* GPAMAP_TESTS_HOST_SUPPORT_H */
