// SPDX-License-Identifier: Apache-2.0
#include "addresses/merge.h"

#include <algorithm>
#include <array>

namespace nearnet::addresses {
namespace {

using model::Business;

constexpr std::array kTexts = {
    &Business::name,        &Business::category, &Business::naics,         &Business::phone,
    &Business::email,       &Business::website,  &Business::contact_first, &Business::contact_last,
    &Business::lead_source, &Business::notes,    &Business::provider_now,  &Business::extra};
constexpr std::array kAddressTexts = {&Business::address1, &Business::address2, &Business::city,
                                      &Business::state, &Business::zip};

template <typename Value>
void fill(std::optional<Value>& keep, const std::optional<Value>& dropped) {
  if (!keep) keep = dropped;
}

}  // namespace

Business merged(const Business& keep, const Business& dropped) {
  Business out = keep;
  for (const auto text : kTexts) {
    if ((out.*text).empty()) out.*text = dropped.*text;
  }
  if (out.address1.empty()) {
    for (const auto text : kAddressTexts) out.*text = dropped.*text;
  }
  if (!out.position && dropped.position) {
    out.position = dropped.position;
    out.geocode_quality = dropped.geocode_quality;
    out.geocode_source = dropped.geocode_source;
  }
  if (out.owner.empty()) out.owner = dropped.owner;
  if (out.stage == model::Stage::kNew) out.stage = dropped.stage;
  if (out.customer_status == model::CustomerStatus::kNever) {
    out.customer_status = dropped.customer_status;
  }
  out.do_not_contact = keep.do_not_contact || dropped.do_not_contact;
  out.last_visit = std::max(keep.last_visit, dropped.last_visit);
  fill(out.contract_end, dropped.contract_end);
  fill(out.employees, dropped.employees);
  fill(out.est_mrc, dropped.est_mrc);
  fill(out.visit_interval_days, dropped.visit_interval_days);
  fill(out.visit_duration, dropped.visit_duration);
  fill(out.open_from, dropped.open_from);
  fill(out.open_to, dropped.open_to);
  return out;
}

int known_facts(const Business& business) {
  int known = 0;
  for (const auto text : kTexts) known += (business.*text).empty() ? 0 : 1;
  for (const auto text : kAddressTexts) known += (business.*text).empty() ? 0 : 1;
  known += business.position ? 1 : 0;
  known += business.owner.empty() ? 0 : 1;
  known += business.stage == model::Stage::kNew ? 0 : 1;
  known += business.customer_status == model::CustomerStatus::kNever ? 0 : 1;
  known += (business.contract_end ? 1 : 0) + (business.employees ? 1 : 0) +
           (business.est_mrc ? 1 : 0) + (business.last_visit ? 1 : 0) +
           (business.visit_interval_days ? 1 : 0) + (business.visit_duration ? 1 : 0) +
           (business.open_from ? 1 : 0) + (business.open_to ? 1 : 0);
  return known;
}

}  // namespace nearnet::addresses
