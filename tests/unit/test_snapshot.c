#include "acv/snapshot.h"
#include "expect.h"
#include "model/builder.h"
#include "suite.h"

#include <string.h>

static AcvSubnet *
put_subnet(AcvSnapshotBuilder *builder, const char *id, const char *vpc_id)
{
    AcvArena *arena = acv_snapshot_builder_arena(builder);
    AcvSubnet *subnet = (AcvSubnet *) acv_snapshot_builder_new_record(builder, ACV_KIND_SUBNET);

    subnet->record.id = acv_arena_text(arena, id);
    subnet->vpc_id = acv_arena_text(arena, vpc_id);
    acv_snapshot_builder_put(builder, &subnet->record);
    return subnet;
}

/* The ids of the subnets and their VPCs: "a:v b:v". */
static char *
list_subnets(const AcvSnapshot *snapshot)
{
    GString *out = g_string_new(NULL);
    size_t n;
    const AcvRecord *const *records = acv_snapshot_list(snapshot, ACV_KIND_SUBNET, &n);

    for (size_t i = 0; i < n; i++) {
        const AcvSubnet *subnet = (const AcvSubnet *) records[i];
        g_string_append_printf(out, "%s%s:%s", i > 0 ? " " : "", records[i]->id, subnet->vpc_id);
    }
    return g_string_free(out, FALSE);
}

static void
expect_subnets(const char *name, const AcvSnapshot *snapshot, const char *expected)
{
    g_autofree char *got = list_subnets(snapshot);
    EXPECT_TEXT(name, got, expected);
}

static AcvSnapshot *
three_subnets(void)
{
    AcvSnapshotBuilder *builder = acv_snapshot_builder_new(NULL);
    put_subnet(builder, "c", "v");
    put_subnet(builder, "a", "v");
    put_subnet(builder, "b", "v");
    acv_snapshot_builder_set_region(builder, "us-east-1");
    acv_snapshot_builder_mention(builder, ACV_KIND_NAT_GATEWAY);
    acv_snapshot_builder_mention(builder, ACV_KIND_SUBNET);
    AcvRecord *instance = acv_snapshot_builder_new_record(builder, ACV_KIND_INSTANCE);
    instance->id = "i";
    acv_snapshot_builder_put(builder, instance);
    return acv_snapshot_builder_finish_take(builder);
}

static void
records_are_sorted_and_found_by_id(void)
{
    g_autoptr(AcvSnapshot) snapshot = three_subnets();
    size_t n;

    expect_subnets("sorted", snapshot, "a:v b:v c:v");
    EXPECT_TEXT("found", acv_snapshot_find_subnet(snapshot, "b")->record.id, "b");
    CU_ASSERT_PTR_NULL(acv_snapshot_find_subnet(snapshot, "d"));
    CU_ASSERT_PTR_NULL(acv_snapshot_find_subnet(snapshot, NULL));
    CU_ASSERT_PTR_NULL(acv_snapshot_find_vpc(snapshot, "a"));
    acv_snapshot_list(snapshot, ACV_KIND_VPC, &n);
    EXPECT_INT("no VPC", n, 0);
    EXPECT_TEXT("region", acv_snapshot_region(snapshot), "us-east-1");
    CU_ASSERT_PTR_NULL(acv_snapshot_account_id(snapshot));
}

static void
a_kind_that_is_mentioned_is_known_to_be_empty(void)
{
    g_autoptr(AcvSnapshot) snapshot = three_subnets();

    CU_ASSERT_TRUE(acv_snapshot_has_kind(snapshot, ACV_KIND_SUBNET));
    CU_ASSERT_TRUE(acv_snapshot_has_kind(snapshot, ACV_KIND_NAT_GATEWAY));
    CU_ASSERT_FALSE(acv_snapshot_has_kind(snapshot, ACV_KIND_VPC));
    CU_ASSERT_FALSE(acv_snapshot_has_kind(snapshot, ACV_KIND_INSTANCE));
}

