/* SPDX-License-Identifier: MIT */
#include "qemu.h"

/* Where QEMU's machines put RAM, and which of them puts it as a map has it. */

/* RAM of arm's and of riscv's virt: VIRT_MEM in hw/arm/virt.c, VIRT_DRAM in
 * hw/riscv/virt.c, QEMU 7.2. */
#define ARM_RAM UINT64_C(0x40000000)
#define RISCV_RAM UINT64_C(0x80000000)

/* What a PC hides of its RAM: VGA, option ROMs and the BIOS. */
#define HIDDEN_START UINT64_C(0xa0000)
#define HIDDEN_END UINT64_C(0x100000)

/* pc_q35_init() in hw/i386/pc_q35.c, QEMU 7.2. */
static uint64_t low_of_q35(uint64_t total, uint64_t limit)
{
	uint64_t low = total >= 0xb0000000 ? 0x80000000 : 0xb0000000;

	if (limit != 0 && low > limit)
		low = limit;
	return total < low ? total : low;
}

/* pc_init1() in hw/i386/pc_piix.c, QEMU 7.2. */
static uint64_t low_of_pc(uint64_t total, uint64_t limit)
{
	uint64_t low = limit != 0 ? limit : 0xe0000000;

	if (total >= low && low > 0xc0000000)
		low = 0xc0000000;
	return total < low ? total : low;
}

/* Fill what is hidden: RAM on both sides of it, and no RAM in it. */
static void fill_hidden(const struct gpamap_ram_range *ram, size_t count,
			struct gpamap_qemu_machine *machine)
{
	size_t i;

	machine->hidden_vnode = GPAMAP_NO_VNODE;
	for (i = 0; i + 1 < count; i++) {
		if (ram[i].range.end == HIDDEN_START &&
		    ram[i + 1].range.start == HIDDEN_END) {
			machine->hidden = HIDDEN_END - HIDDEN_START;
			machine->hidden_vnode = ram[i].vnode;
			return;
		}
	}
}

/* Say whether RAM is all of [@start, @low) and, above 4 GiB, all the rest, in
 * the order of nodes. */
static bool is_placed(const struct gpamap_ram_range *ram, size_t count,
		      const struct gpamap_qemu_machine *machine, uint64_t start,
		      uint64_t low)
{
	uint64_t next = start;
	uint64_t vnode = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		if (next == HIDDEN_START && machine->hidden > 0)
			next = HIDDEN_END;
		if (next == low)
			next = GPAMAP_4GB;
		if (ram[i].range.start != next || ram[i].vnode < vnode ||
		    (next < low && ram[i].range.end > low))
			return false;
		next = ram[i].range.end;
		vnode = ram[i].vnode;
	}
	return true;
}

/* End of the RAM that begins below 4 GiB; 0 for none. */
static uint64_t low_end(const struct gpamap_layout *layout)
{
	uint64_t low = 0;

	gpamap_layout_max_ram_below_4gb(layout, &low);
	return low;
}

/* A PC: q35 where it can, or where the map has ECAM; else the older one. */
static void choose_pc(const struct gpamap_layout *layout,
		      const struct gpamap_ram_range *ram, size_t count,
		      struct gpamap_qemu_machine *machine)
{
	uint64_t low = low_end(layout);
	uint64_t given;
	size_t ecams;

	fill_hidden(ram, count, machine);
	machine->total += machine->hidden;
	gpamap_layout_pci_ecam(layout, &ecams);
	machine->name = "q35";
	if (low_of_q35(machine->total, low) != low && ecams == 0 &&
	    low_of_pc(machine->total, low) == low)
		machine->name = "pc";
	given = machine->name[0] == 'q' ? low_of_q35(machine->total, 0)
					: low_of_pc(machine->total, 0);
	if (given > low && low > 0)
		machine->low_limit = low;
	if (given > low)
		given = low;
	machine->exact = is_placed(ram, count, machine, 0, given);
	machine->covers = machine->hidden == 0 &&
			  ram[0].range.end > HIDDEN_START;
}

void gpamap_qemu_choose(const struct gpamap_layout *layout,
			struct gpamap_qemu_machine *machine)
{
	const struct gpamap_ram_range *ram;
	uint64_t start;
	size_t count;

	ram = gpamap_layout_ram(layout, &count);
	*machine = (struct gpamap_qemu_machine){
		.total = gpamap_layout_ram_size(layout),
		.hidden_vnode = GPAMAP_NO_VNODE,
	};
	if (count == 0)
		return;
	start = ram[0].range.start;
	if (start == 0) {
		choose_pc(layout, ram, count, machine);
	} else if (start == ARM_RAM || start == RISCV_RAM) {
		machine->name = "virt";
		machine->exact = is_placed(ram, count, machine, start,
					   GPAMAP_ADDRESS_END);
	}
}
