/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_REQUEST_H
#define GPAMAP_HOST_REQUEST_H

#include "plan_draft.h"

/*
 * One request as text: keys and values, the same in a spec and in options.
 * Functions that fail give the reason in *@why: a static phrase; where it is
 * about a value, it follows the value in a sentence.
 */

/** Keys, in the order of gpamap_request_keys. Those of phases have the values
 * of enum gpamap_phase. */
enum gpamap_request_key {
	GPAMAP_REQUEST_TAG = GPAMAP_PHASE_COUNT,
	GPAMAP_REQUEST_KIND,
	GPAMAP_REQUEST_VNODE,
	GPAMAP_REQUEST_ALIGNMENT,
	GPAMAP_REQUEST_PREFERRED,
	GPAMAP_REQUEST_MIN_PIECE,
	GPAMAP_REQUEST_MIN,
	GPAMAP_REQUEST_MAX,
	GPAMAP_REQUEST_AT,
	GPAMAP_REQUEST_DIRECTION,
	GPAMAP_REQUEST_KEYS,
};

/** The words for the keys, ended by NULL. */
extern const char *const gpamap_request_keys[GPAMAP_REQUEST_KEYS + 1];

/** A request, as far as it has been told. All zero: nothing. */
struct gpamap_asked {
	struct gpamap_request_draft draft; /**< without its tag */
	char *tag; /**< heap, or NULL: free() it */
	uint32_t seen; /**< bits by key */
	/** What a window for BARs or buses is, unless it is told. */
	enum gpamap_kind kind;
	uint64_t alignment;
};

/** Take @value for @key. */
bool gpamap_asked_take(struct gpamap_asked *asked, enum gpamap_request_key key,
		       struct gpamap_span value, const char **why);

/** Say whether @key is a phase whose window may come as BARs or as buses. */
bool gpamap_request_takes_window(enum gpamap_request_key key);

/** Take a window of @phase that holds BARs of @sizes. @why is about "bars". */
bool gpamap_asked_take_bars(struct gpamap_asked *asked,
			    enum gpamap_request_key phase,
			    const uint64_t *sizes, size_t count,
			    const char **why);

/** Take an ECAM window of @phase for @buses buses, a number. */
bool gpamap_asked_take_buses(struct gpamap_asked *asked,
			     enum gpamap_request_key phase,
			     struct gpamap_span buses, const char **why);

/** Settle what was told, or say in a sentence what is missing or does not go
 * together. */
bool gpamap_asked_settle(struct gpamap_asked *asked, const char **why);

/** Give the words that @key takes, ended by NULL; NULL: it takes no word. */
const char *const *gpamap_request_words(enum gpamap_request_key key);

/** Words for enum gpamap_hypertransport, ended by NULL. */
extern const char *const gpamap_hypertransport_words[4];

/* The members of a host. */

bool gpamap_host_take_bits(struct gpamap_host_draft *host,
			   struct gpamap_span value, const char **why);
bool gpamap_host_take_reach(struct gpamap_host_draft *host,
			    struct gpamap_span value, const char **why);
bool gpamap_host_take_hypertransport(struct gpamap_host_draft *host,
				     struct gpamap_span value,
				     const char **why);
/** Parse a range that is avoided: whole pages, not reversed. */
bool gpamap_avoid_parse(struct gpamap_span value, struct gpamap_range *range,
			const char **why);

#endif /* GPAMAP_HOST_REQUEST_H */
