/* SPDX-License-Identifier: MIT */
#include <libfdt.h>

#include "fdt_fault.h"
#include "fdt_tree.h"

/*
 * The longest name of a property that is accepted. The specification has 31;
 * what the limit is for is that no search for the end of one takes long.
 * Source: Devicetree Specification v0.4, 2.2.4.1.
 */
#define NAME_MAX_LENGTH 255u

/* The oldest version whose structure is that of today.
 * Source: Devicetree Specification v0.4, 5.1. */
#define OLDEST_VERSION 16u

static enum gpamap_status status_of(int code)
{
	switch (code) {
	case -FDT_ERR_TRUNCATED:
		return GPAMAP_ERR_TRUNCATED;
	case -FDT_ERR_BADVERSION:
		return GPAMAP_ERR_BAD_VERSION;
	default:
		return GPAMAP_ERR_CORRUPT;
	}
}

static enum gpamap_status check_names(const void *tree,
				      struct gpamap_error *error)
{
	const unsigned char *bytes = tree;
	uint32_t first = fdt_off_dt_strings(tree);
	uint32_t end = first + fdt_size_dt_strings(tree);
	uint32_t begin = first;
	uint32_t i;

	for (i = first; i < end; i++) {
		if (bytes[i] == '\0')
			begin = i + 1;
		else if (i - begin >= NAME_MAX_LENGTH)
			return gpamap_fdt_fail(error, GPAMAP_ERR_CORRUPT, begin,
					       NAME_MAX_LENGTH);
	}
	return GPAMAP_OK;
}

static enum gpamap_status check_header(const void *bytes, size_t size,
				       struct gpamap_error *error)
{
	int code;

	if (bytes == NULL || (uintptr_t)bytes % 8 != 0)
		return gpamap_fdt_fail(error, GPAMAP_ERR_ARGUMENT, 0, 0);
	if (size < FDT_V17_SIZE)
		return gpamap_fdt_fail(error, GPAMAP_ERR_TRUNCATED, size,
				       FDT_V17_SIZE);
	if (fdt_magic(bytes) != FDT_MAGIC)
		return gpamap_fdt_fail(error, GPAMAP_ERR_BAD_MAGIC, 0, 0);
	if (fdt_version(bytes) < OLDEST_VERSION)
		return gpamap_fdt_fail(error, GPAMAP_ERR_BAD_VERSION,
				       fdt_version(bytes), OLDEST_VERSION);
	if (fdt_totalsize(bytes) > size ||
	    fdt_totalsize(bytes) > GPAMAP_FDT_TREE_MAX)
		return gpamap_fdt_fail(error, GPAMAP_ERR_TRUNCATED, size,
				       fdt_totalsize(bytes));
	code = fdt_check_header(bytes);
	if (code != 0)
		return gpamap_fdt_fail(
			error, status_of(code),
			code == -FDT_ERR_BADVERSION ? fdt_version(bytes) : 0,
			0);
	return GPAMAP_OK;
}

/* Walk the structure to its end at *@offset, or to where it makes no sense,
 * as fdt_check_full() says then: there, too, libfdt finds an end. A value that
 * ends beyond the tree has a negative size to libfdt, which up to 1.6.1 lets
 * that end wrap around: even to where the value's own token is. */
static int walk_structure(const void *tree, int *offset)
{
	uint32_t tag = FDT_NOP;
	int next = 0;
	int size = 0;

	while (tag != FDT_END) {
		*offset = next;
		tag = fdt_next_tag(tree, *offset, &next);
		if (tag == FDT_PROP &&
		    fdt_getprop_by_offset(tree, *offset, NULL, &size) == NULL)
			return size;
		if (size < 0)
			return -FDT_ERR_BADSTRUCTURE;
	}
	return 0;
}

/* All that libfdt looks at in a tree, but no value that leads it astray. */
static enum gpamap_status check_full(const void *tree, size_t size,
				     struct gpamap_error *error)
{
	int code = fdt_num_mem_rsv(tree);
	int offset = 0;

	if (code < 0)
		return gpamap_fdt_fail(error, status_of(code),
				       fdt_off_mem_rsvmap(tree), 0);
	code = walk_structure(tree, &offset);
	if (code == 0)
		code = fdt_check_full(tree, size);
	if (code == 0)
		return GPAMAP_OK;
	return gpamap_fdt_fail(error, status_of(code),
			       gpamap_fdt_tree_offset(tree, offset), 0);
}

enum gpamap_status gpamap_fdt_tree_check(const void *bytes, size_t size,
					 struct gpamap_error *error)
{
	enum gpamap_status status = check_header(bytes, size, error);

	if (status == GPAMAP_OK)
		status = check_names(bytes, error);
	if (status != GPAMAP_OK)
		return status;
	/* What libfdt leaves to others: Devicetree Specification v0.4, 5.6. */
	if (fdt_off_dt_struct(bytes) % 4 != 0)
		return gpamap_fdt_fail(error, GPAMAP_ERR_CORRUPT, 8, 0);
	status = check_full(bytes, size, error);
	if (status != GPAMAP_OK)
		return status;
	/* Complete as it is, a tree may still be empty. */
	if (fdt_next_node(bytes, -1, NULL) != 0)
		return gpamap_fdt_fail(error, GPAMAP_ERR_CORRUPT,
				       fdt_off_dt_struct(bytes), 0);
	return GPAMAP_OK;
}

bool gpamap_fdt_tree_says(const void *tree, int node, const char *name,
			  const char *text)
{
	int size = 0;
	const char *value = fdt_getprop(tree, node, name, &size);
	int i;

	for (i = 0; value != NULL && i < size && value[i] == text[i]; i++)
		if (text[i] == '\0')
			return true;
	return false;
}

bool gpamap_fdt_name_is(const char *given, const char *name)
{
	size_t i = 0;

	while (name[i] != '\0' && given[i] == name[i])
		i++;
	return name[i] == '\0' && (given[i] == '\0' || given[i] == '@');
}

bool gpamap_fdt_tree_called(const void *tree, int node, const char *name)
{
	const char *given = fdt_get_name(tree, node, NULL);

	return given != NULL && gpamap_fdt_name_is(given, name);
}

bool gpamap_fdt_tree_compatible(const void *tree, int node, const char *text)
{
	return fdt_node_check_compatible(tree, node, text) == 0;
}

uint64_t gpamap_fdt_tree_offset(const void *tree, int node)
{
	return (uint64_t)fdt_off_dt_struct(tree) + (uint64_t)node;
}
