/* SPDX-License-Identifier: MIT */
#include "peers.h"

/* Peers whose compiler is not there: their lanes say so. */

#ifndef BENCH_HAVE_CPP
const struct bench_peer bench_peer_upper_bound = {
	.name = "std::upper_bound",
	.skipped = "no C++ compiler",
};
#endif

#ifndef BENCH_HAVE_VM_MEMORY
const struct bench_peer bench_peer_vm_memory = {
	.name = "vm-memory find_region",
	.skipped = "no cargo, or no librust-vm-memory-dev",
};
#endif
