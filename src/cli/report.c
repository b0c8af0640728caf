/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "../host/json.h"
#include "../host/utf8.h"
#include "report.h"

static void write_place(FILE *file, const char *source,
			const struct gpamap_style *style,
			struct gpamap_place place)
{
	gpamap_utf8_show(file, source, style->ascii, 0);
	if (place.line != 0)
		fprintf(file, ":%" PRIu32 ":%" PRIu32, place.line,
			place.column);
	fputs(": ", file);
}

void report_level(enum gpamap_diag_level level, const char *rule,
		  const struct gpamap_style *style, FILE *file)
{
	static const char *const inks[] = { "36", "35", "1;31" };

	if (style->colour)
		fprintf(file, "\033[%sm", inks[level]);
	fputs(gpamap_diag_level_name(level), file);
	if (rule != NULL)
		fprintf(file, "[%s]", rule);
	if (style->colour)
		fputs("\033[0m", file);
	fputs(": ", file);
}

void report_text(const struct gpamap_diags *diags, const char *source,
		 const struct gpamap_style *style, FILE *file)
{
	const char *hint = NULL;
	size_t i;

	for (i = 0; i < diags->count; i++) {
		const struct gpamap_diag *diag = &diags->items[i];

		write_place(file, source, style, diag->place);
		report_level(diag->level, diag->related ? NULL : diag->rule,
			     style, file);
		gpamap_utf8_show(file, diag->text, style->ascii, 0);
		putc('\n', file);
		if (!diag->related)
			hint = diag->hint;
		/* The hint stands behind the notes that belong to it. */
		if (hint != NULL &&
		    (i + 1 == diags->count || !diags->items[i + 1].related))
			fprintf(file, "  hint: %s\n", hint);
	}
	if (diags->lost > 0)
		fprintf(file, "and %zu more\n", diags->lost);
}

static void write_spot(struct gpamap_json *json, const struct gpamap_diag *diag)
{
	if (diag->place.line == 0) {
		gpamap_json_null(json, "line");
		gpamap_json_null(json, "column");
	} else {
		gpamap_json_number(json, "line", diag->place.line);
		gpamap_json_number(json, "column", diag->place.column);
	}
	gpamap_json_text(json, "message", diag->text);
}

/* Write the finding at @i; give the index behind it and its notes. */
static size_t write_finding(struct gpamap_json *json,
			    const struct gpamap_diags *diags, size_t i)
{
	const struct gpamap_diag *diag = &diags->items[i];

	gpamap_json_object(json, NULL);
	gpamap_json_text(json, "level", gpamap_diag_level_name(diag->level));
	gpamap_json_text(json, "rule", diag->rule);
	write_spot(json, diag);
	gpamap_json_text(json, "hint", diag->hint);
	gpamap_json_array(json, "related");
	for (i++; i < diags->count && diags->items[i].related; i++) {
		gpamap_json_object(json, NULL);
		write_spot(json, &diags->items[i]);
		gpamap_json_close(json);
	}
	gpamap_json_close(json);
	gpamap_json_close(json);
	return i;
}

void report_json(const struct gpamap_diags *diags, const char *source,
		 uint64_t line, const char *name, FILE *file)
{
	struct gpamap_json json;
	size_t i = 0;

	gpamap_json_begin(&json, file, line != 0 ? 0 : 3);
	gpamap_json_object(&json, NULL);
	gpamap_json_number(&json, "gpamap", 1);
	if (line != 0) {
		gpamap_json_number(&json, "line", line);
		gpamap_json_text(&json, "name", name);
	}
	gpamap_json_text(&json, "source", source);
	gpamap_json_number(&json, "errors", diags->errors);
	gpamap_json_number(&json, "warnings", diags->warnings);
	gpamap_json_number(&json, "notes", diags->notes);
	gpamap_json_array(&json, "findings");
	while (i < diags->count)
		i = write_finding(&json, diags, i);
	gpamap_json_close(&json);
	gpamap_json_close(&json);
}
