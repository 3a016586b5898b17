/* Quotas of AWS, and numbers as evidence. */
#pragma once

#include "explain/check.h"

/* The value of a row of the limits; one that is no number is no limit. */
unsigned acv_check_limit(const AcvChecking *checking, const char *limit);

/* Add a number to the evidence of a finding. */
void acv_check_add_number(AcvChecking *checking, AcvFinding *finding, const char *field,
                          size_t value);
