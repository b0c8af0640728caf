/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "formats.h"
#include "number.h"
#include "spec_item.h"
#include "utf8.h"

/* The reader of specs: YAML, and so JSON. docs/spec.md is the grammar. */

#define SPEC_VERSION 1

bool gpamap_spec_scalar(struct gpamap_spec *spec, const char *wanted,
			struct gpamap_span *text)
{
	struct gpamap_events *events = &spec->events;

	if (gpamap_events_at(events, YAML_SCALAR_EVENT) &&
	    !gpamap_events_null(events)) {
		*text = gpamap_events_text(events);
		return true;
	}
	/* An alias has been reported already. */
	if (!events->over && !gpamap_events_at(events, YAML_ALIAS_EVENT))
		gpamap_diag_syntax(spec->diags, gpamap_events_place(events),
				   "%s belongs here, not %s", wanted,
				   gpamap_events_what(events));
	gpamap_events_skip(events);
	return false;
}

char *gpamap_spec_name(struct gpamap_spec *spec)
{
	struct gpamap_place place = gpamap_events_place(&spec->events);
	struct gpamap_span text;
	char *name = NULL;

	if (!gpamap_spec_scalar(spec, "a name", &text))
		return NULL;
	if (memchr(text.at, '\0', text.length) != NULL) {
		gpamap_diag_syntax(spec->diags, place,
				   "a name cannot hold a NUL character");
	} else {
		name = gpamap_span_copy(text);
		if (name == NULL)
			gpamap_diag_no_memory(spec->diags);
	}
	gpamap_events_next(&spec->events);
	return name;
}

static void refuse_key(struct gpamap_spec *spec, const char *const *names,
		       const char *within, struct gpamap_span text)
{
	struct gpamap_place place = gpamap_events_place(&spec->events);
	const char *nearest = gpamap_word_nearest(text, names);

	if (nearest != NULL)
		gpamap_diag_syntax(spec->diags, place,
				   "unknown key \"%.*s\" in %s: did you mean "
				   "\"%s\"?",
				   GPAMAP_SPEC_SHOW(text), within, nearest);
	else
		gpamap_diag_syntax(spec->diags, place,
				   "unknown key \"%.*s\" in %s",
				   GPAMAP_SPEC_SHOW(text), within);
}

static bool known_key(struct gpamap_spec *spec, const char *const *names,
		      const char *within, uint32_t *seen, size_t *key)
{
	struct gpamap_span text = gpamap_events_text(&spec->events);
	size_t i;

	for (i = 0; names[i] != NULL && !gpamap_span_is(text, names[i]); i++)
		;
	if (names[i] == NULL) {
		refuse_key(spec, names, within, text);
		return false;
	}
	if ((*seen >> i & 1) != 0) {
		gpamap_diag_syntax(spec->diags,
				   gpamap_events_place(&spec->events),
				   "\"%s\" is given twice in %s", names[i],
				   within);
		return false;
	}
	*seen |= UINT32_C(1) << i;
	*key = i;
	return true;
}

bool gpamap_spec_key(struct gpamap_spec *spec, const char *const *names,
		     const char *within, uint32_t *seen, size_t *key)
{
	struct gpamap_events *events = &spec->events;
	bool known = false;

	if (gpamap_events_at(events, YAML_SCALAR_EVENT))
		known = known_key(spec, names, within, seen, key);
	else if (!gpamap_events_at(events, YAML_ALIAS_EVENT))
		gpamap_diag_syntax(spec->diags, gpamap_events_place(events),
				   "a key of %s cannot be %s", within,
				   gpamap_events_what(events));
	gpamap_events_skip(events);
	if (!known)
		gpamap_events_skip(events);
	return known;
}

/* A list of entries, or one entry that needs no brackets. */
static void read_list(struct gpamap_spec *spec, enum gpamap_list list)
{
	struct gpamap_events *events = &spec->events;

	if (!gpamap_events_at(events, YAML_SEQUENCE_START_EVENT)) {
		gpamap_spec_item(spec, list);
		return;
	}
	gpamap_events_next(events);
	while (!events->over && !spec->full &&
	       !gpamap_events_at(events, YAML_SEQUENCE_END_EVENT))
		gpamap_spec_item(spec, list);
	gpamap_events_next(events);
}

static void read_version(struct gpamap_spec *spec)
{
	struct gpamap_place place = gpamap_events_place(&spec->events);
	struct gpamap_span text;
	uint64_t version = 0;
	const char *why;

	if (!gpamap_spec_scalar(spec, "the spec's version", &text))
		return;
	if (!gpamap_number_parse(text, &version, &why))
		gpamap_diag_syntax(spec->diags, place, "\"%.*s\" %s",
				   GPAMAP_SPEC_SHOW(text), why);
	else if (version != SPEC_VERSION)
		gpamap_diag_syntax(spec->diags, place,
				   "version %" PRIu64
				   " of the spec is not known: this is %d",
				   version, SPEC_VERSION);
	gpamap_events_next(&spec->events);
}

