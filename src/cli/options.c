/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stdarg.h>
#include <string.h>

#include "../host/number.h"
#include "../host/utf8.h"
#include "machine_option.h"
#include "map_options.h"
#include "operand_options.h"
#include "options.h"
#include "plan_options.h"
#include "sweep_options.h"

enum group {
	GROUP_MAP,
	GROUP_INPUT,
	GROUP_HOST,
	GROUP_OUTPUT,
	GROUP_COUNT,
};

struct row {
	const char *name;
	char letter; /* '\0': none */
	const char *argument; /* NULL: none */
	unsigned int commands; /* bits */
	enum group group;
	const char *help;
	bool (*apply)(struct options *options, const char *value);
};

static bool refuse_value(const struct options *options, const char *option,
			 const char *value, const char *wanted)
{
	complain(options, "%s: \"%s\" is not %s", option, value, wanted);
	return false;
}

/* What is wrong with a format is said behind the option's name. */
struct refusing {
	const struct options *options;
	const char *option;
};

static void refuse_format(void *context, const char *sentence)
{
	const struct refusing *refusing = context;

	complain(refusing->options, "%s: %s", refusing->option, sentence);
}

static bool apply_from(struct options *options, const char *value)
{
	struct refusing refusing = { options, "--from" };

	gpamap_choice_clear(&options->from);
	return gpamap_choice_parse(&options->from, GPAMAP_CHOICE_READ,
				   gpamap_span_of(value), refuse_format,
				   &refusing);
}

static bool apply_format(struct options *options, const char *value)
{
	struct refusing refusing = { options, "-o" };
	bool fine;

	gpamap_choice_clear(&options->writing);
	fine = gpamap_choice_parse(&options->writing, GPAMAP_CHOICE_WRITE,
				   gpamap_span_of(value), refuse_format,
				   &refusing);
	options->to = options->writing.format;
	return fine;
}

static bool apply_output(struct options *options, const char *value)
{
	options->output = value;
	return true;
}

static bool apply_colour(struct options *options, const char *value)
{
	if (strcmp(value, "always") == 0)
		options->colour = COLOUR_ALWAYS;
	else if (strcmp(value, "never") == 0)
		options->colour = COLOUR_NEVER;
	else if (strcmp(value, "auto") == 0)
		options->colour = COLOUR_AUTO;
	else
		return refuse_value(options, "--color", value,
				    "auto, always or never");
	return true;
}

static bool apply_ascii(struct options *options, const char *value)
{
	(void)value;
	options->ascii = true;
	return true;
}

static bool apply_strict(struct options *options, const char *value)
{
	(void)value;
	options->strict = true;
	return true;
}

static bool apply_abi(struct options *options, const char *value)
{
	(void)value;
	options->abi = true;
	return true;
}

static bool apply_jsonl(struct options *options, const char *value)
{
	(void)value;
	options->jsonl = true;
	return true;
}

static bool apply_lock(struct options *options, const char *value)
{
	options->lock = value;
	return true;
}

static bool apply_phys_bits(struct options *options, const char *value)
{
	const char *why;
	uint64_t bits;

	if (!gpamap_number_parse(gpamap_span_of(value), &bits, &why) ||
	    bits < 1 || bits > 64)
		return refuse_value(options, "--phys-bits", value,
				    "a number from 1 to 64");
	options->phys_bits = (unsigned int)bits;
	return true;
}

static bool apply_help(struct options *options, const char *value)
{
	(void)value;
	options->help = true;
	return true;
}

static bool apply_version(struct options *options, const char *value)
{
	(void)value;
	options->version = true;
	return true;
}

