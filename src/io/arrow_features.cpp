// SPDX-License-Identifier: Apache-2.0
#include "io/arrow_features.h"

#include <ogrsf_frmts.h>

#include <string>
#include <string_view>

#include "io/text_encoding.h"

namespace nearnet::io {
namespace {

/// Shapes may be large, and a batch is in memory as a whole.
constexpr ArrowStream::Options kOptions{.rows_a_batch = 256, .with_fid = true};

FieldValue value_of(const ArrowCells& cells, ArrowType type, std::size_t row) {
  if (cells.is_null(row)) return std::monostate();
  switch (type) {
    case ArrowType::kInteger32:
      return std::int64_t{cells.number<std::int32_t>(row)};
    case ArrowType::kInteger64:
      return cells.number<std::int64_t>(row);
    case ArrowType::kReal:
      return cells.number<double>(row);
    default:
      break;
  }
  const std::string_view text = cells.bytes(row);
  return is_ascii(text) ? std::string(text) : to_utf8(text);
}

}  // namespace

ArrowFeatures::ArrowFeatures(OGRLayer& layer) : stream_(layer, kOptions) {
  const auto others = static_cast<std::size_t>(layer.GetLayerDefn()->GetFieldCount()) + 1;
  has_fid_ = stream_.columns().size() > others;
}

bool ArrowFeatures::next(Feature& feature) {
  while (at_ == rows_) {
    if (!stream_.next()) return false;
    rows_ = stream_.rows();
    at_ = 0;
  }
  feature.values.clear();
  feature.wkb.clear();
  for (std::size_t i = 0; i < stream_.columns().size(); ++i) {
    const ArrowType type = stream_.columns()[i];
    const ArrowCells cells = stream_.cells(i);
    if (i == 0 && has_fid_) {
      feature.fid = cells.number<std::int64_t>(at_);
    } else if (type != ArrowType::kWkb) {
      feature.values.push_back(value_of(cells, type, at_));
    } else if (!cells.is_null(at_)) {
      const std::span bytes = std::as_bytes(std::span(cells.bytes(at_)));
      feature.wkb.assign(bytes.begin(), bytes.end());
    }
  }
  ++at_;
  return true;
}

}  // namespace nearnet::io
