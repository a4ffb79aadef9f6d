// SPDX-License-Identifier: Apache-2.0
#include "routing_instances.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/error.h"

namespace nearnet::bench {

namespace {

struct Point {
  double x = 0.0;
  double y = 0.0;
};

/// What the text forms have in common before units are chosen. Index 0 is the depot.
struct Raw {
  std::string name;
  std::string type;
  std::vector<Point> points;
  std::map<std::string, std::vector<double>> columns;  ///< by name, one number a node
  double vehicles = 0.0;
  double capacity = 0.0;
  double service = 0.0;
};

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw core::InputError(path + ": " + why);
}

std::int64_t tenths(Point a, Point b) {
  return static_cast<std::int64_t>(std::floor(10.0 * std::hypot(a.x - b.x, a.y - b.y)));
}

std::int64_t rounded(Point a, Point b) {
  return static_cast<std::int64_t>(std::floor(std::hypot(a.x - b.x, a.y - b.y) + 0.5));
}

template <typename Distance>
roads::TravelMatrix matrix_of(const std::vector<Point>& points, Distance distance) {
  std::vector<std::int32_t> seconds;
  seconds.reserve(points.size() * points.size());
  for (const Point a : points) {
    for (const Point b : points) seconds.push_back(static_cast<std::int32_t>(distance(a, b)));
  }
  return roads::TravelMatrix::from_seconds(points.size(), std::move(seconds));
}

/// Rows of numbers after the two headings of a Solomon file.
BenchInstance solomon(const std::string& path, std::istream& file) {
  BenchInstance instance;
  std::string line;
  std::getline(file, line);
  instance.name = line.substr(0, line.find_last_not_of(" \t\r") + 1);
  std::vector<std::vector<double>> rows;
  while (std::getline(file, line)) {
    std::istringstream words(line);
    std::vector<double> row;
    for (double number = 0.0; words >> number;) row.push_back(number);
    if (!row.empty()) rows.push_back(std::move(row));
  }
  if (rows.size() < 2 || rows[0].size() != 2) {
    refuse(path, "expected the number of vehicles and their capacity");
  }
  std::vector<Point> points;
  for (std::size_t k = 1; k < rows.size(); ++k) {
    const std::vector<double>& row = rows[k];
    if (row.size() != 7) refuse(path, fmt::format("customer row {}: expected 7 numbers", k));
    points.push_back({row[1], row[2]});
    routing::Node node;
    node.load = std::llround(row[3]);
    node.earliest = std::llround(row[4] * 10.0);
    node.latest = std::llround(row[5] * 10.0);
    node.service = std::llround(row[6] * 10.0);
    node.must = true;
    instance.nodes.push_back(node);
  }
  instance.nodes.front().must = false;
  instance.days = {.count = static_cast<int>(rows[0][0]),
                   .shift_start = instance.nodes.front().earliest,
                   .shift_end = instance.nodes.front().latest,
                   .most_load = std::llround(rows[0][1])};
  instance.travel = matrix_of(points, tenths);
  instance.unit = 0.1;
  return instance;
}

/// `KEY : value` lines and sections of `node number…` rows, as TSPLIB and VRPLIB have them.
Raw read_sections(const std::string& path, std::istream& file) {
  Raw raw;
  std::string section;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string first;
    if (!(words >> first) || first == "EOF") continue;
    if (first.ends_with("_SECTION")) {
      section = first;
      continue;
    }
    if (section.empty()) {
      const std::size_t colon = line.find(':');
      const std::string key = first.substr(0, first.find(':'));
      std::istringstream rest(colon == std::string::npos ? "" : line.substr(colon + 1));
      std::string value;
      rest >> value;
      if (key == "NAME") raw.name = value;
      if (key == "TYPE") raw.type = value;
      if (key == "VEHICLES") raw.vehicles = std::stod(value);
      if (key == "CAPACITY") raw.capacity = std::stod(value);
      if (key == "SERVICE_TIME") raw.service = std::stod(value);
      if (key == "EDGE_WEIGHT_TYPE" && value != "EUC_2D") {
        refuse(path, "EDGE_WEIGHT_TYPE " + value + ": only EUC_2D is read");
      }
      continue;
    }
    double number = 0.0;
    if (section == "NODE_COORD_SECTION") {
      Point point;
      if (!(words >> point.x >> point.y)) refuse(path, "node " + first + ": expected x and y");
      raw.points.push_back(point);
    } else {
      while (words >> number) raw.columns[section].push_back(number);
    }
  }
  return raw;
}

void check_lengths(const std::string& path, const Raw& raw) {
  if (raw.points.size() < 2) refuse(path, "expected a NODE_COORD_SECTION of two nodes at least");
  for (const auto& [section, numbers] : raw.columns) {
    const std::size_t width = section == "TIME_WINDOW_SECTION" ? 2 : 1;
    if (section != "DEPOT_SECTION" && numbers.size() != width * raw.points.size()) {
      refuse(path, fmt::format("{} has {} numbers for {} nodes", section, numbers.size(),
                               raw.points.size()));
    }
  }
}

