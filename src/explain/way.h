/* Ways as lists of components. */
#pragma once

#include "explain/answer.h"

/* The ways of a path: elements AcvWay *. Free with g_ptr_array_unref(). */
GPtrArray *acv_ways_of(AcvPacketSpace *space, const AcvPath *path);
