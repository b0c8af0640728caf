/* SPDX-License-Identifier: MIT */
#include "saved.h"

/* An error at @word, the first wrong one. */
/*@ requires \valid_read(saved) && word <= 0x7fffffff;
    requires error == \null || (\valid(error) && \separated(saved, error));
    assigns *error;
    ensures \result == GPAMAP_ERR_CORRUPT;
    ensures fault_of_none(error, GPAMAP_ERR_CORRUPT) && fault_alone(error);
    ensures fault_numbers(error, word * 8, 0, 0, saved->size);
    ensures saved_right{Pre}(saved) <==> saved_right(saved);
 */
static enum gpamap_status corrupt(const struct gpamap_saved *saved, size_t word,
				  struct gpamap_error *error)
{
	gpamap_fault_number(error, GPAMAP_ERR_CORRUPT, (uint64_t)word * 8,
			    saved->size);
	/*@ assert each: \forall integer list; 0 <= list < 6 ==>
	      \at(saved->at.list[list], Pre) == saved->at.list[list] &&
	      \at(saved->shape.count[list], Pre) == saved->shape.count[list]; */
	/*@ assert list: \forall integer list; 0 <= list < 6 ==>
	      (list_right{Pre}(saved->bytes, list,
	         \at(saved->at.list[list], Pre),
	         \at(saved->shape.count[list], Pre)) <==>
	       list_right(saved->bytes, list, saved->at.list[list],
	                  saved->shape.count[list])); */
	/*@ assert in: \forall integer at, list; 0 <= list < 6 ==>
	      (in_list{Pre}(saved, at, list) <==> in_list(saved, at, list)); */
	/*@ assert of: \forall integer at, kind;
	      entry_of{Pre}(saved, at, kind) <==> entry_of(saved, at, kind); */
	/*@ assert refs: \forall integer i;
	      ref_right{Pre}(saved, saved->bytes, saved->at.refs, i) <==>
	      ref_right(saved, saved->bytes, saved->at.refs, i); */
	/*@ assert all:
	      refs_right{Pre}(saved, saved->bytes, saved->at.refs,
	                      saved->shape.entries) <==>
	      refs_right(saved, saved->bytes, saved->at.refs,
	                 saved->shape.entries); */
	//@ assert index: index_right{Pre}(saved) <==> index_right(saved);
	//@ assert lists: lists_right{Pre}(saved) <==> lists_right(saved);
	//@ assert entries: entries_right{Pre}(saved) <==> entries_right(saved);
	/*@ assert sums:
	      sums_right{Pre}(saved->bytes, saved->at.sums, saved->at.list[0],
	                      saved->shape.count[0]) <==>
	      sums_right(saved->bytes, saved->at.sums, saved->at.list[0],
	                 saved->shape.count[0]); */
	//@ assert vtl2: vtl2_right{Pre}(saved) <==> vtl2_right(saved);
	//@ assert halves: odd_halves_right{Pre}(saved) <==> odd_halves_right(saved);
	//@ assert levels: levels_right{Pre}(saved) <==> levels_right(saved);
	//@ assert names: names_right{Pre}(saved) <==> names_right(saved);
	return GPAMAP_ERR_CORRUPT;
}

enum gpamap_status gpamap_saved_header(struct gpamap_saved *saved,
				       struct gpamap_error *error)
{
	const unsigned char *bytes = saved->bytes;
	size_t wrong;

	if (saved->size < GPAMAP_WORDS_HEADER * 8)
		return gpamap_fault_number(error, GPAMAP_ERR_TRUNCATED,
					   saved->size,
					   GPAMAP_WORDS_HEADER * 8);
	if (gpamap_saved_word(bytes, GPAMAP_BLOCK_MAGIC) != GPAMAP_MAGIC)
		return gpamap_fault_plain(error, GPAMAP_ERR_BAD_MAGIC);
	if (gpamap_saved_word(bytes, GPAMAP_BLOCK_VERSION) !=
	    GPAMAP_SAVED_VERSION)
		return gpamap_fault_number(
			error, GPAMAP_ERR_BAD_VERSION,
			gpamap_saved_word(bytes, GPAMAP_BLOCK_VERSION),
			GPAMAP_SAVED_VERSION);
	wrong = gpamap_saved_numbers(bytes, &saved->shape);
	if (wrong != 0)
		return corrupt(saved, wrong, error);
	gpamap_sections_plan(&saved->shape, &saved->at);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_saved_check(struct gpamap_saved *saved,
				      struct gpamap_error *error)
{
	enum gpamap_status status = gpamap_saved_header(saved, error);
	size_t wrong;

	if (status != GPAMAP_OK)
		return status;
	if (saved->size % 8 != 0 || saved->size / 8 != saved->at.words) {
		status = gpamap_fault_number(error, GPAMAP_ERR_TRUNCATED,
					     saved->size,
					     (uint64_t)saved->at.words * 8);
		//@ assert cut: !whole(saved);
		return status;
	}
	wrong = gpamap_saved_body(saved);
	if (wrong == 0)
		return GPAMAP_OK;
	status = corrupt(saved, wrong, error);
	//@ assert wrong: !saved_right(saved);
	return status;
}
