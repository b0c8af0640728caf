/* SPDX-License-Identifier: MIT */
#include "lists.h"

#include "entry.h"
#include "fault.h"

/* The entries are read as words: no padding may stand between them. */
_Static_assert(sizeof(struct gpamap_range) == 2 * sizeof(uint64_t),
	       "a range is two words");
_Static_assert(sizeof(struct gpamap_ram_range) == 3 * sizeof(uint64_t),
	       "a RAM range is three words");
_Static_assert(sizeof(struct gpamap_other_range) == 4 * sizeof(uint64_t),
	       "an other range is four words");

/*@ // The ranges of the first lists.
    logic integer ranges_of{L}(struct gpamap_lists *lists, integer n) =
      n <= 0 ? 0 : ranges_of(lists, n - 1) + lists->count[n - 1];
 */

/*@ ghost
      /@ requires from < to <= top <= 0 && 2 <= stride <= 4;
         requires whole_entries(-to, stride) && whole_entries(-from, stride);
         assigns \nothing;
         ensures is_entry(to - stride, from, top, stride);
       @/
      static void place_before(ptrdiff_t from, ptrdiff_t to, ptrdiff_t top,
                               ptrdiff_t stride)
      {
      }

      /@ requires \valid_read(lists) && i <= 6;
         assigns \nothing;
         ensures ranges_of(lists, i) <= ranges_of(lists, 6);
       @/
      static void up_to_all(const struct gpamap_lists *lists, size_t i)
      {
        /@ loop invariant i <= j <= 6;
           loop invariant ranges_of(lists, i) <= ranges_of(lists, j);
           loop assigns j;
           loop variant 6 - j; @/
        for (size_t j = i; j < 6; j++) {
          /@ assert ranges_of(lists, j + 1) ==
               ranges_of(lists, j) + lists->count[j]; @/
        }
      }

      /@ requires list < 6 && count <= GPAMAP_RANGES_MAX;
         requires 0 <= words < words_of(list, count);
         requires whole_list(list, words_of(list, count) - words);
         assigns \nothing;
         ensures words_of(list, words / stride(list)) == words;
         ensures words / stride(list) < count;
       @/
      static void index_of(size_t list, size_t words, size_t count)
      {
      }

      /@ requires entries_good(list, placeholders, end, from, to);
         requires is_entry(w, from, to, entry_words(list));
         assigns \nothing;
         ensures entry_good(list, placeholders, end + w);
         ensures end[w] <= end[w + 1];
       @/
      static void is_good_at(const uint64_t *end, ptrdiff_t from, ptrdiff_t to,
                             ptrdiff_t w, size_t list, int placeholders)
      {
      }

      /@ requires -0x8000000 <= from <= at <= 0 && 2 <= stride <= 4;
         requires whole_entries(-at, stride) && whole_entries(-from, stride);
         requires \valid_read(end + (from .. -1));
         requires \forall integer w; is_entry(w, from, at, stride) ==>
           end[w] <= end[w + 1];
         assigns \nothing;
         ensures floor_at(end, from, at, stride) == 0 ||
           (is_entry(\result, from, at, stride) &&
            end[\result] < end[\result + 1] &&
            end[\result + 1] == floor_at(end, from, at, stride));
       @/
      static ptrdiff_t last_before(const uint64_t *end, ptrdiff_t from,
                                   ptrdiff_t at, ptrdiff_t stride)
      {
        ptrdiff_t to = at;
        /@ loop invariant from <= to <= at && whole_entries(-to, stride);
           loop invariant floor_at(end, from, at, stride) ==
             floor_at(end, from, to, stride);
           loop assigns to;
           loop variant to - from; @/
        while (to > from) {
          place_before(from, to, at, stride);
          /@ assert (end + (to - stride))[0] <= (end + (to - stride))[1]; @/
          if ((end + (to - stride))[0] != (end + (to - stride))[1])
            break;
          to -= stride;
        }
        return to - stride;
      }

      /@ requires entries_good(list, placeholders, end, from, to);
         assigns \nothing;
         ensures \forall integer w; is_entry(w, from, to, entry_words(list)) ==>
           end[w] <= end[w + 1];
       @/
      static void good_is_upright(const uint64_t *end, ptrdiff_t from,
                                  ptrdiff_t to, size_t list, int placeholders)
      {
        /@ assert \forall integer w; is_entry(w, from, to, entry_words(list))
             ==> entry_good(list, placeholders, end + w); @/
        /@ assert \forall integer w; is_entry(w, from, to, entry_words(list))
             ==> range_good(end[w], end[w + 1]); @/
      }

      /@ assigns \nothing;
         ensures entry_good(list, placeholders, entry) ==>
           entry[0] <= entry[1];
       @/
      static void good_upright(const uint64_t *entry, size_t list,
                               int placeholders)
      {
      }

      /@ requires entries_in_turn(end, from, 0, stride);
         requires is_entry(v, from, 0, stride) && is_entry(w, from, 0, stride);
         requires v < w && end[v] < end[v + 1] && end[w] < end[w + 1];
         assigns \nothing;
         ensures end[v + 1] <= end[w];
       @/
      static void in_turn_at(const uint64_t *end, ptrdiff_t from, ptrdiff_t v,
                             ptrdiff_t w, ptrdiff_t stride)
      {
      }

      /@ requires -0x8000000 <= from <= entry - end < 0;
         requires \base_addr(entry) == \base_addr(end);
         requires stride == entry_words(list) && whole_entries(-from, stride);
         requires is_entry(entry - end, from, 0, stride);
         requires \valid_read(end + (from .. -1));
         requires entries_good(list, placeholders, end, from, entry - end);
         requires entry_good(list, placeholders, entry) ==>
           entry[0] != entry[1] &&
           entry[0] < floor_at(end, from, entry - end, stride);
         assigns \nothing;
         ensures !entries_sound(list, placeholders, end, from, 0);
       @/
      static void is_unsound(const uint64_t *end, ptrdiff_t from,
                             const uint64_t *entry, ptrdiff_t stride,
                             size_t list, int placeholders)
      {
        ptrdiff_t at = entry - end;
        good_is_upright(end, from, at, list, placeholders);
        ptrdiff_t last = last_before(end, from, at, stride);
        /@ assert end + at == entry; @/
        /@ assert end[at] == entry[0] && end[at + 1] == entry[1]; @/
        /@ assert entries_sound(list, placeholders, end, from, 0) ==>
             entry_good(list, placeholders, end + at); @/
        good_upright(entry, list, placeholders);
        /@ assert entry_good(list, placeholders, entry) ==>
             entry[0] < entry[1]; @/
        /@ assert entry_good(list, placeholders, entry) ==>
             is_entry(last, from, 0, stride) && last < at &&
             end[last] < end[last + 1] && end[at] < end[last + 1]; @/
        /@ assert entry_good(list, placeholders, entry) ==>
             !entries_in_turn(end, from, 0, stride); @/
      }

      /@ requires from <= 0 && list < 6;
         requires entries_sound(list, placeholders, end, from, 0);
         assigns \nothing;
         ensures rest_ordered(end, from, stride(list));
       @/
      static void sound_is_ordered(const uint64_t *end, ptrdiff_t from,
                                   size_t list, int placeholders)
      {
        /@ assert stride(list) == entry_words(list); @/
        /@ assert \forall integer w; is_entry(w, from, 0, stride(list)) ==>
             entry_good(list, placeholders, end + w); @/
      }
 */

