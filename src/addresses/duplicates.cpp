// SPDX-License-Identifier: Apache-2.0
#include "addresses/duplicates.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "addresses/address.h"
#include "addresses/business_keys.h"
#include "addresses/merge.h"
#include "core/text.h"
#include "geo/local_frame.h"

namespace nearnet::addresses {
namespace {

using model::Business;
using IndexPair = std::pair<std::size_t, std::size_t>;

/// A business in the forms that compare.
struct Profile {
  Address address;
  std::string place;
  std::string name;
  std::string phone;
  std::string domain;
};

Profile profile_of(const Business& business) {
  Profile profile;
  profile.address = address_of(business);
  profile.place = place_key(profile.address);
  profile.name = normal_name(business.name);
  profile.phone = normal_phone(business.phone);
  profile.domain = normal_domain(business.website);
  return profile;
}

bool same_text(const std::string& a, const std::string& b) {
  return !a.empty() && a == b;
}

bool differ(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && a != b;
}

/// Different units of one address: neighbours, however alike.
bool in_different_units(const Profile& a, const Profile& b) {
  return same_text(a.place, b.place) && !a.address.unit.empty() && !b.address.unit.empty() &&
         !same_unit(a.address.unit, b.address.unit);
}

/// Names of blocks and the businesses in them; businesses in different blocks are not compared.
using Blocks = std::vector<std::pair<std::string, std::size_t>>;

/// Calls `visit` with the businesses of each block of more than one.
template <typename Visit>
void for_each_block(Blocks& blocks, Visit visit) {
  std::sort(blocks.begin(), blocks.end());
  std::vector<std::size_t> members;
  for (std::size_t begin = 0; begin < blocks.size();) {
    std::size_t end = begin;
    members.clear();
    while (end < blocks.size() && blocks[end].first == blocks[begin].first) {
      members.push_back(blocks[end++].second);
    }
    if (members.size() > 1) visit(members);
    begin = end;
  }
}

/// The beginnings of the words of the name, so that most misspelt names still meet.
std::vector<std::string> stems_of(const Profile& profile) {
  constexpr std::size_t kStem = 3;
  std::vector<std::string> stems;
  if (profile.name.empty()) return stems;
  for (const std::string& word : core::split(profile.name, ' ')) {
    stems.push_back(word.substr(0, kStem));
  }
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  return stems;
}

class Finder {
 public:
  Finder(std::span<const Business> businesses, std::span<const model::DistinctPair> known_distinct,
         const DuplicateOptions& options)
      : businesses_(businesses), options_(options) {
    profiles_.reserve(businesses.size());
    for (const Business& business : businesses) profiles_.push_back(profile_of(business));
    for (const model::DistinctPair& pair : known_distinct) {
      distinct_.emplace(pair.first, pair.second);
      distinct_.emplace(pair.second, pair.first);
    }
  }

  std::vector<DuplicateGroup> run() {
    std::vector<DuplicatePair> pairs;
    for (const IndexPair& candidate : candidates()) {
      if (auto pair = judge(candidate)) pairs.push_back(std::move(*pair));
    }
    std::sort(pairs.begin(), pairs.end(), [&](const auto& a, const auto& b) {
      return std::tuple(-a.confidence, businesses_[a.first].id, businesses_[a.second].id) <
             std::tuple(-b.confidence, businesses_[b.first].id, businesses_[b.second].id);
    });
    return grouped(pairs);
  }

