#include "data/json_build.h"

#include "base/i18n.h"
#include "base/map.h"

#include <stdio.h>
#include <string.h>

static const char TEXT_KEY[] = "#text";

struct building {
    struct fb_json *json;
    struct fb_arena *arena;
    struct fb_xml *document;
    size_t faults;
};

/* A key of an object, and its place in the source. */
struct key {
    const char *name;
    struct fb_xml_place place;
};

static struct fb_position position_of(const struct building *building, struct fb_xml_place place)
{
    return (struct fb_position){building->json->source, place.offset, place.length};
}

static void report(struct building *building, enum fb_diag_code code, struct fb_xml_place place,
                   const char *first, const char *second)
{
    building->faults++;
    fb_report(building->json->sink, code, position_of(building, place), first, second);
}

/* Reads a text into the arena. */
static fb_status read_text(const char **out, size_t *length, struct building *building,
                           struct fb_xml_place *place)
{
    struct fb_buffer text;
    fb_status status;

    fb_buffer_init(&text, building->json->source->length + 1);
    status = fb_json_string(building->json, &text, place);
    *out = status == FB_OK ? fb_arena_copy(building->arena, text.data, text.length) : NULL;
    *length = text.length;
    fb_buffer_release(&text);
    FB_TRY(status);
    FB_NEED(*out);
    return FB_OK;
}

/* Reads a text or a number, or null, which is no text; others are reported and passed over. */
static fb_status read_scalar(const char **out, size_t *length, struct building *building,
                             struct fb_xml_place *place)
{
    struct fb_json *json = building->json;
    char byte = fb_json_peek(json);
    const char *text = json->source->text + json->at;

    *out = NULL;
    *length = 0;
    if (byte == '"')
        return read_text(out, length, building, place);
    if (byte == '{' || byte == '[') {
        report(building, FB_DIAG_JSON_VALUE, (struct fb_xml_place){json->at, 1},
               byte == '{' ? "{" : "[", "");
        return fb_json_skip(json, 0);
    }
    FB_TRY(fb_json_word(json, place));
    *length = place->length;
    *out = fb_arena_copy(building->arena, text, place->length);
    FB_NEED(*out);
    if (byte == 't' || byte == 'f')
        report(building, FB_DIAG_JSON_VALUE, *place, *out, "");
    if (byte == 'n')
        *out = NULL;
    return FB_OK;
}

static fb_status build_text(struct building *building, struct fb_xml_node *element)
{
    struct fb_xml_place place;
    const char *text;
    size_t length;

    FB_TRY(read_scalar(&text, &length, building, &place));
    if (text == NULL || length == 0)
        return FB_OK;
    return fb_xml_build_text(building->document, element, text, length, place);
}

static fb_status build_attribute(struct building *building, struct fb_xml_node *element,
                                 const struct key *key)
{
    struct fb_xml_place place = key->place;
    const char *text;
    size_t length;

    FB_TRY(read_scalar(&text, &length, building, &place));
    if (text == NULL)
        return FB_OK;
    return fb_xml_build_attribute(building->document, element, key->name + 1, text, place);
}

static fb_status fill(struct building *building, struct fb_xml_node *element, size_t depth);

static fb_status build_element(struct building *building, struct fb_xml_node *parent,
                               const struct key *key, struct fb_xml_place place, size_t depth)
{
    struct fb_xml_node *element;

    FB_TRY(fb_xml_build_element(&element, building->document, parent, key->name, place));
    return fill(building, element, depth);
}

/* Builds an element for each item; the place of each is where its value begins. */
static fb_status build_elements(struct building *building, struct fb_xml_node *parent,
                                const struct key *key, size_t depth)
{
    struct fb_json *json = building->json;
    bool ended;

    json->at++;
    ended = fb_json_accept(json, ']');
    while (!ended) {
        fb_json_peek(json);
        FB_TRY(build_element(building, parent, key, (struct fb_xml_place){json->at, 1}, depth));
        FB_TRY(fb_json_next(json, ']', &ended));
    }
    return FB_OK;
}

/* Passes over a value that no element can be made of; the fault has been reported. */
static fb_status pass_over(struct building *building)
{
    return fb_json_skip(building->json, 0);
}

