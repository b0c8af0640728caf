/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_BENCH_PEERS_H
#define GPAMAP_BENCH_PEERS_H

#include "../map.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Other ways to say what is at an address. Each makes its own form of a map
 * and answers from it; each stands in a file of its own, so that none is
 * inlined into the race. All answers are those of gpamap's probe.
 */
struct bench_peer {
	const char *name;
	const char *skipped; /* why it is not there, or NULL */
	void *(*make)(const struct bench_map *map);
	void (*free)(void *self);
	enum gpamap_kind (*probe)(const void *self, uint64_t address);
};

/* A scan over four lists, one after the other: what the reference
 * implementation of the field does (OpenVMM, crate vm_topology). */
extern const struct bench_peer bench_peer_lists;

/* A scan over one array of base, size and flags, as Linux' memblock walks its
 * regions. (Its memblock_search() bisects; see bsearch.) */
extern const struct bench_peer bench_peer_memblock;

/* bsearch() of the C library over an array of ranges. */
extern const struct bench_peer bench_peer_bsearch;

/* std::upper_bound() over a vector of ranges. */
extern const struct bench_peer bench_peer_upper_bound;

/* Bisection without branches on the data over an array of starts. */
extern const struct bench_peer bench_peer_flat;

/* The starts at or below the address counted, all of them. */
extern const struct bench_peer bench_peer_count;

/* GuestMemoryMmap::find_region() of the Rust crate vm-memory. */
extern const struct bench_peer bench_peer_vm_memory;

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_BENCH_PEERS_H */
