#include "change/command.h"

#include "load/shell.h"

bool
acv_word_is_option(const char *word)
{
    size_t n = strcspn(word, " =");
    return word[0] == '-' && word[1] != '\0' && !g_ascii_isdigit(word[1]) && word[n] != ' ';
}

static void
print_option(GString *out, const AcvAwsOption *option)
{
    const char *first = option->values.n > 0 ? option->values.items[0] : NULL;
    g_string_append_printf(out, " --%s", option->name);
    if (option->values.n == 1 && acv_word_is_option(first)) {
        g_string_append_c(out, '=');
        acv_shell_quote(out, first);
        return;
    }
    for (size_t i = 0; i < option->values.n; i++) {
        g_string_append_c(out, ' ');
        acv_shell_quote(out, option->values.items[i]);
    }
}

char *
acv_aws_command_print(const AcvAwsCommand *command)
{
    GString *out = g_string_new(NULL);
    const AcvOperation *operation = acv_operation_find(command->service, command->operation);
    if (command->variable) {
        g_string_append_printf(out, "%s=$(", command->variable);
    }
    g_string_append_printf(out, "aws %s %s", command->service, command->operation);
    for (size_t i = 0; i < command->options.n; i++) {
        print_option(out, &command->options.items[i]);
    }
    if (command->variable) {
        if (operation) {
            g_string_append_printf(out, " --query %s --output text", operation->id_path);
        }
        g_string_append_c(out, ')');
    }
    return g_string_free(out, FALSE);
}
