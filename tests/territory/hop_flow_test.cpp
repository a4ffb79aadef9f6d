// SPDX-License-Identifier: Apache-2.0
// The measure that territory_bench holds realignments to.
#include "testing/hop_flow.h"

#include <gtest/gtest.h>

namespace nearnet::testing {
namespace {

TEST(HopFlow, IsWhatArithmeticSays) {
  EXPECT_NEAR(hop_flow({1.3, 0.7}, {{0, 1}}, 0.05), 0.25, 1e-9);
  EXPECT_NEAR(hop_flow({1.3, 1.0, 0.7}, {{0, 1}, {1, 2}}, 0.05), 0.5, 1e-9);
  EXPECT_NEAR(hop_flow({1.3, 0.9, 0.8}, {{0, 1}, {1, 2}}, 0.05), 0.4, 1e-9);
  EXPECT_NEAR(hop_flow({1.3, 1.0, 0.7}, {{0, 1}, {1, 2}}, 0.0), 0.6, 1e-9);
  EXPECT_NEAR(hop_flow({1.3, 1.0, 0.7}, {{0, 1}, {1, 2}, {0, 2}}, 0.0), 0.3, 1e-9);
  EXPECT_EQ(hop_flow({1.04, 0.96}, {{0, 1}}, 0.05), 0.0);
  EXPECT_GT(hop_flow({1.3, 0.7}, {}, 0.05), 2.0) << "no border, no way";
}

}  // namespace
}  // namespace nearnet::testing
