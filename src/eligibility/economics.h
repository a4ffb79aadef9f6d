// SPDX-License-Identifier: Apache-2.0
// The arithmetic of building to a customer. Pure functions; money in whole cents, rounded half up.
//
//   excess_drop_charge(210, 150, core::Cents(1200), 0.10);       // 792.00
//   share_extension(core::Cents(3'000'000), 1.0, 8, 16);         // 15,000.00 ours, 1,875.00 each
//   payback_months(core::Cents(367'692), core::Cents(3'055));    // 120.4
//
// Sources: the drop standard with an excess charge and an administration share, and the density
// rule for line extensions (company share n ÷ T, customers cost × (1 − n/T) ÷ n), are those of US
// cable franchise ordinances and of Vermont's line-extension rule; simple payback is undiscounted.
#pragma once

#include <optional>

#include "core/units.h"

namespace nearnet::eligibility {

/// An amount of cents, rounded half up.
core::Cents to_cents(double cents);

/// What building `feet` beyond the standard costs; 0 within it.
core::Cents excess_drop_charge(double feet, double standard_feet, core::Cents per_foot,
                               double admin_share);

/// The part of a line extension that the company bears: min(1, n ÷ T); 1 for T = 0.
double company_share(double customers, double threshold);

struct ExtensionShares {
  core::Cents company;
  core::Cents each_customer;  ///< n of them make up the rest, to the cent or the rounding of one
};

/// `per_mile`: customers a mile of plant from which the company bears it alone; 0: it always does.
ExtensionShares share_extension(core::Cents cost, double miles, int customers, double per_mile);

/// A cost divided by the customers expected, such as homes × take rate.
core::Cents cost_per_customer(core::Cents cost, double customers);

/// Months until the cost is earned back; none when nothing is earned.
std::optional<double> payback_months(core::Cents cost, core::Cents monthly_margin);

/// "120.4", half up.
double rounded_months(double months);

}  // namespace nearnet::eligibility
