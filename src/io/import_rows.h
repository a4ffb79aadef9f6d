// SPDX-License-Identifier: Apache-2.0
// What all importers share: the loop over a source's rows, and one row seen through the mapping.
// For io/ only.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/calendar.h"
#include "core/diagnostics.h"
#include "core/job_context.h"
#include "core/pipeline.h"
#include "core/units.h"
#include "io/field_mapping.h"
#include "io/import.h"
#include "io/record_keys.h"
#include "io/source_profiles.h"
#include "io/vector_reader.h"

namespace nearnet::io {

/// One row. Values that cannot be understood are warned about and read as none.
class Row {
 public:
  Row(Feature& feature, const FieldMapping& mapping, const VectorReader& reader,
      core::Diagnostics& diagnostics)
      : feature_(feature), mapping_(mapping), reader_(reader), diagnostics_(diagnostics) {}

  const Feature& feature() const { return feature_; }
  bool has(std::string_view ours) const { return mapping_.column(ours).has_value(); }
  /// Null when the source has no such column.
  const FieldValue& value(std::string_view ours) const;
  /// The column that serves one of our fields; "" for none.
  std::string header(std::string_view ours) const;
  /// Takes the values that stand within columns of JSON; they come before the columns' own.
  void unpack(const SourceProfile& profile);
  /// extra() shows the column of this field too: its text was not understood.
  void keep_in_extra(std::string_view ours);
  /// Trimmed; "" for blank and for the words that mean nothing ("NA").
  std::string text(std::string_view ours) const;
  /// As text() for a column of the source, by its index.
  std::string column_text(std::size_t column) const;
  std::optional<double> number(std::string_view ours);
  std::optional<int> integer(std::string_view ours);
  std::optional<core::Date> date(std::string_view ours);
  std::optional<core::TimeOfDay> time(std::string_view ours);
  std::optional<core::Cents> money(std::string_view ours);
  std::optional<bool> yes_no(std::string_view ours);
  /// The columns that serve no field, as one JSON object with sorted keys; "" when all are null.
  std::string extra(const std::vector<std::size_t>& leave_out = {}) const;

  core::SourcePlace place(std::string_view ours = {}) const;
  void warn(std::string code, std::string_view ours, std::string found, std::string expected);
  void reject(std::string code, std::string_view ours, std::string found, std::string expected);

  /// The row's place on earth: a point, or a point inside an area. Otherwise none with a warning
  /// (NO_POSITION, BAD_COORDINATE, OUT_OF_RANGE, NULL_ISLAND, WRONG_GEOMETRY, INVALID_GEOMETRY).
  std::optional<geo::LonLat> position();
  /// Valid polygons, repaired and split at the antimeridian with warnings; none when the row was
  /// rejected (NO_GEOMETRY, WRONG_GEOMETRY, INVALID_GEOMETRY, OUT_OF_RANGE). Takes the geometry out
  /// of the feature.
  std::optional<geo::Geometry> area();

 private:
  Feature& feature_;
  const FieldMapping& mapping_;
  const VectorReader& reader_;
  core::Diagnostics& diagnostics_;
  std::map<std::string, FieldValue, std::less<>> unpacked_;
  std::vector<std::size_t> kept_;
};

/// Opens what the options name.
VectorReader open_source(const ImportOptions& options, Wanted wanted);

/// Says in a note what the source was recognised as, which columns serve and what the key is.
void note_source(const VectorReader& reader, const SourceProfile& profile,
                 const FieldMapping& mapping, const std::string& key,
                 core::Diagnostics& diagnostics);

/// Reads a source row by row for one kind of record: in order on one thread, while all threads make
/// records of the rows.
class RowLoop {
 public:
  RowLoop(const ImportOptions& options, Wanted wanted,
          const std::vector<CanonicalField>& catalogue);
  RowLoop(const ImportOptions& options, VectorReader reader, SourceProfile profile,
          const std::vector<CanonicalField>& catalogue);

  const VectorReader& reader() const { return reader_; }
  const FieldMapping& mapping() const { return *mapping_; }
  const SourceProfile& profile() const { return profile_; }

  /// `convert` appends records to its second argument or rejects the row; a row for which it does
  /// neither is not one of this kind and not counted. `describe` gives key data for a record. Both
  /// are called from several threads at once.
  template <typename T>
  Imported<T> run(const core::JobContext& job, const KeyOptions& key_options,
                  const std::function<void(Row&, std::vector<T>&)>& convert,
                  const std::function<KeyRow(const T&, const Row&)>& describe);

 private:
  template <typename T>
  struct Batch;

  KeyOptions with_user_keys(KeyOptions options) const;
  bool read(std::vector<Feature>& rows);

  ImportOptions options_;
  VectorReader reader_;
  SourceProfile profile_;
  std::optional<FieldMapping> mapping_;
};

/// Some rows and what becomes of them.
template <typename T>
struct RowLoop::Batch {
  std::vector<Feature> rows;
  double progress = 0.0;  ///< of the reader, behind these rows
  std::vector<T> records;
  std::vector<KeyRow> keys;             ///< one a record
  std::vector<std::size_t> row_of_key;  ///< into rows
  core::Diagnostics diagnostics;
};

template <typename T>
Imported<T> RowLoop::run(const core::JobContext& job, const KeyOptions& key_options,
                         const std::function<void(Row&, std::vector<T>&)>& convert,
                         const std::function<KeyRow(const T&, const Row&)>& describe) {
  constexpr std::size_t kBatches = 8;
  Imported<T> in;
  RecordKeys keys(reader_.fields(), with_user_keys(key_options));
  core::run_pipeline<Batch<T>>(
      job, kBatches,
      [&](Batch<T>& batch) {
        const bool more = read(batch.rows);
        batch.progress = reader_.progress();
        return more;
      },
      [&](Batch<T>& batch) {
        for (std::size_t i = 0; i < batch.rows.size(); ++i) {
          VectorReader::finish(batch.rows[i]);
          Row row(batch.rows[i], *mapping_, reader_, batch.diagnostics);
          row.unpack(profile_);
          const std::size_t first = batch.records.size();
          convert(row, batch.records);
          for (std::size_t record = first; record < batch.records.size(); ++record) {
            KeyRow key = describe(batch.records[record], row);
            key.part = static_cast<int>(record - first);
            batch.keys.push_back(std::move(key));
            batch.row_of_key.push_back(i);
          }
        }
      },
      [&](Batch<T>& batch) {
        in.rows_read +=
            static_cast<std::int64_t>(batch.records.size()) + batch.diagnostics.rejected();
        in.diagnostics.add(batch.diagnostics);
        for (std::size_t i = 0; i < batch.records.size(); ++i) {
          keys.add(batch.rows[batch.row_of_key[i]], batch.keys[i]);
          in.records.push_back(std::move(batch.records[i]));
        }
        job.report(batch.progress);
      });
  const std::vector<std::optional<std::string>> ids =
      keys.finish({.source = reader_.source(), .layer = reader_.layer()}, in.diagnostics);
  // In place: a second list would double the memory.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!ids[i]) continue;
    in.records[i].id = decltype(in.records[i].id)(*ids[i]);
    if (kept != i) in.records[kept] = std::move(in.records[i]);
    ++kept;
  }
  in.records.resize(kept);
  in.profile = profile_.name;
  in.key = keys.description();
  note_source(reader_, profile_, *mapping_, in.key, in.diagnostics);
  job.report(1.0);
  return in;
}

}  // namespace nearnet::io
