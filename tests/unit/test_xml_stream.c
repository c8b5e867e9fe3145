/*
 * test_xml_stream.c: XML read as a stream, whole and in pieces.
 */
#include "xml/stream.h"

#include "base/buffer.h"
#include "testing.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What was told, written down; `stop` is the name of an element that ends the reading. */
struct record {
    struct fb_buffer told;
    const char *stop;
};

static fb_status on_start(void *context, const char *space, const char *name,
                          const struct fb_xml_stream_attributes *attributes)
{
    struct record *record = context;
    struct fb_xml_piece a = fb_xml_stream_attribute(attributes, "a");

    fb_buffer_append_format(&record->told, "<%s%s%s", space, *space == '\0' ? "" : ":", name);
    if (a.bytes != NULL)
        fb_buffer_append_format(&record->told, " a='%.*s'", (int)a.length, a.bytes);
    fb_buffer_append_char(&record->told, '>');
    return record->stop != NULL && strcmp(name, record->stop) == 0 ? FB_ERR_NOMEM : FB_OK;
}

static fb_status on_end(void *context, const char *space, const char *name)
{
    struct record *record = context;

    (void)space;
    fb_buffer_append_format(&record->told, "</%s>", name);
    return FB_OK;
}

static fb_status on_text(void *context, const char *bytes, size_t length)
{
    struct record *record = context;

    fb_buffer_append(&record->told, bytes, length);
    return FB_OK;
}

static const struct fb_xml_stream_events EVENTS = {on_start, on_end, on_text};

/* Feeds `step` bytes at a time. */
static fb_status feed(struct record *record, const char *text, size_t length, size_t step)
{
    struct fb_xml_stream *stream;
    fb_status status = FB_OK;

    assert_int_equal(fb_xml_stream_new(&stream, &EVENTS, record), FB_OK);
    for (size_t at = 0; at < length && status == FB_OK; at += step)
        status = fb_xml_stream_feed(stream, text + at, length - at < step ? length - at : step);
    if (status == FB_OK)
        status = fb_xml_stream_end(stream);
    fb_xml_stream_free(stream);
    return status;
}

static void test_events(void **state)
{
    static const struct {
        const char *text, *told;
    } CASES[] = {
        {"<x/>", "<x></x>"},
        {"<x a='1'>目标</x>", "<x a='1'>目标</x>"},
        {"<?xml version=\"1.0\"?><x a=\"a&lt;&amp;&#38;&#30446;\"> &amp; <!-- no "
         "--><![CDATA[<>]]>\r\n</x>",
         "<x a='a<&&目'> & <>\n</x>"},
        {"<p:x xmlns:p='urn:p' xmlns='urn:d' p:a='2'><y/></p:x>",
         "<urn:p:x a='2'><urn:d:y></y></x>"},
        {"\xEF\xBB\xBF<x><?instruction?></x>", "<x></x>"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        for (size_t step = 1; step < 100; step += step < 5 ? 1 : 40) {
            struct record record = {0};
            fb_buffer_init(&record.told, 1000);
            assert_int_equal(feed(&record, CASES[i].text, strlen(CASES[i].text), step), FB_OK);
            assert_string_equal(record.told.data, CASES[i].told);
            fb_buffer_release(&record.told);
        }
    }
}

static void test_utf16(void **state)
{
    static const char TEXT[] = "\xFF\xFE<\0x\0>\0\xEE\x76<\0/\0x\0>";
    struct record record = {0};

    (void)state;
    fb_buffer_init(&record.told, 1000);
    assert_int_equal(feed(&record, TEXT, sizeof TEXT, 1000), FB_OK);
    assert_string_equal(record.told.data, "<x>目</x>");
    fb_buffer_release(&record.told);
}

static void test_refused(void **state)
{
    static const char *const CASES[] = {
        "",
        " ",
        "x",
        "<x>",
        "<x></y>",
        "<x/><y/>",
        "<x a='1' a='2'/>",
        "<x>&nbsp;</x>",
        "<x>\x01</x>",
        "<x>\xFF</x>",
        "<p:x/>",
        "<!DOCTYPE x><x/>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct record record = {0};
        fb_buffer_init(&record.told, 1000);
        if (feed(&record, CASES[i], strlen(CASES[i]), 5) != FB_ERR_INPUT)
            fail_msg("%s", CASES[i]);
        fb_buffer_release(&record.told);
    }
}

static void test_stopped(void **state)
{
    struct record record = {.stop = "b"};

    (void)state;
    fb_buffer_init(&record.told, 1000);
    assert_int_equal(feed(&record, "<a>1<b/>2<c/></a>", 17, 100), FB_ERR_NOMEM);
    assert_string_equal(record.told.data, "<a>1<b>");
    fb_buffer_release(&record.told);
}

static void nest(struct fb_buffer *out, size_t depth)
{
    fb_buffer_init(out, 10000);
    for (size_t i = 0; i < depth; i++)
        fb_buffer_append_string(out, "<x>");
    for (size_t i = 0; i < depth; i++)
        fb_buffer_append_string(out, "</x>");
}

static void test_depth(void **state)
{
    struct record record = {0};
    struct fb_buffer text;

    (void)state;
    fb_buffer_init(&record.told, 10000);
    nest(&text, FB_XML_STREAM_DEPTH);
    assert_int_equal(feed(&record, text.data, text.length, 1000), FB_OK);
    fb_buffer_release(&text);
    nest(&text, FB_XML_STREAM_DEPTH + 1);
    assert_int_equal(feed(&record, text.data, text.length, 1000), FB_ERR_INPUT);
    fb_buffer_release(&text);
    fb_buffer_release(&record.told);
}

/* Twenty megabytes in one text and in one attribute. */
static void test_long(void **state)
{
    const size_t length = (size_t)20 << 20;
    struct record record = {0};
    struct fb_buffer text;
    char *filling = malloc(length);

    (void)state;
    assert_non_null(filling);
    memset(filling, 'x', length);
    fb_buffer_init(&record.told, 2 * length);
    fb_buffer_init(&text, 2 * length);
    fb_buffer_append_string(&text, "<x>");
    fb_buffer_append(&text, filling, length);
    fb_buffer_append_string(&text, "</x>");
    assert_int_equal(feed(&record, text.data, text.length, 65536), FB_OK);
    assert_int_equal(record.told.length, text.length);
    fb_buffer_clear(&text);
    fb_buffer_append_string(&text, "<x a='");
    fb_buffer_append(&text, filling, length);
    fb_buffer_append_string(&text, "'/>");
    assert_int_equal(feed(&record, text.data, text.length, 65536), FB_ERR_INPUT);
    fb_buffer_release(&text);
    fb_buffer_release(&record.told);
    free(filling);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events),  cmocka_unit_test(test_utf16),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_stopped),
        cmocka_unit_test(test_depth),   cmocka_unit_test(test_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
