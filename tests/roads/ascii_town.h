// SPDX-License-Identifier: Apache-2.0
// Towns drawn in ASCII, for tests of driving.
//
//   const Town town({"A>B>C",
//                    "^   |",
//                    "D<E<F"});
//   town.letters(town.network().drive(town['C'], town['A'])->line);     // "CFEDA"
#pragma once

#include <cctype>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "roads/road_network.h"

namespace nearnet::roads {

inline constexpr double kMetre = 1.0 / 111'319.490793;  // of longitude at the equator
inline constexpr double kBlock = 100.0 * kMetre;

/// A town on a sheet of letters, 100 m apart, drawn in ASCII at the equator: `-` and `|` are
/// two-way streets, `>` `<` `^` `v` one-way ones, letters and `+` crossings.
class Town {
 public:
  explicit Town(const std::vector<std::string>& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t col = 0; col < rows[row].size(); ++col) read(rows, row, col);
    }
  }

  geo::LonLat operator[](char letter) const { return places_.at(letter); }
  /// A road from letter to letter.
  model::Road drawn(std::string_view letters) const {
    model::Road road;
    road.id = core::RoadId(std::string(letters));
    for (const char letter : letters) road.line.push_back(places_.at(letter));
    return road;
  }
  const std::vector<model::Road>& roads() const { return roads_; }
  /// Who drives over the first two letters may not go on to the others, or only to them.
  void forbid(std::string_view letters) { add_turn(letters, false); }
  void require(std::string_view letters) { add_turn(letters, true); }

  RoadNetwork network() const {
    RoadNetworkOptions options;
    options.speeds.other_kmh = 36.0;  // a block in ten seconds
    return RoadNetwork(roads_, turns_, options, core::JobContext({.threads = 2}));
  }
  std::string letters(const geo::Line& line) const {
    std::string found;
    for (const geo::LonLat& place : line) {
      for (const auto& [letter, at] : places_) {
        if (std::hypot(at.lon - place.lon, at.lat - place.lat) < 1e-9) found += letter;
      }
    }
    return found;
  }

 private:
  static geo::LonLat place(std::size_t row, std::size_t col) {
    return {static_cast<double>(col) * kBlock / 2.0, -static_cast<double>(row) * kBlock / 2.0};
  }

  void read(const std::vector<std::string>& rows, std::size_t row, std::size_t col) {
    const char sign = rows[row][col];
    if (std::isalpha(static_cast<unsigned char>(sign)) != 0 && sign != 'v') {
      places_[sign] = place(row, col);
    }
    const auto add = [&](geo::Line line, model::OneWay way) {
      model::Road& road = roads_.emplace_back();
      road.line = std::move(line);
      road.one_way = way;
    };
    using model::OneWay;
    const std::map<char, OneWay> across = {
        {'-', OneWay::kNo}, {'>', OneWay::kForward}, {'<', OneWay::kBackward}};
    const std::map<char, OneWay> down = {
        {'|', OneWay::kNo}, {'v', OneWay::kForward}, {'^', OneWay::kBackward}};
    if (const auto way = across.find(sign); way != across.end()) {
      add({place(row, col - 1), place(row, col + 1)}, way->second);
    } else if (const auto street = down.find(sign); street != down.end()) {
      add({place(row - 1, col), place(row + 1, col)}, street->second);
    }
  }

  void add_turn(std::string_view letters, bool only) {
    model::TurnRestriction& turn = turns_.emplace_back();
    turn.only = only;
    for (const char letter : letters) turn.line.push_back(places_.at(letter));
  }

  std::map<char, geo::LonLat> places_;
  std::vector<model::Road> roads_;
  std::vector<model::TurnRestriction> turns_;
};

}  // namespace nearnet::roads
