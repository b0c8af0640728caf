/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <gpamap/alloc.h>

#include "../../src/host/machine.h"
#include "../../src/host/planned.h"

#define M UINT64_C(0x100000)
#define G UINT64_C(0x40000000)

/* Nodes of RAM, ended by 0. */
struct ram {
	uint64_t sizes[4];
};

static size_t count_nodes(const struct ram *ram)
{
	size_t count = 0;

	while (count < 4 && ram->sizes[count] != 0)
		count++;
	return count;
}

/* Every reason against @text is @wanted, one a line. */
static void expect_refused(const char *text, struct ram ram, const char *wanted)
{
	struct gpamap_draft draft = { 0 };
	struct gpamap_diags diags = { 0 };
	char told[2048] = "";
	size_t i;

	assert_false(gpamap_machine_draft(gpamap_span_of(text), ram.sizes,
					  count_nodes(&ram), &draft, &diags));
	for (i = 0; i < diags.count; i++) {
		size_t used = strlen(told);

		snprintf(told + used, sizeof(told) - used, "%s%s",
			 i > 0 ? "\n" : "", diags.items[i].text);
	}
	assert_string_equal(told, wanted);
	gpamap_draft_clear(&draft);
	gpamap_diags_clear(&diags);
}

/* Tell all ranges of @kind in @layout in one line. */
static void tell(const struct gpamap_layout *layout, enum gpamap_kind kind,
		 char *text, size_t size)
{
	struct gpamap_entry entry;
	size_t i;

	text[0] = '\0';
	for (i = 0; gpamap_layout_at(layout, i, &entry); i++) {
		size_t used = strlen(text);

		if (entry.kind != kind)
			continue;
		snprintf(text + used, size - used, "%s%" PRIx64 "-%" PRIx64,
			 used > 0 ? " " : "", entry.range.start,
			 entry.range.end);
		used = strlen(text);
		if (kind == GPAMAP_KIND_RAM || kind == GPAMAP_KIND_HOTPLUG)
			snprintf(text + used, size - used, "@%" PRIu64,
				 entry.vnode);
	}
}

/* The ranges of @kind of a machine are @wanted. */
static void expect(const char *text, struct ram ram, enum gpamap_kind kind,
		   const char *wanted)
{
	struct gpamap_draft draft = { 0 };
	struct gpamap_diags diags = { 0 };
	struct gpamap_planned planned = { 0 };
	struct gpamap_layout *layout;
	char told[1024];

	if (!gpamap_machine_draft(gpamap_span_of(text), ram.sizes,
				  count_nodes(&ram), &draft, &diags) ||
	    !gpamap_planned_make(&planned, &draft, &diags))
		fail_msg("%s", diags.items[0].text);
	assert_int_equal(planned.trial.status, GPAMAP_OK);
	layout = gpamap_planned_layout(&planned, &diags);
	assert_non_null(layout);
	tell(layout, kind, told, sizeof(told));
	assert_string_equal(told, wanted);
	gpamap_layout_free(layout);
	gpamap_planned_clear(&planned);
	gpamap_draft_clear(&draft);
	gpamap_diags_clear(&diags);
}

/* The first problem of the plan of a machine has @status and this tag. */
static void expect_problem(const char *text, struct ram ram,
			   enum gpamap_status status, const char *tag)
{
	struct gpamap_draft draft = { 0 };
	struct gpamap_diags diags = { 0 };
	struct gpamap_planned planned = { 0 };

	assert_true(gpamap_machine_draft(gpamap_span_of(text), ram.sizes,
					 count_nodes(&ram), &draft, &diags));
	assert_true(gpamap_planned_make(&planned, &draft, &diags));
	assert_int_equal(planned.trial.status, status);
	assert_string_equal(
		gpamap_planned_label(&planned,
				     planned.trial.problems[0].request),
		tag);
	gpamap_planned_clear(&planned);
	gpamap_draft_clear(&draft);
	gpamap_diags_clear(&diags);
}

static void unknown_names(void **state)
{
	(void)state;
	expect_refused("q36", (struct ram){ { G } },
		       "there is no machine \"q36\": did you mean q35?");
	expect_refused("bochs,version=1", (struct ram){ { G } },
		       "there is no machine \"bochs\"; --machine list shows "
		       "them");
	expect_refused("", (struct ram){ { G } },
		       "there is no machine \"\"; --machine list shows them");
}