static void
a_copy_shares_what_it_does_not_change(void)
{
    g_autoptr(AcvSnapshot) base = three_subnets();
    g_autoptr(AcvSnapshot) copy = acv_snapshot_builder_finish_take(acv_snapshot_builder_new(base));

    expect_subnets("copy", copy, "a:v b:v c:v");
    CU_ASSERT_PTR_EQUAL(acv_snapshot_find_subnet(copy, "a"), acv_snapshot_find_subnet(base, "a"));
    EXPECT_TEXT("region", acv_snapshot_region(copy), "us-east-1");
    CU_ASSERT_TRUE(acv_snapshot_has_kind(copy, ACV_KIND_NAT_GATEWAY));
}

static void
edits_change_the_copy_and_not_the_base(void)
{
    AcvSnapshot *base = three_subnets();
    AcvSnapshotBuilder *builder = acv_snapshot_builder_new(base);
    AcvRecord *edited = acv_snapshot_builder_edit(builder, ACV_KIND_SUBNET, "b");

    ((AcvSubnet *) edited)->vpc_id = "w";
    CU_ASSERT_PTR_EQUAL(acv_snapshot_builder_edit(builder, ACV_KIND_SUBNET, "b"), edited);
    CU_ASSERT_PTR_NULL(acv_snapshot_builder_edit(builder, ACV_KIND_SUBNET, "x"));
    put_subnet(builder, "aa", "w");
    put_subnet(builder, "c", "w");
    CU_ASSERT_TRUE(acv_snapshot_builder_remove(builder, ACV_KIND_SUBNET, "a"));
    CU_ASSERT_FALSE(acv_snapshot_builder_remove(builder, ACV_KIND_SUBNET, "a"));
    AcvSnapshot *copy = acv_snapshot_builder_finish_take(builder);

    expect_subnets("base", base, "a:v b:v c:v");
    expect_subnets("copy", copy, "aa:w b:w c:w");
    CU_ASSERT_PTR_NULL(acv_snapshot_find_subnet(copy, "a"));
    acv_snapshot_unref(base);
    expect_subnets("copy without its base", copy, "aa:w b:w c:w");
    acv_snapshot_unref(copy);
}

static void
what_is_removed_may_come_back(void)
{
    g_autoptr(AcvSnapshot) base = three_subnets();
    AcvSnapshotBuilder *builder = acv_snapshot_builder_new(base);

    acv_snapshot_builder_remove(builder, ACV_KIND_SUBNET, "b");
    put_subnet(builder, "b", "x");
    put_subnet(builder, "b", "y");
    g_autoptr(AcvSnapshot) copy = acv_snapshot_builder_finish_take(builder);
    AcvSnapshotBuilder *second = acv_snapshot_builder_new(copy);
    acv_snapshot_builder_remove(second, ACV_KIND_SUBNET, "a");
    acv_snapshot_builder_remove(second, ACV_KIND_SUBNET, "b");
    acv_snapshot_builder_remove(second, ACV_KIND_SUBNET, "c");
    g_autoptr(AcvSnapshot) empty = acv_snapshot_builder_finish_take(second);

    expect_subnets("copy", copy, "a:v b:y c:v");
    expect_subnets("empty", empty, "");
    CU_ASSERT_TRUE(acv_snapshot_has_kind(empty, ACV_KIND_SUBNET));
}

static void
conflicts_follow_their_records(void)
{
    g_autoptr(AcvSnapshot) base = three_subnets();
    AcvSnapshotBuilder *builder = acv_snapshot_builder_new(base);
    const char *const ids[] = { "a", "b" };
    size_t n;

    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        const AcvRecord *record = acv_snapshot_builder_find(builder, ACV_KIND_SUBNET, ids[i]);
        acv_snapshot_builder_add_conflict(builder,
                                          &(AcvConflict){ .record = record, .field = "/VpcId" });
    }
    g_autoptr(AcvSnapshot) first = acv_snapshot_builder_finish_take(builder);
    builder = acv_snapshot_builder_new(first);
    acv_snapshot_builder_remove(builder, ACV_KIND_SUBNET, "a");
    AcvRecord *edited = acv_snapshot_builder_edit(builder, ACV_KIND_SUBNET, "b");
    g_autoptr(AcvSnapshot) second = acv_snapshot_builder_finish_take(builder);

    acv_snapshot_conflicts(first, &n);
    EXPECT_INT("first", n, 2);
    const AcvConflict *left = acv_snapshot_conflicts(second, &n);
    EXPECT_INT("second", n, 1);
    CU_ASSERT_PTR_EQUAL(left[0].record, edited);
}