static const char *const top_keys[] = {
	"gpamap",   "name", "ram",   "mmio", "pci_ecam",
	"pci_mmio", "vtl2", "other", "plan", NULL,
};

static void read_value(struct gpamap_spec *spec, const char *key)
{
	static const enum gpamap_list lists[] = {
		GPAMAP_LIST_RAM,      GPAMAP_LIST_MMIO, GPAMAP_LIST_PCI_ECAM,
		GPAMAP_LIST_PCI_MMIO, GPAMAP_LIST_VTL2, GPAMAP_LIST_OTHER,
	};
	size_t i;

	if (strcmp(key, "gpamap") == 0) {
		read_version(spec);
	} else if (strcmp(key, "name") == 0) {
		spec->draft->name = gpamap_spec_name(spec);
	} else if (strcmp(key, "plan") == 0) {
		gpamap_spec_plan(spec);
	} else if (strcmp(key, "vtl2") == 0) {
		/* Not a list: there is one or none. */
		gpamap_spec_item(spec, GPAMAP_LIST_VTL2);
	} else {
		for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
			if (strcmp(key, gpamap_list_name(lists[i])) == 0)
				read_list(spec, lists[i]);
	}
}

static void read_top(struct gpamap_spec *spec)
{
	struct gpamap_events *events = &spec->events;
	uint32_t seen = 0;
	size_t key;

	gpamap_events_next(events);
	while (!events->over && !spec->full &&
	       !gpamap_events_at(events, YAML_MAPPING_END_EVENT))
		if (gpamap_spec_key(spec, top_keys, "the spec", &seen, &key))
			read_value(spec, top_keys[key]);
	gpamap_events_next(events);
}

static void read_document(struct gpamap_spec *spec)
{
	struct gpamap_events *events = &spec->events;
	struct gpamap_place place;

	gpamap_events_next(events);
	if (events->over)
		return;
	place = gpamap_events_place(events);
	if (gpamap_events_at(events, YAML_STREAM_END_EVENT)) {
		gpamap_diag_syntax(spec->diags, place,
				   "the input is empty: a spec has at least "
				   "\"ram\"");
		return;
	}
	gpamap_events_next(events);
	if (gpamap_events_at(events, YAML_MAPPING_START_EVENT))
		read_top(spec);
	else if (!events->over)
		gpamap_diag_syntax(spec->diags, gpamap_events_place(events),
				   "neither a spec, which is a mapping of keys "
				   "to values, nor another known format");
}

/* Nothing may follow the first document. */
static void read_end(struct gpamap_spec *spec)
{
	struct gpamap_events *events = &spec->events;

	if (!gpamap_events_at(events, YAML_DOCUMENT_END_EVENT))
		return;
	gpamap_events_next(events);
	if (gpamap_events_at(events, YAML_DOCUMENT_START_EVENT))
		gpamap_diag_syntax(spec->diags, gpamap_events_place(events),
				   "a second document: a spec is one document");
}

bool gpamap_spec_recognises(struct gpamap_span bytes)
{
	/* Anything may be meant to be a spec: its reader says what is wrong. */
	(void)bytes;
	return true;
}

/* No text holds a NUL but in UTF-16, and of binary formats some do not tell
 * which they are. */
static bool is_text(struct gpamap_span bytes, struct gpamap_diags *diags)
{
	static const struct gpamap_place all = { 1, 1 };

	if (bytes.length == 0 || memchr(bytes.at, '\0', bytes.length) == NULL)
		return true;
	if (gpamap_span_take(&bytes, "\xff\xfe") ||
	    gpamap_span_take(&bytes, "\xfe\xff"))
		gpamap_diag_syntax(diags, all,
				   "this is UTF-16: a spec is UTF-8");
	else
		gpamap_diag_syntax(diags, all,
				   "this is binary, and its bytes do not tell "
				   "the format: say --from FORMAT, or "
				   "FORMAT:FILE to agree");
	return false;
}

void gpamap_spec_read(struct gpamap_span bytes, struct gpamap_draft *draft,
		      struct gpamap_diags *diags)
{
	struct gpamap_spec spec = {
		.draft = draft,
		.diags = diags,
		.ram_form = GPAMAP_LIST_NONE,
	};
	size_t fault;

	if (!is_text(bytes, diags))
		return;
	if (gpamap_utf8_fault(bytes, &fault)) {
		gpamap_diag_syntax(diags, gpamap_utf8_place(bytes, fault),
				   "byte 0x%02x is not UTF-8",
				   (unsigned char)bytes.at[fault]);
		return;
	}
	if (!gpamap_events_open(&spec.events, bytes, diags)) {
		gpamap_diag_no_memory(diags);
		return;
	}
	read_document(&spec);
	if (!spec.full)
		read_end(&spec);
	gpamap_events_close(&spec.events);
}