 private:
  /// Pairs that share a telephone number, or a word or domain at one place; each once.
  std::vector<IndexPair> candidates() const {
    // A number of more businesses than this is a switchboard's and says nothing.
    constexpr std::size_t kSwitchboard = 50;
    Blocks phones;
    Blocks places;
    Blocks spread;
    for (std::size_t i = 0; i < profiles_.size(); ++i) {
      const Profile& profile = profiles_[i];
      if (!profile.phone.empty()) phones.emplace_back(profile.phone, i);
      std::vector<std::string> shared = stems_of(profile);
      if (shared.empty() && !profile.place.empty()) places.emplace_back(profile.place, i);
      if (!profile.domain.empty()) shared.push_back("@" + profile.domain);
      for (const std::string& key : shared) {
        if (!profile.place.empty()) places.emplace_back(profile.place + '/' + key, i);
        if (businesses_[i].position) spread.emplace_back(key, i);
      }
    }
    std::vector<IndexPair> pairs;
    const auto add = [&](std::size_t a, std::size_t b) {
      pairs.push_back(businesses_[a].id < businesses_[b].id ? IndexPair{a, b} : IndexPair{b, a});
    };
    const auto add_all = [&](const std::vector<std::size_t>& members) {
      for (std::size_t i = 0; i < members.size(); ++i) {
        for (std::size_t j = i + 1; j < members.size(); ++j) add(members[i], members[j]);
      }
    };
    for_each_block(phones, [&](const std::vector<std::size_t>& members) {
      if (members.size() <= kSwitchboard) add_all(members);
    });
    for_each_block(places, add_all);
    for_each_block(spread, [&](std::vector<std::size_t>& members) { add_near(members, add); });
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
  }

  /// A sweep from south to north over the members of a block.
  template <typename Add>
  void add_near(std::vector<std::size_t>& members, const Add& add) const {
    const auto place = [&](std::size_t i) { return *businesses_[i].position; };
    std::sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(place(a).lat, a) < std::pair(place(b).lat, b);
    });
    for (std::size_t i = 0; i < members.size(); ++i) {
      const geo::LocalFrame frame(place(members[i]));
      const double reach = 1.01 * options_.near.value / frame.metres_per_degree_lat();
      for (std::size_t j = i + 1; j < members.size(); ++j) {
        if (place(members[j]).lat - place(members[i]).lat > reach) break;
        if (are_near(members[i], members[j])) add(members[i], members[j]);
      }
    }
  }

  bool are_near(std::size_t a, std::size_t b) const {
    const auto& from = businesses_[a].position;
    const auto& to = businesses_[b].position;
    if (!from || !to) return false;
    const geo::XY away = geo::LocalFrame(std::min(*from, *to)).to_metres(std::max(*from, *to));
    return std::hypot(away.x, away.y) <= options_.near.value;
  }

  bool must_stay_apart(std::size_t a, std::size_t b) const {
    return in_different_units(profiles_[a], profiles_[b]) ||
           distinct_.contains({businesses_[a].id, businesses_[b].id});
  }

  std::optional<DuplicatePair> judge(const IndexPair& candidate) const {
    const auto [i, j] = candidate;
    if (must_stay_apart(i, j)) return std::nullopt;
    const Profile& a = profiles_[i];
    const Profile& b = profiles_[j];
    const bool fits = compatible(a.address.locality, b.address.locality);
    const bool same_address = same_text(a.place, b.place) && fits;
    const bool other_address = !same_address && !a.place.empty() && !b.place.empty();
    const bool near = are_near(i, j);
    const bool phone = same_text(a.phone, b.phone);
    const bool domain = same_text(a.domain, b.domain);
    const double likeness = name_similarity(a.name, b.name);
    const bool name = likeness >= options_.similar_name;
    const bool nameless = a.name.empty() && b.name.empty();
    // Next door with a like name is a neighbour, not the same: then it takes the number, or the
    // very name.
    constexpr double kVeryName = 0.95;
    const bool at_place =
        same_address || (near && (!other_address || phone || likeness >= kVeryName));
    const bool no_place =
        !other_address && fits && !(businesses_[i].position && businesses_[j].position);
    const bool is_pair = (at_place && (name || phone || domain)) || (same_address && nameless) ||
                         (no_place && phone && name);
    if (!is_pair) return std::nullopt;

    DuplicatePair pair{.first = i, .second = j, .evidence = {}, .confidence = 0.2};
    const auto weigh = [&](bool holds, Evidence evidence, double weight) {
      if (!holds) return;
      pair.evidence.push_back(evidence);
      pair.confidence += weight;
    };
    weigh(same_address, Evidence::kAddress, 0.3);
    weigh(near, Evidence::kNear, same_address ? 0.0 : 0.2);
    weigh(name, Evidence::kName, 0.3 * likeness);
    weigh(phone, Evidence::kPhone, 0.2);
    weigh(domain, Evidence::kDomain, 0.1);
    if (differ(a.phone, b.phone)) pair.confidence -= 0.15;
    if (differ(a.domain, b.domain)) pair.confidence -= 0.1;
    if (a.address.unit.empty() != b.address.unit.empty()) pair.confidence -= 0.05;
    pair.confidence = std::clamp(pair.confidence, 0.05, 0.99);
    return pair;
  }