static char *
random_id(GRand *random)
{
    return g_strdup_printf("s%d", g_rand_int_range(random, 0, 40));
}

/* The model is a table of ids and VPCs. */
static void
edit_at_random(GRand *random, AcvSnapshotBuilder *builder, GTree *model)
{
    int n_edits = g_rand_int_range(random, 0, 12);
    for (int i = 0; i < n_edits; i++) {
        g_autofree char *id = random_id(random);
        if (g_rand_boolean(random)) {
            char *vpc_id = random_id(random);
            put_subnet(builder, id, vpc_id);
            g_tree_replace(model, g_strdup(id), vpc_id);
        } else {
            bool was_there = g_tree_remove(model, id);
            EXPECT_TRUE(id, acv_snapshot_builder_remove(builder, ACV_KIND_SUBNET, id) == was_there);
        }
    }
}

static gboolean
append_pair(gpointer key, gpointer value, gpointer out)
{
    GString *text = out;
    g_string_append_printf(text, "%s%s:%s", text->len > 0 ? " " : "", (char *) key, (char *) value);
    return FALSE;
}

static int
compare_keys(const void *a, const void *b, void *data)
{
    (void) data;
    return strcmp(a, b);
}

static void
a_chain_of_random_edits_agrees_with_a_table(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(random_seed(4711));
    g_autoptr(GTree) model = g_tree_new_full(compare_keys, NULL, g_free, g_free);
    AcvSnapshot *snapshot = acv_snapshot_builder_finish_take(acv_snapshot_builder_new(NULL));
    unsigned n_rounds = random_rounds(200);

    for (unsigned i = 0; i < n_rounds; i++) {
        AcvSnapshotBuilder *builder = acv_snapshot_builder_new(snapshot);
        edit_at_random(random, builder, model);
        acv_snapshot_unref(snapshot);
        snapshot = acv_snapshot_builder_finish_take(builder);
        GString *expected = g_string_new(NULL);
        g_tree_foreach(model, append_pair, expected);
        g_autofree char *name = g_strdup_printf("round %u", i);
        expect_subnets(name, snapshot, expected->str);
        g_string_free(expected, TRUE);
    }
    acv_snapshot_unref(snapshot);
}

static void
a_record_tells_its_name_and_place(void)
{
    AcvTag tags[] = { { "team", "x" }, { "Name", "orders" } };
    AcvRecord record = { .tags = { tags, 2 }, .place = { "f.json", "/Subnets/", 2 } };
    AcvPlace whole = { "f.json", "", -1 };
    g_autofree char *pointer = acv_place_pointer(&record.place);
    g_autofree char *root = acv_place_pointer(&whole);

    EXPECT_TEXT("name", acv_record_name(&record), "orders");
    record.tags.n = 1;
    EXPECT_TEXT("no name", acv_record_name(&record), NULL);
    EXPECT_TEXT("pointer", pointer, "/Subnets/2");
    EXPECT_TEXT("root", root, "");
    EXPECT_TEXT("noun", acv_kind_noun(ACV_KIND_NETWORK_ACL), "network_acl");
    EXPECT_TEXT("key", acv_kind_key(ACV_KIND_NETWORK_ACL), "NetworkAcls");
}

static void
an_unfinished_builder_can_be_dropped(void)
{
    g_autoptr(AcvSnapshot) base = three_subnets();
    AcvSnapshotBuilder *builder = acv_snapshot_builder_new(base);

    put_subnet(builder, "z", "v");
    acv_snapshot_builder_free(builder);
    acv_snapshot_builder_free(NULL);
    acv_snapshot_unref(acv_snapshot_ref(base));
    expect_subnets("base", base, "a:v b:v c:v");
}

SUITE_MAIN(snapshot, TEST(records_are_sorted_and_found_by_id),
           TEST(a_kind_that_is_mentioned_is_known_to_be_empty),
           TEST(a_copy_shares_what_it_does_not_change),
           TEST(edits_change_the_copy_and_not_the_base), TEST(what_is_removed_may_come_back),
           TEST(conflicts_follow_their_records), TEST(a_chain_of_random_edits_agrees_with_a_table),
           TEST(a_record_tells_its_name_and_place), TEST(an_unfinished_builder_can_be_dropped))
