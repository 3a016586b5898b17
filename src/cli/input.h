/* What commands read: AWS data, scenarios, changes; and what is said of it on standard error. */
#pragma once

#include "acv/catalog.h"
#include "acv/problem.h"
#include "acv/snapshot.h"
#include "cli/options.h"

void acv_input_print_problem(const AcvProblem *problem);

/* Those that the options want to see. */
void acv_input_print_problems(const AcvOptions *options, const AcvProblems *problems);

/* The tables of AWS data; NULL if they have an error, which is printed. */
AcvCatalog *acv_input_catalog(const AcvOptions *options);

/* The scenarios after the changes of --what-if; NULL if anything has an error. */
AcvSnapshot *acv_input_design(const AcvOptions *options);
