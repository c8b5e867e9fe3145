/*
 * terminal.h: standard output and standard error.
 *
 * Results go to standard output, messages to standard error. Colour and progress are for people:
 * only where standard error is a terminal, and no colour where NO_COLOR is set (no-color.org) or
 * TERM is "dumb".
 */
#ifndef FB_CLI_TERMINAL_H
#define FB_CLI_TERMINAL_H

#include "base/buffer.h"
#include "cli/exit_status.h"

#include <stdbool.h>

/* Prints to standard output. The result is FB_EXIT_SYSTEM, and a message, if that fails. */
__attribute__((format(printf, 1, 2))) enum fb_exit fb_terminal_print(const char *format, ...);
enum fb_exit fb_terminal_print_buffer(const struct fb_buffer *buffer);

/* Prints "fubiao: ", the text and a line feed to standard error. */
__attribute__((format(printf, 1, 2))) void fb_terminal_error(const char *format, ...);

/* Prints a line to standard error if that is a terminal. */
__attribute__((format(printf, 1, 2))) void fb_terminal_progress(const char *format, ...);

/* True if standard error is a terminal. */
bool fb_terminal_is_one(void);

/* Puts a line in place of the one that the last call wrote, if standard error is a terminal; ""
 * takes it away, before anything else is printed. */
void fb_terminal_status(const char *line);

/* Prints a line to standard error. */
__attribute__((format(printf, 1, 2))) void fb_terminal_note(const char *format, ...);

/* Prints the bytes to standard error. */
void fb_terminal_message(const struct fb_buffer *buffer);

/* Returns true if messages may be coloured. */
bool fb_terminal_colour(void);

/* Flushes standard output; FB_EXIT_SYSTEM, and a message, if what was printed cannot be kept. */
enum fb_exit fb_terminal_close(void);

#endif
