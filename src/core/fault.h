/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_CORE_FAULT_H
#define GPAMAP_CORE_FAULT_H

#include <gpamap/error.h>

/* Ways to fill in an error. @error may be NULL in all; each gives back the
 * status, so that a check can return it at once. */

/*@ predicate fault_of(struct gpamap_error *error, integer status,
                       struct gpamap_subject subject) =
      error != \null ==>
        error->status == status && error->subject == subject;

    predicate fault_numbers(struct gpamap_error *error, integer asked,
                            integer placed, integer missing, integer limit) =
      error != \null ==>
        error->asked == asked && error->placed == placed &&
        error->missing == missing && error->limit == limit;

    predicate fault_of_none(struct gpamap_error *error, integer status) =
      error != \null ==>
        error->status == status && error->subject.list == GPAMAP_LIST_NONE;

    predicate fault_alone(struct gpamap_error *error) =
      error != \null ==> error->other.list == GPAMAP_LIST_NONE;
 */

/* An error that concerns no entry. */
/*@ requires error == \null || \valid(error);
    assigns *error;
    ensures \result == status;
    ensures fault_of_none(error, status) && fault_alone(error);
    ensures fault_numbers(error, 0, 0, 0, 0);
 */
enum gpamap_status gpamap_fault_plain(struct gpamap_error *error,
				      enum gpamap_status status);

/* An error of @subject; @limit is what it failed to keep. */
/*@ requires error == \null || \valid(error);
    assigns *error;
    ensures \result == status;
    ensures fault_of(error, status, subject) && fault_alone(error);
    ensures fault_numbers(error, 0, 0, 0, limit);
 */
enum gpamap_status gpamap_fault_subject(struct gpamap_error *error,
					enum gpamap_status status,
					struct gpamap_subject subject,
					uint64_t limit);

/* An error of @subject because of @other. */
/*@ requires error == \null || \valid(error);
    assigns *error;
    ensures \result == status;
    ensures fault_of(error, status, subject);
    ensures error != \null ==> error->other == other;
    ensures fault_numbers(error, 0, 0, 0, 0);
 */
enum gpamap_status gpamap_fault_pair(struct gpamap_error *error,
				     enum gpamap_status status,
				     struct gpamap_subject subject,
				     struct gpamap_subject other);

/* A number @asked that is wrong, or above @limit. */
/*@ requires error == \null || \valid(error);
    assigns *error;
    ensures \result == status;
    ensures fault_of_none(error, status) && fault_alone(error);
    ensures fault_numbers(error, asked, 0, 0, limit);
 */
enum gpamap_status gpamap_fault_number(struct gpamap_error *error,
				       enum gpamap_status status,
				       uint64_t asked, uint64_t limit);

#endif /* GPAMAP_CORE_FAULT_H */
