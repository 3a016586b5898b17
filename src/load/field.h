/* Tables of fields: how a JSON object becomes a struct.
 *
 * The same tables read objects, compare and merge structs, lay one over another, find the ids that
 * they name, and describe themselves for a JSON Schema. Everywhere a member whose bytes are all
 * zero is "not given". */
#pragma once

#include "acv/problem.h"
#include "acv/record.h"
#include "base/arena.h"

#include <cjson/cJSON.h>

G_BEGIN_DECLS

/* What a field holds, and the type of its member. */
typedef enum {
    ACV_JSON_IGNORED,   /* Known, and of no use here: no member. */
    ACV_JSON_STRING,    /* const char * */
    ACV_JSON_DNS_NAME,  /* const char *, lower case and without a final dot. */
    ACV_JSON_TIME,      /* const char *; seconds since 1970 become ISO 8601. */
    ACV_JSON_FLAG,      /* AcvFlag */
    ACV_JSON_ATTRIBUTE, /* AcvFlag, written as it is or as {"Value": …}. */
    ACV_JSON_NUMBER,    /* AcvNumber */
    ACV_JSON_PREFIX,    /* AcvPrefix */
    ACV_JSON_ADDRESS,   /* AcvAddress */
    ACV_JSON_PROTOCOL,  /* AcvProtocol */
    ACV_JSON_VERBATIM,  /* const char *, of an object: its JSON; NULL if that is empty. */
    ACV_JSON_OBJECT,    /* Its fields are members of the same struct. */
    ACV_JSON_DOCUMENT,  /* The same, as an object or as the text of one. */
    ACV_JSON_LIST,      /* ACV_LIST of the table's struct. */
} AcvJsonType;

enum {
    ACV_JSON_REQUIRED = 1,
    ACV_JSON_VOLATILE = 2, /* That two places differ in it does not matter. */
    ACV_JSON_ALSO = 4,     /* Another key for a member that has a field already. */
    ACV_JSON_APPENDS = 8,  /* A list that several keys add to. */
    ACV_JSON_SHORT = 16,   /* A list may be written as its only item, an object as a text that is
                            * the value of its first field. */
    ACV_JSON_CLOSED = 32,  /* Of a string: others than the known values are errors. */
};

/* When it matters that a record of the named id is missing. */
typedef enum {
    ACV_REFERENCE_NONE,
    ACV_REFERENCE_ALWAYS,
    ACV_REFERENCE_IF_READ, /* Only if the input had the key of that kind. */
    ACV_REFERENCE_GATEWAY, /* The id's beginning says of what kind. */
} AcvReference;

typedef struct {
    int32_t first;
    int32_t last;
    const char *text; /* "a port 0-65535 or -1" */
} AcvJsonRange;

typedef struct AcvJsonTable AcvJsonTable;

typedef struct {
    const char *key; /* As AWS spells it; NULL in a table for plain values. */
    AcvJsonType type;
    uint8_t flags;
    uint16_t offset;           /* Of the member. */
    const AcvJsonTable *table; /* Of an object, or of the items of a list. */
    const char *const *values; /* Of a string: those that are known, up to NULL; NULL is any. */
    const AcvJsonRange *range; /* Of a number. */
    AcvFamily family;          /* Of a prefix or address; ACV_FAMILY_NONE is any. */
    AcvReference reference;    /* Of a string that is an id. */
    AcvKind kind;              /* What it is the id of. */
    const char *about;         /* For the schema, of what AWS does not document. May be NULL. */
} AcvJsonField;

/* How many of some fields must be given together. */
typedef struct {
    const char *const *when; /* It matters only if one of these keys is given; NULL is always. */
    const char *const *keys; /* Both lists up to NULL. */
    unsigned least;
    unsigned most;
    const char *message; /* What a user is told otherwise. */
} AcvJsonChoice;

typedef struct AcvJsonReader AcvJsonReader;
typedef struct AcvJsonPath AcvJsonPath;

