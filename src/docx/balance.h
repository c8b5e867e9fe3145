/*
 * balance.h: lines of equal length for labels (FB_WRAP_BALANCE). Internal to docx/.
 *
 * Word fills each line and leaves 总体目 / 标. Narrowing the paragraph from its sides makes it
 * 总体 / 目标, and the text stays one piece that can be found and changed.
 */
#ifndef FB_DOCX_BALANCE_H
#define FB_DOCX_BALANCE_H

#include "doc/doc.h"

/*
 * Returns by how much lines must be shorter than `width` to become equal; 0 if the paragraph is not
 * to be balanced, fits on one line, or would be broken where we cannot tell: only ideographs are
 * sure to be one em wide and to be parted anywhere.
 */
fb_length fb_docx_balance(const struct fb_paragraph *paragraph, fb_length width);

#endif
