#include "model/catalog.h"

#include "base/hash.h"

#include <string.h>

typedef struct {
    AcvRows source;
    char *rows; /* Raw memory, except for the rows that are made. Zeroing it all would cost more
                 * than all else that a query wants of a catalog. */
    bool *made;
    bool is_complete; /* Every row is made. */
} Table;

/* What changes behind a const catalog, and so apart from it. */
typedef struct {
    GMutex mutex;
    Table tables[ACV_N_CATALOG_TABLES];
    GHashTable *found; /* Rows, or NULL for none, by what was looked for. */
} Lazy;

struct AcvCatalog {
    AcvArena *arena;
    Lazy *lazy;
};

static const struct {
    const char *name;
    size_t row_size;
} tables[] = {
#define ROW(constant, noun, type, name) [ACV_CATALOG_##constant] = { name, sizeof(type) },
    ACV_CATALOG_TABLES(ROW)
#undef ROW
};

AcvCatalog *
acv_catalog_new(AcvArena *arena)
{
    AcvCatalog *catalog = g_new0(AcvCatalog, 1);
    catalog->arena = acv_arena_ref(arena);
    catalog->lazy = g_new0(Lazy, 1);
    catalog->lazy->found = g_hash_table_new_full(acv_text_hash, g_str_equal, g_free, NULL);
    g_mutex_init(&catalog->lazy->mutex);
    return catalog;
}

void
acv_catalog_free(AcvCatalog *catalog)
{
    if (!catalog) {
        return;
    }
    for (size_t i = 0; i < ACV_N_CATALOG_TABLES; i++) {
        g_free(catalog->lazy->tables[i].rows);
        g_free(catalog->lazy->tables[i].made);
    }
    g_hash_table_unref(catalog->lazy->found);
    g_mutex_clear(&catalog->lazy->mutex);
    g_free(catalog->lazy);
    acv_arena_unref(catalog->arena);
    g_free(catalog);
}

void
acv_catalog_set(AcvCatalog *catalog, AcvCatalogTable table, AcvRows rows)
{
    g_assert(!catalog->lazy->tables[table].source.make);
    catalog->lazy->tables[table].source = rows;
}

const char *
acv_catalog_table_name(AcvCatalogTable table)
{
    return tables[table].name;
}

/* The row of that index, made if it is not yet; with the lock held. */
static const void *
need_row(Table *table, size_t row_size, size_t index)
{
    if (!table->rows) {
        table->rows = g_malloc_n(table->source.n, row_size);
        table->made = g_new0(bool, table->source.n);
    }
    void *row = table->rows + index * row_size;
    if (!table->made[index]) {
        memset(row, 0, row_size);
        table->source.make(table->source.data, index, row);
        table->made[index] = true;
    }
    return row;
}

const void *
acv_catalog_list(const AcvCatalog *catalog, AcvCatalogTable id, size_t *out_n)
{
    Table *table = &catalog->lazy->tables[id];
    g_mutex_lock(&catalog->lazy->mutex);
    for (size_t i = 0; i < table->source.n && !table->is_complete; i++) {
        need_row(table, tables[id].row_size, i);
    }
    table->is_complete = true;
    g_mutex_unlock(&catalog->lazy->mutex);
    *out_n = table->source.n;
    return table->rows;
}

