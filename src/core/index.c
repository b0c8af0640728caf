/* SPDX-License-Identifier: MIT */
#include "index.h"

/* Keys in the level above one of @count keys. */
/*@ requires count <= GPAMAP_INDEX_KEYS_MAX;
    assigns \nothing;
    ensures \result == above(count);
 */
static size_t level_above(size_t count)
{
	return (count + GPAMAP_INDEX_FANOUT - 1) / GPAMAP_INDEX_FANOUT;
}

size_t gpamap_index_words(size_t count)
{
	size_t words = count;

	//@ ghost size_t level = 0;
	/*@ loop invariant is_level(\at(count, Pre), level);
	    loop invariant count == level_count(\at(count, Pre), level);
	    loop invariant narrow(count, level);
	    loop invariant words == level_at(\at(count, Pre), level + 1);
	    loop invariant words + count <= 2 * \at(count, Pre) || level == 0;
	    loop invariant \at(count, Pre) <= words;
	    loop assigns count, words, level;
	    loop variant count; */
	while (count > GPAMAP_INDEX_FANOUT) {
		count = level_above(count);
		words += count;
		//@ ghost level++;
	}
	return words;
}

/* Fill in the level above the @count keys from keys[@at] on, behind them. */
/*@ requires 16 < count <= GPAMAP_INDEX_KEYS_MAX;
    requires at <= 2 * GPAMAP_INDEX_KEYS_MAX;
    requires \valid(keys + (at .. at + count + above(count) - 1));
    assigns keys[at + count .. at + count + above(count) - 1];
    ensures heads(keys, at + count, at, above(count));
 */
static void fill_level_above(uint64_t *keys, size_t at, size_t count)
{
	size_t above = level_above(count);

	/*@ loop invariant 0 <= i <= above;
	    loop invariant heads(keys, at + count, at, i);
	    loop assigns i, keys[at + count .. at + count + above - 1];
	    loop variant above - i; */
	for (size_t i = 0; i < above; i++) {
		//@ assert 16 * i < count;
		keys[at + count + i] = keys[at + i * GPAMAP_INDEX_FANOUT];
	}
}

/*@ // The level has the heads of the one below, and ends before keys[end].
    predicate filled{L}(uint64_t *keys, integer all, integer level,
                        integer end) =
      0 <= level_at(all, level - 1) && 1 <= level_count(all, level) &&
      level_at(all, level - 1) + 16 * (level_count(all, level) - 1) <
        level_at(all, level) &&
      level_at(all, level) + level_count(all, level) <= end &&
      heads(keys, level_at(all, level), level_at(all, level - 1),
            level_count(all, level));

    predicate same_words{A, B}(uint64_t *words, integer count) =
      \forall integer i; 0 <= i < count ==>
        \at(words[i], A) == \at(words[i], B);

    lemma filled_stays{A, B}:
      \forall uint64_t *keys, integer all, level, end, more;
        filled{A}(keys, all, level, end) && end <= more &&
        same_words{A, B}(keys, end) ==> filled{B}(keys, all, level, more);
 */

/*@ ghost
      /@ requires is_top(count, top);
         assigns \nothing;
         ensures \forall integer level; is_level(count, level) ==>
           level <= top;
       @/
      static void no_level_above(size_t count, size_t top)
      {
        /@ loop invariant top <= i <= 8;
           loop invariant \forall integer k; top <= k < i ==>
             level_count(count, k) <= 16;
           loop assigns i;
           loop variant 8 - i; @/
        for (size_t i = top; i <= 7; i++) {
        }
      }

      /@ requires is_top(all, top);
         requires \forall integer k; 0 < k <= top ==>
           filled(keys, all, k, end);
         assigns \nothing;
         ensures indexed(keys, all);
       @/
      static void filled_is_indexed(const uint64_t *keys, size_t all,
                                    size_t top, size_t end)
      {
        no_level_above(all, top);
        /@ assert \forall integer k; 0 < k && is_level(all, k) ==>
             filled(keys, all, k, end); @/
      }
 */

