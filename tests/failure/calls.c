/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include <gpamap/gpamap.h>

#define GB(number) ((uint64_t)(number) << 30)

/*
 * Each call of gpamap/alloc.h, one after the other, until one says that there
 * is no memory: then status 2. Any other failure, or an error that is not set
 * whole, is status 1.
 */

static int refused(const struct gpamap_error *error)
{
	char text[GPAMAP_ERROR_TEXT_MAX];

	if (error->status != GPAMAP_ERR_NO_MEMORY ||
	    error->subject.list != GPAMAP_LIST_NONE ||
	    error->other.list != GPAMAP_LIST_NONE || error->missing != 0)
		return 1;
	if (gpamap_error_format(error, text, sizeof(text), NULL) != GPAMAP_OK)
		return 1;
	fprintf(stderr, "%s\n", text);
	return 2;
}

/* What is loaded is the same map; so is its copy. */
static int check_loaded(const struct gpamap_layout *made)
{
	static unsigned char bytes[4096];
	struct gpamap_layout *loaded, *copy;
	struct gpamap_error error;
	size_t size;
	int status = 0;

	if (gpamap_layout_save(made, bytes, sizeof(bytes), &size) != GPAMAP_OK)
		return 1;
	memset(&error, 0x5a, sizeof(error));
	loaded = gpamap_layout_create_loaded(bytes, size, &error);
	if (loaded == NULL)
		return refused(&error);
	copy = gpamap_layout_duplicate(loaded);
	if (copy == NULL) {
		fputs("out of memory\n", stderr);
		status = 2;
	} else if (gpamap_layout_digest(copy) != gpamap_layout_digest(made)) {
		status = 1;
	}
	gpamap_layout_free(copy);
	gpamap_layout_free(loaded);
	return status;
}

/* A layout of @count RAM ranges: a small one, or one that is measured first. */
static int check_resolved(size_t count)
{
	struct gpamap_ram_range ram[64];
	struct gpamap_layout *layout;
	struct gpamap_error error;

	for (size_t i = 0; i < count; i++) {
		ram[i].range.start = 2 * i * GB(1);
		ram[i].range.end = (2 * i + 1) * GB(1);
		ram[i].vnode = 0;
	}
	memset(&error, 0x5a, sizeof(error));
	layout = gpamap_layout_create_resolved(ram, count, NULL, &error);
	if (layout == NULL)
		return refused(&error);
	gpamap_layout_free(layout);
	return 0;
}

/* A plan that finds no memory reports no problem of a request. */
static bool tell(void *told, const struct gpamap_plan_problem *problem)
{
	(void)problem;
	*(bool *)told = true;
	return true;
}

static int check_planned(void)
{
	const struct gpamap_plan_request request = { .phase = GPAMAP_PHASE_RAM,
						     .tag = "ram",
						     .size = GB(1) };
	bool told = false;
	const struct gpamap_plan_input input = { &request, 1, NULL, tell,
						 &told };
	enum gpamap_status status = GPAMAP_OK;
	struct gpamap_layout *layout;
	struct gpamap_plan *plan;
	struct gpamap_error error;

	plan = gpamap_plan_create(&input, &status);
	if (plan == NULL) {
		fputs("out of memory\n", stderr);
		return status == GPAMAP_ERR_NO_MEMORY && !told ? 2 : 1;
	}
	memset(&error, 0x5a, sizeof(error));
	layout = gpamap_layout_create_planned(plan, &error);
	gpamap_plan_free(plan);
	if (layout == NULL)
		return refused(&error);
	status = gpamap_layout_ram_size(layout) == GB(1) ? GPAMAP_OK
							 : GPAMAP_ERR_NO_FIT;
	gpamap_layout_free(layout);
	return status == GPAMAP_OK && !told ? 0 : 1;
}

int main(void)
{
	const uint64_t nodes[] = { GB(2), GB(2) };
	const struct gpamap_range mmio = { GB(3), GB(4) };
	const struct gpamap_fixed fixed = { .mmio = &mmio, .mmio_count = 1 };
	struct gpamap_layout *layout;
	struct gpamap_error error;
	int status;

	memset(&error, 0x5a, sizeof(error));
	layout = gpamap_layout_create(nodes, 2, &fixed, &error);
	if (layout == NULL)
		return refused(&error);
	status = check_loaded(layout);
	gpamap_layout_free(layout);
	if (status == 0)
		status = check_resolved(1);
	if (status == 0)
		status = check_resolved(64);
	return status != 0 ? status : check_planned();
}
