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

/* Two designs to compare: those of two scenarios, of which the changes are made to the second; or
 * of one, before and after its changes. */
typedef struct {
    AcvSnapshot *before;
    AcvDesign design; /* Its 'after' is what 'before' is compared with. */
} AcvComparison;

/* False if anything has an error, which is printed or set. Clear it in either case. */
bool acv_input_comparison(const AcvOptions *options, AcvComparison *out, GError **error);
void acv_comparison_clear(AcvComparison *comparison);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AcvComparison, acv_comparison_clear)
