#include "cli/batch_config.h"

#include "base/i18n.h"
#include "cli/batch_config_private.h"
#include "data/value.h"
#include "job/template_store.h"

#include <stdlib.h>
#include <string.h>

#define NAMESPACE "urn:fubiao:batch:1"

/* The reading of one file. */
struct reader {
    struct fb_batch_config *config;
    const struct fb_option *options;
    struct fb_diagnostics *sink;
};

/* Gives the number of the line in which something stands, as text. */
static const char *line_of(struct fb_arena *arena, struct fb_position position)
{
    const char *line;
    size_t number = 1;

    for (size_t i = 0; i < position.offset; i++)
        number += position.source->text[i] == '\n';
    line = fb_arena_format(arena, "%zu", number);
    return line != NULL ? line : "";
}

/* ---- elements ---- */

static void check_attributes(struct reader *reader, const struct fb_xml_node *element,
                             bool is_template)
{
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++) {
        bool allowed = is_template && (strcmp(name, "root") == 0 || strcmp(name, "field") == 0 ||
                                       strcmp(name, "value") == 0);
        if (!allowed)
            fb_report(reader->sink, FB_DIAG_CONFIG_ATTRIBUTE,
                      fb_xml_attribute_position(element, name), fb_xml_name(element), name,
                      is_template ? "root field value" : _("none"));
    }
}

/* Only text may stand in an option. */
static bool check_content(struct reader *reader, const struct fb_xml_node *element)
{
    const struct fb_xml_node *inner = fb_xml_first(element);

    if (inner != NULL)
        fb_report(reader->sink, FB_DIAG_CONFIG_ELEMENT, fb_xml_position(inner), fb_xml_name(inner),
                  fb_xml_name(element), _("nothing but text"));
    return inner == NULL;
}

/* Reports an option that is given again and may be given once. */
static void check_once(struct reader *reader, const struct fb_config_setting *setting)
{
    const struct fb_batch_config *config = reader->config;

    for (size_t i = 0; !setting->word->many && i < config->settings.count; i++) {
        const struct fb_config_setting *other = &config->settings.items[i];
        if (other == setting || other->word != setting->word)
            continue;
        fb_report(reader->sink, FB_DIAG_CONFIG_TWICE, setting->position, setting->word->name,
                  line_of(config->arena, other->position));
        return;
    }
}

static const struct fb_option *find_option(const struct fb_option *options, const char *name)
{
    while (options->name != NULL && strcmp(options->name, name) != 0)
        options++;
    return options->name != NULL ? options : NULL;
}

/* Makes a path relative to the folder of the file; of a list, "@" stays at the head. */
static char *resolve(const struct fb_batch_config *config, enum fb_config_kind kind, char *text)
{
    bool list = kind == FB_CONFIG_SOURCE && text[0] == '@';
    const char *path = list ? text + 1 : text;
    const char *slash = strrchr(config->path, '/');

    if (!fb_config_is_path(kind) || slash == NULL || path[0] == '/' || strcmp(path, "-") == 0)
        return text;
    return fb_arena_format(config->arena, "%s%.*s/%s", list ? "@" : "", (int)(slash - config->path),
                           config->path, path);
}

static fb_status add_setting(struct reader *reader, const struct fb_xml_node *element,
                             const struct fb_config_word *word)
{
    struct fb_batch_config *config = reader->config;
    struct fb_config_setting *setting = FB_PUSH(config->arena, &config->settings);
    const char *allowed;
    char *text = fb_value_text(config->arena, element);

    FB_NEED(setting);
    FB_NEED(text);
    *setting = (struct fb_config_setting){.word = word,
                                          .option = find_option(reader->options, word->name),
                                          .text = resolve(config, word->kind, text),
                                          .position = fb_xml_position(element)};
    FB_NEED(setting->text);
    allowed = fb_config_value_fault(word->kind, text);
    if (allowed != NULL)
        fb_report(reader->sink, FB_DIAG_CONFIG_VALUE, fb_xml_content_position(element), text,
                  word->name, allowed);
    check_once(reader, setting);
    return FB_OK;
}

/* ---- templates of kinds ---- */

static bool same_or_any(const char *first, const char *second)
{
    return first == NULL || (second != NULL && strcmp(first, second) == 0);
}

/* Tells whether all records of a kind are of an earlier one as well. */
static bool covers(const struct fb_record_kind *earlier, const struct fb_record_kind *kind)
{
    return same_or_any(earlier->root, kind->root) && same_or_any(earlier->field, kind->field) &&
           same_or_any(earlier->value, kind->value);
}

static void check_reached(struct reader *reader, const struct fb_record_kind *kind)
{
    const struct fb_batch_config *config = reader->config;

    for (size_t i = 0; i + 1 < config->kinds.count; i++) {
        const struct fb_record_kind *earlier = &config->kinds.items[i];
        if (!covers(earlier, kind))
            continue;
        fb_report(reader->sink, FB_DIAG_CONFIG_UNREACHED, kind->position,
                  line_of(config->arena, earlier->position));
        return;
    }
}

static void check_condition(struct reader *reader, const struct fb_xml_node *element,
                            const char *name, bool good, const char *allowed)
{
    if (!good)
        fb_report(reader->sink, FB_DIAG_CONFIG_VALUE, fb_xml_attribute_position(element, name),
                  fb_xml_attribute(element, name), name, allowed);
}

