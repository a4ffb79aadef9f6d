// SPDX-License-Identifier: Apache-2.0
// The forms that stand in front of everything, clicked through by a user without a screen.
#include <gtest/gtest.h>

#include "testing/ui_driver.h"
#include "ui/small_market.h"

namespace nearnet::ui {
namespace {

using testing::small_market;
using testing::UiDriver;

TEST(Dialogs, EvaluateWithTheRulesInForce) {
  workspace::Snapshot snapshot = small_market();
  snapshot.rules.near_net = core::Metres(200.0);
  UiDriver user(snapshot);
  user.click("menu/plan");
  user.click("menu/evaluate");
  user.frames(2);
  user.click("eligibility/near");
  user.click("eligibility/confirm");
  const auto rules = user.only_action<workspace::EvaluateEligibility>().request.rules;
  EXPECT_DOUBLE_EQ(rules.near_net.value, 200.0);
  EXPECT_TRUE(rules.exclude_near_net);
}

TEST(Dialogs, LetThoseInWhoseContractEndsSoon) {
  UiDriver user(small_market());
  user.click("menu/plan");
  user.click("menu/evaluate");
  user.frames(2);
  user.click("eligibility/contract_days");  // in the middle of it
  user.click("eligibility/contract");
  user.frame();
  EXPECT_FALSE(user.sees("eligibility/contract_days")) << "contracts do not matter now";
  user.click("eligibility/contract");
  user.frame();
  user.click("eligibility/confirm");
  const auto rules = user.only_action<workspace::EvaluateEligibility>().request.rules;
  EXPECT_TRUE(rules.exclude_under_contract);
  EXPECT_NEAR(rules.contract_days, 182, 10);
}

TEST(Dialogs, ImportAFile) {
  UiDriver user(small_market());
  user.click("menu/workspace");
  user.click("menu/import");
  user.frames(2);
  EXPECT_FALSE(user.box("import/confirm").enabled);
  user.choose("import/kind", 1);
  user.enter("import/source", "shops.csv");
  user.click("import/confirm");
  const auto request = user.only_action<workspace::ImportSource>().request;
  EXPECT_EQ(request.kind, workspace::import_kinds()[1]);
  EXPECT_EQ(request.source, "shops.csv");
}

TEST(Dialogs, OpenAWorkspace) {
  UiDriver user;
  user.open = false;
  user.path.clear();
  user.frame();
  user.click("menu/workspace");
  EXPECT_FALSE(user.box("menu/import").enabled) << "into what?";
  user.click("menu/open");
  user.frames(2);
  user.enter("open/path", "bangor.gpkg");
  user.click("open/confirm");
  EXPECT_EQ(user.only_action<workspace::OpenWorkspace>().path, "bangor.gpkg");
}

TEST(Dialogs, CloseOnEscape) {
  UiDriver user(small_market());
  user.state.selection.choose(core::BusinessId("A-1"), Origin::kTable);
  user.frames(3);
  user.state.dialogs.import.wanted = true;
  user.frames(3);
  EXPECT_TRUE(user.sees("import/confirm"));
  user.press(ImGuiKey_Escape);
  user.frame();
  EXPECT_FALSE(user.sees("import/confirm"));
  EXPECT_FALSE(user.state.selection.business.empty()) << "Esc closed the dialog only";
}

}  // namespace
}  // namespace nearnet::ui
