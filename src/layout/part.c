#include "layout/part.h"

/* Which merged cells are asked for their height: those that end in a row, or that go on below. */
enum span_side { SPAN_ENDS, SPAN_GOES_ON };

static fb_status push_strip(struct fb_table_part *part, struct fb_arena *arena, size_t row,
                            fb_length height)
{
    struct fb_strip *strip = FB_PUSH(arena, &part->strips);

    FB_NEED(strip);
    strip->row = row;
    strip->height = height;
    part->height += height;
    return FB_OK;
}

static void grow_last(struct fb_table_part *part, fb_length extra)
{
    part->strips.items[part->strips.count - 1].height += extra;
    part->height += extra;
}

/*
 * Returns the height from `row` down to the last strip, within the repeated header or the rest. A
 * cell that begins in the header and ends below it has both.
 */
static fb_length height_from_row(const struct fb_table_part *part, size_t row)
{
    bool repeated = part->strips.items[part->strips.count - 1].repeated;
    bool both = row < part->layout->table->header_rows;
    fb_length height = 0;

    for (size_t i = part->strips.count; i > 0; i--) {
        const struct fb_strip *strip = &part->strips.items[i - 1];
        if ((strip->repeated != repeated && !both) || strip->row < row)
            break;
        height += strip->height;
    }
    return height;
}

/* A label is drawn on every page; any other merged cell only where it begins. */
static bool is_drawn_here(const struct fb_table_part *part, const struct fb_cell *cell,
                          size_t first_row)
{
    size_t first = 0, count = part->strips.count;

    while (first < count && part->strips.items[first].repeated)
        first++;
    return cell->repeat_label || first == count ||
           !fb_strip_goes_on(&part->strips.items[first], cell, first_row);
}

/* Returns what the last strip lacks so that merged cells have room for their text. */
static fb_length missing_height(const struct fb_table_part *part, enum span_side side)
{
    const struct fb_table_layout *layout = part->layout;
    size_t row = part->strips.items[part->strips.count - 1].row;
    fb_length missing = 0;

    for (size_t column = 0; column < layout->grid.column_count;) {
        const struct fb_cell *cell = fb_grid_cell(&layout->grid, row, column);
        size_t first_row = fb_grid_first_row(&layout->grid, row, column);
        bool ends = first_row + cell->row_span == row + 1;

        column = cell->column + cell->column_span;
        if (cell->row_span == 1 || ends != (side == SPAN_ENDS) ||
            !is_drawn_here(part, cell, first_row))
            continue;
        fb_length lack =
            fb_table_needed_height(layout, first_row, cell) - height_from_row(part, first_row);
        if (lack > missing)
            missing = lack;
    }
    return missing;
}

/* Adds the header that stands above the rows of each page. */
static fb_status push_header(struct fb_table_part *part, struct fb_arena *arena, bool repeated)
{
    const struct fb_table_layout *layout = part->layout;

    for (size_t row = 0; row < layout->table->header_rows; row++) {
        FB_TRY(push_strip(part, arena, row, fb_table_row_height(layout, row)));
        part->strips.items[part->strips.count - 1].repeated = repeated;
    }
    return FB_OK;
}

static void truncate_strips(struct fb_table_part *part, size_t count, fb_length height)
{
    part->strips.count = count;
    part->height = height;
}

/* A place where the page's part of a table may end. */
struct ending {
    size_t strips; /* how many the part then has */
    size_t row;    /* the first row of the next page */
    fb_length height;
    fb_length growth; /* of the last strip, for the labels that are cut */
};

static bool is_kept_with_next(const struct fb_table_layout *layout, size_t row)
{
    return row + 1 < layout->row_count && fb_table_keeps_next(layout->table, row);
}

/* Tells whether the rows that are kept together from `row` on fit on a page at all. */
static bool group_fits(const struct fb_table_layout *layout, size_t row, fb_length room)
{
    fb_length height = layout->header_height;

    for (; row < layout->row_count; row++) {
        height += fb_table_row_height(layout, row);
        if (height > room || !is_kept_with_next(layout, row))
            break;
    }
    return height <= room;
}

/*
 * Adds whole rows while they fit, and notes the last place where the part may end with room for the
 * labels that are cut there: in `clean` between groups of rows that are kept together, in `any`
 * anywhere.
 */
static fb_status try_rows(struct fb_table_part *part, struct fb_arena *arena, size_t first,
                          fb_length room, struct ending *clean, struct ending *any)
{
    const struct fb_table_layout *layout = part->layout;

    for (size_t row = first; row < layout->row_count; row++) {
        fb_length growth;
        FB_TRY(push_strip(part, arena, row, fb_table_row_height(layout, row)));
        grow_last(part, missing_height(part, SPAN_ENDS));
        if (part->height > room)
            break;
        growth = missing_height(part, SPAN_GOES_ON);
        if (part->height + growth > room)
            continue;
        *any = (struct ending){part->strips.count, row + 1, part->height, growth};
        if (!is_kept_with_next(layout, row))
            *clean = *any;
    }
    return FB_OK;
}

