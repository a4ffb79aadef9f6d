// SPDX-License-Identifier: Apache-2.0
#include "io/field_mapping.h"

#include <fmt/format.h>

#include "core/error.h"
#include "core/text.h"

namespace nearnet::io {
namespace {

std::optional<std::size_t> find_theirs(const std::vector<Field>& theirs, std::string_view name) {
  const auto first = [&](auto&& matches) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      if (matches(theirs[i].name)) return i;
    }
    return std::nullopt;
  };
  if (const auto exact =
          first([&](const std::string& theirs_name) { return theirs_name == name; })) {
    return exact;
  }
  const std::string key = header_key(name);
  return first([&](const std::string& theirs_name) { return header_key(theirs_name) == key; });
}

std::string list_of(const std::vector<Field>& fields) {
  std::vector<std::string> names;
  for (const Field& field : fields) names.push_back(field.name);
  return core::join(names, ", ");
}

std::string list_of(const std::vector<CanonicalField>& fields) {
  std::vector<std::string> names;
  for (const CanonicalField& field : fields) names.push_back(field.name);
  return core::join(names, ", ");
}

}  // namespace

std::string header_key(std::string_view header) {
  std::string key;
  for (const char c : core::lower_case(header)) {
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) key.push_back(c);
  }
  return key;
}

FieldMapping::FieldMapping(const std::vector<CanonicalField>& ours,
                           const std::vector<Field>& theirs,
                           const std::map<std::string, std::string>& explicit_fields)
    : used_(theirs.size(), false) {
  std::map<std::string, std::size_t> by_key;
  for (std::size_t i = 0; i < theirs.size(); ++i) {
    their_names_.push_back(theirs[i].name);
    by_key.emplace(header_key(theirs[i].name), i);
  }
  const auto take = [&](const std::string& name, std::size_t column) {
    columns_.emplace(name, column);
    used_[column] = true;
  };
  for (const auto& [our_name, their_name] : explicit_fields) {
    const std::string key = header_key(our_name);
    const CanonicalField* known = nullptr;
    for (const CanonicalField& field : ours) {
      if (header_key(field.name) == key) known = &field;
    }
    if (known == nullptr) {
      throw core::ConfigError(fmt::format("--field {}={}: there is no field \"{}\"; ours are {}",
                                          our_name, their_name, our_name, list_of(ours)));
    }
    const std::optional<std::size_t> column = find_theirs(theirs, their_name);
    if (!column) {
      throw core::ConfigError(
          fmt::format("--field {}={}: the source has no column \"{}\"; it has {}", our_name,
                      their_name, their_name, list_of(theirs)));
    }
    take(known->name, *column);
  }
  const auto try_header = [&](const CanonicalField& field, std::string_view header) {
    if (columns_.contains(field.name)) return;
    const auto found = by_key.find(header_key(header));
    if (found != by_key.end() && !used_[found->second]) take(field.name, found->second);
  };
  for (const CanonicalField& field : ours) try_header(field, field.name);
  for (const CanonicalField& field : ours) {
    for (const std::string& synonym : field.synonyms) try_header(field, synonym);
  }
}

std::optional<std::size_t> FieldMapping::column(std::string_view ours) const {
  const auto found = columns_.find(ours);
  return found == columns_.end() ? std::nullopt : std::optional(found->second);
}

std::string FieldMapping::summary() const {
  std::vector<std::string> parts;
  for (const auto& [ours, column] : columns_) parts.push_back(ours + " ← " + their_names_[column]);
  return core::join(parts, ", ");
}

}  // namespace nearnet::io
