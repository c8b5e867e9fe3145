/*
 * finish.c: what a worker made goes into the state, under a path of its own.
 */
#include "base/file.h"
#include "batch/night.h"
#include "batch/state_volume.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* True if all of a record's documents are as they were written. */
static fb_status are_ours(bool *out, struct fb_night *night, const struct fb_state_record *record)
{
    struct fb_state_outputs outputs;

    *out = true;
    FB_TRY(
        fb_state_outputs_of(&outputs, night->scratch, night->state, record->input, record->index));
    for (size_t i = 0; *out && i < outputs.count; i++)
        FB_TRY(fb_night_is_ours(out, night, &outputs.items[i]));
    return FB_OK;
}

/*
 * True if no volume and no other record's documents have the path; a record whose file was renamed
 * takes over the path that it had under the old name, unless a document was edited there.
 */
static fb_status is_free(bool *out, struct fb_night *night, const char *input, size_t index,
                         const char *path)
{
    struct fb_state_record owner;
    bool found;

    FB_TRY(fb_state_volume_at(&found, night->state, path));
    *out = false;
    if (found)
        return FB_OK;
    FB_TRY(fb_state_owner(&found, &owner, night->scratch, night->state, path));
    *out = !found || (owner.index == index && strcmp(owner.input, input) == 0);
    return !*out && fb_night_is_gone(night, owner.input) ? are_ours(out, night, &owner) : FB_OK;
}

/* Gives the first path that is free: the one that is wanted, or with "-2", "-3" … after it. */
static fb_status find_path(const char **out, struct fb_night *night, const char *input,
                           size_t index, const char *wanted)
{
    bool free = false;

    *out = wanted;
    for (size_t number = 2; *out != NULL; number++) {
        FB_TRY(is_free(&free, night, input, index, *out));
        if (free)
            return FB_OK;
        *out = fb_arena_format(night->scratch, "%s-%zu", wanted, number);
    }
    return FB_ERR_NOMEM;
}

fb_status fb_night_choose_path(const char **out, struct fb_night *night, const char *input,
                               size_t index, const char *wanted)
{
    struct fb_state_record known;
    bool found;

    FB_TRY(fb_state_record(&found, &known, night->scratch, night->state, input, index));
    if (found && strcmp(known.wanted, wanted) == 0) {
        *out = known.path;
        return FB_OK;
    }
    return find_path(out, night, input, index, wanted);
}

/* True if nothing is known of what a record says: it could not be read, or a worker broke down. */
static bool is_unread(const struct fb_result *result)
{
    return fb_hash_equal(result->data, (struct fb_hash){0});
}

/*
 * Gives the path that a record has, as long as it wants the same as before. One that was not read
 * is what it was the last time.
 */
static fb_status choose_path(const char **out, struct fb_night *night, const char *input,
                             struct fb_result *result)
{
    struct fb_state_record known;
    bool found;

    FB_TRY(fb_state_record(&found, &known, night->scratch, night->state, input, result->index));
    if (found && is_unread(result)) {
        result->wanted = known.wanted;
        result->department = known.department;
        result->title = known.title;
    }
    return fb_night_choose_path(out, night, input, result->index, result->wanted);
}

static fb_status remember_record(struct fb_night *night, const char *input, const char *path,
                                 const struct fb_result *result)
{
    struct fb_state_record record = {
        .input = input,
        .index = result->index,
        .data = result->data,
        .surroundings = result->surroundings,
        .template_name = result->template_name,
        .end = result->end,
        .wanted = result->wanted,
        .path = path,
        .department = result->department,
        .title = result->title,
        .messages = result->messages,
        .edits = "",
        .errors = result->errors,
        .warnings = result->warnings,
    };

    if (night->setup->tell != NULL &&
        (result->end == FB_RECORD_FAILED || result->end == FB_RECORD_BROKEN))
        night->setup->tell(night->setup->data, &record, result->text);
    return fb_state_put_record(night->state, &record);
}

