/* SPDX-License-Identifier: MIT */
#include "machine.h"

/* Source: National Semiconductor PC16550D, 8.0, for the serial port;
 * hw/misc/debugexit.c, QEMU 7.2, for the way out. */
#define SERIAL_DATA 0x3f8
#define SERIAL_STATUS 0x3fd
#define SERIAL_EMPTY 0x20
#define DEBUG_EXIT 0x501

static void port_write(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static uint8_t port_read(uint16_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

static void put_character(char character)
{
	while (!(port_read(SERIAL_STATUS) & SERIAL_EMPTY))
		;
	port_write(SERIAL_DATA, (uint8_t)character);
}

void machine_put(const char *text)
{
	while (*text != '\0')
		put_character(*text++);
}

void machine_put_hex(uint64_t value)
{
	unsigned int digits = 1;

	while (digits < 16 && value >> 4 * digits != 0)
		digits++;
	machine_put("0x");
	while (digits-- > 0)
		put_character("0123456789abcdef"[value >> 4 * digits & 0xf]);
}

void machine_exit(unsigned char code)
{
	port_write(DEBUG_EXIT, code);
	for (;;)
		__asm__ volatile("cli; hlt");
}
