/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "vm.h"

/* Does KVM have the map as it is? A tiny guest reads the first and the last
 * byte of every range and of every hole, and writes it back one higher. Memory
 * takes it in silence; of all else we must hear, with the very address. */

static const unsigned char code[] = {
	0x48, 0x89, 0x13, /* mov %rdx, (%rbx): what the last large page shows */
	0x0f, 0x01, 0x3e, /* invlpg (%rsi) */
	0x8a, 0x06, /* mov (%rsi), %al */
	0xfe, 0xc0, /* inc %al */
	0x88, 0x06, /* mov %al, (%rsi) */
	0xf4, /* hlt */
};

/* Let the guest touch @address; say how often it had to come to us. */
static unsigned int touch(const struct vm *vm, uint64_t address)
{
	struct kvm_regs regs = { .rip = VM_FREE, .rflags = 1 << 1 };
	unsigned int exits;

	regs.rbx = VM_GDT - sizeof(uint64_t); /* the last entry below */
	regs.rdx = address - address % VM_PAGE + VM_PAGE_BITS;
	regs.rsi = 511ull * VM_PAGE + address % VM_PAGE;
	IOCTL(vm->cpu, KVM_SET_REGS, &regs);
	for (exits = 0; vm_run(vm) != KVM_EXIT_HLT; exits++)
		if (vm->run->exit_reason != KVM_EXIT_MMIO ||
		    vm->run->mmio.phys_addr != address ||
		    vm->run->mmio.is_write != exits)
			errx(1, "0x%llx: exit %u", (unsigned long long)address,
			     vm->run->exit_reason);
	return exits;
}

static void probe_edge(const struct vm *vm, enum gpamap_kind kind,
		       uint64_t address)
{
	unsigned int is_memory = kind == GPAMAP_KIND_RAM ||
				 kind == GPAMAP_KIND_FIRMWARE_TABLES ||
				 kind == GPAMAP_KIND_FIRMWARE_NVS;
	const unsigned char *byte = is_memory ? vm_at(vm, address, 1) : code;
	unsigned int after = is_memory ? 1 : *byte; /* it was all 0 */

	if (touch(vm, address) != (is_memory ? 0 : 2) || *byte != after)
		errx(1, "0x%llx is not %s in KVM", (unsigned long long)address,
		     gpamap_kind_name(kind));
	printf("0x%llx %s\n", (unsigned long long)address,
	       gpamap_kind_name(kind));
}

void probe(const struct vm *vm)
{
	const uint64_t reach = UINT64_C(1) << vm->address_bits;
	struct gpamap_found found;
	uint64_t at, end;

	memcpy(vm_at(vm, VM_FREE, sizeof(code)), code, sizeof(code));
	vm_start_at(vm, VM_FREE, 0);
	for (at = 0; at < reach; at = end) {
		gpamap_layout_find(vm->map, at, &found);
		end = found.left < reach - at ? at + found.left : reach;
		probe_edge(vm, found.entry.kind, at);
		probe_edge(vm, found.entry.kind, end - 1);
	}
}
