/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../host/array.h"
#include "../host/file.h"
#include "../host/memory.h"
#include "agree_report.h"
#include "command.h"
#include "form.h"
#include "input.h"

/* gpamap agree: do several sources tell of one machine? */

/* An input that its reader refused. */
struct refusal {
	char *name;
	struct gpamap_diags diags;
};

struct agreeing {
	struct options *options;
	struct gpamap_agree agree;
	bool from_standard; /* standard input was read */
	struct refusal *refusals;
	size_t count;
	size_t capacity;
};

/* "srat.bin" may be a table; "e820.yaml" is a spec about E820. */
static bool ends_binary(const char *rest)
{
	static const char *const endings[] = { "", ".bin", ".aml", ".dat" };
	size_t i;

	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (strcmp(rest, endings[i]) == 0)
			return true;
	return false;
}

/* "tables/SRAT" and "srat.bin" are named after their format. */
static const struct gpamap_format *format_of_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const struct gpamap_format *format;
	char name[32] = "";
	size_t i;

	if (slash != NULL)
		path = slash + 1;
	for (i = 0; i + 1 < sizeof(name) && path[i] != '\0' && path[i] != '.';
	     i++)
		name[i] = (char)tolower((unsigned char)path[i]);
	name[i] = '\0';
	format = gpamap_format_named(name);
	return format != NULL && gpamap_format_reads(format) &&
			       ends_binary(path + i)
		       ? format
		       : NULL;
}

/* What the bytes say, then what the name says; NULL: neither. */
static const struct gpamap_format *find_format(struct gpamap_span bytes,
					       const char *path)
{
	const struct gpamap_format *spec = gpamap_format_named("spec");
	const struct gpamap_format *format = gpamap_format_of(bytes);

	return format != spec ? format : format_of_name(path);
}

static bool keep_refusal(struct agreeing *agreeing, const char *path,
			 struct gpamap_diags *diags)
{
	struct refusal *refusal;

	if (!gpamap_array_reserve((void **)&agreeing->refusals,
				  &agreeing->capacity, agreeing->count,
				  sizeof(*agreeing->refusals)))
		return false;
	refusal = &agreeing->refusals[agreeing->count];
	refusal->name = gpamap_span_copy(gpamap_span_of(path));
	if (refusal->name == NULL)
		return false;
	refusal->diags = *diags;
	*diags = (struct gpamap_diags){ .limit = 0 };
	agreeing->count++;
	return true;
}

static bool take_bytes(struct agreeing *agreeing, const char *path,
		       const struct gpamap_choice *choice,
		       struct gpamap_span bytes)
{
	struct gpamap_diags diags = { .limit = 1 };
	bool fine;

	fine = gpamap_agree_read_choice(&agreeing->agree, path, choice, bytes,
					&diags);
	if (fine && diags.errors > 0)
		fine = keep_refusal(agreeing, path, &diags);
	gpamap_diags_clear(&diags);
	return fine;
}

/* No format in @choice: find out; @all: a file in a folder, which may be no
 * source. */
static bool take_file(struct agreeing *agreeing, const char *path,
		      struct gpamap_choice choice, bool all)
{
	struct gpamap_span bytes;
	const char *fault;
	bool fine = true;

	fault = gpamap_file_read(path, &bytes);
	if (fault != NULL) {
		complain(agreeing->options, "cannot read %s: %s", path, fault);
		return false;
	}
	if (choice.format == NULL)
		choice.format = find_format(bytes, path);
	if (choice.format == NULL && !all)
		choice.format = gpamap_format_named("spec");
	if (choice.format != NULL)
		fine = take_bytes(agreeing,
				  strcmp(path, "-") == 0 ? "standard input"
							 : path,
				  &choice, bytes);
	free((void *)(uintptr_t)bytes.at);
	return fine;
}

static bool is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool take_entry(struct agreeing *agreeing, const char *folder,
		       struct gpamap_choice choice, const char *name)
{
	size_t size = strlen(folder) + strlen(name) + 2;
	char *path = gpamap_memory_take(1, size);
	bool fine;

	if (path == NULL)
		return false;
	snprintf(path, size, "%s/%s", folder, name);
	fine = is_folder(path) || take_file(agreeing, path, choice, true);
	free(path);
	return fine;
}

/* The files of a folder by name; those in folders below are not looked at. A
 * folder that has nothing to say must not pass for one that agrees. */
static bool take_folder(struct agreeing *agreeing, const char *path,
			struct gpamap_choice choice)
{
	size_t before = agreeing->agree.count;
	struct dirent **entries;
	bool fine = true;
	int count, i;

