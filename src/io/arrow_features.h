// SPDX-License-Identifier: Apache-2.0
// The rows of a layer one by one, read by the hundreds. For io/vector_reader alone.
//
//   ArrowFeatures rows(layer);
//   while (rows.next(feature)) VectorReader::finish(feature);
//
// Gives what OGR's own features give, value by value; shapes as WKB, in the layer's coordinates.
#pragma once

#include <cstddef>

#include "io/arrow_stream.h"
#include "io/vector_reader.h"

namespace nearnet::io {

class ArrowFeatures {
 public:
  /// Of a layer that ArrowStream::can_read().
  explicit ArrowFeatures(OGRLayer& layer);

  /// Sets the feature's fid, values and WKB; false at the end. Throws core::InputError with GDAL's
  /// words when the layer cannot be read on.
  bool next(Feature& feature);

 private:
  ArrowStream stream_;
  bool has_fid_;
  std::size_t at_ = 0;  ///< the next row of the batch
  std::size_t rows_ = 0;
};

}  // namespace nearnet::io