/* Puts a record's documents on the way to their places. */
static fb_status remember_outputs(struct fb_night *night, const char *input, const char *path,
                                  const struct fb_result *result)
{
    for (unsigned kind = 0; kind < FB_OUTPUT_KINDS; kind++) {
        const struct fb_result_output *made = &result->outputs[kind];
        struct fb_state_output output = {
            .temporary = made->temporary, .hash = made->hash, .stamp = made->stamp};
        if (made->temporary == NULL)
            continue;
        output.path = fb_arena_format(night->scratch, "%s.%s", path,
                                      fb_output_name((enum fb_output_kind)kind));
        FB_NEED(output.path);
        FB_TRY(fb_night_rename_later(night, input, result->index, &output, &made->taken));
    }
    return FB_OK;
}

static fb_status count(struct fb_night *night, const char *input, const struct fb_result *result)
{
    struct fb_batch_tally *tally = &night->tally;
    enum fb_record_end end = result->end;

    tally->records++;
    if (result->warnings > 0 && (end == FB_RECORD_DONE || end == FB_RECORD_KEPT))
        tally->warned++;
    if (end == FB_RECORD_KEPT)
        return fb_night_count_kept(night, input, result->index);
    if (end == FB_RECORD_FAILED)
        tally->failed++;
    else if (end == FB_RECORD_BROKEN)
        tally->broken++;
    else
        tally->made++;
    return FB_OK;
}

/* In a join nobody knows which of those that were done a record was. */
static void recount(struct fb_batch_tally *tally, size_t *count)
{
    size_t *before = tally->made > 0 ? &tally->made : &tally->unchanged;

    if (*before > 0)
        --*before;
    ++*count;
}

fb_status fb_night_keep(struct fb_night *night, struct fb_state_record *record)
{
    recount(&night->tally, &night->tally.kept);
    record->end = FB_RECORD_KEPT;
    return fb_state_put_record(night->state, record);
}

fb_status fb_night_break(struct fb_night *night, struct fb_state_record *record,
                         enum fb_diag_code code, const char *path, const char *argument)
{
    struct fb_batch_tally *tally = &night->tally;
    const char *words;

    if (record->end == FB_RECORD_DONE)
        recount(tally, &tally->broken);
    else if (record->end == FB_RECORD_KEPT && tally->kept > 0)
        tally->kept--, tally->broken++;
    else
        return FB_OK;
    record->end = FB_RECORD_BROKEN;
    record->errors = 1;
    FB_TRY(fb_night_explain(&record->messages, &words, night, code, path, argument));
    if (night->setup->tell != NULL)
        night->setup->tell(night->setup->data, record, words);
    return fb_state_put_record(night->state, record);
}

fb_status fb_night_explain(const char **messages, const char **words, struct fb_night *night,
                           enum fb_diag_code code, const char *path, const char *argument)
{
    enum { LIMIT = 64 << 10 };
    struct fb_source source = {.name = path};
    struct fb_diagnostics *sink;
    struct fb_buffer text;

    FB_TRY(fb_diagnostics_new(&sink));
    fb_report(sink, code, ((struct fb_position){.source = &source}), argument);
    fb_buffer_init(&text, LIMIT);
    fb_diagnostics_print_json(sink, &text);
    *messages = fb_arena_copy(night->scratch, text.data, text.length);
    fb_buffer_clear(&text);
    fb_diagnostics_print(sink, &text, false);
    *words = fb_arena_copy(night->scratch, text.data, text.length);
    fb_buffer_release(&text);
    fb_diagnostics_free(sink);
    FB_NEED(*messages);
    FB_NEED(*words);
    return FB_OK;
}

/* A record that is as it was, whatever its file looks like. */
static fb_status finish_unchanged(struct fb_night *night, const char *input,
                                  const struct fb_result *result)
{
    struct fb_state_record record;
    bool found;

    FB_TRY(fb_state_record(&found, &record, night->scratch, night->state, input, result->index));
    return found ? fb_night_count_known(night, &record, result->kept) : FB_ERR_INTERNAL;
}

/*
 * True if a file stands at a path that no run has written there, which `force` does not mind, or
 * that another record had there and somebody edited. What has the bytes that are to be there, which
 * are of this hash, can only be what an earlier run made, of which the state was lost.
 */
