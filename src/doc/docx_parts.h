/*
 * docx_parts.h: the names by which a DOCX of ours carries its record.
 *
 * docx/ writes them and extract/ reads them; docs/docx.md, "Round trip", says what each means.
 */
#ifndef FB_DOC_DOCX_PARTS_H
#define FB_DOC_DOCX_PARTS_H

#include "base/buffer.h"
#include "doc/shown.h"

#include <stdbool.h>

/* ---- parts of the package ---- */

#define FB_DOCX_DOCUMENT_PART       "word/document.xml"
#define FB_DOCX_DOCUMENT_RELS_PART  "word/_rels/document.xml.rels"
#define FB_DOCX_STORE_PART          "customXml/item1.xml"
#define FB_DOCX_STORE_PROPS_PART    "customXml/itemProps1.xml"
#define FB_DOCX_STORE_RELS_PART     "customXml/_rels/item1.xml.rels"
#define FB_DOCX_BASELINE_PART       "customXml/item2.xml"
#define FB_DOCX_BASELINE_PROPS_PART "customXml/itemProps2.xml"
#define FB_DOCX_BASELINE_RELS_PART  "customXml/_rels/item2.xml.rels"
#define FB_DOCX_GLOSSARY_PART       "word/glossary/document.xml"

/* ---- namespaces ---- */

#define FB_DOCX_W_NAMESPACE        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define FB_DOCX_W15_NAMESPACE      "http://schemas.microsoft.com/office/word/2012/wordml"
#define FB_DOCX_R_NAMESPACE        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define FB_DOCX_DS_NAMESPACE       "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
#define FB_DOCX_BASELINE_NAMESPACE "urn:fubiao:baseline:1"

/* ---- the store ---- */

/* The attribute of a list's items that stays with a row: "1", "2" … in the order of print. */
#define FB_DOCX_KEY "行"

/* ---- the baseline: elements, each with its attributes below it ---- */

#define FB_BASELINE             "baseline"
#define FB_BASELINE_PROGRAM     "program"     /* version of fubiao */
#define FB_BASELINE_TEMPLATE    "template"    /* name */
#define FB_BASELINE_VERSION     "version"     /* of the template */
#define FB_BASELINE_PUBLIC      "public"      /* yes, no */
#define FB_BASELINE_STORE       "store"       /* ds:itemID of the store, {…} */
#define FB_BASELINE_PLACEHOLDER "placeholder" /* text of controls that have no value */

#define FB_BASELINE_RECORD "record" /* its one child is the record's root, no namespace */

/* An item of a list, in the order of print. */
#define FB_BASELINE_ROW    "row"
#define FB_BASELINE_KEY    "key"
#define FB_BASELINE_PATH   "path"   /* in the store, when written */
#define FB_BASELINE_ORIGIN "record" /* path in the record; not there: the record has none */

/*
 * A row of the form that has no values, such as a heading, in a table that has items: else it could
 * be taken for an item that was added. The words of all its cells, one after the other, no blanks.
 */
#define FB_BASELINE_FORM  "form"
#define FB_BASELINE_WORDS "words"

/* A control, in the order of the text; it has a path and an origin too, but no path if fixed. */
#define FB_BASELINE_CONTROL "control"
#define FB_BASELINE_TAG     "tag"    /* w:tag and bookmark: f_1 … */
#define FB_BASELINE_BOUND   "bound"  /* yes: by w:dataBinding; no: its text counts */
#define FB_BASELINE_FORMAT  "format" /* how its text is read as a value: */
#define FB_BASELINE_ROWS    "rows"   /* it is merged over so many items from its own on */
#define FB_BASELINE_SHOWN   "shown"  /* its text when written; so is that of the store's node */

#define FB_BASELINE_TEXT    "text"
#define FB_BASELINE_NUMBER  "number"
#define FB_BASELINE_PERCENT "percent"
#define FB_BASELINE_DATE    "date"
#define FB_BASELINE_FIXED   "fixed" /* it cannot be, and an edit is lost */

/* ---- controls ---- */

/* Before the number of a control, from 1, in its tag and in the name of its bookmark. */
#define FB_DOCX_TAG_PREFIX "f_"

/* The document part of the glossary that holds the placeholder, and its text. */
#define FB_DOCX_PLACEHOLDER_PART "fubiao-placeholder"
#define FB_DOCX_PLACEHOLDER      FB_DOC_GAP

/*
 * Returns true for a text that stands where no value is: blank, U+3000 and other spaces of Unicode
 * included, or 点击填写, which is reserved. Such a text is never data.
 */
bool fb_docx_is_placeholder(const char *text);

/* Appends a text without those spaces, wherever they stand (FB_BASELINE_WORDS). */
void fb_docx_append_words(struct fb_buffer *out, const char *text);

#endif
