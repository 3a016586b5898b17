#include "cli/output.h"

#include "acv/problem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
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

/* --- Writing --- */

static bool
fail(AcvOutput *output)
{
    const char *reason = g_strerror(errno);
    if (!output->error) {
        g_set_error(&output->error, ACV_ERROR, ACV_ERROR_UNREADABLE, "%s: %s", output->name,
                    reason);
    }
    return false;
}

/* A device or a pipe cannot be replaced, only written to. */
static bool
is_special(const char *name)
{
    struct stat status;
    return stat(name, &status) == 0 && !S_ISREG(status.st_mode);
}

static bool
open_output(AcvOutput *output)
{
    if (output->descriptor >= 0 || output->error) {
        return !output->error;
    }
    if (is_special(output->name)) {
        output->descriptor = open(output->name, O_WRONLY | O_CLOEXEC);
    } else {
        output->partial = g_strconcat(output->name, ".XXXXXX", NULL);
        output->descriptor = g_mkstemp_full(output->partial, O_WRONLY | O_CLOEXEC, 0666);
    }
    if (output->descriptor < 0) {
        g_clear_pointer(&output->partial, g_free);
        return fail(output);
    }
    return true;
}

bool
acv_output_take(const char *piece, size_t length, void *user_data)
{
    AcvOutput *output = user_data;
    if (!open_output(output)) {
        return false;
    }
    while (length > 0) {
        ssize_t n = write(output->descriptor, piece, length);
        if (n < 0 && errno != EINTR) {
            return fail(output);
        }
        piece += MAX(n, 0);
        length -= (size_t) MAX(n, 0);
    }
    return true;
}

/* --- Beginning and end --- */

AcvOutput *
acv_output_new(const AcvOptions *options)
{
    AcvOutput *output = g_new0(AcvOutput, 1);
    output->text = g_string_new(NULL);
    output->is_file = options->output && !g_str_equal(options->output, "-");
    output->name = output->is_file ? options->output : "standard output";
    output->descriptor = output->is_file ? -1 : STDOUT_FILENO;
    return output;
}

/* What replaces a file is to be on the disk before the file is gone. */
static void
close_file(AcvOutput *output)
{
    bool is_replacing = output->partial && access(output->name, F_OK) == 0;
    int descriptor = output->descriptor;
    output->descriptor = -1;
    if (is_replacing && fsync(descriptor) != 0) {
        fail(output);
    }
    if (close(descriptor) != 0) {
        fail(output);
    }
}

static void
put_in_place(AcvOutput *output)
{
    if (rename(output->partial, output->name) == 0) {
        g_clear_pointer(&output->partial, g_free);
    } else {
        fail(output);
    }
}

static bool
is_open_file(const AcvOutput *output)
{
    return output->is_file && output->descriptor >= 0;
}

bool
acv_output_finish(AcvOutput *output, GError **error)
{
    if (output->text->len > 0) {
        acv_output_take(output->text->str, output->text->len, output);
    }
    if (is_open_file(output)) {
        close_file(output);
    }
    if (!output->error && output->partial) {
        put_in_place(output);
    }
    if (output->error) {
        g_propagate_error(error, g_steal_pointer(&output->error));
        return false;
    }
    return true;
}

void
acv_output_free(AcvOutput *output)
{
    if (!output) {
        return;
    }
    if (is_open_file(output)) {
        close(output->descriptor);
    }
    if (output->partial) {
        unlink(output->partial);
        g_free(output->partial);
    }
    g_clear_error(&output->error);
    g_string_free(output->text, TRUE);
    g_free(output);
}
