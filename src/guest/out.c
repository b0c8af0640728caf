/* SPDX-License-Identifier: MIT */
#include "../core/fault.h"
#include "bytes.h"
#include "out.h"

void gpamap_out_byte(struct gpamap_out *out, uint8_t value)
{
	if (out->at != NULL)
		out->at[out->used] = value;
	out->used++;
}

void gpamap_out_le16(struct gpamap_out *out, uint16_t value)
{
	if (out->at != NULL)
		gpamap_put_le16(out->at + out->used, value);
	out->used += 2;
}

void gpamap_out_le32(struct gpamap_out *out, uint32_t value)
{
	if (out->at != NULL)
		gpamap_put_le32(out->at + out->used, value);
	out->used += 4;
}

void gpamap_out_le64(struct gpamap_out *out, uint64_t value)
{
	if (out->at != NULL)
		gpamap_put_le64(out->at + out->used, value);
	out->used += 8;
}

void gpamap_out_zeroes(struct gpamap_out *out, size_t count)
{
	while (count-- > 0)
		gpamap_out_byte(out, 0);
}

void gpamap_out_text(struct gpamap_out *out, const char *text)
{
	while (*text != '\0')
		gpamap_out_byte(out, (uint8_t)*text++);
}

/* Digit by digit from the highest, by subtraction: a division of 64 bits is a
 * call into the compiler's library where registers have 32. */
void gpamap_out_decimal(struct gpamap_out *out, uint64_t value)
{
	uint64_t units[20] = { 1 }; /* 2^64 has 20 decimal digits */
	size_t count = 1;

	while (count < 20 && units[count - 1] * 10 <= value) {
		units[count] = units[count - 1] * 10;
		count++;
	}
	while (count-- > 0) {
		uint8_t digit = '0';

		while (value >= units[count]) {
			value -= units[count];
			digit++;
		}
		gpamap_out_byte(out, digit);
	}
}

void gpamap_out_hex(struct gpamap_out *out, uint64_t value)
{
	size_t digits = 16;

	while (digits-- > 0)
		gpamap_out_byte(
			out,
			(uint8_t) "0123456789abcdef"[value >> (4 * digits) &
						     0xf]);
}

enum gpamap_status gpamap_out_no_space(struct gpamap_error *error, size_t need,
				       size_t size)
{
	gpamap_fault_number(error, GPAMAP_ERR_NO_SPACE, need, size);
	if (error != NULL)
		error->missing = need - size;
	return GPAMAP_ERR_NO_SPACE;
}

enum gpamap_status gpamap_out_write(gpamap_out_teller *tell, const void *what,
				    void *buffer, size_t size, size_t *need,
				    struct gpamap_error *error)
{
	struct gpamap_out out = { NULL, 0 };
	enum gpamap_status status;

	if (buffer == NULL && size != 0)
		return gpamap_fault_plain(error, GPAMAP_ERR_ARGUMENT);
	status = tell(&out, what, error);
	if (status != GPAMAP_OK)
		return status;
	if (need != NULL)
		*need = out.used;
	if (buffer == NULL)
		return GPAMAP_OK;
	if (size < out.used)
		return gpamap_out_no_space(error, out.used, size);
	out.at = buffer;
	out.used = 0;
	return tell(&out, what, error);
}
