/* SPDX-License-Identifier: MIT */
#include <jansson.h>

#include "json.h"

static void *read_tree(const char *text, size_t length)
{
	return json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
}

static void write_tree(void *tree, FILE *file)
{
	json_dumpf(tree, file, 0);
}

static void free_tree(void *tree)
{
	json_decref(tree);
}

const struct bench_json_peer bench_json_jansson = {
	.name = "jansson",
	.read = read_tree,
	.write = write_tree,
	.free = free_tree,
};
