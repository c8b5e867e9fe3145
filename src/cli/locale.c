#include "cli/locale.h"

#include "base/file.h"
#include "base/i18n.h"
#include "job/program_folder.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_LIMIT = 4096 };

/* Every machine has it (glibc 2.35, Debian since 2011); unlike "C" it lets gettext translate. */
static const char FALLBACK_LOCALE[] = "C.UTF-8";

bool fb_locale_is_chinese(const char *name)
{
    return strncmp(name, "zh", 2) == 0 && (name[2] == '\0' || strchr("_.@-", name[2]) != NULL);
}

/* Returns the locale that POSIX (XBD 8.2) takes the language of messages from. */
static const char *requested_locale(void)
{
    static const char *const NAMES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const char *value = getenv(NAMES[i]);
        if (value != NULL && value[0] != '\0')
            return value;
    }
    return "C";
}

/* All kinds of Chinese read the one translation there is, unless LANGUAGE wishes otherwise. */
static void choose_chinese(void)
{
    const char *language = getenv("LANGUAGE");

    if (language == NULL || language[0] == '\0')
        setenv("LANGUAGE", "zh_CN", 1);
}

/* Binds the translations beside the program: installed, or in its build folder. */
static void bind_translations(void)
{
    static const char *const PLACES[] = {"../share/locale", "locale"};
    char program[PATH_LIMIT], path[PATH_LIMIT + 32];

    if (fb_program_folder(program, sizeof program) != FB_OK)
        return;
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
        int folder_length = snprintf(path, sizeof path, "%s/%s", program, PLACES[i]);
        int length = snprintf(path, sizeof path, "%s/%s/zh_CN/LC_MESSAGES/%s.mo", program,
                              PLACES[i], FB_TEXT_DOMAIN);
        if (length >= (int)sizeof path || !fb_file_exists(path))
            continue;
        path[folder_length] = '\0';
        bindtextdomain(FB_TEXT_DOMAIN, path);
        return;
    }
}

void fb_locale_init(void)
{
    if (setlocale(LC_CTYPE, "") == NULL)
        setlocale(LC_CTYPE, FALLBACK_LOCALE);
    if (setlocale(LC_MESSAGES, "") == NULL)
        setlocale(LC_MESSAGES, FALLBACK_LOCALE);
    if (fb_locale_is_chinese(requested_locale()))
        choose_chinese();
    bind_translations();
    bind_textdomain_codeset(FB_TEXT_DOMAIN, "UTF-8");
}
