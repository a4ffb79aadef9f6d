// SPDX-License-Identifier: Apache-2.0
#include "workspace/check.h"

#include <fmt/format.h>

#include <algorithm>

#include "workspace/check_parts.h"

namespace nearnet::workspace {
namespace {

constexpr std::size_t kExamples = 3;

}  // namespace

void Problems::add(std::string_view kind, std::string sentence, std::string_view advice) {
  auto found = std::find_if(kinds_.begin(), kinds_.end(),
                            [&](const Kind& known) { return known.name == kind; });
  if (found == kinds_.end()) found = kinds_.insert(found, Kind{kind, advice, {}, 0});
  ++found->count;
  if (found->examples.size() < kExamples) found->examples.push_back(std::move(sentence));
}

std::vector<std::string> Problems::sentences() const {
  std::vector<std::string> all;
  for (const Kind& kind : kinds_) {
    for (const std::string& example : kind.examples) {
      all.push_back(fmt::format("{}; {}", example, kind.advice));
    }
    if (kind.count > kind.examples.size()) {
      all.push_back(fmt::format("{}: {} more like these; {}", kind.name,
                                kind.count - kind.examples.size(), kind.advice));
    }
  }
  return all;
}

std::vector<std::string> check(const Snapshot& snapshot, const storage::Store& store) {
  Problems problems;
  for (std::string& lost : store.damage()) {
    problems.add("lost layers and columns", std::move(lost),
                 "copy what you need into a new workspace, or take the last good copy of the file");
  }
  check_records(snapshot, problems);
  check_prospects(snapshot, problems);
  check_territories(snapshot, problems);
  check_days(snapshot, problems);
  check_activities(snapshot, problems);
  return problems.sentences();
}

}  // namespace nearnet::workspace
