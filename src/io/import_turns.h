// SPDX-License-Identifier: Apache-2.0
// Turn restrictions of OpenStreetMap, laid on the roads that were imported from the same source.
//
//   const auto roads = io::import_roads(options, job);
//   const io::TurnsRead turns = io::import_turns(options, roads, job);
//   roads::RoadNetwork network(roads.records, turns.records, {}, job);
//
// Read are relations of type restriction with the OpenStreetMap values no_left_turn, no_right_turn,
// no_straight_on, no_u_turn, no_entry, no_exit, only_left_turn, only_right_turn, only_straight_on
// and only_u_turn, over a via node or via ways; restriction:motorcar, :motor_vehicle and :vehicle
// come before the general tag. Those of certain times are taken as holding always when they hold on
// every weekday from 08:00 to 17:00. Left out, with a note of how many: those of other times, or
// not for cars (except=motorcar; hgv alone; turns on red). Left out with a warning
// (BAD_RESTRICTION): those that do not say which turn they mean.
//
// Ids are "relation/123", with "#2" and so on where several streets are forbidden at once. Throws
// nothing but core::Cancelled: a file whose relations cannot be read gives a warning
// (NO_RESTRICTIONS) and none.
#pragma once

#include <vector>

#include "io/import.h"
#include "model/turn_restriction.h"

namespace nearnet::io {

struct TurnsRead {
  std::vector<model::TurnRestriction> records;
  core::Diagnostics diagnostics;
};

/// `roads`: what import_roads() made of the same options. Restrictions on ways that are not among
/// them, such as tracks, mean nothing for cars and are left out. None for sources of other formats.
TurnsRead import_turns(const ImportOptions& options, const Imported<model::Road>& roads,
                       const core::JobContext& job);

}  // namespace nearnet::io