/* Whether a name would be one of a namespace in XML, or declare one. */
static bool is_of_namespace(const char *name)
{
    return strchr(name, ':') != NULL || strcmp(name, "xmlns") == 0;
}

static fb_status build_member(struct building *building, struct fb_xml_node *element,
                              const struct key *key, size_t depth)
{
    bool attribute = key->name[0] == '@';

    if (strcmp(key->name, TEXT_KEY) == 0)
        return build_text(building, element);
    if (is_of_namespace(key->name + attribute) || !fb_xml_name_valid(key->name + attribute)) {
        report(building,
               is_of_namespace(key->name + attribute) ? FB_DIAG_JSON_NAMESPACE : FB_DIAG_JSON_KEY,
               key->place, key->name, "");
        return pass_over(building);
    }
    if (attribute)
        return build_attribute(building, element, key);
    if (fb_json_peek(building->json) == '[')
        return build_elements(building, element, key, depth);
    return build_element(building, element, key, key->place, depth);
}

/* Reads a key and its colon. */
static fb_status read_key(struct key *out, struct building *building)
{
    size_t length;

    fb_json_peek(building->json);
    FB_TRY(read_text(&out->name, &length, building, &out->place));
    return fb_json_expect(building->json, ':', N_("a colon is missing after a name"));
}

/* Fills an element with the members of the object at the cursor. */
static fb_status fill_object(struct building *building, struct fb_xml_node *element, size_t depth)
{
    struct fb_json *json = building->json;
    struct fb_map known = {0};
    bool ended;

    json->at++;
    ended = fb_json_accept(json, '}');
    while (!ended) {
        struct key key;
        FB_TRY(read_key(&key, building));
        if (fb_map_lookup(&known, key.name) != NULL) {
            report(building, FB_DIAG_JSON_KEY_REPEATED, key.place, key.name, "");
            FB_TRY(pass_over(building));
        } else {
            FB_TRY(fb_map_put(building->arena, &known, key.name, json));
            FB_TRY(build_member(building, element, &key, depth + 1));
        }
        FB_TRY(fb_json_next(json, '}', &ended));
    }
    return FB_OK;
}

static fb_status fill(struct building *building, struct fb_xml_node *element, size_t depth)
{
    char limit[16];

    if (fb_json_peek(building->json) != '{')
        return build_text(building, element);
    if (depth < FB_XML_DEPTH_LIMIT)
        return fill_object(building, element, depth);
    snprintf(limit, sizeof limit, "%d", FB_XML_DEPTH_LIMIT);
    report(building, FB_DIAG_JSON_TOO_DEEP, (struct fb_xml_place){building->json->at, 1}, limit,
           "");
    return pass_over(building);
}

/* Reports that something is no record, and stops. */
static fb_status refuse_record(struct building *building, struct fb_xml_place place)
{
    report(building, FB_DIAG_JSON_RECORD, place, "", "");
    return FB_ERR_INPUT;
}

static fb_status build_root(struct building *building)
{
    struct fb_json *json = building->json;
    struct fb_xml_place start;
    struct key key;

    fb_json_peek(json);
    start = (struct fb_xml_place){json->at, 1};
    if (!fb_json_accept(json, '{') || fb_json_peek(json) == '}')
        return refuse_record(building, start);
    FB_TRY(read_key(&key, building));
    if (!fb_xml_name_valid(key.name) || fb_json_peek(json) != '{') {
        FB_TRY(pass_over(building));
        return refuse_record(building, key.place);
    }
    FB_TRY(fb_xml_build(&building->document, json->source, key.name, key.place));
    FB_TRY(fill(building, fb_xml_build_root(building->document), 1));
    if (fb_json_accept(json, '}'))
        return FB_OK;
    FB_TRY(fb_json_expect(json, ',', N_("a comma or the end } of the object is missing")));
    fb_json_peek(json);
    return refuse_record(building, (struct fb_xml_place){json->at, 1});
}

fb_status fb_json_build(struct fb_xml **out, struct fb_json *json, struct fb_arena *arena)
{
    struct building building = {.json = json, .arena = arena};
    fb_status status = build_root(&building);

    *out = NULL;
    if (status == FB_OK && building.faults > 0)
        status = FB_ERR_INPUT;
    if (status != FB_OK) {
        fb_xml_free(building.document);
        return status;
    }
    *out = building.document;
    return FB_OK;
}
