/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GUEST_ACPI_MCFG_H
#define GPAMAP_GUEST_ACPI_MCFG_H

/*
 * The shapes of MCFG: 36 reserved (8), 44 allocations: 0 base address of bus
 * 0, 8 segment group, 10 first bus, 11 last bus, 12 reserved.
 * Source: PCI Firmware Specification 3.3, 4.1.2.
 */
enum {
	MCFG_HEAD = 44,
	MCFG_ALLOCATION = 16,
	MCFG_REVISION = 1,
};

#endif /* GPAMAP_GUEST_ACPI_MCFG_H */
