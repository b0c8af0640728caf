/* SPDX-License-Identifier: MIT */
#ifndef BARE_METAL_MACHINE_H
#define BARE_METAL_MACHINE_H

#include <stdint.h>

/* The little of the machine that is used: the first serial port, and a way
 * out of QEMU. */

void machine_put(const char *text);
void machine_put_hex(uint64_t value);

/* End QEMU with the status 2 * @code + 1, or stop. */
_Noreturn void machine_exit(unsigned char code);

#endif /* BARE_METAL_MACHINE_H */
