#include "load/source.h"

#include "base/pages.h"
#include "load/encoding.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FIRST_SIZE = 64 << 10,
    HUGE_SIZE = 8 << 20,
    MAX_SIZE = INT32_MAX, /* Of one text, in bytes. */
    MAX_DEPTH = 64,       /* Of folders. */
};

typedef struct {
    AcvProblems *problems;
    AcvSourceReader read;
    void *data;
} Source;

static void
report(const Source *source, const char *name, const char *message)
{
    acv_problems_add(
        source->problems,
        &(AcvProblem){ .severity = ACV_SEVERITY_ERROR, .file = name, .message = message });
}

static void
report_errno(const Source *source, const char *name)
{
    g_autofree char *message = g_strdup_printf("cannot be read: %s", g_strerror(errno));
    report(source, name, message);
}

/* --- Files --- */

typedef struct {
    char *bytes;
    size_t length;
    size_t size;
} Buffer;

/* A text that cannot be a scenario is not read to its end, which may be far. */
static bool
may_be_scenario(const Buffer *buffer)
{
    size_t i = 0;
    while (i < buffer->length && strchr(" \n\r\t", buffer->bytes[i]) && buffer->bytes[i]) {
        i++;
    }
    return i == buffer->length || memchr("{\xef\xff\xfe", buffer->bytes[i], 4) != NULL;
}

/* Makes room for one byte and a terminator at least. */
static void
make_room(Buffer *buffer)
{
    if (buffer->length + 1 >= buffer->size) {
        buffer->size = MIN(2 * buffer->size, (size_t) MAX_SIZE + 1);
        buffer->bytes = g_realloc(buffer->bytes, buffer->size);
    }
}

/* Reads 'limit' bytes or fewer; 0 at the end, -1 on failure. */
static ssize_t
read_some(int fd, Buffer *buffer, size_t limit)
{
    ssize_t n;
    make_room(buffer);
    do {
        n = read(fd, buffer->bytes + buffer->length, MIN(limit, buffer->size - 1 - buffer->length));
    } while (n < 0 && errno == EINTR);
    buffer->length += n > 0 ? (size_t) n : 0;
    return n;
}

/* Reads to the end, or until it is clear that the text is no scenario or too long. */
static bool
fill(int fd, Buffer *buffer)
{
    ssize_t n = read_some(fd, buffer, FIRST_SIZE);
    if (n > 0 && !may_be_scenario(buffer)) {
        return true;
    }
    while (n > 0 && buffer->length < MAX_SIZE) {
        n = read_some(fd, buffer, MAX_SIZE);
    }
    return n >= 0;
}

static void
read_descriptor(const Source *source, const char *name, int fd)
{
    struct stat status;
    Buffer buffer = { .size = FIRST_SIZE };
    g_autoptr(GError) error = NULL;

    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        buffer.size = (size_t) MIN(status.st_size, (off_t) MAX_SIZE - 2) + 2;
    }
    buffer.bytes = g_malloc(buffer.size);
    if (buffer.size >= HUGE_SIZE) {
        acv_pages_enlarge(buffer.bytes, buffer.size);
    }
    if (!fill(fd, &buffer)) {
        report_errno(source, name);
    } else if (buffer.length >= MAX_SIZE) {
        report(source, name, "is larger than 2 GiB");
    } else {
        gsize length = buffer.length;
        char *text = acv_text_decode_take(g_steal_pointer(&buffer.bytes), &length, &error);
        if (text) {
            source->read(name, text, length, source->data);
        } else {
            report(source, name, error->message);
        }
        g_free(text);
    }
    g_free(buffer.bytes);
}

static void
read_file(const Source *source, const char *name)
{
    int fd = g_open(name, O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0) {
        report_errno(source, name);
        return;
    }
    read_descriptor(source, name, fd);
    close(fd);
}

/* --- Folders --- */

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The names in a folder, sorted, without those that begin with a dot; NULL, and errno, if it cannot
 * be read. */
static GPtrArray *
list_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir) {
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const struct dirent *entry;
    while ((entry = readdir(dir))) {
        if (entry->d_name[0] != '.') {
            g_ptr_array_add(names, g_strdup(entry->d_name));
        }
    }
    closedir(dir);
    g_ptr_array_sort(names, compare_names);
    return names;
}

static bool
is_json_file(const char *path)
{
    struct stat status;
    return g_str_has_suffix(path, ".json") && stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static bool
is_folder(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The number of files found. */
static size_t
read_folder(const Source *source, const char *folder, int depth)
{
    size_t n_files = 0;

    if (depth > MAX_DEPTH) {
        report(source, folder, "folders are nested deeper than 64 levels");
        return 1;
    }
    g_autoptr(GPtrArray) names = list_folder(folder);
    if (!names) {
        report_errno(source, folder);
        return 1;
    }
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        if (is_folder(path)) {
            n_files += read_folder(source, path, depth + 1);
        } else if (is_json_file(path)) {
            read_file(source, path);
            n_files++;
        }
    }
    return n_files;
}

static bool
is_standard_input(const char *name)
{
    return strcmp(name, "-") == 0;
}

const char *
acv_source_title(const char *name)
{
    return is_standard_input(name) ? "standard input" : name;
}

void
acv_source_read(const char *name, AcvProblems *problems, AcvSourceReader read, void *data)
{
    Source source = { problems, read, data };
    struct stat status;

    if (is_standard_input(name)) {
        read_descriptor(&source, acv_source_title(name), STDIN_FILENO);
    } else if (stat(name, &status) == 0 && S_ISDIR(status.st_mode)) {
        if (read_folder(&source, name, 1) == 0) {
            report(&source, name, "holds no *.json file");
        }
    } else {
        read_file(&source, name);
    }
}
