/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_SCAN_VALUE_H
#define GPAMAP_HOST_SCAN_VALUE_H

#include "scan.h"

/*
 * Values of a type, out of JSON. Where something else stands, an error says
 * so, it is passed over, and false is returned; reading goes on behind it.
 */

/** Most bytes of a value that a message repeats. */
#define GPAMAP_SCAN_SHOWN 60

/** The arguments of "%.*s" for @span, cut to what a message repeats. */
#define GPAMAP_SCAN_SHOW(span)                                                 \
	(int)((span).length < GPAMAP_SCAN_SHOWN ? (span).length                \
						: GPAMAP_SCAN_SHOWN),          \
		(span).at

/** Report that something makes no sense; too many of these end it. */
void gpamap_scan_wrong(struct gpamap_scan *scan, struct gpamap_place place,
		       const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** Report that there is no memory, and end. */
void gpamap_scan_no_memory(struct gpamap_scan *scan);

/** An object whose members are known. */
struct gpamap_scan_members {
	const char *const *names; /**< ended by NULL; at most 32 */
	const char *within; /**< words for it, for messages */
	uint32_t required; /**< bits of those that have to be there */
	uint32_t seen;
	size_t expected; /**< the name that is likely to come next */
	bool first;
	struct gpamap_place place; /**< where it begins */
};

/** Enter an object: @names, @within and @required as above. */
bool gpamap_scan_object(struct gpamap_scan *scan,
			struct gpamap_scan_members *members,
			const char *const *names, const char *within,
			uint32_t required);

/**
 * Go on to the value of the next member. What is unknown or there twice is
 * reported and passed over; at the end, what is missing is reported.
 *
 * @name: out; its index in the names.
 * Returns false behind the last one.
 */
bool gpamap_scan_next(struct gpamap_scan *scan,
		      struct gpamap_scan_members *members, size_t *name);

/** Enter a list; @wanted: words for it. */
bool gpamap_scan_list(struct gpamap_scan *scan, const char *wanted);

/**
 * Take a number as our JSON has it: a string of "0x" and lower-case digits.
 *
 * @wanted: words for what it is.
 * @digits: how many there have to be; 0: no leading zeros.
 */
bool gpamap_scan_hex(struct gpamap_scan *scan, const char *wanted,
		     size_t digits, uint64_t *value);

/** Take a whole number up to @max. */
bool gpamap_scan_count(struct gpamap_scan *scan, const char *wanted,
		       uint64_t max, uint64_t *value);

/** Take true or false. */
bool gpamap_scan_boolean(struct gpamap_scan *scan, const char *wanted,
			 bool *value);

/** Take one of @words, ended by NULL; give its index. */
bool gpamap_scan_choice(struct gpamap_scan *scan, const char *wanted,
			const char *const *words, size_t *index);

/**
 * Take a string that can be a C string: whole characters, none of them NUL.
 *
 * @text: out; in the source, or in @heap.
 * @heap: out; free() it. NULL where @text is in the source.
 */
bool gpamap_scan_text(struct gpamap_scan *scan, const char *wanted,
		      struct gpamap_span *text, char **heap);

#endif /* GPAMAP_HOST_SCAN_VALUE_H */
