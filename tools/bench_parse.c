/* Reads and parses a file with cJSON, and nothing else: what the text of a snapshot costs by
 * itself. usage: bench-parse FILE */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static char *
read_file(const char *name, size_t *out_length)
{
    struct stat status;
    FILE *file = fopen(name, "rb");
    char *text = NULL;

    if (file && fstat(fileno(file), &status) == 0) {
        *out_length = (size_t) status.st_size;
        text = malloc(*out_length + 1);
    }
    if (text && fread(text, 1, *out_length, file) == *out_length) {
        text[*out_length] = '\0';
    } else {
        perror(name);
        exit(2);
    }
    fclose(file);
    return text;
}

/* Frees nothing: a program that has its answer may just end. */
int
main(int argc, char **argv)
{
    size_t length;

    if (argc != 2) {
        fprintf(stderr, "usage: bench-parse FILE\n");
        return 2;
    }
    char *text = read_file(argv[1], &length);
    return cJSON_ParseWithLength(text, length + 1) ? 0 : 2;
}