/*@ requires \valid(lists) && list < 6;
    assigns lists->words[list], lists->count[list];
    ensures lists->count[list] == count;
 */
static void take(struct gpamap_lists *lists, enum gpamap_list list,
		 const void *entries, size_t count)
{
	lists->words[list] = entries;
	lists->count[list] = count;
}

/* Check that each count has an array, and that a layout holds all ranges. */
/*@ requires \valid_read(lists) && (error == \null || \valid(error));
    requires error != \null ==> \separated(lists, error);
    assigns *error;
    ensures \result == GPAMAP_ERR_ARGUMENT <==>
      \exists integer list; 0 <= list < 6 && lacks_array{Pre}(lists, list);
    ensures \result != GPAMAP_ERR_ARGUMENT ==> \result ==
      (ranges_of{Pre}(lists, 6) <= GPAMAP_RANGES_MAX ? GPAMAP_OK
                                                     : GPAMAP_ERR_TOO_MANY);
    ensures \result == GPAMAP_OK ==> fault_stays{Pre, Post}(error);
 */
static enum gpamap_status check_given(const struct gpamap_lists *lists,
				      struct gpamap_error *error)
{
	uint64_t room = GPAMAP_RANGES_MAX;

	/*@ loop invariant 0 <= i <= 6;
	    loop invariant \forall integer l; 0 <= l < i ==>
	      !lacks_array(lists, l);
	    loop assigns i;
	    loop variant 6 - i; */
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		/*@ assert lacks_array(lists, i) <==>
		      lists->count[i] != 0 && lists->words[i] == \null; */
		if (lists->count[i] != 0 && lists->words[i] == NULL)
			return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	}
	/*@ loop invariant 0 <= i <= 6;
	    loop invariant room + ranges_of(lists, i) == GPAMAP_RANGES_MAX;
	    loop assigns i, room;
	    loop variant 6 - i; */
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		/*@ assert ranges_of(lists, i + 1) ==
		      ranges_of(lists, i) + lists->count[i]; */
		//@ ghost up_to_all(lists, i + 1);
		if (lists->count[i] > room)
			return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
						   lists->count[i],
						   GPAMAP_RANGES_MAX);
		room -= lists->count[i];
	}
	return GPAMAP_OK;
}

