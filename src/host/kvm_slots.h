/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_HOST_KVM_SLOTS_H
#define GPAMAP_HOST_KVM_SLOTS_H

#include <stdio.h>

#include <gpamap/kvm.h>

/**
 * Read an array of slots as gpamap_kvm_read() does. Slots of other address
 * spaces than that of the first entry are not told: they are another view of
 * the same machine, as x86 has one in system management mode.
 *
 * @big_endian: numbers are as s390x has them, which takes a copy.
 * Cost: linear.
 * Errors: those of gpamap_kvm_read(); NO_MEMORY.
 */
enum gpamap_status gpamap_kvm_slots_read(const void *bytes, size_t size,
					 bool big_endian,
					 gpamap_fact_report *report,
					 void *context,
					 struct gpamap_error *error);

/**
 * Write @slots as a table, with the host pages that can back each.
 *
 * @terminal: columns that there are; 0: any number.
 */
void gpamap_kvm_slots_table(const struct gpamap_kvm_slots *slots,
			    size_t terminal, FILE *file);

#endif /* GPAMAP_HOST_KVM_SLOTS_H */
