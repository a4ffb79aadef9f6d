// SPDX-License-Identifier: Apache-2.0
// Which column of a source is which field of ours. Headers match without regard to case, blanks,
// underscores and punctuation, by our name first and then by synonyms in order; what the user says
// with --field wins.
//
//   io::FieldMapping mapping(io::business_fields(), reader.fields(), {{"name", "DBA"}});
//   if (auto column = mapping.column("zip")) text = io::to_text(feature.values[*column]);
//
// Cost: linear in columns times synonyms, once a file.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/field.h"

namespace nearnet::io {

struct CanonicalField {
  std::string name;
  std::vector<std::string> synonyms;  ///< best first
};

/// Our fields for each kind of record, as documented for users.
const std::vector<CanonicalField>& business_fields();
const std::vector<CanonicalField>& footprint_fields();
const std::vector<CanonicalField>& availability_fields();
const std::vector<CanonicalField>& road_fields();
const std::vector<CanonicalField>& rep_fields();
const std::vector<CanonicalField>& unit_fields();
const std::vector<CanonicalField>& no_solicit_fields();
const std::vector<CanonicalField>& activity_fields();
/// Longitude and latitude alone.
const std::vector<CanonicalField>& coordinate_fields();

/// Lower case, letters and digits only: "Bus. Address" → "busaddress". Bytes above 127 stay.
std::string header_key(std::string_view header);

class FieldMapping {
 public:
  /// `explicit_fields`: ours → theirs. Throws ConfigError that lists what exists for an unknown
  /// name on either side. A column serves one field only.
  FieldMapping(const std::vector<CanonicalField>& ours, const std::vector<Field>& theirs,
               const std::map<std::string, std::string>& explicit_fields = {});

  /// Column index of one of our fields; none when the source has nothing for it.
  std::optional<std::size_t> column(std::string_view ours) const;
  /// True for columns that serve a field.
  bool used(std::size_t column) const { return used_[column]; }
  /// "name ← DBA, address1 ← Bus address": for the import report.
  std::string summary() const;

 private:
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::vector<bool> used_;
  std::vector<std::string> their_names_;
};

}  // namespace nearnet::io
