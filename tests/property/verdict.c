#include "verdict.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

bool verdict_fail(struct verdict *verdict, const char *property, const char *format, ...)
{
    va_list arguments;

    verdict->property = property;
    va_start(arguments, format);
    vsnprintf(verdict->detail, sizeof verdict->detail, format, arguments);
    va_end(arguments);
    return false;
}

void *must(void *memory)
{
    if (memory == NULL) {
        fprintf(stderr, "random_tables: out of memory\n");
        exit(4);
    }
    return memory;
}
