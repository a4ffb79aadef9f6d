// SPDX-License-Identifier: Apache-2.0
#include "io/import_turns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "io/osm_restrictions.h"
#include "io/source_file.h"
#include "io/source_profiles.h"

namespace nearnet::io {
namespace {

using std::string_view;

constexpr std::array<string_view, 10> kSigns = {
    "no_left_turn", "no_right_turn",  "no_straight_on",  "no_u_turn",        "no_entry",
    "no_exit",      "only_left_turn", "only_right_turn", "only_straight_on", "only_u_turn"};

/// What a relation says to a car, by its tags alone.
enum class Says { kSign, kAtTimes, kNotToCars, kUnknown };

struct Sign {
  Says says = Says::kUnknown;
  std::string value;
};

std::string tag(const OsmRestriction& restriction, const std::string& key) {
  const auto found = restriction.tags.find(key);
  return found == restriction.tags.end() ? std::string()
                                         : core::lower_case(core::trimmed(found->second));
}

/// Who visits customers drives on weekdays between these hours, in minutes after midnight.
constexpr int kWorkBegins = 8 * 60;
constexpr int kWorkEnds = 17 * 60;

/// "07:30" → 450
std::optional<int> minute_of(string_view text) {
  const auto colon = text.find(':');
  if (colon == string_view::npos) return std::nullopt;
  const auto hour = core::parse_integer(text.substr(0, colon));
  const auto minute = core::parse_integer(text.substr(colon + 1));
  if (!hour || !minute || *hour < 0 || *hour > 24 || *minute < 0 || *minute > 59) {
    return std::nullopt;
  }
  return static_cast<int>(*hour * 60 + *minute);
}

bool span_work(string_view from, string_view to) {
  const auto begin = minute_of(core::trimmed(from));
  const auto end = minute_of(core::trimmed(to));
  return begin && end && *begin <= kWorkBegins && *end >= kWorkEnds;
}

/// "mo-fr 06:00-20:00", "24/7": every weekday while people work. Anything more complicated is not.
bool holds_while_people_work(string_view condition) {
  std::string text(core::trimmed(condition));
  if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
  if (core::trimmed(text) == "24/7") return true;
  static constexpr std::array<string_view, 6> kWeek = {"mo-fr",          "mo-sa",    "mo-su",
                                                       "mo,tu,we,th,fr", "mo-fr,ph", "mo-su,ph"};
  bool any = false;
  for (const string_view word : core::split(text, ' ')) {
    if (word.empty()) continue;
    any = true;
    const auto dash = word.find('-');
    const bool hours = dash != string_view::npos && word.find(':') != string_view::npos;
    if (hours ? !span_work(word.substr(0, dash), word.substr(dash + 1))
              : std::ranges::find(kWeek, word) == kWeek.end()) {
      return false;
    }
  }
  return any;
}

/// The sign that a conditional tag shows all the time people work.
std::optional<std::string> sign_at_work(const std::string& conditional) {
  const auto at = conditional.find('@');
  if (at == std::string::npos || conditional.find('@', at + 1) != std::string::npos) {
    return std::nullopt;
  }
  const std::string value(core::trimmed(string_view(conditional).substr(0, at)));
  const bool known = std::ranges::find(kSigns, value) != kSigns.end();
  const bool holds = holds_while_people_work(string_view(conditional).substr(at + 1));
  return known && holds ? std::optional(value) : std::nullopt;
}

/// Of the old tags for hours; true where a restriction has none.
bool old_hours_hold(const OsmRestriction& restriction) {
  const std::string day_on = tag(restriction, "day_on");
  const std::string day_off = tag(restriction, "day_off");
  const bool weekdays =
      (day_on.empty() && day_off.empty()) ||
      (day_on == "monday" && (day_off == "friday" || day_off == "saturday" || day_off == "sunday"));
  const std::string from = tag(restriction, "hour_on");
  const std::string to = tag(restriction, "hour_off");
  return weekdays && ((from.empty() && to.empty()) || span_work(from, to));
}

Sign sign_of(const OsmRestriction& restriction) {
  for (const std::string& key : core::split(tag(restriction, "except"), ';')) {
    const string_view vehicle = core::trimmed(key);
    if (vehicle == "motorcar" || vehicle == "motor_vehicle") return {Says::kNotToCars, ""};
  }
  if (!old_hours_hold(restriction)) return {Says::kAtTimes, ""};
  for (const char* vehicle : {":motorcar", ":motor_vehicle", ":vehicle", ""}) {
    const std::string value = tag(restriction, std::string("restriction") + vehicle);
    if (value.ends_with("_on_red")) return {Says::kNotToCars, value};
    if (std::ranges::find(kSigns, value) != kSigns.end()) return {Says::kSign, value};
    if (!value.empty()) return {Says::kUnknown, value};
  }
  for (const char* vehicle : {":motorcar", ":motor_vehicle", ":vehicle", ""}) {
    const std::string key = std::string("restriction") + vehicle + ":conditional";
    if (const auto sign = sign_at_work(tag(restriction, key))) return {Says::kSign, *sign};
  }
  bool at_times = false;
  bool others = false;
  for (const auto& [key, value] : restriction.tags) {
    if (!key.starts_with("restriction:")) continue;
    (key.ends_with(":conditional") ? at_times : others) = true;
  }
  return {at_times ? Says::kAtTimes : others ? Says::kNotToCars : Says::kUnknown, ""};
}

/// Roads by the numbers of the ways they are.
class Ways {
 public:
  explicit Ways(const std::vector<model::Road>& roads) {
    for (const model::Road& road : roads) roads_.emplace(road.id.text(), &road);
  }
  const model::Road* find(std::int64_t way) const {
    const auto found = roads_.find(fmt::format("way/{}", way));
    return found == roads_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<string_view, const model::Road*> roads_;  ///< looked up only
};

/// libosmium and GDAL agree on positions but for the last bit.
bool same_place(geo::LonLat a, geo::LonLat b) {
  constexpr double kSame = 1e-7;
  return std::abs(a.lon - b.lon) < kSame && std::abs(a.lat - b.lat) < kSame;
}

/// The points of the road from which one may drive straight to `place`, or to which from there.
std::vector<geo::LonLat> neighbours(const model::Road& road, geo::LonLat place, bool before) {
  std::vector<geo::LonLat> points;
  const bool forward = road.one_way != model::OneWay::kBackward;
  const bool backward = road.one_way != model::OneWay::kForward;
  const geo::Line& line = road.line;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != place) continue;
    if (i > 0 && (before ? forward : backward)) points.push_back(line[i - 1]);
    if (i + 1 < line.size() && (before ? backward : forward)) points.push_back(line[i + 1]);
  }
  return points;
}

/// The road's own point at `place`.
std::optional<geo::LonLat> point_at(const model::Road& road, geo::LonLat place) {
  const auto found =
      std::ranges::find_if(road.line, [&](geo::LonLat p) { return same_place(p, place); });
  return found == road.line.end() ? std::nullopt : std::optional(*found);
}

/// From `start` over the ways one after the other; none when they do not fit together.
std::optional<geo::Line> line_over(const std::vector<const model::Road*>& ways, geo::LonLat start) {
  geo::Line line = {start};
  for (const model::Road* way : ways) {
    const geo::Line& piece = way->line;
    if (piece.front() == line.back()) {
      line.insert(line.end(), piece.begin() + 1, piece.end());
    } else if (piece.back() == line.back()) {
      line.insert(line.end(), piece.rbegin() + 1, piece.rend());
    } else {
      return std::nullopt;
    }
  }
  return line;
}

class TurnReader {
 public:
  TurnReader(const ImportOptions& options, const Imported<model::Road>& roads)
      : source_(options.source),
        short_name_(roads.records.empty() ? std::string() : roads.records.front().source),
        ways_(roads.records) {}

