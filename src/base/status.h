/*
 * status.h: what every fallible function returns.
 *
 * A status says whether the work can go on. What is wrong with a user's file is told by
 * diagnostics (diag/diagnostics.h); FB_ERR_INPUT then only says that such diagnostics exist.
 */
#ifndef FB_BASE_STATUS_H
#define FB_BASE_STATUS_H

typedef enum fb_status {
    FB_OK = 0,
    FB_ERR_INPUT,    /* the user's input is wrong; a diagnostic says how */
    FB_ERR_IO,       /* the system refused: file, disk, permission */
    FB_ERR_NOMEM,    /* memory, or a stated limit on it, is used up */
    FB_ERR_INTERNAL, /* a library failed in a way that no input should cause */
} fb_status;

#define FB_MUST_USE __attribute__((warn_unused_result))

/* Returns from the calling function with the status of `expression` unless that is FB_OK. */
#define FB_TRY(expression)                       \
    do {                                         \
        fb_status fb_try_status_ = (expression); \
        if (fb_try_status_ != FB_OK)             \
            return fb_try_status_;               \
    } while (0)

/* Returns FB_ERR_NOMEM from the calling function if `pointer` is NULL. */
#define FB_NEED(pointer)         \
    do {                         \
        if ((pointer) == NULL)   \
            return FB_ERR_NOMEM; \
    } while (0)

#endif
