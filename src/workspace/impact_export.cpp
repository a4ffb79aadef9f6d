// SPDX-License-Identifier: Apache-2.0
#include "handoff/csv_text.h"
#include "io/vector_writer.h"
#include "workspace/scenario_impact.h"

namespace nearnet::workspace {
namespace {

std::vector<io::Field> text_fields(std::initializer_list<const char*> names) {
  std::vector<io::Field> fields;
  for (const char* name : names) fields.push_back({name, io::FieldType::kText});
  return fields;
}

/// Points with text, defused where a spreadsheet will open it.
class PointTable {
 public:
  PointTable(const std::string& path, const std::string& name, std::vector<io::Field> fields)
      : out_(path, {.name = name, .shape = io::Shape::kPoint, .fields = std::move(fields)},
             path == "-" ? "csv" : ""),
        for_spreadsheets_(path == "-" || path.ends_with(".csv") || path.ends_with(".CSV")) {}

  void add(std::vector<io::FieldValue> values, const std::optional<geo::LonLat>& position) {
    for (io::FieldValue& value : values) {
      auto* text = std::get_if<std::string>(&value);
      if (text == nullptr) continue;
      if (text->empty()) {
        value = std::monostate();
      } else if (for_spreadsheets_) {
        *text = handoff::defused(*text);
      }
    }
    if (position) {
      const geo::Geometry point = geo::Geometry::point(*position);
      out_.add(values, &point);
    } else {
      out_.add(values, nullptr);
    }
  }
  void finish() { out_.finish(); }

 private:
  io::VectorWriter out_;
  bool for_spreadsheets_;
};

io::FieldValue minutes(const std::optional<core::Seconds>& time) {
  return time ? io::FieldValue(core::to_minutes(*time)) : io::FieldValue();
}

}  // namespace

void write_account_moves(const ScenarioImpact& impact, const std::string& path) {
  std::vector<io::Field> fields =
      text_fields({"business_id", "name", "from_rep_id", "to_rep_id", "from_territory_id",
                   "to_territory_id", "reason", "stage", "mrc", "follow_up"});
  fields.push_back({"open_deal", io::FieldType::kInteger});
  fields.push_back({"overdue", io::FieldType::kInteger});
  fields.push_back({"drive_minutes_from", io::FieldType::kReal});
  fields.push_back({"drive_minutes_to", io::FieldType::kReal});
  PointTable out(path, "account_moves", std::move(fields));
  for (const AccountMove& move : impact.accounts) {
    out.add(
        {move.business.text(), move.name, move.from.text(), move.to.text(),
         move.from_territory.text(), move.to_territory.text(), std::string(to_text(move.reason)),
         std::string(model::to_text(move.stage)), core::format_money(move.figures.mrc),
         move.follow_up ? core::format_date(*move.follow_up) : std::string(),
         move.figures.open_deals, move.figures.follow_ups_overdue, minutes(move.drive_from),
         minutes(move.drive_to)},
        move.position);
  }
  out.finish();
}

void write_exceptions(std::span<const OwnershipException> exceptions, const std::string& path) {
  std::vector<io::Field> fields = text_fields(
      {"business_id", "name", "kind", "owner_rep_id", "territory_rep_id", "territory_id", "mrc"});
  fields.push_back({"open_deal", io::FieldType::kInteger});
  PointTable out(path, "exceptions", std::move(fields));
  for (const OwnershipException& exception : exceptions) {
    out.add({exception.business.text(), exception.name, std::string(to_text(exception.kind)),
             exception.owner.text(), exception.territory_rep.text(), exception.territory.text(),
             core::format_money(exception.figures.mrc), exception.figures.open_deals},
            exception.position);
  }
  out.finish();
}

}  // namespace nearnet::workspace
