// SPDX-License-Identifier: Apache-2.0
#include "eligibility/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eligibility/lengths.h"
#include "eligibility/random_plant.h"

namespace nearnet::eligibility {
namespace {

using testing::business;
using testing::footprint;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const core::Date kToday = core::parse_date("2026-11-23");

class Explain : public ::testing::Test {
 protected:
  Explain() {
    plant_ = {footprint("N-1", "POLYGON ((0 0, 0.01 0, 0.01 0.01, 0 0.01, 0 0))")};
    plant_[0].provider = "Example Cable";
    plant_[0].source = "plant.gpkg";
    plant_[0].as_of = core::parse_date("2026-06-30");
    areas_ = {
        testing::no_solicit_area("S-1", "POLYGON ((0 0, 0.002 0, 0.002 0.002, 0 0.002, 0 0))")};
    areas_[0].name = "Old Town";
    areas_[0].rule = "Ordinance 12";
    areas_[0].source = "areas.gpkg";
    shop_ = business("417", {0.012, 0.005});  // 222.639 m east of the plant
    shop_.name = "Corner Diner";
    shop_.source = "shops.csv";
  }

  Explanation ask() const { return ask(rules_); }
  Explanation ask(const Rules& rules) const {
    const Inputs inputs{
        .footprints = plant_, .no_solicit = areas_, .competitors = competitors_, .today = kToday};
    return explain(shop_, inputs, network_index(plant_, rules), rules);
  }

  static RuleFinding finding(const Explanation& explanation, std::string_view code) {
    for (const RuleFinding& found : explanation.findings) {
      if (found.code == code) return found;
    }
    ADD_FAILURE() << "no finding " << code;
    return {};
  }

