// SPDX-License-Identifier: Apache-2.0
// The way to the plant: drops, distances along the road, barriers, and a person's word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "eligibility/barrier_index.h"
#include "eligibility/explain.h"
#include "eligibility/lengths.h"
#include "eligibility/random_plant.h"

namespace nearnet::eligibility {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

core::Metres feet(double count) {
  return core::Metres(count * kMetresPerFoot);
}

model::Barrier barrier(std::string name, std::string kind, std::string_view wkt) {
  model::Barrier barrier;
  barrier.name = std::move(name);
  barrier.kind = std::move(kind);
  barrier.geometry = geo::Geometry::from_wkt(wkt);
  return barrier;
}

class ReachRules : public ::testing::Test {
 protected:
  ReachRules() {
    plant_ = {testing::footprint("N-1", "POLYGON ((0 0, 0.01 0, 0.01 0.01, 0 0.01, 0 0))")};
    plant_[0].as_of = today_;
    shop_ = testing::business("L123", {0.0105, 0.005});  // 55.7 m east of the plant
    along_[shop_.id] = feet(212.0);
  }

  Inputs inputs() const {
    return {.businesses = std::span(&shop_, 1),
            .footprints = plant_,
            .today = today_,
            .barriers = barriers_,
            .overrides = overrides_,
            .along_road = roads_ ? &along_ : nullptr};
  }

  Explanation judge(std::string_view toml) const {
    const Rules rules = parse_rules(toml, "test.toml");
    const Explanation explanation = explain(shop_, inputs(), network_index(plant_, rules), rules);
    EXPECT_EQ(evaluate(inputs(), rules, core::JobContext({.threads = 1})).at(0),
              explanation.prospect);
    if (explanation.flipped_rules) {
      const Explanation flipped =
          explain(shop_, inputs(), network_index(plant_, *explanation.flipped_rules),
                  *explanation.flipped_rules);
      EXPECT_NE(flipped.prospect.eligible, explanation.prospect.eligible) << explanation.flip;
    }
    return explanation;
  }

  static const RuleFinding& finding(const Explanation& explanation, std::string_view code) {
    return *std::ranges::find(explanation.findings, code, &RuleFinding::code);
  }