struct AcvJsonTable {
    const char *name;           /* Of a definition in the schema. */
    const AcvJsonField *fields; /* Sorted by key; at most 64. */
    size_t n_fields;
    size_t size;    /* Of the struct. */
    bool is_value;  /* The struct is one value: its one field has no key. */
    bool is_sparse; /* Items of which no field is given are left out of lists. */
    bool is_open;   /* Other fields are of no concern, and not remarked upon. */
    bool is_mixed;  /* Its items come from lists of several keys: their paths end before those. */

    const char *const *any_of; /* Keys up to NULL of which at least one is given; 'finish' checks
                                * it, and the schema says so. May be NULL. */

    /* Completes and checks what was read; false if it reported an error. May be NULL. */
    bool (*finish)(AcvJsonReader *reader, const AcvJsonPath *path, void *target);

    /* True if what this one names may well be missing, because it is gone itself. May be NULL. */
    bool (*is_gone)(const void *target);

    const AcvJsonChoice *choices; /* Of the options of a command (load/cli_option.h). */
    size_t n_choices;

    const AcvJsonTable *described_by; /* In the schema, instead of these fields. May be NULL. */
};

/* Where in a document: a chain of keys and indices that ends at the whole (NULL). */
struct AcvJsonPath {
    const AcvJsonPath *parent;
    const char *key; /* NULL for an index. */
    size_t index;
};

/* What all reading from one file shares. */
struct AcvJsonReader {
    AcvArena *arena; /* Of what is read. */
    AcvProblems *problems;
    const char *file;              /* As it is named in problems; of the arena. */
    bool is_strict;                /* Unknown fields and values are errors. */
    GHashTable *remarked;          /* The unknown fields that were remarked upon; texts. */
    const AcvJsonTable *deletable; /* Of the objects that "$delete" may stand in; NULL if there are
                                    * none, and then it is for those who read. */

    /* Hears of a member that two keys of one object give differently. May be NULL. */
    void (*differ)(AcvJsonReader *reader, const AcvJsonPath *path);
};

/* --- Defining tables --- */

/* The offset of a member, if it is of the right type. */
#define ACV_MEMBER(Struct, member, Type) \
    offsetof(Struct, member) + 0 * sizeof(_Generic(((Struct *) 0)->member, Type : (char) 0))

/* clang-format off */
#define ACV_STRING_WITH(key_, Struct, member_, ...) \
    { .key = key_, .type = ACV_JSON_STRING, \
      .offset = ACV_MEMBER(Struct, member_, const char *), __VA_ARGS__ }
#define ACV_NUMBER_WITH(key_, Struct, member_, range_, ...) \
    { .key = key_, .type = ACV_JSON_NUMBER, .range = range_, \
      .offset = ACV_MEMBER(Struct, member_, AcvNumber), __VA_ARGS__ }
#define ACV_LIST_WITH(key_, Struct, member_, table_, ...) \
    { .key = key_, .type = ACV_JSON_LIST, .table = table_, \
      .offset = ACV_MEMBER(Struct, member_.n, size_t) \
                - ACV_MEMBER(Struct, member_.n, size_t) + offsetof(Struct, member_), \
      __VA_ARGS__ }
#define ACV_IGNORED(key_) { .key = key_, .type = ACV_JSON_IGNORED }
#define ACV_STRING(key_, Struct, member_) ACV_STRING_WITH(key_, Struct, member_, .flags = 0)
/* Text for people, or that changes by itself. */
#define ACV_TEXT(key_, Struct, member_) \
    ACV_STRING_WITH(key_, Struct, member_, .flags = ACV_JSON_VOLATILE)
#define ACV_REQUIRED(key_, Struct, member_) \
    ACV_STRING_WITH(key_, Struct, member_, .flags = ACV_JSON_REQUIRED)
#define ACV_ENUM(key_, Struct, member_, values_) \
    ACV_STRING_WITH(key_, Struct, member_, .values = values_)
