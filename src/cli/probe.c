/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <gpamap/alloc.h>

#include "../host/json_map.h"
#include "../host/number.h"
#include "../host/utf8.h"
#include "command.h"
#include "form.h"
#include "input.h"
#include "operand_options.h"

/* gpamap probe: what is at an address? */

struct probing {
	struct options *options;
	const char *source; /* of the map */
	const struct gpamap_layout *layout;
	bool many; /* maps: answers begin with their source */
	struct gpamap_style style;
	bool json;
	enum exit_status status;
};

static void write_range(const struct gpamap_entry *entry)
{
	printf("%s[%zu]  0x%" PRIx64 "-0x%" PRIx64,
	       gpamap_list_name(entry->list), entry->index, entry->range.start,
	       entry->range.end);
}

static void write_neighbour(const char *word, const struct gpamap_entry *entry)
{
	fputs(word, stdout);
	if (entry->kind == GPAMAP_KIND_HOLE)
		fputs("nothing", stdout);
	else
		printf("%s[%zu]", gpamap_list_name(entry->list), entry->index);
}

static void write_text(const struct probing *probing, uint64_t address,
		       const struct gpamap_found *found)
{
	const struct gpamap_entry *entry = &found->entry;

	if (probing->many) {
		gpamap_utf8_show(stdout, probing->source, probing->style.ascii,
				 0);
		fputs(": ", stdout);
	}
	printf("0x%" PRIx64 "  %s  ", address, gpamap_kind_name(entry->kind));
	if (entry->kind == GPAMAP_KIND_HOLE) {
		printf("0x%" PRIx64 "-0x%" PRIx64, entry->range.start,
		       entry->range.end);
		write_neighbour("  between ", &found->below);
		write_neighbour(" and ", &found->above);
		putchar('\n');
		return;
	}
	write_range(entry);
	if (entry->vnode != GPAMAP_NO_VNODE)
		printf("  node %" PRIu64, entry->vnode);
	printf("  offset 0x%" PRIx64, found->offset);
	if (entry->kind == GPAMAP_KIND_RAM)
		printf("  ram-offset 0x%" PRIx64, found->ram_offset);
	if (entry->name != NULL) {
		fputs("  name \"", stdout);
		gpamap_utf8_show(stdout, entry->name, probing->style.ascii, 0);
		putchar('"');
	}
	putchar('\n');
}

static void write_json(const struct probing *probing, uint64_t address,
		       const struct gpamap_found *found)
{
	bool hole = found->entry.kind == GPAMAP_KIND_HOLE;
	struct gpamap_entry none = { .kind = GPAMAP_KIND_HOLE };
	struct gpamap_json json;

	gpamap_json_begin(&json, stdout, 0);
	gpamap_json_object(&json, NULL);
	gpamap_json_text(&json, "source", probing->source);
	gpamap_json_hex(&json, "address", address);
	gpamap_json_entry(&json, &found->entry);
	gpamap_json_hex(&json, "offset", found->offset);
	gpamap_json_hex(&json, "left", found->left);
	if (found->entry.kind == GPAMAP_KIND_RAM)
		gpamap_json_hex(&json, "ram_offset", found->ram_offset);
	else
		gpamap_json_null(&json, "ram_offset");
	gpamap_json_entry_as(&json, "below", hole ? &found->below : &none);
	gpamap_json_entry_as(&json, "above", hole ? &found->above : &none);
	gpamap_json_close(&json);
}

static void worsen(struct probing *probing, enum exit_status status)
{
	if (status > probing->status)
		probing->status = status;
}

static void probe_one(struct probing *probing, uint64_t address)
{
	struct gpamap_found found;

	if (gpamap_layout_find(probing->layout, address, &found) ==
	    GPAMAP_KIND_HOLE)
		worsen(probing, EXIT_FINDINGS);
	if (probing->json)
		write_json(probing, address, &found);
	else
		write_text(probing, address, &found);
}

