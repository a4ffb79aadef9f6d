// SPDX-License-Identifier: Apache-2.0
#include "roads/driving_profile.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <sstream>
#include <utility>

#include "core/error.h"
#include "core/text.h"

namespace nearnet::roads {
namespace {

std::string found_text(const toml::node& node) {
  if (node.is_table()) return "a table";
  std::ostringstream found;
  found << toml::node_view<const toml::node>(node);
  return found.str();
}

/// Reads one file; every failure says where.
class Reader {
 public:
  explicit Reader(std::string_view file) : file_(file) {}

  DrivingProfile read(std::string_view text) {
    try {
      const toml::table root = toml::parse(text, file_);
      for (const auto& [key, value] : root) read_section(key, value);
    } catch (const toml::parse_error& error) {
      fail(error.source(), fmt::format("{}; expected TOML: tables such as [speed] with lines such "
                                       "as primary = 60",
                                       error.description()));
    }
    return std::move(profile_);
  }

 private:
  using Key = std::pair<std::string_view, std::function<void(const toml::node&)>>;

  [[noreturn]] void fail(const toml::source_region& where, const std::string& what) const {
    throw core::InputError(fmt::format("{}, line {}: {}", file_, where.begin.line, what));
  }
  [[noreturn]] void expect(const toml::node& node, std::string_view what) const {
    fail(node.source(), fmt::format("found {}; expected {}", found_text(node), what));
  }

  const toml::table& table(const toml::node& node, std::string_view what) const {
    if (!node.is_table()) expect(node, what);
    return *node.as_table();
  }

  void read_keys(const toml::table& table, std::string_view where,
                 const std::vector<Key>& keys) const {
    for (const auto& [key, value] : table) {
      const auto known = std::ranges::find(keys, key.str(), &Key::first);
      if (known == keys.end()) {
        std::vector<std::string> names;
        for (const auto& [name, read] : keys) names.emplace_back(name);
        fail(key.source(),
             fmt::format("{} in {}; there is {}", key.str(), where, core::join(names, ", ")));
      }
      known->second(value);
    }
  }

  void read_section(const toml::key& key, const toml::node& node) {
    const std::string_view name = key.str();
    if (name == "speed") return read_speeds(table(node, "a table [speed]"));
    if (name == "slow") return read_slow(node);
    if (name == "share") {
      return read_keys(table(node, "a table [share]"), "[share]",
                       {{"limit", share(profile_.speeds.of_the_limit, 1.5)},
                        {"unpaved", share(profile_.speeds.unpaved, 1.0)}});
    }
    if (name == "turn") {
      return read_keys(table(node, "a table [turn]"), "[turn]",
                       {{"left", duration(profile_.turns.left)},
                        {"right", duration(profile_.turns.right)},
                        {"straight", duration(profile_.turns.straight)},
                        {"round", duration(profile_.turns.round)}});
    }
    if (name == "street") return read_street(table(node, "a table [street]"));
    if (name == "plan") {
      return read_keys(table(node, "a table [plan]"), "[plan]",
                       {{"by", [&](const toml::node& by) {
                           profile_.plan_by = one_of(by, "slowest", "mean") == 0 ? PlanBy::kSlowest
                                                                                 : PlanBy::kMean;
                         }}});
    }
    fail(key.source(), fmt::format("{} is nothing known; there is [speed], [share], [[slow]], "
                                   "[plan], [turn] and [street]",
                                   name));
  }

  void read_speeds(const toml::table& speeds) {
    for (const auto& [key, value] : speeds) {
      const double kmh = speed(value);
      const std::string name = core::lower_case(core::trimmed(key.str()));
      if (name == "other") {
        profile_.speeds.other_kmh = kmh;
      } else if (name == "off_road") {
        profile_.speeds.off_road_kmh = kmh;
      } else {
        profile_.speeds.by_class[name] = kmh;
      }
    }
  }