void gpamap_index_build(uint64_t *keys, size_t count)
{
	size_t at = 0;

	//@ ghost size_t level = 0, all = count;
	/*@ loop invariant is_level(all, level);
	    loop invariant count == level_count(all, level);
	    loop invariant narrow(count, level);
	    loop invariant at == level_at(all, level);
	    loop invariant at + 2 * count <= 2 * all;
	    loop invariant \forall integer k; 0 < k <= level ==>
	      filled(keys, all, k, at + count);
	    loop assigns count, at, level, keys[all .. 2 * all - 1];
	    loop variant count; */
	while (count > GPAMAP_INDEX_FANOUT) {
		//@ assert is_level(all, level + 1);
		//@ assert level_at(all, level + 1) == at + count;
		//@ assert level_count(all, level + 1) == above(count);
		//@ assert level_at(all, level + 2) == at + count + above(count);
		fill_level_above(keys, at, count);
		//@ assert same_words{LoopCurrent, Here}(keys, at + count);
		/*@ assert filled(keys, all, level + 1,
		                  at + count + above(count)); */
		/*@ assert \forall integer k; 0 < k <= level ==>
		      filled(keys, all, k, at + count + above(count)); */
		at += count;
		count = level_above(count);
		//@ ghost level++;
		//@ assert filled(keys, all, level, at + count);
	}
	//@ ghost filled_is_indexed(keys, all, level, at + count);
}

/* The levels of an index, as where they begin in the keys and how many keys
 * they have: level 0 has all keys, the top level the fewest. */
struct levels {
	uint32_t at[GPAMAP_INDEX_LEVELS + 1];
	uint32_t count[GPAMAP_INDEX_LEVELS + 1];
};

/*@ predicate is_searchable{L}(uint64_t *keys, integer all, integer level) =
      1 <= level_count(all, level) <= all &&
      0 <= level_at(all, level) &&
      level_at(all, level) + level_count(all, level) <= 2 * all &&
      sorted(keys, level_at(all, level),
             level_at(all, level) + level_count(all, level)) &&
      \valid_read(keys + (level_at(all, level) ..
                          level_at(all, level) + level_count(all, level) - 1));

    predicate is_above{L}(uint64_t *keys, integer all, integer level) =
      level_count(all, level) == above(level_count(all, level - 1)) &&
      level_count(all, level - 1) > 16 &&
      heads(keys, level_at(all, level), level_at(all, level - 1),
            level_count(all, level));

    // The levels are those of an index of all keys, and can be searched.
    predicate are_levels{L}(struct levels *levels, integer all, integer top) =
      0 <= top <= 7 && level_count(all, top) <= 16 &&
      \forall integer k; 0 <= k <= top ==>
        levels->at[k] == level_at(all, k) &&
        levels->count[k] == level_count(all, k);
    predicate searchable{L}(uint64_t *keys, integer all, integer top) =
      (\forall integer k; 0 <= k <= top ==> is_searchable(keys, all, k)) &&
      (\forall integer k; 0 < k <= top ==> is_above(keys, all, k));
 */

