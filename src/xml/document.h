/*
 * document.h: XML read into a tree whose every node knows its place in the text; a tree may also be
 * built (build.h).
 *
 * The nodes are libxml2's (tree.h); fb_xml_node is one under another name, so that other rooms need
 * no header of the library. Refused with a diagnostic: text that is not UTF-8 or declares another
 * encoding without having been decoded from it, any DOCTYPE (and so every entity but the five of
 * XML itself), more than FB_XML_DEPTH_LIMIT nested elements. Nothing is ever loaded from elsewhere.
 */
#ifndef FB_XML_DOCUMENT_H
#define FB_XML_DOCUMENT_H

#include "base/arena.h"
#include "diag/diagnostics.h"

struct fb_xml;      /* a document; owns its nodes */
struct fb_xml_node; /* an element or a text; owned by its document */

enum { FB_XML_DEPTH_LIMIT = 100 };

/*
 * Reads a document. The source is borrowed for as long as the document lives. On FB_ERR_INPUT the
 * sink has at least one more error.
 */
FB_MUST_USE fb_status fb_xml_read(struct fb_xml **out, const struct fb_source *source,
                                  struct fb_diagnostics *sink);
void fb_xml_free(struct fb_xml *document);

/*
 * Makes an element the root of a document of its own, whose nodes keep their places. The source and
 * `document` are borrowed for as long as the new one lives.
 */
FB_MUST_USE fb_status fb_xml_detach(struct fb_xml **out, struct fb_xml *document,
                                    const struct fb_xml_node *element);

/*
 * The place of the encoding that the XML declaration at the start of a text names, which may be in
 * any encoding that ASCII is part of; its length is 0 if there is none.
 */
struct fb_position fb_xml_declared_encoding(const struct fb_source *source);

const struct fb_xml_node *fb_xml_root(const struct fb_xml *document);
const struct fb_source *fb_xml_source(const struct fb_xml *document);

/* Elements only; NULL at the end. */
const struct fb_xml_node *fb_xml_first(const struct fb_xml_node *element);
const struct fb_xml_node *fb_xml_next(const struct fb_xml_node *element);
const struct fb_xml_node *fb_xml_parent(const struct fb_xml_node *node);

/* Elements and texts, for mixed content; comments and processing instructions are passed over. */
const struct fb_xml_node *fb_xml_first_content(const struct fb_xml_node *element);
const struct fb_xml_node *fb_xml_next_content(const struct fb_xml_node *node);
bool fb_xml_is_text(const struct fb_xml_node *node);

/* Returns true if a text is white space alone. */
bool fb_xml_is_blank(const struct fb_xml_node *text);

/* Returns true if an element or attribute may have that name, without a prefix (XML names, NCName).
 */
bool fb_xml_name_valid(const char *name);

/* Takes all out of an element of a document: its text and its elements, which are freed. */
void fb_xml_clear(struct fb_xml *document, const struct fb_xml_node *element);

/* Gives an attribute without a namespace a value, UTF-8 that XML can hold; it has no place. */
FB_MUST_USE fb_status fb_xml_set_attribute(struct fb_xml *document,
                                           const struct fb_xml_node *element, const char *name,
                                           const char *value);

/* The local name of an element. */
const char *fb_xml_name(const struct fb_xml_node *element);
bool fb_xml_is(const struct fb_xml_node *element, const char *name);

/* The namespace of an element; "" for none. */
const char *fb_xml_namespace(const struct fb_xml_node *element);

/* Returns an attribute's value, or NULL if it is not there. Owned by the document. */
const char *fb_xml_attribute(const struct fb_xml_node *element, const char *name);

/* As fb_xml_attribute, of an attribute in a namespace. */
const char *fb_xml_attribute_in(const struct fb_xml_node *element, const char *space,
                                const char *name);

/* Returns the name of attribute `index` in the order of the text, or NULL past the last. */
const char *fb_xml_attribute_name(const struct fb_xml_node *element, size_t index);

/* Returns all text inside the node, in the arena; NULL when memory is used up. */
char *fb_xml_text(struct fb_arena *arena, const struct fb_xml_node *node);

/*
 * Returns the text of an element with nothing in it but one text without blanks, or nothing at all;
 * NULL if it has more. Owned by the document.
 */
const char *fb_xml_bare_text(const struct fb_xml_node *element);

/*
 * Returns all text inside an element, which the document then keeps with it: `*made` is true the
 * first time, and the caller may then shorten it in place; later it is as the caller left it. NULL
 * when memory is used up.
 */
char *fb_xml_kept_text(bool *made, const struct fb_xml_node *element);

/* The place of an element's name in its start tag; of a text, its first character that is not
 * blank. */
struct fb_position fb_xml_position(const struct fb_xml_node *node);

/* The place of an element's content: its text without blank edges; the name if it is empty. */
struct fb_position fb_xml_content_position(const struct fb_xml_node *element);

/* The place of a whole element, from its '<' to the '>' of its end. */
struct fb_position fb_xml_extent(const struct fb_xml_node *element);

/* The place of all between the tags of an element: empty, before the "/>", if it has one tag. */
struct fb_position fb_xml_inside(const struct fb_xml_node *element);

/* The place of an attribute's value between its quotes; the element's name if it is not there. */
struct fb_position fb_xml_attribute_position(const struct fb_xml_node *element, const char *name);

/*
 * The place `offset` bytes into the text or attribute value that begins at `start`, where each
 * reference (&lt; &#20;) counts as the bytes it stands for; so do the `length` bytes it covers.
 * In a source that is no XML its own escapes count so (diag/source.h).
 */
struct fb_position fb_xml_position_in(struct fb_position start, size_t offset, size_t length);

/*
 * Returns the number of an element, from 1, among the elements of its name in the same parent; the
 * numbers of a list asked for in order cost no more than a walk along it.
 */
size_t fb_xml_number_of(const struct fb_xml_node *element);

/* Returns the node's XPath with a position at every step ("/项目[1]/名称[1]"), or NULL. */
char *fb_xml_path(struct fb_arena *arena, const struct fb_xml_node *element);

#endif
