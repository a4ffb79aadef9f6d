// SPDX-License-Identifier: Apache-2.0
// The sales pipeline, in order. Text forms are what files and the command line show.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace nearnet::model {

enum class Stage {
  kNew,
  kContacted,
  kQualified,
  kCoverageConfirmed,
  kPresented,
  kProposalOut,
  kVerbal,
  kOrderSubmitted,
  kInstallScheduled,
  kInstalled,
  kBilling,
  kClosedLost,
  kNotServiceable,
};

inline constexpr std::array kStages = {Stage::kNew,
                                       Stage::kContacted,
                                       Stage::kQualified,
                                       Stage::kCoverageConfirmed,
                                       Stage::kPresented,
                                       Stage::kProposalOut,
                                       Stage::kVerbal,
                                       Stage::kOrderSubmitted,
                                       Stage::kInstallScheduled,
                                       Stage::kInstalled,
                                       Stage::kBilling,
                                       Stage::kClosedLost,
                                       Stage::kNotServiceable};

/// "new", "proposal_out", …
std::string_view to_text(Stage stage);
std::optional<Stage> stage_from_text(std::string_view text);

}  // namespace nearnet::model
