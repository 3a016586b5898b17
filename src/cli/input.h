/* What commands read: AWS data, scenarios, changes; and what is said of it on standard error. */
#pragma once

#include "acv/catalog.h"
#include "acv/change.h"
#include "acv/problem.h"
#include "cli/options.h"

void acv_input_print_problem(const AcvProblem *problem);

/* Those that the options want to see. */
void acv_input_print_problems(const AcvOptions *options, const AcvProblems *problems);

/* The tables of AWS data; NULL if they have an error, which is printed. */
AcvCatalog *acv_input_catalog(const AcvOptions *options);

/* What questions are about. */
typedef struct {
    AcvSnapshot *before; /* As the scenarios say. */
    AcvChanges *changes; /* Of --what-if; perhaps none. */
    AcvWhatIf *what_if;  /* What they lead to; NULL if there are none. */
    AcvSnapshot *after;  /* That, without the zones of --without-zone. */
} AcvDesign;

/* False if anything has an error, which is printed or set. Clear it in either case. */
bool acv_input_design(const AcvOptions *options, AcvDesign *out_design, GError **error);
void acv_design_clear(AcvDesign *design);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AcvDesign, acv_design_clear)