/* True if there are rows below the header. */
static bool has_body(const struct fb_table_part *part)
{
    size_t count = part->strips.count;

    return count > 0 && part->strips.items[count - 1].row >= part->layout->table->header_rows;
}

/* Adds the whole rows that belong on this page; with `force` at least one, if any fits. */
static fb_status push_rows(struct fb_table_part *part, struct fb_arena *arena,
                           struct fb_table_cursor *cursor, struct fb_room room, bool force)
{
    struct ending clean = {part->strips.count, cursor->row, part->height, 0}, any;

    if (has_body(part))
        clean.growth = missing_height(part, SPAN_GOES_ON);
    any = clean;
    FB_TRY(try_rows(part, arena, cursor->row, room.here, &clean, &any));
    /* A group that fits on no page need not wait for the next one. */
    if (any.row > clean.row &&
        ((force && clean.row == cursor->row) || !group_fits(part->layout, clean.row, room.fresh)))
        clean = any;
    truncate_strips(part, clean.strips, clean.height);
    if (has_body(part))
        grow_last(part, clean.growth);
    cursor->row = clean.row;
    return FB_OK;
}

/* Returns the end of the lines of a cell, from `first`, that fit in `room`. */
static size_t fitting_lines(const struct fb_cell_content *content, size_t first, fb_length room)
{
    fb_length height = 0;
    size_t end = first;

    while (end < content->count && height + content->lines[end].pitch <= room)
        height += content->lines[end++].pitch;
    return end;
}

/* A piece of a row being cut. */
struct piece {
    struct fb_line_range *ranges;
    fb_length height;
    bool moves; /* some cell has a line in it, or none has any to give */
    bool shows; /* likewise a line with text */
    bool ends;  /* no cell has a line left after it */
};

static bool has_text(const struct fb_cell_content *content, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        if (content->lines[i].set->line.text_length > 0)
            return true;
    }
    return false;
}

/* The height of a label that earlier pieces have all of, and this one again; 0 for other cells. */
static fb_length label_height(const struct fb_cell *cell, const struct fb_cell_content *content,
                              size_t first, fb_length room)
{
    fb_length height = content->height + 2 * cell->style->padding_y;

    return cell->repeat_label && first == content->count && height <= room ? height : 0;
}

static fb_status cut_piece(struct piece *out, struct fb_arena *arena,
                           const struct fb_table_layout *layout,
                           const struct fb_table_cursor *cursor, fb_length room)
{
    const struct fb_row *row = &layout->table->rows[cursor->row];
    bool lines = false, text = false;

    *out = (struct piece){.ends = true};
    out->ranges = FB_NEW_ARRAY(arena, struct fb_line_range, row->cell_count);
    FB_NEED(out->ranges);
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct fb_cell *cell = &row->cells[i];
        const struct fb_cell_content *content = fb_table_content(layout, cursor->row, cell);
        fb_length padding = 2 * cell->style->padding_y, height;
        size_t first = cursor->next_lines[i], end;

        if (cell->row_span > 1)
            continue;
        lines = true;
        text |= has_text(content, first, content->count);
        end = fitting_lines(content, first, room - padding);
        out->ranges[i] = (struct fb_line_range){first, end};
        out->moves |= end > first;
        out->shows |= has_text(content, first, end);
        out->ends &= end == content->count;
        height = fb_length_larger(fb_cell_lines_height(content, first, end) + padding,
                                  label_height(cell, content, first, room));
        out->height = fb_length_larger(out->height, height);
    }
    out->moves |= !lines;
    out->shows |= !text;
    return FB_OK;
}

/* A row that ends where it begins is as high as it should be, or as high as the page allows. */
static fb_length piece_height(const struct piece *piece, fb_length row_height, bool resumed,
                              fb_length room)
{
    fb_length least = resumed ? piece->height : row_height;

    if (!piece->ends || least > room)
        return room;
    return least > piece->height ? least : piece->height;
}

/* Gives a piece the height that merged cells need; false if there is no room for them. */
static bool grow_piece(struct fb_table_part *part, fb_length room)
{
    grow_last(part, missing_height(part, SPAN_ENDS));
    return part->height + missing_height(part, SPAN_GOES_ON) <= room;
}

/* Moves the cursor past a piece of its row. */
static fb_status pass_piece(struct fb_table_cursor *cursor, const struct piece *piece,
                            size_t cell_count)
{
    if (piece->ends) {
        cursor->row++;
        cursor->next_lines = NULL;
        return FB_OK;
    }
    cursor->next_lines = FB_NEW_ARRAY(cursor->arena, size_t, cell_count);
    FB_NEED(cursor->next_lines);
    for (size_t i = 0; i < cell_count; i++)
        cursor->next_lines[i] = piece->ranges[i].end;
    return FB_OK;
}

