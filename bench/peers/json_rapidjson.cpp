/* SPDX-License-Identifier: MIT */
#include <rapidjson/document.h>
#include <rapidjson/filewritestream.h>
#include <rapidjson/writer.h>

#include "json.h"

using namespace rapidjson;

/* With UTF-8 checked, as ours is. */
static void *read_tree(const char *text, size_t length)
{
	Document *document = new Document;

	document->Parse<kParseValidateEncodingFlag>(text, length);
	if (!document->HasParseError())
		return document;
	delete document;
	return NULL;
}

static void write_tree(void *tree, FILE *file)
{
	char buffer[16384];
	FileWriteStream stream(file, buffer, sizeof(buffer));
	Writer<FileWriteStream> writer(stream);

	static_cast<Document *>(tree)->Accept(writer);
}

static void free_tree(void *tree)
{
	delete static_cast<Document *>(tree);
}

const struct bench_json_peer bench_json_rapidjson = {
	"RapidJSON", NULL, read_tree, write_tree, free_tree,
};
