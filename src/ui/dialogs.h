// SPDX-License-Identifier: Apache-2.0
// The forms that stand in front of everything: open, import, evaluate eligibility.
#pragma once

#include <string>
#include <vector>

#include "ui/context.h"
#include "workspace/steps.h"

namespace nearnet::ui {

struct OpenDialog {
  bool wanted = false;  ///< to be opened in the next frame
  std::string path;
};

struct ImportDialog {
  bool wanted = false;
  std::string source;
  std::size_t kind = 0;  ///< index into workspace::import_kinds()
  std::string layer;
  std::vector<std::string> kind_names;  ///< filled once
};

struct EligibilityDialog {
  bool wanted = false;
  eligibility::Rules rules;  ///< those in force, as the user changes them
  int near_net = 0;          ///< in the unit chosen
  bool feet = false;
};

struct DialogsState {
  OpenDialog open;
  ImportDialog import;
  EligibilityDialog eligibility;
};

/// The rules with the near-net distance of the form.
eligibility::Rules rules_of(const EligibilityDialog& dialog);

void draw_dialogs(const Context& context, DialogsState& state);

}  // namespace nearnet::ui
