// SPDX-License-Identifier: Apache-2.0
// Keys for imported records, such that the same source gives the same keys again. For io/ only.
//
//   io::RecordKeys keys(reader.fields(), {.named = options.key, .candidates = {{"id"}, {"gid"}}});
//   for (…) keys.add(feature, {.identity = hash});
//   std::vector<std::optional<std::string>> ids = keys.finish();   // none: rejected
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/diagnostics.h"
#include "io/vector_reader.h"

namespace nearnet::io {

/// Columns that together may be a key. Headers match as in FieldMapping.
using KeyCandidate = std::vector<std::string>;

struct KeyOptions {
  std::vector<std::string> named = {};  ///< by the user: the only candidate, and binding
  std::vector<KeyCandidate> candidates = {};
  /// Well-known keys that are unique within one chain or brand only: used with the prefix of the
  /// row.
  std::vector<KeyCandidate> local_candidates = {};
  bool fall_back_to_fid = false;  ///< instead of the hash
};

struct KeyRow {
  std::uint64_t identity = 0;  ///< hash of what identifies the record
  int part = 0;                ///< 0, 1, … for the parts of one row
  std::string prefix = {};     ///< for local candidates
};

class RecordKeys {
 public:
  /// Throws ConfigError when a named column does not exist.
  RecordKeys(const std::vector<Field>& fields, const KeyOptions& options);

  /// For each record, in order.
  void add(const Feature& feature, const KeyRow& row);

  /// One key a record. With named columns a blank or repeated key is none, and rejected in
  /// `diagnostics` as NO_KEY or DUPLICATE_KEY. Where no well-known column could serve, a warning
  /// KEY_NOT_UNIQUE says for each which values stand in the way.
  std::vector<std::optional<std::string>> finish(const core::SourcePlace& source,
                                                 core::Diagnostics& diagnostics);
  /// "external_id", "h3_res8_id|provider_id", "fid" or "hash"; set by finish().
  const std::string& description() const { return description_; }

 private:
  struct Repeat {
    std::string key;
    std::int64_t first_row = 0;
    std::int64_t second_row = 0;
  };
  /// Columns that serve as key until a row has none, or another row's.
  struct Candidate {
    std::vector<std::size_t> columns = {};
    std::string description = {};
    bool local = false;
    bool alive = true;    ///< unique so far
    bool watched = true;  ///< not given up: what is wrong with it is still being counted
    std::vector<std::string> named = {};        ///< keys of columns that the user named
    std::vector<const std::string*> keys = {};  ///< in order of the rows, within first_rows
    std::unordered_map<std::string, std::int64_t> first_rows = {};  ///< looked up only
    std::int64_t blanks = 0;
    std::int64_t first_blank = 0;
    std::int64_t repeats = 0;
    std::vector<Repeat> examples = {};
  };
  void watch(Candidate& candidate, std::string key, std::int64_t row);
  void explain_hash(const core::SourcePlace& source, core::Diagnostics& diagnostics) const;
  void add_candidate(const std::vector<Field>& fields, const KeyCandidate& headers, bool local);
  std::vector<std::optional<std::string>> named_keys(const core::SourcePlace& source,
                                                     core::Diagnostics& diagnostics);
  std::vector<std::optional<std::string>> derived_keys() const;

  bool named_ = false;
  bool fall_back_to_fid_ = false;
  std::vector<Candidate> candidates_;
  std::vector<std::uint64_t> identities_;
  std::vector<std::int64_t> rows_;
  std::vector<std::int64_t> fids_;
  std::string description_;
};

/// FNV-1a, 64 bits: stable across machines and versions.
std::uint64_t stable_hash(std::string_view bytes);
/// Lower case, blanks collapsed: so that a changed spelling of blanks keeps the key.
std::string normalised(std::string_view text);

}  // namespace nearnet::io
