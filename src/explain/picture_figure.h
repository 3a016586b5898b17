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

AcvFigure *acv_picture_figure(const AcvPicture *picture, guint index);

/* What becomes of packets at a waypoint. */
AcvFate acv_waypoint_fate(const AcvWaypoint *waypoint);

/* What becomes of packets of two paths at one figure. */
AcvFate acv_fate_merge(AcvFate a, AcvFate b);
