/* The figures of a picture: which one a waypoint belongs to. */
#pragma once

#include "explain/picture.h"

/* The picture while it is drawn, on one way of one path. */
typedef struct {
    AcvPicture *picture;
    AcvNetwork *network;
    const AcvPathAnswer *answer;
    GArray *visited; /* Elements guint: the figures of this way in this direction. */
    bool is_reply;
} AcvSketch;

/* The figure of a waypoint: one that is there, or a new one. -1 if it is not to be drawn. */
int acv_sketch_figure(AcvSketch *sketch, const AcvWaypoint *waypoint);

/* The figure of one end of the path, wherever its ways lead. */
guint acv_sketch_end(AcvSketch *sketch, bool is_target);

/* A wall before the client, of what keeps it from sending anything. */
guint acv_sketch_wall(AcvSketch *sketch, guint client, const AcvExplanation *explanation);

AcvFigure *acv_picture_figure(const AcvPicture *picture, guint index);

/* True of gateways that belong to a VPC and not to a subnet, though one subnet leads there. */
bool acv_hop_is_at_edge(const AcvHop *hop);

/* What becomes of packets at a waypoint. */
AcvFate acv_waypoint_fate(const AcvWaypoint *waypoint);

/* What becomes of packets of two paths at one figure. */
AcvFate acv_fate_merge(AcvFate a, AcvFate b);
