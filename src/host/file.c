/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "array.h"
#include "file.h"
#include "memory.h"

#define BLOCK 4096u

/* Read to the end: files in /proc say that they have no bytes. */
static const char *read_stream(FILE *stream, struct gpamap_span *bytes)
{
	char *buffer = NULL;
	size_t capacity = 0;
	size_t count = 0;
	const char *fault = NULL;
	size_t got;

	do {
		if (count > GPAMAP_FILE_MAX)
			fault = "larger than 1 GiB";
		else if (!gpamap_array_reserve((void **)&buffer, &capacity,
					       count / BLOCK, BLOCK))
			fault = "out of memory";
		if (fault != NULL)
			break;
		got = fread(buffer + count, 1, capacity * BLOCK - count,
			    stream);
		count += got;
	} while (got > 0);
	if (fault == NULL && ferror(stream))
		fault = strerror(errno);
	if (fault != NULL) {
		free(buffer);
		return fault;
	}
	*bytes = (struct gpamap_span){ buffer, count };
	return NULL;
}

const char *gpamap_file_read(const char *path, struct gpamap_span *bytes)
{
	const char *fault;
	FILE *stream;

	if (strcmp(path, "-") == 0)
		return read_stream(stdin, bytes);
	stream = fopen(path, "rb");
	if (stream == NULL)
		return strerror(errno);
	fault = read_stream(stream, bytes);
	fclose(stream);
	return fault;
}

/* A new file beside @path, with the permissions that any new file gets. */
static FILE *open_beside(const char *path, char **beside)
{
	size_t size = strlen(path) + sizeof(".XXXXXX");
	mode_t mask = umask(0);
	FILE *stream;
	int handle;

	umask(mask);
	*beside = gpamap_memory_take(1, size);
	if (*beside == NULL)
		return NULL;
	snprintf(*beside, size, "%s.XXXXXX", path);
	handle = mkstemp(*beside);
	if (handle < 0)
		return NULL;
	if (fchmod(handle, 0666 & ~mask) != 0 ||
	    (stream = fdopen(handle, "wb")) == NULL) {
		close(handle);
		unlink(*beside);
		return NULL;
	}
	return stream;
}

static bool is_special(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

const char *gpamap_file_create(struct gpamap_file *file, const char *path)
{
	*file = (struct gpamap_file){ .stream = stdout };
	if (path == NULL)
		return NULL;
	errno = ENOMEM;
	/* A device or pipe is written where it is. */
	if (is_special(path)) {
		file->stream = fopen(path, "wb");
		return file->stream == NULL ? strerror(errno) : NULL;
	}
	file->path = gpamap_span_copy(gpamap_span_of(path));
	if (file->path != NULL)
		file->stream = open_beside(path, &file->beside);
	if (file->path != NULL && file->stream != NULL)
		return NULL;
	free(file->path);
	free(file->beside);
	return strerror(errno);
}

/* A stream does not remember why it took less than it was given. One byte more
 * after that harms nothing, and may be told. */
static const char *ask_why(FILE *stream)
{
	return write(fileno(stream), "\n", 1) < 0 ? strerror(errno)
						  : "not all of it was taken";
}

const char *gpamap_file_flush(FILE *stream)
{
	if (fflush(stream) != 0)
		return strerror(errno);
	return ferror(stream) ? ask_why(stream) : NULL;
}

static const char *finish(struct gpamap_file *file, bool keep)
{
	const char *fault;

	if (file->stream == stdout)
		return NULL;
	fault = gpamap_file_flush(file->stream);
	if (file->path != NULL && fault == NULL && keep &&
	    fsync(fileno(file->stream)) != 0)
		fault = strerror(errno);
	if (fclose(file->stream) != 0 && fault == NULL)
		fault = strerror(errno);
	if (file->path == NULL)
		return fault;
	if (keep && fault == NULL && rename(file->beside, file->path) != 0)
		fault = strerror(errno);
	if (!keep || fault != NULL)
		unlink(file->beside);
	return fault;
}

const char *gpamap_file_close(struct gpamap_file *file, bool keep)
{
	const char *fault = finish(file, keep && !gpamap_memory_ran_out());

	free(file->path);
	free(file->beside);
	return fault;
}
