/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_SAMPLES_H
#define GPAMAP_CORE_SAMPLES_H

#include "form.h"

/* What a block has of every so many of its ranges and keys: the RAM below each
 * 8th range, and the entries before each 16th key. */

/*@ // The entries that the first of keys begin.
    logic integer begins{L}(uint64_t *keys, integer count) =
      count <= 0 ? 0 : begins(keys, count - 1) +
        (keys[count - 1] % GPAMAP_PAGE_SIZE == 0 ? 0 : 1);

    // The bytes of the first of RAM ranges, which are in order.
    logic integer bytes_of{L}(uint64_t *ram, integer count) =
      count <= 0 ? 0 : bytes_of(ram, count - 1) +
        ram[3 * count - 2] - ram[3 * count - 3];
    logic integer bytes_end{L}(uint64_t *ram, integer count) =
      count <= 0 ? 0 : ram[3 * count - 2];
    predicate ram_ordered{L}(uint64_t *ram, integer count) =
      \forall integer i; 0 <= i < count ==>
        bytes_end(ram, i) <= ram[3 * i] <= ram[3 * i + 1];

    // The half at a place.
    logic integer half_at{L}(uint64_t *halves, integer i) =
      i % 2 == 0 ? halves[i / 2] % 0x100000000 : halves[i / 2] / 0x100000000;
 */

/* Write the sum of RAM below each 8th range. */
/*@ requires count <= GPAMAP_RANGES_MAX;
    requires \valid_read(ram + (0 .. 3 * count - 1));
    requires ram_ordered(ram, count);
    requires \valid(sums + (0 .. (count + 7) / 8 - 1));
    requires \separated(sums + (0 .. (count + 7) / 8 - 1),
                        ram + (0 .. 3 * count - 1));
    assigns sums[0 .. (count + 7) / 8 - 1];
    ensures \forall integer g; 0 <= g < (count + 7) / 8 ==>
      sums[g] == bytes_of{Pre}(ram, 8 * g);
 */
static inline void gpamap_sums_write(uint64_t *sums, const uint64_t *ram,
				     size_t count)
{
	size_t groups = gpamap_samples(count, GPAMAP_SUM_RANGES);
	uint64_t sum = 0;

	//@ assert groups: groups == (count + 7) / 8;
	/*@ loop invariant 0 <= i <= groups;
	    loop invariant i < groups ==> sum == bytes_of{Pre}(ram, 8 * i) &&
	      sum <= bytes_end{Pre}(ram, 8 * i);
	    loop invariant \forall integer g; 0 <= g < i ==>
	      sums[g] == bytes_of{Pre}(ram, 8 * g);
	    loop assigns i, sum, sums[0 .. (count + 7) / 8 - 1];
	    loop variant groups - i; */
	for (size_t i = 0; i < groups; i++) {
		sums[i] = sum;
		/*@ assert all: \forall integer g; 0 <= g <= i ==>
		      sums[g] == bytes_of{Pre}(ram, 8 * g); */
		/* What the last group has, no sum tells. */
		if (i + 1 == groups)
			break;
		/*@ loop invariant 0 <= k <= 8;
		    loop invariant sum == bytes_of{Pre}(ram, 8 * i + k) &&
		      sum <= bytes_end{Pre}(ram, 8 * i + k);
		    loop assigns k, sum;
		    loop variant 8 - k; */
		for (size_t k = 0; k < GPAMAP_SUM_RANGES; k++) {
			const uint64_t *at =
				ram + 3 * (GPAMAP_SUM_RANGES * i + k);

			/*@ assert turn: bytes_end{Pre}(ram, 8 * i + k) <=
			      at[0] <= at[1]; */
			sum += at[1] - at[0];
		}
	}
}

/* Set the half at @index; those of a word are set one behind the other. */
/*@ requires \valid(halves + index / 2) && value < GPAMAP_HALF;
    requires index % 2 != 0 ==> halves[index / 2] < GPAMAP_HALF;
    assigns halves[index / 2];
    ensures index % 2 == 0 ==> halves[index / 2] == value;
    ensures index % 2 != 0 ==>
      halves[index / 2] / GPAMAP_HALF == value &&
      halves[index / 2] % GPAMAP_HALF == \old(halves[index / 2]);
 */
static inline void gpamap_half_put(uint64_t *halves, size_t index,
				   uint64_t value)
{
	if (index % 2 == 0)
		halves[index / 2] = value;
	else
		halves[index / 2] += value * GPAMAP_HALF;
}

/* Write how many entries begin before each 16th key. */
/*@ requires count <= 2 * GPAMAP_RANGES_MAX;
    requires \valid_read(keys + (0 .. count - 1));
    requires \valid(ranks + (0 .. ((count + 15) / 16 + 1) / 2 - 1));
    requires \separated(ranks + (0 .. ((count + 15) / 16 + 1) / 2 - 1),
                        keys + (0 .. count - 1));
    assigns ranks[0 .. ((count + 15) / 16 + 1) / 2 - 1];
    ensures \forall integer g; 0 <= g < (count + 15) / 16 ==>
      half_at(ranks, g) == begins{Pre}(keys, 16 * g);
 */
static inline void gpamap_ranks_write(uint64_t *ranks, const uint64_t *keys,
				      size_t count)
{
	size_t groups = gpamap_samples(count, GPAMAP_RANK_KEYS);
	size_t entries = 0;

	/*@ loop invariant 0 <= i <= groups;
	    loop invariant i < groups ==>
	      entries == begins{Pre}(keys, 16 * i) && entries <= 16 * i;
	    loop invariant i % 2 != 0 ==> ranks[i / 2] < GPAMAP_HALF;
	    loop invariant \forall integer g; 0 <= g < i ==>
	      half_at(ranks, g) == begins{Pre}(keys, 16 * g);
	    loop assigns i, entries,
	      ranks[0 .. ((count + 15) / 16 + 1) / 2 - 1];
	    loop variant groups - i; */
	for (size_t i = 0; i < groups; i++) {
		gpamap_half_put(ranks, i, entries);
		/*@ assert others: \forall integer w; 0 <= w < i / 2 ==>
		      ranks[w] == \at(ranks[w], LoopCurrent); */
		/*@ assert back: i % 2 != 0 ==> half_at(ranks, i - 1) ==
		      half_at{LoopCurrent}(ranks, i - 1); */
		/*@ assert before: \forall integer g; 0 <= g < i ==>
		      half_at(ranks, g) == half_at{LoopCurrent}(ranks, g); */
		//@ assert here: half_at(ranks, i) == entries;
		//@ assert now: entries == begins{Pre}(keys, 16 * i);
		/*@ assert all: \forall integer g; 0 <= g < i || g == i ==>
		      half_at(ranks, g) == begins{Pre}(keys, 16 * g); */
		//@ assert even: (i + 1) % 2 != 0 ==> (i + 1) / 2 == i / 2;
		/* What the last begins, no rank tells. */
		if (i + 1 == groups)
			break;
		/*@ loop invariant 0 <= k <= 16;
		    loop invariant entries == begins{Pre}(keys, 16 * i + k) &&
		      entries <= 16 * i + k;
		    loop assigns k, entries;
		    loop variant 16 - k; */
		for (size_t k = 0; k < GPAMAP_RANK_KEYS; k++)
			entries += gpamap_key_kind(
					   keys[GPAMAP_RANK_KEYS * i + k]) !=
				   GPAMAP_KIND_HOLE;
	}
}

#endif /* GPAMAP_CORE_SAMPLES_H */
