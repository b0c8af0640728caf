/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "fdt_support.h"

/*
 * fdt_files FOLDER: write trees of every form, for other tools to read.
 */

static const char *folder;

static void put(const char *name, struct tree tree)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s.dtb", folder, name);
	file = fopen(path, "wb");
	if (file == NULL || fwrite(tree.bytes, 1, tree.size, file) != tree.size)
		fail_msg("%s: cannot write", path);
	fclose(file);
	tree_free(&tree);
}

static void put_everything(void)
{
	struct gpamap_layout *layout = map_of_everything();
	struct gpamap_fdt_options options = { .size_cells = 1 };

	put("everything", tree_write(layout, NULL));
	put("short-sizes", tree_write(layout, &options));
	gpamap_layout_free(layout);
}

static void put_one_cell(void)
{
	static const struct gpamap_range ram[] = { { 0, 0x40000000 },
						   { 0x40000000, 0x80000000 } };
	struct gpamap_layout *layout = map_of_ram(ram, 2);
	struct gpamap_fdt_options options = { .address_cells = 1,
					      .size_cells = 1 };

	put("one-cell", tree_write(layout, &options));
	gpamap_layout_free(layout);
}

static void put_merged(void)
{
	static const struct gpamap_range ram = { 0, 0x40000000 };
	struct gpamap_layout *everything = map_of_everything();
	struct gpamap_layout *plain = map_of_ram(&ram, 1);
	struct tree base = tree_write(everything, NULL);
	struct tree bare = tree_merge(plain, NULL, &base);

	put("merged-full", tree_merge(everything, NULL, &bare));
	put("merged-bare", bare);
	tree_free(&base);
	gpamap_layout_free(plain);
	gpamap_layout_free(everything);
}

static void put_all(void **state)
{
	(void)state;
	put_everything();
	put_one_cell();
	put_merged();
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(put_all) };

	if (argc != 2)
		return 2;
	folder = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
