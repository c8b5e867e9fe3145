#include "cli/job_options.h"

#include "base/i18n.h"

struct fb_job_options fb_job_options_plain(const struct fb_arguments *arguments)
{
    return (struct fb_job_options){
        .template_name = arguments->template_name,
        .mapping = arguments->mapping,
        .encoding = arguments->encoding,
        .parameters = &arguments->settings,
        .protect = arguments->docx_protect,
        .public_copy = arguments->public_copy,
    };
}

fb_status fb_job_options_read(struct fb_job_options *out, const struct fb_arguments *arguments,
                              struct fb_buffer *error)
{
    *out = fb_job_options_plain(arguments);
    if (arguments->pdf != NULL && !fb_pdf_kind_parse(&out->pdf_kind, arguments->pdf)) {
        fb_buffer_append_format(error, _("unknown kind of PDF '%s'; there are archive and plain"),
                                arguments->pdf);
        return FB_ERR_INPUT;
    }
    if (arguments->docx_fonts != NULL &&
        !fb_docx_fonts_parse(&out->docx_fonts, arguments->docx_fonts)) {
        fb_buffer_append_format(error, _("unknown fonts '%s'; there are none, subset and full"),
                                arguments->docx_fonts);
        return FB_ERR_INPUT;
    }
    return FB_OK;
}
