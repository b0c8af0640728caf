/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_KEYS_H
#define GPAMAP_HOST_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "span.h"

/*
 * What can be said behind a name: "srat,revision=2,cpus=4+4". A list of keys
 * is all there is to know of them; parsing, messages and help come from it.
 */

/** How the value of a key is written. */
enum gpamap_key_form {
	GPAMAP_KEY_SWITCH = 0, /**< KEY, KEY=on or KEY=off */
	GPAMAP_KEY_NUMBER,
	GPAMAP_KEY_SIZE, /**< bytes, or an address */
	GPAMAP_KEY_VERSION, /**< 7.2, which is 702 */
	GPAMAP_KEY_WORD, /**< one of words; the number is its place */
	GPAMAP_KEY_WORDS, /**< W+W+...; the number has a bit for each */
	GPAMAP_KEY_TEXT, /**< printable ASCII of up to max characters */
	GPAMAP_KEY_FILE, /**< a path */
	GPAMAP_KEY_GUID, /**< its 16 bytes, as EFI_GUID has them, are items */
	GPAMAP_KEY_NUMBERS, /**< N+N+... */
	GPAMAP_KEY_PAIRS, /**< N:N+... */
	GPAMAP_KEY_TRIPLES, /**< N:N:N+... */
};

/** One key. Lists of them end with one whose name is NULL. */
struct gpamap_key {
	const char *name;
	enum gpamap_key_form form;
	/** What numbers and sizes may be. In pairs and triples these are for
	 * the last one; those before it are ids of 32 bits. */
	uint64_t min;
	uint64_t max;
	uint64_t unit; /**< sizes are multiples of it; 0: any */
	const char *const *words; /**< ended by NULL */
	const char *shape; /**< of the value, for people; NULL: by form */
	const char *standard; /**< what holds where nothing is said */
	const char *help;
	bool reads; /**< the reader of a format takes it, too */
};

/** What was said for a key. All zero: nothing. */
struct gpamap_value {
	bool given;
	uint64_t number;
	char *text; /**< of TEXT and FILE */
	uint64_t *items; /**< of GUID and lists, one behind the other */
	size_t count; /**< entries of a list: a pair is one */
};

/** Called with one sentence for each thing that is wrong. */
typedef void gpamap_keys_report(void *context, const char *sentence);

/** Bytes that hold any such sentence, with its NUL. */
#define GPAMAP_KEYS_TEXT_MAX 1024

/** Give how many keys there are. @keys may be NULL: none. */
size_t gpamap_keys_count(const struct gpamap_key *keys);

/**
 * Parse "KEY=VALUE,KEY,...", each key once at most. A comma in a text or path
 * is written twice.
 *
 * @name: of what the keys are for; each sentence begins with it.
 * @keys: NULL: there are none.
 * @values: out, one a key, all zero before; gpamap_values_clear() them,
 *          whatever is returned.
 * Returns false after something was reported, or for lack of memory.
 */
bool gpamap_keys_parse(const char *name, const struct gpamap_key *keys,
		       struct gpamap_span text, struct gpamap_value *values,
		       gpamap_keys_report *report, void *context);

/** Free what is in @values, and make them all zero. */
void gpamap_values_clear(struct gpamap_value *values, size_t count);

/** Write @number as it is typed: "8", "32G", "on", a word, "7.2". */
void gpamap_key_format(const struct gpamap_key *key, uint64_t number,
		       char *text, size_t size);

/** Write the shape of the value of @key, as in "SIZE" or "N+N+...". */
void gpamap_key_shape(const struct gpamap_key *key, char *text, size_t size);

/* What was said for the key at @key of a list. @values may be NULL: nothing
 * was said at all. */

/** Say whether a switch is on. */
bool gpamap_value_on(const struct gpamap_value *values, size_t key);

/** Give a number, size, word or words; @standard where nothing was said. */
uint64_t gpamap_value_number(const struct gpamap_value *values, size_t key,
			     uint64_t standard);

/** Give a text or path; NULL: nothing was said. */
const char *gpamap_value_text(const struct gpamap_value *values, size_t key);

/** Give a list or GUID; NULL: nothing was said. */
const struct gpamap_value *gpamap_value_list(const struct gpamap_value *values,
					     size_t key);

#endif /* GPAMAP_HOST_KEYS_H */
