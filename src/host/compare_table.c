/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "compare.h"
#include "number.h"
#include "paint.h"
#include "utf8.h"

/* Two maps as a table: a line with "-" for what was, one with "+" for what is.
 * The columns are those of gpamap show. */

#define GAP "  "
#define GAP_WIDTH 2u
#define SIGN_WIDTH 2u
#define NODE_WIDTH 4u
#define NAME_LEAST 4u

/* Columns, by the widest that stands in them; 0: the column is left out. */
struct columns {
	size_t address;
	size_t size;
	size_t kind;
	size_t node;
	size_t change;
	size_t name;
	bool amounts; /* changes are told with how far and how much */
	bool cut; /* names are cut to their column */
};

static void widen(size_t *column, size_t width)
{
	if (width > *column)
		*column = width;
}

static void measure_entry(struct columns *columns,
			  const struct gpamap_entry *entry, bool ascii)
{
	char text[GPAMAP_SIZE_TEXT_MAX];

	if (entry->kind == GPAMAP_KIND_HOLE)
		return;
	snprintf(text, sizeof(text), "0x%" PRIx64, entry->range.end);
	widen(&columns->address, strlen(text));
	gpamap_size_format_short(entry->range.end - entry->range.start, text);
	widen(&columns->size, strlen(text));
	widen(&columns->kind, strlen(gpamap_kind_name(entry->kind)));
	if (entry->vnode != GPAMAP_NO_VNODE) {
		snprintf(text, sizeof(text), "%" PRIu64, entry->vnode);
		widen(&columns->node, NODE_WIDTH);
		widen(&columns->node, strlen(text));
	}
	if (entry->name != NULL) {
		widen(&columns->name, NAME_LEAST);
		widen(&columns->name,
		      gpamap_utf8_show(NULL, entry->name, ascii, 0));
	}
}

static void measure_changes(struct columns *columns,
			    const struct gpamap_comparison *comparison)
{
	char text[GPAMAP_CHANGE_TEXT_MAX];
	size_t i;

	columns->change = strlen("CHANGE");
	for (i = 0; i < comparison->count; i++) {
		gpamap_change_text(&comparison->changes[i], columns->amounts,
				   text);
		widen(&columns->change, strlen(text));
	}
}

static size_t width_before_name(const struct columns *columns)
{
	size_t width = SIGN_WIDTH + 2 * columns->address + columns->kind +
		       columns->change + 3 * GAP_WIDTH;

	if (columns->size > 0)
		width += columns->size + GAP_WIDTH;
	return columns->node > 0 ? width + columns->node + GAP_WIDTH : width;
}

/* How much gives way first, and sizes next, as both can be seen in the lines;
 * then names. */
static void fit(struct columns *columns,
		const struct gpamap_comparison *comparison, size_t terminal)
{
	size_t before = width_before_name(columns);

	if (before > terminal) {
		columns->amounts = false;
		measure_changes(columns, comparison);
		before = width_before_name(columns);
	}
	if (before > terminal) {
		columns->size = 0;
		before = width_before_name(columns);
	}
	before += GAP_WIDTH;
	if (columns->name == 0 || before + columns->name <= terminal)
		return;
	columns->cut = true;
	columns->name = before + NAME_LEAST <= terminal ? terminal - before : 0;
}

static void measure(struct columns *columns,
		    const struct gpamap_comparison_view *view)
{
	const struct gpamap_comparison *comparison = view->comparison;
	bool ascii = view->style.ascii;
	size_t i;

	*columns = (struct columns){
		.address = 5, .size = 4, .kind = 4, .amounts = true
	};
	for (i = 0; i < comparison->count; i++) {
		measure_entry(columns, &comparison->changes[i].before, ascii);
		measure_entry(columns, &comparison->changes[i].after, ascii);
	}
	measure_changes(columns, comparison);
	if (view->style.width != 0)
		fit(columns, comparison, view->style.width);
}

static void ink_side(FILE *file, const struct gpamap_style *style, char sign)
{
	if (style->colour)
		fputs(sign == '-' ? "\033[31m" : "\033[32m", file);
}

static void write_heading(const struct columns *columns,
			  const struct gpamap_style *style, FILE *file)
{
	gpamap_ink_part(file, style, GPAMAP_PART_HEADING);
	fprintf(file, "  %*s" GAP "%*s" GAP, (int)columns->address, "START",
		(int)columns->address, "END");
	if (columns->size > 0)
		fprintf(file, "%*s" GAP, (int)columns->size, "SIZE");
	fprintf(file, "%-*s" GAP, (int)columns->kind, "KIND");
	if (columns->node > 0)
		fprintf(file, "%*s" GAP, (int)columns->node, "NODE");
	if (columns->name > 0)
		fprintf(file, "%-*s" GAP "NAME", (int)columns->change,
			"CHANGE");
	else
		fputs("CHANGE", file);
	gpamap_ink_end(file, style);
	putc('\n', file);
}

