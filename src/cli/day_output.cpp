// SPDX-License-Identifier: Apache-2.0
#include "cli/day_output.h"

#include <fmt/format.h>

#include "cli/text_table.h"
#include "model/day_walk.h"

namespace nearnet::cli {
namespace {

std::string clock(core::TimeOfDay time) {
  return core::format_time_of_day(time);
}

}  // namespace

Json to_json(const model::DayRoute& day, const std::vector<model::Stop>& stops) {
  Json list = Json::array();
  for (const model::Stop& stop : stops) {
    if (stop.rep != day.rep || stop.date != day.date) continue;
    list.push_back(Json{{"business", stop.business.text()},
                        {"name", stop.name},
                        {"kind", std::string(model::to_text(stop.kind))},
                        {"arrive", clock(stop.arrive)},
                        {"start", clock(stop.start)},
                        {"depart", clock(stop.depart)}});
  }
  return Json{{"rep", day.rep.text()},
              {"date", core::format_date(day.date)},
              {"stops", list},
              {"drive_minutes", core::to_minutes(day.drive)},
              {"drive_km", day.drive_distance.value / 1000.0},
              {"visit_minutes", core::to_minutes(day.visits)},
              {"lunch", day.lunch_start ? Json{{"start", clock(*day.lunch_start)},
                                               {"end", clock(*day.lunch_end)}}
                                        : Json()},
              {"end", clock(day.end)}};
}

std::string to_text(const std::vector<model::DayRoute>& days,
                    const std::vector<model::Stop>& stops) {
  std::string text;
  for (const model::DayRoute& day : days) {
    TextTable table({"#", "arrive", "start", "depart", "business", "name", "kind"});
    const auto add_stop = [&](const model::Stop& stop) {
      table.add({std::to_string(stop.sequence), clock(stop.arrive), clock(stop.start),
                 clock(stop.depart), stop.business.text(), stop.name,
                 std::string(model::to_text(stop.kind))});
    };
    const auto add_lunch = [&] {
      table.add({"", "", clock(*day.lunch_start), clock(*day.lunch_end), "", "", "lunch"});
    };
    model::walk_day(day, stops, add_stop, add_lunch);
    text += fmt::format("{}, {}: drive with parking {} ({:.1f} km), visits {}, back at {}\n{}\n",
                        core::format_date_long(day.date), day.rep.text(),
                        core::format_duration(day.drive), day.drive_distance.value / 1000.0,
                        core::format_duration(day.visits), clock(day.end), table.text());
  }
  return text;
}

}  // namespace nearnet::cli