static void unknown_keys(void **state)
{
	(void)state;
	expect_refused("microvm,apci=on", (struct ram){ { G } },
		       "microvm has no key \"apci\": did you mean acpi? It has "
		       "phys-bits, acpi, pcie");
	expect_refused(
		"microvm,version=7.2", (struct ram){ { G } },
		"microvm has no key \"version\"; it has phys-bits, acpi, "
		"pcie");
	expect_refused("kvmtool-riscv64,,", (struct ram){ { G } },
		       "kvmtool-riscv64 has no key \"\"; it has phys-bits");
}

/* All that is wrong is told at once. */
static void wrong_values(void **state)
{
	(void)state;
	expect_refused(
		"q35,version=x,cpu=arm,maxmem=1X,slots,phys-bits=99",
		(struct ram){ { G } },
		"q35: version: \"x\" is not a version such as 7.2\n"
		"q35: cpu: \"arm\" is not amd or intel\n"
		"q35: maxmem: \"1X\" has an unknown unit; K, M, G, T and P "
		"are known\n"
		"q35: slots needs a value\n"
		"q35: phys-bits: \"99\" is not within 36 to 52");
	expect_refused("virt,highmem=yes,gic=4,version=8.0,maxmem=4097",
		       (struct ram){ { G } },
		       "virt: highmem: \"yes\" is not on or off\n"
		       "virt: gic: \"4\" is not within 2 to 3\n"
		       "virt: version: \"8.0\" is not within 3.0 to 7.2\n"
		       "virt: maxmem: \"4097\" is not a multiple of 4096");
	expect_refused("q35,cpu=amd,cpu=amd", (struct ram){ { G } },
		       "q35: cpu is given twice");
}

/* The least RAM that there may be is fine, and so is less where no gap begins
 * at its end. */
static void little_memory(void **state)
{
	(void)state;
	expect("q35", (struct ram){ { 1024 * 1024 } }, GPAMAP_KIND_RAM,
	       "0-a0000@0");
	expect("pc", (struct ram){ { 512 * 1024, 512 * 1024 } },
	       GPAMAP_KIND_RAM, "0-80000@0 80000-a0000@1");
	expect("microvm", (struct ram){ { 512 * 1024 } }, GPAMAP_KIND_RAM,
	       "0-80000@0");
}

static void wrong_memory(void **state)
{
	(void)state;
	expect_refused("q35", (struct ram){ { 0 } },
		       "q35 needs its RAM: --ram SIZE[,SIZE...]");
	expect_refused("virt", (struct ram){ { G, G + 1 } },
		       "virt: RAM of node 1: 1073741825 is not a multiple of "
		       "4096");
	expect_refused("microvm", (struct ram){ { G, G } },
		       "microvm has at most 1 node, not 2");
	expect_refused("pc", (struct ram){ { G, UINT64_MAX - 4095 } },
		       "the RAM of all nodes is more than 64 bits can address");
	expect_refused("pc", (struct ram){ { 704 * 1024, G } },
		       "pc: RAM of node 0 ends within vga-lowmem, at 0xb0000");
	expect_refused("q35", (struct ram){ { 512 * 1024 } },
		       "q35 needs at least 1 MiB of RAM, not 512 KiB");
	expect_refused("pc", (struct ram){ { 4096, 1020 * 1024 - 4096 } },
		       "pc needs at least 1 MiB of RAM, not 1020 KiB");
	expect_refused("q35,slots=1", (struct ram){ { G } },
		       "q35: slots needs maxmem, too");
	expect_refused("q35,maxmem=1M", (struct ram){ { G } },
		       "q35: maxmem must be more than the RAM");
}

/*
 * 4 GiB:  |640K|hole|..... 2G|PCI|4G .... 6G|
 * Less than 2816 MiB stays below; from there on 2 GiB do, and with a limit of
 * the user's no more than that.
 */
static void q35_splits_ram(void **state)
{
	(void)state;
	expect("q35", (struct ram){ { 2815 * M } }, GPAMAP_KIND_RAM,
	       "0-a0000@0 100000-aff00000@0");
	expect("q35", (struct ram){ { 2816 * M } }, GPAMAP_KIND_RAM,
	       "0-a0000@0 100000-80000000@0 100000000-130000000@0");
	expect("q35,max-ram-below-4g=1G", (struct ram){ { G, 2 * G } },
	       GPAMAP_KIND_RAM,
	       "0-a0000@0 100000-40000000@0 100000000-180000000@1");
}

/* A machine that would reach 0xfd00000000 has its RAM at 1 TiB, if it is an
 * AMD machine of 7.1 or later; and so has its empty hot-plug window. */
