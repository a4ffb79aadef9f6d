// SPDX-License-Identifier: Apache-2.0
// Short ways to write activities and businesses in tests of the tracking module.
#pragma once

#include "core/calendar.h"
#include "model/activity.h"
#include "model/business.h"

#include <string>

namespace nearnet::testing {

inline core::LocalTime at(const std::string& date, const std::string& time = "10:00") {
  return {core::parse_date(date), core::parse_time_of_day(time)};
}

inline model::Activity activity(const std::string& business, model::ActivityKind kind,
                                model::Outcome outcome, const std::string& date = "2026-11-23") {
  model::Activity result;
  result.business = core::BusinessId(business);
  result.rep = core::RepId("R1");
  result.kind = kind;
  result.outcome = outcome;
  result.at = at(date);
  return result;
}

inline model::Activity visit(const std::string& business, model::Outcome outcome,
                             const std::string& date = "2026-11-23") {
  return activity(business, model::ActivityKind::kVisit, outcome, date);
}

inline model::Activity call(const std::string& business, model::Outcome outcome,
                            const std::string& date = "2026-11-23") {
  return activity(business, model::ActivityKind::kCall, outcome, date);
}

inline model::Activity sale(const std::string& business, std::int64_t mrc_cents,
                            const std::string& date = "2026-11-23") {
  model::Activity result =
      activity(business, model::ActivityKind::kSale, model::Outcome::kSold, date);
  result.mrc = core::Cents(mrc_cents);
  return result;
}

inline model::Business business_at(model::Stage stage, const std::string& id = "B1") {
  model::Business result;
  result.id = core::BusinessId(id);
  result.name = "Maple Hardware";
  result.stage = stage;
  return result;
}

}  // namespace nearnet::testing
