/* The keys of a scenario's top level, and what is done with what stands under them. */
#pragma once

#include "load/loader.h"

G_BEGIN_DECLS

typedef enum {
    ACV_SECTION_LIST,       /* A list of objects. */
    ACV_SECTION_OBJECT,     /* One object, or a list of such. */
    ACV_SECTION_TEXT,       /* A text about the scenario as a whole. */
    ACV_SECTION_PAGE,       /* A text that, if not empty, means that there is more elsewhere. */
    ACV_SECTION_RECOGNIZED, /* Known, and not read here. */
    ACV_SECTION_HINT,       /* Of no use as it stands: 'hint' says why, and what to do. */
} AcvSectionShape;

typedef struct AcvSection AcvSection;

struct AcvSection {
    const char *key;
    AcvSectionShape shape;
    void (*read)(AcvLoader *loader, const AcvSection *section, const AcvElement *element);
    AcvKind kind;
    const AcvJsonTable *table;
    const char *hint;
    size_t text;             /* Of a text: the offset of its member in AcvLoader. */
    const char *description; /* For the schema, of what AWS does not print. May be NULL. */
};

/* The section of a key of 'length' bytes, or NULL. */
const AcvSection *acv_section_find(const char *key, size_t length);

/* Whether each element of the section is one record of its kind and table, and nothing more. */
bool acv_section_is_plain(const AcvSection *section);

/* If a document with this key at its top is one resource by itself, the section of its kind. */
const AcvSection *acv_section_of_single(const char *key, size_t length);

/* The sections of documents that are one resource by themselves, '*out_n' of them. */
const AcvSection *acv_section_singles(size_t *out_n);

/* All sections in the order of the schema, '*out_n' of them. */
const AcvSection *acv_sections(size_t *out_n);

/* The instances of a reservation, and their network interfaces. */
void acv_reservation_read(AcvLoader *loader, const AcvSection *section, const AcvElement *element);

G_END_DECLS
