/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SCAN_H
#define GPAMAP_HOST_SCAN_H

#include "diag.h"
#include "span.h"

/*
 * JSON, taken apart value by value: the caller says what it expects next. No
 * tree is built, nothing is copied, depth is bounded, and all of it is held to
 * the grammar. The first fault of grammar ends it; faults of sense do not.
 *
 * Source: RFC 8259.
 */

struct gpamap_scan {
	const char *at; /**< what comes next */
	const char *end;
	struct gpamap_diags *diags;
	bool over; /**< a fault ended it */
	unsigned int wrong; /**< errors of sense so far */
	/* Places are counted on from the last one that was asked for. */
	const char *counted;
	struct gpamap_place place;
};

/** A string as it stands between its quotes. */
struct gpamap_scan_string {
	struct gpamap_span text;
	bool escaped; /**< with backslashes in it: gpamap_scan_decode() it */
};

/** Begin to take @source apart; what is wrong goes to @diags. */
void gpamap_scan_begin(struct gpamap_scan *scan, struct gpamap_span source,
		       struct gpamap_diags *diags);

/** Report the first byte of what is left that is no UTF-8, and end. */
bool gpamap_scan_is_utf8(struct gpamap_scan *scan);

/**
 * Give the place of @at.
 *
 * @at: not before the one that was asked for last: places are counted on.
 */
struct gpamap_place gpamap_scan_place(struct gpamap_scan *scan, const char *at);

/** Report a fault of grammar at @at, and end. */
void gpamap_scan_fault(struct gpamap_scan *scan, const char *at,
		       const char *wanted);

/** Pass over blanks; give the first byte of what comes next, 0 at the end. */
static inline char gpamap_scan_peek(struct gpamap_scan *scan)
{
	while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\n' ||
					*scan->at == '\t' || *scan->at == '\r'))
		scan->at++;
	if (scan->at == scan->end || scan->over)
		return '\0';
	return *scan->at;
}

/** Give words for what comes next: "a list". Static. */
const char *gpamap_scan_what(struct gpamap_scan *scan);

/**
 * Enter an object or a list, whose bracket @opener comes next. Returns false,
 * nothing taken, where something else does.
 */
bool gpamap_scan_enter(struct gpamap_scan *scan, char opener);

/**
 * Go on to the next value of a list.
 *
 * @first: true before the first call; kept between them.
 * Returns false behind the last one, the bracket taken, or after a fault.
 */
bool gpamap_scan_item(struct gpamap_scan *scan, bool *first);

/** Go on to the next member of an object, and take its key: as for a list. */
bool gpamap_scan_member(struct gpamap_scan *scan, bool *first,
			struct gpamap_scan_string *key);

/** Go on to the next member, its key not taken. */
bool gpamap_scan_key(struct gpamap_scan *scan, bool *first);

/** Take a string, which comes next. Returns false after a fault. */
bool gpamap_scan_string(struct gpamap_scan *scan,
			struct gpamap_scan_string *string);

/** Take the colon behind a key. Returns false after a fault. */
bool gpamap_scan_colon(struct gpamap_scan *scan);

/** Take a number, which comes next. Returns false after a fault. */
bool gpamap_scan_number(struct gpamap_scan *scan, struct gpamap_span *text);

/** Take @word, if it comes next: "null". */
bool gpamap_scan_word(struct gpamap_scan *scan, const char *word);

/** Pass over one value, however nested it is. */
void gpamap_scan_skip(struct gpamap_scan *scan);

/**
 * Write what @string means to @out, which has room for its text's length.
 *
 * @length: out; bytes written.
 * Returns false where half of a surrogate pair is missing.
 */
bool gpamap_scan_decode(struct gpamap_scan_string string, char *out,
			size_t *length);

#endif /* GPAMAP_HOST_SCAN_H */
