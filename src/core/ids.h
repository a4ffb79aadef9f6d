// SPDX-License-Identifier: Apache-2.0
// Identifiers as types, so that a business id cannot be passed where a rep id is meant. Every id is
// text: the keys of the outside world keep their leading zeros.
//
//   core::BusinessId id("00417");
//   id.text();                                  // "00417"
//   core::FootprintId("9") < core::FootprintId("10")   // true: whole numbers compare by value
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>

namespace nearnet::core {

/// Orders ids as people do: whole numbers by value and before any other text, other text by bytes.
/// A total order; "7" and "07" are told apart by their bytes.
std::strong_ordering compare_ids(std::string_view a, std::string_view b);

template <typename Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  friend bool operator==(const Id& a, const Id& b) = default;
  friend std::strong_ordering operator<=>(const Id& a, const Id& b) {
    return compare_ids(a.text_, b.text_);
  }

 private:
  std::string text_;
};

using ActivityId = Id<struct ActivityTag>;
using AddressId = Id<struct AddressTag>;
using AreaId = Id<struct AreaTag>;
using BarrierId = Id<struct BarrierTag>;
using BusinessId = Id<struct BusinessTag>;
using FootprintId = Id<struct FootprintTag>;
using RepId = Id<struct RepTag>;
using RestrictionId = Id<struct RestrictionTag>;
using RoadId = Id<struct RoadTag>;
using ScenarioId = Id<struct ScenarioTag>;
using TerritoryId = Id<struct TerritoryTag>;
using UnitId = Id<struct UnitTag>;

}  // namespace nearnet::core

template <typename Tag>
struct std::hash<nearnet::core::Id<Tag>> {
  std::size_t operator()(const nearnet::core::Id<Tag>& id) const noexcept {
    return std::hash<std::string>()(id.text());
  }
};
