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
  fids_.push_back(feature.fid);
  for (Candidate& candidate : candidates_) {
    if (!candidate.alive) continue;
    std::string key = joined(feature, candidate.columns);
    if (!key.empty()) {
      if (candidate.local) key = row.prefix + "/" + key;
      if (row.part > 0) key += fmt::format("#{}", row.part + 1);
    }
    const bool good = !key.empty() && candidate.seen.insert(key).second;
    if (!good && !named_) {
      candidate =
          Candidate{.columns = {}, .description = {}, .alive = false, .keys = {}, .seen = {}};
      continue;
    }
    candidate.keys.push_back(std::move(key));
  }
}

std::vector<std::optional<std::string>> RecordKeys::named_keys(const core::SourcePlace& source,
                                                               core::Diagnostics& diagnostics) {
  Candidate& candidate = candidates_.front();
  description_ = candidate.description;
  std::unordered_map<std::string, std::int64_t> first_rows;
  std::vector<std::optional<std::string>> keys;
  for (std::size_t i = 0; i < candidate.keys.size(); ++i) {
    core::SourcePlace place = source;
    place.row = rows_[i];
    place.column = candidate.description;
    const std::string& key = candidate.keys[i];
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
    return {std::make_move_iterator(candidate.keys.begin()),
            std::make_move_iterator(candidate.keys.end())};
  }
  if (!fall_back_to_fid_) {
    description_ = "hash";
    return derived_keys();
  }
  description_ = "fid";
  std::vector<std::optional<std::string>> keys;
  for (const std::int64_t fid : fids_) keys.emplace_back(std::to_string(fid));
  return keys;
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
