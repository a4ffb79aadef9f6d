// SPDX-License-Identifier: Apache-2.0
#include "io/record_keys.h"

#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "core/error.h"
#include "core/text.h"
#include "io/field_mapping.h"

namespace nearnet::io {
namespace {

std::optional<std::size_t> column_of(const std::vector<Field>& fields, std::string_view header) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == header) return i;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (header_key(fields[i].name) == header_key(header)) return i;
  }
  return std::nullopt;
}

/// The values joined by "|"; "" when any of them is blank.
std::string joined(const Feature& feature, const std::vector<std::size_t>& columns) {
  std::string key;
  for (const std::size_t column : columns) {
    const FieldValue& value = feature.values[column];
    if (is_blank(value)) return {};
    if (!key.empty()) key += '|';
    key += core::trimmed(to_text(value));
  }
  return key;
}

}  // namespace

RecordKeys::RecordKeys(const std::vector<Field>& fields, const KeyOptions& options)
    : named_(!options.named.empty()), fall_back_to_fid_(options.fall_back_to_fid) {
  if (named_) {
    for (const std::string& header : options.named) {
      if (column_of(fields, header)) continue;
      std::vector<std::string> names;
      for (const Field& field : fields) names.push_back(field.name);
      throw core::ConfigError(fmt::format("--key {}: the source has no such column; it has {}",
                                          header, core::join(names, ", ")));
    }
    add_candidate(fields, options.named, false);
    return;
  }
  for (const KeyCandidate& headers : options.candidates) add_candidate(fields, headers, false);
  for (const KeyCandidate& headers : options.local_candidates) add_candidate(fields, headers, true);
}

void RecordKeys::add_candidate(const std::vector<Field>& fields, const KeyCandidate& headers,
                               bool local) {
  Candidate candidate;
  candidate.local = local;
  std::vector<std::string> names;
  for (const std::string& header : headers) {
    const std::optional<std::size_t> column = column_of(fields, header);
    if (!column) return;
    candidate.columns.push_back(*column);
    names.push_back(fields[*column].name);
  }
  candidate.description = core::join(names, "|");
  candidates_.push_back(std::move(candidate));
}

void RecordKeys::add(const Feature& feature, const KeyRow& row) {
  identities_.push_back(row.identity);
  rows_.push_back(feature.row);
  if (fall_back_to_fid_) fids_.push_back(feature.fid);
  for (Candidate& candidate : candidates_) {
    if (!candidate.watched) continue;
    std::string key = joined(feature, candidate.columns);
    if (!key.empty()) {
      if (candidate.local) key = row.prefix + "/" + key;
      if (row.part > 0) key += fmt::format("#{}", row.part + 1);
    }
    if (named_) {
      candidate.named.push_back(std::move(key));
    } else {
      watch(candidate, std::move(key), feature.row);
    }
  }
}

void RecordKeys::watch(Candidate& candidate, std::string key, std::int64_t row) {
  constexpr std::size_t kExamples = 3;
  constexpr std::int64_t kMostCounted = 1000;
  if (key.empty()) {
    if (++candidate.blanks == 1) candidate.first_blank = row;
    candidate.alive = false;
  } else {
    const auto [known, fresh] = candidate.first_rows.emplace(std::move(key), row);
    if (fresh) {
      if (candidate.alive) candidate.keys.push_back(&known->first);
    } else {
      candidate.alive = false;
      ++candidate.repeats;
      if (candidate.examples.size() < kExamples) {
        candidate.examples.push_back({known->first, known->second, row});
      }
    }
  }
  const bool hopeless = candidate.blanks > kMostCounted || candidate.repeats > kMostCounted;
  if (!hopeless) return;
  candidate.watched = false;
  candidate.keys = {};
  candidate.first_rows = {};
}

