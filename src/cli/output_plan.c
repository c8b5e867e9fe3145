#include "cli/output_plan.h"

#include "base/file.h"
#include "base/i18n.h"
#include "data/record.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What -f and -o say, together with what -o finds on the disk. */
struct wish {
    unsigned outputs;
    bool outputs_given;
    const char *output;          /* NULL: not given */
    enum fb_output_kind by_path; /* the output whose extension the path has */
    bool has_extension;          /* `by_path` is set */
};

static fb_status read_outputs(struct wish *wish, const char *format, struct fb_buffer *error)
{
    wish->outputs = FB_OUTPUT_ALL;
    wish->outputs_given = format != NULL;
    if (format == NULL || fb_output_parse(&wish->outputs, format))
        return FB_OK;
    fb_buffer_append_format(error, _("unknown output in '%s'; there are pdf and docx"), format);
    return FB_ERR_INPUT;
}

static bool is_single(unsigned outputs)
{
    return (outputs & (outputs - 1)) == 0;
}

/* Returns true if -o names one file and not a folder. */
static bool names_file(const struct wish *wish)
{
    if (wish->output == NULL || fb_file_is_folder(wish->output))
        return false;
    return strcmp(wish->output, FB_STANDARD_OUTPUT) == 0 || fb_file_exists(wish->output) ||
           wish->has_extension;
}

fb_status fb_output_accept_file(const char *path, const char *record, struct fb_buffer *error)
{
    struct stat output, input;

    if (strcmp(path, FB_STANDARD_OUTPUT) == 0 || stat(path, &output) != 0)
        return FB_OK;
    if (!S_ISREG(output.st_mode)) {
        fb_buffer_append_format(error, _("'%s' is neither a folder nor a regular file"), path);
        return FB_ERR_INPUT;
    }
    if (stat(record, &input) == 0 && input.st_dev == output.st_dev &&
        input.st_ino == output.st_ino) {
        fb_buffer_append_format(error, _("'%s' is the record itself"), path);
        return FB_ERR_INPUT;
    }
    return FB_OK;
}

/* Finds the one output that a single file can take. */
static fb_status single_output(enum fb_output_kind *kind, const struct wish *wish,
                               struct fb_buffer *error)
{
    if (wish->has_extension &&
        (!wish->outputs_given || wish->outputs == FB_OUTPUT_BIT(wish->by_path))) {
        *kind = wish->by_path;
        return FB_OK;
    }
    if (wish->has_extension && is_single(wish->outputs)) {
        fb_buffer_append_format(error, _("'%s' ends in .%s, but -f asks for another output"),
                                wish->output, fb_output_name(wish->by_path));
        return FB_ERR_INPUT;
    }
    if (!is_single(wish->outputs)) {
        fb_buffer_append_format(
            error, _("one file '%s' cannot hold several outputs; choose with -f"), wish->output);
        return FB_ERR_INPUT;
    }
    *kind = wish->outputs == FB_OUTPUT_BIT(FB_OUTPUT_PDF) ? FB_OUTPUT_PDF : FB_OUTPUT_DOCX;
    return FB_OK;
}

static fb_status plan_file(struct fb_output_plan *plan, const struct wish *wish,
                           struct fb_buffer *error)
{
    enum fb_output_kind kind;

    if (plan->record_count > 1) {
        fb_buffer_append_format(error, _("one file '%s' cannot hold several records"),
                                wish->output);
        return FB_ERR_INPUT;
    }
    FB_TRY(fb_output_accept_file(wish->output, plan->records[0].record, error));
    FB_TRY(single_output(&kind, wish, error));
    plan->outputs = FB_OUTPUT_BIT(kind);
    plan->single = true;
    plan->records[0].paths[kind] = wish->output;
    return FB_OK;
}

void fb_output_base(const char *record, const char **start, size_t *length)
{
    const char *slash = strrchr(record, '/');

    *start = slash != NULL ? slash + 1 : record;
    *length = strlen(*start) - fb_record_extension(*start);
}

static fb_status name_outputs(struct fb_output_plan *plan, struct fb_arena *arena,
                              struct fb_planned_record *planned)
{
    const char *base, *folder = plan->folder != NULL ? plan->folder : "";
    const char *slash = folder[0] != '\0' && folder[strlen(folder) - 1] != '/' ? "/" : "";
    size_t length;

    fb_output_base(planned->record, &base, &length);
    for (unsigned kind = 0; kind < FB_OUTPUT_KINDS; kind++) {
        if ((plan->outputs & FB_OUTPUT_BIT(kind)) == 0)
            continue;
        planned->paths[kind] = fb_arena_format(arena, "%s%s%.*s.%s", folder, slash, (int)length,
                                               base, fb_output_name((enum fb_output_kind)kind));
        FB_NEED(planned->paths[kind]);
    }
    return FB_OK;
}

