#include "docx/fonts.h"
#include "docx/parts.h"

#define WORD_URI "http://schemas.microsoft.com/office/word"

/* Characters that may not end a line, and may not begin one: Word's own sets for zh-CN. */
static const char NO_BREAK_AFTER[] = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥";
static const char NO_BREAK_BEFORE[] =
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞"
    "！＂％＇），．：；？］｀｜｝～￠";

static void write_zoom(struct fb_xml_writer *xml)
{
    fb_xml_write_start(xml, "w:zoom");
    fb_xml_write_integer(xml, "w:percent", 100);
    fb_xml_write_end(xml, "w:zoom");
}

/* What Word is to do with faces when it saves the file. */
static void write_embedding(struct fb_xml_writer *xml, const struct fb_docx_context *context)
{
    if (context->fonts.count > 0)
        fb_xml_write_empty(xml, "w:embedTrueTypeFonts");
    if (context->fonts.count > 0 && context->setup->fonts == FB_DOCX_FONTS_SUBSET)
        fb_xml_write_empty(xml, "w:saveSubsetFonts");
}

/* Writes a set of characters, and more of them if the level asks for them. */
static fb_status write_no_break(struct fb_xml_writer *xml, struct fb_arena *arena, const char *name,
                                const char *characters, const char *more)
{
    const char *all = fb_arena_format(arena, "%s%s", characters, more);

    FB_NEED(all);
    fb_xml_write_start(xml, name);
    fb_xml_write_attribute(xml, "w:lang", "zh-CN");
    fb_xml_write_attribute(xml, "w:val", all);
    fb_xml_write_end(xml, name);
    return FB_OK;
}

/* A document has one set for all its paragraphs: that of the strictest style. */
static fb_status write_prohibitions(struct fb_xml_writer *xml,
                                    const struct fb_docx_context *context)
{
    const struct fb_doc *doc = context->doc;
    bool gb = false, strict = false;

    for (size_t i = 0; i < doc->style_count; i++) {
        strict |= doc->styles[i]->breaking == FB_BREAKING_STRICT;
        gb |= doc->styles[i]->breaking == FB_BREAKING_GB;
    }
    FB_TRY(write_no_break(xml, context->arena, "w:noLineBreaksAfter", NO_BREAK_AFTER,
                          gb || strict ? "/／" : ""));
    return write_no_break(xml, context->arena, "w:noLineBreaksBefore", NO_BREAK_BEFORE,
                          strict ? "/／—"
                          : gb   ? "/／"
                                 : "");
}

static void write_compat_setting(struct fb_xml_writer *xml, const char *name, const char *value)
{
    fb_xml_write_start(xml, "w:compatSetting");
    fb_xml_write_attribute(xml, "w:name", name);
    fb_xml_write_attribute(xml, "w:uri", WORD_URI);
    fb_xml_write_attribute(xml, "w:val", value);
    fb_xml_write_end(xml, "w:compatSetting");
}

/*
 * What a new Chinese document of Word 2013 and later has. Without mode 15 Word speaks of
 * compatibility mode and uses an older layout. doNotExpandShiftReturn keeps a justified line before
 * a forced break as it is.
 */
static void write_compat(struct fb_xml_writer *xml)
{
    fb_xml_write_start(xml, "w:compat");
    fb_xml_write_empty(xml, "w:spaceForUL");
    fb_xml_write_empty(xml, "w:balanceSingleByteDoubleByteWidth");
    fb_xml_write_empty(xml, "w:doNotLeaveBackslashAlone");
    fb_xml_write_empty(xml, "w:ulTrailSpace");
    fb_xml_write_empty(xml, "w:doNotExpandShiftReturn");
    fb_xml_write_empty(xml, "w:useFELayout");
    write_compat_setting(xml, "compatibilityMode", "15");
    write_compat_setting(xml, "overrideTableStyleFontSizeAndJustification", "1");
    write_compat_setting(xml, "enableOpenTypeFeatures", "1");
    write_compat_setting(xml, "doNotFlipMirrorIndents", "1");
    write_compat_setting(xml, "differentiateMultirowTableHeaders", "1");
    write_compat_setting(xml, "useWord2013TrackBottomHyphenation", "0");
    fb_xml_write_end(xml, "w:compat");
}

static void write_languages(struct fb_xml_writer *xml, const char *language)
{
    fb_xml_write_start(xml, "w:themeFontLang");
    fb_xml_write_attribute(xml, "w:val", "en-US");
    fb_xml_write_attribute(xml, "w:eastAsia", language);
    fb_xml_write_end(xml, "w:themeFontLang");
}

fb_status fb_docx_write_settings(struct fb_buffer *out, const struct fb_docx_context *context,
                                 const struct fb_docx_part *part)
{
    struct fb_xml_writer xml;

    (void)part;
    fb_xml_writer_init(&xml, out);
    fb_xml_write_start(&xml, "w:settings");
    fb_docx_write_namespaces(&xml);
    write_zoom(&xml);
    write_embedding(&xml, context);
    fb_xml_write_empty(&xml, "w:bordersDoNotSurroundHeader");
    fb_xml_write_empty(&xml, "w:bordersDoNotSurroundFooter");
    fb_docx_write_number(&xml, "w:defaultTabStop", 420);
    if (context->numbered)
        fb_xml_write_empty(&xml, "w:evenAndOddHeaders");
    fb_docx_write_value(&xml, "w:characterSpacingControl", "compressPunctuation");
    FB_TRY(write_prohibitions(&xml, context));
    write_compat(&xml);
    write_languages(&xml, context->doc->language);
    fb_docx_write_value(&xml, "w:decimalSymbol", ".");
    fb_docx_write_value(&xml, "w:listSeparator", ",");
    fb_xml_write_end(&xml, "w:settings");
    return fb_xml_writer_finish(&xml);
}
