/*
 * xpath.h: XPath 1.0, the expression language of templates.
 *
 * An expression is compiled once, with its template, and evaluated for many records. A context
 * belongs to one document and one thread. Beside the functions of XPath there are some on exact
 * decimals, with the prefix fb: (docs/rules.md).
 */
#ifndef FB_XML_XPATH_H
#define FB_XML_XPATH_H

#include "xml/document.h"

struct fb_xpath;         /* a compiled expression */
struct fb_xpath_context; /* a document to evaluate it on */

/*
 * Compiles an expression. On FB_ERR_INPUT `*offset` is the byte of the expression at which it went
 * wrong and `*reason` a short English text.
 */
FB_MUST_USE fb_status fb_xpath_compile(struct fb_xpath **out, const char *expression,
                                       size_t *offset, const char **reason);
void fb_xpath_free(struct fb_xpath *expression);

/*
 * Returns the bytes of the name, without a prefix, that a text of an expression begins with; 0 if
 * it begins with anything else. A name never ends where a character beyond ASCII stands (XPath 1.0,
 * 3.7), so bytes are enough.
 */
size_t fb_xpath_name_length(const char *text);

/* Whether a name of so many bytes is a function of XPath 1.0 or of ours, or a test of nodes. */
bool fb_xpath_function_known(const char *name, size_t length);

FB_MUST_USE fb_status fb_xpath_context_new(struct fb_xpath_context **out,
                                           const struct fb_xml *document);
void fb_xpath_context_free(struct fb_xpath_context *context);

/* Sets the text that $name stands for. */
FB_MUST_USE fb_status fb_xpath_context_set(struct fb_xpath_context *context, const char *name,
                                           const char *text);

/*
 * Evaluate on `node`; on NULL relative paths select nothing. FB_ERR_INPUT if the expression fails
 * when run (an unknown function or variable, a node set where there is none).
 */
FB_MUST_USE fb_status fb_xpath_string(char **out, struct fb_arena *arena,
                                      struct fb_xpath_context *context,
                                      const struct fb_xpath *expression,
                                      const struct fb_xml_node *node);
FB_MUST_USE fb_status fb_xpath_boolean(bool *out, struct fb_xpath_context *context,
                                       const struct fb_xpath *expression,
                                       const struct fb_xml_node *node);

struct fb_xpath_nodes {
    const struct fb_xml_node **items; /* elements, in document order */
    size_t count;
};

/* FB_ERR_INPUT also if the result is not a set of elements. */
FB_MUST_USE fb_status fb_xpath_nodes(struct fb_xpath_nodes *out, struct fb_arena *arena,
                                     struct fb_xpath_context *context,
                                     const struct fb_xpath *expression,
                                     const struct fb_xml_node *node);

/* As fb_xpath_nodes, but gives the first of the elements alone; NULL if there is none. */
FB_MUST_USE fb_status fb_xpath_first(const struct fb_xml_node **out,
                                     struct fb_xpath_context *context,
                                     const struct fb_xpath *expression,
                                     const struct fb_xml_node *node);

/*
 * For one who walks over a document with many expressions at once: how many steps down an
 * expression leads, each to an element inside the one before; 0 for one that is no simple path.
 */
size_t fb_xpath_steps(const struct fb_xpath *expression);

/*
 * Whether a step of such an expression, from 0, takes an element. An element is selected from a
 * node if each step takes one of the elements that lead to it, from the node's child to itself.
 */
FB_MUST_USE fb_status fb_xpath_takes(bool *out, const struct fb_xpath *expression, size_t step,
                                     const struct fb_xml_node *element);

#endif
