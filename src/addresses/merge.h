// SPDX-License-Identifier: Apache-2.0
// Two records of one business made one.
//
//   model::Business one = addresses::merged(keep, dropped);
#pragma once

#include "model/business.h"

namespace nearnet::addresses {

/// `keep` with its blanks filled from `dropped`; the id stays. What was learned is never lost: the
/// later visit, a wish not to be contacted, that it is a customer, how far a sale has come. An
/// address is taken over whole or not at all, and so is a position with its quality.
model::Business merged(const model::Business& keep, const model::Business& dropped);

/// How much a record says: the number of its fields that are filled.
int known_facts(const model::Business& business);

}  // namespace nearnet::addresses
