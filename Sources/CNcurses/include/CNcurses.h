#pragma once
// The door to ncurses. It does not include <ncurses.h>: that header offers Swift mutable globals (stdscr, LINES), macros
// that Swift cannot see (attributes, mouse masks, KEY_F) and names that clash. Swift sees fixed-width types only.
#include <stdbool.h>
#include <stdint.h>

enum { TERM_MARKS = 5 };  // == CCHARW_MAX
enum { TERM_BOLD = 1, TERM_UNDERLINE = 2, TERM_REVERSE = 4 };

/// One cell: a base scalar and its marks, ended by 0. `width` 0 is the right half of the wide cell before it.
typedef struct term_cell {
    uint32_t scalars[TERM_MARKS];
    uint8_t width;
    uint8_t attributes;
    int32_t foreground, background;  // -1: the terminal's own
} term_cell;

enum { TERM_NOTHING, TERM_CHARACTER, TERM_KEY, TERM_MOUSE, TERM_UNKNOWN };
enum {
    TERM_UP = 1, TERM_DOWN, TERM_LEFT, TERM_RIGHT, TERM_HOME, TERM_END, TERM_PAGE_UP, TERM_PAGE_DOWN, TERM_ENTER,
    TERM_BACKSPACE, TERM_DELETE, TERM_INSERT, TERM_BACK_TAB, TERM_F0 = 100,
};
enum { TERM_PRESS = 1, TERM_RELEASE, TERM_DOUBLE, TERM_WHEEL_UP, TERM_WHEEL_DOWN };
typedef struct term_event {
    int32_t type;
    uint32_t code;
    int32_t row, column;
} term_event;

// --- screen.c: needed because of macros (KEY_F, A_BOLD, getmaxyx), of cchar_t and of mutable globals

/// Whether text is UTF-8; sets LC_CTYPE only, so that numbers stay as they are.
bool term_use_utf8(void);
enum { TERM_USABLE, TERM_UNKNOWN_TYPE, TERM_NO_CURSOR };
/// Whether terminfo knows this type and it can move its cursor. newterm would go on without.
int32_t term_check(const char *type, int32_t output);
/// False if the terminal could not be opened.
bool term_open(int32_t input, int32_t output, const char *type);
void term_close(void);
void term_leave(void);   // the shell's screen and modes, to come back from
void term_return(void);  // our screen and modes again
void term_size(int32_t *rows, int32_t *columns);
/// Takes over the size that the kernel knows; false if it is the old one.
bool term_resize(void);
int32_t term_colours(void);
void term_mouse(bool on);
void term_put(int32_t row, int32_t column, const term_cell *cells, int32_t count);
void term_cursor(int32_t row, int32_t column, bool visible);
void term_flush(bool whole);
/// The next event if there is one; never waits, but for the rest of an escape sequence.
bool term_poll(term_event *event);
/// What ncurses believes is on its screen: for tests of the contract between our cells and it.
bool term_read(int32_t row, int32_t column, term_cell *cell);
/// The system's wcwidth: needs a locale, so it cannot be the width that we lay out with.
int32_t term_width(uint32_t scalar);

// --- rescue.c: needed because signal handlers may call next to nothing, and Swift promises nothing there

/// A descriptor that has a byte to read after SIGWINCH ('w'), SIGTSTP ('z') or SIGCONT ('c'). Before term_open: ncurses
/// leaves handlers alone that are there, and a resize during the start is not lost.
int32_t term_signals(void);
/// The next such byte, 0 if there is none.
uint8_t term_signal_next(void);
/// Keeps the modes of a terminal, before ncurses changes them.
void term_rescue_remember(int32_t input, int32_t output);
/// Gives the terminal back when a signal ends the program; then the signal ends it as if nothing had been.
void term_rescue_install(void);
/// What to write to give the screen back. Only for term_open.
void term_rescue_sequence(const char *text);
void term_rescue_arm(bool armed);
/// Puts modes and handlers back after an orderly end.
void term_rescue_restore_modes(void);
void term_rescue_uninstall(void);
/// While the screen is up, what libraries print goes to memory; it is printed when the screen is gone or in a crash.
void term_capture_errors(void);
void term_release_errors(void);
/// Stops this process as ^Z does, until it is continued.
void term_stop_self(void);
/// No core file: the record is in memory. False if the system refused.
bool term_forbid_core_files(void);
/// A pipe whose read end can be polled; both ends close on exec and never block.
bool term_pipe(int32_t *read_end, int32_t *write_end);