enum gpamap_status gpamap_lists_init(struct gpamap_lists *lists,
				     const struct gpamap_ram_range *ram,
				     size_t ram_count,
				     const struct gpamap_fixed *fixed,
				     struct gpamap_error *error)
{
	static const struct gpamap_fixed nothing;
	enum gpamap_status status;

	if (fixed == NULL)
		fixed = &nothing;
	take(lists, GPAMAP_LIST_RAM, ram, ram_count);
	take(lists, GPAMAP_LIST_MMIO, fixed->mmio, fixed->mmio_count);
	take(lists, GPAMAP_LIST_PCI_ECAM, fixed->pci_ecam,
	     fixed->pci_ecam_count);
	take(lists, GPAMAP_LIST_PCI_MMIO, fixed->pci_mmio,
	     fixed->pci_mmio_count);
	take(lists, GPAMAP_LIST_VTL2, fixed->vtl2, fixed->vtl2 != NULL);
	take(lists, GPAMAP_LIST_OTHER, fixed->other, fixed->other_count);
	lists->placeholders = false;
	//@ ghost Taken: ;
	status = check_given(lists, error);
	/*@ assert \forall integer l; 0 <= l < 6 ==>
	      lists->count[l] == \at(lists->count[l], Taken) &&
	      lists->words[l] == \at(lists->words[l], Taken); */
	/*@ assert \forall integer l; 0 <= l < 6 ==>
	      (lacks_array(lists, l) <==> lacks_array{Taken}(lists, l)); */
	/*@ assert \forall integer n; 0 < n <= 6 ==> ranges_of(lists, n) ==
	      ranges_of(lists, n - 1) + lists->count[n - 1]; */
	/*@ assert ranges_of(lists, 0) == ranges_of{Taken}(lists, 0); */
	/*@ assert ranges_of(lists, 1) == ranges_of{Taken}(lists, 1); */
	/*@ assert ranges_of(lists, 2) == ranges_of{Taken}(lists, 2); */
	/*@ assert ranges_of(lists, 3) == ranges_of{Taken}(lists, 3); */
	/*@ assert ranges_of(lists, 4) == ranges_of{Taken}(lists, 4); */
	/*@ assert ranges_of(lists, 5) == ranges_of{Taken}(lists, 5); */
	/*@ assert ranges_of(lists, 6) == ranges_of{Taken}(lists, 6); */
	return status;
}

struct gpamap_subject gpamap_lists_subject(const struct gpamap_lists *lists,
					   enum gpamap_list list, size_t index)
{
	const uint64_t *entry = gpamap_lists_entry(lists, list, index);

	return (struct gpamap_subject){ list, index, { entry[0], entry[1] } };
}

/* What is wrong with an entry by itself; @value is the word at fault, where it
 * is one behind the range. */
