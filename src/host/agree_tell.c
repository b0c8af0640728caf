/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdarg.h>

#include "agree_rules.h"
#include "number.h"

/* Disagreements in words. */

/* One rule about two sources says so much, and then how much is left. */
#define TOLD_MAX 20u

static const struct gpamap_agree_piece *
find_piece(const struct gpamap_agree_source *source, uint64_t address,
	   unsigned int kinds)
{
	size_t low = 0, high = source->count, steps;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (source->pieces[middle].range.start <= address)
			low = middle + 1;
		else
			high = middle;
	}
	/* Where pieces overlap, the one that counts may start before others;
	 * for words it need not be looked for for long. */
	for (steps = 0; low > 0 && steps < 64; steps++) {
		const struct gpamap_agree_piece *piece = &source->pieces[--low];

		if (address < piece->range.end &&
		    (KIND_BIT(piece->kind) & kinds) != 0)
			return piece;
	}
	return NULL;
}

const char *gpamap_agree_kind_name(unsigned int kind)
{
	if (kind == GPAMAP_AGREE_SLOT)
		return "slot";
	if (kind == GPAMAP_AGREE_TABLE)
		return "table";
	return gpamap_kind_name((enum gpamap_kind)kind);
}

static void describe(const struct gpamap_agree_piece *piece, char *text,
		     size_t size)
{
	char node[32] = "";
	char name[32];

	if (piece == NULL) {
		snprintf(text, size, "nothing");
		return;
	}
	snprintf(name, sizeof(name), "%s", gpamap_agree_kind_name(piece->kind));
	if (piece->kind == GPAMAP_AGREE_SLOT)
		snprintf(name, sizeof(name), "slot %" PRIu32, piece->slot);
	if (piece->kind == GPAMAP_AGREE_TABLE)
		snprintf(name, sizeof(name), "a table");
	if (piece->vnode != GPAMAP_NO_VNODE)
		snprintf(node, sizeof(node), " on node %" PRIu64, piece->vnode);
	snprintf(text, size, "%s 0x%" PRIx64 "-0x%" PRIx64 "%s", name,
		 piece->range.start, piece->range.end, node);
}

static void send(struct judging *judging,
		 struct gpamap_disagreement *disagreement)
{
	disagreement->rule = judging->rule->id;
	disagreement->level = judging->rule->level;
	disagreement->left = judging->left;
	if (judging->right != judging->left)
		disagreement->right = judging->right;
	judging->told++;
	if (!judging->report(judging->context, disagreement))
		judging->stopped = true;
}

void agree_tell_range(struct judging *judging, struct gpamap_range range,
		      const struct gpamap_agree_piece *left,
		      const struct gpamap_agree_piece *right)
{
	struct gpamap_disagreement disagreement = { .range = range,
						    .left_piece = left,
						    .right_piece = right };
	char bytes[GPAMAP_SIZE_TEXT_MAX], one[96], other[96];

	if (judging->stopped)
		return;
	gpamap_size_format(range.end - range.start, bytes);
	describe(left, one, sizeof(one));
	describe(right, other, sizeof(other));
	if (judging->left == judging->right)
		snprintf(disagreement.text, sizeof(disagreement.text),
			 "%.100s tells %s and %s, at 0x%" PRIx64 "-0x%" PRIx64
			 " (%s): %s",
			 judging->left->name, one, other, range.start,
			 range.end, bytes, judging->rule->sentence);
	else
		snprintf(disagreement.text, sizeof(disagreement.text),
			 "%.100s tells %s, %.100s tells %s, at 0x%" PRIx64
			 "-0x%" PRIx64 " (%s): %s",
			 judging->left->name, one, judging->right->name, other,
			 range.start, range.end, bytes,
			 judging->rule->sentence);
	send(judging, &disagreement);
}

void agree_tell(struct judging *judging, const char *format, ...)
{
	struct gpamap_disagreement disagreement = { .range = { 0, 0 } };
	char text[384];
	va_list arguments;

	if (judging->stopped)
		return;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	snprintf(disagreement.text, sizeof(disagreement.text), "%s: %s", text,
		 judging->rule->sentence);
	send(judging, &disagreement);
}

void agree_tell_cover(struct judging *judging, const struct gpamap_cover *cover)
{
	const struct agree_rule *rule = judging->rule;
	unsigned int left = rule->left_kinds != 0 ? rule->left_kinds : ~0u;
	unsigned int right = ~0u;
	size_t i;

	if (rule->operation == OPERATION_MEETS)
		right = rule->right_kinds;
	for (i = 0; i < cover->count && judging->told < TOLD_MAX; i++) {
		uint64_t start = cover->items[i].start;

		agree_tell_range(judging, cover->items[i],
				 find_piece(judging->left, start, left),
				 find_piece(judging->right, start, right));
	}
	if (i < cover->count)
		agree_tell(judging,
			   "%.100s and %.100s: so it is at %zu places more",
			   judging->left->name, judging->right->name,
			   cover->count - i);
}
