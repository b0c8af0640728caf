/* SPDX-License-Identifier: MIT */
#include "../core/mem.h"
#include "acpi_table.h"
#include "bytes.h"

/*
 * What every table's writer needs: the header and the checksum.
 * Source: ACPI 6.5, 5.2.6 System Description Table Header:
 *   0 signature, 4 length, 8 revision, 9 checksum, 10 OEM id, 16 OEM table
 *   id, 24 OEM revision, 28 creator id, 32 creator revision.
 */

enum gpamap_status gpamap_acpi_refuse_range(struct gpamap_error *error,
					    enum gpamap_status status,
					    struct gpamap_subject subject,
					    uint64_t asked, uint64_t limit)
{
	if (error != NULL) {
		*error = (struct gpamap_error){ .status = status };
		error->subject = subject;
		error->other.list = GPAMAP_LIST_NONE;
		error->asked = asked;
		error->limit = limit;
	}
	return status;
}

enum gpamap_status gpamap_acpi_refuse(struct gpamap_error *error,
				      enum gpamap_status status, uint64_t asked,
				      uint64_t limit)
{
	struct gpamap_subject nothing = { .list = GPAMAP_LIST_NONE };

	return gpamap_acpi_refuse_range(error, status, nothing, asked, limit);
}

bool gpamap_acpi_is_text(const char *text, size_t size)
{
	size_t i;

	if (text == NULL)
		return true;
	for (i = 0; text[i] != '\0'; i++)
		if (i == size || text[i] < ' ' || text[i] > '~')
			return false;
	return true;
}

struct gpamap_acpi_room gpamap_acpi_room(void *buffer, size_t size,
					 size_t *need,
					 struct gpamap_error *error)
{
	struct gpamap_acpi_room room;

	room.buffer = buffer;
	room.size = size;
	room.need = need;
	room.error = error;
	return room;
}

enum gpamap_status gpamap_acpi_check_room(const struct gpamap_acpi_oem *oem,
					  const struct gpamap_acpi_room *room)
{
	if ((room->buffer == NULL && room->size > 0) ||
	    !gpamap_acpi_is_text(oem->id, 6) ||
	    !gpamap_acpi_is_text(oem->table_id, 8) ||
	    !gpamap_acpi_is_text(oem->creator_id, 4))
		return gpamap_acpi_refuse(room->error, GPAMAP_ERR_ARGUMENT, 0,
					  0);
	return GPAMAP_OK;
}

enum gpamap_status gpamap_acpi_check_call(const struct gpamap_layout *layout,
					  const struct gpamap_acpi_oem *oem,
					  const struct gpamap_acpi_room *room)
{
	if (layout == NULL)
		return gpamap_acpi_refuse(room->error, GPAMAP_ERR_ARGUMENT, 0,
					  0);
	return gpamap_acpi_check_room(oem, room);
}

enum gpamap_status gpamap_acpi_open(const struct gpamap_acpi_room *room,
				    uint64_t length, uint8_t **table)
{
	if (length > GPAMAP_ACPI_LENGTH_MAX || length > SIZE_MAX)
		return gpamap_acpi_refuse(room->error, GPAMAP_ERR_TOO_MANY,
					  length, GPAMAP_ACPI_LENGTH_MAX);
	*table = room->buffer;
	if (room->need != NULL)
		*room->need = (size_t)length;
	if (room->buffer == NULL)
		return GPAMAP_OK;
	if (room->size < length) {
		gpamap_acpi_refuse(room->error, GPAMAP_ERR_NO_SPACE, length,
				   room->size);
		if (room->error != NULL)
			room->error->missing = length - room->size;
		return GPAMAP_ERR_NO_SPACE;
	}
	memset(room->buffer, 0, (size_t)length);
	return GPAMAP_OK;
}

uint8_t gpamap_acpi_checksum(const uint8_t *bytes, size_t size)
{
	uint8_t sum = 0;
	size_t i;

	for (i = 0; i < size; i++)
		sum = (uint8_t)(sum + bytes[i]);
	return (uint8_t)(0x100u - sum);
}

void gpamap_acpi_put_text(uint8_t *at, const char *text, size_t size)
{
	size_t i;

	for (i = 0; i < size && text[i] != '\0'; i++)
		at[i] = (uint8_t)text[i];
	for (; i < size; i++)
		at[i] = ' ';
}

static const char *text_or(const char *text, const char *otherwise)
{
	return text != NULL ? text : otherwise;
}

void gpamap_acpi_close(uint8_t *table, uint64_t length, const char *signature,
		       uint8_t revision, const struct gpamap_acpi_oem *oem)
{
	gpamap_acpi_put_text(table, signature, 4);
	gpamap_put_le32(table + 4, (uint32_t)length);
	table[8] = revision;
	table[9] = 0;
	gpamap_acpi_put_text(table + 10, text_or(oem->id, "GPAMAP"), 6);
	gpamap_acpi_put_text(table + 16, text_or(oem->table_id, "GPAMAP"), 8);
	gpamap_put_le32(table + 24, oem->revision != 0 ? oem->revision : 1);
	gpamap_acpi_put_text(table + 28, text_or(oem->creator_id, "GPAM"), 4);
	gpamap_put_le32(table + 32,
			oem->creator_revision != 0 ? oem->creator_revision : 1);
	table[9] = gpamap_acpi_checksum(table, (size_t)length);
}
