/* SPDX-License-Identifier: MIT */
#include <simdjson.h>
#include <string>

#include "json.h"

using namespace simdjson;

struct tree {
	dom::parser parser; /* holds what it read */
	dom::element root;
};

static void *read_tree(const char *text, size_t length)
{
	tree *made = new tree;

	if (!made->parser.parse(text, length).get(made->root))
		return made;
	delete made;
	return NULL;
}

static void write_tree(void *self, FILE *file)
{
	std::string text = minify(static_cast<tree *>(self)->root);

	fwrite(text.data(), 1, text.size(), file);
}

static void free_tree(void *self)
{
	delete static_cast<tree *>(self);
}

const struct bench_json_peer bench_json_simdjson = {
	"simdjson", NULL, read_tree, write_tree, free_tree,
};
