#include "acv/problem.h"

G_DEFINE_QUARK(acv_error, acv_error)
