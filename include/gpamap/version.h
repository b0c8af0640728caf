/* SPDX-License-Identifier: MIT */
#ifndef GPAMAP_VERSION_H
#define GPAMAP_VERSION_H

/** The version of these headers; a test holds it against meson.build. */
#define GPAMAP_VERSION "0.1.0"

#endif /* GPAMAP_VERSION_H */
