/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_VERSION_H
#define GPAMAP_VERSION_H

/** The version of these headers; a test holds both against meson.build. */
#define GPAMAP_VERSION "0.1.0"

/** The same as one number, for #if: 1000000 * major + 1000 * minor + patch. */
#define GPAMAP_VERSION_NUMBER 1000

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

/**
 * Give the GPAMAP_VERSION_NUMBER of the library that runs, which may be newer
 * than the headers that a program was compiled with.
 *
 * Context: freestanding.
 */
unsigned int gpamap_version(void);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif /* GPAMAP_VERSION_H */
