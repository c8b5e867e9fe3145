/*
 * locale.h: the language of the program's messages.
 *
 * Only LC_MESSAGES and LC_CTYPE follow the user; numbers and sorting stay those of the C locale, so
 * no output can depend on where it was made.
 */
#ifndef FB_CLI_LOCALE_H
#define FB_CLI_LOCALE_H

#include <stdbool.h>

/*
 * Sets the language from LC_ALL, LC_MESSAGES and LANG and finds the translations. Chinese is spoken
 * to whoever asks for it, also where the machine has no such locale. Called once, before any
 * message.
 */
void fb_locale_init(void);

/* Returns true if a locale's name ("zh_CN.UTF-8") asks for Chinese. */
bool fb_locale_is_chinese(const char *name);

#endif
