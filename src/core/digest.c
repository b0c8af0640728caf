/* SPDX-License-Identifier: MIT */
#include "block.h"

/*
 * FNV-1a with 64 bits (G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, "The FNV
 * Non-Cryptographic Hash Algorithm", section 5), over the six counts and then
 * the lists, each word as eight bytes from the lowest up.
 */
#define FNV_OFFSET_BASIS UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x00000100000001b3)

/* What so many bytes of zero multiply by: powers of the prime, which wrap. */
static const uint64_t zeroes[] = {
	1,
	FNV_PRIME,
	UINT64_C(0x000366000002e329),
	UINT64_C(0x08a97b0004e7feab),
	UINT64_C(0x9ffaac085635bc91),
	UINT64_C(0x0caee32a7d4f6a63),
	UINT64_C(0xdc966432edf1c639),
	UINT64_C(0xc5527b8a51d3d2db),
	UINT64_C(0x1efac7090aef4a21),
};

/* Addresses and kinds have zeroes above, which need no turn of their own. */
static uint64_t digest_word(uint64_t digest, uint64_t word)
{
	size_t left = sizeof(word);

	while (word != 0) {
		digest = (digest ^ word % 256) * FNV_PRIME;
		word /= 256;
		left--;
	}
	return digest * zeroes[left];
}

static uint64_t digest_words(uint64_t digest, const uint64_t *words,
			     size_t count)
{
	for (size_t i = 0; i < count; i++)
		digest = digest_word(digest, words[i]);
	return digest;
}

uint64_t gpamap_layout_digest(const struct gpamap_layout *layout)
{
	const uint64_t *words = gpamap_block_words(layout);
	size_t begin = gpamap_block_list_at(words, GPAMAP_LIST_RAM);
	size_t end = gpamap_block_list_at(words, GPAMAP_LIST_COUNT);
	uint64_t digest = FNV_OFFSET_BASIS;

	digest = digest_words(digest, words + GPAMAP_BLOCK_COUNTS,
			      GPAMAP_LIST_COUNT);
	return digest_words(digest, words + begin, end - begin);
}
