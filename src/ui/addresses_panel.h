// SPDX-License-Identifier: Apache-2.0
// Cleaning the list: businesses without a usable position, each with the reason, and businesses
// that are in the list twice.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ui/context.h"
#include "workspace/address_steps.h"

namespace nearnet::ui {

struct AddressesState {
  bool duplicates = false;  ///< the other of the two lists
  std::size_t doubt = 0;    ///< 0: all, else one more than the index into `doubts`
  std::string place;        ///< "lon,lat" for the chosen business
  core::BusinessId place_of;

  // Made again when businesses, plant or what is known to be distinct has changed.
  std::int64_t businesses_version = -1;
  std::int64_t footprints_version = -1;
  std::int64_t distinct_version = -1;
  std::vector<addresses::WorkItem> items;
  std::vector<std::pair<addresses::Doubt, std::size_t>> doubts;  ///< those there are, and how often
  std::vector<addresses::DuplicateGroup> groups;
};

/// Makes both lists when they are not of this snapshot.
void update_addresses(const workspace::Snapshot& snapshot, AddressesState& state);
void draw_addresses_panel(const Context& context, AddressesState& state);

}  // namespace nearnet::ui
