/* Where everything of a picture stands, in pixels.
 *
 *     column          gutter        column          gutter   column    gutter   column
 *     +- VPC -----------------------------------------------------+
 *     | +- zone --------------------------------------------+     |
 *     | | +- subnet ---+            +- subnet ---+          |     |
 *     | | |  [chip]    |     +------|->[chip]    |          |     |
 *     | | |    v       |     |      |    v       |          |  [gateway]------->[outside]
 *     | | |  [chip]----|-----+      |  [chip]----|----------|-->  |
 *     | | +------------+            +------------+          |     |
 *     | +---------------------------------------------------+     |
 *     +-----------------------------------------------------------+
 *
 * A column holds subnets of one zone, one below the other, or the gateways at the edge of a VPC, or
 * what is outside. In a subnet, chips stand in the order of the way, so that most links are an
 * arrow to the next one below. The others leave by a side, into the gutter between two columns,
 * where each has a lane of its own; one that has to pass other columns does so where they are
 * empty, or by a track of its own below them all. So lines cross, but never lie on one another or
 * on a chip. All of this is on a grid: of chips the right side has its ports on multiples of 16,
 * the left side halfway between, so that what comes and what goes differ too. */
#pragma once

#include "explain/picture.h"
#include "render/svg_text.h"
#include "render/wording.h"

typedef struct {
    int x;
    int y;
    int width;
    int height;
} AcvSvgBox;

typedef struct {
    AcvSvgFont font;
    char *text; /* Fits. */
} AcvSvgLine;

/* The sides of a chip. */
typedef enum {
    ACV_SIDE_LEFT,
    ACV_SIDE_RIGHT,
    ACV_SIDE_TOP,
    ACV_SIDE_BOTTOM,
} AcvSvgSide;

enum { ACV_N_SIDES = 4 };

typedef struct {
    const AcvFigure *figure;
    char *full;    /* All that there is to say, on lines. */
    GArray *lines; /* Elements AcvSvgLine. */
    int column;
    AcvSvgBox box;
    guint n_ports[ACV_N_SIDES];
    bool is_entered[ACV_N_SIDES]; /* An arrow ends there. */
} AcvSvgChip;

typedef struct {
    int x;
    int y;
} AcvSvgPoint;

typedef struct {
    const AcvLink *link;
    AcvSvgSide from;
    AcvSvgSide to;
    int from_y; /* Of sides left and right. */
    int to_y;
    GArray *points; /* Elements AcvSvgPoint: straight from each to the next. */
} AcvSvgRoute;

typedef struct {
    const AcvFrame *frame; /* A zone, or a VPC of its edge; NULL outside. */
    int frame_index;
    bool is_left;
    bool starts_vpc; /* The frame of a VPC begins, or ends, beside it. */
    bool ends_vpc;
    bool starts_zone;
    bool ends_zone;
    int x;
    int width;
    int bottom;      /* Of what stands in it. */
    GArray *subnets; /* Elements int: frames, from top to bottom. */
} AcvSvgColumn;

typedef struct {
    const AcvPicture *picture;
    const AcvWords *words;
    int top;          /* Where the picture begins below its title. */
    GPtrArray *chips; /* Elements AcvSvgChip *, as the figures of the picture. */
    GArray *columns;  /* Elements AcvSvgColumn. */
    GArray *frames;   /* Elements AcvSvgBox, as the frames of the picture. */
    GArray *routes;   /* Elements AcvSvgRoute, as the links of the picture. */
    int n_tracks;     /* Below all columns. */
    int tracks_top;
    int width;
    int height;
} AcvSvgLayout;

/* Distances that who draws has to know too. */
enum {
    ACV_SVG_MARGIN = 16,
    ACV_SVG_VPC_HEADER = 48,
    ACV_SVG_ZONE_HEADER = 32,
    ACV_SVG_SUBNET_HEADER = 48,
    ACV_SVG_PADDING = 16,
    ACV_SVG_TEXT_INSET = 40,
    ACV_SVG_PORT = 16, /* From one port of a side to the next, at least. */
    ACV_SVG_LANE = 12,
    ACV_SVG_ZONE_EXTENT = 12, /* How far the frame of a zone reaches beyond its columns, */
    ACV_SVG_VPC_EXTENT = 16,  /* and that of a VPC beyond its zones. */
};

/* Lays out 'picture', which must outlive it as must 'words'. Free with acv_svg_layout_free(). */
AcvSvgLayout *acv_svg_layout_new(const AcvPicture *picture, const AcvWords *words, int top);
void acv_svg_layout_free(AcvSvgLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvSvgLayout, acv_svg_layout_free)

/* --- Its parts, in the order in which they are done --- */

/* Which figure stands in which column. */
void acv_svg_layout_columns(AcvSvgLayout *layout);

/* What is written on each chip. */
void acv_svg_layout_texts(AcvSvgLayout *layout);

/* By which sides links leave and arrive. */
void acv_svg_layout_sides(AcvSvgLayout *layout);

/* From top to bottom: heights and places of chips and subnets. */
void acv_svg_layout_rows(AcvSvgLayout *layout);

/* Where on a side they do. */
void acv_svg_layout_ports(AcvSvgLayout *layout);

/* Lanes and tracks, and from left to right the places of columns and frames. */
void acv_svg_layout_lines(AcvSvgLayout *layout);

AcvSvgChip *acv_svg_layout_chip(const AcvSvgLayout *layout, guint index);
AcvSvgColumn *acv_svg_layout_column(const AcvSvgLayout *layout, int index);
