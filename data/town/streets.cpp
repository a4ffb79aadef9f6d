// SPDX-License-Identifier: Apache-2.0
#include "town/streets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>

namespace nearnet::town {
namespace {

using Keep = std::function<bool(XY)>;

constexpr double kStep = 20.0;
constexpr double kSetback = 28.0;

std::vector<Street> arterials() {
  const auto street = [](const char* name, const char* highway, int speed, const Polyline& line) {
    return Street{name, highway, speed, false, false, smooth(line, 30.0)};
  };
  return {
      street("Main Street", "primary", 56,
             {{-2300, -50},
              {-1800, -120},
              {-1200, -60},
              {-650, -150},
              {-150, -200},
              {330, -140},
              {800, -40},
              {1400, 60},
              {1850, 210},
              {2250, 270}}),
      street("Mill Road", "secondary", 56,
             {{-150, -200}, {-190, 80}, {-40, 400}, {-310, 790}, {-520, 1180}, {-930, 1560}}),
      street("Shore Road", "secondary", 48,
             {{-2150, -600},
              {-1700, -610},
              {-1100, -640},
              {-600, -640},
              {-150, -690},
              {180, -590},
              {235, -380},
              {215, -158}}),
      street("East Shore Road", "secondary", 48,
             {{560, -94}, {600, -340}, {830, -540}, {1300, -570}, {1800, -450}, {2050, -380}}),
      street("Falls Road", "tertiary", 48,
             {{-2000, 830},
              {-1650, 930},
              {-1250, 1000},
              {-750, 990},
              {-310, 790},
              {0, 770},
              {330, 880},
              {900, 960},
              {1500, 1130},
              {1850, 1270}}),
      street("East Avenue", "tertiary", 48, {{700, -60}, {640, 260}, {720, 600}, {640, 920}}),
      street(
          "Ridge Road", "tertiary", 48,
          {{-1250, -640}, {-1210, -300}, {-1200, -60}, {-1160, 450}, {-1250, 1000}, {-1350, 1350}}),
      street("High Street", "tertiary", 48,
             {{1480, -550}, {1440, -200}, {1460, 80}, {1550, 600}, {1500, 1130}}),
  };
}

class Planner {
 public:
  explicit Planner(core::Random& random) : random_(random), streets_(arterials()) {
    arterials_ = streets_;
  }

  /// Keeps the runs of `line` that satisfy `keep`, stay on land and do not run beside an arterial.
  void lay(const Street& pattern, const Polyline& line, const Keep& keep) {
    const Polyline dense = densified(line, kStep);
    Polyline run;
    const auto finish = [&] {
      if (length(run) >= 70.0) {
        Street street = pattern;
        street.line = run;
        streets_.push_back(std::move(street));
      }
      run.clear();
    };
    for (std::size_t i = 0; i < dense.size(); ++i) {
      const XY ahead = dense[std::min(i + 1, dense.size() - 1)];
      const XY behind = dense[i > 0 ? i - 1 : 0];
      if (keep(dense[i]) && land_around(dense[i]) > kSetback &&
          !beside_arterial(dense[i], {ahead.x - behind.x, ahead.y - behind.y})) {
        run.push_back(dense[i]);
      } else {
        finish();
      }
    }
    finish();
  }

  std::string next_name() {
    static constexpr std::array kNames = {
        "Alder",   "Ash",      "Aspen",    "Beech",   "Birch",   "Cedar",   "Chestnut", "Elm",
        "Fir",     "Hawthorn", "Hazel",    "Hemlock", "Hickory", "Juniper", "Larch",    "Linden",
        "Locust",  "Maple",    "Mulberry", "Oak",     "Pine",    "Poplar",  "Rowan",    "Spruce",
        "Sumac",   "Sycamore", "Walnut",   "Willow",  "Anchor",  "Beacon",  "Bluff",    "Buoy",
        "Captain", "Chandler", "Cooper",   "Cove",    "Ferry",   "Fisher",  "Gull",     "Heron",
        "Keel",    "Lantern",  "Mast",     "Osprey",  "Pilot",   "Rope",    "Sail",     "Schooner",
        "Skipper", "Tern",     "Tide",     "Wharf",   "Academy", "Bank",    "Bell",     "Bridge",
        "Chapel",  "Commerce", "Foundry",  "Garden",  "Grove",   "Hill",    "Market",   "Meadow",
        "Orchard", "Park",     "Pleasant", "Quarry",  "School",  "Spring",  "Station",  "Summit",
        "Union",   "Vine",     "Water",    "Weaver",  "Wharton", "Winter",  "Woodlawn", "Brook"};
    static constexpr std::array kKinds = {"Street", "Street", "Avenue", "Lane", "Drive"};
    const std::size_t at = (name_ * 37 + 11) % kNames.size();
    const std::size_t round = name_ / kNames.size();
    ++name_;
    const char* kind = round == 0 ? kKinds[name_ % kKinds.size()] : (round == 1 ? "Court" : "Way");
    return std::string(kNames[at]) + " " + kind;
  }

