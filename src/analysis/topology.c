/* The graph of hops. Its vertices are hops, its edges the ways between them: those that routes take
 * today, and those that a changed route could take. An edge weighs what would have to change for
 * the packets to take it: a route where there is none, and each stage of the hop that refuses some
 * of them. So the lightest way is the one with the fewest blocks, and Dijkstra's algorithm finds
 * it. */
#include "analysis/topology.h"

#include <float.h>
#include <igraph.h>

/* No VPC has more gateways than this worth comparing. */
enum { MAX_VERTICES = 512 };

/* Among ways of equal cost, one in the same zone; among those, the first. */
static const double WEIGHT_OTHER_ZONE = 1e-3;
static const double WEIGHT_LATER = 1e-6;

/* igraph keeps what it has to clean up, and whom it warns, in one place for all threads. */
static GMutex igraph_mutex;

typedef struct {
    const AcvHop *hop;
    const AcvPacketSet *set;
    AcvErrand errand;
    bool is_end;
} Vertex;

typedef struct {
    AcvScene *scene;
    AcvPacketSpace *space;
    GArray *vertices;    /* Vertex. */
    GHashTable *indexes; /* Index + 1 of the vertex of a hop. */
    GArray *edges;       /* igraph_integer_t: where each begins and where it ends. */
    GArray *weights;     /* double */
} Graph;

static double
count_refusals(Graph *graph, const AcvHop *hop, const AcvPacketSet *set)
{
    double n = 0;
    for (size_t i = 0; i < hop->n_stages; i++) {
        const AcvDecision *decision = acv_stage_decide_sets(graph->space, hop->stages[i], false);
        const AcvPacketSet *passed =
            acv_packet_set_union(graph->space, decision->admitted, decision->unknown);
        n += !acv_packet_set_covers(graph->space, passed, set);
    }
    return n;
}

/* The index of the hop's vertex, made if it is new; -1 if there are too many. */
static igraph_integer_t
vertex_of(Graph *graph, const Vertex *vertex)
{
    gpointer known = g_hash_table_lookup(graph->indexes, vertex->hop);
    if (known) {
        return GPOINTER_TO_INT(known) - 1;
    }
    if (graph->vertices->len >= MAX_VERTICES) {
        return -1;
    }
    g_array_append_val(graph->vertices, *vertex);
    g_hash_table_insert(graph->indexes, (gpointer) vertex->hop,
                        GINT_TO_POINTER(graph->vertices->len));
    return (igraph_integer_t) graph->vertices->len - 1;
}

static void
add_edge(Graph *graph, igraph_integer_t from, const Vertex *to, double weight)
{
    igraph_integer_t index = vertex_of(graph, to);
    if (index < 0) {
        return;
    }
    weight += count_refusals(graph, to->hop, to->set);
    g_array_append_val(graph->edges, from);
    g_array_append_val(graph->edges, index);
    g_array_append_val(graph->weights, weight);
}

static const AcvPacketSet *
restrict_to(Graph *graph, const AcvPacketSet *set, const AcvAddressSet *destinations)
{
    AcvMatch match = ACV_MATCH_ALL;
    match.destinations = destinations;
    return acv_packet_set_intersect(graph->space, set,
                                    acv_packet_set_from_match(graph->space, &match));
}

/* A NAT gateway sends on as itself. */
static void
translate(Graph *graph, Vertex *vertex)
{
    if (vertex->hop->kind != ACV_HOP_NAT_GATEWAY) {
        return;
    }
    vertex->errand.nat_gateway = (const AcvNatGateway *) vertex->hop->component;
    vertex->set = acv_packet_set_assign_address(
        graph->space, vertex->set, ACV_FIELD_SOURCE,
        acv_network_nat_gateway_addresses(acv_scene_network(graph->scene),
                                          vertex->errand.nat_gateway));
    vertex->set =
        acv_packet_set_assign_port(graph->space, vertex->set, ACV_FIELD_SOURCE_PORT, ACV_NAT_PORTS);
}

