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

/*@ ghost
      /@ requires from <= at < 0 && is_entry(at, from, 0, entry_words(list));
         requires entries_sound(list, placeholders, end, from, 0);
         assigns \nothing;
         ensures entry_good(list, placeholders, end + at);
         ensures \forall integer v;
           is_range(end, v, from, at, entry_words(list)) &&
           end[at] < end[at + 1] ==> end[v + 1] <= end[at];
       @/
      static void sound_is_good(const uint64_t *end, ptrdiff_t from,
                                ptrdiff_t at, size_t list, int placeholders)
      {
      }

      /@ requires has_entry(lists, list, index);
         requires entry_good(list, may_be_empty(lists, list),
                             entry_of_list(lists, list, index)) ==>
           begins_low(lists, list, index);
         assigns \nothing;
         ensures !list_sound(lists, list);
       @/
      static void is_unsound(const struct gpamap_lists *lists, size_t list,
                             size_t index)
      {
        const uint64_t *end = lists->words[list] +
          (list == 0 ? 3 : list == 5 ? 4 : 2) * lists->count[list];
        const uint64_t *entry = lists->words[list] +
          (list == 0 ? 3 : list == 5 ? 4 : 2) * index;
        ptrdiff_t at = entry - end;
        /@ assert end == list_end(lists, list); @/
        /@ assert entry == entry_of_list(lists, list, index); @/
        /@ assert at == from_end(lists, list, index); @/
        /@ assert is_entry(at, from_end(lists, list, 0), 0, stride(list)); @/
        /@ assert end + at == entry; @/
        /@ assert end[at] == entry[0] && end[at + 1] == entry[1]; @/
        /@ assert list_sound(lists, list) ==>
             entry_good(list, may_be_empty(lists, list), end + at); @/
        /@ assert list_sound(lists, list) ==> \forall integer v;
             is_range(end, v, from_end(lists, list, 0), at, stride(list)) &&
             end[at] < end[at + 1] ==> end[v + 1] <= end[at]; @/
      }

      /@ requires from < to <= top <= 0 && 2 <= stride <= 4;
         requires whole_entries(-to, stride) && whole_entries(-from, stride);
         requires entries_in_turn(end, from, top, stride);
         requires \forall integer w; is_entry(w, from, top, stride) ==>
           end[w] <= end[w + 1];
         requires \exists integer v;
           is_range(end, v, from, to, stride) && start < end[v + 1];
         assigns \nothing;
         ensures is_entry(to - stride, from, top, stride);
         ensures end[to - stride] == end[to - stride + 1] ==>
           \exists integer v;
             is_range(end, v, from, to - stride, stride) &&
             start < end[v + 1];
         ensures end[to - stride] != end[to - stride + 1] ==>
           start < end[to - stride + 1];
       @/
      static void step_back(const uint64_t *end, ptrdiff_t from, ptrdiff_t to,
                            ptrdiff_t top, ptrdiff_t stride, uint64_t start)
      {
        /@ assert is_entry(to - stride, from, top, stride); @/
        /@ assert \forall integer w; is_entry(w, from, to, stride) ==>
             w == to - stride || is_entry(w, from, to - stride, stride); @/
        /@ assert end[to - stride] < end[to - stride + 1] ==>
             \forall integer v; is_entry(v, from, to - stride, stride) &&
               end[v] < end[v + 1] ==> end[v + 1] <= end[to - stride]; @/
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

static void take(struct gpamap_lists *lists, enum gpamap_list list,
		 const void *entries, size_t count)
{
	lists->words[list] = entries;
	lists->count[list] = count;
}

enum gpamap_status gpamap_lists_init(struct gpamap_lists *lists,
				     const struct gpamap_ram_range *ram,
				     size_t ram_count,
				     const struct gpamap_fixed *fixed,
				     struct gpamap_error *error)
{
	static const struct gpamap_fixed nothing;
	uint64_t room = GPAMAP_RANGES_MAX;

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
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		if (lists->count[i] != 0 && lists->words[i] == NULL)
			return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	}
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++) {
		if (lists->count[i] > room)
			return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
						   lists->count[i],
						   GPAMAP_RANGES_MAX);
		room -= lists->count[i];
	}
	return GPAMAP_OK;
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
static inline enum gpamap_status
check_entry(const struct gpamap_lists *lists, enum gpamap_list list,
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

/* The last range before that at @index, which is there; placeholders may be
 * between the two. */
/*@ requires has_entry(lists, list, index) && list_sound_to(lists, list, index);
    requires begins_low(lists, list, index);
    assigns \nothing;
    ensures 0 <= \result < index;
    ensures entry_of_list(lists, list, index)[0] <
      entry_of_list(lists, list, \result)[1];
 */
static size_t last_range(const struct gpamap_lists *lists,
			 enum gpamap_list list, size_t index)
{
	const uint64_t *entry;

