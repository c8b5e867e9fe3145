#include "cli/options.h"

#include "base/i18n.h"

#include <string.h>

/* The words of a command line, and how far they are read. */
struct reader {
    struct fb_arguments *out;
    const struct fb_option *options;
    char **words;
    size_t count;
    size_t next;
    struct fb_buffer *error;
};

static const struct fb_option *find_long(const struct fb_option *options, const char *name,
                                         size_t length)
{
    for (; options->name != NULL; options++) {
        if (strlen(options->name) == length && memcmp(options->name, name, length) == 0)
            return options;
    }
    return NULL;
}

static const struct fb_option *find_letter(const struct fb_option *options, char letter)
{
    for (; options->name != NULL; options++) {
        if (options->letter == letter)
            return options;
    }
    return NULL;
}

static void set_flag(struct reader *reader, const struct fb_option *option)
{
    *(bool *)((char *)reader->out + option->field) = true;
}

static void set_text(struct reader *reader, const struct fb_option *option, const char *text)
{
    *(const char **)((char *)reader->out + option->field) = text;
}

/* Adds a NAME=VALUE to an option that may be given again. */
static bool add_setting(struct reader *reader, const struct fb_option *option, const char *text)
{
    struct fb_settings *settings = (void *)((char *)reader->out + option->field);

    if (!fb_setting_valid(text)) {
        fb_buffer_append_format(reader->error, _("'%s' is not of the form %s"), text,
                                option->argument);
        return false;
    }
    if (settings->count == FB_SETTINGS_LIMIT) {
        fb_buffer_append_format(reader->error, _("option '--%s' may be given %d times at most"),
                                option->name, FB_SETTINGS_LIMIT);
        return false;
    }
    settings->items[settings->count++] = text;
    return true;
}

/* Adds a file to an option that may be given again. */
static bool add_report(struct reader *reader, const struct fb_option *option, const char *text)
{
    struct fb_arguments *out = reader->out;

    if (out->report_count == FB_REPORTS_LIMIT) {
        fb_buffer_append_format(reader->error, _("option '--%s' may be given %d times at most"),
                                option->name, FB_REPORTS_LIMIT);
        return false;
    }
    out->reports[out->report_count++] = text;
    return true;
}

/* Sets an option to the `attached` argument, or to the next word if that is NULL. */
static bool take_argument(struct reader *reader, const struct fb_option *option,
                          const char *attached)
{
    if (attached == NULL && reader->next < reader->count)
        attached = reader->words[reader->next++];
    if (attached == NULL || attached[0] == '\0') {
        fb_buffer_append_format(reader->error, _("option '--%s' needs an argument: %s"),
                                option->name, option->argument);
        return false;
    }
    if (option->field == offsetof(struct fb_arguments, settings))
        return add_setting(reader, option, attached);
    if (option->field == offsetof(struct fb_arguments, reports))
        return add_report(reader, option, attached);
    set_text(reader, option, attached);
    return true;
}

static bool read_long(struct reader *reader, const char *word)
{
    const char *equals = strchr(word, '=');
    size_t length = equals != NULL ? (size_t)(equals - word) : strlen(word);
    const struct fb_option *option = find_long(reader->options, word, length);

    if (option == NULL) {
        fb_buffer_append_format(reader->error, _("unknown option '--%.*s'"), (int)length, word);
        return false;
    }
    if (option->argument != NULL)
        return take_argument(reader, option, equals != NULL ? equals + 1 : NULL);
    if (equals != NULL) {
        fb_buffer_append_format(reader->error, _("option '--%s' takes no argument"), option->name);
        return false;
    }
    set_flag(reader, option);
    return true;
}

/* Reads the letters after a single dash; the first that takes an argument takes the rest. */
static bool read_letters(struct reader *reader, const char *letters)
{
    for (; *letters != '\0'; letters++) {
        const struct fb_option *option = find_letter(reader->options, *letters);
        if (option == NULL) {
            fb_buffer_append_format(reader->error, _("unknown option '-%s'"), letters);
            return false;
        }
        if (option->argument != NULL)
            return take_argument(reader, option, letters[1] != '\0' ? letters + 1 : NULL);
        set_flag(reader, option);
    }
    return true;
}

static bool is_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0';
}

/* Adds the words from `next` on as operands, whatever they look like. */
static void take_rest(struct reader *reader)
{
    while (reader->next < reader->count)
        reader->words[reader->out->operand_count++] = reader->words[reader->next++];
}

static bool read_word(struct reader *reader, const char *word)
{
    if (strncmp(word, "--", 2) == 0)
        return read_long(reader, word + 2);
    return read_letters(reader, word + 1);
}

bool fb_options_parse(struct fb_arguments *out, const struct fb_option *options, char **words,
                      size_t count, bool stop_early, struct fb_buffer *error)
{
    struct reader reader = {out, options, words, count, 0, error};

    *out = (struct fb_arguments){.operands = words};
    while (reader.next < count) {
        char *word = words[reader.next++];
        if (strcmp(word, "--") == 0) {
            take_rest(&reader);
        } else if (is_option(word)) {
            if (!read_word(&reader, word))
                return false;
        } else {
            words[out->operand_count++] = word;
            if (stop_early)
                take_rest(&reader);
        }
    }
    return true;
}

/* Appends "  -t, --template TEMPLATE", and returns its width in columns. */
static size_t append_names(struct fb_buffer *out, const struct fb_option *option)
{
    size_t start = out->length;

    if (option->letter != 0)
        fb_buffer_append_format(out, "  -%c, ", option->letter);
    else
        fb_buffer_append_string(out, "      ");
    fb_buffer_append_format(out, "--%s", option->name);
    if (option->argument != NULL)
        fb_buffer_append_format(out, " %s", option->argument);
    return out->length - start;
}

void fb_options_help(struct fb_buffer *out, const struct fb_option *options)
{
    enum { HELP_COLUMN = 37 };

    for (; options->name != NULL; options++) {
        size_t width = append_names(out, options);
        do {
            fb_buffer_append_char(out, ' ');
        } while (++width < HELP_COLUMN);
        fb_buffer_append_format(out, "%s\n", _(options->help));
    }
}
