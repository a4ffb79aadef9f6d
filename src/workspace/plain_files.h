// SPDX-License-Identifier: Apache-2.0
// Eligibility and territories on plain files, without a workspace: any OGR source in, any OGR
// format out, with the input's own columns kept.
//
//   workspace::evaluate_files({.businesses = "shops.csv", .footprints = "plant.gpkg",
//                              .output = "verdicts.gpkg"}, job);
//
// Outputs are written beside and renamed; "-" is standard output where the format is text.
#pragma once

#include <string>
#include <vector>

#include "core/diagnostics.h"
#include "core/job_context.h"
#include "eligibility/evaluate.h"
#include "eligibility/rules.h"
#include "model/territory.h"
#include "territory/design.h"

namespace nearnet::workspace {

struct PlainSource {
  std::string source;
  std::string layer = {};
  std::string where = {};
  std::string crs = {};
};

struct PlainEligibilityRequest {
  PlainSource businesses;
  PlainSource footprints;
  std::string footprint_id = {};  ///< column; empty: a unique id column, else the feature id
  std::string output = {};
  std::string format = {};
  eligibility::Rules rules = eligibility::default_rules();
};

struct PlainEligibilityRun {
  eligibility::Summary summary;
  core::Diagnostics diagnostics;
};

/// Writes the businesses' columns plus status, eligible, footprint_id, distance_m, reasons.
PlainEligibilityRun evaluate_files(const PlainEligibilityRequest& request,
                                   const core::JobContext& job);

struct PlainTerritoryRequest {
  PlainSource units;
  std::vector<std::string> weights;  ///< columns to balance, equally
  std::size_t count = 0;
  double tolerance = 0.05;
  std::string output = {};
  std::string format = {};
  std::vector<territory::Limit> limits = {};  ///< that every territory holds
  std::int64_t iterations = 0;                ///< as in territory::DesignOptions, both
  std::optional<double> seconds = {};
};

struct PlainTerritoryRun {
  std::vector<model::Territory> territories;
  territory::Design design;
  std::vector<std::string> notes;
};

/// Writes the units' columns plus territory (1 … count; empty for rows without a polygon).
PlainTerritoryRun design_files(const PlainTerritoryRequest& request, const core::JobContext& job);

}  // namespace nearnet::workspace