#define ACV_ID_OF(key_, Struct, member_, kind_) \
    ACV_STRING_WITH(key_, Struct, member_, .reference = ACV_REFERENCE_ALWAYS, \
                    .kind = ACV_KIND_##kind_)
#define ACV_ID_IF_READ(key_, Struct, member_, kind_) \
    ACV_STRING_WITH(key_, Struct, member_, .reference = ACV_REFERENCE_IF_READ, \
                    .kind = ACV_KIND_##kind_)
#define ACV_NUMBER(key_, Struct, member_, range_) \
    ACV_NUMBER_WITH(key_, Struct, member_, range_, .flags = 0)
#define ACV_LIST_OF(key_, Struct, member_, table_) \
    ACV_LIST_WITH(key_, Struct, member_, table_, .flags = 0)
#define ACV_OBJECT(key_, table_) { .key = key_, .type = ACV_JSON_OBJECT, .table = table_ }
#define ACV_OBJECT_ALSO(key_, table_) \
    { .key = key_, .type = ACV_JSON_OBJECT, .table = table_, .flags = ACV_JSON_ALSO }
#define ACV_DNS_NAME(key_, Struct, member_) \
    { .key = key_, .type = ACV_JSON_DNS_NAME, \
      .offset = ACV_MEMBER(Struct, member_, const char *) }
#define ACV_TIME(key_, Struct, member_) \
    { .key = key_, .type = ACV_JSON_TIME, .flags = ACV_JSON_VOLATILE, \
      .offset = ACV_MEMBER(Struct, member_, const char *) }
#define ACV_TAGS(key_, Struct) \
    ACV_LIST_WITH(key_, Struct, record.tags, &acv_tag_fields, .flags = ACV_JSON_VOLATILE)
#define ACV_FLAG(key_, Struct, member_) \
    { .key = key_, .type = ACV_JSON_FLAG, .offset = ACV_MEMBER(Struct, member_, AcvFlag) }
#define ACV_ATTRIBUTE(key_, Struct, member_) \
    { .key = key_, .type = ACV_JSON_ATTRIBUTE, .offset = ACV_MEMBER(Struct, member_, AcvFlag) }
#define ACV_PREFIX(key_, Struct, member_, family_) \
    { .key = key_, .type = ACV_JSON_PREFIX, .family = ACV_FAMILY_##family_, \
      .offset = ACV_MEMBER(Struct, member_, AcvPrefix) }
#define ACV_PREFIX_ALSO(key_, Struct, member_, family_) \
    { .key = key_, .type = ACV_JSON_PREFIX, .family = ACV_FAMILY_##family_, \
      .flags = ACV_JSON_ALSO, .offset = ACV_MEMBER(Struct, member_, AcvPrefix) }
#define ACV_ADDRESS(key_, Struct, member_, family_) \
    { .key = key_, .type = ACV_JSON_ADDRESS, .family = ACV_FAMILY_##family_, \
      .offset = ACV_MEMBER(Struct, member_, AcvAddress) }
#define ACV_PROTOCOL(key_, Struct, member_) \
    { .key = key_, .type = ACV_JSON_PROTOCOL, .offset = ACV_MEMBER(Struct, member_, AcvProtocol) }

/* AcvJsonTable acv_NOUN_fields of an array 'fields_', for objects of type Struct. */
#define ACV_TABLE(noun, Struct, fields_) ACV_TABLE_WITH(noun, Struct, fields_, .is_value = false)
#define ACV_TABLE_WITH(noun, Struct, fields_, ...) \
    const AcvJsonTable acv_##noun##_fields = { \
        .name = #noun, .fields = fields_, .n_fields = G_N_ELEMENTS(fields_), \
        .size = sizeof(Struct), __VA_ARGS__ }
/* clang-format on */

/* --- Reading --- */

/* The JSON pointer of 'path' (RFC 6901), the caller's to free. */
char *acv_json_path_print(const AcvJsonPath *path);

/* Reports a problem at 'path'; NULL is the whole file. */
void acv_json_report(AcvJsonReader *reader, AcvSeverity severity, const AcvJsonPath *path,
                     const char *format, ...) G_GNUC_PRINTF(4, 5);

/* 'json' as it is shown in messages, shortened; the caller's to free. */
char *acv_json_describe(const cJSON *json);

/* Reports 'expected WHAT, got VALUE'; always false. */
bool acv_json_expected(AcvJsonReader *reader, const AcvJsonPath *path, const char *what,
                       const cJSON *got);

/* Reads the object 'json', which stands at 'path', into '*target', whose bytes are all zero. False
 * if it reported any error, which it does for every field that has one; or if a field is raw, which
 * stands for what is there and was reported to be wrong. */
bool acv_json_read(AcvJsonReader *reader, const AcvJsonTable *table, const cJSON *json,
                   const AcvJsonPath *path, void *target);

/* Reads one value that is neither object nor list into '*member', as its field says. */
bool acv_json_read_value(AcvJsonReader *reader, const AcvJsonField *field, const cJSON *json,
                         const AcvJsonPath *path, void *member);

/* Reads an object that may stand in a text, into '*target' as acv_json_read() does. */
bool acv_json_read_document(AcvJsonReader *reader, const AcvJsonTable *table, const cJSON *json,
                            const AcvJsonPath *path, void *target);

/* What the value of such a field should be, as messages call it; NULL for objects and lists. */
const char *acv_json_field_expectation(const AcvJsonField *field);
extern const char acv_json_protocol_expectation[];

/* Whether the fields of a field are members of the same struct. */
static inline bool
acv_json_field_is_object(const AcvJsonField *field)
{
    return field->type == ACV_JSON_OBJECT || field->type == ACV_JSON_DOCUMENT;
}

/* Reads "tcp", "6", 6, "-1", "all", … */
bool acv_json_read_protocol(AcvJsonReader *reader, const cJSON *json, const AcvJsonPath *path,
                            AcvProtocol *out_protocol);

/* --- Comparing and merging --- */

/* Whether a field is given in '*target'; of an object, whether any of its fields is. */
bool acv_json_field_is_given(const AcvJsonField *field, const void *target);

/* Whether any field of the table is given. */
bool acv_json_any_is_given(const AcvJsonTable *table, const void *target);

/* Whether both give the same in a field, or neither gives anything. */
bool acv_json_field_equals(const AcvJsonField *field, const void *a, const void *b);

/* Orders two structs by their fields; 0 if no field that matters differs. Lists are taken as sets:
 * their order does not matter. */
int acv_json_compare(const AcvJsonTable *table, const void *a, const void *b);

/* Hears that 'field', at 'path' in both, differs. */
typedef void (*AcvJsonDiffer)(const AcvJsonField *field, const AcvJsonPath *path, void *data);

/* Gives '*target' those fields of '*other' that it lacks; true if there are any. Calls 'differ' for
 * each field that matters and that both give, but not alike. 'path' is that of both. */
bool acv_json_merge(const AcvJsonTable *table, void *target, const void *other,
                    const AcvJsonPath *path, AcvJsonDiffer differ, void *data);

/* The same for one field alone. */
bool acv_json_merge_field(const AcvJsonField *field, void *target, const void *other,
                          const AcvJsonPath *path, AcvJsonDiffer differ, void *data);

/* Replaces the fields of '*target' that '*over' gives. */
void acv_json_overlay(const AcvJsonTable *table, void *target, const void *over);

/* Sees each id that a struct names. */
typedef void (*AcvJsonReferenceVisitor)(const AcvJsonField *field, const char *id,
                                        const AcvJsonPath *path, void *data);

/* Calls 'visit' for each id that '*target' names, unless it is gone itself. */
void acv_json_visit_references(const AcvJsonTable *table, const void *target,
                               const AcvJsonPath *path, AcvJsonReferenceVisitor visit, void *data);

G_END_DECLS
