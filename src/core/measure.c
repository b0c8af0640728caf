/* SPDX-License-Identifier: MIT */
#include "measure.h"

#include "apart.h"
#include "fault.h"
#include "strings.h"

/* A range that is listed; the entry is NULL for none. */
struct listed {
	const uint64_t *entry;
	enum gpamap_list list;
};

/* What the entries of a map come to. */
struct sums {
	size_t entries;
	size_t holes; /* between entries */
	size_t pieces; /* of RAM that is placed */
	uint64_t end_of_ram;
	uint64_t missing; /* of RAM, which found no room */
	size_t vnode; /* whose it is */
	/* The first that begins within one before it, and that one. */
	struct listed late;
	struct listed early;
};

/*@ // A range that is listed begins within another.
    predicate collide{L}(struct gpamap_request *r, struct sums *sums) =
      is_listed(r, sums->late.list, sums->late.entry) &&
      is_listed(r, sums->early.list, sums->early.entry) &&
      sums->early.entry[0] <= sums->late.entry[0] < sums->early.entry[1];

    // So many entries there can be, holes between them, and pieces of RAM.
    predicate bounded(integer entries, integer holes, integer pieces) =
      0 <= entries <= 0x20000001 && 0 <= pieces <= entries &&
      0 <= holes <= (entries == 0 ? 0 : entries - 1);
    predicate summed{L}(struct gpamap_request *r, struct sums *sums) =
      bounded(sums->entries, sums->holes, sums->pieces) &&
      node_misses(&r->nodes, sums->vnode, sums->missing) &&
      (r->nodes.count == 0 ==> sums->pieces == 0);
    predicate judged{L}(struct gpamap_request *r, struct sums *sums) =
      (sums->late.entry == \null ==> summed(r, sums)) &&
      (sums->late.entry != \null ==> collide(r, sums));

    predicate sums_list_apart{L}(struct gpamap_request *r, integer list,
                                 struct sums *sums) =
      \separated(sums, r->lists.words[list] +
                       (0 .. words_of(list, r->lists.count[list]) - 1));
    predicate sums_apart{L}(struct gpamap_request *r, struct sums *sums) =
      \separated(sums, r) &&
      \separated(sums, r->nodes.sizes + (0 .. r->nodes.count - 1)) &&
      \forall integer l; 0 <= l < 6 ==> sums_list_apart(r, l, sums);
 */

/* Say which two overlap. */
/*@ requires \valid(sums) && \separated(sums, request) && \valid_read(request);
    requires is_listed(request, late.list, late.entry) &&
      is_listed(request, early.list, early.entry);
    requires early.entry[0] <= late.entry[0] < early.entry[1];
    requires late.entry != \null;
    assigns sums->late, sums->early;
    ensures judged(request, sums);
 */
static inline void tell_late(const struct gpamap_request *request,
			     struct listed late, struct listed early,
			     struct sums *sums)
{
	(void)request; /* stands in the contract alone */
	sums->late = late;
	sums->early = early;
	//@ assert told: sums->late == late && sums->early == early;
	/*@ assert words: \forall integer l; 0 <= l < 6 ==>
	      request->lists.words[l] == \at(request->lists.words[l], Pre); */
	/*@ assert counts: \forall integer l; 0 <= l < 6 ==>
	      request->lists.count[l] == \at(request->lists.count[l], Pre); */
	/*@ assert same: pointers_same{Pre, Here}(request) &&
	      counts_same{Pre, Here}(request); */
	//@ assert late: is_listed(request, late.list, late.entry);
	//@ assert early: is_listed(request, early.list, early.entry);
	/*@ assert within: early.entry[0] <= late.entry[0] < early.entry[1]; */
	/*@ assert parts: sums->late.entry == late.entry &&
	      sums->late.list == late.list &&
	      sums->early.entry == early.entry &&
	      sums->early.list == early.list; */
	//@ assert collide: collide(request, sums);
}

/* Say what all come to, where no two overlap. */
/*@ requires \valid(sums) && \separated(sums, request) && \valid_read(request);
    requires \valid_read(placing) && \separated(sums, placing);
    requires \separated(sums, request->nodes.sizes +
                              (0 .. request->nodes.count - 1));
    requires bounded(entries, holes, pieces);
    requires node_misses(&request->nodes, placing->vnode, placing->left);
    requires request->nodes.count == 0 ==> pieces == 0;
    assigns *sums;
    ensures sums->late.entry == \null && judged(request, sums);
 */
