/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../src/host/file.h"
#include "../src/host/folder.h"
#include "fuzz.h"

/*
 * "cli": a whole run of the command, in this process. The input is the words
 * of the command line, one a line, standard input, and the files "a" and "b",
 * with two NUL bytes between each; the last takes the rest.
 *
 * The linker gives the command the functions here in place of those that touch
 * the file system (--wrap, see meson.build): "a" and "b" are all the files
 * there are, and what is written goes nowhere.
 *
 *  - the exit status is 0, 1 or 2, and 2 comes with a message;
 *  - a message is for a terminal: no control character comes through;
 *  - nothing leaks.
 */

#define WORDS_MAX 48u

/* The command, under the name that meson.build gives it here. */
int gpamap_main(int argc, char **argv);

const char *__wrap_gpamap_file_read(const char *path,
				    struct gpamap_span *bytes);
const char *__wrap_gpamap_path_read(const char *path,
				    struct gpamap_span *bytes);
const char *__wrap_gpamap_file_create(struct gpamap_file *file,
				      const char *path);
const char *__wrap_gpamap_file_close(struct gpamap_file *file, bool keep);
int __wrap_stat(const char *path, struct stat *status);
int __real_stat(const char *path, struct stat *status);

/* Input of the run at hand: "-", "a" and "b". */
static struct gpamap_span files[3];
static bool running;

const char *__wrap_gpamap_file_read(const char *path, struct gpamap_span *bytes)
{
	static const char *const names[] = { "-", "a", "b" };
	size_t i;

	for (i = 0; i < 3; i++)
		if (strcmp(path, names[i]) == 0) {
			char *copy = malloc(files[i].length + 1);

			if (copy == NULL)
				return "out of memory";
			if (files[i].length > 0)
				memcpy(copy, files[i].at, files[i].length);
			*bytes = (struct gpamap_span){ copy, files[i].length };
			return NULL;
		}
	return "No such file or directory";
}

const char *__wrap_gpamap_path_read(const char *path, struct gpamap_span *bytes)
{
	return __wrap_gpamap_file_read(path, bytes);
}

const char *__wrap_gpamap_file_create(struct gpamap_file *file,
				      const char *path)
{
	*file = (struct gpamap_file){ .stream = stdout };
	if (path == NULL)
		return NULL;
	file->stream = fopencookie(NULL, "w", (cookie_io_functions_t){ 0 });
	return file->stream == NULL ? "out of memory" : NULL;
}

const char *__wrap_gpamap_file_close(struct gpamap_file *file, bool keep)
{
	(void)keep;
	if (file->stream != stdout)
		fclose(file->stream);
	return NULL;
}

/* agree asks whether a path is a folder. */
int __wrap_stat(const char *path, struct stat *status)
{
	if (!running)
		return __real_stat(path, status);
	errno = ENOENT;
	return -1;
}

/* Take a part off the front: up to two NUL bytes, or all. */
static struct gpamap_span take_part(struct gpamap_span *rest)
{
	struct gpamap_span part = { rest->at, 0 };

	while (part.length < rest->length) {
		if (part.length + 1 < rest->length &&
		    part.at[part.length] == '\0' &&
		    part.at[part.length + 1] == '\0')
			break;
		part.length++;
	}
	*rest = gpamap_span_skip(*rest, part.length + 2);
	return part;
}

/* Cut @text, which ends with a NUL, into words. A sweep takes as long as it is
 * asked to, hours for some: its words are parsed, and it shows its help. */
static int cut_words(char *text, char **words)
{
	static char name[] = "gpamap", help[] = "--help";
	int count = 0;
	char *word, *rest;

	words[count++] = name;
	for (word = strtok_r(text, "\n", &rest);
	     word != NULL && count < (int)WORDS_MAX;
	     word = strtok_r(NULL, "\n", &rest))
		words[count++] = word;
	if (count > 1 && strcmp(words[1], "sweep") == 0)
		words[count++] = help;
	words[count] = NULL;
	return count;
}

/* Forget how far into a cluster of letters the last run came. */
static void reset_getopt(char **words)
{
	optind = 0;
	getopt(1, words, "");
}

static void sound_messages(int status, struct gpamap_span said)
{
	size_t i;

	if (status < 0 || status > 2)
		fuzz_fail("exit status %d", status);
	fuzz_demand(status != 2 || said.length > 0, "trouble with a message");
	for (i = 0; i < said.length; i++) {
		unsigned char byte = (unsigned char)said.at[i];

		/* Escape is for colours, which --color=always asks for. */
		fuzz_demand(byte >= ' ' || byte == '\n' || byte == 27,
			    "messages without control characters");
		fuzz_demand(byte != 127, "messages without DEL");
	}
}

static void run_words(int argc, char **words)
{
	FILE *const streams[] = { stdin, stdout, stderr };
	char *said = NULL;
	size_t length = 0;
	int status;

	stdin = fmemopen((void *)(uintptr_t)files[0].at, files[0].length, "rb");
	stdout = fopencookie(NULL, "w", (cookie_io_functions_t){ 0 });
	stderr = open_memstream(&said, &length);
	fuzz_demand(stdin != NULL && stdout != NULL && stderr != NULL,
		    "streams");
	running = true;
	status = gpamap_main(argc, words);
	running = false;
	fclose(stdin);
	fclose(stdout);
	fclose(stderr);
	stdin = streams[0];
	stdout = streams[1];
	stderr = streams[2];
	sound_messages(status, (struct gpamap_span){ said, length });
	free(said);
}

static void run_cli(const struct fuzz_target *target, struct gpamap_span bytes)
{
	struct gpamap_span line = take_part(&bytes);
	char *words[WORDS_MAX + 2];
	char *text = gpamap_span_copy(line);
	size_t i;
	int argc;

	(void)target;
	fuzz_demand(text != NULL, "memory for a command line");
	for (i = 0; i < 2; i++)
		files[i] = take_part(&bytes);
	files[2] = bytes;
	argc = cut_words(text, words);
	reset_getopt(words);
	run_words(argc, words);
	free(text);
}

struct fuzz_target fuzz_target_at(size_t index)
{
	if (index == 0)
		return (struct fuzz_target){ .name = "cli", .run = run_cli };
	return (struct fuzz_target){ .name = NULL };
}
