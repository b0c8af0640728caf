/* SPDX-License-Identifier: MIT */
#include <gpamap/alloc.h>

#include <stdlib.h>
#include <string.h>

#include <gpamap/saved.h>

/* A constructor, with its inputs, that is run again where storage is small. */
typedef enum gpamap_status make_layout(const void *inputs,
				       struct gpamap_storage *storage,
				       const struct gpamap_layout **layout,
				       struct gpamap_error *error);

/* Say why there is nothing, where no constructor has. */
static void refuse(struct gpamap_error *error, enum gpamap_status status)
{
	if (error != NULL)
		*error = (struct gpamap_error){
			.status = status,
			.subject.list = GPAMAP_LIST_NONE,
			.other.list = GPAMAP_LIST_NONE,
		};
}

/* What most layouts of virtual machines need at the most; and where they are
 * made first, so that nothing is measured beforehand. */
enum {
	SMALL_WORDS = 128
};

/* Copy a small layout into memory of its own. */
static struct gpamap_layout *keep(const struct gpamap_storage *made,
				  struct gpamap_error *error)
{
	uint64_t *words = malloc(made->need * sizeof(*words));

	if (words == NULL) {
		refuse(error, GPAMAP_ERR_NO_MEMORY);
		return NULL;
	}
	memcpy(words, made->words, made->need * sizeof(*words));
	return (struct gpamap_layout *)(void *)words;
}

/* Make a layout that needs @count words. */
static struct gpamap_layout *create_large(make_layout *make, const void *inputs,
					  size_t count,
					  struct gpamap_error *error)
{
	struct gpamap_storage storage = { NULL, count, 0 };
	const struct gpamap_layout *layout;
	uint64_t *words = calloc(count, sizeof(*words));

	if (words == NULL) {
		refuse(error, GPAMAP_ERR_NO_MEMORY);
		return NULL;
	}
	storage.words = words;
	if (make(inputs, &storage, &layout, error) != GPAMAP_OK) {
		free(words);
		return NULL;
	}
	return (struct gpamap_layout *)(void *)words;
}

static struct gpamap_layout *create(make_layout *make, const void *inputs,
				    struct gpamap_error *error)
{
	uint64_t small[SMALL_WORDS];
	struct gpamap_storage storage = { small, SMALL_WORDS, 0 };
	struct gpamap_error why = { 0 };
	const struct gpamap_layout *layout;
	enum gpamap_status status = make(inputs, &storage, &layout, &why);

	if (status == GPAMAP_OK)
		return keep(&storage, error);
	if (status == GPAMAP_ERR_NO_SPACE)
		return create_large(make, inputs, storage.need, error);
	if (error != NULL)
		*error = why;
	return NULL;
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

struct gpamap_plan *gpamap_plan_create(const struct gpamap_plan_input *input,
				       enum gpamap_status *status)
{
	struct gpamap_storage storage = { NULL, 0, 0 };
	const struct gpamap_plan *plan;
	enum gpamap_status made;

	made = gpamap_plan_make(input, &storage, NULL);
	if (made == GPAMAP_OK) {
		storage.words = calloc(storage.need, sizeof(*storage.words));
		storage.count = storage.need;
		made = GPAMAP_ERR_NO_MEMORY;
		if (storage.words != NULL)
			made = gpamap_plan_make(input, &storage, &plan);
	}
	if (status != NULL)
		*status = made;
	if (made == GPAMAP_OK)
		return (struct gpamap_plan *)(void *)storage.words;
	free(storage.words);
	return NULL;
}

void gpamap_plan_free(struct gpamap_plan *plan)
{
	free(plan);
}

struct planned {
	const struct gpamap_plan *plan;
	struct gpamap_storage *scratch;
};

static enum gpamap_status make_planned(const void *inputs,
				       struct gpamap_storage *storage,
				       const struct gpamap_layout **layout,
				       struct gpamap_error *error)
{
	const struct planned *in = inputs;

	return gpamap_plan_layout(in->plan, in->scratch, storage, layout,
				  error);
}

struct gpamap_layout *
gpamap_layout_create_planned(const struct gpamap_plan *plan,
			     struct gpamap_error *error)
{
	struct gpamap_storage scratch = { NULL, 0, 0 };
	struct gpamap_storage storage = { NULL, 0, 0 };
	struct planned in = { plan, &scratch };
	struct gpamap_layout *layout = NULL;
	enum gpamap_status status;

	status = make_planned(&in, &storage, NULL, error);
	if (status != GPAMAP_OK) {
		refuse(error, status);
		return NULL;
	}
	scratch.words = calloc(scratch.need, sizeof(*scratch.words));
	scratch.count = scratch.need;
	if (scratch.words != NULL)
		layout = create(make_planned, &in, error);
	else
		refuse(error, GPAMAP_ERR_NO_MEMORY);
	free(scratch.words);
	return layout;
}