	count = scandir(path, &entries, NULL, alphasort);
	if (count < 0) {
		complain(agreeing->options, "cannot read %s: %s", path,
			 strerror(errno));
		return false;
	}
	for (i = 0; i < count; i++) {
		if (entries[i]->d_name[0] != '.')
			fine = take_entry(agreeing, path, choice,
					  entries[i]->d_name) &&
			       fine;
		free(entries[i]);
	}
	free(entries);
	if (!fine || agreeing->agree.count > before)
		return fine;
	complain(agreeing->options,
		 "%s: no file in it is in a format that is recognised; "
		 "FORMAT:FILE names a file's format",
		 path);
	return false;
}

static void refuse_format(void *context, const char *sentence)
{
	const struct agreeing *agreeing = context;

	complain(agreeing->options, "%s", sentence);
}

/* Say whether @text begins with the name of a format, and a comma or nothing
 * behind it. */
static bool names_format(struct gpamap_span text)
{
	const struct gpamap_format *format;
	size_t comma;

	if (gpamap_span_find(text, ",", &comma))
		text.length = comma;
	for (format = gpamap_formats(); format->name != NULL; format++)
		if (gpamap_span_is(text, format->name))
			return true;
	return false;
}

/* "slots:map.bin" is no file, and was meant to name a format. */
static bool is_misnamed(struct agreeing *agreeing, const char *operand,
			struct gpamap_span before)
{
	struct stat status;

	if (memchr(before.at, '/', before.length) != NULL ||
	    stat(operand, &status) == 0)
		return false;
	complain(agreeing->options,
		 "no file %s, and no format \"%.*s\"; see gpamap formats",
		 operand, (int)before.length, before.at);
	return true;
}

/* FILE or FORMAT[,KEY=VALUE...]:FILE; "./a:b" is a file whatever comes before
 * the colon. */
static bool take_operand(struct agreeing *agreeing, const char *operand)
{
	struct gpamap_choice choice = { .format = NULL };
	struct gpamap_span before = gpamap_span_of(operand);
	bool fine = true;
	size_t colon;

	if (gpamap_span_find(before, ":", &colon)) {
		before.length = colon;
		if (names_format(before)) {
			fine = gpamap_choice_parse(&choice, GPAMAP_CHOICE_READ,
						   before, refuse_format,
						   agreeing);
			operand += colon + 1;
		} else {
			fine = !is_misnamed(agreeing, operand, before);
		}
	}
	if (fine && strcmp(operand, "-") == 0) {
		fine = !agreeing->from_standard;
		agreeing->from_standard = true;
		if (!fine)
			complain(agreeing->options,
				 "standard input can be one FILE only");
	}
	if (fine)
		fine = is_folder(operand)
			       ? take_folder(agreeing, operand, choice)
			       : take_file(agreeing, operand, choice, false);
	gpamap_choice_clear(&choice);
	return fine;
}

static bool judge(struct agreeing *agreeing, struct agree_report *report)
{
	size_t i;
	bool fine;

	agree_report_begin(report, &agreeing->agree);
	for (i = 0; i < agreeing->count; i++)
		agree_report_unreadable(report, agreeing->refusals[i].name,
					&agreeing->refusals[i].diags);
	fine = gpamap_agree_judge(&agreeing->agree, agree_report_one, report);
	agree_report_end(report, &agreeing->agree);
	return fine;
}

static enum exit_status run(struct agreeing *agreeing, bool as_json)
{
	struct agree_report report = { .style = style_for(agreeing->options,
							  stdout) };
	struct gpamap_json json;

	if (as_json) {
		gpamap_json_begin(&json, stdout, 3);
		report.json = &json;
	}
	if (!judge(agreeing, &report))
		return EXIT_TROUBLE;
	return report.errors > 0 ? EXIT_FINDINGS : EXIT_FINE;
}

static void clear(struct agreeing *agreeing)
{
	size_t i;

	for (i = 0; i < agreeing->count; i++) {
		free(agreeing->refusals[i].name);
		gpamap_diags_clear(&agreeing->refusals[i].diags);
	}
	free(agreeing->refusals);
	gpamap_agree_clear(&agreeing->agree);
}

enum exit_status command_agree(struct options *options, char **operands,
			       size_t count)
{
	struct agreeing agreeing = { .options = options };
	enum exit_status status = EXIT_TROUBLE;
	bool fine = true, json;
	size_t i;

	if (!form_is_json(options, &json))
		return EXIT_TROUBLE;
	if (count == 0) {
		complain(options, "no FILE; see --help");
		return EXIT_TROUBLE;
	}
	for (i = 0; i < count; i++)
		fine = take_operand(&agreeing, operands[i]) && fine;
	if (fine)
		status = run(&agreeing, json);
	clear(&agreeing);
	return status;
}
