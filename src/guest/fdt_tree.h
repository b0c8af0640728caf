/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_FDT_TREE_H
#define GPAMAP_GUEST_FDT_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>

/* A given tree: checked once, then asked through libfdt. */

/** The most bytes of a tree: to libfdt, whose offsets are int, one byte more is
 * truncated (fdt_ro_probe_(), 1.6.1). */
#define GPAMAP_FDT_TREE_MAX 0x7ffffffeu

/**
 * Check the whole structure of the tree at @bytes.
 *
 * Afterwards libfdt's readers are safe on it, and take time that is linear in
 * what they look at.
 */
enum gpamap_status gpamap_fdt_tree_check(const void *bytes, size_t size,
					 struct gpamap_error *error);

/** Say whether the property of @node called @name is the string @text. */
bool gpamap_fdt_tree_says(const void *tree, int node, const char *name,
			  const char *text);

/** Say whether @given is @name, whatever unit address it ends with. */
bool gpamap_fdt_name_is(const char *given, const char *name);

/** Say whether @node is called @name, whatever its unit address. */
bool gpamap_fdt_tree_called(const void *tree, int node, const char *name);

/** Say whether @node is compatible with @text. */
bool gpamap_fdt_tree_compatible(const void *tree, int node, const char *text);

/** Give the offset of @node in the bytes of @tree. */
uint64_t gpamap_fdt_tree_offset(const void *tree, int node);

#endif /* GPAMAP_GUEST_FDT_TREE_H */
