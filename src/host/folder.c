/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "acpi_rows.h"
#include "file.h"
#include "folder.h"
#include "memory.h"

/* Bytes collected so far. */
struct collection {
	char *at;
	size_t length;
};

static bool is_folder(const char *path)
{
	struct stat about;

	return strcmp(path, "-") != 0 && stat(path, &about) == 0 &&
	       S_ISDIR(about.st_mode);
}

static const char *append(struct collection *all, struct gpamap_span bytes)
{
	char *grown;

	if (bytes.length > GPAMAP_FILE_MAX - all->length)
		return "larger than 1 GiB";
	grown = gpamap_memory_grow(all->at, all->length + bytes.length + 1, 1);
	if (grown == NULL)
		return "out of memory";
	memcpy(grown + all->length, bytes.at, bytes.length);
	all->at = grown;
	all->length += bytes.length;
	return NULL;
}

static const char *add_file(struct collection *all, const char *path)
{
	struct gpamap_span bytes;
	struct stat about;
	const char *fault;

	if (stat(path, &about) != 0)
		return strerror(errno);
	if (!S_ISREG(about.st_mode))
		return NULL;
	fault = gpamap_file_read(path, &bytes);
	if (fault != NULL)
		return fault;
	fault = append(all, bytes);
	free((void *)(uintptr_t)bytes.at);
	return fault;
}

static const char *add_entry(struct collection *all, const char *folder,
			     const char *name)
{
	size_t size = strlen(folder) + strlen(name) + 2;
	const char *fault;
	char *path;

	if (name[0] == '.')
		return NULL;
	path = gpamap_memory_take(1, size);
	if (path == NULL)
		return "out of memory";
	snprintf(path, size, "%s/%s", folder, name);
	fault = add_file(all, path);
	free(path);
	return fault;
}

static const char *read_folder(const char *path, struct gpamap_span *bytes)
{
	struct collection all = { NULL, 0 };
	struct dirent **entries;
	const char *fault = NULL;
	struct gpamap_span found;
	int count, i;

	count = scandir(path, &entries, NULL, alphasort);
	if (count < 0)
		return strerror(errno);
	for (i = 0; i < count; i++) {
		if (fault == NULL)
			fault = add_entry(&all, path, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	found = (struct gpamap_span){ all.at, all.length };
	if (fault == NULL &&
	    (all.length == 0 || !gpamap_acpi_row_recognises(found)))
		fault = "it is a directory, and not one of ACPI tables";
	if (fault != NULL) {
		free(all.at);
		return fault;
	}
	*bytes = found;
	return NULL;
}

const char *gpamap_path_read(const char *path, struct gpamap_span *bytes)
{
	return is_folder(path) ? read_folder(path, bytes)
			       : gpamap_file_read(path, bytes);
}
