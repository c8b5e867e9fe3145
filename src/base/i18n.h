/*
 * i18n.h: messages in the user's language.
 *
 * _() translates at the place of use; N_() only marks a text, which is translated when it is
 * printed. The library never sets a locale; the program does (cli/locale.h).
 */
#ifndef FB_BASE_I18N_H
#define FB_BASE_I18N_H

#include <libintl.h>

#define FB_TEXT_DOMAIN "fubiao"

#define _(text) dgettext(FB_TEXT_DOMAIN, (text))
#ifndef N_
#define N_(text) text
#endif

#endif