static inline void tell_sums(const struct gpamap_request *request,
			     const struct gpamap_placing *placing,
			     size_t entries, size_t holes, size_t pieces,
			     uint64_t end_of_ram, struct sums *sums)
{
	(void)request; /* stands in the contract alone */
	*sums = (struct sums){
		.entries = entries,
		.holes = holes,
		.pieces = pieces,
		.end_of_ram = end_of_ram,
		.missing = placing->left,
		.vnode = placing->vnode,
	};
	/*@ assert nodes: request->nodes.count == \at(request->nodes.count, Pre) &&
	      request->nodes.sizes == \at(request->nodes.sizes, Pre); */
	/*@ assert size: sums->missing != 0 ==> request->nodes.sizes[sums->vnode]
	      == \at(request->nodes.sizes[placing->vnode], Pre); */
}

/* Sum up all entries, until two overlap. */
/*@ requires request_readable(request) && lists_ordered(&request->lists);
    requires \valid(sums) && \valid(sweep);
    requires request_apart(sweep, request) && item_free(request, sweep, now);
    requires sums_apart(request, sums);
    requires \separated(sums, sweep) && \separated(sums, now);
    requires sums->late.entry == \null;
    assigns *sums, *sweep, *now;
    ensures judged(request, sums);
 */
static inline void sum_entries(const struct gpamap_request *request,
			       struct gpamap_sweep *sweep,
			       struct gpamap_item *now, struct sums *sums)
{
	struct listed last = { NULL, GPAMAP_LIST_NONE };
	uint64_t listed_end = 0, end = 0;
	uint64_t end_of_ram = gpamap_lists_end_of_ram(&request->lists);
	size_t entries = 0, holes = 0, pieces = 0;

	//@ ghost uint64_t g_start = 0;
	gpamap_request_begin(request, sweep);
	/*@ loop invariant going(request, sweep);
	    loop invariant item_free(request, sweep, now);
	    loop invariant \separated(sums, request->nodes.sizes +
	                                    (0 .. request->nodes.count - 1));
	    loop invariant 0 <= sweep_work(sweep) <= 0x20000001 - entries;
	    loop invariant holes <= (entries == 0 ? 0 : entries - 1);
	    loop invariant pieces <= entries;
	    loop invariant request->nodes.count == 0 ==> pieces == 0;
	    loop invariant last.entry == \null ==> listed_end == 0;
	    loop invariant last.entry != \null ==>
	      stands_as(request, last.list, last.entry, g_start, listed_end) &&
	      g_start <= sweep_limit(sweep);
	    loop assigns *now, sweep->run, sweep->merge.next[0 .. 5],
	      sweep->merge.turn[0 .. 5], sweep->placing.free,
	      sweep->placing.left, sweep->placing.vnode, last, listed_end, end,
	      end_of_ram, entries, holes, pieces, g_start, sums->late,
	      sums->early;
	    loop variant 0x20000001 - entries; */
	while (gpamap_request_next(request, sweep, now)) {
		/* What is below the first entry lies between none. */
		if (entries++ == 0)
			end = now->start;
		if (now->entry == NULL) {
			end_of_ram = now->end;
			pieces++;
		} else {
			struct listed listed = { now->entry, now->list };

			if (now->start < listed_end) {
				/*@ assert two: stands_as(request, now->list,
				      now->entry, now->start, now->end) &&
				      last.entry != \null &&
				      g_start <= now->start; */
				tell_late(request, listed, last, sums);
				return;
			}
			last = listed;
			listed_end = now->end;
			//@ ghost g_start = now->start;
		}
		holes += now->start != end;
		end = now->end;
	}
	/*@ assert missing: node_misses(&request->nodes, sweep->placing.vnode,
	                                sweep->placing.left); */
	/*@ assert none: request->nodes.count == 0 ==> pieces == 0; */
	tell_sums(request, &sweep->placing, entries, holes, pieces, end_of_ram,
		  sums);
}

/*@ requires request_readable(request) && lists_ordered(&request->lists);
    requires \valid(sums) && sums_apart(request, sums);
    requires sums->late.entry == \null;
    assigns *sums;
    ensures judged(request, sums);
 */
GPAMAP_APART static void sum_up(const struct gpamap_request *request,
				struct sums *sums)
{
	struct gpamap_sweep sweep;
	struct gpamap_item now;

