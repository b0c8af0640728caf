/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "choice.h"
#include "facts.h"
#include "memory.h"
#include "utf8.h"

static bool serves(const struct gpamap_format *format,
		   enum gpamap_choice_use use)
{
	return use == GPAMAP_CHOICE_READ ? gpamap_format_reads(format)
					 : format->write != NULL;
}

static const struct gpamap_format *find(enum gpamap_choice_use use,
					struct gpamap_span name)
{
	const struct gpamap_format *format;

	for (format = gpamap_formats(); format->name != NULL; format++)
		if (gpamap_span_is(name, format->name) && serves(format, use))
			return format;
	return NULL;
}

#define NAMES_MAX 64

static void refuse_format(enum gpamap_choice_use use, struct gpamap_span name,
			  gpamap_keys_report *report, void *context)
{
	const char *does = use == GPAMAP_CHOICE_READ ? "read" : "written";
	const char *names[NAMES_MAX + 1] = { NULL };
	const struct gpamap_format *format;
	char text[GPAMAP_KEYS_TEXT_MAX];
	const char *nearest;
	size_t count = 0;

	for (format = gpamap_formats(); format->name != NULL; format++)
		if (serves(format, use) && count < NAMES_MAX)
			names[count++] = format->name;
	nearest = gpamap_word_nearest(name, names);
	snprintf(text, sizeof(text),
		 "\"%.*s\" is not a format that is %s%s%s%s", (int)name.length,
		 name.at, does,
		 nearest != NULL ? ": did you mean " : "; see gpamap formats",
		 nearest != NULL ? nearest : "", nearest != NULL ? "?" : "");
	report(context, text);
}

/* What only a writer takes is of no use to a reader. */
static bool check_use(const struct gpamap_choice *choice,
		      gpamap_keys_report *report, void *context)
{
	const struct gpamap_key *keys = choice->format->keys;
	size_t count = gpamap_keys_count(keys);
	char text[GPAMAP_KEYS_TEXT_MAX];
	bool fine = true;
	size_t i;

	for (i = 0; i < count; i++) {
		if (!choice->values[i].given || keys[i].reads)
			continue;
		snprintf(text, sizeof(text),
			 "%s: %s is for writing, and this is read",
			 choice->format->name, keys[i].name);
		report(context, text);
		fine = false;
	}
	return fine;
}

bool gpamap_choice_parse(struct gpamap_choice *choice,
			 enum gpamap_choice_use use, struct gpamap_span text,
			 gpamap_keys_report *report, void *context)
{
	struct gpamap_span name = text;
	const struct gpamap_key *keys;
	size_t comma;

	if (gpamap_span_find(text, ",", &comma))
		name.length = comma;
	choice->format = find(use, name);
	if (choice->format == NULL) {
		refuse_format(use, name, report, context);
		return false;
	}
	keys = choice->format->keys;
	text = gpamap_span_skip(text, name.length + 1);
	choice->values = gpamap_memory_take(gpamap_keys_count(keys) + 1,
					    sizeof(*choice->values));
	if (choice->values == NULL)
		return false;
	return gpamap_keys_parse(choice->format->name, keys, text,
				 choice->values, report, context) &&
	       (use == GPAMAP_CHOICE_WRITE ||
		check_use(choice, report, context));
}

void gpamap_choice_clear(struct gpamap_choice *choice)
{
	if (choice->values != NULL)
		gpamap_values_clear(choice->values,
				    gpamap_keys_count(choice->format->keys));
	free(choice->values);
	*choice = (struct gpamap_choice){ .format = NULL };
}

void gpamap_choice_read(const struct gpamap_choice *choice,
			struct gpamap_span bytes, struct gpamap_draft *draft,
			struct gpamap_diags *diags)
{
	const struct gpamap_format *format = choice->format;

	if (format->read != NULL)
		format->read(bytes, draft, diags);
	else if (format->facts_by != NULL)
		gpamap_facts_read_by(format->facts_by, choice->values, bytes,
				     draft, diags);
	else
		gpamap_facts_read(format->facts, bytes, draft, diags);
}

enum gpamap_status gpamap_choice_facts(const struct gpamap_choice *choice,
				       struct gpamap_span bytes,
				       gpamap_fact_report *report,
				       void *context,
				       struct gpamap_error *error)
{
	const struct gpamap_format *format = choice->format;

	if (format->facts_by != NULL)
		return format->facts_by(choice->values, bytes.at, bytes.length,
					report, context, error);
	return format->facts(bytes.at, bytes.length, report, context, error);
}