/* Adds as much of the cursor's row as fits, if anything; with `force` that must be something. */
static fb_status push_piece(struct fb_table_part *part, struct fb_arena *arena,
                            struct fb_table_cursor *cursor, fb_length room, bool force)
{
    size_t cell_count = part->layout->table->rows[cursor->row].cell_count;
    size_t strips = part->strips.count;
    fb_length above = part->height;
    struct fb_table_cursor from = *cursor;
    struct fb_strip *strip;
    struct piece piece;

    if (from.next_lines == NULL) {
        from.next_lines = FB_NEW_ARRAY(arena, size_t, cell_count);
        FB_NEED(from.next_lines);
    }
    FB_TRY(cut_piece(&piece, arena, part->layout, &from, room - above));
    FB_TRY(push_strip(part, arena, cursor->row,
                      piece_height(&piece, fb_table_row_height(part->layout, cursor->row),
                                   cursor->next_lines != NULL, room - above)));
    strip = &part->strips.items[strips];
    strip->ranges = piece.ranges;
    strip->resumed = cursor->next_lines != NULL;
    if (!piece.moves || !(piece.shows || force) || !grow_piece(part, room)) {
        truncate_strips(part, strips, above);
        return force ? FB_ERR_INPUT : FB_OK;
    }
    return pass_piece(cursor, &piece, cell_count);
}

/* Adds rows below the header, the last of them perhaps in part. */
static fb_status push_body(struct fb_table_part *part, struct fb_arena *arena,
                           struct fb_table_cursor *cursor, struct fb_room room)
{
    const struct fb_table_layout *layout = part->layout;
    bool fresh = room.here == room.fresh, alone;
    size_t headers = part->strips.count;

    if (cursor->next_lines != NULL) {
        FB_TRY(push_piece(part, arena, cursor, room.here, fresh));
        if (cursor->next_lines != NULL)
            return FB_OK;
    }
    FB_TRY(push_rows(part, arena, cursor, room, fresh && part->strips.count == headers));
    if (fb_cursor_done(cursor, layout) ||
        fb_table_row_height(layout, cursor->row) + layout->header_height <= room.fresh)
        return FB_OK;
    alone = fresh && part->strips.count == headers;
    if (fb_row_is_higher(&layout->table->rows[cursor->row], room.fresh - layout->header_height))
        return alone ? FB_ERR_INPUT : FB_OK;
    return push_piece(part, arena, cursor, room.here, alone);
}

fb_status fb_part_fill(struct fb_table_part *part, struct fb_arena *arena,
                       struct fb_table_cursor *cursor, struct fb_room room)
{
    const struct fb_table_layout *layout = part->layout;
    struct fb_table_cursor start = *cursor;
    size_t headers;

    FB_TRY(push_header(part, arena, cursor->continued));
    headers = part->strips.count;
    if (!cursor->continued)
        cursor->row = headers;
    /* A header at the foot of a page, without a row under it, is no use to anybody. */
    if (cursor->row == layout->row_count && part->height <= room.here)
        return FB_OK;
    FB_TRY(push_body(part, arena, cursor, room));
    if (part->strips.count == headers) {
        truncate_strips(part, 0, 0);
        *cursor = start;
    }
    return FB_OK;
}

bool fb_row_is_higher(const struct fb_row *row, fb_length room)
{
    return row->height_rule == FB_HEIGHT_EXACT && row->height > room;
}

bool fb_cursor_done(const struct fb_table_cursor *cursor, const struct fb_table_layout *layout)
{
    return cursor->row >= layout->row_count;
}

fb_status fb_part_fill_up(struct fb_table_part *part, struct fb_arena *arena, fb_length room)
{
    const struct fb_table_layout *layout = part->layout;
    fb_length height = layout->fills ? fb_table_row_height(layout, layout->row_count) : 0;

    while (height > 0 && part->height + height <= room)
        FB_TRY(push_strip(part, arena, layout->row_count, height));
    return FB_OK;
}

const struct fb_cell *fb_part_cell(const struct fb_table_part *part, size_t strip, size_t column)
{
    return fb_grid_cell(&part->layout->grid, part->strips.items[strip].row, column);
}

bool fb_strip_goes_on(const struct fb_strip *strip, const struct fb_cell *cell, size_t first_row)
{
    return first_row < strip->row ||
           (first_row == strip->row && strip->resumed && cell->row_span > 1);
}

bool fb_part_covers_both(const struct fb_table_part *part, size_t strip, size_t column)
{
    const struct fb_strip *strips = part->strips.items;

    /* A row that is drawn again, to fill the page, is another row. */
    return strips[strip - 1].row != strips[strip].row &&
           fb_part_cell(part, strip - 1, column) == fb_part_cell(part, strip, column);
}
