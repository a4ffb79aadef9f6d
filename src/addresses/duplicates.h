// SPDX-License-Identifier: Apache-2.0
// Businesses that are probably in the list twice, with the evidence. A proposal for people: nothing
// is merged here.
//
//   for (const DuplicateGroup& group : addresses::find_duplicates(businesses, known_distinct)) {
//     businesses[group.members.front()];       // the one to keep: the most complete record
//     for (const DuplicatePair& pair : group.pairs) print(describe(pair), pair.confidence);
//   }
//
// Two businesses are a pair when they are at the same place (same address, or within `near` metres)
// and share a name, a telephone number or a web domain; or share number and name where one of the
// two has no place that speaks against it. Never on the domain alone: chains share it. Never across
// different units of one address, nor for pairs known to be distinct. Groups hold no two businesses
// that may not be a pair.
//
// Pure and deterministic: the same groups whatever the order of the businesses, but for indices.
// Cost: businesses that share nothing are never compared; within a block the comparisons are
// quadratic.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/units.h"
#include "model/address.h"
#include "model/business.h"

namespace nearnet::addresses {

enum class Evidence { kAddress, kNear, kName, kPhone, kDomain };
/// "same address", "near", "name", "phone", "web domain"
std::string_view to_text(Evidence evidence);

struct DuplicatePair {
  std::size_t first = 0;  ///< indices of businesses; the smaller id first
  std::size_t second = 0;
  std::vector<Evidence> evidence;  ///< in the order of the enumeration
  double confidence = 0.0;         ///< 0 … 1
};
/// "same address, name, phone"
std::string describe(const DuplicatePair& pair);

struct DuplicateGroup {
  std::vector<std::size_t> members;  ///< the most complete record first, then by id
  std::vector<DuplicatePair> pairs;  ///< by confidence, then by ids
  double confidence = 0.0;           ///< of the surest pair
};

struct DuplicateOptions {
  core::Metres near{100.0};
  double similar_name = 0.8;  ///< name_similarity() that counts as the same name
};

/// By confidence, then by the id of the first member.
std::vector<DuplicateGroup> find_duplicates(std::span<const model::Business> businesses,
                                            std::span<const model::DistinctPair> known_distinct,
                                            const DuplicateOptions& options = {});

}  // namespace nearnet::addresses