  /// Joins pairs, the surest first, unless that would bring two together that must stay apart.
  std::vector<DuplicateGroup> grouped(const std::vector<DuplicatePair>& pairs) const {
    std::map<std::size_t, std::size_t> group_of;
    std::map<std::size_t, std::vector<std::size_t>> members;
    const auto group = [&](std::size_t i) {
      const auto [place, fresh] = group_of.try_emplace(i, i);
      if (fresh) members[i] = {i};
      return place->second;
    };
    for (const DuplicatePair& pair : pairs) {
      const std::size_t into = group(pair.first);
      const std::size_t from = group(pair.second);
      if (into == from || any_apart(members[into], members[from])) continue;
      for (const std::size_t moved : members[from]) group_of[moved] = into;
      members[into].insert(members[into].end(), members[from].begin(), members[from].end());
      members.erase(from);
    }
    std::map<std::size_t, DuplicateGroup> groups;
    for (const DuplicatePair& pair : pairs) {
      if (group_of[pair.first] == group_of[pair.second]) {
        groups[group_of[pair.first]].pairs.push_back(pair);
      }
    }
    std::vector<DuplicateGroup> out;
    for (auto& [key, found] : groups) {
      found.members = members[key];
      sort_members(found.members);
      found.confidence = found.pairs.front().confidence;
      out.push_back(std::move(found));
    }
    std::sort(out.begin(), out.end(), [&](const DuplicateGroup& a, const DuplicateGroup& b) {
      return std::pair(-a.confidence, businesses_[a.members.front()].id) <
             std::pair(-b.confidence, businesses_[b.members.front()].id);
    });
    return out;
  }

  bool any_apart(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) const {
    return std::any_of(a.begin(), a.end(), [&](std::size_t i) {
      return std::any_of(b.begin(), b.end(), [&](std::size_t j) { return must_stay_apart(i, j); });
    });
  }

  void sort_members(std::vector<std::size_t>& members) const {
    std::sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(-known_facts(businesses_[a]), businesses_[a].id) <
             std::pair(-known_facts(businesses_[b]), businesses_[b].id);
    });
  }

  std::span<const Business> businesses_;
  DuplicateOptions options_;
  std::vector<Profile> profiles_;
  std::set<std::pair<core::BusinessId, core::BusinessId>> distinct_;
};

}  // namespace

std::string_view to_text(Evidence evidence) {
  switch (evidence) {
    case Evidence::kAddress:
      return "same address";
    case Evidence::kNear:
      return "near";
    case Evidence::kName:
      return "name";
    case Evidence::kPhone:
      return "phone";
    case Evidence::kDomain:
      break;
  }
  return "web domain";
}

std::string describe(const DuplicatePair& pair) {
  std::vector<std::string> texts;
  for (const Evidence evidence : pair.evidence) texts.emplace_back(to_text(evidence));
  return core::join(texts, ", ");
}

std::vector<DuplicateGroup> find_duplicates(std::span<const Business> businesses,
                                            std::span<const model::DistinctPair> known_distinct,
                                            const DuplicateOptions& options) {
  return Finder(businesses, known_distinct, options).run();
}

}  // namespace nearnet::addresses
