// SPDX-License-Identifier: Apache-2.0
// The layers of the map, in drawing order, and the name of one feature in one of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nearnet::map {

/// Bottom first: what comes later is drawn over what comes earlier, and is picked before it. Tints
/// of areas all lie below the first line, so that they never wash out the streets.
enum class LayerId : std::uint8_t {
  kCompetitors,
  kFootprints,
  kNoSolicit,
  kBarriers,
  kUnits,
  kRoads,
  kTerritories,
  kBeats,
  kDayAreas,
  kRoutes,
  kProspects,
  kStops,
  kHomes,
};

inline constexpr std::array kLayers = {
    LayerId::kCompetitors, LayerId::kFootprints, LayerId::kNoSolicit,   LayerId::kBarriers,
    LayerId::kUnits,       LayerId::kRoads,      LayerId::kTerritories, LayerId::kBeats,
    LayerId::kDayAreas,    LayerId::kRoutes,     LayerId::kProspects,   LayerId::kStops,
    LayerId::kHomes};

/// Layers of areas that hold lines too. Cables run along streets and railways across them, so these
/// lines are drawn right above the roads: below, with their areas' outlines, nobody would see them.
inline constexpr std::array kLinedLayers = {LayerId::kBarriers, LayerId::kCompetitors,
                                            LayerId::kFootprints};

constexpr std::size_t index_of(LayerId layer) {
  return static_cast<std::size_t>(layer);
}

/// "Plant footprints", "Prospects", …: what a switch in the layer list says.
std::string_view title(LayerId layer);

/// `index` is the position in the vector that the layer was set from.
struct FeatureId {
  LayerId layer = LayerId::kProspects;
  std::uint32_t index = 0;
  friend bool operator==(const FeatureId&, const FeatureId&) = default;
};

}  // namespace nearnet::map
