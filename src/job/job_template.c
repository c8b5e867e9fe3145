#include "job/job_private.h"

void fb_job_choose_template(struct fb_job *job, const char *name)
{
    job->made.chosen = name;
}

/* The template that a user gave the record; NULL: none. */
static const char *given_template(const struct fb_job *job)
{
    return job->made.chosen != NULL ? job->made.chosen : job->options.template_name;
}

const char *fb_job_template_name(const struct fb_job *job)
{
    const char *own = fb_record_template(job->xml), *given = given_template(job);

    if (given != NULL)
        return given;
    return own != NULL ? own : fb_record_set_template(job->record);
}

static fb_status find_template(const struct fb_template **out, struct fb_job *job)
{
    struct fb_template_store *store = fb_context_templates(job->context);
    const struct fb_xml_node *root = fb_xml_root(job->xml);
    const char *own = fb_record_template(job->xml);
    const char *name = fb_job_template_name(job);

    if (given_template(job) != NULL)
        return fb_template_store_open(out, store, name, job->diagnostics);
    if (name != NULL)
        return fb_template_store_find(out, store, name,
                                      own != NULL
                                          ? fb_xml_attribute_position(root, FB_RECORD_TEMPLATE)
                                          : fb_record_set_position(job->record),
                                      job->diagnostics);
    fb_report(job->diagnostics, FB_DIAG_TEMPLATE_MISSING, fb_xml_position(root), "");
    return FB_ERR_INPUT;
}

fb_status fb_job_need_template(struct fb_job *job)
{
    const struct fb_template *template;

    if (job->made.template != NULL)
        return FB_OK;
    FB_TRY(find_template(&template, job));
    if (job->options.parameters != NULL)
        FB_TRY(fb_settings_apply(job->options.parameters, template, job->xml, job->arena,
                                 job->diagnostics));
    job->made.template = template;
    return FB_OK;
}

fb_status fb_job_template(const struct fb_template **out, struct fb_job *job)
{
    FB_TRY(fb_job_need_template(job));
    *out = job->made.template;
    return FB_OK;
}

const char *fb_job_set_template(const struct fb_job *job)
{
    return fb_record_set_template(job->record);
}
