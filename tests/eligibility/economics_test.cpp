// SPDX-License-Identifier: Apache-2.0
#include "eligibility/economics.h"

#include <gtest/gtest.h>

namespace nearnet::eligibility {
namespace {

using core::Cents;

TEST(Economics, AnExcessDropCostsItsFeetAndTheAdministrationOfThem) {
  EXPECT_EQ(excess_drop_charge(210, 150, Cents(1'200), 0.10), Cents(79'200));
  EXPECT_EQ(excess_drop_charge(150, 150, Cents(1'200), 0.10), Cents(0));
  EXPECT_EQ(excess_drop_charge(20, 150, Cents(1'200), 0.10), Cents(0));
}

TEST(Economics, ALineExtensionIsSharedByDensity) {
  const ExtensionShares shares = share_extension(Cents(3'000'000), 1.0, 8, 16);
  EXPECT_EQ(shares.company, Cents(1'500'000));
  EXPECT_EQ(shares.each_customer, Cents(187'500));
  EXPECT_EQ(share_extension(Cents(3'000'000), 1.0, 16, 16).each_customer, Cents(0));
  EXPECT_EQ(share_extension(Cents(3'000'000), 1.0, 20, 16).company, Cents(3'000'000));
  EXPECT_EQ(share_extension(Cents(3'000'000), 1.0, 1, 0).company, Cents(3'000'000));
  EXPECT_EQ(company_share(25, 50), 0.5);
  EXPECT_EQ(company_share(9, 18), 0.5);
  EXPECT_EQ(share_extension(Cents(1'000'000), 0.5, 4, 16).company, Cents(500'000))
      << "the threshold is a mile's";
}

TEST(Economics, PaybackIsCostOverMonthlyMargin) {
  const Cents cost = cost_per_customer(Cents(2'000'000), 13 * 0.5) + Cents(60'000);
  EXPECT_EQ(cost, Cents(367'692));
  EXPECT_EQ(rounded_months(*payback_months(cost, Cents(3'055))), 120.4);
  EXPECT_FALSE(payback_months(cost, Cents(0)));
  EXPECT_EQ(payback_months(Cents(0), Cents(0)), 0.0);
}

TEST(Economics, CentsAreRoundedHalfUp) {
  EXPECT_EQ(to_cents(0.5), Cents(1));
  EXPECT_EQ(to_cents(2.5), Cents(3));
  EXPECT_EQ(to_cents(1.005 * 100.0), Cents(101)) << "a half that binary fractions fall short of";
  EXPECT_EQ(to_cents(0.49), Cents(0));
  EXPECT_EQ(rounded_months(1.25), 1.3);
}

}  // namespace
}  // namespace nearnet::eligibility