	/*@ assert were: \forall integer l; 0 <= l < 6 ==>
	      list_readable{Pre}(&request->lists, l); */
	/*@ assert each: \forall integer l; 0 <= l < 6 ==>
	      list_readable{Pre}(&request->lists, l) ==>
	      list_readable(&request->lists, l); */
	//@ assert readable: request_readable(request);
	sum_entries(request, &sweep, &now, sums);
}

/*@ axiomatic Listed {
      predicate has_index{L}(struct gpamap_lists *lists, integer list,
                             uint64_t *entry, integer index) =
        0 <= index < lists->count[list] &&
        entry == entry_of_list(lists, list, index);
      lemma listed_has_index{L}:
        \forall struct gpamap_lists *lists, integer list, uint64_t *entry;
          list_has(lists, list, entry) ==>
            has_index(lists, list, entry,
                      (entry - lists->words[list]) / stride(list));
    }
 */

/*@ requires lists_readable(lists) && \valid_read(listed);
    requires list_has(lists, listed->list, listed->entry);
    assigns \nothing;
    ensures \result.list == listed->list;
    ensures \result.range.start == listed->entry[0] &&
      \result.range.end == listed->entry[1];
 */
static struct gpamap_subject subject_of(const struct gpamap_lists *lists,
					const struct listed *listed)
{
	//@ assert whole: list_readable(lists, listed->list);
	/*@ assert index: has_index(lists, listed->list, listed->entry,
	      (listed->entry - lists->words[listed->list]) /
	        stride(listed->list)); */
	return gpamap_lists_subject(lists, listed->list,
				    gpamap_lists_index(lists, listed->list,
						       listed->entry));
}

/* Say what is wrong with a map that comes to @sums, if anything is. */
/*@ requires request_readable(request) && \valid_read(sums);
    requires judged(request, sums);
    requires error_apart(error, request) && \separated(error, sums);
    assigns *error;
    ensures \result == GPAMAP_OK ==> sums->late.entry == \null &&
      sums->missing == 0 && sums->entries <= GPAMAP_RANGES_MAX &&
      fault_stays{Pre, Post}(error);
    ensures \result == GPAMAP_ERR_NO_FIT <==>
      \old(sums->late.entry) == \null && \old(sums->missing) != 0;
    ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_OVERLAP ||
      \result == GPAMAP_ERR_NO_FIT || \result == GPAMAP_ERR_VTL2_LOW ||
      \result == GPAMAP_ERR_TOO_MANY;
 */
GPAMAP_APART static enum gpamap_status
judge(const struct gpamap_request *request, const struct sums *sums,
      struct gpamap_error *error)
{
	const struct gpamap_lists *lists = &request->lists;
	enum gpamap_status status;

	if (sums->late.entry != NULL)
		return gpamap_lists_collide(lists,
					    subject_of(lists, &sums->late),
					    subject_of(lists, &sums->early),
					    error);
	if (sums->missing != 0)
		return gpamap_nodes_no_fit(&request->nodes, sums->vnode,
					   sums->missing, error);
	status = gpamap_lists_check_vtl2(lists, sums->end_of_ram, error);
	/* The nodes may have cut RAM into more ranges than a layout holds. */
	if (status == GPAMAP_OK && sums->entries > GPAMAP_RANGES_MAX)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
					   sums->entries, GPAMAP_RANGES_MAX);
	return status;
}

/*@ predicate texts_alone{L}(struct gpamap_request *r,
                             struct gpamap_strings *strings) =
      \forall integer list, i; 0 <= list < 6 && 0 <= i < names_count(r, list)
        ==> \separated(strings, r->names->list[list] + i);
    predicate names_alone{L}(struct gpamap_request *r,
                             struct gpamap_strings *strings) =
      \separated(strings, r) && \separated(strings, r->names) &&
      \separated(strings, r->nodes.sizes + (0 .. r->nodes.count - 1)) &&
      (\forall integer list; 0 <= list < 6 ==>
        \separated(strings, r->lists.words[list] +
                         (0 .. words_of(list, r->lists.count[list]) - 1))) &&
      texts_alone(r, strings);

    axiomatic Texts {
      predicate texts_same{A, B}(struct gpamap_request *r) =
        \at(r->names, A) == \at(r->names, B) &&
        \at(r->nodes.count, A) == \at(r->nodes.count, B) &&
        \forall integer l; 0 <= l < 6 ==>
          \at(r->lists.count[l], A) == \at(r->lists.count[l], B) &&
          \at(r->names->list[l], A) == \at(r->names->list[l], B);
      lemma texts_stay_alone{A, B}:
        \forall struct gpamap_request *r, struct gpamap_strings *strings;
          texts_same{A, B}(r) && texts_alone{A}(r, strings) ==>
            texts_alone{B}(r, strings);
    }
 */

