/*
 * look.c: what has not changed and need not be made.
 */
#include "base/file.h"
#include "batch/night.h"
#include "batch/state_volume.h"

#include <string.h>
#include <sys/stat.h>

enum look {
    MISSING, /* also if nothing is left of it */
    TORN,    /* perhaps: it is made again, and what is made tells (guard.c) */
    CHANGED,
    SAME
};

/* A document of a part that waits to be joined is not at its path yet (place.c). */
static fb_status look_at_waiting(enum look *out, struct fb_night *night,
                                 const struct fb_state_output *output)
{
    char *path = fb_arena_format(night->scratch, "%s/%s", night->work.folder, output->temporary);

    FB_NEED(path);
    *out = fb_file_exists(path) ? SAME : MISSING;
    return FB_OK;
}

static fb_status look_at(enum look *out, struct fb_night *night, const char *input, size_t index,
                         const struct fb_state_output *output)
{
    static const enum look LOOKS[] = {
        [FB_TORN_NOT] = CHANGED, [FB_TORN_PERHAPS] = TORN, [FB_TORN_SURELY] = MISSING};
    struct fb_state_output settled = *output;
    enum fb_torn torn;
    bool same;

    if (output->temporary[0] != '\0')
        return look_at_waiting(out, night, output);
    *out = MISSING;
    if (!fb_night_stamp(&settled.stamp, night, output->path))
        return FB_OK;
    *out = SAME;
    if (fb_file_stamp_equal(&settled.stamp, &output->stamp))
        return FB_OK;
    FB_TRY(fb_night_stands(&same, night, output->path, output->hash));
    if (same)
        return fb_state_put_output(night->state, input, index, &settled);
    FB_TRY(fb_night_torn(&torn, night, output));
    *out = LOOKS[torn];
    return FB_OK;
}

fb_status fb_night_is_whole(bool *whole, struct fb_night *night,
                            const struct fb_state_output *output)
{
    enum look look;

    FB_TRY(look_at(&look, night, output->input, output->index, output));
    *whole = look == SAME;
    return FB_OK;
}

fb_status fb_night_is_ours(bool *ours, struct fb_night *night, const struct fb_state_output *output)
{
    enum look look;

    FB_TRY(look_at(&look, night, output->input, output->index, output));
    *ours = look == SAME || look == MISSING;
    return FB_OK;
}

/*
 * Finds which of a record's documents are missing and which are kept: a DOCX that was changed since
 * it was written belongs to whoever changed it, and any other output is made again.
 */
static fb_status look_at_all(struct fb_task_record *out, struct fb_night *night,
                             const struct fb_state_record *record)
{
    struct fb_state_outputs outputs;
    enum fb_output_kind kind;
    enum look look;

    out->missing = night->work.outputs;
    out->kept = 0;
    FB_TRY(
        fb_state_outputs_of(&outputs, night->scratch, night->state, record->input, record->index));
    for (size_t i = 0; i < outputs.count; i++) {
        const struct fb_state_output *output = &outputs.items[i];
        size_t stem = strlen(record->path);
        if (!fb_output_of_path(&kind, output->path) ||
            strncmp(output->path, record->path, stem) != 0 || output->path[stem] != '.')
            continue;
        FB_TRY(look_at(&look, night, record->input, record->index, output));
        if (look == SAME)
            out->missing &= ~FB_OUTPUT_BIT(kind);
        else if (look == CHANGED && kind == FB_OUTPUT_DOCX)
            out->kept |= FB_OUTPUT_BIT(kind);
    }
    return FB_OK;
}

fb_status fb_night_recall(bool *found, struct fb_task_record *out, struct fb_night *night,
                          const char *input, size_t index)
{
    struct fb_state_record record;

    *out = (struct fb_task_record){.missing = FB_OUTPUT_ALL, .path = ""};
    FB_TRY(fb_state_record(found, &record, night->scratch, night->state, input, index));
    if (!*found)
        return FB_OK;
    FB_TRY(look_at_all(out, night, &record));
    out->path = record.path;
    if (night->setup->force || record.end == FB_RECORD_BROKEN)
        return FB_OK;
    out->data = record.data;
    out->surroundings = record.surroundings;
    return FB_OK;
}

