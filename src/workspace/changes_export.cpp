// SPDX-License-Identifier: Apache-2.0
#include "io/vector_writer.h"
#include "workspace/prospect_changes.h"

namespace nearnet::workspace {
namespace {

using model::ProspectChange;

std::vector<io::Field> fields() {
  std::vector<io::Field> fields = {{"run", io::FieldType::kInteger}};
  for (const char* name :
       {"date", "business_id", "name", "change", "status_before", "status_after", "eligible_before",
        "eligible_after", "grade_before", "grade_after", "cause", "detail", "promise", "rep_id"}) {
    fields.push_back({name, io::FieldType::kText});
  }
  return fields;
}

template <typename Enum>
std::string text_or_empty(const std::optional<Enum>& value) {
  return value ? std::string(model::to_text(*value)) : std::string();
}

std::vector<io::FieldValue> values(const ProspectChange& change) {
  const auto yes_no = [](bool yes) { return std::string(yes ? "1" : "0"); };
  return {change.run,
          core::format_date(change.date),
          change.business.text(),
          change.name,
          std::string(model::to_text(change.kind)),
          text_or_empty(change.status_before),
          text_or_empty(change.status_after),
          yes_no(change.eligible_before),
          yes_no(change.eligible_after),
          text_or_empty(change.grade_before),
          text_or_empty(change.grade_after),
          change.cause,
          change.detail,
          change.promise,
          change.rep.text()};
}

}  // namespace

void write_changes(std::span<const ProspectChange> changes, const std::string& path) {
  io::VectorWriter out(path, {.name = "changes", .shape = io::Shape::kPoint, .fields = fields()},
                       path == "-" ? "csv" : "");
  for (const ProspectChange& change : changes) {
    if (change.position) {
      const geo::Geometry point = geo::Geometry::point(*change.position);
      out.add(values(change), &point);
    } else {
      out.add(values(change), nullptr);
    }
  }
  out.finish();
}

}  // namespace nearnet::workspace
