// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include "peers.h"

namespace {

using ranges = std::vector<bench_range>;

gpamap_kind probe(const void *self, uint64_t address)
{
	const ranges &all = *static_cast<const ranges *>(self);
	auto above = std::upper_bound(
		all.begin(), all.end(), address,
		[](uint64_t left, const bench_range &right) {
			return left < right.start;
		});

	if (above == all.begin() || address >= (above - 1)->end)
		return GPAMAP_KIND_HOLE;
	return static_cast<gpamap_kind>((above - 1)->kind);
}

void *make(const bench_map *map)
{
	return new ranges(map->ranges, map->ranges + map->count);
}

void unmake(void *self)
{
	delete static_cast<ranges *>(self);
}

} // namespace

extern const bench_peer bench_peer_upper_bound = {
	"std::upper_bound", nullptr, make, unmake, probe,
};