  void read_slow(const toml::node& node) {
    constexpr std::string_view kWhat = "hours, each as a table [[slow]] with from, to and factor";
    if (!node.is_array()) expect(node, kWhat);
    for (const toml::node& item : *node.as_array()) {
      const toml::table& hours = table(item, kWhat);
      SlowHours slow;
      slow.factor = 0.0;
      std::optional<core::TimeOfDay> from;
      std::optional<core::TimeOfDay> to;
      read_keys(hours, "[[slow]]",
                {{"from", [&](const toml::node& value) { from = time(value); }},
                 {"to", [&](const toml::node& value) { to = time(value); }},
                 {"factor", share(slow.factor, 1.0)},
                 {"classes", [&](const toml::node& value) { slow.classes = names(value); }}});
      if (!from || !to || slow.factor == 0.0) {
        fail(item.source(), "[[slow]] needs from, to and factor");
      }
      if (*from >= *to) {
        fail(item.source(), "[[slow]] ends before it begins; hours over midnight are two");
      }
      slow.from = *from;
      slow.to = *to;
      profile_.slow.push_back(std::move(slow));
    }
  }

  void read_street(const toml::table& street) {
    read_keys(street, "[street]",
              {{"drive_on",
                [&](const toml::node& value) {
                  profile_.drive_on =
                      one_of(value, "right", "left") == 0 ? DriveOn::kRight : DriveOn::kLeft;
                }},
               {"big",
                [&](const toml::node& value) {
                  const auto classes = names(value);
                  profile_.big = {classes.begin(), classes.end()};
                }},
               {"crossing", duration(profile_.crossing)}});
  }

  /// "45 mph", or a number of km/h.
  double speed(const toml::node& node) const {
    constexpr double kKmhPerMph = 1.609344;
    constexpr double kFastest = 200.0;
    std::optional<double> kmh = node.value<double>();
    if (const auto text = node.value<std::string>()) {
      std::string number = core::lower_case(*text);
      const bool miles = number.ends_with("mph");
      if (miles) number.resize(number.size() - 3);
      if (number.ends_with("km/h")) number.resize(number.size() - 4);
      kmh = core::parse_number(number);
      if (kmh && miles) *kmh *= kKmhPerMph;
    }
    if (!kmh || !(*kmh >= 1.0 && *kmh <= kFastest)) {
      expect(node, "1 to 200 km/h, such as 60 or \"35 mph\"");
    }
    return *kmh;
  }

  /// What goes wrong is told with its line.
  template <typename Read>
  auto understood(const toml::node& node, Read read) const {
    try {
      return read();
    } catch (const core::ConfigError& error) {
      fail(node.source(), error.what());
    }
  }

  std::function<void(const toml::node&)> share(double& into, double most) {
    return [this, &into, most](const toml::node& node) {
      constexpr double kLeast = 0.05;
      const auto value = node.value<double>();
      if (!value || !(*value >= kLeast && *value <= most)) {
        expect(node, fmt::format("a share of the speed between {} and {}", kLeast, most));
      }
      into = *value;
    };
  }

  std::function<void(const toml::node&)> duration(core::Seconds& into) {
    return [this, &into](const toml::node& node) {
      constexpr core::Seconds kMost{600};
      const auto text = node.value<std::string>();
      if (!text) expect(node, "a time, such as \"5s\"");
      into = understood(node, [&] { return core::parse_duration(*text); });
      if (into.value < 0 || into > kMost) expect(node, "a time from 0s to 10min");
    };
  }

  core::TimeOfDay time(const toml::node& node) const {
    const auto text = node.value<std::string>();
    if (!text) expect(node, "a time of day, such as \"07:00\"");
    return understood(node, [&] { return core::parse_time_of_day(*text); });
  }

  std::vector<std::string> names(const toml::node& node) const {
    constexpr std::string_view kWhat = "classes of road, such as [\"primary\", \"secondary\"]";
    if (!node.is_array()) expect(node, kWhat);
    std::vector<std::string> names;
    for (const toml::node& item : *node.as_array()) {
      const auto name = item.value<std::string>();
      if (!name || core::trimmed(*name).empty()) expect(item, kWhat);
      names.push_back(core::lower_case(core::trimmed(*name)));
    }
    return names;
  }

  int one_of(const toml::node& node, std::string_view first, std::string_view second) const {
    const auto text = node.value<std::string>();
    if (text == first) return 0;
    if (text != second) expect(node, fmt::format("\"{}\" or \"{}\"", first, second));
    return 1;
  }

