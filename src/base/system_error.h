/*
 * system_error.h: why the system refused, in the user's language.
 */
#ifndef FB_BASE_SYSTEM_ERROR_H
#define FB_BASE_SYSTEM_ERROR_H

/*
 * Returns the text of an errno value. The frequent ones are translated with fubiao's own messages,
 * for a machine without the C library's translations still has to say them in Chinese. Valid until
 * the next call.
 */
const char *fb_system_error(int number);

#endif
