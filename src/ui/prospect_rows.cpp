// SPDX-License-Identifier: Apache-2.0
#include "ui/prospect_rows.h"

#include <algorithm>
#include <numeric>

#include "core/text.h"

namespace nearnet::ui {
namespace {

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

/// Numbers sort by value, texts by natural order; a column uses one of the two.
struct SortKey {
  bool missing = false;
  double number = 0.0;
  std::string text = {};
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

SortKey number_key(double number) {
  return {.number = number};
}

SortKey text_key(std::string_view text) {
  return {.missing = text.empty(), .text = natural_key(text)};
}

SortKey date_key(const std::optional<core::Date>& date) {
  if (!date) return {.missing = true};
  return number_key(static_cast<double>(std::chrono::sys_days(*date).time_since_epoch().count()));
}

/// How near to a sale the plant is: on-net first.
double status_rank(model::NetStatus status) {
  switch (status) {
    case model::NetStatus::kOnNet:
      return 0.0;
    case model::NetStatus::kNearNet:
      return 1.0;
    case model::NetStatus::kOffNet:
      return 2.0;
    case model::NetStatus::kUnknown:
      break;
  }
  return 3.0;
}

std::string owner_name(const workspace::Snapshot& snapshot, const core::RepId& owner) {
  const model::Rep* rep = snapshot.reps.find(owner);
  return rep != nullptr ? rep->name : owner.text();
}

SortKey business_key(const workspace::Snapshot& snapshot, const Market& market, Column column,
                     const core::BusinessId& id) {
  const model::Business* business = snapshot.businesses.find(id);
  if (business == nullptr) return {.missing = true};
  switch (column) {
    case Column::kCategory:
      return text_key(business->category);
    case Column::kStage:
      return number_key(static_cast<double>(business->stage));
    case Column::kOwner:
      return text_key(owner_name(snapshot, business->owner));
    case Column::kLastVisit:
      return date_key(business->last_visit);
    case Column::kFollowUp: {
      const auto found = market.follow_ups().find(id);
      if (found == market.follow_ups().end()) return {.missing = true};
      return date_key(found->second.date);
    }
    default:
      return {.missing = true};
  }
}

SortKey key_of(const workspace::Snapshot& snapshot, const Market& market, Column column,
               const model::Prospect& prospect) {
  switch (column) {
    case Column::kName:
      return text_key(prospect.name);
    case Column::kStatus:
      return number_key(status_rank(prospect.status));
    case Column::kEligible:
      return number_key(prospect.eligible ? 0.0 : 1.0);
    case Column::kScore:
      return prospect.eligible ? number_key(prospect.score) : SortKey{.missing = true};
    case Column::kDistance:
      return prospect.distance ? number_key(prospect.distance->value) : SortKey{.missing = true};
    case Column::kReasons:
      return text_key(core::join(prospect.reasons, ","));
    default:
      return business_key(snapshot, market, column, prospect.business);
  }
}

/// Negative, zero, positive; what is missing goes last, whatever the direction.
int compare(const SortKey& a, const SortKey& b, bool descending) {
  if (a.missing != b.missing) return a.missing ? 1 : -1;
  int order = a.text.compare(b.text);
  if (order == 0) order = a.number < b.number ? -1 : (a.number > b.number ? 1 : 0);
  return descending ? -order : order;
}

std::string haystack(const workspace::Snapshot& snapshot, const model::Prospect& prospect) {
  std::string all =
      prospect.name + '\n' + prospect.business.text() + '\n' + core::join(prospect.reasons, "\n");
  if (const model::Business* business = snapshot.businesses.find(prospect.business)) {
    for (const std::string* field :
         {&business->category, &business->address1, &business->address2, &business->city,
          &business->zip, &business->phone, &business->contact_first, &business->contact_last}) {
      all += '\n' + *field;
    }
  }
  return core::lower_case(all);
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words = core::split(core::lower_case(text), ' ');
  std::erase(words, "");
  return words;
}

bool holds_all(const std::string& hay, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return hay.find(word) != std::string::npos; });
}

bool passes(const workspace::Snapshot& snapshot, const model::Prospect& prospect,
            const RowFilter& filter) {
  if (filter.status && prospect.status != *filter.status) return false;
  if (filter.eligible && prospect.eligible != *filter.eligible) return false;
  if (!filter.stage && !filter.owner) return true;
  const model::Business* business = snapshot.businesses.find(prospect.business);
  if (business == nullptr) return false;
  if (filter.stage && business->stage != *filter.stage) return false;
  return !filter.owner || business->owner == *filter.owner;
}

}  // namespace

std::string natural_key(std::string_view text) {
  const std::string lower = core::lower_case(core::trimmed(text));
  std::string key;
  for (std::size_t i = 0; i < lower.size();) {
    if (!is_digit(lower[i])) {
      key += lower[i++];
      continue;
    }
    while (i + 1 < lower.size() && lower[i] == '0' && is_digit(lower[i + 1])) ++i;
    std::size_t end = i;
    while (end < lower.size() && is_digit(lower[end])) ++end;
    // A number sorts among other characters like a digit, among numbers by length, then digits.
    key += '0';
    key += static_cast<char>(std::min<std::size_t>(end - i, 127));
    key.append(lower, i, end - i);
    i = end;
  }
  return key;
}

void ProspectRows::update(const workspace::Snapshot& snapshot, const Market& market,
                          const RowFilter& filter, const RowSort& sort) {
  const bool market_changed = revision_ != market.revision();
  const bool sort_changed = market_changed || sort_ != sort;
  if (market_changed) read(snapshot, market);
  if (sort_changed) sort_rows(snapshot, market, sort);
  if (sort_changed || filter_ != filter) filter_rows(snapshot, market, filter);
  revision_ = market.revision();
  sort_ = sort;
  filter_ = filter;
}

std::optional<std::size_t> ProspectRows::place_of(std::uint32_t prospect) const {
  if (prospect >= places_.size() || places_[prospect] == kNowhere) return std::nullopt;
  return places_[prospect];
}

void ProspectRows::read(const workspace::Snapshot& snapshot, const Market& market) {
  haystacks_.clear();
  haystacks_.reserve(market.prospects().size());
  for (const model::Prospect& prospect : market.prospects().rows()) {
    haystacks_.push_back(haystack(snapshot, prospect));
  }
}

void ProspectRows::sort_rows(const workspace::Snapshot& snapshot, const Market& market,
                             const RowSort& sort) {
  std::vector<SortKey> keys;
  keys.reserve(market.prospects().size());
  for (const model::Prospect& prospect : market.prospects().rows()) {
    keys.push_back(key_of(snapshot, market, sort.column, prospect));
  }
  order_.resize(keys.size());
  std::iota(order_.begin(), order_.end(), 0U);
  std::stable_sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return compare(keys[a], keys[b], sort.descending) < 0;
  });
}

void ProspectRows::filter_rows(const workspace::Snapshot& snapshot, const Market& market,
                               const RowFilter& filter) {
  const std::vector<std::string> words = words_of(filter.text);
  const auto& prospects = market.prospects().rows();
  shown_.clear();
  places_.assign(prospects.size(), kNowhere);
  for (const std::uint32_t index : order_) {
    if (!holds_all(haystacks_[index], words)) continue;
    if (!passes(snapshot, prospects[index], filter)) continue;
    places_[index] = static_cast<std::uint32_t>(shown_.size());
    shown_.push_back(index);
  }
}

}  // namespace nearnet::ui
