// SPDX-License-Identifier: Apache-2.0
#include "workspace/report_tables.h"

#include "core/text.h"
#include "handoff/csv_text.h"
#include "io/vector_writer.h"

namespace nearnet::workspace {
namespace {

constexpr std::size_t kBest = 25;

io::FieldValue text(const std::string& value, bool for_spreadsheets) {
  if (value.empty()) return std::monostate();
  return for_spreadsheets ? handoff::defused(value) : value;
}

std::vector<io::Field> territory_fields() {
  std::vector<io::Field> fields;
  for (const char* name : {"territory_id", "name", "rep", "district", "region"}) {
    fields.push_back({name, io::FieldType::kText});
  }
  for (const char* name : {"units", "accounts", "prospects", "customers", "open_deals",
                           "follow_ups_due", "follow_ups_overdue"}) {
    fields.push_back({name, io::FieldType::kInteger});
  }
  for (const char* name : {"mrc", "open_mrc"}) fields.push_back({name, io::FieldType::kText});
  for (const char* name : {"hours", "drive_minutes", "compactness"}) {
    fields.push_back({name, io::FieldType::kReal});
  }
  return fields;
}

std::vector<io::FieldValue> territory_row(const TerritoryProfile& profile, bool csv) {
  const model::Territory& territory = profile.territory;
  const AccountFigures& sum = profile.figures;
  const auto hours = territory.weights.find("hours");
  return {text(territory.id.text(), csv),
          text(territory.name, csv),
          text(territory.rep.text(), csv),
          text(profile.parents.district, csv),
          text(profile.parents.region, csv),
          std::int64_t{territory.units},
          sum.accounts,
          sum.prospects,
          profile.customers,
          sum.open_deals,
          sum.follow_ups_due,
          sum.follow_ups_overdue,
          core::format_money(sum.mrc),
          core::format_money(sum.open_mrc),
          hours == territory.weights.end() ? 0.0 : hours->second,
          core::to_minutes(profile.round),
          territory.compactness};
}

void write_best(std::span<const TerritoryProfile> profiles, io::VectorWriter& out) {
  out.begin_layer({.name = "best_prospects",
                   .shape = io::Shape::kPoint,
                   .fields = {{"territory_id", io::FieldType::kText},
                              {"rank", io::FieldType::kInteger},
                              {"business_id", io::FieldType::kText},
                              {"name", io::FieldType::kText},
                              {"stage", io::FieldType::kText},
                              {"score", io::FieldType::kReal},
                              {"mrc", io::FieldType::kText}}});
  for (const TerritoryProfile& profile : profiles) {
    std::int64_t rank = 0;
    for (const ProspectLine& line : profile.prospects) {
      if (++rank > static_cast<std::int64_t>(kBest)) break;
      out.add(
          {text(profile.territory.id.text(), false), rank, text(line.business->id.text(), false),
           text(line.business->name, false), std::string(model::to_text(line.business->stage)),
           line.prospect->score, core::format_money(line.mrc)},
          geo::Geometry::point(*line.business->position));
    }
  }
}

}  // namespace

std::vector<std::string> write_report_tables(std::span<const TerritoryProfile> profiles,
                                             const std::string& path) {
  const std::string name = core::lower_case(path);
  const bool csv = path == "-" || name.ends_with(".csv");
  // In CSV outlines would hide the figures.
  io::VectorWriter out(path,
                       {.name = "territories",
                        .shape = csv ? io::Shape::kNone : io::Shape::kMultiPolygon,
                        .fields = territory_fields()},
                       path == "-" ? "csv" : "");
  for (const TerritoryProfile& profile : profiles) {
    out.add(territory_row(profile, csv), csv ? nullptr : &profile.territory.geometry);
  }
  if (name.ends_with(".gpkg")) write_best(profiles, out);
  out.finish();
  return out.warnings();
}

}  // namespace nearnet::workspace
