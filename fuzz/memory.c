/* SPDX-License-Identifier: MIT */
#include <stdatomic.h>

#include "fuzz.h"

/*
 * What is allocated, as the sanitizers' allocator tells it. Source: LLVM 14,
 * compiler-rt/include/sanitizer/allocator_interface.h; gcc's libasan has the
 * same functions. Without a sanitizer they are not there.
 */
typedef void malloc_hook(const volatile void *at, size_t size);
typedef void free_hook(const volatile void *at);

__attribute__((weak)) int
__sanitizer_install_malloc_and_free_hooks(malloc_hook *on_malloc,
					  free_hook *on_free);
__attribute__((weak)) size_t
__sanitizer_get_allocated_size(const volatile void *at);

/* A fixed sum, for buffers of the C library and of libyaml, and bytes for each
 * byte of input: a binary entry of 20 bytes becomes facts, resources and
 * entries of a draft, each in an array that doubles as it grows. */
#define BASE ((size_t)512 << 10)
#define TIMES 64u

static _Atomic long long in_use;
static _Atomic long long most;
static bool installed;

static void on_malloc(const volatile void *at, size_t size)
{
	long long now;

	(void)at;
	now = atomic_fetch_add(&in_use, (long long)size) + (long long)size;
	if (now > atomic_load(&most))
		atomic_store(&most, now);
}

static void on_free(const volatile void *at)
{
	if (at != NULL)
		atomic_fetch_sub(&in_use,
				 (long long)__sanitizer_get_allocated_size(at));
}

void fuzz_memory_begin(void)
{
	if (!installed && __sanitizer_install_malloc_and_free_hooks != NULL)
		__sanitizer_install_malloc_and_free_hooks(on_malloc, on_free);
	installed = true;
	atomic_store(&in_use, 0);
	atomic_store(&most, 0);
}

void fuzz_memory_end(size_t size)
{
	long long peak = atomic_load(&most);

	if (peak > (long long)(BASE + TIMES * size))
		fuzz_fail("%zu bytes of input took %lld bytes of memory", size,
			  peak);
}
