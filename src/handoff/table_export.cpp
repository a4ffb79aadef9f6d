// SPDX-License-Identifier: Apache-2.0
#include "handoff/table_export.h"

#include "core/calendar.h"
#include "core/text.h"
#include "handoff/csv_text.h"
#include "io/vector_writer.h"

#include <filesystem>
#include <set>
#include <unordered_map>

namespace nearnet::handoff {
namespace {

using io::FieldType;
using io::FieldValue;
using Values = std::vector<FieldValue>;

std::string format_of(const ExportTarget& target) {
  if (!target.format.empty()) return core::lower_case(target.format);
  const std::string extension = std::filesystem::path(target.path).extension().string();
  return extension.empty() ? "" : core::lower_case(extension.substr(1));
}

/// A writer that defuses text where a spreadsheet will open it.
class Table {
 public:
  Table(const ExportTarget& target, const io::LayerOptions& layer)
      : writer_(target.path, layer, target.format), for_spreadsheets_(format_of(target) == "csv") {}

  void add(Values values, const geo::Geometry* geometry) {
    if (for_spreadsheets_) {
      for (FieldValue& value : values) {
        if (auto* text = std::get_if<std::string>(&value)) *text = defused(*text);
      }
    }
    writer_.add(values, geometry);
  }
  void begin_layer(const io::LayerOptions& layer) { writer_.begin_layer(layer); }
  Warnings finish() {
    writer_.finish();
    return writer_.warnings();
  }

