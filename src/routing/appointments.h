// SPDX-License-Identifier: Apache-2.0
// The skeleton of the plan: every appointment on its day, in an order that keeps them all, or a
// clear word about why that cannot be.
#pragma once

#include "core/job_context.h"
#include "routing/instance.h"
#include "routing/problem.h"
#include "routing/route.h"

namespace nearnet::routing {

/// A solution that holds the appointments and nothing else. Throws core::InfeasibleError that names
/// the appointments that cannot be kept and the constraint that binds: one alone against date,
/// drive or shift, two against each other, or all of a day together. Method: depth-first over
/// orders of a day, cut where a remaining appointment would come too late. Throws core::Cancelled.
Solution place_appointments(const DayRequest& request, const Instance& instance,
                            const core::JobContext& job);

}  // namespace nearnet::routing
