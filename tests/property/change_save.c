/*
 * change_save.c: what each editor leaves in the file (docs/docx.md, docs/extract.md).
 */
#include "change.h"

#include "doc/docx_parts.h"
#include "verdict.h"

#include <string.h>

static void unwrap_control(struct part_node *sdt)
{
    struct part_node *child;

    while ((child = sdt->first) != NULL && !part_is(child, "w:sdtContent"))
        part_remove(child);
    part_unwrap(sdt->first);
    part_unwrap(sdt);
}

static bool has(const struct part_node *sdt, const char *property)
{
    return part_child(part_child(sdt, "w:sdtPr"), property) != NULL;
}

static void drop(const struct part_node *sdt, const char *property)
{
    struct part_node *node = part_child(part_child(sdt, "w:sdtPr"), property);

    if (node != NULL)
        part_remove(node);
}

/* Does something to every control; what it returns true for is taken away around its content. */
static void each_control(struct change *change, struct part_node *top,
                         bool (*change_control_)(struct change *, struct part_node *))
{
    struct part_node *node = top, *next;

    for (; node != NULL; node = next) {
        next = part_after(top, node);
        if (!part_is(node, "w:sdt") || !change_control_(change, node))
            continue;
        next = part_child(node, "w:sdtContent")->first;
        if (next == NULL)
            next = part_after(top, part_child(node, "w:sdtContent"));
        unwrap_control(node);
    }
}

static bool is_any(struct change *change, struct part_node *sdt)
{
    (void)change;
    (void)sdt;
    return true;
}

/* ---- Word, and scripts as careful as it: rows and their paths are numbered anew ---- */

/* Puts the items of a list in the store into the order that they have now. */
static void order_store(struct change_list *list, struct part_node *store)
{
    struct part_node *parent =
        part_find(store, list->base->parent + strcspn(list->base->parent, "]") + 1);
    struct part_node *place, *next;

    for (struct part_node *node = parent->first; node != NULL; node = next) {
        next = node->next;
        if (part_is(node, list->base->name))
            part_remove(node);
    }
    place = parent->first;
    for (int i = 0; i < list->count; i++)
        part_insert(parent, place, list->rows[i].stored);
}

static void number_path(struct change *change, struct part_node *binding, const char *items,
                        int number)
{
    const char *path = part_attribute(binding, "w:xpath");
    size_t length = strlen(items);

    if (strncmp(path, items, length) == 0 && path[length] == '[')
        part_set(change->arena, binding, "w:xpath",
                 must(fb_arena_format(change->arena, "%s[%d]%s", items, number,
                                      path + strcspn(path + length, "]") + length + 1)));
}

static void number_rows(struct change *change, struct change_list *list)
{
    const char *parent = list->base->parent;
    const char *items = must(fb_arena_format(change->arena, "/*[1]%s/%s",
                                             parent + strcspn(parent, "]") + 1, list->base->name));

    for (int i = 0; i < list->count; i++) {
        struct part_node *tr = list->rows[i].tr, *node = tr;
        for (; tr != NULL && node != NULL; node = part_after(tr, node)) {
            if (part_is(node, "w:dataBinding"))
                number_path(change, node, items, i + 1);
        }
    }
}

static void save_by_word(struct change *change)
{
    for (size_t i = 0; i < change->list_count; i++) {
        struct change_list *list = &change->lists[i];
        if (change->thrown->editor == BY_WORD)
            number_rows(change, list);
        order_store(list, change->store);
    }
    if (change->thrown->editor == BY_SCRIPT)
        change->document = change->thrown->made->document;
}

/* ---- LibreOffice ---- */

static bool is_ascii(struct part_node *top)
{
    for (struct part_node *node = top; node != NULL; node = part_after(top, node)) {
        for (const char *at = node->name == NULL ? node->text : ""; *at != '\0'; at++) {
            if ((unsigned char)*at >= 0x80)
                return false;
        }
    }
    return true;
}

/* A plain-text control is written three times if it is not ASCII, the second time twice over. */
static bool save_office_control(struct change *change, struct part_node *sdt)
{
    struct part_node *content = part_child(sdt, "w:sdtContent"), *second;

    if (!has(sdt, "w:text"))
        return true;
    drop(sdt, "w:tag");
    drop(sdt, "w:lock");
    drop(sdt, "w:showingPlcHdr");
    if (is_ascii(content))
        return false;
    second = part_copy(change->arena, sdt);
    part_insert(sdt->parent, sdt, second);
    content = part_child(second, "w:sdtContent");
    part_insert(content, NULL, part_copy(change->arena, content->first));
    part_insert(sdt->parent, second, part_copy(change->arena, sdt));
    return false;
}

/* The placeholder of an empty control is taken for its text. */
static void fill_blanks(struct change *change, struct part_node *element)
{
    if (element->first == NULL)
        part_set_text(change->arena, element, FB_DOCX_PLACEHOLDER);
    for (struct part_node *child = element->first; child != NULL; child = child->next) {
        if (child->name != NULL)
            fill_blanks(change, child);
    }
}

/* Rows that were added have no controls where the program knows nothing of repeats. */
static void make_plain(struct change *change)
{
    for (size_t i = 0; i < change->list_count; i++) {
        for (int j = 0; j < change->lists[i].count; j++) {
            if (change->lists[i].rows[j].added)
                each_control(change, change->lists[i].rows[j].tr, is_any);
        }
    }
}

static void save_by_office(struct change *change)
{
    make_plain(change);
    each_control(change, change->document, save_office_control);
    fill_blanks(change, change->store);
}

/* ---- WPS ---- */

static bool save_wps_control(struct change *change, struct part_node *sdt)
{
    if (has(sdt, "w15:repeatingSection") || has(sdt, "w15:repeatingSectionItem"))
        return true;
    if (change->thrown->keeps == KEEPS_NO_TAGS && has(sdt, "w:dataBinding"))
        drop(sdt, "w:tag");
    if (change->thrown->keeps == KEEPS_NO_BINDINGS)
        drop(sdt, "w:dataBinding");
    return change->thrown->keeps == KEEPS_BOOKMARKS;
}

static void save_by_wps(struct change *change)
{
    if (change->thrown->keeps == KEEPS_BOOKMARKS)
        make_plain(change);
    each_control(change, change->document, save_wps_control);
    change->store = change->thrown->made->store;
}

void change_save(struct change *change)
{
    static void (*const SAVE[])(struct change *) = {
        [BY_WORD] = save_by_word,
        [BY_OFFICE] = save_by_office,
        [BY_WPS] = save_by_wps,
        [BY_SCRIPT] = save_by_word,
    };

    change_add_noise(change);
    SAVE[change->thrown->editor](change);
}
