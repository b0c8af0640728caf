/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_VERSION_H
#define GPAMAP_VERSION_H

/** The version of these headers; a test holds both against meson.build. */
#define GPAMAP_VERSION "0.1.0"

/** The same as one number, for #if: 1000000 * major + 1000 * minor + patch. */
#define GPAMAP_VERSION_NUMBER 1000

#endif /* GPAMAP_VERSION_H */
