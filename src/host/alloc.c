/* SPDX-License-Identifier: MIT */
#include <gpamap/alloc.h>

#include <stdlib.h>
#include <string.h>

#include <gpamap/saved.h>

/* A constructor, with its inputs, that is run twice: to measure, to fill. */
typedef enum gpamap_status make_layout(const void *inputs,
				       struct gpamap_storage *storage,
				       const struct gpamap_layout **layout,
				       struct gpamap_error *error);

static struct gpamap_layout *create(make_layout *make, const void *inputs,
				    struct gpamap_error *error)
{
	struct gpamap_storage storage = { NULL, 0, 0 };
	const struct gpamap_layout *layout;
	uint64_t *words;

	if (make(inputs, &storage, NULL, error) != GPAMAP_OK)
		return NULL;
	words = calloc(storage.need, sizeof(*words));
	if (words == NULL) {
		if (error != NULL)
			*error = (struct gpamap_error){
				.status = GPAMAP_ERR_NO_MEMORY,
				.subject.list = GPAMAP_LIST_NONE,
				.other.list = GPAMAP_LIST_NONE,
			};
		return NULL;
	}
	storage.words = words;
	storage.count = storage.need;
	if (make(inputs, &storage, &layout, error) != GPAMAP_OK) {
		free(words);
		return NULL;
	}
	return (struct gpamap_layout *)(void *)words;
}

struct placed {
	const uint64_t *node_sizes;
	size_t node_count;
	const struct gpamap_fixed *fixed;
};

static enum gpamap_status make_placed(const void *inputs,
				      struct gpamap_storage *storage,
				      const struct gpamap_layout **layout,
				      struct gpamap_error *error)
{
	const struct placed *in = inputs;

	return gpamap_layout_new_with_numa(in->node_sizes, in->node_count,
					   in->fixed, storage, layout, error);
}

struct gpamap_layout *gpamap_layout_create(const uint64_t *node_sizes,
					   size_t node_count,
					   const struct gpamap_fixed *fixed,
					   struct gpamap_error *error)
{
	struct placed in = { node_sizes, node_count, fixed };

	return create(make_placed, &in, error);
}

struct resolved {
	const struct gpamap_ram_range *ram;
	size_t ram_count;
	const struct gpamap_fixed *fixed;
};

static enum gpamap_status make_resolved(const void *inputs,
					struct gpamap_storage *storage,
					const struct gpamap_layout **layout,
					struct gpamap_error *error)
{
	const struct resolved *in = inputs;

	return gpamap_layout_new_from_resolved_ranges(
		in->ram, in->ram_count, in->fixed, storage, layout, error);
}

struct gpamap_layout *gpamap_layout_create_resolved(
	const struct gpamap_ram_range *ram, size_t ram_count,
	const struct gpamap_fixed *fixed, struct gpamap_error *error)
{
	struct resolved in = { ram, ram_count, fixed };

	return create(make_resolved, &in, error);
}

struct bytes {
	const void *bytes;
	size_t size;
};

static enum gpamap_status make_loaded(const void *inputs,
				      struct gpamap_storage *storage,
				      const struct gpamap_layout **layout,
				      struct gpamap_error *error)
{
	const struct bytes *in = inputs;

	return gpamap_layout_load(in->bytes, in->size, storage, layout, error);
}

struct gpamap_layout *gpamap_layout_create_loaded(const void *bytes,
						  size_t size,
						  struct gpamap_error *error)
{
	struct bytes in = { bytes, size };

	return create(make_loaded, &in, error);
}

static enum gpamap_status make_clone(const void *inputs,
				     struct gpamap_storage *storage,
				     const struct gpamap_layout **layout,
				     struct gpamap_error *error)
{
	(void)error;
	return gpamap_layout_clone(inputs, storage, layout);
}

struct gpamap_layout *
gpamap_layout_duplicate(const struct gpamap_layout *layout)
{
	return create(make_clone, layout, NULL);
}

void gpamap_layout_free(struct gpamap_layout *layout)
{
	free(layout);
}
