// SPDX-License-Identifier: Apache-2.0
// Which business the user looks at. One for all panels: whoever sets it says where it was chosen,
// and the other panels bring it into view.
//
//   selection.choose(id, ui::Origin::kMap);      // the table scrolls, the map stays
#pragma once

#include <cstdint>

#include "core/ids.h"

namespace nearnet::ui {

enum class Origin { kMap, kTable, kPanel };

struct Selection {
  core::BusinessId business;  ///< empty: none
  Origin origin = Origin::kPanel;
  bool centre = false;       ///< the map is to go there even when it is in sight
  std::uint64_t serial = 0;  ///< grows with every choice, also of the same business

  void choose(core::BusinessId chosen, Origin from, bool to_centre = false) {
    business = std::move(chosen);
    origin = from;
    centre = to_centre;
    ++serial;
  }
  void clear() { choose({}, Origin::kPanel); }
};

}  // namespace nearnet::ui