	/*@ ghost size_t stride = list == 0 ? 3 : list == 5 ? 4 : 2; */
	/*@ ghost size_t whole = list == 0 ? 3 * lists->count[list] :
	      list == 5 ? 4 * lists->count[list] : 2 * lists->count[list]; */
	/*@ ghost size_t part = list == 0 ? 3 * index :
	      list == 5 ? 4 * index : 2 * index; */
	//@ ghost const uint64_t *end = lists->words[list] + whole;
	//@ ghost uint64_t start = (lists->words[list] + part)[0];
	//@ ghost ptrdiff_t from = -(ptrdiff_t)whole;
	//@ ghost ptrdiff_t top = (ptrdiff_t)part - (ptrdiff_t)whole;
	/*@ assert end == list_end(lists, list) &&
	      from == from_end(lists, list, 0) &&
	      top == from_end(lists, list, index) && stride == stride(list); */
	/*@ assert upright: \forall integer w; is_entry(w, from, top, stride) ==>
	      entry_good(list, may_be_empty(lists, list), end + w); */
	/*@ loop invariant 0 <= index <= \at(index, Pre);
	    loop invariant \exists integer v;
	      is_range(list_end(lists, list), v, from_end(lists, list, 0),
	               from_end(lists, list, index), stride(list)) &&
	      entry_of_list(lists, list, \at(index, Pre))[0] <
	        list_end(lists, list)[v + 1];
	    loop assigns index, entry;
	    loop variant index; */
	do {
		/*@ ghost ptrdiff_t to = (ptrdiff_t)(list == 0 ? 3 * index :
		      list == 5 ? 4 * index : 2 * index) - (ptrdiff_t)whole; */
		//@ assert to == from_end(lists, list, index);
		/*@ ghost step_back(end, from, to, top, (ptrdiff_t)stride, start);
		 */
		index--;
		//@ assert to - stride == from_end(lists, list, index);
		/*@ assert end + (to - stride) ==
		      entry_of_list(lists, list, index); */
		entry = gpamap_lists_entry(lists, list, index);
	} while (entry[0] == entry[1]);
	return index;
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

/* Tell what is wrong with an entry: in itself, or that it begins below where
 * the last range before it ends. */
/*@ requires has_entry(lists, list, index) && fault_apart(error, lists);
    requires list_sound_to(lists, list, index);
    requires entry_good(list, may_be_empty(lists, list),
                        entry_of_list(lists, list, index)) ==>
      begins_low(lists, list, index);
    assigns *error;
    ensures wrong_in_itself{Pre}(\result, list, may_be_empty{Pre}(lists, list),
                                 entry_of_list{Pre}(lists, list, index)) ||
      wrong_in_order{Pre}(lists, \result, list, index);
    ensures \result != GPAMAP_OK;
    ensures fault_tells{Pre, Post}(lists, error, \result, list, index);
 */
static enum gpamap_status tell_wrong(const struct gpamap_lists *lists,
				     enum gpamap_list list, size_t index,
				     struct gpamap_error *error)
{
	if (!is_good(lists, list, index))
		return gpamap_lists_check_entry(lists, list, index, error);
	return gpamap_lists_check_order(
		lists, list, index, last_range(lists, list, index), error);
}

/* The first entry of a list that is wrong in itself, or in its place behind the
 * one before; their number where none is. */
/*@ requires \valid_read(lists) && list < 6 && list_readable(lists, list);
    assigns \nothing;
    ensures 0 <= \result <= lists->count[list];
    ensures list_sound_to(lists, list, \result);
    ensures \result < lists->count[list] ==>
      entry_good(list, may_be_empty(lists, list),
                 entry_of_list(lists, list, \result)) ==>
        begins_low(lists, list, \result);
 */
static size_t find_wrong(const struct gpamap_lists *lists,
			 enum gpamap_list list)
{
	size_t count = lists->count[list];
	const uint64_t *end, *wrong;
	size_t index;
	uint64_t floor;

	if (count == 0)
		return 0;
	end = gpamap_lists_entry(lists, list, count);
	wrong = gpamap_entries_check(
		list, gpamap_block_stride(list), lists->words[list], end,
		lists->placeholders && list == GPAMAP_LIST_MMIO, &floor);
	//@ assert entry_words(list) == stride(list);
	if (wrong == end)
		return count;
	index = gpamap_lists_index(lists, list, wrong);
	/*@ assert (wrong - lists->words[list]) % stride(list) == 0; */
	//@ assert words_of(list, index) == wrong - lists->words[list];
	//@ assert from_end(lists, list, index) == wrong - end;
	//@ assert entry_of_list(lists, list, index) == wrong;
	return index;
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
		size_t wrong = find_wrong(lists, list);

		/*@ ghost if (wrong != lists->count[i])
		      is_unsound(lists, i, wrong); */
		if (wrong != lists->count[i])
			return tell_wrong(lists, list, wrong, error);
		//@ assert list_sound(lists, i);
		//@ assert list_readable(lists, i) && wrong <= GPAMAP_RANGES_MAX;
		/*@ ghost const uint64_t *end = lists->words[list] +
		      (i == 0 ? 3 * wrong : i == 5 ? 4 * wrong : 2 * wrong); */
		/*@ ghost ptrdiff_t from = lists->words[list] - end; */
		/*@ ghost int may = lists->placeholders && list == 1 ? 1 : 0; */
		/*@ assert end == list_end(lists, i) &&
		      from == from_end(lists, i, 0) &&
		      may == may_be_empty(lists, i); */
		/*@ assert entries_sound(i, may, end, from, 0); */
		/*@ ghost sound_is_ordered(end, from, i, may); */
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
