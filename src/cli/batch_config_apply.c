/*
 * batch_config_apply.c: a batch's configuration together with its command line, which counts.
 */
#include "cli/batch_config_private.h"

/* Sets an option that the command line does not have. */
static void set_option(struct fb_arguments *arguments, const struct fb_config_setting *setting)
{
    char *field = (char *)arguments + setting->option->field;

    if (setting->option->argument == NULL)
        *(bool *)(void *)field = true;
    else if (*(const char **)(void *)field == NULL)
        *(const char **)(void *)field = setting->text;
}

/* The last value of a parameter counts, so the file's stand before those of the command line. */
static bool add_parameter(struct fb_settings *settings, size_t place, const char *text)
{
    if (settings->count == FB_SETTINGS_LIMIT)
        return false;
    for (size_t i = settings->count; i > place; i--)
        settings->items[i] = settings->items[i - 1];
    settings->items[place] = text;
    settings->count++;
    return true;
}

static bool add_report(struct fb_arguments *arguments, const char *text)
{
    if (arguments->report_count == FB_REPORTS_LIMIT)
        return false;
    arguments->reports[arguments->report_count++] = text;
    return true;
}

/* What is for all records comes last; by it those are read that cannot be read without. */
static void set_template(const struct fb_batch_config *config, struct fb_arguments *arguments)
{
    const struct fb_record_kind *last =
        config->kinds.count > 0 ? &config->kinds.items[config->kinds.count - 1] : NULL;

    if (last != NULL && last->root == NULL && last->field == NULL &&
        arguments->template_name == NULL && !arguments->join)
        arguments->template_name = last->template_name;
}

/* What has been added so far, and what the command line had. */
struct adding {
    struct fb_arguments *arguments;
    size_t parameters;
    bool reports, sources;
};

/* A join takes only what goes with it; what tells of the whole is not for a part. */
static bool is_for_others(const struct fb_arguments *arguments, const struct fb_config_word *word)
{
    if (arguments->shard != NULL)
        return word->kind == FB_CONFIG_REPORT || word->kind == FB_CONFIG_INDEX;
    return arguments->join && !word->joins;
}

static bool add(struct adding *adding, const struct fb_config_setting *setting)
{
    struct fb_arguments *arguments = adding->arguments;

    if (is_for_others(arguments, setting->word))
        return true;
    switch (setting->word->kind) {
    case FB_CONFIG_SOURCE:
        if (!adding->sources)
            arguments->operands[arguments->operand_count++] = setting->text;
        return true;
    case FB_CONFIG_REPORT:
        return adding->reports || add_report(arguments, setting->text);
    case FB_CONFIG_PARAMETER:
        return add_parameter(&arguments->settings, adding->parameters++, setting->text);
    default:
        set_option(arguments, setting);
        return true;
    }
}

fb_status fb_batch_config_apply(const struct fb_batch_config *config,
                                struct fb_arguments *arguments, struct fb_diagnostics *sink)
{
    struct adding adding = {arguments, 0, arguments->report_count > 0,
                            arguments->operand_count > 0};
    fb_status status = FB_OK;

    if (!adding.sources && !arguments->join) {
        arguments->operands = FB_NEW_ARRAY(config->arena, char *, config->settings.count + 1);
        FB_NEED(arguments->operands);
    }
    set_template(config, arguments);
    for (size_t i = 0; i < config->settings.count; i++) {
        const struct fb_config_setting *setting = &config->settings.items[i];
        if (add(&adding, setting))
            continue;
        fb_report(sink, FB_DIAG_CONFIG_MANY, setting->position, setting->word->name);
        status = FB_ERR_INPUT;
    }
    return status;
}