std::vector<std::optional<std::string>> RecordKeys::named_keys(const core::SourcePlace& source,
                                                               core::Diagnostics& diagnostics) {
  Candidate& candidate = candidates_.front();
  description_ = candidate.description;
  std::unordered_map<std::string, std::int64_t> first_rows;
  std::vector<std::optional<std::string>> keys;
  for (std::size_t i = 0; i < candidate.named.size(); ++i) {
    core::SourcePlace place = source;
    place.row = rows_[i];
    place.column = candidate.description;
    const std::string& key = candidate.named[i];
    const auto [known, fresh] = first_rows.emplace(key, rows_[i]);
    if (key.empty()) {
      diagnostics.reject("NO_KEY", place, "the key is blank", "a value in every row");
      keys.emplace_back();
    } else if (!fresh) {
      diagnostics.reject("DUPLICATE_KEY", place,
                         fmt::format("{} is the key of row {} already", key, known->second),
                         "a key of its own");
      keys.emplace_back();
    } else {
      keys.emplace_back(key);
    }
  }
  return keys;
}

std::vector<std::optional<std::string>> RecordKeys::derived_keys() const {
  std::vector<std::optional<std::string>> keys;
  std::unordered_map<std::uint64_t, int> counts;
  for (const std::uint64_t identity : identities_) {
    const int count = ++counts[identity];
    std::string key = fmt::format("{:016x}", identity);
    if (count > 1) key += fmt::format("#{}", count);
    keys.emplace_back(std::move(key));
  }
  return keys;
}

std::vector<std::optional<std::string>> RecordKeys::finish(const core::SourcePlace& source,
                                                           core::Diagnostics& diagnostics) {
  if (named_) return named_keys(source, diagnostics);
  for (Candidate& candidate : candidates_) {
    if (!candidate.alive || candidate.keys.empty()) continue;
    description_ = candidate.description;
    std::vector<std::optional<std::string>> keys;
    keys.reserve(candidate.keys.size());
    for (const std::string* key : candidate.keys) keys.emplace_back(*key);
    return keys;
  }
  explain_hash(source, diagnostics);
  if (!fall_back_to_fid_) {
    description_ = "hash";
    return derived_keys();
  }
  description_ = "fid";
  std::vector<std::optional<std::string>> keys;
  for (const std::int64_t fid : fids_) keys.emplace_back(std::to_string(fid));
  return keys;
}

void RecordKeys::explain_hash(const core::SourcePlace& source,
                              core::Diagnostics& diagnostics) const {
  for (const Candidate& candidate : candidates_) {
    const bool filled = static_cast<std::size_t>(candidate.blanks) < rows_.size();
    if (candidate.columns.size() > 1 || !filled || rows_.empty()) continue;
    std::vector<std::string> reasons;
    for (const Repeat& repeat : candidate.examples) {
      reasons.push_back(fmt::format("\"{}\" stands in rows {} and {}", repeat.key, repeat.first_row,
                                    repeat.second_row));
    }
    const auto others = candidate.repeats - static_cast<std::int64_t>(candidate.examples.size());
    const char* more = candidate.watched ? "" : "at least ";
    if (others > 0) reasons.push_back(fmt::format("{}{} more repeats", more, others));
    if (candidate.blanks > 0) {
      reasons.push_back(fmt::format("{}{} rows have none, the first row {}", more, candidate.blanks,
                                    candidate.first_blank));
    }
    core::SourcePlace place = source;
    place.column = candidate.description;
    diagnostics.warn(
        "KEY_NOT_UNIQUE", place, core::join(reasons, "; "),
        fmt::format("a value of its own in every row; keyed by {} instead, so a changed row comes "
                    "in again as a new one; --key {} binds the key and rejects repeats",
                    fall_back_to_fid_ ? "row number" : "a hash of the content",
                    candidate.description));
  }
}

std::uint64_t stable_hash(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : bytes) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3U;
  }
  return hash;
}

std::string normalised(std::string_view text) {
  std::string out;
  for (const char c : core::lower_case(core::trimmed(text))) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  return out;
}

}  // namespace nearnet::io
