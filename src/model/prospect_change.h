// SPDX-License-Identifier: Apache-2.0
// What an evaluation changed about one business: before, after, and why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/calendar.h"
#include "core/ids.h"
#include "geo/lon_lat.h"
#include "model/prospect.h"

namespace nearnet::model {

/// newly eligible and lost speak of `eligible`; changed of status or grade alone.
enum class ChangeKind { kNewlyEligible, kLost, kChanged };

std::string_view to_text(ChangeKind kind);  ///< "newly_eligible", "lost", "changed"
std::optional<ChangeKind> change_kind_from_text(std::string_view text);

struct ProspectChange {
  std::int64_t run = 0;  ///< 1, 2, …: which evaluation
  core::BusinessId business;
  core::Date date;   ///< of the evaluation
  std::string name;  ///< repeated from the business so that the layer reads alone
  std::optional<geo::LonLat> position;
  ChangeKind kind = ChangeKind::kChanged;
  std::optional<NetStatus> status_before;  ///< none: it had not been judged
  std::optional<NetStatus> status_after;   ///< none: it is no longer in the workspace
  bool eligible_before = false;
  bool eligible_after = false;
  std::optional<Grade> grade_before;
  std::optional<Grade> grade_after;
  std::string cause;    ///< code, such as "PLANT_APPEARED"
  std::string detail;   ///< one sentence for a reader
  std::string promise;  ///< what a customer was promised, if it became ineligible; else ""
  core::RepId rep;      ///< who promised; may be empty

  friend bool operator==(const ProspectChange&, const ProspectChange&) = default;
};

}  // namespace nearnet::model