/*@ requires has_entry(lists, list, index) && \valid(value);
    requires \separated(value, lists) &&
      \separated(value, entry_of_list(lists, list, index) + (0 .. 3));
    assigns *value;
    ensures \result == GPAMAP_OK <==>
      entry_good{Pre}(list, may_be_empty{Pre}(lists, list),
                      entry_of_list{Pre}(lists, list, index));
    ensures \result != GPAMAP_OK ==>
      wrong_in_itself{Pre}(\result, list, may_be_empty{Pre}(lists, list),
                           entry_of_list{Pre}(lists, list, index));
 */
static inline enum gpamap_status check_entry(const struct gpamap_lists *lists,
					     enum gpamap_list list,
					     size_t index, uint64_t *value)
{
	const uint64_t *entry = gpamap_lists_entry(lists, list, index);
	enum gpamap_status status = gpamap_entry_check_numbers(entry);
	bool may_be_empty = lists->placeholders && list == GPAMAP_LIST_MMIO;

	*value = 0;
	if (status != GPAMAP_OK)
		return status;
	if (entry[0] == entry[1] && !may_be_empty)
		return GPAMAP_ERR_EMPTY;
	return gpamap_entry_check_extras(list, entry, value);
}

enum gpamap_status gpamap_lists_check_entry(const struct gpamap_lists *lists,
					    enum gpamap_list list, size_t index,
					    struct gpamap_error *error)
{
	uint64_t value;
	enum gpamap_status status = check_entry(lists, list, index, &value);

	if (status == GPAMAP_OK)
		return GPAMAP_OK;
	gpamap_fault_subject(error, status,
			     gpamap_lists_subject(lists, list, index),
			     GPAMAP_ADDRESS_END);
	if (error != NULL)
		error->asked = value;
	return status;
}

enum gpamap_status gpamap_lists_check_order(const struct gpamap_lists *lists,
					    enum gpamap_list list, size_t index,
					    size_t before,
					    struct gpamap_error *error)
{
	struct gpamap_subject late = gpamap_lists_subject(lists, list, index);
	struct gpamap_subject early = gpamap_lists_subject(lists, list, before);

	if (late.range.start >= early.range.end)
		return GPAMAP_OK;
	return gpamap_fault_pair(error,
				 late.range.start < early.range.start
					 ? GPAMAP_ERR_UNSORTED
					 : GPAMAP_ERR_OVERLAP,
				 late, early);
}

/* The last range before @entry, which is there; placeholders may be between the
 * two. The list has what is from @first to @end, which stand in the contract
 * alone. */
/*@ requires \base_addr(first) == \base_addr(end);
    requires \base_addr(entry) == \base_addr(end);
    requires -0x8000000 <= first - end <= entry - end < 0;
    requires is_entry(entry - end, first - end, 0, stride);
    requires whole_entries(end - first, stride);
    requires \valid_read(end + (first - end .. -1));
    requires floor_at(end, first - end, entry - end, stride) > 0;
    requires \forall integer w; is_entry(w, first - end, entry - end, stride)
      ==> end[w] <= end[w + 1];
    assigns \nothing;
    ensures \base_addr(\result) == \base_addr(end);
    ensures is_entry(\result - end, first - end, entry - end, stride);
    ensures \result[1] == floor_at(end, first - end, entry - end, stride);
 */
static const uint64_t *last_range(const uint64_t *first, const uint64_t *entry,
				  const uint64_t *end, size_t stride)
{
	const uint64_t *at = entry;

	(void)first;
	(void)end;
	/*@ loop invariant \base_addr(at) == \base_addr(end);
	    loop invariant first - end <= at - end <= entry - end;
	    loop invariant whole_entries(end - at, stride);
	    loop invariant floor_at(end, first - end, at - end, stride) ==
	      floor_at(end, first - end, entry - end, stride);
	    loop assigns at;
	    loop variant at - first; */
	do {
		//@ assert first - end < at - end;
		/*@ ghost place_before(first - end, at - end, entry - end,
		                       (ptrdiff_t)stride); */
		at -= stride;
		/*@ assert end[at - end] == at[0] &&
		      end[at - end + 1] == at[1]; */
	} while (at[0] == at[1]);
	return at;
}

/* Say whether an entry is good by itself. */
/*@ requires has_entry(lists, list, index);
    assigns \nothing;
    ensures \result <==> entry_good(list, may_be_empty(lists, list),
                                    entry_of_list(lists, list, index));
 */
