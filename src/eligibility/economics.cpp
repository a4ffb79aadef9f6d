// SPDX-License-Identifier: Apache-2.0
#include "eligibility/economics.h"

#include <algorithm>
#include <cmath>

namespace nearnet::eligibility {
namespace {

/// Forgives what binary fractions take off an exact half.
constexpr double kHalf = 0.5 + 1e-9;

}  // namespace

core::Cents to_cents(double cents) {
  return core::Cents(static_cast<std::int64_t>(std::floor(cents + kHalf)));
}

core::Cents excess_drop_charge(double feet, double standard_feet, core::Cents per_foot,
                               double admin_share) {
  const double excess = std::max(0.0, feet - standard_feet);
  return to_cents(excess * static_cast<double>(per_foot.value) * (1.0 + admin_share));
}

double company_share(double customers, double threshold) {
  return threshold > 0.0 ? std::min(1.0, customers / threshold) : 1.0;
}

ExtensionShares share_extension(core::Cents cost, double miles, int customers, double per_mile) {
  const double share = company_share(customers, per_mile * miles);
  const auto whole = static_cast<double>(cost.value);
  return {to_cents(whole * share), to_cents(whole * (1.0 - share) / customers)};
}

core::Cents cost_per_customer(core::Cents cost, double customers) {
  return to_cents(static_cast<double>(cost.value) / customers);
}

std::optional<double> payback_months(core::Cents cost, core::Cents monthly_margin) {
  if (cost <= core::Cents(0)) return 0.0;
  if (monthly_margin <= core::Cents(0)) return std::nullopt;
  return static_cast<double>(cost.value) / static_cast<double>(monthly_margin.value);
}

double rounded_months(double months) {
  return std::floor(months * 10.0 + kHalf) / 10.0;
}

}  // namespace nearnet::eligibility
