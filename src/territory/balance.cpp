// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"
#include "core/text.h"
#include "territory/design.h"

#include <algorithm>
#include <utility>

namespace nearnet::territory {

std::vector<BalanceWeight> parse_balance(std::string_view text) {
  const auto refuse = [&](const std::string& why) -> core::ConfigError {
    return core::ConfigError("balance \"" + std::string(text) + "\": " + why +
                             "; expected names and shares such as prospects=50,hours=30,mrc=20");
  };
  std::vector<BalanceWeight> weights;
  std::size_t bare = 0;
  for (const std::string& entry : core::split(text, ',')) {
    const std::size_t equals = entry.find('=');
    BalanceWeight weight;
    weight.name = std::string(core::trimmed(std::string_view(entry).substr(0, equals)));
    if (weight.name.empty()) throw refuse("a weight has no name");
    if (std::any_of(weights.begin(), weights.end(),
                    [&](const BalanceWeight& other) { return other.name == weight.name; })) {
      throw refuse(weight.name + " occurs twice");
    }
    if (equals == std::string::npos) {
      ++bare;
    } else {
      const auto share = core::parse_number(std::string_view(entry).substr(equals + 1));
      if (!share || !(*share > 0.0))
        throw refuse("the share of " + weight.name + " is not above 0");
      weight.share = *share;
    }
    weights.push_back(std::move(weight));
  }
  if (bare > 0 && bare < weights.size()) throw refuse("some weights have a share, some have none");
  double total = 0.0;
  for (const BalanceWeight& weight : weights) total += weight.share;
  for (BalanceWeight& weight : weights) weight.share /= total;
  return weights;
}

std::vector<std::string> balanced_names(std::string_view text) {
  std::vector<std::string> names;
  if (text.empty()) return names;
  for (BalanceWeight& weight : parse_balance(text)) names.push_back(std::move(weight.name));
  return names;
}

}  // namespace nearnet::territory
