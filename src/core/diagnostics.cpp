// SPDX-License-Identifier: Apache-2.0
#include "core/diagnostics.h"

#include <algorithm>
#include <utility>

namespace nearnet::core {

std::string Finding::message() const {
  std::string text = place.source;
  if (!place.layer.empty()) text += ", layer " + place.layer;
  if (place.row > 0) text += ", row " + std::to_string(place.row);
  if (!place.column.empty()) text += ", column " + place.column;
  text += ": " + code + ": " + found;
  if (!expected.empty()) text += "; expected " + expected;
  return text;
}

void Diagnostics::reject(std::string code, SourcePlace place, std::string found,
                         std::string expected) {
  ++rejected_;
  ++rejections_[code];
  findings_.push_back({Severity::kRejected, std::move(code), std::move(place), std::move(found),
                       std::move(expected)});
}

void Diagnostics::warn(std::string code, SourcePlace place, std::string found,
                       std::string expected) {
  findings_.push_back({Severity::kWarning, std::move(code), std::move(place), std::move(found),
                       std::move(expected)});
}

void Diagnostics::note(std::string code, SourcePlace place, std::string found) {
  findings_.push_back(
      {Severity::kNote, std::move(code), std::move(place), std::move(found), std::string()});
}

void Diagnostics::add(const Diagnostics& others) {
  findings_.insert(findings_.end(), others.findings_.begin(), others.findings_.end());
  for (const auto& [code, rows] : others.rejections_) rejections_[code] += rows;
  rejected_ += others.rejected_;
}

std::int64_t Diagnostics::count(const std::string& code) const {
  return std::count_if(findings_.begin(), findings_.end(),
                       [&](const Finding& finding) { return finding.code == code; });
}

}  // namespace nearnet::core
