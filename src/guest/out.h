/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_OUT_H
#define GPAMAP_GUEST_OUT_H

#include <stddef.h>
#include <stdint.h>

#include <gpamap/error.h>

/*
 * Bytes into a caller's buffer, in order. What is put while measuring is only
 * counted, so one and the same function measures and fills. Numbers are
 * little-endian.
 */
struct gpamap_out {
	unsigned char *at; /* NULL while measuring */
	size_t used;
};

void gpamap_out_byte(struct gpamap_out *out, uint8_t value);
void gpamap_out_le16(struct gpamap_out *out, uint16_t value);
void gpamap_out_le32(struct gpamap_out *out, uint32_t value);
void gpamap_out_le64(struct gpamap_out *out, uint64_t value);
void gpamap_out_zeroes(struct gpamap_out *out, size_t count);

/* Without its NUL. */
void gpamap_out_text(struct gpamap_out *out, const char *text);
void gpamap_out_decimal(struct gpamap_out *out, uint64_t value);
/* 16 digits, lower case, without 0x. */
void gpamap_out_hex(struct gpamap_out *out, uint64_t value);

/*
 * Puts the whole of @what. Whether it fails must not depend on whether @out
 * measures.
 */
typedef enum gpamap_status gpamap_out_teller(struct gpamap_out *out,
					     const void *what,
					     struct gpamap_error *error);

/* @size is less than the @need. */
enum gpamap_status gpamap_out_no_space(struct gpamap_error *error, size_t need,
				       size_t size);

/* Tell @what into @buffer the way all writers do: measure, compare, fill. */
enum gpamap_status gpamap_out_write(gpamap_out_teller *tell, const void *what,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error);

#endif /* GPAMAP_GUEST_OUT_H */
