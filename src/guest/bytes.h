/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_BYTES_H
#define GPAMAP_GUEST_BYTES_H

#include <stdint.h>

/*
 * Numbers in bytes of any alignment, in the order that a format has them:
 * little-endian in ACPI and UEFI tables, big-endian in device trees.
 */

static inline void gpamap_put_le16(unsigned char *at, uint16_t value)
{
	at[0] = (unsigned char)(value & 0xff);
	at[1] = (unsigned char)(value >> 8);
}

static inline void gpamap_put_le32(unsigned char *at, uint32_t value)
{
	gpamap_put_le16(at, (uint16_t)(value & 0xffff));
	gpamap_put_le16(at + 2, (uint16_t)(value >> 16));
}

static inline void gpamap_put_le64(unsigned char *at, uint64_t value)
{
	gpamap_put_le32(at, (uint32_t)(value & 0xffffffff));
	gpamap_put_le32(at + 4, (uint32_t)(value >> 32));
}

static inline uint16_t gpamap_get_le16(const unsigned char *at)
{
	return (uint16_t)(at[0] | at[1] << 8);
}

static inline uint32_t gpamap_get_le32(const unsigned char *at)
{
	return gpamap_get_le16(at) | (uint32_t)gpamap_get_le16(at + 2) << 16;
}

static inline uint64_t gpamap_get_le64(const unsigned char *at)
{
	return gpamap_get_le32(at) | (uint64_t)gpamap_get_le32(at + 4) << 32;
}

static inline void gpamap_put_be32(unsigned char *at, uint32_t value)
{
	at[0] = (unsigned char)(value >> 24);
	at[1] = (unsigned char)(value >> 16 & 0xff);
	at[2] = (unsigned char)(value >> 8 & 0xff);
	at[3] = (unsigned char)(value & 0xff);
}

static inline void gpamap_put_be64(unsigned char *at, uint64_t value)
{
	gpamap_put_be32(at, (uint32_t)(value >> 32));
	gpamap_put_be32(at + 4, (uint32_t)(value & 0xffffffff));
}

static inline uint32_t gpamap_get_be32(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	       (uint32_t)at[2] << 8 | at[3];
}

static inline uint64_t gpamap_get_be64(const unsigned char *at)
{
	return (uint64_t)gpamap_get_be32(at) << 32 | gpamap_get_be32(at + 4);
}

#endif /* GPAMAP_GUEST_BYTES_H */
