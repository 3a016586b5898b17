/* Every script is a row with its commands, words in ‹›, or with what a user is told. */
#include "expect.h"
#include "load/shell.h"
#include "scenario.h"
#include "suite.h"

#include <string.h>

static const struct {
    const char *name;
    const char *script;
    const char *expected;
} rows[] = {
    /* --- Words --- */
    { "plain", "aws ec2 x", "1 ‹aws› ‹ec2› ‹x›\n" },
    { "spaces and tabs", "  aws \t ec2  ", "1 ‹aws› ‹ec2›\n" },
    { "nothing", "", "" },
    { "blank lines", "\n\n \n", "" },
    { "single quotes", "aws 'a b' 'c\"d\\e$f'", "1 ‹aws› ‹a b› ‹c\"d\\e$$f›\n" },
    { "double quotes", "aws \"a 'b'\" \"\\\"\\\\\\$x\\y\"", "1 ‹aws› ‹a 'b'› ‹\"\\$$x\\y›\n" },
    { "empty quotes are a word", "aws '' \"\"", "1 ‹aws› ‹› ‹›\n" },
    { "quotes within a word", "aws a'b c'\"d\"e", "1 ‹aws› ‹ab cde›\n" },
    { "a quote in single quotes", "aws 'it'\\''s'", "1 ‹aws› ‹it's›\n" },
    { "a newline in quotes", "aws 'a\nb' c\naws d", "1 ‹aws› ‹a\nb› ‹c›\n3 ‹aws› ‹d›\n" },
    { "a backslash", "aws a\\ b \\$x \\\\", "1 ‹aws› ‹a b› ‹$$x› ‹\\›\n" },
    { "a continued line", "aws \\\n  ec2 \\\n x\naws y", "1 ‹aws› ‹ec2› ‹x›\n4 ‹aws› ‹y›\n" },
    { "a line continued within a word", "aw\\\ns x", "1 ‹aws› ‹x›\n" },
    { "a line continued in quotes", "aws \"a\\\nb\"", "1 ‹aws› ‹ab›\n" },
    { "lines of Windows", "aws \\\r\n x\r\naws y\r\n", "1 ‹aws› ‹x›\n3 ‹aws› ‹y›\n" },
    { "brackets and braces", "aws A=[{B=1,C=2}]", "1 ‹aws› ‹A=[{B=1,C=2}]›\n" },
    { "a lone dollar", "aws a$ \"$\" $.", "1 ‹aws› ‹a$$› ‹$$› ‹$$.›\n" },
    { "not ASCII", "aws 'Zürich …'", "1 ‹aws› ‹Zürich …›\n" },

    /* --- Lists --- */
    { "a semicolon", "aws a; aws b", "1 ‹aws› ‹a›\n1 ‹aws› ‹b›\n" },
    { "and", "aws a && aws b", "1 ‹aws› ‹a›\n1 ‹aws› ‹b›\n" },
    { "and, over lines", "aws a &&\n\n  aws b", "1 ‹aws› ‹a›\n3 ‹aws› ‹b›\n" },
    { "comments", "#!/bin/sh\n# x\naws a # b 'c\naws d#e", "3 ‹aws› ‹a›\n4 ‹aws› ‹d#e›\n" },
    { "settings", "set -eu\naws a\nset -o pipefail", "2 ‹aws› ‹a›\n" },
    { "what tells people how far it is",
      "echo \"a; b\" && aws a; printf '%s\\n' b; sleep 5; true; :", "1 ‹aws› ‹a›\n" },
    { "output to nowhere", "aws a > /dev/null 2>&1 && aws b>/dev/null; aws c &> /dev/null",
      "1 ‹aws› ‹a›\n1 ‹aws› ‹b›\n1 ‹aws› ‹c›\n" },
    { "errors to nowhere", "A=$(aws a 2>/dev/null)\naws b 2", "1 A ‹aws› ‹a›\n2 ‹aws› ‹b› ‹2›\n" },
    { "another program is a command too", "jq .", "1 ‹jq› ‹.›\n" },

    /* --- Variables --- */
    { "a value", "A=sg-1\naws $A", "2 ‹aws› ‹sg-1›\n" },
    { "braces", "A=1\naws ${A}2", "2 ‹aws› ‹12›\n" },
    { "in double quotes", "A=1\naws \"x$A\"", "2 ‹aws› ‹x1›\n" },
    { "in single quotes it is none", "A=1\naws '$A'", "2 ‹aws› ‹$$A›\n" },
    { "without quotes its words part", "A='a  b'\naws $A", "2 ‹aws› ‹a› ‹b›\n" },
    { "with quotes they do not", "A='a  b'\naws \"$A\"", "2 ‹aws› ‹a  b›\n" },
    { "an empty one is no word", "A=\naws $A x", "2 ‹aws› ‹x›\n" },
    { "but an empty one if quoted", "A=\naws \"$A\"", "2 ‹aws› ‹›\n" },
    { "of another", "A=1\nB=$A$A\naws $B", "3 ‹aws› ‹11›\n" },
    { "set anew", "A=1\nA=2\naws $A", "3 ‹aws› ‹2›\n" },
    { "before a command", "AWS_PAGER='' aws x", "1 ‹aws› ‹x›\n" },
    { "a result", "A=$(aws x)\naws $A", "1 A ‹aws› ‹x›\n2 ‹aws› ‹${A}›\n" },
    { "a result in quotes", "A=\"$(aws x)\"\naws \"a-$A\"", "1 A ‹aws› ‹x›\n2 ‹aws› ‹a-${A}›\n" },
    { "a result over lines", "A=$(aws \\\n x\n)\naws y", "1 A ‹aws› ‹x›\n4 ‹aws› ‹y›\n" },
    { "a result on lines of its own", "A=$(\n  aws \\\n x \n)\naws y",
      "2 A ‹aws› ‹x›\n5 ‹aws› ‹y›\n" },
    { "exported", "export A=1 B\nreadonly C=\"$A\"; export D=$(aws x)\naws $A$C $D",
      "2 D ‹aws› ‹x›\n3 ‹aws› ‹11› ‹${D}›\n" },
    { "a command that begins like export", "exports a", "1 ‹exports› ‹a›\n" },
    { "a value over lines", "A=b\\\nc\naws $A", "3 ‹aws› ‹bc›\n" },
    { "the result of a result", "A=$(aws x)\nB=$A\naws ${B}", "1 A ‹aws› ‹x›\n3 ‹aws› ‹${A}›\n" },

    /* --- Errors --- */
    { "a single quote without end", "aws 'a\nb", "error: s.sh:1:5: the quote ' has no end" },
    { "a double quote without end", "aws x\n aws \"a\\\"",
      "1 ‹aws› ‹x›\nerror: s.sh:2:6: the quote \" has no end" },
    { "an unset variable", "aws $A",
      "error: s.sh:1:5: the variable \"A\" is not set; write A=… before" },
    { "one that is almost set", "NAT_ID=1\naws $NAT_IT",
      "error: s.sh:2:5: the variable \"NAT_IT\" is not set; did you mean NAT_ID?" },
    { "a pipe", "aws a | jq .\naws b",
      "1 ‹aws› ‹a›\n2 ‹aws› ‹b›\nerror: s.sh:1:7: \"|\" is not understood; only lists of aws "
      "commands and assignments are" },
    { "in the background", "aws a &",
      "1 ‹aws› ‹a›\nerror: s.sh:1:7: \"&\" is not understood; only lists of aws commands and "
      "assignments are" },
    { "into a file", "aws a > b",
      "1 ‹aws› ‹a›\nerror: s.sh:1:7: \">\" is not understood; only lists of aws commands and "
      "assignments are" },
    { "what is not exported", "export a-b",
      "error: s.sh:1:8: expected the name of a variable, or NAME=VALUE" },
    { "into a file of that name", "aws a > /dev/nullx",
      "1 ‹aws› ‹a›\nerror: s.sh:1:7: \">\" is not understood; only lists of aws commands and "
      "assignments are" },
    { "a result in the midst", "aws $(aws b)",
      "error: s.sh:1:5: \"$(\": of all that begins with $, only $NAME, ${NAME} and NAME=$(aws …) "
      "are understood" },
    { "a default", "aws ${A:-b}",
      "error: s.sh:1:5: \"${\": of all that begins with $, only $NAME, ${NAME} and NAME=$(aws …) "
      "are understood" },
    { "an argument of the script", "aws $1",
      "error: s.sh:1:5: \"$1\": of all that begins with $, only $NAME, ${NAME} and NAME=$(aws …) "
      "are understood" },
    { "a backtick", "aws `x`",
      "error: s.sh:1:5: \"`\" is not understood; write NAME=$(aws …) in a line of its own" },
    { "a result without end", "A=$(aws x\naws y",
      "error: s.sh:2:1: expected \")\" after one command in $(…)" },
    { "an empty result", "A=$( )", "error: s.sh:1:6: expected a command in $(…)" },
    { "two results of one name", "A=$(aws x)\nA=$(aws y)",
      "1 A ‹aws› ‹x›\nerror: s.sh:2:3: A has the result of another command; give each its own "
      "variable" },
    { "several errors", "aws $A\naws $B\naws c",
      "3 ‹aws› ‹c›\nerror: s.sh:1:5: the variable \"A\" is not set; write A=… before\n"
      "error: s.sh:2:5: the variable \"B\" is not set; write B=… before" },
};

