/* SPDX-License-Identifier: MIT */

/*
 * From the PVH entry point, in 32 bits without paging, to kernel_main() in 64
 * bits. %ebx has the address of the start info.
 * Source: docs/misc/pvh.pandoc, Xen 4.17; Intel SDM, volume 3, 10.8.5.
 */

#define XEN_ELFNOTE_PHYS32_ENTRY 18

#define PRESENT_WRITABLE 0x3
#define LARGE 0x80

#define MSR_EFER 0xc0000080
#define EFER_LME 0x100
#define CR0_PE_MP_PG 0x80000003
#define CR4_PAE_OSFXSR 0x220

	.section .note.Xen, "a", @note
	.balign 4
	.long 4, 8, XEN_ELFNOTE_PHYS32_ENTRY
	.asciz "Xen"
	.quad start

	.text
	.code32
	.globl start
start:
	cld
	mov $stack_end, %esp

	/* 4 GiB, as they are: the start info is anywhere in them. */
	movl $pdpt + PRESENT_WRITABLE, pml4
	mov $pdpt, %edx
	mov $pd + PRESENT_WRITABLE, %eax
1:	mov %eax, (%edx)
	add $0x1000, %eax
	add $8, %edx
	cmp $pdpt + 4 * 8, %edx
	jne 1b
	mov $pd, %edx
	mov $LARGE + PRESENT_WRITABLE, %eax
2:	mov %eax, (%edx)
	add $0x200000, %eax
	add $8, %edx
	cmp $pd + 4 * 0x1000, %edx
	jne 2b

	/* SSE, too: libgpamap is compiled for programs, which have it. */
	mov $pml4, %eax
	mov %eax, %cr3
	mov $CR4_PAE_OSFXSR, %eax
	mov %eax, %cr4
	mov $MSR_EFER, %ecx
	mov $EFER_LME, %eax
	xor %edx, %edx
	wrmsr
	mov $CR0_PE_MP_PG, %eax
	mov %eax, %cr0
	lgdt gdt_pointer
	ljmp $8, $start64

	.code64
start64:
	xor %eax, %eax
	mov %eax, %ds
	mov %eax, %es
	mov %eax, %ss
	mov %ebx, %edi
	call kernel_main
3:	hlt
	jmp 3b

	.section .rodata
	.balign 8
gdt:	.quad 0, 0x00af9b000000ffff
gdt_pointer:
	.word 2 * 8 - 1
	.long gdt

	.bss
	.balign 4096
pml4:	.skip 0x1000
pdpt:	.skip 0x1000
pd:	.skip 4 * 0x1000
	.skip 0x8000
stack_end:

	.section .note.GNU-stack, "", @progbits
