/*
 * fubiao.h: records into official tables, for other programs.
 *
 *     #include <fubiao.h>             cc program.c $(pkg-config --cflags --libs fubiao)
 *
 *     struct fubiao *fubiao;
 *     struct fubiao_result result;
 *
 *     if (fubiao_open(&fubiao, NULL, &result) == FUBIAO_DONE) {
 *         fubiao_render_file(fubiao, "record.xml", NULL, FUBIAO_PDF | FUBIAO_DOCX, &result);
 *         ... result.pdf, result.docx, result.messages ...
 *         fubiao_result_release(&result);
 *     }
 *     fubiao_close(fubiao);
 *
 * Fonts and templates are opened once and kept, so a server keeps its struct fubiao. One struct is
 * used by one thread at a time; threads that work at once have one each. Texts are UTF-8. Nothing
 * is printed, no locale is set, and no process is ended. Messages are in the language that the
 * program has chosen by setlocale(LC_MESSAGES, ...); bindtextdomain("fubiao", ...) finds their
 * translations. The environment variables FUBIAO_DATA and SOURCE_DATE_EPOCH count as they do for
 * the program (fubiao(1)).
 */
#ifndef FUBIAO_H
#define FUBIAO_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the library, such as "0.1.0". */
const char *fubiao_version(void);

/* How a call ended. */
enum fubiao_status {
    FUBIAO_DONE = 0,    /* `messages` may hold warnings */
    FUBIAO_INVALID = 2, /* the record or its template has errors; `messages` says which */
    FUBIAO_FAILED = 4,  /* files, memory, or a fault of the library */
};

/*
 * Outputs to ask for; combined by |. FUBIAO_PDF gives PDF/A-2a and PDF/UA-1; with FUBIAO_PLAIN it
 * is a smaller PDF without tags. With FUBIAO_PUBLIC what the template calls private stays blank.
 * With FUBIAO_PROTECTED only the values of the DOCX can be changed. FUBIAO_FONTS keeps in the DOCX
 * what its text needs of its fonts, FUBIAO_ALL_FONTS the whole fonts.
 */
enum fubiao_outputs {
    FUBIAO_PDF = 1,
    FUBIAO_DOCX = 2,
    FUBIAO_PLAIN = 256,
    FUBIAO_PUBLIC = 512,
    FUBIAO_PROTECTED = 1024,
    FUBIAO_FONTS = 2048,
    FUBIAO_ALL_FONTS = 4096,
};

/* A file's bytes; `data` is NULL if there are none. */
struct fubiao_bytes {
    char *data;
    size_t length;
};

/*
 * What a call gives back. All calls set all of it, whatever their status, and the caller releases
 * it. Either all outputs that were asked for are there, or none.
 */
struct fubiao_result {
    struct fubiao_bytes pdf;
    struct fubiao_bytes docx;
    char *messages; /* as `fubiao check` prints them; NULL if there are none */
    size_t errors;
    size_t warnings;
};

struct fubiao;

/*
 * Opens fubiao. `data_folder` holds templates/ and fonts/; NULL finds those that were installed
 * with the library (or the folder that the environment variable FUBIAO_DATA names). Sets `*out` to
 * NULL and fills `result->messages` if that fails.
 */
enum fubiao_status fubiao_open(struct fubiao **out, const char *data_folder,
                               struct fubiao_result *result);

/* Closes fubiao. NULL is legal. */
void fubiao_close(struct fubiao *fubiao);

/*
 * Gives the templates' parameter of a name a value for all calls from here on, whatever the records
 * say; NULL takes it back. The texts are copied. FUBIAO_INVALID if the name is empty or has a '=',
 * or if XML cannot hold the value; FUBIAO_FAILED if there are 64 already, or no memory. A template
 * that has no such parameter makes later calls FUBIAO_INVALID.
 */
enum fubiao_status fubiao_set_parameter(struct fubiao *fubiao, const char *name, const char *value);

/*
 * Renders the record of a file; "-" is standard input. `template_name` is the name of a template or
 * the path of one that ends in .xml; NULL uses the one the record names. `outputs` is FUBIAO_PDF,
 * FUBIAO_DOCX or both; 0 only checks. A file with several records is FUBIAO_INVALID: divide it.
 */
enum fubiao_status fubiao_render_file(struct fubiao *fubiao, const char *path,
                                      const char *template_name, unsigned outputs,
                                      struct fubiao_result *result);

/* Replaces the file at `path` by the bytes: at once and whole, or not at all. */
enum fubiao_status fubiao_write_file(const char *path, struct fubiao_bytes bytes);

/* Frees what a result holds, and leaves it empty. */
void fubiao_result_release(struct fubiao_result *result);

#ifdef __cplusplus
}
#endif

#endif