  void read(const OsmRestriction& restriction) {
    if (!seen_.insert(restriction.id).second) return bad(restriction, "it has been there before");
    const Sign sign = sign_of(restriction);
    switch (sign.says) {
      case Says::kAtTimes:
        ++at_times_;
        return;
      case Says::kNotToCars:
        ++not_to_cars_;
        return;
      case Says::kUnknown:
        return bad(restriction, "restriction=" + sign.value);
      case Says::kSign:
        break;
    }
    const bool only = sign.value.starts_with("only_");
    const bool from_and_to = !restriction.from.empty() && !restriction.to.empty();
    if (!from_and_to || (restriction.via_ways.empty() && !restriction.via_node)) {
      return bad(restriction, "it has no way from, via or to");
    }
    if (only && (restriction.from.size() > 1 || restriction.to.size() > 1)) {
      return bad(restriction, "several ways from or to");
    }
    std::vector<geo::Line> lines;
    for (const std::int64_t from : restriction.from) {
      for (const std::int64_t to : restriction.to) {
        const model::Road* road_from = ways_.find(from);
        const model::Road* road_to = ways_.find(to);
        const auto vias = via_lines(restriction, road_from);
        if (road_from == nullptr || road_to == nullptr || !vias) {
          ++off_roads_;
          return;
        }
        const std::string problem = add_lines(*road_from, *vias, *road_to, lines);
        if (!problem.empty()) return bad(restriction, problem);
      }
    }
    keep(restriction, only, std::move(lines));
  }

