// SPDX-License-Identifier: Apache-2.0
// Every enumeration of the model reads back from the text it is written as.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "model/activity.h"
#include "model/address.h"
#include "model/business.h"
#include "model/day.h"
#include "model/footprint.h"
#include "model/prospect.h"
#include "model/road.h"
#include "model/stage.h"
#include "model/territory.h"

namespace nearnet::model {
namespace {

/// All values from the first to `last`, without a gap, there and back.
template <typename Enum, typename FromText>
void expect_text_forms(Enum last, FromText from_text) {
  std::set<std::string_view> texts;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const auto value = static_cast<Enum>(i);
    const std::string_view text = to_text(value);
    EXPECT_TRUE(texts.insert(text).second) << text << " stands for two values";
    ASSERT_TRUE(from_text(text).has_value()) << text;
    EXPECT_EQ(*from_text(text), value) << text;
    for (const char c : text) {
      EXPECT_TRUE((c >= 'a' && c <= 'z') || c == '_' || c == '-') << text;
    }
  }
  EXPECT_FALSE(from_text("no such thing").has_value());
  EXPECT_FALSE(from_text("NEW").has_value()) << "text is as files have it, lower case";
}

TEST(TextForms, ReadBackAsTheSameValue) {
  expect_text_forms(Stage::kNotServiceable, stage_from_text);
  expect_text_forms(CustomerStatus::kActive, customer_status_from_text);
  expect_text_forms(GeocodeQuality::kNone, geocode_quality_from_text);
  expect_text_forms(Parity::kOdd, parity_from_text);
  expect_text_forms(Segment::kBoth, segment_from_text);
  expect_text_forms(OneWay::kBackward, one_way_from_text);
  expect_text_forms(NetStatus::kOffNet, net_status_from_text);
  expect_text_forms(ScenarioState::kRetired, scenario_state_from_text);
  expect_text_forms(StopKind::kFollowUp, stop_kind_from_text);
  expect_text_forms(ActivityKind::kNote, activity_kind_from_text);
  expect_text_forms(Outcome::kHandedToCare, outcome_from_text);
}

TEST(TextForms, AreThoseThatFilesHave) {
  EXPECT_EQ(to_text(NetStatus::kOnNet), "on_net");
  EXPECT_EQ(to_text(NetStatus::kUnknown), "unknown");
  EXPECT_EQ(to_text(Stage::kProposalOut), "proposal_out");
  EXPECT_EQ(to_text(ActivityKind::kFollowUp), "follow-up");
  EXPECT_EQ(to_text(StopKind::kFollowUp), "follow_up");
  EXPECT_EQ(to_text(Outcome::kNone), "");
  EXPECT_EQ(to_text(CustomerStatus::kNever), "never");
}

TEST(TextForms, StagesAreListedInPipelineOrder) {
  EXPECT_EQ(kStages.size(), static_cast<std::size_t>(Stage::kNotServiceable) + 1);
  EXPECT_TRUE(std::is_sorted(kStages.begin(), kStages.end()));
}

}  // namespace
}  // namespace nearnet::model
