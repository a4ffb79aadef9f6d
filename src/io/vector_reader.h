// SPDX-License-Identifier: Apache-2.0
// A stream over the rows of any OGR source: a file, a .zip or .gz that holds one, /vsizip/,
// /vsicurl/, PG:…, OSM extracts. Geometry arrives as WGS 84 lon/lat, text as UTF-8, text keys with
// their zeros.
//
//   io::VectorReader reader({.source = "towns.zip", .where = "STATE = 'ME'"});
//   io::Feature feature;
//   while (reader.next(feature)) use(feature.row, feature.values, feature.geometry);
//
// Where a layer has no geometry of its own (CSV, spreadsheets), it is taken from longitude and
// latitude columns, else from a column of WKT; where areas
// are wanted, also from a column of H3 cells. Text files in Latin-1, UTF-16 or with bare CR line
// ends are converted in memory. Throws core::InputError with a message that says what to do for
// anything that cannot be read; a source that breaks off half-way throws too, nothing is silently
// cut. Cost: one pass, 256 rows in memory at most. One reader a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/geometry.h"
#include "io/field.h"
#include "io/shape.h"

class OGRGeometry;
class OGRLayer;

namespace nearnet::io {

/// What the caller looks for: decides which layers of an OSM extract are read.
enum class Wanted { kAnything, kPointsAndAreas, kLines, kAreas };

struct SourceOptions {
  std::string source = {};
  std::string layer = {};       ///< layer name, or the file to take from a .zip that holds several
  std::string where = {};       ///< OGR SQL condition
  std::string crs = {};         ///< overrides what the source says; "" trusts it
  std::string lon_column = {};  ///< for layers without geometry; "" finds it by its name
  std::string lat_column = {};
  Wanted wanted = Wanted::kAnything;
};

/// How far the geometry of a row can be used.
enum class GeometryState : std::uint8_t {
  kGood,
  kMissing,        ///< null, empty, or blank coordinates
  kBadCoordinate,  ///< coordinate columns that hold no numbers
  kOutOfRange,     ///< beyond ±180, ±90, or not projectable
  kUnreadable,     ///< broken WKB or WKT, rings too short
};

struct Feature {
  std::int64_t row = 0;  ///< data rows from 1, as delivered
  std::int64_t fid = -1;
  std::vector<FieldValue> values;  ///< one a field of the reader
  GeometryState state = GeometryState::kMissing;
  geo::Geometry geometry;  ///< as in the source, not repaired; empty unless state is kGood
  std::string problem;     ///< what was found, when the state is not kGood
  // Between VectorReader::next_raw() and finish(), the geometry as it was read, one of the two:
  std::shared_ptr<OGRGeometry> raw;
  std::vector<std::byte> wkb;  ///< in lon/lat already
};

class TablePieces;

class VectorReader {
 public:
  explicit VectorReader(const SourceOptions& options);
  VectorReader(VectorReader&&) noexcept;
  VectorReader& operator=(VectorReader&&) noexcept;
  ~VectorReader();

  /// Rows come without geometry from now on, which is faster where only values matter.
  void skip_geometry();

  /// The next row, its buffers reused; false at the end.
  bool next(Feature& feature);
  /// As next(), but where rows are read on one thread and understood on several: what needs no
  /// order is left to finish(), until when the row may have no geometry.
  bool next_raw(Feature& feature);
  /// Safe from several threads, each with a row of its own.
  static void finish(Feature& feature);

  const std::vector<Field>& fields() const;
  /// Exact name first, then ignoring case.
  std::optional<std::size_t> field(std::string_view name) const;
  /// Rows can have geometry: a geometry column, coordinate columns or WKT.
  bool has_geometry() const;
  /// Columns that the geometry was taken from, none for real geometry.
  const std::vector<std::size_t>& coordinate_columns() const;
  /// What geometry rows have: as the layer declares, kPoint for coordinate columns, kNone without
  /// any.
  Shape shape() const;
  /// An OSM extract: field 0 is "osm_key" ("node/123"), every tag we use is a field of its own.
  bool is_osm() const;

  /// What the user named, and the layer within it: for messages.
  const std::string& source() const;
  const std::string& layer() const;
  /// For records: the file's name without its folder, the layer's for databases and services, whose
  /// addresses may hold passwords.
  std::string short_name() const;
  /// Things worth telling about the source as a whole, such as a file chosen from a .zip.
  std::vector<std::string> notes() const;
  /// Share of the source read so far, 0 … 1; 0 when it cannot be told.
  double progress() const;

 private:
  friend class TablePieces;

  /// The layer, when its geometry is in lon/lat as it is; null otherwise.
  OGRLayer* plain_layer() const;
  /// What progress() is after so many rows.
  double share_of(std::int64_t rows) const;

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Names of the layers in a source, in its own order; of the files in a .zip that holds several.
std::vector<std::string> layer_names(const SourceOptions& options);

}  // namespace nearnet::io
