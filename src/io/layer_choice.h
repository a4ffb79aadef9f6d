// SPDX-License-Identifier: Apache-2.0
// Opening a source with GDAL and settling on the layers to read. For io/ only; the caller holds a
// GdalMessages.
#pragma once

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <string>
#include <vector>

#include "io/source_file.h"
#include "io/vector_reader.h"

namespace nearnet::io {

/// Throws core::InputError that explains what the file is instead.
GDALDatasetUniquePtr open_dataset(const SourceFile& file);

/// Layers of data, without the tables that programs keep beside them.
std::vector<OGRLayer*> all_layers(GDALDataset& dataset);

/// GDAL's name of the format, "CSV" and the like.
std::string driver_of(GDALDataset& dataset);

/// The layer `named`, else the only one that holds features. Throws core::InputError that lists the
/// layers there are.
std::vector<OGRLayer*> choose_layer(GDALDataset& dataset, const SourceOptions& options,
                                    const std::string& named);
/// Those that `options.wanted` asks for; the driver is told to skip the others.
std::vector<OGRLayer*> choose_osm_layers(GDALDataset& dataset, const SourceOptions& options,
                                         const std::string& named);

}  // namespace nearnet::io