/* What stands behind the kind; nothing that ends in blanks. */
static void write_rest(const struct columns *columns,
		       const struct gpamap_style *style,
		       const struct gpamap_entry *entry, const char *change,
		       FILE *file)
{
	bool name = entry->name != NULL && columns->name > 0;
	bool more = change[0] != '\0' || name;
	char vnode[24] = "";

	if (entry->vnode != GPAMAP_NO_VNODE)
		snprintf(vnode, sizeof(vnode), "%" PRIu64, entry->vnode);
	if (columns->node > 0 && (more || vnode[0] != '\0'))
		fprintf(file, GAP "%*s", (int)columns->node, vnode);
	if (more)
		fprintf(file, GAP "%-*s", name ? (int)columns->change : 0,
			change);
	if (!name)
		return;
	fputs(GAP, file);
	gpamap_utf8_show(file, entry->name, style->ascii,
			 columns->cut ? columns->name : 0);
}

static void write_row(const struct columns *columns,
		      const struct gpamap_style *style, char sign,
		      const struct gpamap_entry *entry, const char *change,
		      FILE *file)
{
	char start[24], end[24], size[GPAMAP_SIZE_TEXT_MAX];
	const char *kind = gpamap_kind_name(entry->kind);
	bool named = entry->name != NULL && columns->name > 0;
	bool last = change[0] == '\0' && !named &&
		    entry->vnode == GPAMAP_NO_VNODE;

	snprintf(start, sizeof(start), "0x%" PRIx64, entry->range.start);
	snprintf(end, sizeof(end), "0x%" PRIx64, entry->range.end);
	gpamap_size_format_short(entry->range.end - entry->range.start, size);
	ink_side(file, style, sign);
	fprintf(file, "%c %*s" GAP "%*s" GAP, sign, (int)columns->address,
		start, (int)columns->address, end);
	if (columns->size > 0)
		fprintf(file, "%*s" GAP, (int)columns->size, size);
	fprintf(file, "%-*s", last ? 0 : (int)columns->kind, kind);
	write_rest(columns, style, entry, change, file);
	gpamap_ink_end(file, style);
	putc('\n', file);
}

static void write_change(const struct columns *columns,
			 const struct gpamap_style *style,
			 const struct gpamap_change *change, FILE *file)
{
	char text[GPAMAP_CHANGE_TEXT_MAX];
	bool gone = change->after.kind == GPAMAP_KIND_HOLE;

	gpamap_change_text(change, columns->amounts, text);
	if (change->before.kind != GPAMAP_KIND_HOLE)
		write_row(columns, style, '-', &change->before,
			  gone ? text : "", file);
	if (!gone)
		write_row(columns, style, '+', &change->after, text, file);
}

static void write_source(const struct gpamap_comparison_view *view, char sign,
			 const char *source, FILE *file)
{
	ink_side(file, &view->style, sign);
	fprintf(file, "%c ", sign);
	gpamap_utf8_show(file, source, view->style.ascii,
			 view->style.width > SIGN_WIDTH
				 ? view->style.width - SIGN_WIDTH
				 : 0);
	gpamap_ink_end(file, &view->style);
	putc('\n', file);
}

static void write_counts(const struct gpamap_comparison *comparison, FILE *file)
{
	const char *comma = "";
	unsigned int bit;

	for (bit = 0; bit < GPAMAP_CHANGE_WORDS; bit++) {
		if (comparison->counts[bit] == 0)
			continue;
		fprintf(file, "%s%zu %s", comma, comparison->counts[bit],
			gpamap_change_word(bit));
		comma = ", ";
	}
	putc('\n', file);
}

void gpamap_comparison_table(const struct gpamap_comparison_view *view,
			     FILE *file)
{
	const struct gpamap_comparison *comparison = view->comparison;
	struct columns columns;
	size_t i;

	write_source(view, '-', view->before_source, file);
	write_source(view, '+', view->after_source, file);
	putc('\n', file);
	if (comparison->count == 0) {
		fputs("no difference\n", file);
		return;
	}
	measure(&columns, view);
	write_heading(&columns, &view->style, file);
	for (i = 0; i < comparison->count; i++)
		write_change(&columns, &view->style, &comparison->changes[i],
			     file);
	putc('\n', file);
	write_counts(comparison, file);
}

void gpamap_comparison_verdict(const struct gpamap_comparison_view *view,
			       FILE *file)
{
	static const char *const verdicts[] = {
		[GPAMAP_ABI_SAME] = "same: a guest cannot tell the maps apart",
		[GPAMAP_ABI_GROWN] = "harmless: all that was there is there "
				     "still; more is where nothing was",
		[GPAMAP_ABI_BROKEN] = "broken: a guest that was hibernated or "
				      "migrated finds another thing in:",
	};
	const struct gpamap_comparison *comparison = view->comparison;
	size_t i;

	fprintf(file, "ABI %s\n", verdicts[comparison->abi]);
	for (i = 0; i < comparison->count; i++) {
		const struct gpamap_change *change = &comparison->changes[i];

		if (change->breaks)
			fprintf(file, "  %s[%zu] 0x%" PRIx64 "-0x%" PRIx64 "\n",
				gpamap_list_name(change->before.list),
				change->before.index,
				change->before.range.start,
				change->before.range.end);
	}
}
