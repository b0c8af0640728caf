/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include <gpamap/acpi_hmat.h>

#include "agree_rules.h"

/* What two sources tell of how fast memory is, as HMAT does. */

static int order_of(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

int gpamap_agree_speed_order(const struct gpamap_agree_speed *a,
			     const struct gpamap_agree_speed *b)
{
	int order = order_of(a->measure, b->measure);

	if (order == 0)
		order = order_of(a->level, b->level);
	if (order == 0)
		order = order_of(a->from, b->from);
	return order != 0 ? order : order_of(a->to, b->to);
}

/* Write what is measured, and between what. */
static void describe(const struct gpamap_agree_speed *speed, char *text,
		     size_t size)
{
	static const char *const names[] = {
		[GPAMAP_HMAT_ACCESS_LATENCY] = "latency",
		[GPAMAP_HMAT_READ_LATENCY] = "read latency",
		[GPAMAP_HMAT_WRITE_LATENCY] = "write latency",
		[GPAMAP_HMAT_ACCESS_BANDWIDTH] = "bandwidth",
		[GPAMAP_HMAT_READ_BANDWIDTH] = "read bandwidth",
		[GPAMAP_HMAT_WRITE_BANDWIDTH] = "write bandwidth",
		[GPAMAP_AGREE_NEAR] = "the processors next to node",
		[GPAMAP_AGREE_CACHE_SIZE] = "the size of cache",
		[GPAMAP_AGREE_CACHE] = "the attributes of cache",
	};
	char level[32] = "";

	if (speed->measure == GPAMAP_AGREE_NEAR) {
		snprintf(text, size, "%s %" PRIu32, names[speed->measure],
			 speed->to);
		return;
	}
	if (speed->measure > GPAMAP_AGREE_NEAR) {
		snprintf(text, size, "%s %u of node %" PRIu32,
			 names[speed->measure], speed->level, speed->to);
		return;
	}
	if (speed->level != 0)
		snprintf(level, sizeof(level), ", cache %u", speed->level);
	snprintf(text, size, "%s from node %" PRIu32 " to node %" PRIu32 "%s",
		 names[speed->measure], speed->from, speed->to, level);
}

static void describe_value(const struct gpamap_agree_speed *speed, char *text,
			   size_t size)
{
	bool slow = speed->measure <= GPAMAP_HMAT_WRITE_LATENCY;
	uint64_t value = speed->value;

	if (speed->measure == GPAMAP_AGREE_CACHE)
		snprintf(text, size, "0x%" PRIx64, value);
	else if (speed->measure == GPAMAP_AGREE_CACHE_SIZE)
		snprintf(text, size, "%" PRIu64 " bytes", value);
	else if (speed->measure == GPAMAP_AGREE_NEAR)
		snprintf(text, size,
			 value == GPAMAP_NO_VNODE ? "none"
						  : "those of node %" PRIu64,
			 value);
	else if (value == UINT64_MAX)
		snprintf(text, size, "unreachable");
	else
		snprintf(text, size, "%" PRIu64 " %s", value,
			 slow ? "ps" : "MB/s");
}

/* An entry of 0 says that nothing is known. */
static bool is_known(const struct gpamap_agree_speed *speed)
{
	return speed->measure > GPAMAP_HMAT_WRITE_BANDWIDTH ||
	       speed->value != 0;
}

static void tell_difference(struct judging *judging,
			    const struct gpamap_agree_speed *left,
			    const struct gpamap_agree_speed *right)
{
	char what[96], one[48], other[48];

	if (!is_known(left) || !is_known(right) || left->value == right->value)
		return;
	describe(left, what, sizeof(what));
	describe_value(left, one, sizeof(one));
	describe_value(right, other, sizeof(other));
	agree_tell(judging, "%s: %.100s tells %s, %.100s tells %s", what,
		   judging->left->name, one, judging->right->name, other);
}

bool agree_check_speeds(struct judging *judging)
{
	const struct gpamap_agree_source *left = judging->left;
	const struct gpamap_agree_source *right = judging->right;
	size_t i = 0, j = 0;

	while (i < left->speed_count && j < right->speed_count) {
		const struct gpamap_agree_speed *a = &left->speeds[i];
		const struct gpamap_agree_speed *b = &right->speeds[j];
		int order = gpamap_agree_speed_order(a, b);

		if (order == 0)
			tell_difference(judging, a, b);
		i += order <= 0;
		j += order >= 0;
	}
	return true;
}

/* Memory of a node that is not there: the largest tells of all. A source that
 * tells what is reserved tells no windows for memory to come, unless it tells
 * all. */
bool agree_check_speed_nodes(struct judging *judging)
{
	const struct gpamap_agree_source *left = judging->left;
	const struct gpamap_agree_source *right = judging->right;
	uint64_t last = 0;
	size_t i;

	if ((right->tells & (GPAMAP_TELLS_RESERVED | GPAMAP_TELLS_ALL)) ==
	    GPAMAP_TELLS_RESERVED)
		return true;
	for (i = 0; i < left->speed_count; i++)
		if (left->speeds[i].to > last)
			last = left->speeds[i].to;
	if (left->speed_count == 0 || last < right->nodes)
		return true;
	if (left == right) {
		agree_tell(judging,
			   "%.100s tells of the memory of node %" PRIu64
			   ", and of %" PRIu64 " nodes",
			   left->name, last, right->nodes);
		return true;
	}
	agree_tell(judging,
		   "%.100s tells of the memory of node %" PRIu64
		   ", %.100s tells of %" PRIu64 " nodes",
		   left->name, last, right->name, right->nodes);
	return true;
}
