#include "cli/output.h"

#include "acv/problem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEFAULT_WIDTH = 80 };

static bool
wants_color(const AcvOptions *options)
{
    const char *no_color = g_getenv("NO_COLOR");
    switch (options->color) {
    case ACV_COLOR_ALWAYS:
        return true;
    case ACV_COLOR_NEVER:
        return false;
    case ACV_COLOR_AUTO:
        return !(no_color && *no_color) && !options->output && isatty(STDOUT_FILENO)
               && g_strcmp0(g_getenv("TERM"), "dumb") != 0;
    }
    g_assert_not_reached();
}

static unsigned
terminal_width(const AcvOptions *options)
{
    struct winsize size = { 0 };
    if (!options->output && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return DEFAULT_WIDTH;
}

AcvTextStyle
acv_output_style(const AcvOptions *options)
{
    return (AcvTextStyle){ .width = terminal_width(options),
                           .use_color = wants_color(options),
                           .verbose = options->verbose };
}

static bool
fail(const char *name, const char *what, GError **error)
{
    g_set_error(error, ACV_ERROR, ACV_ERROR_UNREADABLE, "%s: %s", name, what);
    return false;
}

static bool
write_stream(FILE *stream, const char *name, const GString *text, GError **error)
{
    bool written = fwrite(text->str, 1, text->len, stream) == text->len && fflush(stream) == 0;
    return written || fail(name, g_strerror(errno), error);
}

/* A device or a pipe cannot be replaced, only written to. */
static bool
is_special(const char *name)
{
    struct stat status;
    return stat(name, &status) == 0 && !S_ISREG(status.st_mode);
}

static bool
write_special(const char *name, const GString *text, GError **error)
{
    FILE *stream = fopen(name, "w");
    if (!stream) {
        return fail(name, g_strerror(errno), error);
    }
    bool written = write_stream(stream, name, text, error);
    if (fclose(stream) != 0 && written) {
        return fail(name, g_strerror(errno), error);
    }
    return written;
}

bool
acv_output_write(const AcvOptions *options, const GString *text, GError **error)
{
    if (!options->output || g_str_equal(options->output, "-")) {
        return write_stream(stdout, "standard output", text, error);
    }
    if (is_special(options->output)) {
        return write_special(options->output, text, error);
    }
    GError *failure = NULL;
    if (g_file_set_contents(options->output, text->str, (gssize) text->len, &failure)) {
        return true;
    }
    fail(options->output, failure->message, error);
    g_error_free(failure);
    return false;
}