static void check_conditions(struct reader *reader, const struct fb_xml_node *element,
                             const struct fb_record_kind *kind)
{
    const char *lacking = kind->field == NULL ? "field" : "value";

    if (kind->root != NULL)
        check_condition(reader, element, "root", fb_xml_name_valid(kind->root),
                        "财政项目支出绩效目标 …");
    if (kind->field != NULL)
        check_condition(reader, element, "field", fb_config_is_field(kind->field),
                        "项目类别, 资金/总额 …");
    if ((kind->field == NULL) != (kind->value == NULL))
        fb_report(reader->sink, FB_DIAG_CONFIG_ATTRIBUTE_MISSING, fb_xml_position(element),
                  "template", lacking);
}

static bool is_file(const char *template_name)
{
    size_t length = strlen(template_name);

    return length > 4 && strcmp(template_name + length - 4, ".xml") == 0;
}

static fb_status add_kind(struct reader *reader, const struct fb_xml_node *element)
{
    struct fb_batch_config *config = reader->config;
    struct fb_record_kind *kind = FB_PUSH(config->arena, &config->kinds);
    char *name = fb_value_text(config->arena, element);

    FB_NEED(kind);
    FB_NEED(name);
    if (name[0] == '\0')
        fb_report(reader->sink, FB_DIAG_CONFIG_VALUE, fb_xml_position(element), name, "template",
                  "宁夏2021/项目支出绩效目标表 …");
    *kind = (struct fb_record_kind){
        .root = fb_xml_attribute(element, "root"),
        .field = fb_xml_attribute(element, "field"),
        .value = fb_xml_attribute(element, "value"),
        .template_name = is_file(name) ? resolve(config, FB_CONFIG_PATH, name) : name,
        .position = fb_xml_content_position(element)};
    FB_NEED(kind->template_name);
    check_conditions(reader, element, kind);
    check_reached(reader, kind);
    return FB_OK;
}

/* ---- the whole ---- */

static fb_status report_element(struct reader *reader, const struct fb_xml_node *element)
{
    const char *allowed = fb_config_word_list(reader->config->arena);

    FB_NEED(allowed);
    fb_report(reader->sink, FB_DIAG_CONFIG_ELEMENT, fb_xml_position(element), fb_xml_name(element),
              "batch", allowed);
    return FB_OK;
}

static fb_status read_element(struct reader *reader, const struct fb_xml_node *element)
{
    const char *name = fb_xml_name(element);
    const struct fb_config_word *word = fb_config_word(name);
    bool ours = strcmp(fb_xml_namespace(element), NAMESPACE) == 0;
    bool is_template = strcmp(name, "template") == 0;

    if (!ours || (word == NULL && !is_template))
        return report_element(reader, element);
    check_attributes(reader, element, is_template);
    if (!check_content(reader, element))
        return FB_OK;
    return is_template ? add_kind(reader, element) : add_setting(reader, element, word);
}

static fb_status read_root(struct reader *reader, const struct fb_xml_node *root)
{
    const struct fb_xml_node *node = fb_xml_first_content(root);

    if (!fb_xml_is(root, "batch") || strcmp(fb_xml_namespace(root), NAMESPACE) != 0) {
        fb_report(reader->sink, FB_DIAG_CONFIG_ROOT, fb_xml_position(root), fb_xml_name(root),
                  NAMESPACE);
        return FB_OK;
    }
    check_attributes(reader, root, false);
    for (; node != NULL; node = fb_xml_next_content(node)) {
        if (!fb_xml_is_text(node))
            FB_TRY(read_element(reader, node));
        else if (!fb_xml_is_blank(node))
            fb_report(reader->sink, FB_DIAG_CONFIG_TEXT, fb_xml_position(node), "batch");
    }
    return FB_OK;
}

static fb_status read_config(struct reader *reader)
{
    struct fb_batch_config *config = reader->config;

    FB_TRY(fb_arena_new(&config->arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_input_read(&config->input, config->path, reader->sink));
    FB_TRY(fb_input_decode(config->input, NULL, reader->sink));
    FB_TRY(fb_xml_read(&config->document, fb_input_source(config->input), reader->sink));
    return read_root(reader, fb_xml_root(config->document));
}

fb_status fb_batch_config_read(struct fb_batch_config **out, const char *path,
                               const struct fb_option *options, struct fb_diagnostics *sink)
{
    size_t errors = fb_diagnostics_count(sink, FB_ERROR);
    struct fb_batch_config *config = calloc(1, sizeof *config);
    struct reader reader = {config, options, sink};
    fb_status status;

    *out = NULL;
    FB_NEED(config);
    config->path = path;
    status = read_config(&reader);
    if (status == FB_OK && fb_diagnostics_count(sink, FB_ERROR) > errors)
        status = FB_ERR_INPUT;
    *out = config;
    return status;
}

void fb_batch_config_free(struct fb_batch_config *config)
{
    if (config == NULL)
        return;
    fb_xml_free(config->document);
    fb_input_free(config->input);
    fb_arena_free(config->arena);
    free(config);
}

struct fb_record_kinds fb_batch_config_kinds(const struct fb_batch_config *config)
{
    return (struct fb_record_kinds){config->kinds.items, config->kinds.count};
}

fb_status fb_batch_config_check_kinds(const struct fb_batch_config *config,
                                      struct fb_context *context, struct fb_diagnostics *sink)
{
    struct fb_template_store *store = fb_context_templates(context);
    const struct fb_template *template;
    fb_status status = FB_OK;

    for (size_t i = 0; i < config->kinds.count; i++) {
        const struct fb_record_kind *kind = &config->kinds.items[i];
        if (kind->template_name[0] == '\0')
            continue;
        fb_status found = is_file(kind->template_name)
                              ? fb_template_store_open(&template, store, kind->template_name, sink)
                              : fb_template_store_find(&template, store, kind->template_name,
                                                       kind->position, sink);
        if (found == FB_ERR_NOMEM)
            return found;
        if (found != FB_OK)
            status = found;
    }
    return status;
}
