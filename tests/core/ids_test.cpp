// SPDX-License-Identifier: Apache-2.0
#include "core/ids.h"

#include <gtest/gtest.h>

#include <set>
#include <type_traits>
#include <unordered_set>
#include <vector>

namespace nearnet::core {
namespace {

TEST(Ids, OrderWholeNumbersByValueBeforeOtherText) {
  // Each entry stands before all that follow, so every pair is a case.
  const std::vector<std::string> sorted = {
      "0", "07", "7",   "9",   "10", "123456789012345678901234567890",
      "",  "-1", "1.5", "A10", "A9", "a1"};
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    for (std::size_t j = 0; j < sorted.size(); ++j) {
      EXPECT_EQ(compare_ids(sorted[i], sorted[j]), i <=> j) << sorted[i] << " and " << sorted[j];
    }
  }
}

TEST(Ids, KeepTheirText) {
  EXPECT_EQ(BusinessId("00417").text(), "00417");
  EXPECT_NE(BusinessId("00417"), BusinessId("417"));
  EXPECT_TRUE(RepId().empty());
}

TEST(Ids, OfDifferentThingsDoNotMix) {
  EXPECT_FALSE((std::is_convertible_v<BusinessId, RepId>));
  EXPECT_FALSE((std::is_convertible_v<std::string, RepId>));
}

TEST(Ids, WorkAsKeys) {
  const std::set<FootprintId> ordered = {FootprintId("10"), FootprintId("9"), FootprintId("10")};
  ASSERT_EQ(ordered.size(), 2U);
  EXPECT_EQ(ordered.begin()->text(), "9");
  const std::unordered_set<UnitId> hashed = {UnitId("a"), UnitId("a"), UnitId("b")};
  EXPECT_EQ(hashed.size(), 2U);
}

}  // namespace
}  // namespace nearnet::core