/* Measure the names of a list. Those of RAM stand in the order of its addresses,
 * listed or placed, and of others the order does not matter here. */
/*@ requires request_readable(request) && names_readable(request) && list < 6;
    requires request->names != \null && \valid(strings);
    requires strings_sound(strings) && strings->buffer == \null;
    requires strings->names == request->names;
    requires strings->used <= 0x1000000000000000 * list + 1;
    requires names_alone(request, strings);
    assigns strings->used, strings->ram_name, strings->ram_offset;
    ensures request_readable(request) && names_readable(request);
    ensures names_alone(request, strings) && strings_sound(strings);
    ensures strings->used <= 0x1000000000000000 * (list + 1) + 1;
 */
static void measure_list(const struct gpamap_request *request,
			 enum gpamap_list list, struct gpamap_strings *strings)
{
	bool placed = list == GPAMAP_LIST_RAM && request->nodes.count != 0;
	size_t count = placed ? request->nodes.count
			      : request->lists.count[list];

	//@ assert whole: list_readable(&request->lists, list);
	//@ assert few: count <= GPAMAP_RANGES_MAX;
	//@ assert names: count == names_count(request, list);

	/*@ loop invariant 0 <= i <= count;
	    loop invariant 1 <= strings->used <= \at(strings->used, Pre) +
	      0x800000000 * i;
	    loop invariant strings->ram_offset < strings->used;
	    loop invariant strings->ram_name == \null ||
	      is_name{Pre}(strings->ram_name);
	    loop invariant strings->ram_name == \null ==>
	      strings->ram_offset == 0;
	    loop assigns i, strings->used, strings->ram_name,
	      strings->ram_offset;
	    loop variant count - i; */
	for (size_t i = 0; i < count; i++) {
		const uint64_t *entry = NULL;

		if (!placed)
			entry = gpamap_lists_entry(&request->lists, list, i);
		/*@ assert here: !placed ==>
		      entry == \at(request->lists.words[list], Pre) +
		        words_of(list, i) && \valid_read(entry + (0 .. 1)); */
		/*@ assert name: name_good{Pre}(strings->names, list, i); */
		/* A placeholder is no entry, and bears no name. */
		if (placed || entry[0] != entry[1])
			gpamap_strings_add(strings, list, i);
	}
	/*@ assert words: \forall integer l; 0 <= l < 6 ==>
	      request->lists.words[l] == \at(request->lists.words[l], Pre); */
	/*@ assert counts: \forall integer l; 0 <= l < 6 ==>
	      request->lists.count[l] == \at(request->lists.count[l], Pre); */
	/*@ assert sized: \forall integer i; 0 <= i < request->nodes.count ==>
	      request->nodes.sizes[i] == \at(request->nodes.sizes[i], Pre); */
	/*@ assert same: pointers_same{Pre, Here}(request) &&
	      counts_same{Pre, Here}(request) && sizes_same{Pre, Here}(request);
	 */
	//@ assert valid: still_valid{Pre, Here}(request);
	//@ assert still: request_readable(request);
	/*@ assert listed: \forall integer l; 0 <= l < 6 ==>
	      request->names->list[l] == \at(request->names->list[l], Pre); */
	/*@ assert good: \forall integer l, i; 0 <= l < 6 &&
	      0 <= i < names_count{Pre}(request, l) &&
	      name_good{Pre}(request->names, l, i) ==>
	        name_good(request->names, l, i); */
	/*@ assert apart: \forall integer l; 0 <= l < 6 ==> \separated(strings,
	      request->lists.words[l] +
	        (0 .. words_of(l, request->lists.count[l]) - 1)); */
	//@ assert texts_same: texts_same{Pre, Here}(request);
	//@ assert texts: texts_alone(request, strings);
	//@ assert alone: names_alone(request, strings);
}

/* Measure all names. */
/*@ requires request_readable(request) && names_readable(request);
    requires request->names != \null && \valid(strings);
    requires strings->names == request->names && strings->buffer == \null;
    requires strings_sound(strings) && strings->used == 1;
    requires names_alone(request, strings);
    assigns strings->used, strings->ram_name, strings->ram_offset;
    ensures strings_sound(strings);
    ensures strings->used <= 0x6000000000000001;
 */
