/*
 * common_options.h: entries that several tables of options have, worded once.
 */
#ifndef FB_CLI_COMMON_OPTIONS_H
#define FB_CLI_COMMON_OPTIONS_H

#include "base/i18n.h"
#include "cli/options.h"

#define FB_OPTION_TEMPLATE                                                               \
    {                                                                                    \
        't', "template", "TEMPLATE", N_("use this template, whatever the record names"), \
            offsetof(struct fb_arguments, template_name)                                 \
    }

#define FB_OPTION_PARAMETER                                                     \
    {                                                                           \
        'p', "parameter", "NAME=VALUE",                                         \
            N_("give a parameter of the template this value; may be repeated"), \
            offsetof(struct fb_arguments, settings)                             \
    }

#define FB_OPTION_MAPPING                                                \
    {                                                                    \
        'm', "mapping", "MAPPING", N_("read workbooks by this mapping"), \
            offsetof(struct fb_arguments, mapping)                       \
    }

#define FB_OPTION_ENCODING                                                                       \
    {                                                                                            \
        0, "encoding", "NAME", N_("read records in this encoding: utf-8, gb18030, gbk, utf-16"), \
            offsetof(struct fb_arguments, encoding)                                              \
    }

#define FB_OPTION_PDF                                                                \
    {                                                                                \
        0, "pdf", "archive|plain", N_("make PDF/A-2a and PDF/UA-1, or a plain PDF"), \
            offsetof(struct fb_arguments, pdf)                                       \
    }

#define FB_OPTION_DOCX_FONTS                                                               \
    {                                                                                      \
        0, "docx-fonts", "none|subset|full",                                               \
            N_("embed in the DOCX no fonts, what its text needs of them, or all of them"), \
            offsetof(struct fb_arguments, docx_fonts)                                      \
    }

#define FB_OPTION_DOCX_PROTECT                                                                 \
    {                                                                                          \
        0, "docx-protect", NULL, N_("let only values of the DOCX be changed, not its labels"), \
            offsetof(struct fb_arguments, docx_protect)                                        \
    }

#define FB_OPTION_PUBLIC                                                                      \
    {                                                                                         \
        0, "public", NULL, N_("for a public copy: what the template calls private is blank"), \
            offsetof(struct fb_arguments, public_copy)                                        \
    }

#define FB_OPTION_STRICT                                                  \
    {                                                                     \
        0, "strict", NULL, N_("end with status 1 if there are warnings"), \
            offsetof(struct fb_arguments, strict)                         \
    }

#define FB_OPTION_HELP                                                               \
    {                                                                                \
        'h', "help", NULL, N_("show this help"), offsetof(struct fb_arguments, help) \
    }

#endif
