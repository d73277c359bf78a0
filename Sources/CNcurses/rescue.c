// Gives the terminal back however the program ends: docs/spec/terminal.md 2. In handlers only calls that POSIX lists as
// safe there: write, tcsetattr, dup2, pread, sigaction, raise.
#include "CNcurses.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

static struct {
    volatile sig_atomic_t armed;
    int input, output;
    bool has_modes;
    struct termios modes;
    char sequence[512];
    size_t length;
} rescue = { .input = -1, .output = -1 };

static struct { int memory, real; } errors = { -1, -1 };

static const int fatal[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGFPE, SIGTRAP };
enum { FATAL = sizeof fatal / sizeof *fatal };
static struct sigaction before[FATAL];
static bool installed;
static char alternate_stack[65536];

void term_rescue_remember(int32_t input, int32_t output) {
    rescue.armed = 0;
    rescue.length = 0;
    rescue.input = input;
    rescue.output = output;
    rescue.has_modes = tcgetattr(input, &rescue.modes) == 0;
    // A program that crashed before us may have left the terminal raw: do not hand that on.
    if (rescue.has_modes && !(rescue.modes.c_lflag & (ICANON | ECHO))) {
        rescue.modes.c_lflag |= ICANON | ECHO | ISIG | IEXTEN;
        rescue.modes.c_iflag |= ICRNL;
        rescue.modes.c_oflag |= OPOST | ONLCR;
    }
}

void term_rescue_sequence(const char *text) {
    size_t length = strlen(text);
    if (rescue.length + length > sizeof rescue.sequence) return;
    memcpy(rescue.sequence + rescue.length, text, length);
    rescue.length += length;
}

void term_rescue_arm(bool armed) { rescue.armed = armed; }

void term_rescue_restore_modes(void) {
    if (rescue.has_modes) tcsetattr(rescue.input, TCSADRAIN, &rescue.modes);
}

// Safe in a handler.
static void print_captured_errors(void) {
    char buffer[512];
    off_t offset = 0;
    if (errors.memory < 0) return;
    dup2(errors.real, STDERR_FILENO);
    for (;;) {
        ssize_t count = pread(errors.memory, buffer, sizeof buffer, offset);
        if (count <= 0) return;
        offset += count;
        if (write(errors.real, buffer, (size_t)count) < 0) return;
    }
}

static void on_fatal(int number) {
    int saved = errno;
    if (rescue.armed) {
        rescue.armed = 0;
        ssize_t ignored = write(rescue.output, rescue.sequence, rescue.length);
        (void)ignored;
        if (rescue.has_modes) tcsetattr(rescue.input, TCSANOW, &rescue.modes);
    }
    print_captured_errors();
    // Not the handler before ours: swift-backtrace would hold the terminal for half a minute. Raised here, the signal
    // waits until this handler returns and then ends the program with the right status, also after a trap.
    struct sigaction standard = { .sa_handler = SIG_DFL };
    sigemptyset(&standard.sa_mask);
    sigaction(number, &standard, NULL);
    raise(number);
    errno = saved;
}

void term_rescue_install(void) {
    if (installed) return;
    stack_t stack = { .ss_sp = alternate_stack, .ss_size = sizeof alternate_stack };
    sigaltstack(&stack, NULL);
    for (int i = 0; i < FATAL; i++) {
        struct sigaction action = { .sa_handler = on_fatal, .sa_flags = SA_ONSTACK };
        sigfillset(&action.sa_mask);
        sigaction(fatal[i], NULL, &before[i]);
        // nohup and shells that ignore a signal for us mean it.
        if (before[i].sa_handler != SIG_IGN) sigaction(fatal[i], &action, NULL);
    }
    installed = true;
}

void term_rescue_uninstall(void) {
    if (!installed) return;
    for (int i = 0; i < FATAL; i++) sigaction(fatal[i], &before[i], NULL);
    installed = false;
}

void term_capture_errors(void) {
    if (errors.memory >= 0) return;
    int memory = memfd_create("errors", MFD_CLOEXEC);
    int real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (memory < 0 || real < 0) {
        if (memory >= 0) close(memory);
        if (real >= 0) close(real);
        return;
    }
    fcntl(memory, F_SETFL, O_APPEND);
    dup2(memory, STDERR_FILENO);
    errors.real = real;
    errors.memory = memory;
}

void term_release_errors(void) {
    if (errors.memory < 0) return;
    print_captured_errors();
    close(errors.memory);
    close(errors.real);
    errors.memory = errors.real = -1;
}

// --- signals that the program lives through

static int32_t signals[2] = { -1, -1 };

static void on_signal(int number) {
    int saved = errno;
    char letter = number == SIGWINCH ? 'w' : number == SIGTSTP ? 'z' : 'c';
    ssize_t ignored = write(signals[1], &letter, 1);
    (void)ignored;
    errno = saved;
}

static void handle(int number) {
    struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

int32_t term_signals(void) {
    if (signals[0] < 0) {
        if (!term_pipe(&signals[0], &signals[1])) return -1;
        struct sigaction now;
        handle(SIGWINCH);
        handle(SIGCONT);
        sigaction(SIGTSTP, NULL, &now);
        // A shell without job control has it ignored.
        if (now.sa_handler != SIG_IGN) handle(SIGTSTP);
    }
    return signals[0];
}

uint8_t term_signal_next(void) {
    uint8_t letter = 0;
    return read(signals[0], &letter, 1) == 1 ? letter : 0;
}

// To this very thread, which usually blocks the signal: sent to the process, another thread takes it at its leisure, and
// when our own handler is back by then the program does not stop at all.
void term_stop_self(void) {
    struct sigaction standard = { .sa_handler = SIG_DFL }, own;
    sigset_t stop, blocked;
    sigemptyset(&standard.sa_mask);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigaction(SIGTSTP, &standard, &own);
    pthread_sigmask(SIG_UNBLOCK, &stop, &blocked);
    pthread_kill(pthread_self(), SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &blocked, NULL);
    sigaction(SIGTSTP, &own, NULL);
}

// A core pattern that is a program ignores the limit, but not a process that is not dumpable.
bool term_forbid_core_files(void) {
    struct rlimit none = { 0, 0 };
    bool limited = setrlimit(RLIMIT_CORE, &none) == 0;
    return prctl(PR_SET_DUMPABLE, 0) == 0 && limited;
}

bool term_pipe(int32_t *read_end, int32_t *write_end) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return false;
    *read_end = ends[0];
    *write_end = ends[1];
    return true;
}