static inline void measure_lists(const struct gpamap_request *request,
				 struct gpamap_strings *strings)
{
	/*@ loop invariant 0 <= i <= 6 && strings_sound(strings);
	    loop invariant request_readable(request) && names_readable(request);
	    loop invariant request->names != \null;
	    loop invariant names_alone(request, strings);
	    loop invariant strings->names == request->names;
	    loop invariant strings->used <= 0x1000000000000000 * i + 1;
	    loop assigns i, strings->used, strings->ram_name,
	      strings->ram_offset;
	    loop variant 6 - i; */
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
		measure_list(request, (enum gpamap_list)i, strings);
}

/* Measure all names, and "no name" at offset 0; 0 where there are none. */
/*@ requires request_readable(request) && names_readable(request);
    requires \valid(name_bytes) && (error == \null || \valid(error));
    requires \separated(name_bytes, error) && \separated(name_bytes, request);
    requires \separated(name_bytes, request->nodes.sizes +
                                    (0 .. request->nodes.count - 1));
    assigns *name_bytes, *error;
    ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_TOO_MANY;
    ensures 0 <= *name_bytes <= GPAMAP_NAME_BYTES_MAX;
    ensures \old(request->names) == \null ==>
      *name_bytes == 0 && \result == GPAMAP_OK;
 */
GPAMAP_APART static enum gpamap_status
measure_names(const struct gpamap_request *request, size_t *name_bytes,
	      struct gpamap_error *error)
{
	struct gpamap_strings strings;

	*name_bytes = 0;
	if (request->names == NULL)
		return GPAMAP_OK;
	gpamap_strings_init(&strings, request->names, NULL);
	/*@ assert were: \forall integer l; 0 <= l < 6 ==>
	      list_readable{Pre}(&request->lists, l); */
	/*@ assert each: \forall integer l; 0 <= l < 6 ==>
	      list_readable{Pre}(&request->lists, l) ==>
	      list_readable(&request->lists, l); */
	/*@ assert sized: \forall integer i; 0 <= i < request->nodes.count ==>
	      request->nodes.sizes[i] == \at(request->nodes.sizes[i], Pre); */
	//@ assert readable: request_readable(request);
	/*@ assert names: \forall integer l, i; 0 <= l < 6 &&
	      0 <= i < names_count{Pre}(request, l) &&
	      name_good{Pre}(request->names, l, i) ==>
	        name_good(request->names, l, i) &&
	        \separated(&strings, request->names->list[l] + i); */
	//@ assert all: names_readable(request);
	//@ assert alone: names_alone(request, &strings);
	measure_lists(request, &strings);
	if (strings.used > GPAMAP_NAME_BYTES_MAX)
		return gpamap_fault_number(error, GPAMAP_ERR_TOO_MANY,
					   strings.used - 1,
					   GPAMAP_NAME_BYTES_MAX);
	if (strings.used != 1)
		*name_bytes = (size_t)strings.used;
	return GPAMAP_OK;
}

/* Say what a map that comes to @sums takes, but of names. */
/*@ requires \valid_read(request) && \valid(shape) && \valid_read(sums);
    requires shape_apart(shape, request) && \separated(shape, sums);
    requires bounded(sums->entries, sums->holes, sums->pieces) &&
      sums->entries <= GPAMAP_RANGES_MAX;
    requires request->nodes.count == 0 ==> sums->pieces == 0;
    requires request->nodes.count != 0 ==> request->lists.count[0] == 0;
    requires \forall integer l; 0 <= l < 6 ==>
      request->lists.count[l] <= GPAMAP_RANGES_MAX;
    assigns shape->count[0 .. 5], shape->entries, shape->keys;
    ensures shape_of{Pre, Post}(request, shape);
    ensures counted(shape);
    ensures counts_same{Pre, Post}(request) && sizes_same{Pre, Post}(request);
 */
static inline void shape_entries(const struct gpamap_request *request,
				 const struct sums *sums,
				 struct gpamap_shape *shape)
{
	/*@ loop invariant 0 <= i <= 6;
	    loop invariant \forall integer l; 0 <= l < i ==>
	      shape->count[l] == request->lists.count[l];
	    loop assigns i, shape->count[0 .. 5];
	    loop variant 6 - i; */
	for (size_t i = 0; i < GPAMAP_LIST_COUNT; i++)
		shape->count[i] = request->lists.count[i];
	shape->count[GPAMAP_LIST_RAM] += sums->pieces;
	shape->entries = sums->entries;
	/* What follows the last entry has a key too. */
	shape->keys = sums->entries + sums->holes + (sums->entries != 0);
}