static const struct row rows[] = {
	{ "ram", 0, "LIST", COMMAND_ALL & ~COMMAND_SWEEP, GROUP_MAP,
	  "sizes, one a node (2G,2G), or ranges (0-2G,4G+2G@1)",
	  map_option_ram },
	{ "mmio", 0, "RANGES", COMMAND_ALL, GROUP_MAP,
	  "MMIO gaps; \"empty\" is a placeholder", map_option_mmio },
	{ "pci-ecam", 0, "RANGES", COMMAND_ALL, GROUP_MAP, "PCI ECAM windows",
	  map_option_pci_ecam },
	{ "pci-mmio", 0, "RANGES", COMMAND_ALL, GROUP_MAP, "PCI MMIO apertures",
	  map_option_pci_mmio },
	{ "vtl2", 0, "RANGE", COMMAND_ALL, GROUP_MAP,
	  "RAM private to the paravisor", map_option_vtl2 },
	{ "other", 0, "KIND=RANGE,...", COMMAND_ALL, GROUP_MAP,
	  "reserved, device, hotplug, pmem and so on", map_option_other },
	{ "machine", 0, "NAME,...", COMMAND_ALL, GROUP_MAP,
	  "a machine with RAM by size; \"list\" shows them", machine_option },
	{ "name", 0, "TEXT", COMMAND_ALL, GROUP_MAP, "the map's name",
	  map_option_name },
	{ "request", 0, "PHASE=VALUE,...", COMMAND_ALL, GROUP_MAP,
	  "a request to be planned: ram=4G,vnode=0,tag=low",
	  plan_option_request },
	{ "from", 0, "FORMAT", COMMAND_ALL | COMMAND_DIFF, GROUP_INPUT,
	  "take INPUT to be FORMAT[,KEY=VALUE...]; else it is recognised",
	  apply_from },
	{ "address-bits", 0, "N", COMMAND_ALL, GROUP_HOST,
	  "the host gives the guest N address bits", plan_option_bits },
	{ "guest-reach", 0, "SIZE", COMMAND_ALL, GROUP_HOST,
	  "the guest reaches no address from SIZE on", plan_option_reach },
	{ "hypertransport", 0, "WHAT", COMMAND_ALL, GROUP_HOST,
	  "of AMD's addresses: ignore, skip, relocate RAM",
	  plan_option_hypertransport },
	{ "avoid", 0, "[TAG=]RANGE,...", COMMAND_ALL, GROUP_HOST,
	  "ranges that the host cannot give", plan_option_avoid },
	{ "phys-bits", 0, "N", COMMAND_CHECK, GROUP_INPUT,
	  "the guest has N physical address bits", apply_phys_bits },
	{ "strict", 0, NULL, COMMAND_CHECK, GROUP_INPUT,
	  "notes are findings, too", apply_strict },
	{ "ram", 0, "FROM..TO", COMMAND_SWEEP, GROUP_INPUT,
	  "the sizes of RAM; of a machine, nodes before: 2G,2G..64G",
	  sweep_option_ram },
	{ "tag", 0, "TAG", COMMAND_SWEEP, GROUP_INPUT,
	  "what grows, by --ram; else the last, and --ram is all",
	  sweep_option_tag },
	{ "at", 'a', "ADDRESS,...", COMMAND_PROBE, GROUP_INPUT,
	  "what to tell of; then all operands are INPUTs", operand_option_at },
	{ "tag", 0, "TAG", COMMAND_EXPLAIN, GROUP_INPUT,
	  "what to tell of; then all operands are INPUTs", operand_option_tag },
	{ "inputs", 0, NULL, COMMAND_EXPLAIN, GROUP_INPUT,
	  "all operands are INPUTs, none is a TAG", operand_option_inputs },
	{ "step", 0, "SIZE", COMMAND_SWEEP, GROUP_INPUT,
	  "by how much it grows at a time", sweep_option_step },
	{ "abi", 0, NULL, COMMAND_DIFF, GROUP_INPUT,
	  "only what breaks a migrated guest counts", apply_abi },
	{ "lock", 0, "FILE", COMMAND_CHECK, GROUP_INPUT,
	  "hold INPUT against FILE, which gpamap lock wrote", apply_lock },
	{ "jsonl", 0, NULL, COMMAND_SHOW | COMMAND_CHECK, GROUP_INPUT,
	  "read one spec a line, write one JSON object a line", apply_jsonl },
	{ "format", 'o', "FORMAT", COMMAND_SHOW | COMMAND_PLAN, GROUP_OUTPUT,
	  "write FORMAT[,KEY=VALUE...]; gpamap formats FORMAT has the keys",
	  apply_format },
	{ "format", 'o', "FORMAT",
	  COMMAND_EVERY &
		  ~(COMMAND_SHOW | COMMAND_PLAN | COMMAND_SWEEP | COMMAND_LOCK),
	  GROUP_OUTPUT, "write table or json", apply_format },
	{ "format", 'o', "FORMAT", COMMAND_SWEEP, GROUP_OUTPUT,
	  "write table, json or svg", sweep_option_format },
	{ "output", 0, "FILE",
	  COMMAND_SHOW | COMMAND_PLAN | COMMAND_SWEEP | COMMAND_LOCK,
	  GROUP_OUTPUT, "write to FILE, replaced when all is written",
	  apply_output },
	{ "color", 0, "WHEN",
	  COMMAND_EVERY & ~(COMMAND_PROBE | COMMAND_FORMATS), GROUP_OUTPUT,
	  "auto, always or never", apply_colour },
	{ "ascii", 0, NULL, COMMAND_EVERY & ~(COMMAND_PROBE | COMMAND_FORMATS),
	  GROUP_OUTPUT, "nothing but ASCII", apply_ascii },
	{ "help", 'h', NULL, COMMAND_EVERY, GROUP_OUTPUT, "show this text",
	  apply_help },
	{ "version", 'V', NULL, COMMAND_EVERY, GROUP_OUTPUT, "show the version",
	  apply_version },
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

/* Values for getopt_long that are no letter: a row's index behind this. */
#define LONG_BASE 256

/* What getopt_long wants to know of the options of one command. */
struct getopt_tables {
	char letters[2 + 2 * ROWS + 1];
	struct option longs[ROWS + 1];
};

static void fill_tables(struct getopt_tables *tables, unsigned int command)
{
	char *letter = tables->letters;
	struct option *option = tables->longs;
	size_t i;

	memset(tables, 0, sizeof(*tables));
	*letter++ = ':';
	for (i = 0; i < ROWS; i++) {
		if ((rows[i].commands & command) == 0)
			continue;
		option->name = rows[i].name;
		option->has_arg = rows[i].argument != NULL ? required_argument
							   : no_argument;
		option->val = LONG_BASE + (int)i;
		option++;
		if (rows[i].letter == '\0')
			continue;
		*letter++ = rows[i].letter;
		if (rows[i].argument != NULL)
			*letter++ = ':';
	}
}

/* The row of what getopt_long found; it finds nothing but rows. */
static const struct row *row_of(int value, unsigned int command)
{
	size_t i = 0;

	if (value >= LONG_BASE)
		return &rows[value - LONG_BASE];
	while (i + 1 < ROWS &&
	       (rows[i].letter != value || (rows[i].commands & command) == 0))
		i++;
	return &rows[i];
}

static void refuse_option(const struct options *options, unsigned int command,
			  const char *word)
{
	const char *names[ROWS + 1] = { NULL };
	struct gpamap_span name = gpamap_span_of(word);
	const char *nearest;
	size_t count = 0, i;

	for (i = 0; i < ROWS; i++)
		if ((rows[i].commands & command) != 0)
			names[count++] = rows[i].name;
	if (!gpamap_span_take(&name, "--")) {
		complain(options, "unknown option -%c; see --help", optopt);
		return;
	}
	for (i = 0; i < name.length && name.at[i] != '='; i++)
		;
	name.length = i;
	nearest = gpamap_word_nearest(name, names);
	if (nearest != NULL)
		complain(options, "unknown option --%.*s: did you mean --%s?",
			 (int)name.length, name.at, nearest);
	else
		complain(options, "unknown option --%.*s; see --help",
			 (int)name.length, name.at);
}

/* Refuse what getopt_long could not make sense of. */
static bool refuse(const struct options *options, unsigned int command,
		   int value, const char *word)
{
	if (value == ':')
		complain(options, "%s needs a value", word);
	else if (optopt >= LONG_BASE)
		complain(options, "--%s takes no value",
			 row_of(optopt, command)->name);
	else
		refuse_option(options, command, word);
	return false;
}

bool options_parse(struct options *options, enum command_bit command, int argc,
		   char **argv, int *first)
{
	struct getopt_tables tables;
	int value;

	fill_tables(&tables, command);
	opterr = 0;
	optind = 1;
	for (;;) {
		value = getopt_long(argc, argv, tables.letters, tables.longs,
				    NULL);
		if (value == -1)
			break;
		if (value == '?' || value == ':')
			return refuse(options, command, value,
				      argv[optind - 1]);
		if (!row_of(value, command)->apply(options, optarg))
			return false;
	}
	*first = optind;
	return true;
}

void options_clear(struct options *options)
{
	gpamap_draft_clear(&options->map);
	gpamap_host_draft_clear(&options->host);
	gpamap_choice_clear(&options->from);
	gpamap_choice_clear(&options->writing);
	operand_options_clear(&options->said);
}

#define HELP_COLUMNS 80
#define HELP_INDENT 27

static void help_row(const struct row *row, FILE *file)
{
	char text[40], letter[8] = "    ";
	size_t used;

	if (row->letter != '\0')
		snprintf(letter, sizeof(letter), "-%c, ", row->letter);
	snprintf(text, sizeof(text), "  %s--%s%s%s", letter, row->name,
		 row->argument != NULL ? "=" : "",
		 row->argument != NULL ? row->argument : "");
	used = strlen(text);
	fputs(text, file);
	/* What is too long for its column has a line of its own. */
	if (used >= HELP_INDENT) {
		putc('\n', file);
		used = 0;
	}
	fprintf(file, "%*s", (int)(HELP_INDENT - used), "");
	gpamap_utf8_wrap(file, row->help, false, HELP_INDENT, HELP_COLUMNS);
}

void options_help(enum command_bit command, FILE *file)
{
	static const char map[] =
		"The map, instead of INPUT (sizes are 2G, 1.5M, 0x1000; ranges "
		"start-end or\nstart+size; options may come again, and append)";
	static const char *const titles[GROUP_COUNT] = { map, "Input",
							 "The host, of a plan",
							 "Output" };
	int group;
	size_t i;

	for (group = 0; group < GROUP_COUNT; group++) {
		const char *title = titles[group];

		for (i = 0; i < ROWS; i++) {
			if (rows[i].group != (enum group)group ||
			    (rows[i].commands & command) == 0)
				continue;
			if (title != NULL)
				fprintf(file, "\n%s:\n", title);
			title = NULL;
			help_row(&rows[i], file);
		}
	}
}

void complain(const struct options *options, const char *format, ...)
{
	/* Holds the longest path, and what there is to say about it. */
	char text[5 * 1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	fprintf(stderr, "gpamap%s%s: ", options->command[0] != '\0' ? " " : "",
		options->command);
	gpamap_utf8_show(stderr, text, false, 0);
	putc('\n', stderr);
}