static bool
changes_zone(const AcvHop *from, const AcvHop *to)
{
    return from->subnet && to->subnet
           && g_strcmp0(from->subnet->availability_zone_id, to->subnet->availability_zone_id) != 0;
}

static void
add_candidates(Graph *graph, igraph_integer_t from, const Vertex *vertex,
               const AcvAddressSet *destinations)
{
    g_autoptr(GPtrArray) hops =
        acv_scene_candidates(graph->scene, vertex->hop, destinations, &vertex->errand);
    for (guint i = 0; i < hops->len; i++) {
        const AcvHop *hop = g_ptr_array_index(hops, i);
        Vertex to = { hop, restrict_to(graph, vertex->set, destinations), vertex->errand, false };
        double weight =
            1 + i * WEIGHT_LATER + (changes_zone(vertex->hop, hop) ? WEIGHT_OTHER_ZONE : 0);
        add_edge(graph, from, &to, weight);
    }
}

static void
expand(Graph *graph, igraph_integer_t from)
{
    Vertex vertex = g_array_index(graph->vertices, Vertex, from);
    if (acv_scene_is_end(graph->scene, vertex.hop)) {
        g_array_index(graph->vertices, Vertex, from).is_end = true;
        return;
    }
    translate(graph, &vertex);
    g_autoptr(AcvAddressSet) destinations =
        acv_packet_set_addresses(vertex.set, ACV_FIELD_DESTINATION);
    g_autoptr(GArray) ways =
        acv_scene_onward(graph->scene, vertex.hop, destinations, &vertex.errand);
    for (guint i = 0; i < ways->len; i++) {
        const AcvOnward *way = &g_array_index(ways, AcvOnward, i);
        if (way->next) {
            Vertex to = { way->next, restrict_to(graph, vertex.set, way->destinations),
                          vertex.errand, false };
            add_edge(graph, from, &to, i * WEIGHT_LATER);
        } else if (vertex.hop->kind == ACV_HOP_ROUTER) {
            add_candidates(graph, from, &vertex, way->destinations);
        }
    }
}

static double
weight_of(const Graph *graph, const igraph_vector_int_t *path)
{
    double weight = 0;
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(path); i++) {
        weight += g_array_index(graph->weights, double, VECTOR(*path)[i]);
    }
    return weight;
}

/* The first edge of the lightest of 'paths' that leads to an end, or -1. */
static igraph_integer_t
first_of_lightest(const Graph *graph, const igraph_vector_int_list_t *paths)
{
    igraph_integer_t first = -1;
    double best = DBL_MAX;
    for (igraph_integer_t i = 0; i < igraph_vector_int_list_size(paths); i++) {
        const igraph_vector_int_t *path = igraph_vector_int_list_get_ptr(paths, i);
        bool is_end = g_array_index(graph->vertices, Vertex, i).is_end;
        if (is_end && igraph_vector_int_size(path) > 0 && weight_of(graph, path) < best) {
            best = weight_of(graph, path);
            first = VECTOR(*path)[0];
        }
    }
    return first;
}

/* The first hop of the lightest way from vertex 0 to an end, or NULL. */
static const AcvHop *
lightest(Graph *graph)
{
    igraph_t net;
    igraph_vector_int_t edges;
    igraph_vector_t weights;
    igraph_vector_int_list_t paths;
    const AcvHop *hop = NULL;
    igraph_vector_int_view(&edges, (const igraph_integer_t *) (const void *) graph->edges->data,
                           graph->edges->len);
    igraph_vector_view(&weights, (const igraph_real_t *) (const void *) graph->weights->data,
                       graph->weights->len);
    g_mutex_lock(&igraph_mutex);
    /* It warns of vertices that no path leads to, which is no news. */
    igraph_warning_handler_t *before = igraph_set_warning_handler(igraph_warning_handler_ignore);
    igraph_create(&net, &edges, graph->vertices->len, IGRAPH_DIRECTED);
    igraph_vector_int_list_init(&paths, 0);
    igraph_get_shortest_paths_dijkstra(&net, NULL, &paths, 0, igraph_vss_all(), &weights,
                                       IGRAPH_OUT, NULL, NULL);
    igraph_integer_t edge = first_of_lightest(graph, &paths);
    if (edge >= 0) {
        hop = g_array_index(graph->vertices, Vertex, IGRAPH_TO(&net, edge)).hop;
    }
    igraph_vector_int_list_destroy(&paths);
    igraph_destroy(&net);
    igraph_set_warning_handler(before);
    g_mutex_unlock(&igraph_mutex);
    return hop;
}