  std::vector<model::Footprint> plant_;
  std::vector<model::Footprint> competitors_;
  std::vector<model::NoSolicitArea> areas_;
  model::Business shop_;
  Rules rules_;
};

TEST_F(Explain, OffNetGivesMeasuredLimitExcessSourceAndDate) {
  const Explanation explanation = ask();
  const RuleFinding reach = finding(explanation, "OFF_NET");
  EXPECT_EQ(reach.result, RuleFinding::kFail);
  EXPECT_EQ(reach.measured,
            "222.6 m (730.4 ft) to footprint N-1 (Example Cable), 72.6 m (238.3 ft) too far");
  EXPECT_EQ(reach.limit, "inside, or within 150.0 m (492.1 ft)");
  EXPECT_EQ(reach.source, "footprints, plant.gpkg");
  EXPECT_EQ(reach.source_date, "2026-06-30");
  EXPECT_EQ(explanation.verdict,
            "Not eligible: Corner Diner is off-net, 222.6 m (730.4 ft) from footprint N-1 (Example "
            "Cable), beyond the near-net distance of 150.0 m (492.1 ft).");
  EXPECT_EQ(explanation.confidence, "high");
  EXPECT_THAT(explanation.score, IsEmpty());
}

TEST_F(Explain, TheCheapestChangeIsTheLimitThatJustReaches) {
  const Explanation explanation = ask();
  EXPECT_EQ(
      explanation.flip,
      "raise the near-net distance from 150.0 m (492.1 ft) to 222.7 m (730.5 ft), or bring plant "
      "72.7 m (238.4 ft) nearer");
  ASSERT_TRUE(explanation.flipped_rules);
  const Explanation flipped = ask(*explanation.flipped_rules);
  EXPECT_TRUE(flipped.prospect.eligible);
  for (std::size_t i = 0; i < flipped.findings.size(); ++i) {
    const bool changed = flipped.findings[i].result != explanation.findings[i].result;
    EXPECT_EQ(changed, explanation.findings[i].code == "OFF_NET") << flipped.findings[i].code;
  }
}

TEST_F(Explain, ADifferenceBelowADecimetreIsShown) {
  rules_.near_net = core::Metres(222.63);
  const RuleFinding reach = finding(ask(), "OFF_NET");
  EXPECT_THAT(reach.measured, StartsWith("222.64 m (730.44 ft) to"));
  EXPECT_EQ(reach.limit, "inside, or within 222.63 m (730.41 ft)");
}

TEST_F(Explain, NearNetEligibleListsScoreAndWhatWouldLoseIt) {
  rules_.near_net = core::Metres(300.0);
  const Explanation explanation = ask();
  EXPECT_TRUE(explanation.prospect.eligible);
  EXPECT_EQ(finding(explanation, "NEAR_NET").result, RuleFinding::kPass);
  EXPECT_THAT(explanation.verdict, StartsWith("Eligible: Corner Diner is near-net, 222.6 m"));
  EXPECT_EQ(total(explanation.score), explanation.prospect.score);
  EXPECT_EQ(explanation.flip, "a near-net distance below 222.6 m (730.4 ft) would leave it out");
  EXPECT_FALSE(ask(*explanation.flipped_rules).prospect.eligible);
}

TEST_F(Explain, SeveralObjectionsMustAllBeLifted) {
  shop_.customer_status = model::CustomerStatus::kActive;
  shop_.position = geo::LonLat{0.001, 0.001};
  const Explanation explanation = ask();
  EXPECT_EQ(
      explanation.verdict,
      "Not eligible: Corner Diner is on-net, inside footprint N-1 (Example Cable), and it is an "
      "existing customer, and it lies in a no-solicit area.");
  EXPECT_EQ(
      explanation.flip,
      "allow existing customers (exclude.customers = false); and allow businesses in no-solicit "
      "areas (exclude.no_solicit = false)");
  const RuleFinding area = finding(explanation, "NO_SOLICIT_AREA");
  EXPECT_EQ(area.measured, "inside Old Town: Ordinance 12");
  EXPECT_EQ(area.source, "no_solicit, areas.gpkg");
  EXPECT_THAT(explanation.confidence, StartsWith("high: decided by the business record"));
  EXPECT_TRUE(ask(*explanation.flipped_rules).prospect.eligible);
}

TEST_F(Explain, WithoutAPositionNothingIsDenied) {
  shop_.position = std::nullopt;
  const Explanation explanation = ask();
  EXPECT_THAT(explanation.verdict, StartsWith("Unknown: Corner Diner has no usable position"));
  EXPECT_EQ(finding(explanation, "NO_SOLICIT_AREA").result, RuleFinding::kUnknown);
  EXPECT_EQ(finding(explanation, "COMPETITOR_PRESENT").result, RuleFinding::kUnknown);
  EXPECT_EQ(explanation.findings[0].result, RuleFinding::kFail);
  EXPECT_EQ(explanation.findings[1].measured, "unknown without a position");
  EXPECT_EQ(explanation.findings[1].result, RuleFinding::kUnknown);
  EXPECT_THAT(explanation.flip, HasSubstr("longitude and latitude"));
  EXPECT_FALSE(explanation.flipped_rules);
  const std::string text = to_text(explanation);
  EXPECT_THAT(text, Not(HasSubstr("Not eligible")));
  EXPECT_THAT(text, Not(HasSubstr("no competitor's footprint")));
  EXPECT_THAT(text, Not(HasSubstr("outside every")));
  EXPECT_THAT(text, Not(HasSubstr("off-net")));
}

TEST_F(Explain, ALayerThatIsNotLoadedIsUnknown) {
  areas_.clear();
  rules_.near_net = core::Metres(300.0);
  const Explanation explanation = ask();
  EXPECT_TRUE(explanation.prospect.eligible);
  EXPECT_EQ(finding(explanation, "NO_SOLICIT_AREA").result, RuleFinding::kUnknown);
  EXPECT_EQ(finding(explanation, "NO_SOLICIT_AREA").measured,
            "unknown: no no-solicit layer is loaded");
  EXPECT_THAT(to_text(explanation),
              HasSubstr("unknown  Not in a no-solicit area [NO_SOLICIT_AREA]"));
  EXPECT_EQ(explanation.confidence, "medium: NO_SOLICIT_AREA is unknown");
}

TEST_F(Explain, ConfidenceFallsWithOldPlantAndNearTheLine) {
  plant_[0].as_of = core::parse_date("2024-06-30");
  EXPECT_EQ(ask().confidence, "medium: the plant record is 876 days old");
  plant_[0].as_of = std::nullopt;
  shop_.position = geo::LonLat{0.0099, 0.005};
  EXPECT_EQ(
      ask().confidence,
      "low: the plant record has no date; the place is 11.1 m (36.5 ft) from the footprint's edge");
  plant_[0].as_of = kToday;
  shop_.position = geo::LonLat{0.01140, 0.005};
  EXPECT_EQ(ask().confidence, "medium: the place is 5.8 m (19.2 ft) from the near-net limit");
}

TEST_F(Explain, FarFromAllPlantOnlyPlantWouldHelp) {
  shop_.position = geo::LonLat{1.0, 1.0};
  const Explanation explanation = ask();
  EXPECT_THAT(explanation.verdict,
              HasSubstr("is off-net, no footprint within 5000.0 m (16404.2 ft)"));
  EXPECT_EQ(explanation.flip, "plant within 150.0 m (492.1 ft) of it; no change of rules would do");
  EXPECT_FALSE(explanation.flipped_rules);
}

TEST_F(Explain, ACompetitorIsANoteNotAFailure) {
  competitors_ = {footprint("C-1", "POLYGON ((0 0, 0.02 0, 0.02 0.02, 0 0.02, 0 0))")};
  rules_.near_net = core::Metres(300.0);
  const Explanation explanation = ask();
  EXPECT_TRUE(explanation.prospect.eligible);
  EXPECT_FALSE(finding(explanation, "COMPETITOR_PRESENT").blocks);
  EXPECT_THAT(to_text(explanation), HasSubstr("note     No competitor at the place"));
}

TEST_F(Explain, ACableServesWhatItsDropReaches) {
  plant_[0].geometry = geo::Geometry::from_wkt("LINESTRING (0 0, 0.01 0)");
  plant_[0].drop = core::Metres(45.0);
  shop_.contract_end = core::parse_date("2026-01-31");
  shop_.position = geo::LonLat{0.005, 0.0003};  // 33.2 m north of the cable
  const Explanation served = ask();
  EXPECT_EQ(served.prospect.status, model::NetStatus::kOnNet);
  EXPECT_EQ(served.prospect.distance, core::Metres(33.172));
  EXPECT_EQ(served.verdict,
            "Eligible: Corner Diner is on-net, 33.2 m (108.8 ft) from cable N-1 (Example Cable), "
            "whose drop reaches 45.0 m (147.6 ft), and no rule stands against it.");
  EXPECT_EQ(finding(served, "ON_NET").measured,
            "33.2 m (108.8 ft): served by cable N-1 (Example Cable), whose drop reaches 45.0 m "
            "(147.6 ft)");
  EXPECT_EQ(finding(served, "ON_NET").limit, "within its drop, or within 150.0 m (492.1 ft)");
  EXPECT_EQ(served.confidence,
            "medium: the place is 11.8 m (38.8 ft) from the end of the cable's drop");
  EXPECT_THAT(served.distances, StartsWith("33.2 m (108.8 ft) in a straight line"));

  plant_[0].drop = core::Metres(30.0);
  EXPECT_EQ(finding(ask(), "NEAR_NET").measured,
            "33.2 m (108.8 ft) to cable N-1 (Example Cable), whose drop reaches 30.0 m (98.4 ft)");
  plant_[0].drop = std::nullopt;
  EXPECT_EQ(finding(ask(), "NEAR_NET").measured,
            "33.2 m (108.8 ft) to cable N-1 (Example Cable), whose drop is not on record");
  shop_.position = geo::LonLat{0.005, 0.0};
  EXPECT_THAT(ask().verdict, HasSubstr("is on-net, served by cable N-1 (Example Cable), whose drop "
                                       "is not on record"));
}

TEST_F(Explain, AWaitIsNamedForAContract) {
  shop_.position = geo::LonLat{0.005, 0.005};
  EXPECT_EQ(finding(ask(), "UNDER_CONTRACT").result, RuleFinding::kUnknown);
  EXPECT_EQ(ask().confidence, "high") << "nothing hints at a contract";
  shop_.provider_now = "Other Cable";
  EXPECT_EQ(ask().confidence, "medium: UNDER_CONTRACT is unknown");
  EXPECT_TRUE(ask().prospect.eligible);
  shop_.contract_end = core::parse_date("2027-06-30");
  EXPECT_EQ(finding(ask(), "UNDER_CONTRACT").limit, "has ended, or ends today, 2026-11-23");
  EXPECT_EQ(ask().flip, "wait until 2027-06-30, or raise exclude.contract_days from 0 to 219");
  EXPECT_TRUE(ask(*ask().flipped_rules).prospect.eligible);
  rules_.contract_days = 90;
  const Explanation explanation = ask();
  EXPECT_EQ(finding(explanation, "UNDER_CONTRACT").measured,
            "contract with Other Cable ends 2027-06-30");
  EXPECT_EQ(finding(explanation, "UNDER_CONTRACT").limit, "ends within 90 days, by 2027-02-21");
  EXPECT_EQ(explanation.flip,
            "wait until 2027-04-01, or raise exclude.contract_days from 90 to 219");
  EXPECT_TRUE(ask(*explanation.flipped_rules).prospect.eligible);
}

TEST_F(Explain, TheTextCarriesEverything) {
  rules_.near_net = core::Metres(300.0);
  const Explanation explanation = ask();
  const std::string text = to_text(explanation);
  EXPECT_THAT(text, StartsWith(explanation.verdict + "\n"));
  for (const RuleFinding& found : explanation.findings) {
    EXPECT_THAT(text, HasSubstr(found.title));
    EXPECT_THAT(text, HasSubstr(found.measured));
    EXPECT_THAT(text, HasSubstr(found.limit));
  }
  EXPECT_THAT(text, HasSubstr("Score 12.7 of 100\n    7.7  near-net, 222.6 m (730.4 ft)\n"));
  EXPECT_EQ(text.back(), '\n');
}

TEST(Lengths, MetresAndFeet) {
  EXPECT_EQ(metres_and_feet(core::Metres(45.72)), "45.7 m (150.0 ft)");
  EXPECT_EQ(metres_and_feet(core::Metres(0.0)), "0.0 m (0.0 ft)");
  EXPECT_EQ(telling_decimals(core::Metres(150.0), core::Metres(150.0)), 1);
  EXPECT_EQ(telling_decimals(core::Metres(150.0), core::Metres(150.004)), 3);
}

}  // namespace
}  // namespace nearnet::eligibility