static fb_status plan_folder(struct fb_output_plan *plan, struct fb_arena *arena,
                             const struct wish *wish, struct fb_buffer *error)
{
    plan->outputs = wish->outputs;
    plan->folder = wish->output;
    for (size_t i = 0; i < plan->record_count; i++) {
        if (strcmp(plan->records[i].record, "-") == 0) {
            fb_buffer_append_string(
                error, _("a record from standard input has no name; give one with -o"));
            return FB_ERR_INPUT;
        }
        FB_TRY(name_outputs(plan, arena, &plan->records[i]));
    }
    return FB_OK;
}

/* Returns a path of the record, to compare records by: any output they both have. */
static const char *any_path(const struct fb_planned_record *planned)
{
    for (size_t kind = 0; kind < FB_OUTPUT_KINDS; kind++) {
        if (planned->paths[kind] != NULL)
            return planned->paths[kind];
    }
    return "";
}

static int compare_paths(const void *left, const void *right)
{
    const struct fb_planned_record *const *a = left, *const *b = right;

    return strcmp(any_path(*a), any_path(*b));
}

/* Records of one base name from two folders would write one file twice. */
static fb_status refuse_repeats(const struct fb_output_plan *plan, struct fb_arena *arena,
                                struct fb_buffer *error)
{
    const struct fb_planned_record **sorted =
        FB_NEW_ARRAY(arena, const struct fb_planned_record *, plan->record_count);

    FB_NEED(sorted);
    for (size_t i = 0; i < plan->record_count; i++)
        sorted[i] = &plan->records[i];
    qsort(sorted, plan->record_count, sizeof *sorted, compare_paths);
    for (size_t i = 1; i < plan->record_count; i++) {
        if (strcmp(any_path(sorted[i - 1]), any_path(sorted[i])) != 0)
            continue;
        fb_buffer_append_format(error, _("'%s' and '%s' would both become '%s'"),
                                sorted[i - 1]->record, sorted[i]->record, any_path(sorted[i]));
        return FB_ERR_INPUT;
    }
    return FB_OK;
}

fb_status fb_output_plan_make(struct fb_output_plan *out, struct fb_arena *arena,
                              const struct fb_arguments *arguments, struct fb_buffer *error)
{
    struct wish wish = {.output = arguments->output};

    *out = (struct fb_output_plan){.record_count = arguments->operand_count};
    out->records = FB_NEW_ARRAY(arena, struct fb_planned_record, out->record_count);
    FB_NEED(out->records);
    for (size_t i = 0; i < out->record_count; i++)
        out->records[i].record = arguments->operands[i];
    FB_TRY(read_outputs(&wish, arguments->format, error));
    FB_TRY(fb_job_options_read(&out->job, arguments, error));
    out->force = arguments->force;
    if (wish.output != NULL)
        wish.has_extension = fb_output_of_path(&wish.by_path, wish.output);
    if (names_file(&wish))
        return plan_file(out, &wish, error);
    FB_TRY(plan_folder(out, arena, &wish, error));
    return refuse_repeats(out, arena, error);
}

static bool has_output(const struct fb_output_plan *plan, unsigned kind, const char *path)
{
    for (size_t i = 0; i < plan->record_count; i++) {
        const char *other = plan->records[i].paths[kind];
        if (other != NULL && strcmp(other, path) == 0)
            return true;
    }
    return false;
}

fb_status fb_output_plan_number(struct fb_planned_record *out, struct fb_arena *arena,
                                const struct fb_output_plan *plan,
                                const struct fb_planned_record *planned, size_t index,
                                struct fb_buffer *error)
{
    *out = *planned;
    if (plan->single) {
        fb_buffer_append_format(error, _("one file '%s' cannot hold several records"),
                                any_path(planned));
        return FB_ERR_INPUT;
    }
    for (unsigned kind = 0; kind < FB_OUTPUT_KINDS; kind++) {
        const char *path = planned->paths[kind];
        if (path == NULL)
            continue;
        out->paths[kind] = fb_arena_format(arena, "%.*s-%zu%s", (int)(strrchr(path, '.') - path),
                                           path, index + 1, strrchr(path, '.'));
        FB_NEED(out->paths[kind]);
        if (!has_output(plan, kind, out->paths[kind]))
            continue;
        fb_buffer_append_format(error, _("'%s' and '%s' would both become '%s'"), planned->record,
                                planned->record, out->paths[kind]);
        return FB_ERR_INPUT;
    }
    return FB_OK;
}
