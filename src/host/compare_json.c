/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "compare.h"
#include "json.h"
#include "json_map.h"

/* Two maps as JSON; docs/json.md tells every member. */

/* A difference has a sign: "-0x1000". */
static void write_difference(struct gpamap_json *json, const char *name,
			     uint64_t before, uint64_t after)
{
	char text[24];

	snprintf(text, sizeof(text), "%s0x%" PRIx64, after < before ? "-" : "",
		 after < before ? before - after : after - before);
	gpamap_json_text(json, name, text);
}

static void write_differences(struct gpamap_json *json,
			      const struct gpamap_change *change)
{
	struct gpamap_range before = change->before.range;
	struct gpamap_range after = change->after.range;

	if (change->before.kind == GPAMAP_KIND_HOLE ||
	    change->after.kind == GPAMAP_KIND_HOLE) {
		gpamap_json_null(json, "moved_by");
		gpamap_json_null(json, "grown_by");
		return;
	}
	write_difference(json, "moved_by", before.start, after.start);
	write_difference(json, "grown_by", before.end - before.start,
			 after.end - after.start);
}

static void write_change(struct gpamap_json *json,
			 const struct gpamap_change *change)
{
	unsigned int bit;

	gpamap_json_object(json, NULL);
	gpamap_json_array(json, "what");
	for (bit = 0; bit < GPAMAP_CHANGE_WORDS; bit++)
		if ((change->words & 1u << bit) != 0)
			gpamap_json_text(json, NULL, gpamap_change_word(bit));
	gpamap_json_close(json);
	gpamap_json_boolean(json, "breaks", change->breaks);
	write_differences(json, change);
	gpamap_json_entry_as(json, "before", &change->before);
	gpamap_json_entry_as(json, "after", &change->after);
	gpamap_json_close(json);
}

static void write_source(struct gpamap_json *json, const char *name,
			 const char *source, const struct gpamap_layout *layout)
{
	gpamap_json_object(json, name);
	gpamap_json_text(json, "source", source);
	gpamap_json_hex(json, "ram_size", gpamap_layout_ram_size(layout));
	gpamap_json_digest(json, "digest", gpamap_layout_digest(layout));
	gpamap_json_close(json);
}

void gpamap_comparison_json(const struct gpamap_comparison_view *view,
			    FILE *file)
{
	static const char *const verdicts[] = {
		[GPAMAP_ABI_SAME] = "same",
		[GPAMAP_ABI_GROWN] = "harmless",
		[GPAMAP_ABI_BROKEN] = "broken",
	};
	const struct gpamap_comparison *comparison = view->comparison;
	struct gpamap_json json;
	unsigned int bit;
	size_t i;

	gpamap_json_begin(&json, file, 3);
	gpamap_json_object(&json, NULL);
	gpamap_json_number(&json, "gpamap", 1);
	write_source(&json, "before", view->before_source, view->before);
	write_source(&json, "after", view->after_source, view->after);
	gpamap_json_boolean(&json, "same", comparison->count == 0);
	gpamap_json_text(&json, "abi", verdicts[comparison->abi]);
	gpamap_json_object(&json, "counts");
	for (bit = 0; bit < GPAMAP_CHANGE_WORDS; bit++)
		gpamap_json_number(&json, gpamap_change_word(bit),
				   comparison->counts[bit]);
	gpamap_json_close(&json);
	gpamap_json_array(&json, "changes");
	for (i = 0; i < comparison->count; i++)
		write_change(&json, &comparison->changes[i]);
	gpamap_json_close(&json);
	gpamap_json_close(&json);
}