static bool is_good(const struct gpamap_lists *lists, enum gpamap_list list,
		    size_t index)
{
	uint64_t value;

	return check_entry(lists, list, index, &value) == GPAMAP_OK;
}

/*@ // An entry of a list up to which all are good; it is not, or begins below
    // them.
    predicate wrong_at{L}(struct gpamap_lists *lists, integer list,
                          uint64_t *entry, uint64_t *end) =
      end == list_end(lists, list) && \base_addr(entry) == \base_addr(end) &&
      is_entry(entry - end, lists->words[list] - end, 0, stride(list)) &&
      entries_good(list, may_be_empty(lists, list), end,
                   lists->words[list] - end, entry - end) &&
      (entry_good(list, may_be_empty(lists, list), entry) ==>
        entry[0] != entry[1] &&
        entry[0] < floor_at(end, lists->words[list] - end, entry - end,
                            stride(list)));
 */

/*@ ghost
      /@ requires wrong_at(lists, list, entry, end);
         requires entry_good(list, may_be_empty(lists, list), entry);
         assigns \nothing;
         ensures entry[0] < floor_at(end, lists->words[list] - end,
                                     entry - end, stride(list));
       @/
      static void begins_below(const struct gpamap_lists *lists, size_t list,
                               const uint64_t *entry, const uint64_t *end)
      {
      }
 */

/* The place of an entry that @list has. */
/*@ requires \valid_read(lists) && list < 6 && list_readable(lists, list);
    requires \base_addr(entry) == \base_addr(lists->words[list]);
    requires 0 <= entry - lists->words[list] <
      words_of(list, lists->count[list]);
    requires whole_list(list, words_of(list, lists->count[list]) -
                                (entry - lists->words[list]));
    assigns \nothing;
    ensures has_entry(lists, list, \result);
    ensures entry_of_list(lists, list, \result) == entry;
 */
static size_t index_of_entry(const struct gpamap_lists *lists,
			     enum gpamap_list list, const uint64_t *entry)
{
	/*@ ghost index_of(list, (size_t)(entry - lists->words[list]),
	                   lists->count[list]); */
	return gpamap_lists_index(lists, list, entry);
}

/* Tell what is wrong with @entry: in itself, or that it begins below where the
 * last range before it ends. */
/*@ requires lists_readable(lists) && list < 6 && fault_apart(error, lists);
    requires wrong_at(lists, list, entry, end);
    assigns *error;
    ensures \result != GPAMAP_OK;
    ensures \exists integer index;
      0 <= index < \old(lists->count[list]) &&
      fault_tells{Pre, Post}(lists, error, \result, list, index);
 */
static enum gpamap_status tell_wrong(const struct gpamap_lists *lists,
				     enum gpamap_list list,
				     const uint64_t *entry, const uint64_t *end,
				     struct gpamap_error *error)
{
	size_t stride = gpamap_block_stride(list), index, before;
	const uint64_t *last;

	//@ assert list_readable(lists, list) && stride == entry_words(list);
	//@ assert lists->words[list] - end == from_end(lists, list, 0);
	//@ assert is_entry(entry - end, lists->words[list] - end, 0, stride);
	index = index_of_entry(lists, list, entry);
	if (!is_good(lists, list, index))
		return gpamap_lists_check_entry(lists, list, index, error);
	//@ assert entry_good(list, may_be_empty(lists, list), entry);
	//@ ghost begins_below(lists, list, entry, end);
	/*@ assert entry[0] < floor_at(end, lists->words[list] - end,
	                                    entry - end, stride(list)); */
	/*@ ghost int may = lists->placeholders && list == 1 ? 1 : 0; */
	/*@ ghost good_is_upright(end, lists->words[list] - end, entry - end,
	                          list, may); */
	last = last_range(lists->words[list], entry, end, stride);
	before = index_of_entry(lists, list, last);
	//@ assert entry[0] < last[1];
	return gpamap_lists_check_order(lists, list, index, before, error);
}

/* The first entry of a list that is wrong in itself, or in its place behind the
 * one before; @end, where the list does, if none is. */
