/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_SAVED_H
#define GPAMAP_SAVED_H

#include <stddef.h>
#include <stdint.h>

#include <gpamap/layout.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/*
 * The saved form of a layout: the block's words, little-endian, the same on
 * every host. docs/format.md gives it byte by byte. A version that this
 * library does not know is refused, never guessed at.
 */

/** The version that gpamap_layout_save() writes. */
#define GPAMAP_SAVED_VERSION UINT64_C(1)

/**
 * Save @layout as bytes.
 *
 * @bytes: out, caller's, any alignment. NULL with a @size of 0 measures.
 * @size: bytes there.
 * @need: out, may be NULL: bytes that the saved form takes.
 * Errors: NO_SPACE: @size is below *@need; @bytes is untouched. ARGUMENT.
 * Context: freestanding.
 */
enum gpamap_status gpamap_layout_save(const struct gpamap_layout *layout,
				      void *bytes, size_t size, size_t *need);

/** Bytes at the front of a saved form that tell its size. */
#define GPAMAP_SAVED_HEADER 128

/**
 * Tell how many bytes the saved form at @bytes takes, by its header alone.
 *
 * @bytes: its first bytes, any alignment.
 * @size: bytes there, GPAMAP_SAVED_HEADER or more; the rest is not read.
 * @need: out: bytes of the whole; / 8: words that loading it takes. Untouched
 *   on error. Nothing says yet that so many bytes load.
 * @error: as for gpamap_layout_load().
 * Cost: constant.
 * Errors: TRUNCATED: below GPAMAP_SAVED_HEADER bytes. BAD_MAGIC, BAD_VERSION,
 *   CORRUPT: a number of the header is too large. ARGUMENT.
 * Context: freestanding.
 */
enum gpamap_status gpamap_saved_size(const void *bytes, size_t size,
				     uint64_t *need,
				     struct gpamap_error *error);

/**
 * Load a saved layout out of untrusted bytes into @storage.
 *
 * @bytes, @size: the saved form, any alignment, not changed; nothing may
 *   follow it, and @storage is apart from it. gpamap_saved_size() tells its
 *   size, as in a mailbox.
 * @storage, @layout, @error: as for gpamap_layout_new(). error->asked is, of
 *   CORRUPT, the offset in bytes of the first word found wrong; of TRUNCATED
 *   the bytes given (limit: those wanted); of BAD_VERSION the version found
 *   (limit: the one that is known).
 * Every invariant is checked before the first word is written.
 * Cost: linear.
 * Errors: TRUNCATED, BAD_MAGIC, BAD_VERSION, CORRUPT (the ranges are no valid
 *   map, or the block contradicts itself), NO_SPACE, ARGUMENT.
 * Context: freestanding.
 */
enum gpamap_status gpamap_layout_load(const void *bytes, size_t size,
				      struct gpamap_storage *storage,
				      const struct gpamap_layout **layout,
				      struct gpamap_error *error);

/**
 * Load a saved layout where it lies.
 *
 * @words: the saved form, aligned to 8 bytes. On a little-endian host it is
 *         only read, and may be a read-only mapping; on a big-endian host it
 *         is turned to the host's order, once all checks have passed.
 * @count: words there.
 * The memory must not change while the layout is in use.
 * The rest as for gpamap_layout_load().
 */
enum gpamap_status gpamap_layout_open(uint64_t *words, size_t count,
				      const struct gpamap_layout **layout,
				      struct gpamap_error *error);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_SAVED_H */