 private:
  io::VectorWriter writer_;
  bool for_spreadsheets_;
};

/// Null rather than an empty text, so that "is it known" can be asked of the table.
FieldValue text(std::string value) {
  if (value.empty()) return std::monostate();
  return value;
}
FieldValue text(std::string_view value) {
  return text(std::string(value));
}

FieldValue time_or_null(std::optional<core::TimeOfDay> time) {
  return time ? FieldValue(core::format_time_of_day(*time)) : FieldValue();
}

FieldValue date(const std::optional<core::Date>& value) {
  if (!value) return std::monostate();
  return core::format_date(*value);
}

FieldValue money(const std::optional<core::Cents>& value) {
  if (!value) return std::monostate();
  return core::format_money(*value);
}

FieldValue yes_no(bool value) {
  return std::int64_t{value ? 1 : 0};
}

std::vector<io::Field> text_fields(std::initializer_list<const char*> names) {
  std::vector<io::Field> fields;
  for (const char* name : names) fields.push_back({name, FieldType::kText});
  return fields;
}

void append(std::vector<io::Field>& fields, std::vector<io::Field> more) {
  for (io::Field& field : more) fields.push_back(std::move(field));
}

using BusinessIndex = std::unordered_map<core::BusinessId, const model::Business*>;

BusinessIndex index_of(std::span<const model::Business> businesses) {
  BusinessIndex index;
  index.reserve(businesses.size());
  for (const model::Business& business : businesses) index.emplace(business.id, &business);
  return index;
}

const model::Business* find(const BusinessIndex& index, const core::BusinessId& id) {
  const auto found = index.find(id);
  return found == index.end() ? nullptr : found->second;
}

io::LayerOptions prospect_layer() {
  std::vector<io::Field> fields = text_fields(
      {"business_id", "name", "category", "naics", "address1", "address2", "city", "state", "zip",
       "phone", "email", "website", "contact_first", "contact_last", "status"});
  append(fields, {{"eligible", FieldType::kInteger},
                  {"footprint_id", FieldType::kText},
                  {"distance_m", FieldType::kReal},
                  {"reasons", FieldType::kText},
                  {"score", FieldType::kReal},
                  {"customer_status", FieldType::kText},
                  {"stage", FieldType::kText},
                  {"owner", FieldType::kText},
                  {"last_visit", FieldType::kDate},
                  {"do_not_contact", FieldType::kInteger},
                  {"est_mrc", FieldType::kText},
                  {"route_m", FieldType::kReal},
                  {"offer_id", FieldType::kText},
                  {"grade", FieldType::kText}});
  return {.name = "prospects", .shape = io::Shape::kPoint, .fields = std::move(fields)};
}

Values prospect_row(const model::Prospect& p, const model::Business& b) {
  return {text(p.business.text()),
          text(b.name.empty() ? p.name : b.name),
          text(b.category),
          text(b.naics),
          text(b.address1),
          text(b.address2),
          text(b.city),
          text(b.state),
          text(b.zip),
          text(b.phone),
          text(b.email),
          text(b.website),
          text(b.contact_first),
          text(b.contact_last),
          text(model::to_text(p.status)),
          yes_no(p.eligible),
          text(p.footprint.text()),
          p.distance ? FieldValue(p.distance->value) : FieldValue(),
          text(core::join(p.reasons, ",")),
          p.score,
          text(model::to_text(b.customer_status)),
          text(model::to_text(b.stage)),
          text(b.owner.text()),
          date(b.last_visit),
          yes_no(b.do_not_contact),
          money(b.est_mrc),
          p.route ? FieldValue(p.route->value) : FieldValue(),
          text(p.offer.text()),
          text(p.grade ? model::to_text(*p.grade) : std::string_view())};
}

io::LayerOptions stop_layer() {
  return {.name = "stops",
          .shape = io::Shape::kPoint,
          .fields = {{"rep", FieldType::kText},
                     {"date", FieldType::kDate},
                     {"sequence", FieldType::kInteger},
                     {"business_id", FieldType::kText},
                     {"name", FieldType::kText},
                     {"kind", FieldType::kText},
                     {"arrive", FieldType::kText},
                     {"start", FieldType::kText},
                     {"depart", FieldType::kText}}};
}

void add_stops(Table& table, std::span<const model::Stop> stops) {
  for (const model::Stop& stop : stops) {
    const geo::Geometry point = geo::Geometry::point(stop.position);
    table.add({text(stop.rep.text()), core::format_date(stop.date), std::int64_t{stop.sequence},
               text(stop.business.text()), text(stop.name), text(model::to_text(stop.kind)),
               core::format_time_of_day(stop.arrive), core::format_time_of_day(stop.start),
               core::format_time_of_day(stop.depart)},
              &point);
  }
}

io::LayerOptions route_layer() {
  return {.name = "routes",
          .shape = io::Shape::kLine,
          .fields = {{"rep", FieldType::kText},
                     {"date", FieldType::kDate},
                     {"start", FieldType::kText},
                     {"end", FieldType::kText},
                     {"lunch_start", FieldType::kText},
                     {"lunch_end", FieldType::kText},
                     {"drive_minutes", FieldType::kReal},
                     {"drive_km", FieldType::kReal},
                     {"visit_minutes", FieldType::kReal},
                     {"value", FieldType::kReal}}};
}

void add_routes(Table& table, std::span<const model::DayRoute> routes) {
  for (const model::DayRoute& route : routes) {
    const bool drawn = route.line.size() >= 2;
    const geo::Geometry line = drawn ? geo::Geometry::line(route.line) : geo::Geometry();
    table.add({text(route.rep.text()), core::format_date(route.date),
               core::format_time_of_day(route.start), core::format_time_of_day(route.end),
               time_or_null(route.lunch_start), time_or_null(route.lunch_end),
               core::to_minutes(route.drive), route.drive_distance.value / 1000.0,
               core::to_minutes(route.visits), route.value},
              drawn ? &line : nullptr);
  }
}

/// "days.csv" → "days-routes.csv".
std::string routes_beside(const std::string& path) {
  const std::filesystem::path file(path);
  return (file.parent_path() / (file.stem().string() + "-routes" + file.extension().string()))
      .string();
}

}  // namespace

Warnings export_prospects(std::span<const model::Business> businesses,
                          std::span<const model::Prospect> prospects, const ExportTarget& target) {
  const BusinessIndex index = index_of(businesses);
  const model::Business unknown;
  Table table(target, prospect_layer());
  for (const model::Prospect& prospect : prospects) {
    const model::Business* business = find(index, prospect.business);
    const geo::Geometry point =
        prospect.position ? geo::Geometry::point(*prospect.position) : geo::Geometry();
    table.add(prospect_row(prospect, business ? *business : unknown),
              prospect.position ? &point : nullptr);
  }
  return table.finish();
}

Warnings export_territories(std::span<const model::Territory> territories,
                            const ExportTarget& target) {
  std::set<std::string> weights;
  for (const model::Territory& territory : territories) {
    for (const auto& [name, amount] : territory.weights) weights.insert(name);
  }
  io::LayerOptions layer{.name = "territories",
                         .shape = io::Shape::kMultiPolygon,
                         .fields = text_fields({"scenario", "territory_id", "name", "rep"})};
  append(layer.fields, {{"units", FieldType::kInteger},
                        {"compactness", FieldType::kReal},
                        {"connected", FieldType::kInteger}});
  for (const std::string& name : weights) layer.fields.push_back({name, FieldType::kReal});

  Table table(target, layer);
  for (const model::Territory& territory : territories) {
    Values row = {
        text(territory.scenario.text()), text(territory.id.text()),     text(territory.name),
        text(territory.rep.text()),      std::int64_t{territory.units}, territory.compactness,
        yes_no(territory.connected)};
    for (const std::string& name : weights) {
      const auto amount = territory.weights.find(name);
      row.push_back(amount == territory.weights.end() ? FieldValue() : FieldValue(amount->second));
    }
    table.add(std::move(row), territory.geometry.is_empty() ? nullptr : &territory.geometry);
  }
  return table.finish();
}

Warnings export_drive_areas(std::span<const DriveArea> areas, const ExportTarget& target) {
  Table table(target, {.name = "drive_areas",
                       .shape = io::Shape::kMultiPolygon,
                       .fields = {{"minutes", FieldType::kReal},
                                  {"prospects", FieldType::kInteger},
                                  {"est_mrc", FieldType::kText}}});
  for (const DriveArea& area : areas) {
    table.add({core::to_minutes(area.within), std::int64_t{area.prospects},
               core::format_money(area.est_mrc)},
              area.area.is_empty() ? nullptr : &area.area);
  }
  return table.finish();
}

Warnings export_days(std::span<const model::DayRoute> routes, std::span<const model::Stop> stops,
                     const ExportTarget& target) {
  const std::string format = format_of(target);
  const bool holds_both =
      format == "gpkg" || format == "kml" || format == "xlsx" || format == "ods";
  Table table(target, stop_layer());
  add_stops(table, stops);
  if (holds_both) {
    table.begin_layer(route_layer());
    add_routes(table, routes);
  }
  Warnings warnings = table.finish();
  if (holds_both || target.path == "-") return warnings;
  Table beside({.path = routes_beside(target.path), .format = target.format}, route_layer());
  add_routes(beside, routes);
  for (std::string& warning : beside.finish()) warnings.push_back(std::move(warning));
  return warnings;
}

Warnings export_activities(std::span<const model::Activity> activities,
                           std::span<const model::Business> businesses,
                           const ExportTarget& target) {
  const BusinessIndex index = index_of(businesses);
  Table table(target, {.name = "activities",
                       .shape = io::Shape::kPoint,
                       .fields = {{"activity_id", FieldType::kText},
                                  {"business_id", FieldType::kText},
                                  {"name", FieldType::kText},
                                  {"at", FieldType::kDateTime},
                                  {"kind", FieldType::kText},
                                  {"outcome", FieldType::kText},
                                  {"rep", FieldType::kText},
                                  {"follow_up", FieldType::kDate},
                                  {"mrc", FieldType::kText},
                                  {"note", FieldType::kText}}});
  for (const model::Activity& activity : activities) {
    const model::Business* business = find(index, activity.business);
    const std::optional<geo::LonLat> place = activity.position ? activity.position
                                             : business        ? business->position
                                                               : std::nullopt;
    const geo::Geometry point = place ? geo::Geometry::point(*place) : geo::Geometry();
    table.add({text(activity.id.text()), text(activity.business.text()),
               text(business ? business->name : ""), core::format_local_time(activity.at),
               text(model::to_text(activity.kind)), text(model::to_text(activity.outcome)),
               text(activity.rep.text()), date(activity.follow_up), money(activity.mrc),
               text(activity.note)},
              place ? &point : nullptr);
  }
  return table.finish();
}

}  // namespace nearnet::handoff
