#include "job/settings.h"

#include "base/utf8.h"

#include <string.h>

/* Whether XML has a place for each character of a text that is UTF-8. */
static bool is_xml_text(const char *text, size_t length)
{
    uint32_t character;

    for (size_t at = 0; at < length; at += fb_utf8_decode(text + at, length - at, &character)) {
        unsigned char byte = (unsigned char)text[at];
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')
            return false;
        if (strncmp(text + at, "\xEF\xBF\xBE", 3) == 0 ||
            strncmp(text + at, "\xEF\xBF\xBF", 3) == 0)
            return false;
    }
    return true;
}

bool fb_setting_valid(const char *word)
{
    size_t length = strlen(word), offset;
    const char *equals = strchr(word, '=');

    return equals != NULL && equals != word && fb_utf8_valid(word, length, &offset) &&
           is_xml_text(word, length);
}

/* Returns the template's parameter that a setting names, or NULL. */
static const struct fb_parameter *find_parameter(const struct fb_template *template,
                                                 const char *setting)
{
    size_t length = strcspn(setting, "=");

    for (size_t i = 0; i < template->parameter_count; i++) {
        const struct fb_parameter *parameter = &template->parameters[i];
        if (strlen(parameter->name) == length && memcmp(parameter->name, setting, length) == 0)
            return parameter;
    }
    return NULL;
}

static fb_status report_unknown(const struct fb_template *template, const char *setting,
                                struct fb_arena *arena, struct fb_diagnostics *sink)
{
    const char *name = fb_arena_copy(arena, setting, strcspn(setting, "="));
    const char *all = template->parameter_count == 0 ? "–" : "";

    FB_NEED(name);
    for (size_t i = 0; i < template->parameter_count; i++) {
        all =
            fb_arena_format(arena, "%s%s%s", all, i == 0 ? "" : "、", template->parameters[i].name);
        FB_NEED(all);
    }
    fb_report(sink, FB_DIAG_PARAMETER_UNKNOWN, FB_NO_POSITION, name, template->name, all);
    return FB_OK;
}

fb_status fb_settings_apply(const struct fb_settings *settings, const struct fb_template *template,
                            struct fb_xml *record, struct fb_arena *arena,
                            struct fb_diagnostics *sink)
{
    bool known = true;

    for (size_t i = 0; i < settings->count; i++) {
        const char *setting = settings->items[i];
        const struct fb_parameter *parameter = find_parameter(template, setting);
        if (parameter == NULL) {
            FB_TRY(report_unknown(template, setting, arena, sink));
            known = false;
        } else if (record != NULL) {
            FB_TRY(fb_xml_set_attribute(record, fb_xml_root(record), parameter->name,
                                        strchr(setting, '=') + 1));
        }
    }
    return known ? FB_OK : FB_ERR_INPUT;
}
