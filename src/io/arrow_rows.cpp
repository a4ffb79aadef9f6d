// SPDX-License-Identifier: Apache-2.0
#include "io/arrow_rows.h"

#include <ogrsf_frmts.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "geo/lon_lat.h"
#include "io/text_encoding.h"

namespace nearnet::io {
namespace {

static_assert(std::endian::native == std::endian::little, "WKB is read as it lies in memory");

/// X and y of a WKB point in either byte order's usual form; none for other bytes and empty points.
std::optional<geo::LonLat> point_of(std::string_view wkb) {
  constexpr std::size_t kHeader = 5;
  if (wkb.size() < kHeader + 2 * sizeof(double) || wkb[0] != 1) return std::nullopt;
  double xy[2];
  std::memcpy(xy, wkb.data() + kHeader, sizeof xy);
  return geo::LonLat{xy[0], xy[1]};
}

}  // namespace

bool ArrowRows::can_read(OGRLayer& layer) {
  return wkbFlatten(layer.GetGeomType()) == wkbPoint && ArrowStream::can_read(layer);
}

void ArrowRows::add_places(Table& piece, const ArrowCells& wkb, std::size_t rows) {
  piece.reserve_places(piece.rows() + rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto point = wkb.is_null(row) ? std::nullopt : point_of(wkb.bytes(row));
    if (!point || std::isnan(point->lon) || std::isnan(point->lat)) {
      piece.add_place(std::nullopt, GeometryState::kMissing);
    } else if (!geo::is_valid(*point)) {
      piece.add_place(std::nullopt, GeometryState::kOutOfRange);
    } else {
      piece.add_place(point, GeometryState::kGood);
    }
  }
}

/// Columns without nulls whose text needs no conversion, as most are.
bool ArrowRows::add_plain_cells(Table::Column& out, const ArrowCells& cells, ArrowType type,
                                std::size_t rows) {
  if (cells.has_nulls()) return false;
  if (type == ArrowType::kInteger64) {
    const auto numbers = cells.numbers<std::int64_t>(rows);
    out.integers.insert(out.integers.end(), numbers.begin(), numbers.end());
  } else if (type == ArrowType::kInteger32) {
    const auto numbers = cells.numbers<std::int32_t>(rows);
    out.integers.insert(out.integers.end(), numbers.begin(), numbers.end());
  } else if (type == ArrowType::kReal) {
    const auto numbers = cells.numbers<double>(rows);
    out.reals.insert(out.reals.end(), numbers.begin(), numbers.end());
  } else {
    const std::string_view text = cells.all_bytes(rows);
    if (!is_ascii(text)) return false;
    std::size_t end = out.text.size();
    out.text += text;
    out.text_ends.reserve(out.text_ends.size() + rows);
    for (std::size_t row = 0; row < rows; ++row) {
      end += cells.bytes(row).size();
      out.text_ends.push_back(end);
    }
  }
  out.nulls.resize(out.nulls.size() + rows, false);
  return true;
}

void ArrowRows::add_cells(Table& piece, std::size_t column, const ArrowCells& cells, ArrowType type,
                          std::size_t rows) {
  Table::Column& out = piece.columns_[column];
  if (add_plain_cells(out, cells, type, rows)) return;
  for (std::size_t row = 0; row < rows; ++row) {
    const bool null = cells.is_null(row);
    out.nulls.push_back(null);
    if (type == ArrowType::kInteger64) {
      out.integers.push_back(null ? 0 : cells.number<std::int64_t>(row));
    } else if (type == ArrowType::kInteger32) {
      out.integers.push_back(null ? 0 : cells.number<std::int32_t>(row));
    } else if (type == ArrowType::kReal) {
      out.reals.push_back(null ? 0.0 : cells.number<double>(row));
    } else {
      const std::string_view text = null ? std::string_view() : cells.bytes(row);
      if (is_ascii(text)) {
        out.text += text;
      } else {
        out.text += to_utf8(text);
      }
      out.text_ends.push_back(out.text.size());
    }
  }
}

bool ArrowRows::next(Table& piece) {
  if (!stream_.next()) return false;
  std::size_t column = 0;
  for (std::size_t i = 0; i < stream_.columns().size(); ++i) {
    const ArrowType type = stream_.columns()[i];
    if (type == ArrowType::kWkb) {
      add_places(piece, stream_.cells(i), stream_.rows());
    } else {
      add_cells(piece, column++, stream_.cells(i), type, stream_.rows());
    }
  }
  return true;
}

}  // namespace nearnet::io
