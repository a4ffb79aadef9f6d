// SPDX-License-Identifier: Apache-2.0
// The form that other systems read, held to files. NEARNET_UPDATE_GOLDEN=1 writes them anew.
#include "eligibility/tmf645.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "eligibility/random_plant.h"

namespace nearnet::eligibility {
namespace {

const core::Date kToday = core::parse_date("2026-11-23");

std::string golden(const std::string& name, const std::string& now) {
  const std::string path = NEARNET_SOURCE_DIR "/tests/golden/" + name;
  if (std::getenv("NEARNET_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << now;
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string form_of(const model::Business& business, std::string_view toml = "") {
  std::vector<model::Footprint> plant = {
      testing::footprint("N-1", "POLYGON ((0 0, 0.01 0, 0.01 0.01, 0 0.01, 0 0))")};
  plant[0].provider = "Example Cable";
  plant[0].technology = "40";
  plant[0].max_down_mbps = 1000;
  plant[0].as_of = kToday;
  const Rules rules = parse_rules(toml, "test.toml");
  const Inputs inputs{.footprints = plant, .today = kToday, .offers = true};
  return to_tmf645(explain(business, inputs, network_index(plant, rules), rules), kToday);
}

model::Business shop(geo::LonLat position) {
  model::Business business = testing::business("00417", position);
  business.name = "Corner Café";
  return business;
}

TEST(Tmf645, AQualifiedPlace) {
  const std::string form = form_of(shop({0.005, 0.005}));
  EXPECT_EQ(form, golden("tmf645_qualified.json", form));
}

TEST(Tmf645, AnUnqualifiedPlaceSaysWhy) {
  model::Business business = shop({0.005, 0.005});
  business.customer_status = model::CustomerStatus::kActive;
  business.closed = true;
  const std::string form = form_of(business);
  EXPECT_EQ(form, golden("tmf645_unqualified.json", form));
}

TEST(Tmf645, APlaceThatABuildWouldServeIsOfferedOne) {
  model::Business business = shop({0.0105, 0.005});
  business.est_mrc = core::Cents(100'000);
  const std::string form = form_of(business,
                                   "[drop]\naerial_max = \"150ft\"\n[economics]\naerial_per_foot = "
                                   "\"12.00\"\nmargin = 0.5\nmax_payback_months = 24\n");
  EXPECT_EQ(form, golden("tmf645_alternate.json", form));
}

TEST(Tmf645, WhatNobodyCanJudgeHasNoResult) {
  model::Business business = shop({});
  business.position.reset();
  const std::string form = form_of(business);
  EXPECT_THAT(form, ::testing::Not(::testing::HasSubstr("qualificationResult")));
  EXPECT_EQ(form, golden("tmf645_unknown.json", form));
}

}  // namespace
}  // namespace nearnet::eligibility
