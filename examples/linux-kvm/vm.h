/* SPDX-License-Identifier: MIT */
#ifndef LINUX_KVM_VM_H
#define LINUX_KVM_VM_H

#include <err.h>
#include <linux/kvm.h>
#include <string.h>
#include <sys/ioctl.h>

#include <gpamap/gpamap.h>

/* A machine with one processor. Whatever fails ends the program. */
struct vm {
	const struct gpamap_layout *map;
	int kvm, fd, cpu; /* what /dev/kvm gave */
	unsigned int address_bits;
	struct kvm_run *run; /* why the processor stopped */
	struct kvm_userspace_memory_region slots[64];
	size_t slot_count;
};

/* Guest memory from VM_TABLES to VM_FREE is the processor's: its page tables,
 * the last of which maps the first GiB by large pages, and its GDT. */
#define VM_TABLES 0x1000u
#define VM_GDT 0x4000u
#define VM_FREE 0x5000u
#define VM_PAGE (2u << 20)
#define VM_PAGE_BITS 0x83u /* large, writable, present */

void must(enum gpamap_status status, const struct gpamap_error *error);
int checked(int result, const char *what);
#define IOCTL(fd, request, with) checked(ioctl(fd, request, with), #request)
/* Read up to @size bytes from @from on, 2 GiB at the most; give how many. */
size_t read_file(const char *path, size_t from, void *to, size_t size);

void vm_open(struct vm *vm, const struct gpamap_layout *map);
void vm_add_processor(struct vm *vm);
void *vm_at(const struct vm *vm, uint64_t address, uint64_t size);
void vm_start_at(const struct vm *vm, uint64_t rip, uint64_t rsi);
uint32_t vm_run(const struct vm *vm); /* gives KVM_EXIT_... */
uint64_t acpi_write(const struct vm *vm); /* gives the RSDP's address */
void linux_load(const struct vm *vm, const char *kernel, const char *initrd,
		const char *line);
void serial_access(const struct vm *vm, unsigned int reg, int is_write,
		   unsigned char *value);
void probe(const struct vm *vm);

#endif /* LINUX_KVM_VM_H */
