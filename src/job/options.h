/*
 * options.h: how a job works, whatever its records say.
 */
#ifndef FB_JOB_OPTIONS_H
#define FB_JOB_OPTIONS_H

#include "docx/docx.h"
#include "job/coverage.h"
#include "job/output.h"
#include "job/settings.h"

/* All zero: each record as it says itself, and an archive's PDF. What it points to is borrowed. */
struct fb_job_options {
    const char *template_name; /* or its path, for all records; NULL: each names its own */
    const char *mapping;       /* the path of a mapping, for workbooks; NULL: none */
    const char *encoding;      /* of the file (fb_encoding_parse); NULL: it is found out */
    const struct fb_settings *parameters; /* values for the templates' parameters; NULL: none */
    enum fb_pdf_kind pdf_kind;
    enum fb_docx_fonts docx_fonts;
    bool protect;     /* only values of a DOCX can be changed */
    bool public_copy; /* what the template calls private is checked, and blank in every output */
    struct fb_coverage *coverage; /* counts what the rules look at; NULL: nobody asks */
};

#endif
