/* SPDX-License-Identifier: MIT */
#include <asm/bootparam.h>

#include "vm.h"

/* Linux, by its 64-bit boot protocol. Source: Documentation/x86/boot.rst,
 * Linux 6.1. */

#define PARAMS VM_FREE
#define COMMAND_LINE (VM_FREE + 0x1000u)

static void load_kernel(const struct vm *vm, const char *path,
			struct setup_header *header)
{
	unsigned char *at;

	read_file(path, 0x1f1, header, sizeof(*header));
	if (header->boot_flag != 0xaa55 || header->header != 0x53726448 ||
	    header->version < 0x20c || !(header->xloadflags & XLF_KERNEL_64))
		errx(1, "%s: no 64-bit bzImage", path);
	at = vm_at(vm, header->pref_address, header->init_size);
	if (read_file(path, (header->setup_sects + 1u) * 512u, at,
		      header->init_size) < header->syssize * 16ull)
		errx(1, "%s: shorter than it says", path);
}

/* Behind the kernel, as far as RAM goes there. */
static void load_initrd(const struct vm *vm, const char *path,
			struct setup_header *header)
{
	uint64_t at = header->pref_address + header->init_size, size;
	struct gpamap_found found;

	at += -at % GPAMAP_PAGE_SIZE;
	gpamap_layout_find(vm->map, at, &found);
	size = read_file(path, 0, vm_at(vm, at, found.left), found.left);
	if (size == found.left || at + size > header->initrd_addr_max)
		errx(1, "%s: too long", path);
	header->ramdisk_image = (uint32_t)at;
	header->ramdisk_size = (uint32_t)size;
}

void linux_load(const struct vm *vm, const char *kernel, const char *initrd,
		const char *line)
{
	struct boot_params *params = vm_at(vm, PARAMS, sizeof(*params));
	struct setup_header *header = &params->hdr;
	size_t size = strlen(line) + 1;
	struct gpamap_error e;

	load_kernel(vm, kernel, header);
	if (initrd != NULL)
		load_initrd(vm, initrd, header);
	if (size > header->cmdline_size)
		errx(1, "the command line is too long for the kernel");
	memcpy(vm_at(vm, COMMAND_LINE, size), line, size);
	header->cmd_line_ptr = COMMAND_LINE;
	header->type_of_loader = 0xff; /* none that Linux knows */
	params->acpi_rsdp_addr = acpi_write(vm);
	must(gpamap_e820_write(vm->map, NULL, params->e820_table,
			       sizeof(params->e820_table), &size, &e),
	     &e);
	params->e820_entries = (uint8_t)(size / GPAMAP_E820_ENTRY);
	vm_start_at(vm, header->pref_address + 0x200, PARAMS);
}
