/*
 * volume_work.h: a worker binds the records of a group.
 */
#ifndef FB_BATCH_VOLUME_WORK_H
#define FB_BATCH_VOLUME_WORK_H

#include "batch/work.h"

/* The work of a task whose kind is FB_TASK_VOLUMES (batch/task.h) and has been read. */
fb_status fb_volume_work(struct fb_work_setup *setup, struct fb_message *task,
                         struct fb_channel *channel);

#endif
