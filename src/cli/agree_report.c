/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "../host/utf8.h"
#include "agree_report.h"
#include "report.h"

static const struct {
	unsigned int bit;
	const char *word;
} traits[] = {
	{ GPAMAP_TELLS_ALL, "all" },
	{ GPAMAP_TELLS_RAM, "ram" },
	{ GPAMAP_TELLS_CARVED, "carved" },
	{ GPAMAP_TELLS_NODES, "nodes" },
	{ GPAMAP_TELLS_ECAM, "ecam" },
	{ GPAMAP_TELLS_WINDOWS, "windows" },
	{ GPAMAP_TELLS_RESERVED, "reserved" },
	{ GPAMAP_TELLS_SLOTS, "slots" },
	{ GPAMAP_TELLS_KINDS, "kinds" },
	{ GPAMAP_TELLS_GUEST, "guest" },
};

static void write_source(struct gpamap_json *json,
			 const struct gpamap_agree_source *source)
{
	size_t i;

	gpamap_json_object(json, NULL);
	gpamap_json_text(json, "source", source->name);
	gpamap_json_text(json, "format", source->format->name);
	gpamap_json_boolean(json, "readable", !source->failed);
	gpamap_json_number(json, "ranges", source->count);
	gpamap_json_number(json, "distances", source->distance_count);
	gpamap_json_array(json, "tells");
	for (i = 0; i < sizeof(traits) / sizeof(traits[0]); i++)
		if ((source->tells & traits[i].bit) != 0)
			gpamap_json_text(json, NULL, traits[i].word);
	gpamap_json_close(json);
	gpamap_json_close(json);
}

void agree_report_begin(struct agree_report *report,
			const struct gpamap_agree *agree)
{
	size_t i;

	if (report->json == NULL)
		return;
	gpamap_json_object(report->json, NULL);
	gpamap_json_number(report->json, "gpamap", 1);
	gpamap_json_array(report->json, "sources");
	for (i = 0; i < agree->count; i++)
		write_source(report->json, &agree->sources[i]);
	gpamap_json_close(report->json);
	gpamap_json_array(report->json, "findings");
}

static void write_piece(struct gpamap_json *json,
			const struct gpamap_agree_piece *piece)
{
	if (piece == NULL) {
		gpamap_json_null(json, "tells");
		return;
	}
	gpamap_json_object(json, "tells");
	gpamap_json_hex(json, "start", piece->range.start);
	gpamap_json_hex(json, "end", piece->range.end);
	gpamap_json_text(json, "kind", gpamap_agree_kind_name(piece->kind));
	if (piece->vnode == GPAMAP_NO_VNODE)
		gpamap_json_null(json, "vnode");
	else
		gpamap_json_number(json, "vnode", piece->vnode);
	gpamap_json_close(json);
}

static void write_side(struct gpamap_json *json,
		       const struct gpamap_agree_source *source,
		       const struct gpamap_agree_piece *piece)
{
	gpamap_json_object(json, NULL);
	gpamap_json_text(json, "source", source->name);
	write_piece(json, piece);
	gpamap_json_close(json);
}

static void write_json(struct gpamap_json *json,
		       const struct gpamap_disagreement *found)
{
	gpamap_json_object(json, NULL);
	gpamap_json_text(json, "level", gpamap_diag_level_name(found->level));
	gpamap_json_text(json, "rule", found->rule);
	if (found->range.start == found->range.end) {
		gpamap_json_null(json, "start");
		gpamap_json_null(json, "end");
	} else {
		gpamap_json_hex(json, "start", found->range.start);
		gpamap_json_hex(json, "end", found->range.end);
	}
	gpamap_json_array(json, "sources");
	write_side(json, found->left, found->left_piece);
	if (found->right != NULL)
		write_side(json, found->right, found->right_piece);
	gpamap_json_close(json);
	gpamap_json_text(json, "message", found->text);
	gpamap_json_close(json);
}

bool agree_report_one(void *context, const struct gpamap_disagreement *found)
{
	struct agree_report *report = context;

	if (found->level == GPAMAP_DIAG_ERROR)
		report->errors++;
	else
		report->notes++;
	if (report->json != NULL) {
		write_json(report->json, found);
		return true;
	}
	report_level(found->level, found->rule, &report->style, stdout);
	gpamap_utf8_show(stdout, found->text, report->style.ascii, 0);
	putchar('\n');
	return true;
}

static void unreadable_json(struct gpamap_json *json, const char *name,
			    const char *why)
{
	gpamap_json_object(json, NULL);
	gpamap_json_text(json, "level", "error");
	gpamap_json_text(json, "rule", "unreadable");
	gpamap_json_null(json, "start");
	gpamap_json_null(json, "end");
	gpamap_json_array(json, "sources");
	gpamap_json_object(json, NULL);
	gpamap_json_text(json, "source", name);
	gpamap_json_null(json, "tells");
	gpamap_json_close(json);
	gpamap_json_close(json);
	gpamap_json_text(json, "message", why);
	gpamap_json_close(json);
}

void agree_report_unreadable(struct agree_report *report, const char *name,
			     const struct gpamap_diags *diags)
{
	const struct gpamap_diag *diag;
	size_t i = 0;

	while (i < diags->count && diags->items[i].level != GPAMAP_DIAG_ERROR)
		i++;
	diag = i < diags->count ? &diags->items[i] : NULL;
	report->errors++;
	if (report->json != NULL) {
		unreadable_json(report->json, name,
				diag != NULL ? diag->text : "out of memory");
		return;
	}
	report_level(GPAMAP_DIAG_ERROR, "unreadable", &report->style, stdout);
	gpamap_utf8_show(stdout, name, report->style.ascii, 0);
	if (diag != NULL && diag->place.line != 0)
		printf(":%" PRIu32 ":%" PRIu32, diag->place.line,
		       diag->place.column);
	fputs(" cannot be read: ", stdout);
	gpamap_utf8_show(stdout, diag != NULL ? diag->text : "out of memory",
			 report->style.ascii, 0);
	putchar('\n');
}

void agree_report_end(struct agree_report *report,
		      const struct gpamap_agree *agree)
{
	if (report->json != NULL) {
		gpamap_json_close(report->json);
		gpamap_json_boolean(report->json, "agree", report->errors == 0);
		gpamap_json_number(report->json, "errors", report->errors);
		gpamap_json_number(report->json, "notes", report->notes);
		gpamap_json_close(report->json);
		return;
	}
	printf("%zu source%s: ", agree->count, agree->count == 1 ? "" : "s");
	if (report->errors == 0)
		fputs(agree->count == 1 ? "it agrees with itself"
					: "they agree",
		      stdout);
	else
		printf("%zu disagreement%s", report->errors,
		       report->errors == 1 ? "" : "s");
	if (report->notes > 0)
		printf(", %zu note%s", report->notes,
		       report->notes == 1 ? "" : "s");
	putchar('\n');
}
