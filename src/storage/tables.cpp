// SPDX-License-Identifier: Apache-2.0
#include "storage/tables.h"

#include "storage/fields.h"

namespace nearnet::storage {
namespace {

TableOf<model::Footprint> footprint_table(std::string_view name, std::string_view meaning) {
  using model::Footprint;
  return make_table<Footprint>(
      name, Shape::kAny, 1, meaning,
      {field<&Footprint::id>("footprint_id", "key: from the source, or derived from the shape"),
       field<&Footprint::name>("name", "what people call it"),
       field<&Footprint::provider>("provider", "who runs the plant"),
       field<&Footprint::technology>("technology", "coax, fibre …, or the source's code"),
       field<&Footprint::node>("node", "optical node that feeds it"),
       field<&Footprint::segment>("segment",
                                  "whom the offer is for: residential, business, both, unknown"),
       field<&Footprint::max_down_mbps>("max_down_mbps", "fastest download offered, Mbit/s"),
       field<&Footprint::max_up_mbps>("max_up_mbps", "fastest upload offered, Mbit/s"),
       field<&Footprint::as_of>("as_of", "date of the plant record"),
       field<&Footprint::drop>("drop_m",
                               "lines: how far a drop reaches, metres; null: only the line"),
       field<&Footprint::source>("source", "file it came from"),
       field<&Footprint::extra>("extra", "the source's other columns, as a JSON object")},
      plant_geometry<&Footprint::geometry>());
}

TableOf<model::DayRoute> route_table(std::string_view name, Shape shape, std::string_view meaning,
                                     GeometryField<model::DayRoute> geometry_field) {
  using model::DayRoute;
  return make_table<DayRoute>(
      name, shape, 2, meaning,
      {field<&DayRoute::rep>("rep_id", "whose day"), field<&DayRoute::date>("date", "which day"),
       field<&DayRoute::start>("start", "leaves home, local time"),
       field<&DayRoute::end>("end", "back home, local time"),
       field<&DayRoute::lunch_start>("lunch_start", "break begins, local time; null: none"),
       field<&DayRoute::lunch_end>("lunch_end", "break is over, local time; null: none"),
       field<&DayRoute::drive>("drive_s", "driving, seconds"),
       field<&DayRoute::drive_distance>("drive_m", "driving, metres"),
       field<&DayRoute::visits>("visits_s", "time at the stops, seconds"),
       field<&DayRoute::value>("value", "sum of the stops' values")},
      geometry_field);
}

}  // namespace

const TableOf<model::Footprint>& footprints() {
  static const TableOf<model::Footprint> table =
      footprint_table("footprints", "our own plant: where we say that service can be had");
  return table;
}

const TableOf<model::Footprint>& competitors() {
  static const TableOf<model::Footprint> table =
      footprint_table("competitors", "the same for other providers");
  return table;
}

const TableOf<model::NoSolicitArea>& no_solicit() {
  using model::NoSolicitArea;
  static const auto table = make_table<NoSolicitArea>(
      "no_solicit", Shape::kMultiPolygon, 1, "areas where knocking is not allowed",
      {field<&NoSolicitArea::id>("area_id", "key"),
       field<&NoSolicitArea::name>("name", "what people call it"),
       field<&NoSolicitArea::rule>("rule", "the ordinance or agreement"),
       field<&NoSolicitArea::source>("source", "file it came from"),
       field<&NoSolicitArea::extra>("extra", "the source's other columns, as a JSON object")},
      geometry<&NoSolicitArea::geometry>());
  return table;
}

const TableOf<model::Business>& businesses() {
  using model::Business;
  static const auto table = make_table<Business>(
      "businesses", Shape::kPoint, 1, "business locations as imported, and where they stand",
      {field<&Business::id>("business_id", "key: text, leading zeros kept"),
       field<&Business::name>("name", "trading name"),
       field<&Business::category>("category", "the source's own category"),
       field<&Business::naics>("naics", "industry code, text"),
       field<&Business::address1>("address1", "street address"),
       field<&Business::address2>("address2", "suite, floor"),
       field<&Business::city>("city", ""),
       field<&Business::state>("state", ""),
       field<&Business::zip>("zip", "text, leading zeros kept"),
       field<&Business::phone>("phone", "text"),
       field<&Business::email>("email", ""),
       field<&Business::website>("website", ""),
       field<&Business::contact_first>("contact_first", "contact's first name"),
       field<&Business::contact_last>("contact_last", "contact's last name"),
       field<&Business::lead_source>("lead_source", "where the lead came from"),
       field<&Business::notes>("notes", ""),
       field<&Business::customer_status>("customer_status", "never, former or active customer"),
       field<&Business::stage>("stage", "pipeline stage: new, contacted, qualified …"),
       field<&Business::owner>("owner", "rep_id of the rep who has it"),
       field<&Business::do_not_contact>("do_not_contact", "0/1"),
       field<&Business::closed>("closed", "0/1: out of business"),
       field<&Business::residential>("residential", "0/1: a home, not a place of business"),
       field<&Business::provider_now>("provider_now", "who serves it today"),
       field<&Business::contract_end>("contract_end", "end of that contract"),
       field<&Business::employees>("employees", "number of employees"),
       field<&Business::est_mrc>("est_mrc_cents", "estimated monthly revenue, hundredths"),
       field<&Business::last_visit>("last_visit", "date of the last completed visit"),
       field<&Business::visit_interval_days>("visit_interval_days", "visit cadence, days"),
       field<&Business::visit_duration>("visit_s", "length of a visit, seconds"),
       field<&Business::open_from>("open_from", "opens, local time"),
       field<&Business::open_to>("open_to", "closes, local time"),
       field<&Business::source>("source", "file it came from"),
       field<&Business::extra>("extra", "the source's other columns, as a JSON object"),
       field<&Business::geocode_quality>(
           "geocode_quality",
           "where the point is from: given, placed, rooftop, interpolated, street, zip, none"),
       field<&Business::geocode_source>("geocode_source",
                                        "reference file of the point; for none, why")},
      geometry<&Business::position>());
  return table;
}

const TableOf<model::Road>& roads() {
  using model::Road;
  static const auto table = make_table<Road>(
      "roads", Shape::kLine, 1, "street centrelines",
      {field<&Road::id>("road_id", "key"), field<&Road::name>("name", "street name"),
       field<&Road::road_class>("class", "OSM highway value, or the source's class"),
       field<&Road::one_way>("one_way", "no, forward, backward: along the order of the points"),
       field<&Road::max_speed_kmh>("max_speed_kmh", "signed limit, km/h"),
       field<&Road::paved>("paved", "0/1; null: not known"),
       field<&Road::source>("source", "file it came from"),
       field<&Road::extra>("extra", "the source's other columns, as a JSON object")},
      geometry<&Road::line>());
  return table;
}

const TableOf<model::TurnRestriction>& turn_restrictions() {
  using model::TurnRestriction;
  static const auto table = make_table<TurnRestriction>(
      "turn_restrictions", Shape::kLine, 1, "turns that signs forbid, or the only ones they allow",
      {field<&TurnRestriction::id>("restriction_id", "key"),
       field<&TurnRestriction::only>("only", "0/1: the only way on from the line's first piece"),
       field<&TurnRestriction::source>("source", "file it came from")},
      geometry<&TurnRestriction::line>());
  return table;
}

const TableOf<model::BasicUnit>& units() {
  using model::BasicUnit;
  static const auto table = make_table<BasicUnit>(
      "units", Shape::kMultiPolygon, 1, "imported basic units: blocks, tracts, ZIPs",
      {field<&BasicUnit::id>("unit_id", "key"), field<&BasicUnit::name>("name", ""),
       field<&BasicUnit::weights>("weights", "named amounts, as a JSON object"),
       field<&BasicUnit::source>("source", "file it came from"),
       field<&BasicUnit::extra>("extra", "the source's other columns, as a JSON object")},
      geometry<&BasicUnit::geometry>());
  return table;
}

const TableOf<model::Rep>& reps() {
  using model::Rep;
  static const auto table =
      make_table<Rep>("reps", Shape::kPoint, 1, "account executives, placed at home",
                      {field<&Rep::id>("rep_id", "key"), field<&Rep::name>("name", ""),
                       field<&Rep::email>("email", ""), field<&Rep::phone>("phone", ""),
                       field<&Rep::shift_start>("shift_start", "local time"),
                       field<&Rep::shift_end>("shift_end", "local time"),
                       field<&Rep::district>("district", "what the territory is part of"),
                       field<&Rep::region>("region", "what the district is part of"),
                       field<&Rep::source>("source", "file it came from"),
                       field<&Rep::extra>("extra", "the source's other columns, as a JSON object")},
                      geometry<&Rep::home>());
  return table;
}

const TableOf<model::Quota>& quotas() {
  using model::Quota;
  static const auto table = make_table<Quota>(
      "quotas", Shape::kNone, 2, "what each rep must sell in a period",
      {field<&Quota::rep>("rep_id", ""), field<&Quota::from>("from_date", "first day"),
       field<&Quota::to>("to_date", "first day after"),
       field<&Quota::mrc>("mrc_cents", "new monthly revenue to sell, hundredths")});
  return table;
}

const TableOf<model::Prospect>& prospects() {
  using model::Prospect;
  static const auto table = make_table<Prospect>(
      "prospects", Shape::kPoint, 1, "the verdict on every business: who can be served, and why",
      {field<&Prospect::business>("business_id", "key, one row a business"),
       field<&Prospect::name>("name", "repeated from businesses"),
       field<&Prospect::status>("status", "on_net, near_net, off_net, unknown"),
       field<&Prospect::eligible>("eligible", "0/1"),
       field<&Prospect::footprint>("footprint_id", "footprint that covers it, else the nearest"),
       field<&Prospect::distance>("distance_m", "to that footprint, metres on the ellipsoid"),
       field<&Prospect::route>("route_m", "along the roads to the plant, metres"),
       field<&Prospect::offer>("offer_id", "best offer of the footprints that cover it"),
       field<&Prospect::grade>("grade", "DROP, BUILD_PAYS, SURVEY, OUT, UNKNOWN; null: not asked"),
       field<&Prospect::reasons>("reasons", "codes, comma separated"),
       field<&Prospect::score>("score", "0 … 100")},
      geometry<&Prospect::position>());
  return table;
}

const TableOf<model::Barrier>& barriers() {
  using model::Barrier;
  static const auto table = make_table<Barrier>(
      "barriers", Shape::kAny, 1, "what a drop cannot simply cross: railways, water, motorways",
      {field<&Barrier::id>("barrier_id", "key"),
       field<&Barrier::name>("name", "what people call it"),
       field<&Barrier::kind>("kind", "rail, water, limited_access, or the source's own word"),
       field<&Barrier::source>("source", "file it came from"),
       field<&Barrier::extra>("extra", "the source's other columns, as a JSON object")},
      any_geometry<&Barrier::geometry>());
  return table;
}

const TableOf<model::Override>& overrides() {
  using model::Override;
  static const auto table = make_table<Override>(
      "overrides", Shape::kNone, 1, "a person's word on a business, against the rules",
      {field<&Override::business>("business_id", "key"),
       field<&Override::eligible>("eligible", "0/1: let in, or left out"),
       field<&Override::reason>("reason", "why"), field<&Override::by>("by_name", "who said so"),
       field<&Override::at>("at", "when, local time"),
       field<&Override::until>("until", "last day it counts; null: until taken back")});
  return table;
}

const TableOf<model::ProspectChange>& prospect_changes() {
  using model::ProspectChange;
  static const auto table = make_table<ProspectChange>(
      "prospect_changes", Shape::kPoint, 2, "what each evaluation changed, and why",
      {field<&ProspectChange::run>("run", "1, 2, …: which evaluation"),
       field<&ProspectChange::business>("business_id", ""),
       field<&ProspectChange::date>("date", "day of the evaluation"),
       field<&ProspectChange::name>("name", "repeated from businesses"),
       field<&ProspectChange::kind>("kind", "newly_eligible, lost, changed"),
       field<&ProspectChange::status_before>("status_before", "null: it had not been judged"),
       field<&ProspectChange::status_after>("status_after", "null: no longer in the workspace"),
       field<&ProspectChange::eligible_before>("eligible_before", "0/1"),
       field<&ProspectChange::eligible_after>("eligible_after", "0/1"),
       field<&ProspectChange::grade_before>("grade_before", ""),
       field<&ProspectChange::grade_after>("grade_after", ""),
       field<&ProspectChange::cause>("cause", "code"),
       field<&ProspectChange::detail>("detail", "one sentence"),
       field<&ProspectChange::promise>("promise", "what a lead lost had been promised"),
       field<&ProspectChange::rep>("rep_id", "who promised it")},
      geometry<&ProspectChange::position>());
  return table;
}

const TableOf<model::DayRoute>& routes() {
  static const TableOf<model::DayRoute> table =
      route_table("routes", Shape::kLine, "the way of each planned day, home to home",
                  geometry<&model::DayRoute::line>());
  return table;
}

const TableOf<model::DayRoute>& day_areas() {
  static const TableOf<model::DayRoute> table =
      route_table("day_areas", Shape::kMultiPolygon, "the outline of each planned day's stops",
                  geometry<&model::DayRoute::area>());
  return table;
}

const TableOf<model::Stop>& stops() {
  using model::Stop;
  static const auto table =
      make_table<Stop>("stops", Shape::kPoint, 3, "planned visits, in order",
                       {field<&Stop::rep>("rep_id", ""), field<&Stop::date>("date", ""),
                        field<&Stop::sequence>("sequence", "1, 2, … within the day"),
                        field<&Stop::business>("business_id", ""),
                        field<&Stop::name>("name", "repeated from businesses"),
                        field<&Stop::kind>("kind", "visit, appointment, follow_up"),
                        field<&Stop::arrive>("arrive", "local time"),
                        field<&Stop::start>("start", "visit begins, local time"),
                        field<&Stop::depart>("depart", "local time")},
                       geometry<&Stop::position>());
  return table;
}

const TableOf<model::Unserved>& unserved() {
  using model::Unserved;
  static const auto table = make_table<Unserved>(
      "unserved", Shape::kPoint, 2, "who was a candidate and is not in the plan, and why",
      {field<&Unserved::rep>("rep_id", ""), field<&Unserved::business>("business_id", ""),
       field<&Unserved::name>("name", "repeated from businesses"),
       field<&Unserved::reason>("reason", "code"),
       field<&Unserved::detail>("detail", "one sentence")},
      geometry<&Unserved::position>());
  return table;
}

const TableOf<model::Activity>& activities() {
  using model::Activity;
  static const auto table = make_table<Activity>(
      "activities", Shape::kPoint, 1, "what happened, appended and never overwritten",
      {field<&Activity::id>("activity_id", "key"), field<&Activity::business>("business_id", ""),
       field<&Activity::rep>("rep_id", "who did it"),
       field<&Activity::kind>("kind", "call, visit, presentation, proposal, sale, follow-up, note"),
       field<&Activity::outcome>("outcome", "how it ended"),
       field<&Activity::at>("at", "local time"),
       field<&Activity::follow_up>("follow_up", "date of the promised next contact"),
       field<&Activity::mrc>("mrc_cents", "monthly revenue proposed or sold, hundredths"),
       field<&Activity::note>("note", ""), field<&Activity::source>("source", "file, or empty")},
      geometry<&Activity::position>());
  return table;
}

std::vector<const Table*> all_tables() {
  return {&footprints().table,
          &businesses().table,
          &roads().table,
          &turn_restrictions().table,
          &units().table,
          &competitors().table,
          &no_solicit().table,
          &prospects().table,
          &territories().table,
          &scenarios().table,
          &scenario_units().table,
          &reps().table,
          &routes().table,
          &day_areas().table,
          &stops().table,
          &unserved().table,
          &activities().table,
          &quotas().table,
          &address_points().table,
          &address_ranges().table,
          &not_duplicates().table,
          &business_aliases().table,
          &barriers().table,
          &overrides().table,
          &prospect_changes().table,
          &account_periods().table,
          &beats().table,
          &beat_members().table};
}

}  // namespace nearnet::storage
