/* The frames and figures of a picture in words. */
#pragma once

#include "explain/picture.h"
#include "render/wording.h"

/* What stands in a figure, from top to bottom. */
typedef struct {
    char *label;        /* "security group, out", "client". */
    char *title;        /* What people call it. */
    char *id;           /* NULL if that is its title. */
    char *stop;         /* The code of what stops packets there; NULL if nothing does. */
    GPtrArray *details; /* Elements char *: rules, addresses, or what happened. */
} AcvFigureWords;

AcvFigureWords *acv_figure_words_new(const AcvWords *words, const AcvFigure *figure);
void acv_figure_words_free(AcvFigureWords *figure_words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcvFigureWords, acv_figure_words_free)

/* What people call a frame, or its id: "orders", "use1-az1". */
const char *acv_word_frame_title(const AcvFrame *frame);

/* What else there is to say of it: "vpc-0a1  10.0.0.0/16", "subnet-0a1  10.0.1.0/24", "us-east-1a".
 */
void acv_word_frame_about(GString *out, const AcvFrame *frame);

/* "VPC", "zone", "public subnet". */
const char *acv_word_frame_kind(const AcvFrame *frame);

/* 'text' as at most 'most_lines' lines of at most 'most' characters (elements char *): labels of
 * programs that lay out pictures are as wide as their text. Free with g_ptr_array_unref(). */
GPtrArray *acv_word_label_lines(const char *text, long most, guint most_lines);

/* "UNREACHABLE  from runtime to rds:3306": what the picture shows. */
void acv_word_picture_title(GString *out, const AcvAnswer *answer);

/* What the picture does not show: elements char *. Free with g_ptr_array_unref(). */
GPtrArray *acv_word_picture_notes(const AcvPicture *picture);
