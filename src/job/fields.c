#include "job/fields.h"

#include "convert/shape.h"

fb_status fb_job_fields(struct fb_record_fields *out, void *data, const char *template_name,
                        struct fb_position position, struct fb_diagnostics *sink)
{
    struct fb_job_fields *fields = data;
    const struct fb_template *template;

    if (fields->template_name != NULL) {
        FB_TRY(fb_template_store_open(&template, fields->store, fields->template_name, sink));
    } else if (template_name != NULL) {
        FB_TRY(fb_template_store_find(&template, fields->store, template_name, position, sink));
    } else {
        fb_report(sink, FB_DIAG_TEMPLATE_MISSING, position, "");
        return FB_ERR_INPUT;
    }
    FB_TRY(fb_shape_of(&out->record, fields->arena, template));
    return fb_shape_attributes(&out->attributes, fields->arena, template);
}
