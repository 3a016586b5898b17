/* New mount targets of file systems. */
#include "analysis/repair_maker.h"
#include "network/resource.h"

/* The groups of another mount target of the file system: there is no need for more. */
static const AcvStrings *
groups_of_other(const AcvCure *cure, const AcvRecord *system)
{
    size_t n;
    const AcvRecord *const *records =
        acv_snapshot_list(acv_network_snapshot(cure->network), ACV_KIND_MOUNT_TARGET, &n);
    for (size_t i = 0; i < n; i++) {
        const AcvMountTarget *target = (const AcvMountTarget *) records[i];
        const AcvNetworkInterface *interface = acv_snapshot_find_network_interface(
            acv_network_snapshot(cure->network), target->network_interface_id);
        const AcvStrings *groups =
            target->group_ids.n > 0 || !interface ? &target->group_ids : &interface->group_ids;
        if (g_strcmp0(target->file_system_id, system->id) == 0 && groups->n > 0) {
            return groups;
        }
    }
    return NULL;
}

/* A group for mount targets alone; which ports it opens follows from what it blocks. */
static const char *
new_group(const AcvCure *cure, const AcvVpc *vpc)
{
    static const char variable[] = "mount_target_group";
    AcvPlan *plan = cure->plan;
    if (!acv_plan_id_of(plan, variable)) {
        AcvAwsCommand *command = acv_plan_command(plan, variable, "ec2", "create-security-group");
        acv_plan_add_word(plan, command, "group-name", "mount-targets");
        acv_plan_add_word(plan, command, "description", "Mount targets of file systems");
        acv_plan_add_id(plan, command, "vpc-id", vpc->record.id);
        acv_plan_append(plan, command);
    }
    return acv_plan_id_of(plan, variable);
}

void
acv_cure_mount_target(const AcvCure *cure)
{
    const AcvPlacement *source = cure->path->source.placement;
    const AcvParty *party = cure->path->target.party; /* NULL: a DNS server on the way. */
    const AcvRecord *system = party ? party->record : NULL;
    if (!source || !source->subnet || !source->vpc || cure->kind != ACV_REPAIR_AS_BUILT || !system
        || system->kind != ACV_KIND_FILE_SYSTEM) {
        return;
    }
    AcvPlan *plan = cure->plan;
    bool is_efs = acv_file_system_is_efs((const AcvFileSystem *) system);
    const AcvStrings *groups = groups_of_other(cure, system);
    const char *group = groups ? NULL : new_group(cure, source->vpc);
    AcvAwsCommand *command =
        acv_plan_command(plan, NULL, is_efs ? "efs" : "s3files", "create-mount-target");
    acv_plan_add_id(plan, command, "file-system-id", system->id);
    acv_plan_add_id(plan, command, "subnet-id", source->subnet->record.id);
    for (size_t i = 0; groups && i < groups->n; i++) {
        acv_plan_add_id(plan, command, "security-groups", groups->items[i]);
    }
    if (group) {
        acv_plan_add_id(plan, command, "security-groups", group);
    }
    acv_plan_append(plan, command);
}
