/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <unistd.h>

#include "vm.h"

/* A monitor whose memory map is all gpamap's. */

void must(enum gpamap_status status, const struct gpamap_error *error)
{
	char text[GPAMAP_ERROR_TEXT_MAX];

	if (status == GPAMAP_OK)
		return;
	gpamap_error_format(error, text, sizeof(text), NULL);
	errx(1, "%s", text);
}

int checked(int result, const char *what)
{
	if (result < 0)
		err(1, "%s", what);
	return result;
}

size_t read_file(const char *path, size_t from, void *to, size_t size)
{
	int fd = checked(open(path, O_RDONLY), path);
	int got = checked((int)pread(fd, to, size, (off_t)from), path);

	close(fd);
	return (size_t)got;
}

/* The map is used where it was read; it was checked before. */
static const struct gpamap_layout *read_map(const char *path)
{
	static uint64_t words[1 << 17];
	size_t size = read_file(path, 0, words, sizeof(words));
	const struct gpamap_layout *map;
	struct gpamap_error e;

	must(gpamap_layout_open(words, size / sizeof(words[0]), &map, &e), &e);
	return map;
}

/* No port but COM1's is there; what is not there reads as ones. */
static void access_port(const struct vm *vm)
{
	unsigned char *data =
		(unsigned char *)vm->run + vm->run->io.data_offset;
	unsigned int reg = vm->run->io.port - 0x3f8u;

	if (reg < 8 && vm->run->io.size == 1)
		serial_access(vm, reg, vm->run->io.direction, data);
	else if (vm->run->io.direction == KVM_EXIT_IO_IN)
		memset(data, 0xff, vm->run->io.size * vm->run->io.count);
}

/* Until the guest resets itself, which reboot=t does by a triple fault. */
static void run_linux(const struct vm *vm)
{
	uint32_t reason;

	while ((reason = vm_run(vm)) != KVM_EXIT_SHUTDOWN)
		if (reason == KVM_EXIT_IO)
			access_port(vm);
		else if (reason == KVM_EXIT_MMIO)
			memset(vm->run->mmio.data, 0xff, 8);
		else
			errx(1, "KVM_RUN: exit %u", reason);
}

int main(int argc, char **argv)
{
	int is_probe = argc == 3 && strcmp(argv[1], "--probe") == 0;
	struct vm vm = { .slot_count = 0 };

	if (!is_probe && (argc < 4 || argc > 5))
		errx(2, "usage: linux-kvm MAP KERNEL COMMAND-LINE [INITRD]\n"
			"       linux-kvm --probe MAP");
	vm_open(&vm, read_map(argv[1 + is_probe]));
	if (!is_probe)
		IOCTL(vm.fd, KVM_CREATE_IRQCHIP, 0);
	vm_add_processor(&vm);
	if (is_probe) {
		probe(&vm);
		return 0;
	}
	linux_load(&vm, argv[2], argv[4], argv[3]);
	run_linux(&vm);
	return 0;
}
