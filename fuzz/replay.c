/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

/* The largest file of a corpus. */
#define FILE_MAX ((size_t)1 << 24)

/*
 * replay CORPUS NAME...: run every target of a family over the files of its
 * folder in CORPUS; the targets are those named, or the build forgot one.
 * replay --target NAME FILE...: run one over the files given.
 */

static void run_file(const struct fuzz_target *target, const char *path)
{
	uint8_t *bytes = malloc(FILE_MAX);
	FILE *file = fopen(path, "rb");
	size_t size;

	if (file == NULL || bytes == NULL) {
		perror(path);
		exit(1);
	}
	size = fread(bytes, 1, FILE_MAX, file);
	fclose(file);
	/* The last line of a run that ends here says which file it was. */
	printf("%s\n", path);
	fflush(stdout);
	fuzz_run(target, bytes, size);
	free(bytes);
}

static size_t run_entry(const struct fuzz_target *target, const char *corpus,
			const char *name)
{
	size_t size = strlen(corpus) + strlen(target->name) + strlen(name) + 3;
	char *path;

	if (name[0] == '.')
		return 0;
	path = malloc(size);
	if (path == NULL)
		abort();
	snprintf(path, size, "%s/%s/%s", corpus, target->name, name);
	run_file(target, path);
	free(path);
	return 1;
}

/* A target without a corpus would look as though it had been run. */
static bool run_folder(const struct fuzz_target *target, const char *corpus)
{
	struct dirent **entries;
	char path[4096];
	size_t ran = 0;
	int count, i;

	snprintf(path, sizeof(path), "%s/%s", corpus, target->name);
	count = scandir(path, &entries, NULL, alphasort);
	for (i = 0; i < count; i++) {
		ran += run_entry(target, corpus, entries[i]->d_name);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	printf("%s: %zu inputs\n", target->name, ran);
	return ran > 0;
}

static int run_named(const char *name, char **paths)
{
	struct fuzz_target target;
	size_t i = 0;

	while ((target = fuzz_target_at(i)).name != NULL &&
	       strcmp(target.name, name) != 0)
		i++;
	if (target.name == NULL) {
		fprintf(stderr, "%s: no target of this family\n", name);
		return 2;
	}
	for (; *paths != NULL; paths++)
		run_file(&target, *paths);
	return 0;
}

static bool is_named(const struct fuzz_target *target, char **names)
{
	while (*names != NULL && strcmp(*names, target->name) != 0)
		names++;
	if (*names == NULL)
		printf("%s: not in fuzz/meson.build\n", target->name);
	return *names != NULL;
}

static int run_all(const char *corpus, char **names, size_t count)
{
	struct fuzz_target target;
	bool fine = true;
	size_t i;

	for (i = 0; (target = fuzz_target_at(i)).name != NULL; i++) {
		fine = is_named(&target, names) && fine;
		fine = run_folder(&target, corpus) && fine;
	}
	if (i != count)
		printf("%zu targets, not %zu as in fuzz/meson.build\n", i,
		       count);
	return fine && i == count ? 0 : 1;
}

int main(int argc, char **argv)
{
	if (argc >= 3 && strcmp(argv[1], "--target") == 0)
		return run_named(argv[2], argv + 3);
	if (argc >= 3)
		return run_all(argv[1], argv + 2, (size_t)argc - 2);
	fprintf(stderr, "usage: %s CORPUS NAME... | --target NAME FILE...\n",
		argv[0]);
	return 2;
}
