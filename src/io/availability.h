// SPDX-License-Identifier: Apache-2.0
// Lists of offers, one row a location (FCC Broadband Data Collection) or a census block (Form 477),
// gathered to one footprint for each area, brand and technology. For io/ only.
//
//   if (profile.form == RowForm::kAvailability)
//     return import_availability(options, std::move(reader), profile, job);
//
// The area is an H3 cell, or the polygon of `options.join` whose census id begins the row's block.
// A footprint keeps the best offer of its rows (the fastest download, then upload), whom any of
// them serves, and how many rows there were. Cost: one pass; memory by footprints.
#pragma once

#include "core/job_context.h"
#include "io/import.h"
#include "io/source_profiles.h"
#include "io/vector_reader.h"

namespace nearnet::io {

Imported<model::Footprint> import_availability(const ImportOptions& options, VectorReader reader,
                                               const SourceProfile& profile,
                                               const core::JobContext& job);

}  // namespace nearnet::io
