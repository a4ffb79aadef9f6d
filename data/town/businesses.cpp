// SPDX-License-Identifier: Apache-2.0
#include "town/businesses.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/calendar.h"
#include "geo/local_frame.h"
#include "geo/prepared_geometry.h"
#include "town/geojson.h"
#include "town/trades.h"

namespace nearnet::town {
namespace {

constexpr int kBusinesses = 4000;
constexpr double kHomeOfficeShare = 0.06;
constexpr double kSharedBuildingShare = 0.22;

struct Site {
  XY place;
  std::string address;
  bool in_town = false;  ///< on a street where shops are
  int tenants = 0;
};

int draw(core::Random& random, int low, int high) {
  return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

/// How many businesses 100 m of street attract.
double pull(const Block& block) {
  const XY middle = block.line[block.line.size() / 2];
  const double from_square = distance(middle, {-150, -330});
  double pull = block.highway == "primary"     ? 7.0
                : block.highway == "secondary" ? 3.4
                : block.highway == "tertiary"  ? 1.6
                                               : 0.3;
  if (from_square < 520.0) pull += 14.0 - 14.0 * from_square / 650.0;
  return std::abs(middle.x) > 2000.0 ? 0.5 * pull : pull;
}

class Sites {
 public:
  Sites(const std::vector<Block>& blocks, core::Random& random) : blocks_(blocks), random_(random) {
    double work = 0.0;
    double home = 0.0;
    for (const Block& block : blocks) {
      const double metres = length(block.line);
      // A few blocks are shopping plazas.
      const double plaza = block.highway != "residential" && random.chance(0.14) ? 3.5 : 1.0;
      work += metres * pull(block) * plaza;
      home += block.highway == "residential" ? metres : 0.0;
      work_.push_back(work);
      home_.push_back(home);
    }
  }

  Site at_work() { return on(pick(work_), true); }
  Site at_home() { return on(pick(home_), false); }

 private:
  const Block& pick(const std::vector<double>& sums) {
    const double ticket = random_.uniform(0.0, sums.back());
    const auto at = std::upper_bound(sums.begin(), sums.end(), ticket) - sums.begin();
    return blocks_[static_cast<std::size_t>(at)];
  }

  Site on(const Block& block, bool in_town) {
    const double along = random_.uniform(0.08, 0.92) * length(block.line);
    double left = along;
    std::size_t i = 1;
    while (i + 1 < block.line.size() && left > distance(block.line[i - 1], block.line[i])) {
      left -= distance(block.line[i - 1], block.line[i]);
      ++i;
    }
    const XY a = block.line[i - 1];
    const XY b = block.line[i];
    const double metres = distance(a, b);
    const double side = random_.chance(0.5) ? 1.0 : -1.0;
    const double set_back = side * random_.uniform(13.0, block.highway == "primary" ? 42.0 : 26.0);
    const double t = std::min(left / metres, 1.0);
    Site site;
    site.place = {a.x + t * (b.x - a.x) - set_back * (b.y - a.y) / metres,
                  a.y + t * (b.y - a.y) + set_back * (b.x - a.x) / metres};
    const int number = 2 * static_cast<int>((block.chainage + along) / 8.0) + (side > 0.0 ? 1 : 2);
    site.address = fmt::format("{} {}", number, block.name);
    site.in_town = in_town;
    return site;
  }

  const std::vector<Block>& blocks_;
  core::Random& random_;
  std::vector<double> work_;
  std::vector<double> home_;
};

class Writer {
 public:
  Writer(const std::vector<Block>& blocks, const geo::Geometry& served, core::Random& random)
      : random_(random), sites_(blocks, random), served_(served), frame_(kTownSquare) {}

  std::string line(int number) {
    const bool at_home = random_.chance(kHomeOfficeShare);
    const auto [site, suite] = choose_site(at_home);
    const Trade& trade = pick_trade(random_);
    const geo::LonLat position = rounded(frame_.to_lon_lat(site.place));
    // Every now and then a list has rows that nobody could place.
    const bool placed = number % 400 != 217;
    const bool customer = placed && served_.covers(position) && random_.chance(0.13);
    const bool former = !customer && random_.chance(0.07);
    const std::string first = make_first_name(random_);
    const std::string last = make_surname(random_);
    const std::string name = unique_name(trade);
    std::vector<std::string> fields = {fmt::format("MH-{:05}", number),
                                       name,
                                       trade.category,
                                       trade.naics,
                                       site.address,
                                       suite,
                                       "Maple Harbor",
                                       "ME",
                                       "04999",
                                       fmt::format("207-555-{:04}", random_.below(10000)),
                                       random_.chance(0.55) ? first : "",
                                       "",
                                       "",
                                       ""};
    if (!fields[10].empty()) {
      fields[11] = last;
      fields[12] = fmt::format("mh{:05}@example.com", number);
    }
    if (random_.chance(0.4)) fields[13] = fmt::format("https://mh{:05}.example.com", number);
    fields.push_back(placed ? fmt::format("{:.7f}", position.lat) : "");
    fields.push_back(placed ? fmt::format("{:.7f}", position.lon) : "");
    add_trade_fields(fields, trade, at_home, customer, former);
    return csv_line(fields);
  }

 private:
  std::pair<Site, std::string> choose_site(bool at_home) {
    if (at_home) return {sites_.at_home(), ""};
    if (!buildings_.empty() && random_.chance(kSharedBuildingShare)) {
      Site& building = buildings_[random_.below(buildings_.size())];
      if (building.tenants < 9) {
        ++building.tenants;
        return {building,
                fmt::format("Suite {}0{}", 1 + building.tenants / 4, 1 + building.tenants % 4)};
      }
    }
    buildings_.push_back(sites_.at_work());
    return {buildings_.back(), ""};
  }

  std::string unique_name(const Trade& trade) {
    std::string name = make_name(trade, random_);
    for (int attempt = 0; attempt < 30 && names_.contains(name); ++attempt) {
      name = make_name(trade, random_);
    }
    names_.insert(name);
    return name;
  }

  void add_trade_fields(std::vector<std::string>& fields, const Trade& trade, bool at_home,
                        bool customer, bool former) {
    const int employees =
        at_home ? draw(random_, 1, 2) : draw(random_, trade.employees_low, trade.employees_high);
    std::string provider = customer ? "Maple Harbor Cable" : "";
    if (!customer && random_.chance(0.6)) {
      provider = random_.chance(0.65) ? "Bayline Telephone" : "North Fiber";
    }
    const bool under_contract = !customer && !provider.empty() && random_.chance(0.5);
    const core::Date ends = core::add_days(core::parse_date("2026-10-01"), draw(random_, 0, 1095));
    fields.push_back(std::to_string(employees));
    fields.emplace_back(customer ? "active" : former ? "former" : "never");
    fields.push_back(provider);
    fields.push_back(under_contract ? core::format_date(ends) : "");
    fields.push_back(fmt::format("{}.00", draw(random_, trade.mrc_low, trade.mrc_high)));
    fields.emplace_back(random_.chance(0.015) ? "yes" : "no");
    fields.emplace_back(random_.chance(0.02) ? "yes" : "no");
    fields.emplace_back(at_home ? "yes" : "no");
    const bool hours_known = random_.chance(0.7);
    fields.emplace_back(hours_known ? trade.open_from : "");
    fields.emplace_back(hours_known ? trade.open_to : "");
    fields.push_back(std::to_string(employees > 20 ? 40 : employees > 6 ? 25 : 20));
    fields.push_back(std::to_string(employees > 20 ? 60 : employees > 6 ? 90 : 180));
    fields.emplace_back("made-up sample");
  }

  core::Random& random_;
  Sites sites_;
  geo::PreparedGeometry served_;
  geo::LocalFrame frame_;
  std::vector<Site> buildings_;
  std::set<std::string> names_;
};

}  // namespace

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (&field != &fields.front()) line += ',';
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      line += field;
      continue;
    }
    line += '"';
    for (const char c : field) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
  }
  return line + "\n";
}

std::string businesses_csv(const std::vector<Block>& blocks, const geo::Geometry& served,
                           core::Random& random) {
  std::string text =
      csv_line({"external_id", "business_name",  "category",      "naics",
                "address1",    "address2",       "city",          "state",
                "zip",         "phone",          "contact_first", "contact_last",
                "email",       "website",        "lat",           "lon",
                "employees",   "status_class",   "provider_now",  "contract_end",
                "est_mrc",     "do_not_contact", "closed",        "residential",
                "open_from",   "open_to",        "visit_minutes", "visit_interval_days",
                "lead_source"});
  Writer writer(blocks, served, random);
  for (int number = 1; number <= kBusinesses; ++number) text += writer.line(number);
  return text;
}

}  // namespace nearnet::town
