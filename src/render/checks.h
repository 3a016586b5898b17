/* Parts of what explains codes and checks alike. */
#pragma once

#include "acv/render.h"

#include "render/json_writer.h"
#include "render/layout.h"

/* A name and its title, on a line of its own if the name is too long to stand beside it. */
void acv_layout_titled(AcvLayout *layout, const char *name, const char *title);

/* All checks, a line each, and as objects of an array that is open. */
void acv_layout_checks(AcvLayout *layout, const AcvCatalog *catalog);
void acv_json_checks(AcvJsonWriter *writer, const AcvCatalog *catalog);
