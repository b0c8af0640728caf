/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_DIAG_H
#define GPAMAP_HOST_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include <gpamap/error.h>

#include "span.h"

/*
 * What there is to say about an input, each with its place. Readers and
 * checks collect; the command prints, as text or as JSON.
 */

/**
 * Messages kept at most, so that an input of nothing but mistakes does not
 * fill the memory with sentences about them; the rest are counted.
 */
#define GPAMAP_DIAGS_MAX ((size_t)100000)

enum gpamap_diag_level {
	GPAMAP_DIAG_NOTE = 0,
	GPAMAP_DIAG_WARNING = 1,
	GPAMAP_DIAG_ERROR = 2,
};

struct gpamap_diag {
	enum gpamap_diag_level level;
	const char *rule; /**< static: "syntax", "overlap" */
	struct gpamap_place place;
	char *text; /**< one sentence, no full stop */
	const char *hint; /**< static, or NULL */
	/** It explains the one before it: "mmio[0] is here". */
	bool related;
};

/** All zero: empty, without a limit. */
struct gpamap_diags {
	struct gpamap_diag *items;
	size_t count;
	size_t capacity;
	size_t limit; /**< errors kept; 0: GPAMAP_DIAGS_MAX */
	size_t errors; /**< errors seen, those not kept included */
	size_t warnings;
	size_t notes;
	size_t lost; /**< of any level, not kept */
	bool keep_related; /**< the last one that is not related was kept */
};

/**
 * Add a message.
 *
 * @rule: static.
 * @hint: static, or NULL.
 * @format: as printf's; what comes out is one sentence without a full stop.
 */
void gpamap_diag_add(struct gpamap_diags *diags, enum gpamap_diag_level level,
		     const char *rule, struct gpamap_place place,
		     const char *hint, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/** Add an error of a reader: its rule is "syntax". */
void gpamap_diag_syntax(struct gpamap_diags *diags, struct gpamap_place place,
			const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** Add a note that explains the message before it. */
void gpamap_diag_relate(struct gpamap_diags *diags, struct gpamap_place place,
			const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** Count that memory ran out: an error without a message, which the command
 * gives once. Returns false. */
bool gpamap_diag_no_memory(struct gpamap_diags *diags);

/**
 * Write to @text what is wrong with an input, as @error of the library has it:
 * in words for those who have a file before them, not a buffer.
 */
void gpamap_diag_sentence(const struct gpamap_error *error,
			  char text[GPAMAP_ERROR_TEXT_MAX]);

/** Give the word for @level: "error". Static. */
const char *gpamap_diag_level_name(enum gpamap_diag_level level);

/** Empty @diags and free its memory; the limit stays. */
void gpamap_diags_clear(struct gpamap_diags *diags);

#endif /* GPAMAP_HOST_DIAG_H */
