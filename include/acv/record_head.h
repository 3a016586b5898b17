/* What all records are made of: see acv/record.h. */
#pragma once

#include <acv/address.h>
#include <acv/api.h>
#include <acv/kind.h>

ACV_BEGIN_DECLS

/* A flag that may be left out. */
typedef enum {
    ACV_FLAG_ABSENT = 0,
    ACV_FLAG_FALSE,
    ACV_FLAG_TRUE,
} AcvFlag;

/* A number that may be left out. */
typedef struct {
    int32_t value;
    bool given;
} AcvNumber;

/* A list; 'items' is not NULL if the list was given, even if it is empty. */
#define ACV_LIST(Type) \
    struct { \
        Type *items; \
        size_t n; \
    }

typedef ACV_LIST(const char *) AcvStrings;
typedef ACV_LIST(AcvPrefix) AcvPrefixes;

/* Where a record was read: 'file' as the user named it, and its JSON pointer, which is 'parent'
 * followed by 'index' ("/Subnets/" and 2), or 'parent' alone if 'index' is negative. */
typedef struct {
    const char *file;
    const char *parent;
    int32_t index;
} AcvPlace;

typedef struct {
    const char *key;
    const char *value;
} AcvTag;

/* The head of every record; aligned as any of them, so that it can be cast to what it heads. */
typedef struct {
    _Alignas(AcvUint128) AcvKind kind;
    const char *id;
    const char *arn;
    const char *owner_id; /* The account. */
    ACV_LIST(AcvTag) tags;
    AcvPlace place;
} AcvRecord;

ACV_END_DECLS
