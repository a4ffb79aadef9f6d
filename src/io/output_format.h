// SPDX-License-Identifier: Apache-2.0
// What an output's extension means to GDAL. For io/ only.
#pragma once

#include <string>
#include <vector>

#include "io/vector_writer.h"

namespace nearnet::io {

struct OutputFormat {
  std::string extension;  ///< "gpkg"
  std::string driver;     ///< GDAL's name
  bool many_layers = false;
  bool keeps_dates = true;  ///< has a type for them that is read back
  std::vector<std::string> dataset_options;

  /// Rows and columns alone: places travel in columns.
  bool is_table() const;
  /// A spreadsheet, which limits its rows and the text of a cell.
  bool is_spreadsheet() const;
  /// Layer creation options, chosen so that our column names survive and bytes repeat.
  std::vector<std::string> layer_creation(const LayerOptions& layer) const;
  /// GPX knows fixed layer names; single-layer files are named by their file.
  std::string layer_name(const LayerOptions& layer, const std::string& file_stem) const;
  /// Throws core::ConfigError when the format cannot hold the shape.
  void check_shape(Shape shape, const std::string& path) const;
};

/// From `format` when given, else from the extension of `path`. Throws core::ConfigError that lists
/// what there is.
OutputFormat output_format(const std::string& path, const std::string& format);

}  // namespace nearnet::io
