// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/error.h"
#include "core/text.h"
#include "io/business_values.h"
#include "io/import.h"
#include "io/import_rows.h"
#include "io/osm.h"

namespace nearnet::io {
namespace {

const std::vector<KeyCandidate>& key_candidates() {
  static const std::vector<KeyCandidate> candidates = {{"nearnet_business_id"},
                                                       {"external_id"},
                                                       {"lead_id"},
                                                       {"business_id"},
                                                       {"customer_id"},
                                                       {"account_id"},
                                                       {"external_record_id"},
                                                       {"external_pin_id"},
                                                       {"crm_id"},
                                                       {"account_number"},
                                                       {"ein"},
                                                       {"license_number"},
                                                       {"record_id"},
                                                       {"place_id"},
                                                       {"id"},
                                                       {"uuid"},
                                                       {"uid"},
                                                       {"location_id"},
                                                       {"source_id"}};
  return candidates;
}

const std::vector<KeyCandidate>& store_number_candidates() {
  static const std::vector<KeyCandidate> candidates = {
      {"store_id"}, {"store_number"}, {"store_no"},        {"store_num"},   {"shop_id"},
      {"id"},       {"uid"},          {"location_number"}, {"location_no"}, {"location_id"}};
  return candidates;
}

KeyOptions business_keys(const SourceProfile& profile) {
  KeyOptions options;
  if (!profile.local_ids) {
    options.candidates = key_candidates();
    return options;
  }
  options.local_candidates = store_number_candidates();
  for (const KeyCandidate& candidate : key_candidates()) {
    const std::string& header = candidate.front();
    const bool local = header == "id" || header == "uid" || header == "location_id" ||
                       header == "record_id" || header == "source_id";
    if (!local) options.candidates.push_back(candidate);
  }
  return options;
}

/// A name in quotes is the name.
std::string unquoted(std::string text) {
  while (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    text = std::string(core::trimmed(std::string_view(text).substr(1, text.size() - 2)));
  }
  return text;
}

void take_address(const Row& row, BusinessNotes& notes, model::Business& business) {
  business.address1 = row.text("address1");
  if (const std::string number = row.text("house_number"); !number.empty()) {
    business.address1 = number + (business.address1.empty() ? "" : " " + business.address1);
  }
  if (const std::string suffix = row.text("street_suffix"); !suffix.empty()) {
    business.address1 += " " + suffix;
  }
  business.address2 = row.text("address2");
  business.city = row.text("city");
  business.state = row.text("state");
  business.zip = zip(row, business.state, notes);
}

void take_selling(Row& row, BusinessNotes& notes, model::Business& business) {
  business.stage = stage(row, notes);
  business.owner = core::RepId(row.text("owner"));
  business.do_not_contact = row.yes_no("do_not_contact").value_or(false);
  business.provider_now = row.text("provider_now");
  business.contract_end = row.date("contract_end");
  business.employees = row.integer("employees");
  business.est_mrc = row.money("est_mrc");
  business.last_visit = row.date("last_visit");
  business.visit_interval_days = row.integer("visit_interval_days");
  if (const std::optional<double> minutes = row.number("visit_minutes")) {
    constexpr double kSecondsPerMinute = 60.0;
    business.visit_duration =
        core::Seconds(static_cast<std::int64_t>(*minutes * kSecondsPerMinute));
  }
  business.open_from = row.time("open_from");
  business.open_to = row.time("open_to");
}

/// The brand's name where the row has none, and the brand as category.
void take_brand(const Row& row, const VectorReader& reader, const SourceProfile& profile,
                model::Business& business) {
  if (profile.brand_column.empty()) return;
  const std::string brand = row.column_text(*reader.field(profile.brand_column));
  if (business.name.empty()) business.name = brand;
  if (business.category.empty()) business.category = brand;
}

model::Business business_of(Row& row, const RowLoop& loop, model::CustomerStatus status,
                            BusinessNotes& notes) {
  model::Business business;
  business.name = unquoted(row.text("business_name"));
  business.category = row.text("category");
  business.naics = row.text("naics");
  take_address(row, notes, business);
  business.phone = row.text("phone");
  business.email = row.text("email");
  business.website = row.text("website");
  business.contact_first = row.text("contact_first");
  business.contact_last = row.text("contact_last");
  business.lead_source = row.text("lead_source");
  business.notes = row.text("notes");
  business.position = row.position();
  business.customer_status = customer_status(row, status);
  business.closed = is_closed(row);
  business.residential = is_residential(row);
  take_selling(row, notes, business);
  take_brand(row, loop.reader(), loop.profile(), business);
  business.source = loop.reader().short_name();
  business.extra = row.extra();
  return business;
}

std::uint64_t identity(const model::Business& business) {
  std::string text;
  for (const std::string* part :
       {&business.name, &business.address1, &business.address2, &business.city, &business.zip}) {
    text += normalised(*part) + "|";
  }
  // A micro-degree is a hand's breadth; more digits would be noise of the export.
  if (business.position) {
    text += fmt::format("{:.6f},{:.6f}", business.position->lon, business.position->lat);
  }
  return stable_hash(text);
}

/// What tells one chain's store 12 from another's.
std::string key_prefix(const Row& row, const RowLoop& loop) {
  const SourceProfile& profile = loop.profile();
  if (profile.brand_column.empty()) return profile.local_to;
  const std::string brand = row.column_text(*loop.reader().field(profile.brand_column));
  return brand.empty() ? profile.local_to : brand;
}

/// Tags of an OSM object by name.
std::optional<std::string> osm_category(const Row& row, const VectorReader& reader) {
  return osm_business_category([&](std::string_view tag) {
    const std::optional<std::size_t> column = reader.field(tag);
    return column ? to_text(row.feature().values[*column]) : std::string();
  });
}

void require_something_known(const RowLoop& loop) {
  if (!loop.profile().name.empty()) return;
  for (const std::string_view ours : {"business_name", "address1", "city", "zip", "lat"}) {
    if (loop.mapping().column(ours)) return;
  }
  if (loop.reader().has_geometry()) return;
  std::vector<std::string> names;
  for (const Field& field : loop.reader().fields()) names.push_back(field.name);
  throw core::InputError(fmt::format(
      "{}: no column is known as a name, address or position; it has {}; say which is which, for "
      "example --field business_name={}",
      loop.reader().source(), core::join(names, ", "), names.empty() ? "COLUMN" : names.front()));
}

Imported<model::Business> import_with_status(const ImportOptions& options,
                                             const core::JobContext& job,
                                             model::CustomerStatus status) {
  VectorReader reader = open_source(options, Wanted::kPointsAndAreas);
  SourceProfile profile = recognise_businesses(reader);
  RowLoop loop(options, std::move(reader), std::move(profile), business_fields());
  require_something_known(loop);
  const bool osm = loop.reader().is_osm();
  BusinessNotes notes;
  auto in = loop.run<model::Business>(
      job, business_keys(loop.profile()),
      [&](Row& row, std::vector<model::Business>& out) {
        std::optional<std::string> category;
        if (osm) {
          category = osm_category(row, loop.reader());
          if (!category) return;
        }
        model::Business business = business_of(row, loop, status, notes);
        if (category) business.category = *category;
        out.push_back(std::move(business));
      },
      [&](const model::Business& business, const Row& row) {
        return KeyRow{.identity = identity(business), .prefix = key_prefix(row, loop)};
      });
  notes.add_to(in.diagnostics, {.source = options.source, .layer = loop.reader().layer()});
  if (!loop.reader().has_geometry() && in.rows_read > 0) {
    in.diagnostics.warn(
        "NO_POSITION", {.source = options.source, .layer = loop.reader().layer()},
        fmt::format("no coordinates in any of {} rows; they are kept without a position",
                    in.rows_read),
        "columns lat and lon, or others named with --field");
  }
  return in;
}

}  // namespace

Imported<model::Business> import_businesses(const ImportOptions& options,
                                            const core::JobContext& job) {
  return import_with_status(options, job, model::CustomerStatus::kNever);
}

Imported<model::Business> import_customers(const ImportOptions& options,
                                           const core::JobContext& job) {
  return import_with_status(options, job, model::CustomerStatus::kActive);
}

}  // namespace nearnet::io