  TurnsRead take() {
    read_.diagnostics.note(
        "TURNS", {.source = source_},
        fmt::format("{} turn restrictions; left out: {} that hold at certain times only, {} not "
                    "for cars, {} on ways that are no roads of this import",
                    read_.records.size(), at_times_, not_to_cars_, off_roads_));
    return std::move(read_);
  }

 private:
  void bad(const OsmRestriction& restriction, const std::string& found) {
    read_.diagnostics.warn("BAD_RESTRICTION", {.source = source_},
                           fmt::format("relation {}: {}", restriction.id, found),
                           "a known turn from one way over a node or ways to another, each ending "
                           "where the next begins");
  }

  /// Possible ways over what lies between; none when it is no road of the import.
  std::optional<std::vector<geo::Line>> via_lines(const OsmRestriction& restriction,
                                                  const model::Road* from) const {
    std::vector<geo::Line> lines;
    if (restriction.via_ways.empty()) {
      if (restriction.via) lines.push_back({*restriction.via});
      return restriction.via ? std::optional(lines) : std::nullopt;
    }
    std::vector<const model::Road*> ways;
    for (const std::int64_t way : restriction.via_ways) ways.push_back(ways_.find(way));
    if (from == nullptr || std::ranges::find(ways, nullptr) != ways.end()) return std::nullopt;
    for (const geo::LonLat start : {ways.front()->line.front(), ways.front()->line.back()}) {
      const auto line = line_over(ways, start);
      if (line && point_at(*from, start)) lines.push_back(*line);
    }
    return lines;
  }

  /// Says what is wrong, if anything is.
  static std::string add_lines(const model::Road& from, const std::vector<geo::Line>& vias,
                               const model::Road& to, std::vector<geo::Line>& lines) {
    bool fits = false;
    std::size_t meant = 0;
    for (geo::Line via : vias) {
      const auto begin = point_at(from, via.front());
      const auto end = point_at(to, via.back());
      if (!begin || !end) continue;
      via.front() = *begin;
      if (via.size() > 1) via.back() = *end;
      fits = true;
      const std::vector<geo::LonLat> before = neighbours(from, *begin, true);
      const std::vector<geo::LonLat> behind = neighbours(to, *end, false);
      // Back into the same street is clear even where the street goes on beyond the crossing.
      const bool u_turn = &from == &to && via.size() == 1;
      for (const geo::LonLat a : before) {
        for (const geo::LonLat b : behind) {
          if (u_turn && a != b) continue;
          if (!u_turn) ++meant;
          geo::Line line = {a};
          line.insert(line.end(), via.begin(), via.end());
          line.push_back(b);
          lines.push_back(std::move(line));
        }
      }
    }
    if (!fits) return "its ways do not meet at the crossing";
    return meant > 1 ? "its ways go on beyond the crossing, so it may mean several turns" : "";
  }

  void keep(const OsmRestriction& restriction, bool only, std::vector<geo::Line> lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      model::TurnRestriction& turn = read_.records.emplace_back();
      const std::string part = i == 0 ? std::string() : fmt::format("#{}", i + 1);
      turn.id = core::RestrictionId(fmt::format("relation/{}{}", restriction.id, part));
      turn.only = only;
      turn.line = std::move(lines[i]);
      turn.source = short_name_;
    }
  }

  std::string source_;
  std::string short_name_;
  Ways ways_;
  TurnsRead read_;
  std::set<std::int64_t> seen_;
  std::int64_t at_times_ = 0;
  std::int64_t not_to_cars_ = 0;
  std::int64_t off_roads_ = 0;
};

}  // namespace

TurnsRead import_turns(const ImportOptions& options, const Imported<model::Road>& roads,
                       const core::JobContext& job) {
  if (roads.profile != kOsmProfile) return {};
  try {
    const SourceFile file(options.source, options.layer);
    const auto relations = read_osm_restrictions(file.path(), job);
    if (relations.empty()) return {};
    TurnReader reader(options, roads);
    for (const OsmRestriction& restriction : relations) reader.read(restriction);
    return reader.take();
  } catch (const core::InputError& error) {
    TurnsRead nothing;
    nothing.diagnostics.warn("NO_RESTRICTIONS", {.source = options.source}, error.what(),
                             "an OpenStreetMap file of version 0.6, to know its turn restrictions");
    return nothing;
  }
}

}  // namespace nearnet::io
