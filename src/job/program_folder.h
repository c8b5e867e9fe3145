/*
 * program_folder.h: the folder of the running program, from which its data are found.
 */
#ifndef FB_JOB_PROGRAM_FOLDER_H
#define FB_JOB_PROGRAM_FOLDER_H

#include "base/status.h"

#include <stddef.h>

/*
 * Writes the absolute path of the folder that holds the program's file, without a slash at its end.
 * FB_ERR_IO if the system does not tell; FB_ERR_NOMEM if the path does not fit.
 */
FB_MUST_USE fb_status fb_program_folder(char *out, size_t size);

#endif