/*@ ghost
      /@ requires all <= GPAMAP_INDEX_KEYS_MAX && level < 7;
         requires level_count(all, level) > 16;
         requires level_at(all, level) + 2 * level_count(all, level) <= 2 * all;
         requires is_searchable(keys, all, level);
         requires index_readable(keys, all) && indexed(keys, all);
         assigns \nothing;
         ensures is_level(all, level + 1);
         ensures is_searchable(keys, all, level + 1);
         ensures is_above(keys, all, level + 1);
         ensures level_at(all, level + 1) ==
           level_at(all, level) + level_count(all, level);
         ensures level_count(all, level + 1) == above(level_count(all, level));
       @/
      static void next_level(const uint64_t *keys, size_t all, size_t level)
      {
        /@ assert is_level(all, level + 1); @/
        /@ assert heads(keys, level_at(all, level + 1), level_at(all, level),
                        level_count(all, level + 1)); @/
        /@ assert \forall integer i, j;
             0 <= i <= j < level_count(all, level + 1) ==>
             keys[level_at(all, level) + 16 * i] <=
             keys[level_at(all, level) + 16 * j]; @/
        /@ assert sorted(keys, level_at(all, level + 1),
             level_at(all, level + 1) + level_count(all, level + 1)); @/
        /@ assert 1 <= level_count(all, level + 1) <= all; @/
        /@ assert level_at(all, level + 1) + level_count(all, level + 1) <=
             2 * all; @/
        /@ assert \valid_read(keys + (level_at(all, level + 1) ..
             level_at(all, level + 2) - 1)); @/
        /@ assert level_at(all, level + 2) ==
             level_at(all, level + 1) + level_count(all, level + 1); @/
      }

      /@ requires level > 0 && is_above(keys, all, level);
         requires placed(keys, level_at(all, level), level_count(all, level),
                         limit, place);
         assigns \nothing;
         ensures headed(keys, level_at(all, level - 1),
                        level_count(all, level - 1), limit, place);
       @/
      static void places_head_groups(const uint64_t *keys, size_t all,
                                     size_t level, uint64_t limit, size_t place)
      {
        /@ assert \forall integer i; 0 <= i < level_count(all, level) ==>
             keys[level_at(all, level) + i] ==
             keys[level_at(all, level - 1) + 16 * i]; @/
      }
 */

/*@ requires 1 <= count <= GPAMAP_INDEX_KEYS_MAX;
    requires index_readable(keys, count);
    requires sorted(keys, 0, count) && indexed(keys, count);
    requires \valid(levels);
    assigns *levels;
    ensures are_levels(levels, count, \result);
    ensures searchable(keys, count, \result);
 */
static size_t find_levels(const uint64_t *keys, size_t count,
			  struct levels *levels)
{
	size_t at = 0;
	size_t top = 0;

	(void)keys; /* only the proof asks what they are */
	levels->at[0] = 0;
	levels->count[0] = (uint32_t)count;
	//@ ghost size_t all = count;
	/*@ loop invariant is_level(all, top);
	    loop invariant count == level_count(all, top);
	    loop invariant narrow(count, top) && count >= 1;
	    loop invariant at == level_at(all, top);
	    loop invariant at + 2 * count <= 2 * all;
	    loop invariant \forall integer k; 0 <= k <= top ==>
	      levels->at[k] == level_at(all, k) &&
	      levels->count[k] == level_count(all, k);
	    loop invariant \forall integer k; 0 <= k <= top ==>
	      is_searchable(keys, all, k);
	    loop invariant \forall integer k; 0 < k <= top ==>
	      is_above(keys, all, k);
	    loop assigns count, at, top, *levels;
	    loop variant count; */
	while (count > GPAMAP_INDEX_FANOUT) {
		//@ ghost next_level(keys, all, top);
		at += count;
		count = level_above(count);
		top++;
		levels->at[top] = (uint32_t)at;
		levels->count[top] = (uint32_t)count;
	}
	return top;
}

/*
 * A *place* of a limit is the last key that is at or below it, and 0 where
 * there is none. What stands at the place in one level heads the group of the
 * level below in which the search goes on. Whether there is one, keys[0] tells
 * by itself, so that nothing has to wait for it.
 */

/*@ ghost
      /@ requires all <= GPAMAP_INDEX_KEYS_MAX && level <= top;
         requires \valid_read(levels);
         requires are_levels(levels, all, top) && searchable(keys, all, top);
         assigns \nothing;
         ensures levels->at[level] == level_at(all, level);
         ensures levels->count[level] == level_count(all, level);
         ensures 1 <= levels->count[level] <= GPAMAP_INDEX_KEYS_MAX;
         ensures levels->at[level] < 2 * GPAMAP_INDEX_KEYS_MAX;
         ensures sorted(keys, levels->at[level],
                        levels->at[level] + levels->count[level]);
         ensures \valid_read(keys + (levels->at[level] ..
                   levels->at[level] + levels->count[level] - 1));
         ensures level > 0 ==> is_above(keys, all, level);
       @/
      static void level_is_searchable(const uint64_t *keys, size_t all,
                                      const struct levels *levels,
                                      size_t top, size_t level)
      {
        /@ assert is_searchable(keys, all, level); @/
        /@ assert level > 0 ==> is_above(keys, all, level); @/
        /@ assert levels->at[level] == level_at(all, level); @/
        /@ assert levels->count[level] == level_count(all, level); @/
      }
 */

