/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "compare.h"
#include "number.h"

/* Changes in words. */

const char *gpamap_change_word(unsigned int bit)
{
	static const char *const words[GPAMAP_CHANGE_WORDS] = {
		"moved",   "grew", "shrank", "added",
		"removed", "node", "kind",   "renamed"
	};

	return words[bit];
}

static uint64_t distance(uint64_t a, uint64_t b)
{
	return a > b ? a - b : b - a;
}

static void describe_node(uint64_t vnode, char *text, size_t size)
{
	if (vnode == GPAMAP_NO_VNODE)
		snprintf(text, size, "no node");
	else
		snprintf(text, size, "node %" PRIu64, vnode);
}

static void describe_nodes(const struct gpamap_change *change, char *text,
			   size_t size)
{
	char before[32], after[32];

	describe_node(change->before.vnode, before, sizeof(before));
	describe_node(change->after.vnode, after, sizeof(after));
	snprintf(text, size, "from %s to %s", before, after);
}

/* How far, how much, from what to what. */
static void describe(const struct gpamap_change *change, unsigned int bit,
		     char *text, size_t size)
{
	struct gpamap_range before = change->before.range;
	struct gpamap_range after = change->after.range;
	const char *word = gpamap_change_word(bit);
	char bytes[GPAMAP_SIZE_TEXT_MAX];

	switch (1u << bit) {
	case GPAMAP_CHANGE_MOVED:
		gpamap_size_format(distance(after.start, before.start), bytes);
		snprintf(text, size, "moved %s %s",
			 after.start < before.start ? "down" : "up", bytes);
		break;
	case GPAMAP_CHANGE_GREW:
	case GPAMAP_CHANGE_SHRANK:
		gpamap_size_format(distance(after.end - after.start,
					    before.end - before.start),
				   bytes);
		snprintf(text, size, "%s %s", word, bytes);
		break;
	case GPAMAP_CHANGE_NODE:
		describe_nodes(change, text, size);
		break;
	case GPAMAP_CHANGE_KIND:
		snprintf(text, size, "from %s to %s",
			 gpamap_kind_name(change->before.kind),
			 gpamap_kind_name(change->after.kind));
		break;
	default:
		snprintf(text, size, "%s", word);
	}
}

void gpamap_change_text(const struct gpamap_change *change, bool amounts,
			char *text)
{
	size_t used = 0;
	unsigned int bit;

	text[0] = '\0';
	for (bit = 0; bit < GPAMAP_CHANGE_WORDS; bit++) {
		if ((change->words & 1u << bit) == 0)
			continue;
		if (used > 0) {
			text[used++] = ',';
			text[used++] = ' ';
			text[used] = '\0';
		}
		if (amounts)
			describe(change, bit, text + used,
				 GPAMAP_CHANGE_TEXT_MAX - used);
		else
			snprintf(text + used, GPAMAP_CHANGE_TEXT_MAX - used,
				 "%s", gpamap_change_word(bit));
		used += strlen(text + used);
	}
}
