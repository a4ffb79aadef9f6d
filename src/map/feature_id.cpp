// SPDX-License-Identifier: Apache-2.0
#include "map/feature_id.h"

namespace nearnet::map {

std::string_view title(LayerId layer) {
  switch (layer) {
    case LayerId::kCompetitors:
      return "Competitors";
    case LayerId::kFootprints:
      return "Plant footprints";
    case LayerId::kNoSolicit:
      return "No-solicit areas";
    case LayerId::kBarriers:
      return "Barriers";
    case LayerId::kUnits:
      return "Basic units";
    case LayerId::kRoads:
      return "Roads";
    case LayerId::kTerritories:
      return "Territories";
    case LayerId::kBeats:
      return "Beats";
    case LayerId::kDayAreas:
      return "Day areas";
    case LayerId::kRoutes:
      return "Routes";
    case LayerId::kProspects:
      return "Prospects";
    case LayerId::kStops:
      return "Stops";
    case LayerId::kHomes:
      return "Rep homes";
  }
  return "";
}

}  // namespace nearnet::map