/*@ ghost
      /@ requires sorted(keys, 0, count);
         requires placed(keys, 0, count, limit, place);
         assigns \nothing;
         ensures counted(keys, count, limit,
                         place + (keys[0] <= limit ? 1 : 0));
       @/
      static void places_tell_counts(const uint64_t *keys, size_t count,
                                     uint64_t limit, size_t place)
      {
        /@ assert \forall integer i; 0 < i <= place ==>
             keys[0] <= keys[i] && keys[i] <= keys[place]; @/
        /@ assert \forall integer i; place < i < count ==>
             keys[place + 1] <= keys[i]; @/
      }
 */

/* Count those of three keys, @step apart, that are at or below @limit. */
/*@ requires step == 1 || step == 4;
    requires \valid_read(keys + (0 .. 3 * step));
    requires keys[step] <= keys[2 * step] <= keys[3 * step];
    assigns \nothing;
    ensures 0 <= \result <= 3;
    ensures \result > 0 ==> keys[\result * step] <= limit;
    ensures \result < 3 ==> limit < keys[(\result + 1) * step];
 */
static size_t count3(const uint64_t *keys, size_t step, uint64_t limit)
{
	return (size_t)(keys[step] <= limit) +
	       (size_t)(keys[2 * step] <= limit) +
	       (size_t)(keys[3 * step] <= limit);
}

/* The place in a group of 16 keys: first which four, then which one. */
/*@ requires \valid_read(keys + (0 .. 15));
    requires keys[0] <= keys[1] <= keys[2] <= keys[3] <= keys[4] <= keys[5] <=
             keys[6] <= keys[7] <= keys[8] <= keys[9] <= keys[10] <=
             keys[11] <= keys[12] <= keys[13] <= keys[14] <= keys[15];
    assigns \nothing;
    ensures placed(keys, 0, 16, limit, \result);
 */
static size_t place_in_group(const uint64_t *keys, uint64_t limit)
{
	size_t four = 4 * count3(keys, 4, limit);

	return four + count3(keys + four, 1, limit);
}

/* The place in the top level, which has 1 to 16 keys. */
/*@ requires 1 <= count <= 16 && at < 2 * GPAMAP_INDEX_KEYS_MAX;
    requires \valid_read(keys + (at .. at + count - 1));
    requires sorted(keys, at, at + count);
    assigns \nothing;
    ensures placed(keys, at, count, limit, \result);
 */
static size_t place_in_top(const uint64_t *keys, size_t at, size_t count,
			   uint64_t limit)
{
	return gpamap_index_count(keys, at + 1, count - 1, limit);
}

/* The place in a level of @count keys, given @above, that in the level above
 * it. */
/*@ requires 16 < count <= GPAMAP_INDEX_KEYS_MAX;
    requires at <= 2 * GPAMAP_INDEX_KEYS_MAX;
    requires \valid_read(keys + (at .. at + count - 1));
    requires sorted(keys, at, at + count);
    requires headed(keys, at, count, limit, above);
    assigns \nothing;
    ensures placed(keys, at, count, limit, \result);
 */
static size_t place_below(const uint64_t *keys, size_t at, size_t count,
			  size_t above, uint64_t limit)
{
	size_t group = above * GPAMAP_INDEX_FANOUT;
	size_t last = count - GPAMAP_INDEX_FANOUT;

	/* The last group may be short. Then the last 16 keys are searched,
	 * which begin in the group before. */
	if (group > last)
		group = last;
	return group + place_in_group(keys + at + group, limit);
}