/* Say what its names take. */
/*@ requires request_readable(request) && names_readable(request);
    requires \valid(shape) && (error == \null || \valid(error));
    requires \separated(shape, error) && shape_apart(shape, request);
    assigns shape->name_bytes, *error;
    ensures \result == GPAMAP_OK || \result == GPAMAP_ERR_TOO_MANY;
    ensures 0 <= shape->name_bytes <= GPAMAP_NAME_BYTES_MAX;
    ensures \old(request->names) == \null ==>
      shape->name_bytes == 0 && \result == GPAMAP_OK;
    ensures shape_kept{Pre, Post}(shape);
 */
static inline enum gpamap_status
shape_names(const struct gpamap_request *request, struct gpamap_shape *shape,
	    struct gpamap_error *error)
{
	return measure_names(request, &shape->name_bytes, error);
}

enum gpamap_status gpamap_measure(const struct gpamap_request *request,
				  struct gpamap_shape *shape,
				  struct gpamap_error *error)
{
	struct sums sums = { 0 };
	enum gpamap_status status;

	/*@ assert were: \forall integer l; 0 <= l < 6 ==>
	      list_readable{Pre}(&request->lists, l); */
	/*@ assert each: \forall integer l; 0 <= l < 6 ==>
	      list_readable{Pre}(&request->lists, l) ==>
	      list_readable(&request->lists, l); */
	//@ assert readable: request_readable(request);
	//@ assert ordered: lists_ordered(&request->lists);
	sum_up(request, &sums);
	/*@ assert words: \forall integer l; 0 <= l < 6 ==>
	      request->lists.words[l] == \at(request->lists.words[l], Pre); */
	/*@ assert counts: \forall integer l; 0 <= l < 6 ==>
	      request->lists.count[l] == \at(request->lists.count[l], Pre); */
	/*@ assert sized: \forall integer i; 0 <= i < request->nodes.count ==>
	      request->nodes.sizes[i] == \at(request->nodes.sizes[i], Pre); */
	/*@ assert same: pointers_same{Pre, Here}(request) &&
	      counts_same{Pre, Here}(request) && sizes_same{Pre, Here}(request); */
	//@ assert valid: still_valid{Pre, Here}(request);
	//@ assert still: request_readable(request);
	status = judge(request, &sums, error);
	if (status != GPAMAP_OK)
		return status;
	/*@ assert few: \forall integer l; 0 <= l < 6 &&
	      list_readable{Pre}(&request->lists, l) ==>
	        request->lists.count[l] <= GPAMAP_RANGES_MAX; */
	/*@ assert counts1: \forall integer l; 0 <= l < 6 ==>
	      request->lists.count[l] == \at(request->lists.count[l], Pre); */
	/*@ assert sized1: \forall integer i; 0 <= i < request->nodes.count ==>
	      request->nodes.sizes[i] == \at(request->nodes.sizes[i], Pre); */
	/*@ assert same1: counts_same{Pre, Here}(request) &&
	      sizes_same{Pre, Here}(request); */
	/*@ assert words1: \forall integer l; 0 <= l < 6 ==>
	      request->lists.words[l] == \at(request->lists.words[l], Pre); */
	//@ assert apart: shape_apart(shape, request);
	shape_entries(request, &sums, shape);
	/*@ assert words2: \forall integer l; 0 <= l < 6 ==>
	      request->lists.words[l] == \at(request->lists.words[l], Pre); */
	/*@ assert counts2: \forall integer l; 0 <= l < 6 ==>
	      request->lists.count[l] == \at(request->lists.count[l], Pre); */
	/*@ assert sized2: \forall integer i; 0 <= i < request->nodes.count ==>
	      request->nodes.sizes[i] == \at(request->nodes.sizes[i], Pre); */
	/*@ assert same2: pointers_same{Pre, Here}(request) &&
	      counts_same{Pre, Here}(request) && sizes_same{Pre, Here}(request); */
	//@ assert still2: request_readable(request);
	/*@ assert name: request->names == \at(request->names, Pre) &&
	      (request->names != \null ==> \valid_read(request->names)); */
	/*@ assert names: request->names != \null ==>
	      \forall integer l, i; 0 <= l < 6 &&
	        name_good{Pre}(request->names, l, i) ==>
	        name_good(request->names, l, i); */
	//@ assert names_same: names_readable(request);
	//@ assert shape: shape_of{Pre, Here}(request, shape);
	return shape_names(request, shape, error);
}
