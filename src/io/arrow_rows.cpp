// SPDX-License-Identifier: Apache-2.0
#include "io/arrow_rows.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogr_api.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "geo/lon_lat.h"
#include "io/gdal_runtime.h"
#include "io/text_encoding.h"

namespace nearnet::io {
namespace {

static_assert(std::endian::native == std::endian::little, "WKB is read as it lies in memory");

constexpr const char* kRowsABatch = "MAX_FEATURES_IN_BATCH=16384";

bool is_ascii(std::string_view text) {
  unsigned char bits = 0;
  for (const char c : text) bits |= static_cast<unsigned char>(c);
  return (bits & 0x80U) == 0;
}

/// X and y of a WKB point in either byte order's usual form; none for other bytes and empty points.
std::optional<geo::LonLat> point_of(std::string_view wkb) {
  constexpr std::size_t kHeader = 5;
  if (wkb.size() < kHeader + 2 * sizeof(double) || wkb[0] != 1) return std::nullopt;
  double xy[2];
  std::memcpy(xy, wkb.data() + kHeader, sizeof xy);
  return geo::LonLat{xy[0], xy[1]};
}

}  // namespace

/// One column of one batch, whatever its type.
class ArrowRows::Cells {
 public:
  explicit Cells(const ArrowArray& array)
      : offset_(static_cast<std::size_t>(array.offset)),
        valid_(static_cast<const std::uint8_t*>(array.buffers[0])),
        array_(array) {}

  bool is_null(std::size_t row) const {
    const std::size_t bit = offset_ + row;
    return valid_ != nullptr && (valid_[bit / 8] >> (bit % 8) & 1U) == 0;
  }

  template <typename T>
  T number(std::size_t row) const {
    return static_cast<const T*>(array_.buffers[1])[offset_ + row];
  }

  bool has_nulls() const { return valid_ != nullptr; }

  /// The numbers of so many rows, whatever stands for null ones.
  template <typename T>
  std::span<const T> numbers(std::size_t rows) const {
    return {static_cast<const T*>(array_.buffers[1]) + offset_, rows};
  }

  /// The text of so many rows, end to end.
  std::string_view all_bytes(std::size_t rows) const {
    const auto* ends = static_cast<const std::int32_t*>(array_.buffers[1]) + offset_;
    const auto* data = static_cast<const char*>(array_.buffers[2]);
    return {data + ends[0], static_cast<std::size_t>(ends[rows] - ends[0])};
  }

  std::string_view bytes(std::size_t row) const {
    const auto* ends = static_cast<const std::int32_t*>(array_.buffers[1]) + offset_;
    const auto* data = static_cast<const char*>(array_.buffers[2]);
    return {data + ends[row], static_cast<std::size_t>(ends[row + 1] - ends[row])};
  }

 private:
  std::size_t offset_;
  const std::uint8_t* valid_;
  const ArrowArray& array_;
};

struct ArrowRows::Stream {
  explicit Stream(OGRLayer& from) : layer(from) {
    CPLStringList options;
    options.AddString("INCLUDE_FID=NO");
    options.AddString(kRowsABatch);
    if (!OGR_L_GetArrowStream(OGRLayer::ToHandle(&layer), &stream, options.List())) {
      throw core::InputError("the layer cannot be read in batches");
    }
    ArrowSchema schema;
    if (stream.get_schema(&stream, &schema) != 0) {
      throw core::InputError("the layer's columns cannot be read");
    }
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      formats.emplace_back(schema.children[i]->format);
      names.emplace_back(schema.children[i]->name);
    }
    schema.release(&schema);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { stream.release(&stream); }

  OGRLayer& layer;
  ArrowArrayStream stream{};
  std::vector<std::string> formats;
  std::vector<std::string> names;
};

bool ArrowRows::can_read(OGRLayer& layer) {
  if (layer.TestCapability(OLCFastGetArrowStream) == FALSE) return false;
  if (wkbFlatten(layer.GetGeomType()) != wkbPoint) return false;
  OGRFeatureDefn& definition = *layer.GetLayerDefn();
  if (definition.GetGeomFieldCount() != 1) return false;
  std::map<std::string, int> seen;
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& field = *definition.GetFieldDefn(i);
    const OGRFieldType type = field.GetType();
    const bool plain =
        type == OFTInteger || type == OFTInteger64 || type == OFTReal || type == OFTString;
    if (!plain || field.GetSubType() != OFSTNone || ++seen[field.GetNameRef()] > 1) return false;
  }
  return true;
}

void ArrowRows::add_places(Table& piece, const Cells& wkb, std::size_t rows) {
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
bool ArrowRows::add_plain_cells(Table::Column& out, const Cells& cells, const std::string& format,
                                std::size_t rows) {
  if (cells.has_nulls()) return false;
  if (format == "l") {
    const auto numbers = cells.numbers<std::int64_t>(rows);
    out.integers.insert(out.integers.end(), numbers.begin(), numbers.end());
  } else if (format == "i") {
    const auto numbers = cells.numbers<std::int32_t>(rows);
    out.integers.insert(out.integers.end(), numbers.begin(), numbers.end());
  } else if (format == "g") {
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

void ArrowRows::add_cells(Table& piece, std::size_t column, const Cells& cells,
                          const std::string& format, std::size_t rows) {
  Table::Column& out = piece.columns_[column];
  if (add_plain_cells(out, cells, format, rows)) return;
  for (std::size_t row = 0; row < rows; ++row) {
    const bool null = cells.is_null(row);
    out.nulls.push_back(null);
    if (format == "l") {
      out.integers.push_back(null ? 0 : cells.number<std::int64_t>(row));
    } else if (format == "i") {
      out.integers.push_back(null ? 0 : cells.number<std::int32_t>(row));
    } else if (format == "g") {
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

ArrowRows::ArrowRows(OGRLayer& layer) : stream_(std::make_unique<Stream>(layer)) {}

ArrowRows::~ArrowRows() = default;

bool ArrowRows::next(Table& piece) {
  const GdalMessages messages;
  ArrowArray batch{};
  if (stream_->stream.get_next(&stream_->stream, &batch) != 0 || messages.failed()) {
    if (batch.release != nullptr) batch.release(&batch);
    throw core::InputError(messages.error());
  }
  if (batch.release == nullptr) return false;
  const auto rows = static_cast<std::size_t>(batch.length);
  std::size_t column = 0;
  for (std::size_t child = 0; child < stream_->formats.size(); ++child) {
    const Cells cells(*batch.children[child]);
    const std::string& format = stream_->formats[child];
    if (format == "z") {
      add_places(piece, cells, rows);
    } else {
      add_cells(piece, column++, cells, format, rows);
    }
  }
  batch.release(&batch);
  return true;
}

}  // namespace nearnet::io