/* The place of the first key that is not before 'key'. */
static size_t
lower_bound(const AcvRows *rows, const char *key)
{
    size_t low = 0;
    size_t high = rows->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(rows->key(rows->data, middle), key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const void *
acv_catalog_find(const AcvCatalog *catalog, AcvCatalogTable id, const char *key)
{
    Table *table = &catalog->lazy->tables[id];
    const AcvRows *source = &table->source;
    size_t index = key ? lower_bound(source, key) : source->n;
    if (index == source->n || strcmp(source->key(source->data, index), key) != 0) {
        return NULL;
    }
    g_mutex_lock(&catalog->lazy->mutex);
    const void *row = need_row(table, tables[id].row_size, index);
    g_mutex_unlock(&catalog->lazy->mutex);
    return row;
}

bool
acv_catalog_recall(const AcvCatalog *catalog, const char *key, const void **out_row)
{
    g_mutex_lock(&catalog->lazy->mutex);
    bool is_known =
        g_hash_table_lookup_extended(catalog->lazy->found, key, NULL, (gpointer *) out_row);
    g_mutex_unlock(&catalog->lazy->mutex);
    return is_known;
}

void
acv_catalog_remember_take(const AcvCatalog *catalog, char *key, const void *row)
{
    g_mutex_lock(&catalog->lazy->mutex);
    g_hash_table_insert(catalog->lazy->found, key, (gpointer) row);
    g_mutex_unlock(&catalog->lazy->mutex);
}

const AcvRegionRow *
acv_catalog_find_region_of_zone(const AcvCatalog *catalog, const char *zone_id)
{
    size_t n;
    const AcvRegionRow *rows = acv_catalog_list_region(catalog, &n);
    size_t length = zone_id ? strcspn(zone_id, "-") : 0;
    for (size_t i = 0; i < n && length > 0; i++) {
        const char *prefix = rows[i].zone_prefix;
        if (prefix && strlen(prefix) == length && strncmp(prefix, zone_id, length) == 0) {
            return &rows[i];
        }
    }
    return NULL;
}

static bool
region_has_zones(const AcvCatalog *catalog, const char *region)
{
    size_t n;
    const AcvZoneRow *rows = acv_catalog_list_zone(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(rows[i].region, region) == 0) {
            return true;
        }
    }
    return false;
}

AcvZoneSupport
acv_catalog_zone_support(const AcvCatalog *catalog, const char *region, const char *zone_id)
{
    const AcvZoneRow *zone = acv_catalog_find_zone(catalog, zone_id);
    if (zone) {
        return zone->agentcore ? ACV_ZONE_SUPPORTED : ACV_ZONE_UNSUPPORTED;
    }
    if (!region) {
        const AcvRegionRow *row = acv_catalog_find_region_of_zone(catalog, zone_id);
        region = row ? row->region : NULL;
    }
    return zone_id && region && region_has_zones(catalog, region) ? ACV_ZONE_UNSUPPORTED
                                                                  : ACV_ZONE_UNKNOWN;
}

uint16_t
acv_catalog_engine_port(const AcvCatalog *catalog, const char *engine)
{
    const AcvRdsEngineRow *row = acv_catalog_find_rds_engine(catalog, engine);
    return row ? row->port : 0;
}

AcvListening
acv_catalog_status_listening(const AcvCatalog *catalog, const char *status)
{
    const AcvDbStatusRow *row = acv_catalog_find_db_status(catalog, status);
    return row ? row->listening : ACV_LISTENING_UNKNOWN;
}

int
acv_catalog_protocol_number(const AcvCatalog *catalog, const char *keyword)
{
    const AcvProtocolRow *row = acv_catalog_find_protocol(catalog, keyword);
    return row ? row->number : -1;
}

const char *
acv_catalog_protocol_keyword(const AcvCatalog *catalog, unsigned number)
{
    size_t n;
    const AcvProtocolRow *rows = acv_catalog_list_protocol(catalog, &n);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].number == number && rows[i].preferred) {
            return rows[i].keyword;
        }
    }
    return NULL;
}

/* --- Sets of addresses --- */

/* Short prefixes first; of one length, where no two overlap, those outside the internet first. */
static int
compare_special_ranges(gconstpointer a, gconstpointer b)
{
    const AcvSpecialRangeRow *row_a = *(const AcvSpecialRangeRow *const *) a;
    const AcvSpecialRangeRow *row_b = *(const AcvSpecialRangeRow *const *) b;
    int by_length = (int) row_a->prefix.value.length - (int) row_b->prefix.value.length;
    return by_length != 0 ? by_length : (int) row_a->internet - (int) row_b->internet;
}

/* The special ranges of a family, borrowed, in an order in which later ones overrule earlier ones.
 */
static GPtrArray *
list_special_ranges(const AcvCatalog *catalog, AcvFamily family)
{
    size_t n;
    const AcvSpecialRangeRow *rows = acv_catalog_list_special_range(catalog, &n);
    GPtrArray *chosen = g_ptr_array_sized_new((guint) n);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].prefix.value.address.family == family) {
            g_ptr_array_add(chosen, (gpointer) &rows[i]);
        }
    }
    g_ptr_array_sort(chosen, compare_special_ranges);
    return chosen;
}

/* The ranges of the row at 'first' and of those after it that say the same of the internet; their
 * number is added to '*first'. */
static AcvAddressSet *
take_run(const GPtrArray *rows, guint *first)
{
    const AcvSpecialRangeRow *row = g_ptr_array_index(rows, *first);
    bool internet = row->internet;
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(AcvAddressRange));
    for (; *first < rows->len; (*first)++) {
        row = g_ptr_array_index(rows, *first);
        if (row->internet != internet) {
            break;
        }
        AcvAddressRange range = acv_prefix_range(row->prefix.value);
        g_array_append_val(ranges, range);
    }
    return acv_address_set_new((const AcvAddressRange *) (const void *) ranges->data, ranges->len);
}

AcvAddressSet *
acv_catalog_internet(const AcvCatalog *catalog, AcvFamily family)
{
    g_autoptr(GPtrArray) rows = list_special_ranges(catalog, family);
    AcvAddressRange everything = { .last = acv_family_last(family), .family = family };
    AcvAddressSet *set = acv_address_set_new(&everything, 1);
    for (guint i = 0; i < rows->len;) {
        const AcvSpecialRangeRow *row = g_ptr_array_index(rows, i);
        g_autoptr(AcvAddressSet) before = set;
        g_autoptr(AcvAddressSet) special = take_run(rows, &i);
        set = row->internet ? acv_address_set_union(before, special)
                            : acv_address_set_subtract(before, special);
    }
    return set;
}

AcvAddressSet *
acv_catalog_link_local(const AcvCatalog *catalog)
{
    size_t n;
    const AcvLinkLocalServiceRow *rows = acv_catalog_list_link_local_service(catalog, &n);
    g_autofree AcvAddressRange *ranges = g_new(AcvAddressRange, n);
    for (size_t i = 0; i < n; i++) {
        ranges[i] = acv_prefix_range(rows[i].address.value);
    }
    return acv_address_set_new(ranges, n);
}
