/*
 * docx_testing.h: the parts of a DOCX, what must stand in them, and damage that the judge must see.
 */
#ifndef FB_TESTS_DOCX_TESTING_H
#define FB_TESTS_DOCX_TESTING_H

#include "base/arena.h"
#include "docx/docx.h"
#include "docx_lint.h"
#include "package_testing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

#define BODY   "word/document.xml"
#define STYLES "word/styles.xml"
#define HINT   "<w:rFonts w:hint=\"eastAsia\"/>"
#define PLAIN  "<w:t xml:space=\"preserve\">"

enum { PART_LIMIT = 50, ARENA_LIMIT = 1 << 26 };

/* The parts of a DOCX, NUL-terminated, in an arena. */
struct unpacked {
    struct fb_arena *arena;
    struct package_part parts[PART_LIMIT];
    size_t count;
};

static inline void unpack(struct unpacked *out, const struct fb_buffer *docx)
{
    zip_t *archive =
        zip_open_from_source(zip_source_buffer_create(docx->data, docx->length, 0, NULL), 0, NULL);

    assert_non_null(archive);
    assert_int_equal(fb_arena_new(&out->arena, ARENA_LIMIT), FB_OK);
    out->count = (size_t)zip_get_num_entries(archive, 0);
    assert_in_range(out->count, 1, PART_LIMIT);
    for (size_t i = 0; i < out->count; i++) {
        zip_file_t *file = zip_fopen_index(archive, i, 0);
        zip_stat_t entry;
        char *bytes;

        assert_int_equal(zip_stat_index(archive, i, 0, &entry), 0);
        bytes = fb_arena_alloc(out->arena, entry.size + 1);
        assert_int_equal(zip_fread(file, bytes, entry.size), entry.size);
        zip_fclose(file);
        out->parts[i] =
            (struct package_part){fb_arena_string(out->arena, entry.name), bytes, entry.size};
    }
    zip_discard(archive);
}

static inline struct package_part *find_part(struct unpacked *docx, const char *name)
{
    for (size_t i = 0; i < docx->count; i++) {
        if (strcmp(docx->parts[i].name, name) == 0)
            return &docx->parts[i];
    }
    fail_msg("no part %s", name);
    return NULL;
}

static inline const char *part_text(struct unpacked *docx, const char *name)
{
    return find_part(docx, name)->bytes;
}

static inline size_t count_in(const char *text, const char *wanted)
{
    size_t count = 0;

    for (; (text = strstr(text, wanted)) != NULL; text += strlen(wanted))
        count++;
    return count;
}

/* What stands in a part so many times. */
struct fragment_case {
    const char *name;
    const char *part;
    const char *fragment;
    size_t times;
};

/* Fails for the first fragment that does not stand as often as it should. */
static inline void check_fragments(struct unpacked *docx, const struct fragment_case *cases,
                                   size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t times = count_in(part_text(docx, cases[i].part), cases[i].fragment);

        if (times != cases[i].times)
            fail_msg("%s: %zu times, not %zu, in %s", cases[i].name, times, cases[i].times,
                     part_text(docx, cases[i].part));
    }
}

/* Packs the parts again and returns how many faults the judge finds. */
static inline size_t judge(const struct unpacked *docx, struct fb_buffer *faults)
{
    struct fb_buffer packed;
    size_t count;

    fb_buffer_init(&packed, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(package_write(&packed, docx->parts, docx->count), FB_OK);
    count = docx_lint(packed.data, packed.length, faults);
    fb_buffer_release(&packed);
    return count;
}

/* Fails with the faults if the judge finds any. */
static inline void check_sound(const struct unpacked *docx)
{
    struct fb_buffer faults;

    fb_buffer_init(&faults, 100000);
    if (judge(docx, &faults) != 0)
        fail_msg("%s", faults.data);
    fb_buffer_release(&faults);
}

/* Damage to the sample, and the fault by which the judge must tell it. */
struct damage {
    const char *part;
    const char *old, *new; /* the first `old` becomes `new` */
    const char *fault;
};

static inline struct package_part damaged(struct fb_arena *arena, const struct package_part *part,
                                          const struct damage *damage)
{
    const char *text = part->bytes, *place = strstr(text, damage->old);
    char *bytes;

    assert_non_null(place);
    bytes = fb_arena_format(arena, "%.*s%s%s", (int)(place - text), text, damage->new,
                            place + strlen(damage->old));
    assert_non_null(bytes);
    return (struct package_part){part->name, bytes, strlen(bytes)};
}

/* A judge that finds no fault in anything would be no judge. */
static inline void check_damages(struct unpacked *docx, const struct damage *damages,
                                 size_t damage_count)
{
    for (size_t i = 0; i < damage_count; i++) {
        struct package_part *part = find_part(docx, damages[i].part), sound = *part;
        struct fb_buffer faults;
        size_t count;

        fb_buffer_init(&faults, 100000);
        *part = damaged(docx->arena, part, &damages[i]);
        count = judge(docx, &faults);
        *part = sound;
        if (faults.data == NULL || strstr(faults.data, damages[i].fault) == NULL)
            fail_msg("%s not told; %zu others: %s", damages[i].fault, count, faults.data);
        fb_buffer_release(&faults);
    }
}

#endif