static void probe_operand(struct probing *probing, const char *operand)
{
	uint64_t address;
	const char *why;

	if (gpamap_size_parse(gpamap_span_of(operand), &address, &why)) {
		probe_one(probing, address);
		return;
	}
	if (operand_is_input(operand) && !probing->options->map_given)
		complain(probing->options,
			 "\"%s\" is no address: of several INPUTs, say the "
			 "addresses with --at",
			 operand);
	else
		complain(probing->options, "\"%s\" %s", operand, why);
	worsen(probing, EXIT_TROUBLE);
}

static void probe_line(struct probing *probing, struct gpamap_span line,
		       size_t number)
{
	const char *why;
	uint64_t address;

	line = gpamap_span_trim(line);
	if (line.length == 0)
		return;
	if (gpamap_size_parse(line, &address, &why)) {
		probe_one(probing, address);
		return;
	}
	complain(probing->options, "standard input:%zu: \"%.*s\" %s", number,
		 (int)(line.length < 60 ? line.length : 60), line.at, why);
	worsen(probing, EXIT_TROUBLE);
}

/* A longer line holds no address, and is not worth its memory. */
#define LINE_MAX_BYTES 4096

static void probe_lines(struct probing *probing)
{
	char line[LINE_MAX_BYTES];
	size_t length = 0, number = 1;
	int byte;

	while ((byte = getchar()) != EOF) {
		if (byte != '\n') {
			if (length < sizeof(line))
				line[length++] = (char)byte;
			continue;
		}
		probe_line(probing, (struct gpamap_span){ line, length },
			   number++);
		length = 0;
	}
	/* Half an address is another address. */
	if (ferror(stdin)) {
		complain(probing->options, "cannot read standard input: %s",
			 strerror(errno));
		worsen(probing, EXIT_TROUBLE);
		return;
	}
	probe_line(probing, (struct gpamap_span){ line, length }, number);
}

/* @operands are addresses, where none are said in options. */
static void probe_input(struct probing *probing, const char *path,
			char **operands, size_t count)
{
	const struct operand_options *said = &probing->options->said;
	struct gpamap_layout *layout;
	struct input input;
	size_t i;

	layout = input_layout(&input, probing->options, path);
	if (layout == NULL) {
		worsen(probing, EXIT_TROUBLE);
		return;
	}
	probing->source = input.source;
	probing->layout = layout;
	for (i = 0; i < said->at_count; i++)
		probe_one(probing, said->at[i]);
	for (i = 0; i < count; i++)
		probe_operand(probing, operands[i]);
	if (said->at_count == 0 && count == 0)
		probe_lines(probing);
	gpamap_layout_free(layout);
	input_clear(&input);
}

/* @inputs of the operands are INPUTs, the rest are addresses. */
static bool is_sensible(const struct options *options, char **operands,
			size_t count, size_t inputs)
{
	if (!input_given(options, inputs > 0 ? operands[0] : NULL) ||
	    !input_once(options, operands, inputs))
		return false;
	if (options->said.at_count > 0 || count > inputs || inputs == 0 ||
	    strcmp(operands[0], "-") != 0)
		return true;
	complain(options, "standard input cannot be both INPUT and addresses");
	return false;
}

enum exit_status command_probe(struct options *options, char **operands,
			       size_t count)
{
	struct probing probing = { .options = options };
	size_t inputs, i;

	if (options->said.at_count > 0)
		inputs = count;
	else
		inputs = !options->map_given && count > 0 ? 1 : 0;
	if (!is_sensible(options, operands, count, inputs) ||
	    !form_is_json(options, &probing.json))
		return EXIT_TROUBLE;
	probing.many = inputs > 1;
	probing.style = style_for(options, stdout);
	if (inputs == 0)
		probe_input(&probing, NULL, operands, count);
	for (i = 0; i < inputs; i++)
		probe_input(&probing, operands[i], operands + inputs,
			    count - inputs);
	return probing.status;
}