/* The place among 17 to 32 keys: in the first 16 or in the last 16, which may
 * overlap. Half the work of two levels, and these are the maps of most
 * machines. */
/*@ requires 16 < count <= 32;
    requires \valid_read(keys + (0 .. count - 1)) && sorted(keys, 0, count);
    assigns \nothing;
    ensures placed(keys, 0, count, limit, \result);
 */
static size_t place_in_two(const uint64_t *keys, size_t count, uint64_t limit)
{
	size_t group = (count - GPAMAP_INDEX_FANOUT) *
		       (size_t)(keys[GPAMAP_INDEX_FANOUT] <= limit);

	return group + place_in_group(keys + group, limit);
}

size_t gpamap_index_search_levels(const uint64_t *keys, size_t count,
				  uint64_t limit)
{
	struct levels levels;
	size_t any = keys[0] <= limit;
	size_t top, place;

	if (count <= 2 * GPAMAP_INDEX_FANOUT) {
		place = place_in_two(keys, count, limit);
		//@ ghost places_tell_counts(keys, count, limit, place);
		return place + any;
	}
	top = find_levels(keys, count, &levels);
	//@ ghost level_is_searchable(keys, count, &levels, top, top);
	place = place_in_top(keys, levels.at[top], levels.count[top], limit);
	/*@ loop invariant 0 <= level <= top;
	    loop invariant placed(keys, level_at(count, level),
	                          level_count(count, level), limit, place);
	    loop assigns level, place;
	    loop variant level; */
	for (size_t level = top; level > 0; level--) {
		//@ ghost level_is_searchable(keys, count, &levels, top, level);
		/*@ ghost level_is_searchable(keys, count, &levels, top,
		                              level - 1); */
		//@ ghost places_head_groups(keys, count, level, limit, place);
		place = place_below(keys, levels.at[level - 1],
				    levels.count[level - 1], place, limit);
	}
	//@ ghost places_tell_counts(keys, count, limit, place);
	return place + any;
}

/*@ // For limits[from] and those behind it found has the places.
    predicate all_placed{L}(uint64_t *keys, integer at, integer count,
                            uint64_t *limits, integer from, integer to,
                            uint32_t *found) =
      \forall integer i; from <= i < to ==>
        placed(keys, at, count, limits[i], found[i]);

    predicate all_headed{L}(uint64_t *keys, integer at, integer count,
                            uint64_t *limits, integer from, integer to,
                            uint32_t *found) =
      \forall integer i; from <= i < to ==>
        headed(keys, at, count, limits[i], found[i]);

    predicate all_counted{L}(uint64_t *keys, integer count, uint64_t *limits,
                             integer n, uint32_t *found) =
      \forall integer i; 0 <= i < n ==>
        counted(keys, count, limits[i], found[i]);
 */

/* The places of @n limits in the top level. */
/*@ requires 1 <= count <= 16 && at < 2 * GPAMAP_INDEX_KEYS_MAX;
    requires \valid_read(keys + (at .. at + count - 1));
    requires sorted(keys, at, at + count);
    requires \valid_read(limits + (0 .. n - 1));
    requires \valid(found + (0 .. n - 1));
    assigns found[0 .. n - 1];
    ensures all_placed(keys, at, count, limits, 0, n, found);
 */
static void places_in_top(const uint64_t *keys, size_t at, size_t count,
			  const uint64_t *limits, size_t n, uint32_t *found)
{
	/*@ loop invariant 0 <= i <= n;
	    loop invariant all_placed(keys, at, count, limits, 0, i, found);
	    loop assigns i, found[0 .. n - 1];
	    loop variant n - i; */
	for (size_t i = 0; i < n; i++)
		found[i] = (uint32_t)place_in_top(keys, at, count, limits[i]);
}