const AcvHop *
acv_topology_detour(AcvScene *scene, const AcvHop *hop, const AcvPacketSet *set,
                    const AcvErrand *errand)
{
    Graph graph = { .scene = scene,
                    .space = acv_network_space(acv_scene_network(scene)),
                    .vertices = g_array_new(FALSE, FALSE, sizeof(Vertex)),
                    .indexes = g_hash_table_new(NULL, NULL),
                    .edges = g_array_new(FALSE, FALSE, sizeof(igraph_integer_t)),
                    .weights = g_array_new(FALSE, FALSE, sizeof(double)) };
    vertex_of(&graph, &(Vertex){ hop, set, *errand, false });
    for (guint i = 0; i < graph.vertices->len; i++) {
        expand(&graph, (igraph_integer_t) i);
    }
    const AcvHop *first = lightest(&graph);
    g_array_unref(graph.weights);
    g_array_unref(graph.edges);
    g_hash_table_unref(graph.indexes);
    g_array_unref(graph.vertices);
    return first;
}

/* --- What all ways need --- */

enum { START = 0, END = 1, FIRST_POINT = 2 };

/* Adds the edges of a way; 'indexes' has the vertices of points, and 'points' the points. */
static void
add_way(igraph_vector_int_t *edges, GHashTable *indexes, GPtrArray *points, const GPtrArray *way)
{
    igraph_integer_t at = START;
    for (guint i = 0; i <= way->len; i++) {
        igraph_integer_t next = END;
        if (i < way->len) {
            gpointer point = g_ptr_array_index(way, i);
            if (!g_hash_table_contains(indexes, point)) {
                g_hash_table_insert(indexes, point, GUINT_TO_POINTER(FIRST_POINT + points->len));
                g_ptr_array_add(points, point);
            }
            next = GPOINTER_TO_INT(g_hash_table_lookup(indexes, point));
        }
        igraph_vector_int_push_back(edges, at);
        igraph_vector_int_push_back(edges, next);
        at = next;
    }
}

/* Every point lies between start and end, so an articulation point parts those two. */
GPtrArray *
acv_topology_cut_points(const GPtrArray *ways)
{
    GPtrArray *found = g_ptr_array_new();
    g_autoptr(GHashTable) indexes = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) points = g_ptr_array_new();
    igraph_vector_int_t edges;
    igraph_vector_int_t cuts;
    igraph_t net;
    g_mutex_lock(&igraph_mutex);
    igraph_vector_int_init(&edges, 0);
    igraph_vector_int_init(&cuts, 0);
    for (guint i = 0; i < ways->len; i++) {
        add_way(&edges, indexes, points, g_ptr_array_index(ways, i));
    }
    igraph_create(&net, &edges, FIRST_POINT + points->len, IGRAPH_UNDIRECTED);
    igraph_articulation_points(&net, &cuts);
    igraph_vector_int_sort(&cuts);
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(&cuts); i++) {
        igraph_integer_t vertex = VECTOR(cuts)[i];
        if (vertex >= FIRST_POINT) {
            g_ptr_array_add(found, g_ptr_array_index(points, vertex - FIRST_POINT));
        }
    }
    igraph_destroy(&net);
    igraph_vector_int_destroy(&cuts);
    igraph_vector_int_destroy(&edges);
    g_mutex_unlock(&igraph_mutex);
    return found;
}
