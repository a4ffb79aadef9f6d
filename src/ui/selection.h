// SPDX-License-Identifier: Apache-2.0
// What the user looks at. One for all panels: whoever chooses a business says where, and the other
// panels bring it into view.
//
//   selection.choose(id, ui::Origin::kMap);      // the table scrolls, the map stays
//   selection.area = bounds;                     // the map goes there
//   selection.placing = true;                    // and takes the chosen one's place from a click
#pragma once

#include <cstdint>
#include <optional>

#include "core/ids.h"
#include "geo/lon_lat.h"

namespace nearnet::ui {

enum class Origin { kMap, kTable, kPanel };

struct Selection {
  core::BusinessId business;  ///< empty: none
  Origin origin = Origin::kPanel;
  bool centre = false;                 ///< the map is to go there even when it is in sight
  std::uint64_t serial = 0;            ///< grows with every choice, also of the same business
  std::optional<geo::LonLatBox> area;  ///< what the map is to show next
  bool placing = false;                ///< the next click on the map says where the business is

  void choose(core::BusinessId chosen, Origin from, bool to_centre = false) {
    business = std::move(chosen);
    origin = from;
    centre = to_centre;
    placing = false;
    ++serial;
  }
  void clear() { choose({}, Origin::kPanel); }
};

}  // namespace nearnet::ui
