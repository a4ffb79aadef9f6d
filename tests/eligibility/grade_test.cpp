// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eligibility/explain.h"
#include "eligibility/lengths.h"
#include "eligibility/random_plant.h"

namespace nearnet::eligibility {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr double kFoot = kMetresPerFoot / 111'319.490793;  // in degrees of longitude

constexpr const char* kFigures = R"(
[drop]
aerial_max = "150ft"
[economics]
aerial_per_foot = "12.00"
admin = "10%"
drop = "50.00"
equipment = "150.00"
acquisition = "100.00"
margin = "50%"
max_payback_months = 24
survey_payback_months = 36
survey_beyond = "2000ft"
share_among = 4
share_within = "200m"
)";

class GradeTest : public ::testing::Test {
 protected:
  GradeTest() {
    plant_ = {testing::footprint(
        "N-1", "POLYGON ((-0.01 -0.01, 0 -0.01, 0 0.01, -0.01 0.01, -0.01 -0.01))")};
  }

  /// So many feet east of the plant.
  model::Business shop(std::string id, double feet, std::optional<int> mrc, double north = 0.0) {
    model::Business business = testing::business(std::move(id), {feet * kFoot, north * kFoot});
    if (mrc) business.est_mrc = core::Cents(*mrc * 100);
    return business;
  }

  Explanation judge(const std::vector<model::Business>& shops, std::size_t which = 0,
                    const std::string& more = "") {
    const Rules rules = parse_rules(kFigures + more, "test.toml");
    const Inputs inputs{.businesses = shops, .footprints = plant_, .barriers = barriers_};
    const auto prospects = evaluate(inputs, rules, core::JobContext({.threads = 2}));
    const Explanation explanation =
        explain(shops[which], inputs, network_index(plant_, rules), rules);
    EXPECT_EQ(explanation.prospect, prospects[which]);
    return explanation;
  }

  model::Grade grade(double feet, std::optional<int> mrc) {
    return *judge({shop("1", feet, mrc)}).prospect.grade;
  }

  std::vector<model::Footprint> plant_;
  std::vector<model::Barrier> barriers_;
};

TEST_F(GradeTest, NoFiguresNoGrades) {
  const std::vector<model::Business> shops = {shop("1", 100, 100)};
  const Inputs inputs{.businesses = shops, .footprints = plant_};
  const auto prospects = evaluate(inputs, {}, core::JobContext({.threads = 1}));
  EXPECT_FALSE(prospects[0].grade);
  EXPECT_THAT(summarize(prospects).grades, IsEmpty());
}

TEST_F(GradeTest, EachGradeHasItsPlace) {
  EXPECT_EQ(grade(-50, {}), model::Grade::kDrop) << "inside";
  EXPECT_EQ(grade(149, {}), model::Grade::kDrop) << "a standard drop";
  // 60 ft × 12 × 1.10 = 792.00, and 300.00 more; at 50 a month 21.8 months.
  EXPECT_EQ(grade(210, 100), model::Grade::kBuildPays);
  EXPECT_EQ(grade(210, 70), model::Grade::kSurvey) << "31.2 months";
  EXPECT_EQ(grade(210, 50), model::Grade::kOut) << "43.7 months";
  EXPECT_EQ(grade(210, {}), model::Grade::kUnknown) << "unknown is not a no";
  EXPECT_EQ(grade(2'100, 100'000), model::Grade::kSurvey) << "longer than survey_beyond";
  EXPECT_EQ(grade(30'000, 100), model::Grade::kOut) << "beyond the search";
  model::Business nowhere = shop("1", 210, 100);
  nowhere.position.reset();
  EXPECT_EQ(judge({nowhere}).prospect.grade, model::Grade::kUnknown);
}

TEST_F(GradeTest, TheArithmeticIsShown) {
  const Explanation alone = judge({shop("1", 210, 100)});
  EXPECT_THAT(alone.build, ElementsAre("alone: 60.0 ft to build for 792.00, 0.00 from each "
                                       "customer; 1092.00 ours / 50.00 a month = 21.8 months"));
  EXPECT_THAT(to_text(alone),
              HasSubstr("Grade:      BUILD_PAYS: a build, paid back in 21.8 months"));
  const Explanation assumed = judge({shop("1", 210, {})}, 0, "assumed_mrc = \"100.00\"\n");
  EXPECT_EQ(assumed.prospect.grade, model::Grade::kBuildPays);
}

TEST_F(GradeTest, NeighboursOnTheSameSideShareTheBuild) {
  const std::vector<model::Business> shops = {
      shop("far", 450, 100), shop("b", 480, 130), shop("c", 450, 130, 40),
      shop("other side", -32'900, 100),  // 11,000 feet of plant between
      shop("near the plant", 155, 100)};
  const Explanation alone = judge({shops[0]});
  EXPECT_EQ(alone.prospect.grade, model::Grade::kOut) << "300 ft: 3960.00 at 50 a month";
  const Explanation shared = judge(shops);
  ASSERT_EQ(shared.build.size(), 3U);
  EXPECT_THAT(shared.build[1], StartsWith("shared by 2, with b: 330.0 ft to build for 4356.00"));
  EXPECT_THAT(shared.build[2], StartsWith("shared by 3, with c: 369.7 ft"));
  EXPECT_THAT(shared.build[2], HasSubstr("= 32.1 months (best)"));
  EXPECT_EQ(shared.prospect.grade, model::Grade::kSurvey);
}

TEST_F(GradeTest, CustomersContributeBelowTheThreshold) {
  // 60 ft are 0.01136 miles; at 176 a mile the threshold is 2 customers.
  const Explanation half = judge({shop("1", 210, 100)}, 0, "subscribers_per_mile = 176\n");
  EXPECT_THAT(half.build, ElementsAre(HasSubstr("792.00, 396.00 from each customer; 696.00 ours")));
}

TEST_F(GradeTest, ThoseRuledOutDoNotShare) {
  std::vector<model::Business> shops = {shop("1", 450, 100), shop("2", 480, 100)};
  shops[1].closed = true;
  EXPECT_EQ(judge(shops).build.size(), 1U);
  shops[1].closed = false;
  shops[1].est_mrc.reset();
  EXPECT_EQ(judge(shops).build.size(), 1U);
}

TEST_F(GradeTest, ABarrierCallsForASurvey) {
  model::Barrier rail;
  rail.kind = "rail";
  rail.geometry = geo::Geometry::line({{100 * kFoot, -0.01}, {100 * kFoot, 0.01}});
  barriers_ = {rail};
  const Explanation behind = judge({shop("1", 210, 100)});
  EXPECT_EQ(behind.prospect.grade, model::Grade::kSurvey);
  EXPECT_THAT(behind.grade_reason, HasSubstr("a barrier lies in between"));
}

}  // namespace
}  // namespace nearnet::eligibility
