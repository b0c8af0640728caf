/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include <gpamap/gpamap.h>

#include "fuzz.h"
#include "sound.h"

/*
 * "saved": a saved layout, loaded and opened in place. What loads is a sound
 * map, and its saved form is the bytes that it was loaded from; both ways say
 * the same; what is refused is refused within its bytes, and has changed
 * nothing.
 */

#define FILL 0xc3

/* More than the block takes: what lies behind it must stay as it is. */
static uint64_t *make_storage(size_t size, struct gpamap_storage *storage)
{
	size_t count = size / 8 + 4;
	uint64_t *words = malloc(count * 8);

	fuzz_demand(words != NULL, "memory for a block");
	memset(words, FILL, count * 8);
	*storage = (struct gpamap_storage){ words, count, 0 };
	return words;
}

static void sound_refusal(const struct gpamap_storage *storage,
			  const struct gpamap_error *error,
			  enum gpamap_status status, size_t size)
{
	const unsigned char *bytes = (const unsigned char *)storage->words;
	size_t i;

	for (i = 0; i < storage->count * 8; i++)
		fuzz_same(bytes[i], FILL, "storage that was not written");
	fuzz_same((uint64_t)error->status, (uint64_t)status, "status told");
	fuzz_demand(status <= GPAMAP_ERR_TRUNCATED &&
			    status >= GPAMAP_ERR_CORRUPT,
		    "an error of bytes");
	/* Of a version that is not known, asked is the version. */
	if (status != GPAMAP_ERR_BAD_VERSION)
		fuzz_demand(error->asked <= size, "an error within the input");
}

/* What loads is what saving gives, but for bytes behind it. */
static void sound_bytes(const struct gpamap_layout *layout,
			struct gpamap_span bytes)
{
	size_t need = 0;
	char *again;

	gpamap_layout_save(layout, NULL, 0, &need);
	fuzz_same(need, bytes.length, "bytes of the saved form");
	again = malloc(need);
	fuzz_demand(again != NULL, "memory for the saved form");
	gpamap_layout_save(layout, again, need, NULL);
	fuzz_demand(memcmp(again, bytes.at, need) == 0, "the same saved form");
	free(again);
}

static void try_open(struct gpamap_span bytes, enum gpamap_status want,
		     uint64_t digest)
{
	const struct gpamap_layout *layout = NULL;
	struct gpamap_error error = { .status = GPAMAP_OK };
	uint64_t *words = malloc(bytes.length + 8);
	enum gpamap_status status;

	fuzz_demand(words != NULL, "memory for a copy");
	memcpy(words, bytes.at, bytes.length);
	status = gpamap_layout_open(words, bytes.length / 8, &layout, &error);
	if (bytes.length % 8 == 0)
		fuzz_same((uint64_t)status, (uint64_t)want,
			  "the status of opening");
	if (status == GPAMAP_OK && want == GPAMAP_OK)
		fuzz_same(gpamap_layout_digest(layout), digest,
			  "the digest of what was opened");
	free(words);
}

static void run_saved(const struct fuzz_target *target,
		      struct gpamap_span bytes)
{
	const struct gpamap_layout *layout = NULL;
	struct gpamap_error error = { .status = GPAMAP_OK };
	struct gpamap_storage storage;
	enum gpamap_status status;
	enum gpamap_status sized;
	uint64_t digest = 0, need = 0;
	uint64_t *words;

	(void)target;
	words = make_storage(bytes.length, &storage);
	sized = gpamap_saved_size(bytes.at, bytes.length, &need, NULL);
	status = gpamap_layout_load(bytes.at, bytes.length, &storage, &layout,
				    &error);
	if (status == GPAMAP_OK) {
		fuzz_same((uint64_t)sized, GPAMAP_OK, "the size told");
		fuzz_same(need, bytes.length, "the size by the header");
		sound_layout(layout);
		sound_bytes(layout, bytes);
		digest = gpamap_layout_digest(layout);
	} else {
		sound_refusal(&storage, &error, status, bytes.length);
	}
	try_open(bytes, status, digest);
	free(words);
}

struct fuzz_target fuzz_target_at(size_t index)
{
	if (index == 0)
		return (struct fuzz_target){ .name = "saved-block",
					     .run = run_saved };
	return (struct fuzz_target){ .name = NULL };
}
