#include "CNcurses.h"
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// Not <term.h>: it defines lines, columns and buttons as macros.
extern char *tigetstr(const char *);
extern int tputs(const char *, int, int (*)(int));
extern int setupterm(const char *, int, int *);
extern int del_curterm(void *);
extern void *cur_term;

_Static_assert(TERM_MARKS == CCHARW_MAX, "ncurses changed the size of a cell");

// ncurses has one current screen a process, so one of ours is enough.
static struct { SCREEN *screen; FILE *input, *output; int output_fd; bool has_colour; } open_term;

bool term_use_utf8(void) {
    const char *const names[] = { "", "C.UTF-8", "en_US.UTF-8" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_CTYPE, names[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
    return false;
}

int32_t term_check(const char *type, int32_t output) {
    int error = 0;
    if (setupterm(type, output, &error) != OK) return TERM_UNKNOWN_TYPE;
    const char *move = tigetstr("cup");
    del_curterm(cur_term);
    return move && move != (char *)-1 ? TERM_USABLE : TERM_NO_CURSOR;
}

// Sequences that keyboards send although terminfo names others.
static const struct { const char *sequence; int key; } extra_keys[] = {
    { "\033[H", KEY_HOME }, { "\033[F", KEY_END }, { "\033OH", KEY_HOME }, { "\033OF", KEY_END },
    { "\033[1~", KEY_HOME }, { "\033[4~", KEY_END }, { "\033[7~", KEY_HOME }, { "\033[8~", KEY_END },
    { "\033[A", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT }, { "\033[D", KEY_LEFT },
    { "\033OA", KEY_UP }, { "\033OB", KEY_DOWN }, { "\033OC", KEY_RIGHT }, { "\033OD", KEY_LEFT },
    { "\033[2~", KEY_IC }, { "\033[3~", KEY_DC }, { "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE },
    { "\033[Z", KEY_BTAB }, { "\033OP", KEY_F(1) }, { "\033OQ", KEY_F(2) }, { "\033OR", KEY_F(3) },
    { "\033OS", KEY_F(4) }, { "\033[11~", KEY_F(1) }, { "\033[12~", KEY_F(2) }, { "\033[13~", KEY_F(3) },
    { "\033[14~", KEY_F(4) }, { "\033[15~", KEY_F(5) }, { "\033[24~", KEY_F(12) },
};

static void define_extra_keys(void) {
    for (size_t i = 0; i < sizeof extra_keys / sizeof *extra_keys; i++)
        if (key_defined(extra_keys[i].sequence) == 0) define_key(extra_keys[i].sequence, extra_keys[i].key);
}

// Ctrl-C, Ctrl-S and Ctrl-Q are keys like others; ^Z and Ctrl-\\ keep their meaning.
static void free_keys(int32_t input) {
    struct termios modes;
    if (tcgetattr(input, &modes) != 0) return;
    modes.c_cc[VINTR] = _POSIX_VDISABLE;
    modes.c_iflag &= ~(tcflag_t)IXON;
    tcsetattr(input, TCSADRAIN, &modes);
    def_prog_mode();
}

static void add_rescue(const char *name) {
    const char *text = tigetstr(name);
    if (text && text != (char *)-1) term_rescue_sequence(text);
}

static bool has_main_screen(void) {
    const char *to_main_screen = tigetstr("rmcup");
    return to_main_screen && to_main_screen != (char *)-1;
}

bool term_open(int32_t input, int32_t output, const char *type) {
    term_rescue_remember(input, output);
    // dup: fclose must not close the caller's descriptors
    open_term.input = fdopen(dup(input), "r");
    open_term.output = fdopen(dup(output), "w");
    open_term.output_fd = output;
    if (!open_term.input || !open_term.output) return false;
    open_term.screen = newterm(type, open_term.output, open_term.input);
    if (!open_term.screen) {
        fclose(open_term.input);
        fclose(open_term.output);
        return false;
    }
    set_term(open_term.screen);
    set_escdelay(25);
    cbreak();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    curs_set(0);
    define_extra_keys();
    free_keys(input);
    open_term.has_colour = has_colors();
    if (open_term.has_colour) {
        start_color();
        use_default_colors();
    }
    term_rescue_sequence("\033[?1006l\033[?1003l\033[?1002l\033[?1000l");
    add_rescue("sgr0");
    add_rescue("cnorm");
    add_rescue("rmkx");
    add_rescue("rmcup");
    if (!has_main_screen()) term_rescue_sequence("\033[H\033[J");
    term_rescue_arm(true);
    // A program that just calls exit leaves the terminal whole, too.
    static bool registered;
    if (!registered) registered = atexit(term_close) == 0;
    return true;
}

static int put_byte(int byte) { return fputc(byte, open_term.output); }

// Patient data may not stay behind on a terminal without an alternate screen, such as a vt100
// (docs/spec/terminal.md section 6).
static void wipe_where_nothing_else_does(void) {
    const char *clear = tigetstr("clear");
    if (has_main_screen() || !clear || clear == (char *)-1) return;
    tputs(clear, 1, put_byte);
    fflush(open_term.output);
}

void term_close(void) {
    if (!open_term.screen) return;
    mousemask(0, NULL);
    endwin();
    wipe_where_nothing_else_does();
    term_rescue_arm(false);
    term_rescue_restore_modes();
    delscreen(open_term.screen);
    fclose(open_term.input);
    fclose(open_term.output);
    open_term.screen = NULL;
}

void term_leave(void) {
    endwin();
    wipe_where_nothing_else_does();
    term_rescue_arm(false);
    term_rescue_restore_modes();
}

void term_return(void) {
    reset_prog_mode();
    term_rescue_arm(true);
    clearok(curscr, TRUE);
    refresh();
}

void term_size(int32_t *rows, int32_t *columns) { getmaxyx(stdscr, *rows, *columns); }

bool term_resize(void) {
    struct winsize size;
    if (ioctl(open_term.output_fd, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
    return is_term_resized(size.ws_row, size.ws_col) && resizeterm(size.ws_row, size.ws_col) == OK;
}

int32_t term_colours(void) { return open_term.has_colour ? COLORS : 0; }

void term_mouse(bool on) {
    mousemask(on ? ALL_MOUSE_EVENTS : 0, NULL);
    mouseinterval(0);
}

static attr_t attributes_of(uint8_t attributes) {
    return (attributes & TERM_BOLD ? A_BOLD : 0) | (attributes & TERM_UNDERLINE ? A_UNDERLINE : 0)
        | (attributes & TERM_REVERSE ? A_REVERSE : 0);
}

static int pair_of(const term_cell *cell) {
    if (!open_term.has_colour || (cell->foreground < 0 && cell->background < 0)) return 0;
    int pair = alloc_pair(cell->foreground, cell->background);
    return pair < 0 ? 0 : pair;
}

// Where the system and our table disagree about a width, the columns are kept and the character is shown as unknown
// rather than the row shifted.
void term_put(int32_t row, int32_t column, const term_cell *cells, int32_t count) {
    for (int32_t i = 0; i < count; i++) {
        const term_cell *cell = &cells[i];
        if (cell->width == 0) continue;
        wchar_t text[TERM_MARKS + 1] = { 0 };
        for (int k = 0; k < TERM_MARKS && cell->scalars[k]; k++) text[k] = (wchar_t)cell->scalars[k];
        int width = wcwidth(text[0]);
        if (width < 1 || width > cell->width) {
            text[0] = 0xFFFD;
            text[1] = 0;
            width = 1;
        }
        int pair = pair_of(cell);
        cchar_t whole;
        // The last argument, an extension, lets pairs above 32767 work.
        if (setcchar(&whole, text, attributes_of(cell->attributes), (short)(pair > 32767 ? 32767 : pair), &pair) != OK) {
            text[1] = 0;
            setcchar(&whole, text, attributes_of(cell->attributes), (short)(pair > 32767 ? 32767 : pair), &pair);
        }
        if (width < cell->width) {
            cchar_t space;
            setcchar(&space, L" ", attributes_of(cell->attributes), (short)(pair > 32767 ? 32767 : pair), &pair);
            mvadd_wch(row, column + i + 1, &space);
        }
        mvadd_wch(row, column + i, &whole);
    }
}

void term_cursor(int32_t row, int32_t column, bool visible) {
    curs_set(visible ? 1 : 0);
    move(row, column);
}

void term_flush(bool whole) {
    if (whole) clearok(curscr, TRUE);
    refresh();
}

static const struct { int key; uint32_t code; } keys[] = {
    { KEY_UP, TERM_UP }, { KEY_DOWN, TERM_DOWN }, { KEY_LEFT, TERM_LEFT }, { KEY_RIGHT, TERM_RIGHT },
    { KEY_HOME, TERM_HOME }, { KEY_END, TERM_END }, { KEY_PPAGE, TERM_PAGE_UP }, { KEY_NPAGE, TERM_PAGE_DOWN },
    { KEY_ENTER, TERM_ENTER }, { KEY_BACKSPACE, TERM_BACKSPACE }, { KEY_DC, TERM_DELETE }, { KEY_IC, TERM_INSERT },
    { KEY_BTAB, TERM_BACK_TAB },
};

static const struct { mmask_t mask; uint32_t code; } buttons[] = {
    { BUTTON1_DOUBLE_CLICKED, TERM_DOUBLE }, { BUTTON1_PRESSED, TERM_PRESS }, { BUTTON1_CLICKED, TERM_PRESS },
    { BUTTON1_RELEASED, TERM_RELEASE }, { BUTTON4_PRESSED, TERM_WHEEL_UP }, { BUTTON5_PRESSED, TERM_WHEEL_DOWN },
};

static void read_mouse(term_event *event) {
    MEVENT mouse;
    if (getmouse(&mouse) != OK) return;
    for (size_t i = 0; i < sizeof buttons / sizeof *buttons; i++)
        if (mouse.bstate & buttons[i].mask) {
            *event = (term_event){ TERM_MOUSE, buttons[i].code, mouse.y, mouse.x };
            return;
        }
}

bool term_poll(term_event *event) {
    wint_t wide = 0;
    *event = (term_event){ TERM_UNKNOWN, 0, 0, 0 };
    int result = get_wch(&wide);
    if (result == ERR) return false;
    if (result != KEY_CODE_YES) {
        event->type = TERM_CHARACTER;
        event->code = wide;
    } else if (wide == KEY_MOUSE) {
        read_mouse(event);
    } else if (wide >= KEY_F(1) && wide <= KEY_F(63)) {
        event->type = TERM_KEY;
        event->code = TERM_F0 + (wide - KEY_F(0));
    } else {
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if ((wint_t)keys[i].key == wide) {
                event->type = TERM_KEY;
                event->code = keys[i].code;
            }
    }
    return true;
}

bool term_read(int32_t row, int32_t column, term_cell *cell) {
    cchar_t whole;
    wchar_t text[CCHARW_MAX + 1] = { 0 };
    attr_t attributes;
    short narrow;
    int pair = 0;
    memset(cell, 0, sizeof *cell);
    cell->foreground = cell->background = -1;
    if (mvin_wch(row, column, &whole) == ERR) return false;
    if (getcchar(&whole, text, &attributes, &narrow, &pair) == ERR) return false;
    for (int i = 0; i < TERM_MARKS && text[i]; i++) cell->scalars[i] = (uint32_t)text[i];
    cell->attributes = (attributes & A_BOLD ? TERM_BOLD : 0) | (attributes & A_UNDERLINE ? TERM_UNDERLINE : 0)
        | (attributes & A_REVERSE ? TERM_REVERSE : 0);
    int foreground = -1, background = -1;
    if (pair > 0) extended_pair_content(pair, &foreground, &background);
    cell->foreground = foreground;
    cell->background = background;
    return true;
}

int32_t term_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