/* The places in a level of @count keys, given those in the level above it. */
/*@ requires 16 < count <= GPAMAP_INDEX_KEYS_MAX;
    requires at <= 2 * GPAMAP_INDEX_KEYS_MAX;
    requires \valid_read(keys + (at .. at + count - 1));
    requires sorted(keys, at, at + count);
    requires \valid_read(limits + (0 .. n - 1));
    requires \valid(found + (0 .. n - 1));
    requires all_headed(keys, at, count, limits, 0, n, found);
    assigns found[0 .. n - 1];
    ensures all_placed(keys, at, count, limits, 0, n, found);
 */
static void places_below(const uint64_t *keys, size_t at, size_t count,
			 const uint64_t *limits, size_t n, uint32_t *found)
{
	/*@ loop invariant 0 <= i <= n;
	    loop invariant all_placed(keys, at, count, limits, 0, i, found);
	    loop invariant all_headed(keys, at, count, limits, i, n, found);
	    loop assigns i, found[0 .. n - 1];
	    loop variant n - i; */
	for (size_t i = 0; i < n; i++)
		found[i] = (uint32_t)place_below(keys, at, count, found[i],
						 limits[i]);
}

/*@ ghost
      /@ requires level > 0 && is_above(keys, all, level);
         requires all_placed(keys, level_at(all, level),
           level_count(all, level), limits, 0, n, found);
         assigns \nothing;
         ensures all_headed(keys, level_at(all, level - 1),
           level_count(all, level - 1), limits, 0, n, found);
       @/
      static void all_places_head_groups(const uint64_t *keys, size_t all,
                                         size_t level, const uint64_t *limits,
                                         size_t n, const uint32_t *found)
      {
        /@ assert \forall integer i; 0 <= i < level_count(all, level) ==>
             keys[level_at(all, level) + i] ==
             keys[level_at(all, level - 1) + 16 * i]; @/
      }
 */

/* Make places counts. */
/*@ requires 1 <= count <= GPAMAP_INDEX_KEYS_MAX;
    requires \valid_read(keys + (0 .. count - 1)) && sorted(keys, 0, count);
    requires \valid_read(limits + (0 .. n - 1));
    requires \valid(found + (0 .. n - 1));
    requires all_placed(keys, 0, count, limits, 0, n, found);
    assigns found[0 .. n - 1];
    ensures all_counted(keys, count, limits, n, found);
 */
static void count_places(const uint64_t *keys, size_t count,
			 const uint64_t *limits, size_t n, uint32_t *found)
{
	(void)count;
	/*@ loop invariant 0 <= i <= n;
	    loop invariant all_counted(keys, count, limits, i, found);
	    loop invariant all_placed(keys, 0, count, limits, i, n, found);
	    loop assigns i, found[0 .. n - 1];
	    loop variant n - i; */
	for (size_t i = 0; i < n; i++) {
		//@ ghost places_tell_counts(keys, count, limits[i], found[i]);
		found[i] += (uint32_t)(keys[0] <= limits[i]);
	}
}

void gpamap_index_search_many(const uint64_t *keys, size_t count,
			      const uint64_t *limits, size_t n, uint32_t *found)
{
	struct levels levels;
	size_t top = find_levels(keys, count, &levels);

	//@ ghost level_is_searchable(keys, count, &levels, top, top);
	places_in_top(keys, levels.at[top], levels.count[top], limits, n,
		      found);
	/*@ loop invariant 0 <= level <= top;
	    loop invariant are_levels(&levels, count, top);
	    loop invariant all_placed(keys, level_at(count, level),
	      level_count(count, level), limits, 0, n, found);
	    loop assigns level, found[0 .. n - 1];
	    loop variant level; */
	for (size_t level = top; level > 0; level--) {
		//@ ghost level_is_searchable(keys, count, &levels, top, level);
		/*@ ghost level_is_searchable(keys, count, &levels, top,
		                              level - 1); */
		/*@ ghost all_places_head_groups(keys, count, level, limits, n,
		                                 found); */
		places_below(keys, levels.at[level - 1],
			     levels.count[level - 1], limits, n, found);
	}
	count_places(keys, count, limits, n, found);
}
