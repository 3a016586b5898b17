/* What encloses the declarations of every public header: C linkage, and names that the shared
 * library shows. What is not declared so is hidden. */
#pragma once

#include <glib.h>

#define ACV_BEGIN_DECLS G_BEGIN_DECLS _Pragma("GCC visibility push(default)")
#define ACV_END_DECLS _Pragma("GCC visibility pop") G_END_DECLS
