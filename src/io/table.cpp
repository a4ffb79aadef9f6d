// SPDX-License-Identifier: Apache-2.0
#include "io/table.h"

#include <span>

#include "core/error.h"
#include "core/text.h"
#include "io/arrow_rows.h"
#include "io/csv_rows.h"
#include "io/place.h"

namespace nearnet::io {
namespace {

std::string code_of(GeometryState state) {
  switch (state) {
    case GeometryState::kBadCoordinate:
      return "BAD_COORDINATE";
    case GeometryState::kOutOfRange:
      return "OUT_OF_RANGE";
    case GeometryState::kUnreadable:
      return "INVALID_GEOMETRY";
    case GeometryState::kGood:
      return "NULL_ISLAND";
    case GeometryState::kMissing:
      break;
  }
  return "NO_POSITION";
}

FieldValue value_of(const FieldView& view) {
  if (const auto* text = std::get_if<std::string_view>(&view)) return std::string(*text);
  if (const auto* integer = std::get_if<std::int64_t>(&view)) return *integer;
  if (const auto* real = std::get_if<double>(&view)) return *real;
  return std::monostate();
}

void warn_without_position(Table& table, std::size_t index, const VectorReader& reader,
                           std::int64_t row, const std::string& problem) {
  if (table.position(index)) return;
  const GeometryState state = table.state(index);
  table.diagnostics.warn(
      code_of(state), {.source = reader.source(), .layer = reader.layer(), .row = row},
      state == GeometryState::kGood ? "a line, or longitude 0, latitude 0" : problem, "a position");
}

}  // namespace

Table::Table(std::vector<Field> fields) : fields_(std::move(fields)), columns_(fields_.size()) {}

void Table::add_cell(std::size_t column, const FieldView& cell) {
  Column& cells = columns_[column];
  cells.nulls.push_back(std::holds_alternative<std::monostate>(cell));
  const auto* text = std::get_if<std::string_view>(&cell);
  switch (fields_[column].type) {
    case FieldType::kInteger: {
      const auto* integer = std::get_if<std::int64_t>(&cell);
      cells.integers.push_back(integer == nullptr ? 0 : *integer);
      break;
    }
    case FieldType::kReal: {
      const auto* real = std::get_if<double>(&cell);
      cells.reals.push_back(real != nullptr ? *real : to_number(value_of(cell)).value_or(0.0));
      break;
    }
    default:
      if (text != nullptr) {
        cells.text += *text;
      } else {
        cells.text += to_text(value_of(cell));
      }
      cells.text_ends.push_back(cells.text.size());
  }
}

void Table::add_cells(std::span<const FieldView> cells) {
  for (std::size_t column = 0; column < fields_.size(); ++column) add_cell(column, cells[column]);
  add_place(std::nullopt, GeometryState::kMissing);
}

void Table::add_row(const Feature& feature) {
  for (std::size_t column = 0; column < fields_.size(); ++column) {
    add_cell(column, view_of(feature.values[column]));
  }
  std::optional<geo::LonLat> position;
  bool plain_point = false;
  if (feature.state == GeometryState::kGood) {
    position = place_of(feature.geometry);
    if (position && is_null_island(*position)) position.reset();
    plain_point = position && feature.geometry.kind() == geo::GeometryKind::kPoint;
    if (!plain_point) {
      wkb_ends_.resize(rows(), wkb_.size());
      const std::vector<std::byte> wkb = feature.geometry.wkb();
      wkb_.insert(wkb_.end(), wkb.begin(), wkb.end());
      wkb_ends_.push_back(wkb_.size());
    }
  }
  plain_points_.push_back(plain_point);
  positions_.push_back(position);
  states_.push_back(feature.state);
}

void Table::add_place(std::optional<geo::LonLat> place, GeometryState state) {
  if (place && is_null_island(*place)) place.reset();
  plain_points_.push_back(place.has_value());
  positions_.push_back(place);
  states_.push_back(state);
}

void Table::reserve_places(std::size_t rows) {
  plain_points_.reserve(rows);
  positions_.reserve(rows);
  states_.reserve(rows);
}

void Table::clear() {
  *this = Table(std::move(fields_));
}

FieldValue Table::value(std::size_t row, std::size_t column) const {
  const Column& cells = columns_[column];
  if (cells.nulls[row]) return std::monostate();
  if (fields_[column].type == FieldType::kInteger) return cells.integers[row];
  if (fields_[column].type == FieldType::kReal) return cells.reals[row];
  return std::string(text(cells, row));
}

std::string_view Table::text(const Column& cells, std::size_t row) const {
  const std::size_t begin = row == 0 ? 0 : cells.text_ends[row - 1];
  return std::string_view(cells.text).substr(begin, cells.text_ends[row] - begin);
}

void Table::append_csv(std::string& out, std::size_t row, std::size_t column) const {
  const Column& cells = columns_[column];
  if (cells.nulls[row]) return;
  switch (fields_[column].type) {
    case FieldType::kInteger:
      return csv::append(out, cells.integers[row]);
    case FieldType::kReal:
      return csv::append(out, cells.reals[row]);
    default:
      return csv::append(out, text(cells, row));
  }
}

geo::Geometry Table::geometry(std::size_t row) const {
  if (plain_points_[row]) return geo::Geometry::point(*positions_[row]);
  if (row >= wkb_ends_.size()) return {};
  const std::size_t begin = row == 0 ? 0 : wkb_ends_[row - 1];
  if (wkb_ends_[row] == begin) return {};
  return geo::Geometry::from_wkb(std::span(wkb_).subspan(begin, wkb_ends_[row] - begin));
}

Shape Table::shape() const {
  bool points = false;
  bool others = false;
  bool multi = false;
  bool areas = true;
  for (std::size_t row = 0; row < rows(); ++row) {
    if (plain_points_[row]) {
      points = true;
      continue;
    }
    const geo::Geometry geometry = this->geometry(row);
    if (geometry.is_empty()) continue;
    others = true;
    const geo::GeometryKind kind = geometry.kind();
    multi = multi || kind == geo::GeometryKind::kMultiPolygon;
    areas =
        areas && (kind == geo::GeometryKind::kPolygon || kind == geo::GeometryKind::kMultiPolygon);
  }
  if (!others) return points ? Shape::kPoint : Shape::kNone;
  if (points || !areas) return Shape::kAny;
  return multi ? Shape::kMultiPolygon : Shape::kPolygon;
}

Table read_table(const SourceOptions& options, const core::JobContext& job) {
  constexpr std::int64_t kRowsBetweenReports = 1024;
  VectorReader reader(options);
  Table table(reader.fields());
  table.layer = reader.layer();
  Feature feature;
  while (reader.next(feature)) {
    if (feature.row % kRowsBetweenReports == 0) {
      job.check_cancelled();
      job.report(reader.progress());
    }
    table.add_row(feature);
    warn_without_position(table, table.rows() - 1, reader, feature.row, feature.problem);
  }
  for (const std::string& note : reader.notes()) {
    table.diagnostics.note("SOURCE", {.source = reader.source(), .layer = reader.layer()}, note);
  }
  job.report(1.0);
  return table;
}

TablePieces::TablePieces(const SourceOptions& options) : reader_(options) {
  if (OGRLayer* layer = reader_.plain_layer()) {
    if (ArrowRows::can_read(*layer)) arrow_ = std::make_unique<ArrowRows>(*layer);
  }
}

TablePieces::TablePieces(TablePieces&&) noexcept = default;
TablePieces& TablePieces::operator=(TablePieces&&) noexcept = default;
TablePieces::~TablePieces() = default;

Table TablePieces::piece() const {
  Table made(reader_.fields());
  made.layer = reader_.layer();
  return made;
}

bool TablePieces::next(Table& piece) {
  constexpr std::size_t kRowsAPiece = 16'384;
  piece.clear();
  piece.layer = reader_.layer();
  if (arrow_ != nullptr) {
    arrow_->next(piece);
    for (std::size_t row = 0; row < piece.rows(); ++row) {
      if (piece.position(row)) continue;
      warn_without_position(piece, row, reader_, rows_ + static_cast<std::int64_t>(row) + 1,
                            "no usable point");
    }
  } else {
    Feature feature;
    while (piece.rows() < kRowsAPiece && reader_.next(feature)) {
      piece.add_row(feature);
      warn_without_position(piece, piece.rows() - 1, reader_, feature.row, feature.problem);
    }
  }
  rows_ += static_cast<std::int64_t>(piece.rows());
  return piece.rows() > 0;
}

std::vector<std::string> TablePieces::notes() const {
  return reader_.notes();
}

double TablePieces::progress() const {
  return reader_.share_of(rows_);
}

void write_table(const Table& table, const std::vector<Field>& added,
                 const std::function<std::vector<FieldValue>(std::size_t row)>& cells,
                 const std::string& path, const std::string& format) {
  const auto replaced = [&](const Field& field) {
    for (const Field& other : added) {
      if (core::lower_case(other.name) == core::lower_case(field.name)) return true;
    }
    return false;
  };
  std::vector<std::size_t> kept;
  LayerOptions layer{.name = table.layer, .shape = table.shape()};
  for (std::size_t i = 0; i < table.fields().size(); ++i) {
    if (replaced(table.fields()[i])) continue;
    kept.push_back(i);
    layer.fields.push_back(table.fields()[i]);
  }
  layer.fields.insert(layer.fields.end(), added.begin(), added.end());
  VectorWriter out(path, layer, format);
  std::vector<FieldValue> values;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    values.clear();
    for (const std::size_t column : kept) values.push_back(table.value(row, column));
    for (FieldValue& value : cells(row)) values.push_back(std::move(value));
    const geo::Geometry geometry = table.geometry(row);
    out.add(values, &geometry);
  }
  out.finish();
}

}  // namespace nearnet::io
