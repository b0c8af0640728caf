/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_BENCH_PEERS_JSON_H
#define GPAMAP_BENCH_PEERS_JSON_H

#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Libraries for JSON. They know nothing of maps: what they read are trees, or
 * the calls that would make one, and what they write are those trees.
 */
struct bench_json_peer {
	const char *name;
	const char *skipped; /* why it is not there, or NULL */
	/* Read @text; NULL where it is no JSON. */
	void *(*read)(const char *text, size_t length);
	/* Write what was read. NULL: there is no tree. */
	void (*write)(void *tree, FILE *file);
	void (*free)(void *tree);
};

extern const struct bench_json_peer bench_json_jansson;
extern const struct bench_json_peer bench_json_yajl;
extern const struct bench_json_peer bench_json_rapidjson;
extern const struct bench_json_peer bench_json_simdjson;

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_BENCH_PEERS_JSON_H */
