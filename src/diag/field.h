/*
 * field.h: fields of a record as messages name them.
 *
 * Which words name a field depends on the language, which is known only when a message is printed.
 * So the diagnostic of a rule has the field's path as an argument, with a mark at its head
 * (fb_diagnostics_add_rule alone knows it).
 */
#ifndef FB_DIAG_FIELD_H
#define FB_DIAG_FIELD_H

#include "base/buffer.h"

/*
 * The mark, which no XML may hold. What follows are steps with slashes between: a group, a field,
 * or a list with the number of one of its rows, as in "绩效指标[3]/指标值".
 */
#define FB_FIELD_MARK "\x1F"

/*
 * Appends the words for such steps, without the mark: "项目年度资金/资金总额" and "绩效指标 row 3,
 * 指标值" (项目年度资金的资金总额, 绩效指标第3行的指标值).
 */
void fb_field_words(struct fb_buffer *out, const char *steps);

#endif