static void q35_relocates_ram(void **state)
{
	const char *high = "0-a0000@0 100000-80000000@0 "
			   "10000000000-1f4c0000000@0";
	const char *low = "0-a0000@0 100000-80000000@0 100000000-f5c0000000@0";

	(void)state;
	expect("q35,phys-bits=48", (struct ram){ { 981 * G } }, GPAMAP_KIND_RAM,
	       high);
	expect("q35,phys-bits=48,cpu=intel", (struct ram){ { 981 * G } },
	       GPAMAP_KIND_RAM, low);
	expect("q35,phys-bits=48,version=7.0", (struct ram){ { 981 * G } },
	       GPAMAP_KIND_RAM, low);
	expect("q35,phys-bits=48,maxmem=1000G", (struct ram){ { G } },
	       GPAMAP_KIND_HOTPLUG, "10000000000-1f9c0000000@0");
}

/* What does not fit into the address bits is a problem of the plan. */
static void too_few_bits(void **state)
{
	(void)state;
	expect_problem("q35", (struct ram){ { 1000 * G } }, GPAMAP_ERR_NO_FIT,
		       "pci-hole64");
	expect_problem("virt,highmem=off", (struct ram){ { 4 * G } },
		       GPAMAP_ERR_NO_FIT, "ram");
}

/*
 * 40 bits:  |RAM 1G..514G|redist 514G|ecam|....|
 * The window of 512 GiB finds no slot; with 48 bits it does.
 */
/* Memory that may come is on the last node. Source: build_srat() in
 * hw/i386/acpi-build.c and hw/arm/virt-acpi-build.c, QEMU 7.2. */
static void hotplug_is_on_the_last_node(void **state)
{
	const struct ram one = { { G } };
	const struct ram three = { { G, G, 2 * G } };

	(void)state;
	expect("q35,maxmem=8G,slots=2", one, GPAMAP_KIND_HOTPLUG,
	       "100000000-340000000@0");
	expect("q35,maxmem=8G,slots=2", three, GPAMAP_KIND_HOTPLUG,
	       "180000000-300000000@2");
	expect("pc,maxmem=8G,slots=2", three, GPAMAP_KIND_HOTPLUG,
	       "140000000-2c0000000@2");
	expect("virt,maxmem=8G,slots=2", three, GPAMAP_KIND_HOTPLUG,
	       "140000000-2c0000000@2");
}

static void virt_stacks_windows(void **state)
{
	(void)state;
	expect("virt", (struct ram){ { 513 * G } }, GPAMAP_KIND_PCI_MMIO,
	       "10000000-3eff0000 10000000000-18000000000");
	expect("virt,phys-bits=40", (struct ram){ { 513 * G } },
	       GPAMAP_KIND_PCI_MMIO, "10000000-3eff0000");
	expect("virt,phys-bits=40", (struct ram){ { 513 * G } },
	       GPAMAP_KIND_PCI_ECAM, "8090000000-80a0000000");
	expect("virt,highmem=off", (struct ram){ { G } }, GPAMAP_KIND_PCI_ECAM,
	       "3f000000-40000000");
}

/* Nodes of 1 GiB come in whole GiB, VTL2 is last, root complexes repeat. */
static void openvmm_places(void **state)
{
	(void)state;
	expect("openvmm", (struct ram){ { 4 * G, 512 * M } }, GPAMAP_KIND_RAM,
	       "0-c0000000@0 100000000-140000000@0 140000000-160000000@1");
	expect("openvmm,pcie=2", (struct ram){ { G } }, GPAMAP_KIND_PCI_ECAM,
	       "1a0000000-1b0000000 1b0000000-1c0000000");
	expect("openvmm,vtl2=2M,vtl2-mmio=2M", (struct ram){ { G } },
	       GPAMAP_KIND_VTL2, "120200000-120400000");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unknown_names),
		cmocka_unit_test(unknown_keys),
		cmocka_unit_test(wrong_values),
		cmocka_unit_test(little_memory),
		cmocka_unit_test(wrong_memory),
		cmocka_unit_test(q35_splits_ram),
		cmocka_unit_test(q35_relocates_ram),
		cmocka_unit_test(too_few_bits),
		cmocka_unit_test(hotplug_is_on_the_last_node),
		cmocka_unit_test(virt_stacks_windows),
		cmocka_unit_test(openvmm_places),
	};

	return cmocka_run_group_tests_name("machine", tests, NULL, NULL);
}
