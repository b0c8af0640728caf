/* SPDX-License-Identifier: MIT */
#include "json.h"

/* Stands in for libraries that are not on this machine. */

#ifndef BENCH_HAVE_JANSSON
const struct bench_json_peer bench_json_jansson = {
	.name = "jansson",
	.skipped = "not here (Debian: libjansson-dev)",
};
#endif

#ifndef BENCH_HAVE_YAJL
const struct bench_json_peer bench_json_yajl = {
	.name = "yajl",
	.skipped = "not here (Debian: libyajl-dev)",
};
#endif

#ifndef BENCH_HAVE_RAPIDJSON
const struct bench_json_peer bench_json_rapidjson = {
	.name = "RapidJSON",
	.skipped = "not here (Debian: rapidjson-dev and g++)",
};
#endif

#ifndef BENCH_HAVE_SIMDJSON
const struct bench_json_peer bench_json_simdjson = {
	.name = "simdjson",
	.skipped = "not here (Debian: libsimdjson-dev and g++)",
};
#endif
