/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "../host/json.h"
#include "command.h"
#include "form.h"

/* gpamap formats: the table of formats. */

static void list_json(void)
{
	const struct gpamap_format *format;
	struct gpamap_json json;

	gpamap_json_begin(&json, stdout, 2);
	gpamap_json_array(&json, NULL);
	for (format = gpamap_formats(); format->name != NULL; format++) {
		gpamap_json_object(&json, NULL);
		gpamap_json_text(&json, "name", format->name);
		gpamap_json_text(&json, "description", format->description);
		gpamap_json_boolean(&json, "reads",
				    gpamap_format_reads(format));
		gpamap_json_boolean(&json, "writes", format->write != NULL);
		gpamap_json_boolean(&json, "recognised",
				    format->recognises != NULL);
		gpamap_json_boolean(&json, "binary", format->binary);
		gpamap_json_close(&json);
	}
	gpamap_json_close(&json);
}

static void list_table(void)
{
	const struct gpamap_format *format;
	size_t name = strlen("NAME");

	for (format = gpamap_formats(); format->name != NULL; format++)
		if (strlen(format->name) > name)
			name = strlen(format->name);
	printf("%-*s  READ  WRITTEN  FORM    WHAT\n", (int)name, "NAME");
	for (format = gpamap_formats(); format->name != NULL; format++)
		printf("%-*s  %-4s  %-7s  %-6s  %s\n", (int)name, format->name,
		       gpamap_format_reads(format) ? "yes" : "-",
		       format->write != NULL ? "yes" : "-",
		       format->binary ? "binary" : "text", format->description);
}

enum exit_status command_formats(struct options *options, char **operands,
				 size_t count)
{
	bool json;

	(void)operands;
	if (!form_is_json(options, &json))
		return EXIT_TROUBLE;
	if (count > 0) {
		complain(options, "takes no operand; see --help");
		return EXIT_TROUBLE;
	}
	if (json)
		list_json();
	else
		list_table();
	return EXIT_FINE;
}
