/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gpamap/version.h>

#include "../host/file.h"
#include "../host/machine.h"
#include "../host/memory.h"
#include "../host/utf8.h"
#include "command.h"
#include "input.h"

struct command {
	const char *name;
	enum command_bit bit;
	const char *summary;
	const char *uses[3]; /* what stands behind the options */
	const char *more; /* help behind the options */
	enum exit_status (*run)(struct options *options, char **operands,
				size_t count);
};

static const struct command commands[] = {
	{ "show",
	  COMMAND_SHOW,
	  "show a map as a table, JSON, a spec",
	  { "INPUT...", "--ram LIST ..." },
	  "Exit status: 0 fine, 2 wrong use or invalid input.\n"
	  "\n"
	  "  gpamap show guest.yaml\n"
	  "  sudo gpamap show /proc/iomem\n"
	  "  gpamap show --ram 2G,2G --mmio 0xf8000000-0x100000000\n",
	  command_show },
	{ "probe",
	  COMMAND_PROBE,
	  "tell what is at an address",
	  { "INPUT [ADDRESS...]", "--at ADDRESS,... INPUT...",
	    "--ram LIST ... [ADDRESS...]" },
	  "Addresses are read from standard input, one a line, where none is "
	  "given. With\na map in options there is no INPUT: all operands are "
	  "addresses.\n"
	  "Exit status: 0 fine, 1 an address is in a hole, 2 wrong use or "
	  "invalid input.\n"
	  "\n"
	  "  gpamap probe guest.yaml 0xfee00000 4G\n"
	  "  gpamap probe --at 0xfee00000,4G guest-1.yaml guest-2.yaml\n"
	  "  gpamap probe --ram 4G 0x1000\n",
	  command_probe },
	{ "check",
	  COMMAND_CHECK,
	  "tell every problem and warning",
	  { "INPUT...", "--ram LIST ..." },
	  "Exit status: 0 no errors or warnings, 1 some, 2 wrong use or "
	  "unreadable input.\n"
	  "\n"
	  "  gpamap check guest.yaml\n"
	  "  gpamap check --phys-bits 39 --ram 1T\n",
	  command_check },
	{ "plan",
	  COMMAND_PLAN,
	  "plan what a spec asks for, and show it",
	  { "INPUT...", "--request REQUEST ..." },
	  "Exit status: 0 fine, 2 wrong use, invalid input or a plan that "
	  "fails.\n"
	  "\n"
	  "  gpamap plan guest.yaml\n"
	  "  gpamap plan -o spec --output frozen.yaml guest.yaml\n"
	  "  gpamap plan --request ram=4G,tag=node0 --request "
	  "mmio32=128M,tag=low\n",
	  command_plan },
	{ "explain",
	  COMMAND_EXPLAIN,
	  "tell why a plan is as it is",
	  { "INPUT [TAG...]", "--inputs|--tag TAG INPUT...",
	    "--request REQUEST ... [TAG...]" },
	  "With a plan in options there is no INPUT: all operands are tags. For "
	  "a plan that\nfails, tells what would make it fit.\n"
	  "Exit status: 0 fine, 1 the plan fails, 2 wrong use or invalid "
	  "input.\n"
	  "\n"
	  "  gpamap explain guest.yaml\n"
	  "  gpamap explain guest.yaml pci-low node0\n"
	  "  gpamap explain --inputs guest-1.yaml guest-2.yaml\n",
	  command_explain },
	{ "sweep",
	  COMMAND_SWEEP,
	  "tell what moves as the guest's RAM grows",
	  { "--ram FROM..TO INPUT...", "--ram FROM..TO --request REQUEST ..." },
	  "Exit status: 0 nothing moves, 1 something moves or does not fit, 2 "
	  "wrong use or\ninvalid input.\n"
	  "\n"
	  "  gpamap sweep --ram 1G..1T guest.yaml\n"
	  "  gpamap sweep --ram 1G..16T -o svg --output moves.svg guest.yaml\n"
	  "  gpamap sweep --machine q35 --ram 1G..64G\n",
	  command_sweep },
	{ "diff",
	  COMMAND_DIFF,
	  "tell what became of each range of a map",
	  { "BEFORE AFTER" },
	  "Exit status: 0 no difference, 1 some (with --abi: some that breaks "
	  "a guest), 2\nwrong use or invalid input.\n"
	  "\n"
	  "  gpamap diff guest-1.yaml guest-2.yaml\n"
	  "  gpamap diff --abi guest.yaml guest-with-more-ram.yaml\n",
	  command_diff },
	{ "agree",
	  COMMAND_AGREE,
	  "tell whether sources tell of one machine",
	  { "[FORMAT:]FILE..." },
	  "FILE may be a folder, such as /sys/firmware/acpi/tables.\n"
	  "Exit status: 0 they agree, 1 they do not, or one is damaged, 2 wrong "
	  "use or\nunreadable input.\n"
	  "\n"
	  "  gpamap agree guest.yaml boot.log kvm-slots:slots.bin\n"
	  "  gpamap agree /sys/firmware/acpi/tables /proc/iomem\n",
	  command_agree },
	{ "lock",
	  COMMAND_LOCK,
	  "write a map to hold others against",
	  { "INPUT", "--ram LIST ..." },
	  "The file is for version control; gpamap check --lock FILE reads "
	  "it.\n"
	  "Exit status: 0 fine, 2 wrong use or invalid input.\n"
	  "\n"
	  "  gpamap lock --output guest.lock guest.yaml\n"
	  "  gpamap check --lock guest.lock guest.yaml\n",
	  command_lock },
	{ "formats",
	  COMMAND_FORMATS,
	  "list what is read and written",
	  { "[FORMAT...]" },
	  "With FORMAT, tells what it carries, where it is from and which keys "
	  "it has.\n"
	  "Exit status: 0 fine, 2 wrong use.\n"
	  "\n"
	  "  gpamap formats\n"
	  "  gpamap formats srat kvm-slots\n",
	  command_formats },
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

static void write_usage(FILE *file)
{
	size_t i;

	fputs("Usage: gpamap COMMAND [OPTION...] [INPUT...]\n"
	      "Guest physical address maps of virtual machines.\n\n",
	      file);
	for (i = 0; i < COMMANDS; i++)
		fprintf(file, "  %-8s %s\n", commands[i].name,
			commands[i].summary);
	fputs("\nINPUT is a file or - for standard input. gpamap COMMAND "
	      "--help tells more.\n",
	      file);
}

static void write_help(const struct command *command, FILE *file)
{
	const size_t count = sizeof(command->uses) / sizeof(command->uses[0]);
	size_t i;

	for (i = 0; i < count && command->uses[i] != NULL; i++)
		fprintf(file, "%s gpamap %s [OPTION...] %s\n",
			i == 0 ? "Usage:" : "      ", command->name,
			command->uses[i]);
	fprintf(file, "%c%s.\n", command->summary[0] - 'a' + 'A',
		command->summary + 1);
	options_help(command->bit, file);
	fprintf(file, "\nFORMAT is one that \"gpamap formats\" lists.\n\n%s",
		command->more);
}

static enum exit_status run(const struct command *command, int argc,
			    char **argv)
{
	struct options options = { .command = command->name };
	enum exit_status status = EXIT_FINE;
	int first;

	if (!options_parse(&options, command->bit, argc, argv, &first))
		status = EXIT_TROUBLE;
	else if (options.help)
		write_help(command, stdout);
	else if (options.machine_list)
		gpamap_machine_list(stdout, style_for(&options, stdout).width);
	else if (options.version)
		puts("gpamap " GPAMAP_VERSION);
	else
		status = command->run(&options, argv + first,
				      (size_t)(argc - first));
	options_clear(&options);
	if (!gpamap_memory_ran_out())
		return status;
	complain(&options, "out of memory");
	return EXIT_TROUBLE;
}

static enum exit_status refuse_command(const char *word)
{
	const struct options nameless = { .command = "" };
	const char *names[COMMANDS + 1] = { NULL };
	const char *nearest;
	size_t i;

	for (i = 0; i < COMMANDS; i++)
		names[i] = commands[i].name;
	nearest = gpamap_word_nearest(gpamap_span_of(word), names);
	if (nearest != NULL)
		complain(&nameless,
			 "unknown command \"%s\": did you mean \"%s\"?", word,
			 nearest);
	else
		complain(&nameless, "unknown command \"%s\"; see gpamap --help",
			 word);
	return EXIT_TROUBLE;
}

static enum exit_status dispatch(int argc, char **argv)
{
	size_t i;

	if (argc < 2) {
		write_usage(stderr);
		return EXIT_TROUBLE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		write_usage(stdout);
		return EXIT_FINE;
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
		puts("gpamap " GPAMAP_VERSION);
		return EXIT_FINE;
	}
	for (i = 0; i < COMMANDS; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return run(&commands[i], argc - 1, argv + 1);
	return refuse_command(argv[1]);
}

/* A file that took the place of a stream that is closed would get what is
 * written to the stream. Here reading and writing such a stream fails. */
static bool hold_stream(int handle, int mode)
{
	/* The lowest number that is free is given first. */
	return fcntl(handle, F_GETFD) != -1 ||
	       open("/dev/null", mode) == handle;
}

int main(int argc, char **argv)
{
	const struct options nameless = { .command = "" };
	enum exit_status status;
	const char *fault;

	if (!hold_stream(STDIN_FILENO, O_WRONLY) ||
	    !hold_stream(STDOUT_FILENO, O_RDONLY) ||
	    !hold_stream(STDERR_FILENO, O_RDONLY))
		return EXIT_TROUBLE;
	/* A file at its limit is a fault to be told, and no reason to die. */
	signal(SIGXFSZ, SIG_IGN);
	setlocale(LC_CTYPE, "");
	/* Thousands of problems are not written letter by letter. */
	setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
	status = dispatch(argc, argv);
	fault = gpamap_file_flush(stdout);
	if (fault == NULL)
		return (int)status;
	complain(&nameless, "cannot write standard output: %s", fault);
	return EXIT_TROUBLE;
}
