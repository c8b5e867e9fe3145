/*
 * xpath_path.h: the simple paths of XPath, which are nearly all that templates use, followed
 * without the library.
 *
 * A path is names with slashes between; a step may have one condition in brackets, on what its
 * element holds:
 *
 *     绩效指标/指标[二级指标='成本指标' and not(contains(指标值,'元'))]/三级指标
 *
 * A condition compares a name, or the element itself (.), with a literal by = or !=, or asks by
 * contains() for one in it; and, or, not() and brackets join conditions. All means what XPath says.
 * What is no such path is for the library.
 */
#ifndef FB_XML_XPATH_PATH_H
#define FB_XML_XPATH_PATH_H

#include "xml/xpath.h"

struct fb_path;

/* Compiles an expression of XPath; sets `*out` to NULL if it is no simple path. */
FB_MUST_USE fb_status fb_path_compile(struct fb_path **out, const char *expression);
void fb_path_free(struct fb_path *path);

/* Selects the elements of a path from a node, in the order of the document. */
FB_MUST_USE fb_status fb_path_nodes(struct fb_xpath_nodes *out, struct fb_arena *arena,
                                    const struct fb_path *path, const struct fb_xml_node *node);

/* Finds the first of them; NULL if there is none. */
FB_MUST_USE fb_status fb_path_first(const struct fb_xml_node **out, const struct fb_path *path,
                                    const struct fb_xml_node *node);

/* Returns how many steps a path has. */
size_t fb_path_steps(const struct fb_path *path);

/* Whether a step of a path, from 0, takes an element: by its name, and by what it holds. */
FB_MUST_USE fb_status fb_path_takes(bool *out, const struct fb_path *path, size_t step,
                                    const struct fb_xml_node *element);

#endif
