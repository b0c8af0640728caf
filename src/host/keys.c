/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "key_value.h"
#include "keys.h"
#include "memory.h"
#include "utf8.h"

/* Lists of keys: which are there, and what is said for each. */

/* One run over "KEY=VALUE,...". */
struct parsing {
	const char *name;
	const struct gpamap_key *keys;
	struct gpamap_value *values;
	gpamap_keys_report *report;
	void *context;
	bool fine;
};

__attribute__((format(printf, 2, 3))) static void
refuse(struct parsing *parsing, const char *format, ...)
{
	char text[GPAMAP_KEYS_TEXT_MAX];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	parsing->report(parsing->context, text);
	parsing->fine = false;
}

size_t gpamap_keys_count(const struct gpamap_key *keys)
{
	size_t count = 0;

	while (keys != NULL && keys[count].name != NULL)
		count++;
	return count;
}

static void refuse_key(struct parsing *parsing, struct gpamap_span name)
{
	size_t count = gpamap_keys_count(parsing->keys), used = 0, i;
	const char **names = gpamap_memory_take(count + 1, sizeof(*names));
	char known[GPAMAP_KEYS_TEXT_MAX / 2] = "none";
	const char *nearest = NULL;

	for (i = 0; i < count && used < sizeof(known); i++)
		used += (size_t)snprintf(known + used, sizeof(known) - used,
					 "%s%s", i > 0 ? ", " : "",
					 parsing->keys[i].name);
	for (i = 0; names != NULL && i < count; i++)
		names[i] = parsing->keys[i].name;
	if (names != NULL)
		nearest = gpamap_word_nearest(name, names);
	free(names);
	if (nearest != NULL)
		refuse(parsing,
		       "%s has no key \"%.*s\": did you mean %s? It has %s",
		       parsing->name, (int)name.length, name.at, nearest,
		       known);
	else
		refuse(parsing, "%s has no key \"%.*s\"; it has %s",
		       parsing->name, (int)name.length, name.at, known);
}

static const struct gpamap_key *find_key(const struct gpamap_key *keys,
					 struct gpamap_span name)
{
	for (; keys != NULL && keys->name != NULL; keys++)
		if (gpamap_span_is(name, keys->name))
			return keys;
	return NULL;
}

/* Read "KEY=VALUE" or "KEY". */
static void read_part(struct parsing *parsing, struct gpamap_span text)
{
	struct gpamap_span name = text;
	const struct gpamap_key *key;
	struct gpamap_key_fault fault;
	struct gpamap_value *value;
	size_t equals;
	bool bare;

	if (gpamap_span_find(text, "=", &equals))
		name.length = equals;
	bare = name.length == text.length;
	key = find_key(parsing->keys, name);
	if (key == NULL) {
		refuse_key(parsing, name);
		return;
	}
	value = &parsing->values[key - parsing->keys];
	text = gpamap_span_skip(text, name.length + 1);
	if (bare && key->form == GPAMAP_KEY_SWITCH)
		text = gpamap_span_of("on");
	if (value->given)
		refuse(parsing, "%s: %s is given twice", parsing->name,
		       key->name);
	else if (bare && key->form != GPAMAP_KEY_SWITCH)
		refuse(parsing, "%s: %s needs a value", parsing->name,
		       key->name);
	else if (!gpamap_key_parse(key, text, value, &fault))
		refuse(parsing, "%s: %s: \"%.*s\" %s", parsing->name, key->name,
		       (int)fault.at.length, fault.at.at, fault.why);
}

/* The part up to the next comma; two in a row are one in a text. */
static struct gpamap_span part_of(struct gpamap_span text)
{
	struct gpamap_span part = text;

	for (part.length = 0; part.length < text.length; part.length++) {
		if (text.at[part.length] != ',')
			continue;
		if (part.length + 1 == text.length ||
		    text.at[part.length + 1] != ',')
			break;
		part.length++;
	}
	return part;
}

bool gpamap_keys_parse(const char *name, const struct gpamap_key *keys,
		       struct gpamap_span text, struct gpamap_value *values,
		       gpamap_keys_report *report, void *context)
{
	struct parsing parsing = { name, keys, values, report, context, true };
	struct gpamap_span part;

	while (text.length > 0) {
		part = part_of(text);
		read_part(&parsing, part);
		text = gpamap_span_skip(text, part.length + 1);
	}
	return parsing.fine;
}

void gpamap_values_clear(struct gpamap_value *values, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		free(values[i].text);
		free(values[i].items);
		values[i] = (struct gpamap_value){ .given = false };
	}
}

static const struct gpamap_value *said(const struct gpamap_value *values,
				       size_t key)
{
	return values != NULL && values[key].given ? &values[key] : NULL;
}

bool gpamap_value_on(const struct gpamap_value *values, size_t key)
{
	return gpamap_value_number(values, key, 0) != 0;
}

uint64_t gpamap_value_number(const struct gpamap_value *values, size_t key,
			     uint64_t standard)
{
	const struct gpamap_value *value = said(values, key);

	return value != NULL ? value->number : standard;
}

const char *gpamap_value_text(const struct gpamap_value *values, size_t key)
{
	const struct gpamap_value *value = said(values, key);

	return value != NULL ? value->text : NULL;
}

const struct gpamap_value *gpamap_value_list(const struct gpamap_value *values,
					     size_t key)
{
	return said(values, key);
}
