/* SPDX-License-Identifier: MIT */

/*
 * What QEMU takes for a kernel: it jumps to the kernel proper with a start
 * info of our own. QEMU enters by the PVH boot protocol: 32 bits, no paging,
 * %ebx leads to a start info, which is QEMU's and is forgotten here.
 *
 * At BLOCK are two words, put there by pvh.py: the entry, the start info.
 *
 * Source of the note: public/elfnote.h, Xen 4.17, XEN_ELFNOTE_PHYS32_ENTRY.
 */

	.set	BLOCK, 0x200000

	.section .note.pvh, "a", @note
	.long	4, 4, 18
	.asciz	"Xen"
	.long	_start

	.text
	.globl	_start
_start:
	/* SeaBIOS leaves the 8259s on, with the timer at what is the vector of
	 * double faults. To a kernel on hardware-reduced ACPI there are none. */
	movb	$0xff, %al
	outb	%al, $0x21
	outb	%al, $0xa1
	movl	BLOCK + 4, %ebx
	jmpl	*BLOCK

	.section .note.GNU-stack, "", @progbits
