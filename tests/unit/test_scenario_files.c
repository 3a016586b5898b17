/* Files, folders, standard input and encodings. */
#include "expect.h"
#include "scenario.h"
#include "suite.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define VPC(id) "{\"Vpcs\":[{\"VpcId\":\"" id "\",\"CidrBlock\":\"10.0.0.0/16\"}]}"

/* A new folder; removed with remove_tree(). */
static char *
make_folder(void)
{
    char *folder = g_dir_make_tmp("acv-XXXXXX", NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(folder);
    return folder;
}

static void
remove_tree(const char *path)
{
    GDir *dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    if (dir) {
        const char *name;
        while ((name = g_dir_read_name(dir))) {
            g_autofree char *child = g_build_filename(path, name, NULL);
            remove_tree(child);
        }
        g_dir_close(dir);
    }
    g_remove(path);
}

static void
write_file(const char *folder, const char *name, const char *bytes, gssize length)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_mkdir_with_parents(parent, 0700);
    CU_ASSERT_TRUE_FATAL(g_file_set_contents(path, bytes, length, NULL));
}

/* The ids of the VPCs that 'names' below 'folder' give, and the problems; where the folder's own
 * name stands, "DIR". */
static char *
read_names(const char *folder, const char *const *names)
{
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    for (; *names; names++) {
        bool is_path = strcmp(*names, "-") != 0;
        g_ptr_array_add(paths, is_path ? g_build_filename(folder, *names, NULL) : g_strdup("-"));
    }
    g_ptr_array_add(paths, NULL);
    g_autoptr(AcvSnapshot) snapshot =
        acv_scenario_read((const char *const *) paths->pdata, problems);

    GString *out = g_string_new(NULL);
    size_t n = 0;
    const AcvRecord *const *vpcs = snapshot ? acv_snapshot_list(snapshot, ACV_KIND_VPC, &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        g_string_append_printf(out, "%s ", vpcs[i]->id);
    }
    g_autofree char *told = problems_print(problems, ACV_SEVERITY_WARNING);
    g_string_append(out, told);
    g_string_replace(out, folder, "DIR", 0);
    return g_string_free(out, FALSE);
}

static void
expect_read(const char *name, const char *folder, const char *file, const char *expected)
{
    const char *const names[] = { file, NULL };
    g_autofree char *got = read_names(folder, names);
    EXPECT_TEXT(name, got, expected);
}

static const struct {
    const char *name;
    const char *bytes;
    size_t length;
    const char *expected;
} encodings[] = {
#define BYTES(text) text, sizeof text - 1
    { "plain", BYTES(VPC("v")), "v " },
    { "a byte order mark", BYTES("\xef\xbb\xbf" VPC("v")), "v " },
    { "a byte order mark alone", BYTES("\xef\xbb\xbf"), "error: DIR/f.json: is empty" },
    { "two marks", BYTES("\xef\xbb\xbf\xef\xbb\xbf" VPC("v")),
      "error: DIR/f.json:1:1: expected an object, '{', got '\xef\xbb\xbf'" },
    { "nothing", BYTES(""), "error: DIR/f.json: is empty" },
    { "line ends of Windows", BYTES("{\r\n\"Vpcs\": [\r\n]\r\n}\r\n" VPC("v")), "v " },
    { "UTF-16 that is odd", BYTES("\xff\xfe{"), "error: DIR/f.json: is not valid UTF-16 text" },
    { "UTF-16 cut in a pair", BYTES("\xff\xfe{\0\x3d\xd8"),
      "error: DIR/f.json: is not valid UTF-16 text" },
    { "UTF-16 with a zero", BYTES("\xff\xfe{\0\0\0}\0"),
      "error: DIR/f.json: is not valid UTF-16 text" },
    { "UTF-16 of nothing", BYTES("\xff\xfe"), "error: DIR/f.json: is empty" },
    { "UTF-8 that is not", BYTES("{\"Vpcs\":[{\"VpcId\":\"\xfc\"}]}"),
      "error: DIR/f.json:1:20: is not valid UTF-8" },
    { "a list", BYTES("[[[["), "error: DIR/f.json:1:1: expected an object, '{', got '['" },
    { "a zero byte", BYTES("\0\0\0"),
      "error: DIR/f.json:1:1: expected an object, '{', got the control character 0x00" },
#undef BYTES
};

