#include "cli/exit_status.h"

enum fb_exit fb_exit_of(fb_status status)
{
    switch (status) {
    case FB_OK:
        return FB_EXIT_DONE;
    case FB_ERR_INPUT:
        return FB_EXIT_INPUT;
    case FB_ERR_IO:
    case FB_ERR_NOMEM:
    case FB_ERR_INTERNAL:
        break;
    }
    return FB_EXIT_SYSTEM;
}

enum fb_exit fb_exit_worse(enum fb_exit a, enum fb_exit b)
{
    return a > b ? a : b;
}
