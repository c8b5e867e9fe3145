/*
 * balance.h: lines of equal length for labels (FB_WRAP_BALANCE). Internal to docx/.
 *
 * Word fills each line and leaves 总体目 / 标. Narrowing the paragraph from its sides makes it
 * 总体 / 目标, and the text stays one piece that can be found and changed.
 */
#ifndef FB_DOCX_BALANCE_H
#define FB_DOCX_BALANCE_H

#include "base/arena.h"
#include "doc/doc.h"

/* A longer text is no label: it is not balanced. */
enum { FB_DOCX_BALANCE_LIMIT = 200 };

/*
 * Returns by how much lines may be shorter than `width` without there being more of them, and
 * without Word breaking a word that the style keeps whole, if some width does that; 0 if the
 * paragraph is not to be balanced or needs no break. There is no font here, so text that needs a
 * break is balanced only if each of its characters is sure to be one em wide: ideographs and
 * Chinese punctuation.
 */
fb_length fb_docx_balance(const struct fb_paragraph *paragraph, fb_length width);

/*
 * Returns the paragraph itself, or, if Word would break lines of that width inside words that the
 * style keeps whole, a copy in the arena with forced breaks instead.
 */
FB_MUST_USE fb_status fb_docx_keep_words(const struct fb_paragraph **out, struct fb_arena *arena,
                                         const struct fb_paragraph *paragraph, fb_length width);

#endif