  std::string file_;
  DrivingProfile profile_;
};

/// What the traffic leaves of a class's speed; "" is any class that no hours name.
class Traffic {
 public:
  Traffic(const DrivingProfile& profile, core::TimeOfDay from, core::TimeOfDay to)
      : profile_(profile), from_(from), to_(std::max(from, to)) {
    std::set<core::TimeOfDay> times = {from_};
    for (const SlowHours& slow : profile.slow) {
      for (const core::TimeOfDay time : {slow.from, slow.to}) {
        if (time > from_ && time < to_) times.insert(time);
      }
    }
    times_.assign(times.begin(), times.end());
  }

  double of(const std::string& name) const {
    double slowest = 1.0;
    double per_speed = 0.0;  // time that a unit of way takes, over the time there is
    for (std::size_t i = 0; i < times_.size(); ++i) {
      const double left = at(name, times_[i]);
      slowest = std::min(slowest, left);
      const core::TimeOfDay end = i + 1 < times_.size() ? times_[i + 1] : to_;
      per_speed +=
          static_cast<double>((end.since_midnight - times_[i].since_midnight).value) / left;
    }
    const auto whole = static_cast<double>((to_.since_midnight - from_.since_midnight).value);
    return profile_.plan_by == PlanBy::kSlowest || whole == 0.0 ? slowest : whole / per_speed;
  }

 private:
  double at(const std::string& name, core::TimeOfDay time) const {
    double left = 1.0;
    for (const SlowHours& slow : profile_.slow) {
      const bool now = slow.from <= time && time < slow.to;
      const bool here =
          slow.classes.empty() || std::ranges::find(slow.classes, name) != slow.classes.end();
      if (now && here) left = std::min(left, slow.factor);
    }
    return left;
  }

  const DrivingProfile& profile_;
  core::TimeOfDay from_;
  core::TimeOfDay to_;
  std::vector<core::TimeOfDay> times_;  ///< when something changes, from the first on
};

/// A basic string of TOML, whatever a layer calls its classes.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x20 || code == 0x7f) {
      out += fmt::format("\\u{:04x}", code);
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string list_text(const auto& names) {
  std::vector<std::string> all;
  for (const std::string& name : names) all.push_back(quoted(name));
  return "[" + core::join(all, ", ") + "]";
}

}  // namespace

DrivingProfile parse_driving(std::string_view text, std::string_view name) {
  return Reader(name).read(text);
}

std::string to_toml(const DrivingProfile& profile) {
  std::string text = "[speed]  # km/h on roads of a class\n";
  for (const auto& [name, kmh] : profile.speeds.by_class) {
    text += fmt::format("{} = {}\n", quoted(name), kmh);
  }
  text += fmt::format("other = {}\noff_road = {}\n\n[share]\nlimit = {}\nunpaved = {}\n",
                      profile.speeds.other_kmh, profile.speeds.off_road_kmh,
                      profile.speeds.of_the_limit, profile.speeds.unpaved);
  for (const SlowHours& slow : profile.slow) {
    text += fmt::format("\n[[slow]]\nfrom = \"{}\"\nto = \"{}\"\nclasses = {}\nfactor = {}\n",
                        core::format_time_of_day(slow.from), core::format_time_of_day(slow.to),
                        list_text(slow.classes), slow.factor);
  }
  text += fmt::format("\n[plan]\nby = \"{}\"\n",
                      profile.plan_by == PlanBy::kSlowest ? "slowest" : "mean");
  text += fmt::format(
      "\n[turn]\nleft = \"{}s\"\nright = \"{}s\"\nstraight = \"{}s\"\nround = \"{}s\"\n",
      profile.turns.left.value, profile.turns.right.value, profile.turns.straight.value,
      profile.turns.round.value);
  return text + fmt::format("\n[street]\ndrive_on = \"{}\"\nbig = {}\ncrossing = \"{}s\"\n",
                            profile.drive_on == DriveOn::kRight ? "right" : "left",
                            list_text(profile.big), profile.crossing.value);
}

DrivingSpeeds speeds_between(const DrivingProfile& profile, core::TimeOfDay from,
                             core::TimeOfDay to) {
  const Traffic traffic(profile, from, to);
  DrivingSpeeds speeds = profile.speeds;
  speeds.other_traffic = traffic.of("");
  for (const SlowHours& slow : profile.slow) {
    for (const std::string& name : slow.classes) speeds.traffic[name] = traffic.of(name);
  }
  return speeds;
}

}  // namespace nearnet::roads
