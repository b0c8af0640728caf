/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_FEED_H
#define FUZZ_FEED_H

#include "../src/host/span.h"

/* Bytes as a source of decisions; behind the last byte all are 0. */

struct feed {
	struct gpamap_span rest;
};

static inline uint64_t feed_number(struct feed *feed, size_t bytes)
{
	uint64_t number = 0;

	while (bytes-- > 0) {
		unsigned char byte = 0;

		if (feed->rest.length > 0) {
			byte = (unsigned char)*feed->rest.at++;
			feed->rest.length--;
		}
		number = number << 8 | byte;
	}
	return number;
}

/* A number from 0 to @limit - 1, which is at most 65536. */
static inline size_t feed_below(struct feed *feed, size_t limit)
{
	return (size_t)feed_number(feed, limit > 256 ? 2 : 1) % limit;
}

#endif /* FUZZ_FEED_H */