static fb_status is_foreign(bool *out, struct fb_night *night, const char *input, size_t index,
                            const char *path, struct fb_hash hash)
{
    struct fb_state_output known;
    struct fb_file_stamp stamp;
    bool found, ours = true;

    *out = false;
    if (!fb_night_stamp(&stamp, night, path))
        return FB_OK;
    FB_TRY(fb_state_output(&found, &known, night->scratch, night->state, path));
    if (found && (known.index != index || strcmp(known.input, input) != 0))
        FB_TRY(fb_night_is_ours(&ours, night, &known));
    /* What a part does not know may be another part's: its document waits (place.c). */
    *out = !ours || (!found && !night->setup->force && night->setup->shards == 1);
    if (*out && !found) {
        FB_TRY(fb_night_stands(&ours, night, path, hash));
        *out = !ours;
    }
    return FB_OK;
}

/*
 * Finds a file that stands where a document is to go and is none of ours: then the record is broken
 * and says so. Documents are never written over what somebody else made.
 */
static fb_status refuse_foreign(struct fb_result *result, struct fb_night *night, const char *input,
                                const char *path)
{
    for (unsigned kind = 0; kind < FB_OUTPUT_KINDS; kind++) {
        bool foreign;
        const char *output = fb_arena_format(night->scratch, "%s.%s", path,
                                             fb_output_name((enum fb_output_kind)kind));
        FB_NEED(output);
        if (result->outputs[kind].temporary == NULL)
            continue;
        FB_TRY(
            is_foreign(&foreign, night, input, result->index, output, result->outputs[kind].hash));
        if (!foreign)
            continue;
        result->end = FB_RECORD_BROKEN;
        result->errors = 1;
        FB_TRY(fb_night_explain(&result->messages, &result->text, night, FB_DIAG_BATCH_FOREIGN,
                                output, ""));
        for (unsigned other = 0; other < FB_OUTPUT_KINDS; other++)
            result->outputs[other].temporary = NULL;
    }
    return FB_OK;
}

/* Remembers the value by which a record is bound. */
static fb_status remember_member(struct fb_night *night, const char *input,
                                 const struct fb_result *result)
{
    if (night->work.merge == NULL)
        return FB_OK;
    return fb_state_put_member(night->state, input, result->index, night->work.merge,
                               result->member);
}

fb_status fb_night_finish(struct fb_night *night, const struct fb_batch_source *source,
                          const struct fb_result *result)
{
    struct fb_result judged = *result;
    const char *path;

    if (result->kind == FB_RESULT_UNCHANGED || !is_unread(result))
        FB_TRY(remember_member(night, source->path, result));
    if (result->kind == FB_RESULT_UNCHANGED)
        return finish_unchanged(night, source->path, result);
    if (result->kind == FB_RESULT_ELSEWHERE) {
        night->tally.records++;
        night->tally.elsewhere++;
        return FB_OK;
    }
    night->unwritable = night->unwritable || result->unwritable;
    FB_TRY(choose_path(&path, night, source->path, &judged));
    FB_TRY(refuse_foreign(&judged, night, source->path, path));
    if (judged.end == FB_RECORD_DONE && result->kept != 0)
        judged.end = FB_RECORD_KEPT;
    FB_TRY(remember_record(night, source->path, path, &judged));
    FB_TRY(remember_outputs(night, source->path, path, &judged));
    return count(night, source->path, &judged);
}

fb_status fb_night_finish_broken(struct fb_night *night, const struct fb_batch_source *source,
                                 size_t index, enum fb_diag_code code, const char *argument)
{
    struct fb_result result = {.kind = FB_RESULT_RECORD,
                               .index = index,
                               .end = FB_RECORD_BROKEN,
                               .template_name = "",
                               .wanted = source->place,
                               .department = "",
                               .title = "",
                               .errors = 1};

    FB_TRY(fb_night_explain(&result.messages, &result.text, night, code, source->path, argument));
    return fb_night_finish(night, source, &result);
}
