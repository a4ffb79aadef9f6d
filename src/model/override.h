// SPDX-License-Identifier: Apache-2.0
// A person's word on one business, against what the rules say: who, when and why.
#pragma once

#include <optional>
#include <string>

#include "core/calendar.h"
#include "core/ids.h"

namespace nearnet::model {

struct Override {
  core::BusinessId business;
  bool eligible = false;
  std::string reason;
  std::string by;
  core::LocalTime at;
  std::optional<core::Date> until;  ///< the last day it counts; none: until taken back

  bool counts_on(core::Date day) const { return !until || day <= *until; }

  friend bool operator==(const Override&, const Override&) = default;
};

}  // namespace nearnet::model