static void
encodings_are_told_by_their_marks(void)
{
    g_autofree char *folder = make_folder();
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
        write_file(folder, "f.json", encodings[i].bytes, (gssize) encodings[i].length);
        expect_read(encodings[i].name, folder, "f.json", encodings[i].expected);
    }
    remove_tree(folder);
}

static void
utf16_is_read_in_both_orders(void)
{
    static const char text[] = "\xef\xbb\xbf" VPC("v-é😀");
    g_autofree char *folder = make_folder();
    glong n;
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &n, NULL);
    const gssize size = (gssize) n * 2;
    char *bytes = (char *) units;

    write_file(folder, "f.json", bytes, size);
    expect_read("of this machine", folder, "f.json", "v-é😀 ");
    for (gssize i = 0; i < size; i += 2) {
        char low = bytes[i];
        bytes[i] = bytes[i + 1];
        bytes[i + 1] = low;
    }
    write_file(folder, "f.json", bytes, size);
    expect_read("the other", folder, "f.json", "v-é😀 ");
    remove_tree(folder);
}

static void
a_folder_is_read_in_the_order_of_names(void)
{
    g_autofree char *folder = make_folder();
    const char *const twice[] = { "d", "d/b.json", NULL };

    write_file(folder, "d/b.json", VPC("b"), -1);
    write_file(folder, "d/a.json", "{\"Vpcs\":[{\"VpcId\":\"b\",\"CidrBlock\":\"10.0.1.0/24\"}]}",
               -1);
    write_file(folder, "d/deep/er/c.json", VPC("c"), -1);
    write_file(folder, "d/notes.txt", "not read", -1);
    write_file(folder, "d/.hidden.json", "not read", -1);
    write_file(folder, "d/.git/x.json", "not read", -1);
    expect_read("a folder", folder, "d",
                "b c warning: DIR/d/b.json: /Vpcs/0/CidrBlock: differs from DIR/d/a.json: "
                "/Vpcs/0/CidrBlock, which is used");
    g_autofree char *got = read_names(folder, twice);
    EXPECT_TRUE("a file twice is the same", g_str_has_prefix(got, "b c "));
    remove_tree(folder);
}

static void
names_that_cannot_be_read_are_errors(void)
{
    g_autofree char *folder = make_folder();
    const char *const several[] = { "none.json", "empty", "bad.json", NULL };

    write_file(folder, "empty/notes.txt", "x", -1);
    write_file(folder, "bad.json", "{", -1);
    g_autofree char *got = read_names(folder, several);
    EXPECT_TEXT("all are told", got,
                "error: DIR/none.json: cannot be read: No such file or directory\n"
                "error: DIR/empty: holds no *.json file\n"
                "error: DIR/bad.json:1:2: expected a key in double quotes, but the text ends");
    const char *const none[] = { NULL };
    g_autofree char *nothing = read_names(folder, none);
    EXPECT_TEXT("no names", nothing, "error: nothing to analyze: no resource under any known key");
    remove_tree(folder);
}

static void
what_may_not_be_read_is_an_error(void)
{
    g_autofree char *folder = make_folder();
    g_autofree char *path = g_build_filename(folder, "f.json", NULL);

    write_file(folder, "f.json", VPC("v"), -1);
    g_chmod(path, 0);
    /* Root may read everything. */
    bool may_read = access(path, R_OK) == 0;
    expect_read("no right", folder, "f.json",
                may_read ? "v " : "error: DIR/f.json: cannot be read: Permission denied");
    remove_tree(folder);
}

static void
links_and_pipes_in_folders_do_no_harm(void)
{
    g_autofree char *folder = make_folder();
    g_autofree char *loop = g_build_filename(folder, "d", "loop", NULL);
    g_autofree char *pipe_name = g_build_filename(folder, "d", "pipe.json", NULL);
    g_autofree char *link = g_build_filename(folder, "d", "z.json", NULL);
    g_autofree char *dangling = g_build_filename(folder, "d", "dangling.json", NULL);

    write_file(folder, "d/a.json", VPC("a"), -1);
    write_file(folder, "outside.json", VPC("b"), -1);
    CU_ASSERT_EQUAL(symlink("..", loop), 0);
    CU_ASSERT_EQUAL(symlink("../outside.json", link), 0);
    CU_ASSERT_EQUAL(symlink("nowhere", dangling), 0);
    CU_ASSERT_EQUAL(mkfifo(pipe_name, 0600), 0);
    expect_read("a folder", folder, "d", "a b ");
    remove_tree(folder);
}