/* Gives the surroundings of records of a template as they are now; false if it cannot be read. */
static fb_status surroundings_of(const struct fb_hash **out, struct fb_night *night,
                                 const char *name)
{
    struct fb_template_store *store = fb_context_templates(night->work.context);
    const struct fb_template *template;
    struct fb_diagnostics *sink;
    struct fb_hash *known = fb_map_lookup(&night->surroundings, name);
    fb_status status;

    *out = known;
    if (known != NULL)
        return FB_OK;
    FB_TRY(fb_diagnostics_new(&sink));
    status = fb_template_store_open(&template, store, name, sink);
    fb_diagnostics_free(sink);
    if (status != FB_OK)
        return status == FB_ERR_NOMEM ? status : FB_OK;
    known = FB_NEW(night->arena, struct fb_hash);
    name = fb_arena_string(night->arena, name);
    FB_NEED(known);
    FB_NEED(name);
    FB_TRY(fb_work_template_surroundings(known, &night->work, template));
    *out = known;
    return fb_map_put(night->arena, &night->surroundings, name, known);
}

fb_status fb_night_count_kept(struct fb_night *night, const char *input, size_t index)
{
    night->tally.kept++;
    return fb_night_tell_later(night, input, index);
}

fb_status fb_night_count_known(struct fb_night *night, struct fb_state_record *record,
                               unsigned kept)
{
    enum fb_record_end end = kept != 0 ? FB_RECORD_KEPT : FB_RECORD_DONE;

    night->tally.records++;
    if (record->end == FB_RECORD_FAILED) {
        night->tally.failed++;
        return fb_night_tell_later(night, record->input, record->index);
    }
    if (kept == 0)
        night->tally.unchanged++;
    else
        FB_TRY(fb_night_count_kept(night, record->input, record->index));
    if (record->warnings > 0)
        night->tally.warned++;
    if (record->end == end)
        return FB_OK;
    record->end = end;
    record->edits = "";
    return fb_state_put_record(night->state, record);
}

/* Looks at one record of a file that has not changed, and counts it if nothing is to be made. */
static fb_status look_at_record(bool *done, struct fb_night *night, const char *input, size_t index)
{
    struct fb_task_record known;
    struct fb_state_record record;
    const struct fb_hash *surroundings;
    bool found;

    *done = false;
    FB_TRY(fb_state_record(&found, &record, night->scratch, night->state, input, index));
    if (!found || record.end == FB_RECORD_BROKEN || night->setup->force)
        return FB_OK;
    /* The value by which it is bound may never have been asked for. */
    if (night->work.merge != NULL)
        FB_TRY(fb_state_has_member(&found, night->state, input, index, night->work.merge));
    if (!found)
        return FB_OK;
    FB_TRY(surroundings_of(&surroundings, night, record.template_name));
    if (surroundings == NULL || !fb_hash_equal(*surroundings, record.surroundings))
        return FB_OK;
    FB_TRY(look_at_all(&known, night, &record));
    *done = record.end == FB_RECORD_FAILED || (known.missing & ~known.kept) == 0;
    return *done ? fb_night_count_known(night, &record, known.kept) : FB_OK;
}

fb_status fb_night_look(bool *done, struct fb_night *night, const struct fb_batch_source *source,
                        struct fb_hash hash)
{
    struct fb_batch_tally before = night->tally;
    size_t again = night->again.count, records;

    FB_TRY(fb_state_input(&records, night->state, source->path, hash));
    *done = records > 0;
    for (size_t i = 0; i < records && *done; i++) {
        fb_arena_clear(night->scratch);
        FB_TRY(look_at_record(done, night, source->path, i));
    }
    if (!*done) {
        night->tally = before;
        night->again.count = again;
    }
    return FB_OK;
}