  core::Date today_ = core::parse_date("2026-11-23");
  std::vector<model::Footprint> plant_;
  std::vector<model::Barrier> barriers_;
  std::vector<model::Override> overrides_;
  AlongRoad along_;
  bool roads_ = true;
  model::Business shop_;
};

TEST_F(ReachRules, ALongDropFailsInFeetAndOnlyTheLimitFlipsIt) {
  const Explanation failed = judge("[drop]\naerial_max = \"150ft\"\n");
  EXPECT_THAT(failed.prospect.reasons, ElementsAre("NEAR_NET", "DROP_MAX"));
  const RuleFinding& rule = finding(failed, "DROP_MAX");
  EXPECT_EQ(rule.result, RuleFinding::kFail);
  EXPECT_THAT(rule.measured, StartsWith("212.0 > 150.0 ft, excess 62.0 ft"));
  EXPECT_THAT(rule.measured, HasSubstr("along the road 212.0 ft, in a straight line 182.6 ft"));
  EXPECT_EQ(rule.limit, "aerial drop, assumed as neither record says: at most 150.0 ft");
  EXPECT_EQ(failed.flip, "raise drop.aerial_max from 150.0 ft to 212.0 ft");

  const Explanation passed = judge("[drop]\naerial_max = \"215ft\"\n");
  EXPECT_TRUE(passed.prospect.eligible);
  EXPECT_THAT(finding(passed, "DROP_MAX").measured, StartsWith("212.0 <= 215.0 ft;"));
  ASSERT_EQ(passed.findings.size(), failed.findings.size());
  for (std::size_t i = 0; i < passed.findings.size(); ++i) {
    const bool same = passed.findings[i].result == failed.findings[i].result;
    EXPECT_EQ(same, passed.findings[i].code != "DROP_MAX") << passed.findings[i].code;
  }
}

TEST_F(ReachRules, TheRecordsSayWhichLimitApplies) {
  constexpr const char* kLimits = "[drop]\naerial_max = \"300ft\"\nburied_max = \"75ft\"\n";
  EXPECT_TRUE(judge(kLimits).prospect.eligible);
  plant_[0].extra = R"({"drop_type": "UG"})";
  const Explanation buried = judge(kLimits);
  EXPECT_THAT(buried.prospect.reasons, ElementsAre("NEAR_NET", "DROP_MAX"));
  EXPECT_EQ(finding(buried, "DROP_MAX").limit, "buried drop: at most 75.0 ft");
  shop_.extra = R"({"Drop_Type": "overhead"})";
  EXPECT_TRUE(judge(kLimits).prospect.eligible) << "the business's own record counts first";
}

TEST_F(ReachRules, WithoutARoadNearTheStraightLineIsTheDrop) {
  along_.clear();
  const Explanation straight = judge("[drop]\naerial_max = \"150ft\"\n");
  EXPECT_THAT(finding(straight, "DROP_MAX").measured,
              StartsWith("182.6 > 150.0 ft, excess 32.6 ft; along the road unknown"));
  EXPECT_THAT(straight.distances, HasSubstr("along the road unknown, no road is near"));
  roads_ = false;
  EXPECT_THAT(judge("").distances, HasSubstr("along the road unknown, no roads are loaded"));
}

TEST_F(ReachRules, TheMethodSaysWhichDistanceIsNearNet) {
  const Explanation straight = judge("[network]\nnear_net = \"200ft\"\n");
  EXPECT_EQ(straight.prospect.status, model::NetStatus::kNearNet);
  EXPECT_EQ(straight.prospect.route, feet(212.0));
  EXPECT_EQ(straight.distances,
            "55.7 m (182.6 ft) in a straight line; along the road 64.6 m (212.0 ft)");
  constexpr const char* kAlong = "[network]\nnear_net = \"200ft\"\nmethod = \"along-road\"\n";
  const Explanation along = judge(kAlong);
  EXPECT_EQ(along.prospect.status, model::NetStatus::kOffNet);
  EXPECT_THAT(along.verdict, HasSubstr("64.6 m (212.0 ft) from footprint N-1 along the road"));
  EXPECT_NEAR(along.prospect.distance->value, 55.66, 0.01) << "the column stays the straight line";
  along_.clear();
  const Explanation unknown = judge(kAlong);
  EXPECT_EQ(unknown.prospect.status, model::NetStatus::kNearNet);
  EXPECT_THAT(unknown.findings[1].measured, HasSubstr("unknown along the road"));
  EXPECT_THAT(unknown.confidence, HasSubstr("along the road is unknown"));
}

TEST_F(ReachRules, ABarrierInTheStraightLineWarnsOrBlocks) {
  EXPECT_EQ(finding(judge(""), "BARRIER").result, RuleFinding::kUnknown);
  barriers_ = {barrier("Mill River", "water",
                       "POLYGON ((0.0102 0, 0.0103 0, 0.0103 0.02, 0.0102 0.02, 0.0102 0))")};
  const Explanation warned = judge("");
  EXPECT_TRUE(warned.prospect.eligible);
  EXPECT_THAT(warned.prospect.reasons, ElementsAre("NEAR_NET", "BARRIER"));
  EXPECT_THAT(finding(warned, "BARRIER").measured, HasSubstr("crosses Mill River (water)"));
  const Explanation blocked = judge("[exclude]\nbarriers = true\n");
  EXPECT_THAT(blocked.prospect.reasons, ElementsAre("NEAR_NET", "BARRIER_EXCLUDED", "BARRIER"));
  EXPECT_EQ(blocked.flip, "allow those behind a barrier (exclude.barriers = false)");
  EXPECT_THAT(judge("[network]\nbarriers = [\"rail\"]\n").prospect.reasons,
              ElementsAre("NEAR_NET"));
}

TEST(BarrierIndex, LooksAlongTheShortWayOver180) {
  const std::vector<model::Barrier> barriers{
      barrier("Far off", "rail", "LINESTRING (0 -1, 0 1)"),
      barrier("Here", "rail", "LINESTRING (179.9995 -1, 179.9995 1)")};
  const BarrierIndex index(barriers, default_rules());
  const auto crossed = [&](geo::LonLat from, geo::LonLat to) {
    std::vector<std::string> names;
    for (const model::Barrier* found : index.crossed(from, to)) names.push_back(found->name);
    return names;
  };
  EXPECT_THAT(crossed({179.999, 0.0}, {-179.999, 0.0}), ElementsAre("Here"));
  EXPECT_THAT(crossed({-0.001, 0.0}, {0.001, 0.0}), ElementsAre("Far off"));
}

TEST_F(ReachRules, RaisingTheReachMindsTheBarrierBehindIt) {
  barriers_ = {barrier("", "rail", "LINESTRING (0.0102 0, 0.0102 1)")};
  const Explanation off = judge("[network]\nnear_net = \"50m\"\n[exclude]\nbarriers = true\n");
  EXPECT_THAT(off.prospect.reasons, ElementsAre("OFF_NET"));
  EXPECT_THAT(off.flip, HasSubstr("exclude.barriers = false"));
}

TEST_F(ReachRules, APersonsWordStandsAboveTheRules) {
  model::Override word{.business = shop_.id,
                       .eligible = true,
                       .reason = "owner showed us the riser",
                       .by = "ada",
                       .at = core::parse_local_time("2026-11-20T10:00"),
                       .until = core::parse_date("2026-11-23")};
  overrides_ = {word};
  const char* const kTight = "[network]\nnear_net = \"10m\"\n";
  const Explanation in = judge(kTight);
  EXPECT_TRUE(in.prospect.eligible);
  EXPECT_THAT(in.prospect.reasons, ElementsAre("OFF_NET", "OVERRIDDEN_IN"));
  EXPECT_THAT(in.verdict, HasSubstr("but ada has let it in"));
  EXPECT_THAT(to_text(in), HasSubstr("Override:   let in by ada on 2026-11-20T10:00:00: owner "
                                     "showed us the riser, until 2026-11-23"));
  EXPECT_THAT(in.flip, HasSubstr("take the override back"));

  shop_.do_not_contact = true;
  EXPECT_FALSE(judge(kTight).prospect.eligible) << "a wish not to be contacted stands above it";
  shop_.do_not_contact = false;
  overrides_[0].until = core::parse_date("2026-11-22");
  EXPECT_FALSE(judge(kTight).prospect.eligible) << "it has ended";
  overrides_[0].until.reset();
  overrides_[0].eligible = false;
  const Explanation out = judge("");
  EXPECT_FALSE(out.prospect.eligible);
  EXPECT_THAT(out.prospect.reasons, ElementsAre("NEAR_NET", "OVERRIDDEN_OUT"));
}

}  // namespace
}  // namespace nearnet::eligibility