static void
folders_may_not_be_nested_without_end(void)
{
    g_autofree char *folder = make_folder();
    GString *path = g_string_new("d");

    for (int i = 0; i < 64; i++) {
        g_string_append(path, "/d");
    }
    g_autofree char *expected =
        g_strdup_printf("error: DIR/%s: folders are nested deeper than 64 levels", path->str);
    g_string_append(path, "/a.json");
    write_file(folder, path->str, VPC("a"), -1);
    expect_read("too deep", folder, "d", expected);
    remove_tree(folder);
    g_string_free(path, TRUE);
}

static gpointer
write_slowly(gpointer data)
{
    const char *const *arguments = data;
    int fd = open(arguments[0], O_WRONLY);
    for (const char *c = arguments[1]; *c; c++) {
        CU_ASSERT_EQUAL(write(fd, c, 1), 1);
    }
    close(fd);
    return NULL;
}

static void
a_pipe_is_read_to_its_end(void)
{
    g_autofree char *folder = make_folder();
    g_autofree char *path = g_build_filename(folder, "pipe", NULL);
    const char *arguments[] = { path, VPC("v") };

    CU_ASSERT_EQUAL_FATAL(mkfifo(path, 0600), 0);
    GThread *writer = g_thread_new("writer", write_slowly, arguments);
    expect_read("a pipe", folder, "pipe", "v ");
    g_thread_join(writer);
    remove_tree(folder);
}

static void
standard_input_is_a_dash(void)
{
    g_autofree char *folder = make_folder();
    g_autofree char *path = g_build_filename(folder, "f.json", NULL);
    const char *const names[] = { "-", "g.json", NULL };
    const char *const again[] = { "-", NULL };

    write_file(folder, "f.json", VPC("v"), -1);
    write_file(folder, "g.json", VPC("w"), -1);
    int saved = dup(STDIN_FILENO);
    int fd = open(path, O_RDONLY);
    dup2(fd, STDIN_FILENO);
    g_autofree char *got = read_names(folder, names);
    g_autofree char *rest = read_names(folder, again);
    close(fd);
    if (saved >= 0) {
        dup2(saved, STDIN_FILENO);
        close(saved);
    }
    EXPECT_TEXT("read", got, "v w ");
    EXPECT_TEXT("nothing is left", rest, "error: standard input: is empty");
    remove_tree(folder);
}

static void
a_large_file_is_read_whole(void)
{
    enum { N = 120000 };
    g_autofree char *folder = make_folder();
    GString *text = g_string_new("{\"Vpcs\":[");

    for (int i = 0; i < N; i++) {
        g_string_append_printf(
            text,
            "%s\n        {\"VpcId\": \"vpc-%06d\", \"CidrBlock\": \"10.0.0.0/16\","
            " \"State\": \"available\"}",
            i > 0 ? "," : "", i);
    }
    g_string_append(text, "]}");
    write_file(folder, "f.json", text->str, (gssize) text->len);
    g_autofree char *path = g_build_filename(folder, "f.json", NULL);
    const char *const names[] = { path, NULL };
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(AcvSnapshot) snapshot = acv_scenario_read(names, problems);
    size_t n;
    CU_ASSERT_PTR_NOT_NULL_FATAL(snapshot);
    const AcvRecord *const *vpcs = acv_snapshot_list(snapshot, ACV_KIND_VPC, &n);
    EXPECT_INT("all", n, N);
    EXPECT_TEXT("the last", vpcs[N - 1]->id, "vpc-119999");
    EXPECT_INT("its place", vpcs[N - 1]->place.index, N - 1);
    g_string_free(text, TRUE);
    remove_tree(folder);
}

SUITE_MAIN(scenario_files, TEST(encodings_are_told_by_their_marks),
           TEST(utf16_is_read_in_both_orders), TEST(a_folder_is_read_in_the_order_of_names),
           TEST(names_that_cannot_be_read_are_errors), TEST(what_may_not_be_read_is_an_error),
           TEST(links_and_pipes_in_folders_do_no_harm), TEST(folders_may_not_be_nested_without_end),
           TEST(a_pipe_is_read_to_its_end), TEST(standard_input_is_a_dash),
           TEST(a_large_file_is_read_whole))
