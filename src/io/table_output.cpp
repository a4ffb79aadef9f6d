// SPDX-License-Identifier: Apache-2.0
#include "io/table_output.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/text.h"
#include "io/csv_rows.h"
#include "io/field_mapping.h"
#include "io/output_format.h"
#include "io/staged_text.h"

namespace nearnet::io {
namespace {

bool has_field(const std::vector<Field>& fields, const std::string& name) {
  return std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
    return core::lower_case(field.name) == core::lower_case(name);
  });
}

/// Decimals of WKT in CSV: a tenth of a millimetre, as in GeoJSON.
constexpr int kWktDecimals = 9;

}  // namespace

struct TableOutput::Impl {
  Impl(const std::string& path, const std::string& format, const VectorReader& source,
       std::vector<Field> new_fields)
      : added(std::move(new_fields)), layer{.name = source.layer(), .shape = source.shape()} {
    for (std::size_t i = 0; i < source.fields().size(); ++i) {
      const Field& field = source.fields()[i];
      if (has_field(added, field.name)) continue;
      kept.push_back(i);
      layer.fields.push_back(field);
    }
    layer.fields.insert(layer.fields.end(), added.begin(), added.end());
    if (output_format(path, format).driver == "CSV") {
      text_file = std::make_unique<StagedText>(path);
      write_header();
    } else {
      vector_file.emplace(path, layer, format);
    }
  }

  void write_header() {
    std::vector<std::string> names;
    for (const Field& field : layer.fields) names.push_back(field.name);
    if (layer.shape == Shape::kPoint) {
      const FieldMapping known(coordinate_fields(), layer.fields, {});
      coordinates = !known.column("lon") || !known.column("lat");
      if (coordinates) names.insert(names.end(), {"lon", "lat"});
    } else if (layer.shape != Shape::kNone) {
      wkt = true;
      names.emplace_back("WKT");
    }
    std::string header;
    for (const std::string& name : names) {
      if (!header.empty()) header += ',';
      csv::append(header, name);
    }
    text_file->write(header + "\n");
  }

  void append_row(std::string& out, const Piece& piece, std::size_t row,
                  std::span<const FieldView> cells) const {
    for (const std::size_t column : kept) {
      piece.rows.append_csv(out, row, column);
      out += ',';
    }
    for (const FieldView& cell : cells) {
      csv::append_cell(out, cell);
      out += ',';
    }
    if (coordinates) {
      const std::optional<geo::LonLat> place = piece.rows.position(row);
      if (place) csv::append(out, place->lon);
      out += ',';
      if (place) csv::append(out, place->lat);
      out += ',';
    }
    if (wkt) {
      const geo::Geometry geometry = piece.rows.geometry(row);
      if (!geometry.is_empty()) csv::append(out, std::string_view(geometry.wkt(kWktDecimals)));
      out += ',';
    }
    out.back() = '\n';
  }

  std::vector<Field> added;
  LayerOptions layer;
  std::vector<std::size_t> kept;
  bool coordinates = false;
  bool wkt = false;
  std::unique_ptr<StagedText> text_file;  // one of the two
  std::optional<VectorWriter> vector_file;
};

TableOutput::TableOutput(const std::string& path, const std::string& format,
                         const VectorReader& source, std::vector<Field> added)
    : impl_(std::make_unique<Impl>(path, format, source, std::move(added))) {}

TableOutput::TableOutput(TableOutput&&) noexcept = default;
TableOutput& TableOutput::operator=(TableOutput&&) noexcept = default;
TableOutput::~TableOutput() = default;

void TableOutput::prepare(Piece& piece, const AddedCells& added) const {
  constexpr std::size_t kUsualRow = 104;  // bytes
  piece.text.clear();
  if (impl_->text_file == nullptr) {
    piece.added.emplace(impl_->added);
  } else {
    piece.text.reserve(piece.rows.rows() * kUsualRow);
  }
  for (std::size_t row = 0; row < piece.rows.rows(); ++row) {
    const std::span<const FieldView> cells = added(row);
    if (piece.added) {
      piece.added->add_cells(cells);
    } else {
      impl_->append_row(piece.text, piece, row, cells);
    }
  }
}

void TableOutput::write(const Piece& piece) {
  if (impl_->text_file != nullptr) {
    impl_->text_file->write(piece.text);
    return;
  }
  std::vector<FieldValue> values;
  for (std::size_t row = 0; row < piece.rows.rows(); ++row) {
    values.clear();
    for (const std::size_t column : impl_->kept) values.push_back(piece.rows.value(row, column));
    for (std::size_t column = 0; column < impl_->added.size(); ++column) {
      values.push_back(piece.added->value(row, column));
    }
    const geo::Geometry geometry = piece.rows.geometry(row);
    impl_->vector_file->add(values, &geometry);
  }
}

void TableOutput::finish() {
  if (impl_->text_file != nullptr) {
    impl_->text_file->finish();
  } else {
    impl_->vector_file->finish();
  }
}

std::vector<std::string> TableOutput::warnings() const {
  return impl_->vector_file ? impl_->vector_file->warnings() : std::vector<std::string>();
}

}  // namespace nearnet::io
