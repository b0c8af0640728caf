/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_GPAMAP_H
#define GPAMAP_GPAMAP_H

/* Everything in libgpamap. Include single headers where you need less; that of
 * libgpamap-fdt is gpamap/fdt.h. */
#include <gpamap/acpi.h>
#include <gpamap/acpi_boot.h>
#include <gpamap/acpi_cedt.h>
#include <gpamap/acpi_hmat.h>
#include <gpamap/acpi_mcfg.h>
#include <gpamap/acpi_set.h>
#include <gpamap/acpi_slit.h>
#include <gpamap/acpi_srat.h>
#include <gpamap/alloc.h>
#include <gpamap/audit.h>
#include <gpamap/cmos.h>
#include <gpamap/diff.h>
#include <gpamap/e820.h>
#include <gpamap/efi.h>
#include <gpamap/error.h>
#include <gpamap/fact.h>
#include <gpamap/facts.h>
#include <gpamap/hob.h>
#include <gpamap/host.h>
#include <gpamap/kvm.h>
#include <gpamap/layout.h>
#include <gpamap/memmap.h>
#include <gpamap/mtrr.h>
#include <gpamap/plan.h>
#include <gpamap/print.h>
#include <gpamap/pvh.h>
#include <gpamap/range.h>
#include <gpamap/saved.h>
#include <gpamap/smbios.h>
#include <gpamap/types.h>
#include <gpamap/version.h>

#endif /* GPAMAP_GPAMAP_H */