static char *
print(const GArray *commands, const AcvProblems *problems)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < commands->len; i++) {
        const AcvShellCommand *command = &g_array_index(commands, AcvShellCommand, i);
        g_string_append_printf(out, "%u", command->line);
        if (command->variable) {
            g_string_append_printf(out, " %s", command->variable);
        }
        for (size_t j = 0; j < command->words.n; j++) {
            g_string_append_printf(out, " ‹%s›", command->words.items[j]);
        }
        g_string_append_c(out, '\n');
    }
    g_autofree char *errors = problems_print(problems, ACV_SEVERITY_REMARK);
    g_string_append(out, errors);
    return g_string_free(out, FALSE);
}

static char *
parse(const char *script)
{
    g_autoptr(AcvArena) arena = acv_arena_new(NULL);
    g_autoptr(AcvShell) shell = acv_shell_new(arena);
    g_autoptr(AcvProblems) problems = acv_problems_new();
    g_autoptr(GArray) commands = acv_shell_parse(shell, "s.sh", script, problems);
    return print(commands, problems);
}

static void
a_script_is_its_commands(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = parse(rows[i].script);
        EXPECT_TEXT(rows[i].name, got, rows[i].expected);
    }
}

/* Each variable is twice the one before. */
static void
variables_do_not_grow_without_bound(void)
{
    g_autoptr(GString) script = g_string_new("A0=xxxxxxxx\n");
    for (int i = 1; i < 64; i++) {
        g_string_append_printf(script, "A%d=$A%d$A%d\n", i, i - 1, i - 1);
    }
    g_autofree char *got = parse(script->str);
    EXPECT_TRUE("refused",
                g_str_has_prefix(got, "error: s.sh:15:13: a word of more than 65536 bytes\n"));
}

