/* SPDX-License-Identifier: MIT */
#include <yajl/yajl_parse.h>

#include "json.h"

/* It makes no tree: it calls for each value, and here the calls are counted. */

static int count_null(void *context)
{
	++*(size_t *)context;
	return 1;
}

static int count_boolean(void *context, int value)
{
	(void)value;
	return count_null(context);
}

static int count_number(void *context, const char *text, size_t length)
{
	(void)text;
	(void)length;
	return count_null(context);
}

static int count_string(void *context, const unsigned char *text, size_t length)
{
	(void)text;
	(void)length;
	return count_null(context);
}

static void *read_calls(const char *text, size_t length)
{
	static const yajl_callbacks calls = {
		.yajl_null = count_null,
		.yajl_boolean = count_boolean,
		.yajl_number = count_number,
		.yajl_string = count_string,
		.yajl_start_map = count_null,
		.yajl_map_key = count_string,
		.yajl_end_map = count_null,
		.yajl_start_array = count_null,
		.yajl_end_array = count_null,
	};
	static size_t count;
	yajl_handle parser = yajl_alloc(&calls, NULL, &count);
	yajl_status status;

	status = yajl_parse(parser, (const unsigned char *)text, length);
	if (status == yajl_status_ok)
		status = yajl_complete_parse(parser);
	yajl_free(parser);
	return status == yajl_status_ok ? &count : NULL;
}

static void free_nothing(void *tree)
{
	(void)tree;
}

const struct bench_json_peer bench_json_yajl = {
	.name = "yajl, no tree",
	.read = read_calls,
	.free = free_nothing,
};
