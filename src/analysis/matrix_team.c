#include "analysis/matrix_team.h"

#include "acv/problem.h"
#include "analysis/matrix_cell.h"
#include "analysis/matrix_fill.h"
#include "base/processors.h"

enum {
    LEAST_INTERFACES = 4000, /* Fewer are filled before another network is at hand. */
};

typedef struct {
    AcvTeam *team;
    GThread *thread;
    AcvMatrix *matrix;
} Member;

struct AcvTeam {
    AcvSnapshot *snapshot;
    const AcvCatalog *catalog;
    const AcvQuestion *question;
    const AcvProgress *progress;
    Member members[ACV_TEAM_MOST_MEMBERS];
    guint n_members;
    GMutex mutex;
    GHashTable *taken; /* Who fills the rows of a place: guint64, owned. */
    bool is_over;      /* There is nothing to fill. */
    guint n_done;      /* Rows. */
    guint n_rows;
};

/* --- Who fills which rows --- */

/* What a thread asks the team for. */
typedef struct {
    AcvTeam *team;
    const AcvMatrix *matrix;
} Worker;

static bool
takes(guint64 place, void *user_data)
{
    const Worker *worker = user_data;
    AcvTeam *team = worker->team;
    g_mutex_lock(&team->mutex);
    const AcvMatrix *owner = g_hash_table_lookup(team->taken, &place);
    if (!owner && !team->is_over) {
        owner = worker->matrix;
        g_hash_table_insert(team->taken, g_memdup2(&place, sizeof place), (gpointer) owner);
    }
    g_mutex_unlock(&team->mutex);
    return owner == worker->matrix;
}

static guint
count_row(AcvTeam *team)
{
    g_mutex_lock(&team->mutex);
    guint n_done = ++team->n_done;
    g_mutex_unlock(&team->mutex);
    return n_done;
}

static void
tell_team(void *user_data)
{
    count_row(((const Worker *) user_data)->team);
}

/* Progress is for the thread that asked for the matrix. */
static void
tell_all(void *user_data)
{
    AcvTeam *team = ((const Worker *) user_data)->team;
    guint n_done = count_row(team);
    if (team->progress) {
        team->progress->tell(n_done, team->n_rows, team->progress->user_data);
    }
}

/* --- Members --- */

static gpointer
work(gpointer data)
{
    Member *member = data;
    AcvTeam *team = member->team;
    member->matrix = acv_matrix_open(team->snapshot, team->catalog, team->question, NULL);
    if (member->matrix) {
        Worker worker = { team, member->matrix };
        AcvFillPlan plan = { takes, tell_team, &worker, true };
        acv_matrix_fill(member->matrix, &plan);
    }
    return NULL;
}

guint
acv_team_members_worth(AcvSnapshot *snapshot, const AcvQuestion *question)
{
    size_t n;
    acv_snapshot_list(snapshot, ACV_KIND_NETWORK_INTERFACE, &n);
    bool is_large = !question->from && n >= LEAST_INTERFACES;
    return is_large ? MIN(acv_n_processors() - 1, ACV_TEAM_MOST_MEMBERS) : 0;
}

AcvTeam *
acv_team_new(AcvSnapshot *snapshot, const AcvCatalog *catalog, const AcvQuestion *question,
             const AcvProgress *progress, guint n_members)
{
    AcvTeam *team = g_new0(AcvTeam, 1);
    team->snapshot = snapshot;
    team->catalog = catalog;
    team->question = question;
    team->progress = progress;
    team->n_members = MIN(n_members, ACV_TEAM_MOST_MEMBERS);
    g_mutex_init(&team->mutex);
    team->taken = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < team->n_members; i++) {
        team->members[i].team = team;
        team->members[i].thread = g_thread_try_new("matrix", work, &team->members[i], NULL);
    }
    return team;
}

/* --- Into one matrix --- */

/* The number in 'matrix' of each value of 'other', by number; 0 stays 0. */
static guint32 *
translate_values(AcvMatrix *matrix, const AcvMatrix *other)
{
    AcvPacketSpace *space = acv_network_space(matrix->network);
    guint32 *numbers = g_new0(guint32, other->values->len);
    for (guint i = 1; i < other->values->len; i++) {
        AcvMatrixCell cell = g_array_index(other->values, AcvMatrixCell, i);
        cell.packets = acv_packet_set_copy(space, cell.packets);
        numbers[i] = acv_cells_keep(matrix->cells, &cell);
    }
    return numbers;
}

static void
move_bases(AcvMatrix *matrix, AcvMatrix *other, const guint32 *numbers)
{
    for (guint i = 0; i < other->bases->len; i++) {
        AcvMatrixBase *base = g_ptr_array_index(other->bases, i);
        for (guint j = 0; j < matrix->targets->len; j++) {
            base->cells[j] = numbers[base->cells[j]];
        }
    }
    g_ptr_array_extend_and_steal(matrix->bases, g_steal_pointer(&other->bases));
}

/* Of a source's own column its list may know nothing. */
static void
translate_lists(const AcvMatrix *other, const guint32 *numbers)
{
    for (guint i = 0; i < other->lists->len; i++) {
        const AcvMatrixExceptions *list = g_ptr_array_index(other->lists, i);
        for (guint j = 0; j < list->n; j++) {
            guint32 number = list->items[j].number;
            list->items[j].number = number < other->values->len ? numbers[number] : number;
        }
    }
}

static void
move_rows(AcvMatrix *matrix, AcvMatrix *other, const guint32 *numbers)
{
    translate_lists(other, numbers);
    g_ptr_array_extend_and_steal(matrix->lists, g_steal_pointer(&other->lists));
    for (guint i = 0; i < other->rows->len; i++) {
        AcvMatrixRow row = g_array_index(other->rows, AcvMatrixRow, i);
        if (row.base) {
            row.own.number = numbers[row.own.number];
            g_array_index(matrix->rows, AcvMatrixRow, i) = row;
        }
    }
}

static void
join(AcvMatrix *matrix, AcvMatrix *other)
{
    g_autofree guint32 *numbers = translate_values(matrix, other);
    move_bases(matrix, other, numbers);
    move_rows(matrix, other, numbers);
    acv_arena_absorb(matrix->memory, other->memory);
}

/* --- All --- */

static void
stop(AcvTeam *team)
{
    g_mutex_lock(&team->mutex);
    team->is_over = true;
    g_mutex_unlock(&team->mutex);
}

void
acv_team_fill(AcvTeam *team, AcvMatrix *matrix)
{
    if (matrix) {
        Worker worker = { team, matrix };
        AcvFillPlan plan = { takes, tell_all, &worker, false };
        team->n_rows = matrix->rows->len;
        acv_matrix_fill(matrix, &plan);
    } else {
        stop(team);
    }
    for (guint i = 0; i < team->n_members; i++) {
        if (team->members[i].thread) {
            g_thread_join(g_steal_pointer(&team->members[i].thread));
        }
        if (matrix && team->members[i].matrix) {
            join(matrix, team->members[i].matrix);
        }
    }
}

void
acv_team_free(AcvTeam *team)
{
    for (guint i = 0; team && i < team->n_members; i++) {
        acv_matrix_free(team->members[i].matrix);
    }
    if (team) {
        g_hash_table_unref(team->taken);
        g_mutex_clear(&team->mutex);
        g_free(team);
    }
}
