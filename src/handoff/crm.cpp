// SPDX-License-Identifier: Apache-2.0
#include "handoff/crm.h"

#include "core/text.h"
#include "handoff/csv_text.h"

#include <fmt/format.h>

#include <unordered_map>

namespace nearnet::handoff {
namespace {

using model::Business;

/// What the other layers know about businesses, looked up by id.
struct Context {
  std::unordered_map<core::BusinessId, const model::Prospect*> prospects;
  std::unordered_map<core::RepId, const model::Rep*> reps;

  explicit Context(const CrmInputs& inputs) {
    for (const model::Prospect& prospect : inputs.prospects) {
      prospects.emplace(prospect.business, &prospect);
    }
    for (const model::Rep& rep : inputs.reps) reps.emplace(rep.id, &rep);
  }

  /// The owner's e-mail: what both systems know their users by.
  std::string owner(const Business& business) const {
    const auto found = reps.find(business.owner);
    return found == reps.end() ? "" : found->second->email;
  }

  std::string net_status(const Business& business) const {
    const auto found = prospects.find(business.id);
    return found == prospects.end() ? "" : std::string(model::to_text(found->second->status));
  }

  std::string score(const Business& business) const {
    const auto found = prospects.find(business.id);
    const bool scored = found != prospects.end() && found->second->eligible;
    return scored ? fmt::format("{:.1f}", found->second->score) : "";
  }
};

struct Column {
  const char* header;
  std::string (*value)(const Business&, const Context&);
};

std::string employees(const Business& b, const Context&) {
  return b.employees ? std::to_string(*b.employees) : "";
}

std::string street(const Business& b, const Context&) {
  if (b.address1.empty() || b.address2.empty()) return b.address1 + b.address2;
  return b.address1 + ", " + b.address2;
}

std::string salesforce_last_name(const Business& b, const Context&) {
  return b.contact_last.empty() ? "[not provided]" : b.contact_last;
}

/// Salesforce's own picklist; a sale is theirs to convert.
std::string salesforce_status(const Business& b, const Context&) {
  if (b.stage == model::Stage::kNew) return "Open - Not Contacted";
  if (b.stage == model::Stage::kClosedLost || b.stage == model::Stage::kNotServiceable) {
    return "Closed - Not Converted";
  }
  return "Working - Contacted";
}

/// "example.com" of "https://www.example.com/shop": what HubSpot matches companies on.
std::string domain(const Business& b, const Context&) {
  std::string site = core::lower_case(core::trimmed(b.website));
  if (const auto scheme = site.find("://"); scheme != std::string::npos) {
    site.erase(0, scheme + 3);
  }
  if (site.starts_with("www.")) site.erase(0, 4);
  return site.substr(0, site.find_first_of("/?#: "));
}

const std::vector<Column>& salesforce_columns() {
  static const std::vector<Column> kColumns = {
      {"nearnet Business Id", [](const Business& b, const Context&) { return b.id.text(); }},
      {"Company", [](const Business& b, const Context&) { return b.name; }},
      {"First Name", [](const Business& b, const Context&) { return b.contact_first; }},
      {"Last Name", salesforce_last_name},
      {"Phone", [](const Business& b, const Context&) { return b.phone; }},
      {"Email", [](const Business& b, const Context&) { return b.email; }},
      {"Website", [](const Business& b, const Context&) { return b.website; }},
      {"Street", street},
      {"City", [](const Business& b, const Context&) { return b.city; }},
      {"State", [](const Business& b, const Context&) { return b.state; }},
      {"Zip", [](const Business& b, const Context&) { return b.zip; }},
      {"Industry", [](const Business& b, const Context&) { return b.category; }},
      {"Employees", employees},
      {"Lead Source", [](const Business& b, const Context&) { return b.lead_source; }},
      {"Lead Status", salesforce_status},
      {"Lead Owner", [](const Business& b, const Context& c) { return c.owner(b); }},
      {"Net Status", [](const Business& b, const Context& c) { return c.net_status(b); }},
      {"Score", [](const Business& b, const Context& c) { return c.score(b); }},
      {"Description", [](const Business& b, const Context&) { return b.notes; }}};
  return kColumns;
}

const std::vector<Column>& hubspot_columns() {
  static const std::vector<Column> kColumns = {
      {"nearnet Business Id", [](const Business& b, const Context&) { return b.id.text(); }},
      {"Company name", [](const Business& b, const Context&) { return b.name; }},
      {"Company domain name", domain},
      {"Company phone number", [](const Business& b, const Context&) { return b.phone; }},
      {"Street address", street},
      {"City", [](const Business& b, const Context&) { return b.city; }},
      {"State/Region", [](const Business& b, const Context&) { return b.state; }},
      {"Postal code", [](const Business& b, const Context&) { return b.zip; }},
      {"Number of employees", employees},
      {"Company owner", [](const Business& b, const Context& c) { return c.owner(b); }},
      {"First name", [](const Business& b, const Context&) { return b.contact_first; }},
      {"Last name", [](const Business& b, const Context&) { return b.contact_last; }},
      {"Email", [](const Business& b, const Context&) { return b.email; }},
      {"nearnet Stage",
       [](const Business& b, const Context&) { return std::string(model::to_text(b.stage)); }},
      {"nearnet Net Status", [](const Business& b, const Context& c) { return c.net_status(b); }},
      {"nearnet Score", [](const Business& b, const Context& c) { return c.score(b); }},
      {"Description", [](const Business& b, const Context&) { return b.notes; }}};
  return kColumns;
}

/// Why a business stays at home: a code, "" when it may go.
std::string_view reason_to_stay(const Business& business) {
  if (business.do_not_contact) return "DO_NOT_CONTACT";
  if (business.closed) return "CLOSED";
  return core::trimmed(business.name).empty() ? "NO_NAME" : "";
}

CrmFile written(const CrmInputs& inputs, const std::vector<Column>& columns) {
  const Context context(inputs);
  CrmFile file;
  std::vector<std::string> fields;
  for (const Column& column : columns) fields.emplace_back(column.header);
  file.csv = csv_row(fields);
  std::int64_t row = 0;
  for (const Business& business : inputs.businesses) {
    ++row;
    if (const std::string_view reason = reason_to_stay(business); !reason.empty()) {
      core::SourcePlace place;
      place.source = "businesses";
      place.row = row;
      file.left_out.reject(std::string(reason), place, "business " + business.id.text());
      continue;
    }
    fields.clear();
    for (const Column& column : columns) fields.push_back(column.value(business, context));
    file.csv += csv_row(fields);
    ++file.rows;
  }
  return file;
}

}  // namespace

CrmFile salesforce_leads(const CrmInputs& inputs) {
  return written(inputs, salesforce_columns());
}

CrmFile hubspot_companies(const CrmInputs& inputs) {
  return written(inputs, hubspot_columns());
}

}  // namespace nearnet::handoff