BenchInstance vrplib(const std::string& path, std::istream& file) {
  const Raw raw = read_sections(path, file);
  check_lengths(path, raw);
  const auto column = [&](const char* name) {
    const auto found = raw.columns.find(name);
    return found == raw.columns.end() ? std::vector<double>() : found->second;
  };
  const auto demand = column("DEMAND_SECTION");
  const auto window = column("TIME_WINDOW_SECTION");
  const auto prize = column("PRIZE_SECTION");
  const bool timed = !window.empty();
  const double scale = timed ? 10.0 : 1.0;
  constexpr std::int64_t kForever = 1'000'000'000;
  BenchInstance instance;
  instance.name = raw.name;
  instance.unit = 1.0 / scale;
  for (std::size_t k = 0; k < raw.points.size(); ++k) {
    routing::Node node{.service = k == 0 || !timed ? 0 : std::llround(raw.service * scale),
                       .earliest = timed ? std::llround(window[2 * k] * scale) : 0,
                       .latest = timed ? std::llround(window[2 * k + 1] * scale) : kForever};
    node.load = demand.empty() ? 0 : std::llround(demand[k]);
    node.profit = prize.empty() ? 0 : std::llround(prize[k] * scale);
    node.must = k > 0 && prize.empty();
    instance.nodes.push_back(node);
  }
  const routing::Node& depot = instance.nodes.front();
  const double load = std::accumulate(demand.begin(), demand.end(), 0.0);
  const double vehicles = raw.vehicles > 0.0   ? raw.vehicles
                          : raw.capacity > 0.0 ? std::ceil(1.3 * load / raw.capacity) + 10.0
                                               : 1.0;
  instance.days = {
      .count = static_cast<int>(vehicles),
      .shift_start = depot.earliest,
      .shift_end = depot.latest,
      .most_load = raw.capacity > 0.0 ? std::llround(raw.capacity) : routing::Days::kNoLimit,
      .profit_per_second = prize.empty() ? 0 : 1};
  instance.travel = timed ? matrix_of(raw.points, tenths) : matrix_of(raw.points, rounded);
  return instance;
}

BenchInstance ae_days(const std::string& path, std::istream& file) {
  const nlohmann::json data = nlohmann::json::parse(file, nullptr, false);
  if (!data.is_object() || data.value("kind", "") != "aedays") {
    refuse(path, "not an instance of kind aedays");
  }
  BenchInstance instance;
  instance.name = data.at("name").get<std::string>();
  instance.prize_first = true;
  instance.days = {.count = data.at("days").get<int>(),
                   .shift_start = data.at("shift").at(0).get<std::int64_t>(),
                   .shift_end = data.at("shift").at(1).get<std::int64_t>()};
  std::vector<std::int32_t> seconds;
  for (const auto& row : data.at("matrix")) {
    for (const auto& cell : row) seconds.push_back(cell.get<std::int32_t>());
  }
  for (std::size_t k = 0; k < data.at("matrix").size(); ++k) {
    routing::Node node{.service = data.at("service").at(k).get<std::int64_t>(),
                       .earliest = data.at("tw").at(k).at(0).get<std::int64_t>(),
                       .latest = data.at("tw").at(k).at(1).get<std::int64_t>()};
    node.profit = k == 0 ? 0 : std::llround(data.at("prize").at(k).get<double>() * 1e6);
    instance.nodes.push_back(node);
  }
  instance.travel = roads::TravelMatrix::from_seconds(instance.nodes.size(), std::move(seconds));
  return instance;
}

}  // namespace

BenchInstance read_instance(const std::string& path) {
  std::ifstream file(path);
  if (!file) refuse(path, "cannot be opened");
  if (path.ends_with(".json")) return ae_days(path, file);
  if (path.ends_with(".vrp") || path.ends_with(".tsp")) return vrplib(path, file);
  if (path.ends_with(".txt")) return solomon(path, file);
  refuse(path, "expected a file named .txt (Solomon), .vrp, .tsp or .json (aedays)");
}

Judged judge(const BenchInstance& instance, const Tours& tours) {
  Judged judged;
  std::vector<int> visits(instance.nodes.size(), 0);
  std::int64_t travel = 0;
  for (std::size_t t = 0; t < tours.size(); ++t) {
    const auto fault = [&](const std::string& what) {
      judged.faults.push_back(fmt::format("route {}: {}", t + 1, what));
    };
    std::int64_t clock = instance.days.shift_start;
    std::int64_t load = 0;
    std::size_t here = 0;
    for (const std::size_t stop : tours[t]) {
      const routing::Node& node = instance.nodes.at(stop);
      const std::int64_t way = instance.travel.time(here, stop).value;
      travel += way;
      clock = std::max(clock + way, node.earliest);
      if (clock > node.latest) fault(fmt::format("stop {} is late", stop));
      clock += node.service;
      load += node.load;
      ++visits[stop];
      here = stop;
    }
    travel += instance.travel.time(here, 0).value;
    clock += instance.travel.time(here, 0).value;
    if (clock > instance.days.shift_end) fault("back too late");
    if (load > instance.days.most_load) fault("too much load");
  }
  if (tours.size() > static_cast<std::size_t>(instance.days.count)) {
    judged.faults.push_back("too many routes");
  }
  const double prize_unit = instance.prize_first ? 1e-6 : instance.unit;
  for (std::size_t k = 1; k < visits.size(); ++k) {
    const routing::Node& node = instance.nodes[k];
    const double prize = static_cast<double>(node.profit) * prize_unit;
    (visits[k] > 0 ? judged.prize : judged.unserved_prize) += prize;
    if (visits[k] > 1) judged.faults.push_back(fmt::format("{} is visited twice", k));
    if (visits[k] == 0 && node.must) judged.faults.push_back(fmt::format("{} is left out", k));
  }
  judged.travel = static_cast<double>(travel) * instance.unit;
  judged.cost = judged.travel;
  if (instance.days.profit_per_second > 0) judged.cost += judged.unserved_prize;
  return judged;
}

}  // namespace nearnet::bench