static const struct {
    const char *name;
    const char *word;
    const char *quoted;
} quoted_rows[] = {
    { "plain", "sg-1_a./:=@%+,B", "sg-1_a./:=@%+,B" },
    { "empty", "", "''" },
    { "a space", "a b", "'a b'" },
    { "a quote", "it's", "'it'\\''s'" },
    { "braces", "[{A=1}]", "'[{A=1}]'" },
    { "a dollar", "a$$b", "'a$b'" },
    { "a variable", "${A}", "\"$A\"" },
    { "a variable before a letter", "${A}b", "\"${A}b\"" },
    { "a variable before a dash", "${A}-b", "\"$A-b\"" },
    { "a variable and what must be escaped", "${A}\"\\`$$", "\"$A\\\"\\\\\\`\\$\"" },
    { "two variables", "${A},${B_1}", "\"$A,$B_1\"" },
};

static void
a_word_is_quoted_as_little_as_possible(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(quoted_rows); i++) {
        g_autoptr(GString) got = g_string_new(NULL);
        acv_shell_quote(got, quoted_rows[i].word);
        EXPECT_TEXT(quoted_rows[i].name, got->str, quoted_rows[i].quoted);
    }
}

SUITE_MAIN(shell, TEST(a_script_is_its_commands), TEST(variables_do_not_grow_without_bound),
           TEST(a_word_is_quoted_as_little_as_possible))
