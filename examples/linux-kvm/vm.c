/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>

#include "vm.h"

/* The machine: memory where the map says, and a processor that begins in
 * 64-bit mode, as no firmware is there to leave real mode. Source: Intel SDM,
 * volume 3, 2.2.1, 2.5, 3.4.5, 4.5. */

/* RAM and the room for ACPI tables are memory, which costs what is touched of
 * it. Nothing else is, so whoever touches that comes out of KVM_RUN. */
void vm_open(struct vm *vm, const struct gpamap_layout *map)
{
	const struct gpamap_range all = { 0, GPAMAP_ADDRESS_END };
	struct gpamap_kvm_options with = { .firmware.mapped = true };
	uint64_t bytes[GPAMAP_KIND_COUNT];
	struct gpamap_error e;
	size_t size;
	void *at;

	vm->map = map;
	vm->kvm = checked(open("/dev/kvm", O_RDWR | O_CLOEXEC), "/dev/kvm");
	vm->fd = IOCTL(vm->kvm, KVM_CREATE_VM, 0);
	gpamap_layout_tally(map, all, bytes);
	size = bytes[GPAMAP_KIND_RAM] + bytes[GPAMAP_KIND_FIRMWARE_TABLES] +
	       bytes[GPAMAP_KIND_FIRMWARE_NVS];
	at = mmap(NULL, size, PROT_READ | PROT_WRITE,
		  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (at == MAP_FAILED)
		err(1, "0x%zx bytes of memory", size);
	with.ram.host = (uintptr_t)at;
	with.firmware.host = with.ram.host + bytes[GPAMAP_KIND_RAM];
	size = sizeof(vm->slots);
	must(gpamap_kvm_write(map, &with, vm->slots, size, &size, &e), &e);
	vm->slot_count = size / sizeof(vm->slots[0]);
	for (size_t i = 0; i < vm->slot_count; i++)
		IOCTL(vm->fd, KVM_SET_USER_MEMORY_REGION, &vm->slots[i]);
}

/* Our own address of guest memory. Devices would come here, too. */
void *vm_at(const struct vm *vm, uint64_t address, uint64_t size)
{
	for (size_t i = 0; i < vm->slot_count; i++) {
		uint64_t offset = address - vm->slots[i].guest_phys_addr;
		uint64_t length = vm->slots[i].memory_size;

		if (offset < length && size <= length - offset)
			return (char *)vm->slots[i].userspace_addr + offset;
	}
	errx(1, "the map has no 0x%llx bytes of memory at 0x%llx",
	     (unsigned long long)size, (unsigned long long)address);
}

/* KVM leaves it to us to say that it is there, and has a timer that needs no
 * other clock. Source: CPUID.01H:ECX in Intel SDM, volume 2A. */
void vm_add_processor(struct vm *vm)
{
	static union {
		struct kvm_cpuid2 list;
		char room[16 + 256 * sizeof(struct kvm_cpuid_entry2)];
	} cpuid = { .list.nent = 256 };
	int size = IOCTL(vm->kvm, KVM_GET_VCPU_MMAP_SIZE, 0);

	vm->cpu = IOCTL(vm->fd, KVM_CREATE_VCPU, 0);
	vm->run = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED,
		       vm->cpu, 0);
	if (vm->run == MAP_FAILED)
		err(1, "struct kvm_run");
	IOCTL(vm->kvm, KVM_GET_SUPPORTED_CPUID, &cpuid);
	for (size_t i = 0; i < cpuid.list.nent; i++) {
		struct kvm_cpuid_entry2 *leaf = &cpuid.list.entries[i];

		if (leaf->function == 1)
			leaf->ecx |= 1u << 31 | 1u << 24;
		if (leaf->function == 0x80000008)
			vm->address_bits = leaf->eax & 0xff;
	}
	IOCTL(vm->cpu, KVM_SET_CPUID2, &cpuid);
}

/* Virtual addresses are physical ones, as far as there are tables. */
static void map_memory(const struct vm *vm)
{
	uint64_t(*table)[512] = vm_at(vm, VM_TABLES, 3 * sizeof(*table));

	table[0][0] = (VM_TABLES + sizeof(*table)) | 0x3;
	table[1][0] = (VM_TABLES + 2 * sizeof(*table)) | 0x3;
	for (uint64_t i = 0; i < 512; i++)
		table[2][i] = i * VM_PAGE | VM_PAGE_BITS;
}

/* The selectors, and a GDT with them, are those that Linux wants. */
static void set_segments(const struct vm *vm, struct kvm_sregs *sregs)
{
	const uint64_t gdt[] = { 0, 0, 0xaf9b000000ffff, 0xcf93000000ffff };
	struct kvm_segment code = { .limit = ~0u, .present = 1 }, data;

	code.s = code.g = 1;
	data = code;
	code.selector = 2 * sizeof(gdt[0]);
	code.type = 11;
	code.l = 1;
	data.selector = 3 * sizeof(gdt[0]);
	data.type = 3;
	sregs->cs = code;
	sregs->ds = sregs->es = sregs->ss = data;
	sregs->gdt.base = VM_GDT;
	sregs->gdt.limit = sizeof(gdt) - 1;
	memcpy(vm_at(vm, VM_GDT, sizeof(gdt)), gdt, sizeof(gdt));
}

void vm_start_at(const struct vm *vm, uint64_t rip, uint64_t rsi)
{
	struct kvm_regs regs = { .rip = rip, .rsi = rsi, .rflags = 1 << 1 };
	struct kvm_sregs sregs;

	map_memory(vm);
	IOCTL(vm->cpu, KVM_GET_SREGS, &sregs);
	set_segments(vm, &sregs);
	sregs.cr0 = 1u << 31 | 1 << 4 | 1 << 0; /* PG, ET, PE */
	sregs.cr3 = VM_TABLES;
	sregs.cr4 = 1 << 5; /* PAE */
	sregs.efer = 1 << 10 | 1 << 8; /* LMA, LME */
	IOCTL(vm->cpu, KVM_SET_SREGS, &sregs);
	IOCTL(vm->cpu, KVM_SET_REGS, &regs);
}

uint32_t vm_run(const struct vm *vm)
{
	while (ioctl(vm->cpu, KVM_RUN, 0) < 0)
		if (errno != EINTR)
			err(1, "KVM_RUN");
	return vm->run->exit_reason;
}