  double jitter(double reach) { return random_.uniform(-reach, reach); }
  const std::vector<Street>& streets() const { return streets_; }
  void add(Street street) { streets_.push_back(std::move(street)); }

 private:
  bool beside_arterial(XY p, XY direction) const {
    const double size = std::hypot(direction.x, direction.y);
    for (const Street& arterial : arterials_) {
      for (std::size_t i = 1; i < arterial.line.size(); ++i) {
        const XY a = arterial.line[i - 1];
        const XY b = arterial.line[i];
        if (distance(p, Polyline{a, b}) > 48.0) continue;
        const double dot = direction.x * (b.x - a.x) + direction.y * (b.y - a.y);
        if (std::abs(dot) > 0.8 * size * distance(a, b)) return true;
      }
    }
    return false;
  }

  core::Random& random_;
  std::vector<Street> streets_;
  std::vector<Street> arterials_;
  std::size_t name_ = 0;
};

struct Grid {
  XY centre;
  double turn_degrees;
  double half_width, half_height;
  double column_gap, row_gap;
  double wave;  ///< metres that streets sway to either side
  int one_way_columns = 0;
};

void lay_grid(Planner& planner, const Grid& grid, const Keep& keep) {
  const double turn = grid.turn_degrees * std::numbers::pi / 180.0;
  const auto place = [&](double u, double v) {
    const double su = u + grid.wave * std::sin(v / 170.0 + 1.0);
    const double sv = v + grid.wave * std::sin(u / 210.0);
    return XY{grid.centre.x + su * std::cos(turn) - sv * std::sin(turn),
              grid.centre.y + su * std::sin(turn) + sv * std::cos(turn)};
  };
  const auto lay = [&](double from, double to, int one_way, const auto& at) {
    Street pattern{planner.next_name(), "residential", 40, one_way != 0, false, {}};
    Polyline line;
    const int pieces = static_cast<int>(std::ceil((to - from) / kStep));
    for (int k = 0; k <= pieces; ++k) line.push_back(at(from + (to - from) * k / pieces));
    if (one_way < 0) std::reverse(line.begin(), line.end());
    planner.lay(pattern, line, keep);
  };
  const int columns = static_cast<int>(2.0 * grid.half_width / grid.column_gap);
  for (int i = 0; i <= columns; ++i) {
    const double u =
        -grid.half_width + i * grid.column_gap + planner.jitter(0.07 * grid.column_gap);
    // Neighbouring one-way streets run against each other.
    const int middle = columns / 2;
    const int one_way =
        i >= middle && i < middle + grid.one_way_columns ? (i % 2 == 0 ? 1 : -1) : 0;
    lay(-grid.half_height, grid.half_height, one_way, [&](double v) { return place(u, v); });
  }
  const int rows = static_cast<int>(2.0 * grid.half_height / grid.row_gap);
  for (int j = 0; j <= rows; ++j) {
    const double v = -grid.half_height + j * grid.row_gap + planner.jitter(0.07 * grid.row_gap);
    lay(-grid.half_width, grid.half_width, 0, [&](double u) { return place(u, v); });
  }
}

/// Rings around a hill and lanes that climb it.
void lay_hill(Planner& planner, XY centre, const Keep& keep) {
  const auto at = [&](double radius, double angle) {
    const double r =
        radius * (1.0 + 0.10 * std::sin(3.0 * angle + 0.7) + 0.05 * std::cos(5.0 * angle));
    return XY{centre.x + 1.15 * r * std::cos(angle), centre.y + r * std::sin(angle)};
  };
  constexpr double kTurn = 2.0 * std::numbers::pi;
  for (const double radius : {125.0, 265.0}) {
    Polyline ring;
    const int pieces = static_cast<int>(kTurn * radius / kStep);
    for (int k = 0; k <= pieces; ++k) ring.push_back(at(radius, kTurn * k / pieces));
    planner.lay({planner.next_name(), "residential", 40, false, false, {}}, ring, keep);
  }
  constexpr int kLanes = 6;
  for (int lane = 0; lane < kLanes; ++lane) {
    const double angle = kTurn * (lane + 0.3) / kLanes + planner.jitter(0.12);
    Polyline line;
    for (double r = lane % 2 == 0 ? 105.0 : 235.0; r <= 700.0; r += kStep) {
      line.push_back(at(r, angle + 0.0007 * r));
    }
    planner.lay({planner.next_name(), "residential", 40, false, false, {}}, line, keep);
  }
}

/// Dead-end courts off local streets outside downtown.
void lay_courts(Planner& planner, core::Random& random, int wanted) {
  const std::vector<Street> hosts = planner.streets();
  int laid = 0;
  for (int attempt = 0; attempt < 4000 && laid < wanted; ++attempt) {
    const Street& host = hosts[random.below(hosts.size())];
    if (host.line.size() < 6 || host.highway == "primary") continue;
    const std::size_t i = 2 + random.below(host.line.size() - 4);
    const XY foot = host.line[i];
    if (distance(foot, {-150, -350}) < 700.0) continue;
    const double side = random.chance(0.5) ? 1.0 : -1.0;
    const double heading = std::atan2(host.line[i + 1].y - foot.y, host.line[i + 1].x - foot.x) +
                           side * (std::numbers::pi / 2.0 + random.uniform(-0.2, 0.2));
    const double bend = random.uniform(-0.08, 0.08);
    const double reach = random.uniform(90.0, 190.0);
    Polyline line{foot};
    for (double done = 0.0; done < reach; done += kStep) {
      const double angle = heading + bend * done / kStep;
      line.push_back(
          {line.back().x + kStep * std::cos(angle), line.back().y + kStep * std::sin(angle)});
    }
    const bool free = std::all_of(line.begin() + 3, line.end(), [&](XY p) {
      return land_around(p) > 40.0 &&
             std::all_of(planner.streets().begin(), planner.streets().end(),
                         [&](const Street& other) { return distance(p, other.line) > 45.0; });
    });
    if (!free) continue;
    planner.add({planner.next_name(), "residential", 32, false, true, line});
    ++laid;
  }
}

}  // namespace

std::vector<Street> lay_out_streets(core::Random& random) {
  Planner planner(random);
  const auto west_bank = [](XY p) { return p.x < 330.0 - 0.6 * std::max(p.y, 0.0); };
  lay_grid(planner, {{-190, -370}, 9.0, 480, 430, 104, 124, 3, 2},
           [&](XY p) { return west_bank(p) && p.y > -720.0; });
  lay_grid(planner, {{1010, -300}, -6.0, 530, 330, 180, 160, 10},
           [](XY p) { return p.x > 480.0 && p.x < 1520.0 && p.y < 60.0; });
  lay_hill(planner, {-690, 440},
           [](XY p) { return p.x > -1240.0 && p.x < 10.0 && p.y > -190.0 && p.y < 1030.0; });
  lay_grid(planner, {{-1590, 380}, 7.0, 400, 560, 240, 225, 22},
           [](XY p) { return p.x > -1950.0 && p.x < -1100.0 && p.y > -180.0; });
  lay_grid(planner, {{-1590, -360}, -2.0, 420, 310, 215, 165, 14},
           [](XY p) { return p.x < -1180.0 && p.y > -670.0 && p.y < -60.0; });
  lay_grid(planner, {{-920, -390}, 3.0, 330, 290, 150, 125, 8},
           [](XY p) { return p.x > -1260.0 && p.x < -640.0 && p.y > -670.0; });
  lay_grid(planner, {{1080, 480}, 8.0, 540, 580, 240, 235, 26},
           [](XY p) { return p.x > 610.0 && p.x < 1610.0 && p.y > -60.0 && p.y < 1180.0; });
  lay_courts(planner, random, 9);
  return planner.streets();
}

}  // namespace nearnet::town
