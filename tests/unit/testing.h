/*
 * testing.h: cmocka with the headers that it wants before it.
 */
#ifndef FB_TESTS_TESTING_H
#define FB_TESTS_TESTING_H

/* clang-format off: cmocka.h includes nothing itself, so the order matters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
/* clang-format on */

#endif
