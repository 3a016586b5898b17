#include "load/section.h"
#include "load/tables.h"

typedef struct {
    ACV_LIST(AcvInstance) instances;
    const char *owner_id;
} Reservation;

static const AcvJsonField reservation_fields[] = {
    ACV_LIST_OF("Instances", Reservation, instances, &acv_instance_fields),
    ACV_STRING("OwnerId", Reservation, owner_id),
};
ACV_TABLE(reservation, Reservation, reservation_fields);

/* The network interfaces of an instance are records of their own; here they lack the id of the
 * instance, which is plain from where they stand. */
static void
read_interface(AcvLoader *loader, const AcvElement *element, const AcvInstance *instance)
{
    if (acv_loader_delete(loader, ACV_KIND_NETWORK_INTERFACE, element)) {
        return;
    }
    AcvRecord *record =
        acv_loader_read(loader, ACV_KIND_NETWORK_INTERFACE, &acv_network_interface_fields, element);
    AcvNetworkInterface *interface = (AcvNetworkInterface *) record;

    if (!interface) {
        return;
    }
    if (!interface->instance_id) {
        interface->instance_id = instance->record.id;
    }
    if (!interface->availability_zone) {
        interface->availability_zone = instance->availability_zone;
    }
    acv_loader_add(loader, record);
}

static void
read_interfaces(AcvLoader *loader, const AcvElement *element, const AcvInstance *instance)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(element->json, "NetworkInterfaces");
    AcvJsonPath list_path = { .parent = element->path, .key = "NetworkInterfaces" };
    AcvJsonPath path = { .parent = &list_path };
    const cJSON *item;

    cJSON_ArrayForEach(item, list)
    {
        AcvElement nested = { item, &path, acv_loader_place(loader, &path) };
        read_interface(loader, &nested, instance);
        path.index++;
    }
}

static void
read_instance(AcvLoader *loader, const AcvElement *element, const char *owner_id)
{
    if (acv_loader_delete(loader, ACV_KIND_INSTANCE, element)) {
        return;
    }
    AcvRecord *record = acv_loader_read(loader, ACV_KIND_INSTANCE, &acv_instance_fields, element);
    if (!record) {
        return;
    }
    if (!record->owner_id) {
        record->owner_id = owner_id;
    }
    acv_loader_add(loader, record);
    read_interfaces(loader, element, (const AcvInstance *) record);
}

void
acv_reservation_read(AcvLoader *loader, const AcvSection *section, const AcvElement *element)
{
    AcvJsonReader *reader = &loader->reader;
    (void) section;

    if (!cJSON_IsObject(element->json)) {
        acv_json_expected(reader, element->path, "an object", element->json);
        return;
    }
    const cJSON *owner = cJSON_GetObjectItemCaseSensitive(element->json, "OwnerId");
    const char *owner_id = acv_arena_text(reader->arena, cJSON_GetStringValue(owner));
    AcvJsonPath owner_path = { .parent = element->path, .key = "OwnerId" };
    if (owner && !owner_id && !cJSON_IsNull(owner)) {
        acv_json_expected(reader, &owner_path, "a text", owner);
    }
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(element->json, "Instances");
    AcvJsonPath list_path = { .parent = element->path, .key = "Instances" };
    if (list && !cJSON_IsArray(list) && !cJSON_IsNull(list)) {
        acv_json_expected(reader, &list_path, "a list", list);
        return;
    }
    AcvJsonPath path = { .parent = &list_path };
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        AcvElement instance = { item, &path, acv_loader_place(loader, &path) };
        read_instance(loader, &instance, owner_id);
        path.index++;
    }
}