/*@ requires \valid_read(lists) && list < 6 && list_readable(lists, list);
    requires end == list_end(lists, list);
    assigns \nothing;
    ensures \result == end ==> list_sound(lists, list);
    ensures \result != end ==> wrong_at(lists, list, \result, end);
 */
static const uint64_t *find_wrong(const struct gpamap_lists *lists,
				  enum gpamap_list list, const uint64_t *end)
{
	bool may = lists->placeholders && list == GPAMAP_LIST_MMIO;
	size_t stride = gpamap_block_stride(list);
	const uint64_t *wrong;

	//@ assert (may ? 1 : 0) == may_be_empty(lists, list);
	//@ assert stride == entry_words(list);
	wrong = gpamap_entries_check(list, stride, lists->words[list], end,
				     may);
	//@ assert from_end(lists, list, lists->count[list]) == 0;
	//@ assert from_end(lists, list, 0) == lists->words[list] - end;
	return wrong;
}

enum gpamap_status gpamap_lists_check(const struct gpamap_lists *lists,
				      struct gpamap_error *error)
{
	/*@ loop invariant 0 <= i <= 6;
	    loop invariant \forall integer l; 0 <= l < i ==>
	      list_sound(lists, l) && list_ordered(lists, l);
	    loop assigns i;
	    loop variant 6 - i; */
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		enum gpamap_list list = (enum gpamap_list)i;
		//@ assert list_readable(lists, i);
		const uint64_t *end = gpamap_lists_end(lists, list);
		const uint64_t *wrong = find_wrong(lists, list, end);

		/*@ ghost ptrdiff_t from = lists->words[list] - end; */
		/*@ ghost ptrdiff_t stride = i == 0 ? 3 : i == 5 ? 4 : 2; */
		/*@ ghost int may = lists->placeholders && list == 1 ? 1 : 0; */
		/*@ assert may == may_be_empty(lists, i) &&
		      from == from_end(lists, i, 0) && stride == stride(i); */
		/*@ ghost if (wrong != end)
		      is_unsound(end, from, wrong, stride, i, may); */
		//@ assert wrong != end ==> !list_sound(lists, i);
		if (wrong != end)
			return tell_wrong(lists, list, wrong, end, error);
		//@ assert entries_sound(i, may, end, from, 0);
		/*@ ghost sound_is_ordered(end, from, i, may); */
		//@ assert list_ordered(lists, i);
	}
	return GPAMAP_OK;
}

enum gpamap_status gpamap_lists_collide(const struct gpamap_lists *lists,
					struct gpamap_subject late,
					struct gpamap_subject early,
					struct gpamap_error *error)
{
	uint64_t end_of_ram = gpamap_lists_end_of_ram(lists);

	/* VTL2 inside RAM is below the end of RAM: the rule that it breaks is
	 * that one. */
	if (late.list == GPAMAP_LIST_VTL2 && early.list == GPAMAP_LIST_RAM)
		return gpamap_fault_subject(error, GPAMAP_ERR_VTL2_LOW, late,
					    end_of_ram);
	if (late.list == GPAMAP_LIST_RAM && early.list == GPAMAP_LIST_VTL2)
		return gpamap_fault_subject(error, GPAMAP_ERR_VTL2_LOW, early,
					    end_of_ram);
	return gpamap_fault_pair(error, GPAMAP_ERR_OVERLAP, late, early);
}

uint64_t gpamap_lists_end_of_ram(const struct gpamap_lists *lists)
{
	size_t count = lists->count[GPAMAP_LIST_RAM];

	if (count == 0)
		return 0;
	return gpamap_lists_entry(lists, GPAMAP_LIST_RAM, count - 1)[1];
}

enum gpamap_status gpamap_lists_check_vtl2(const struct gpamap_lists *lists,
					   uint64_t end_of_ram,
					   struct gpamap_error *error)
{
	//@ assert list_readable(lists, GPAMAP_LIST_VTL2);
	if (lists->count[GPAMAP_LIST_VTL2] == 0 ||
	    lists->words[GPAMAP_LIST_VTL2][0] >= end_of_ram)
		return GPAMAP_OK;
	return gpamap_fault_subject(
		error, GPAMAP_ERR_VTL2_LOW,
		gpamap_lists_subject(lists, GPAMAP_LIST_VTL2, 0), end_of_ram);
}
