// SPDX-License-Identifier: Apache-2.0
#include "testing/fake_osrm.h"

#include <cmath>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/text.h"

namespace nearnet::testing {
namespace {

using Json = nlohmann::json;

std::string after(const std::string& path, const std::string& key) {
  const auto begin = path.find(key);
  if (begin == std::string::npos) return {};
  const auto from = begin + key.size();
  return path.substr(from, path.find_first_of("?&", from) - from);
}

std::vector<geo::LonLat> places_of(const std::string& text) {
  std::vector<geo::LonLat> places;
  for (const std::string& pair : core::split(text, ';')) {
    const auto comma = pair.find(',');
    places.push_back({std::stod(pair.substr(0, comma)), std::stod(pair.substr(comma + 1))});
  }
  return places;
}

std::vector<std::size_t> numbers_of(const std::string& text) {
  std::vector<std::size_t> numbers;
  for (const std::string& number : core::split(text, ';')) numbers.push_back(std::stoul(number));
  return numbers;
}

Json table(const std::string& path) {
  const auto places = places_of(after(path, "/driving/"));
  if (places.size() > 100) return {{"code", "TooBig"}, {"message", "Too many table coordinates"}};
  Json durations = Json::array();
  Json distances = Json::array();
  for (const std::size_t from : numbers_of(after(path, "sources="))) {
    Json seconds = Json::array();
    Json metres = Json::array();
    for (const std::size_t to : numbers_of(after(path, "destinations="))) {
      const double time = fake_osrm_seconds(places[from], places[to]);
      seconds.push_back(time < 0.0 ? Json() : Json(time));
      metres.push_back(time < 0.0 ? Json() : Json(time * 10.0));
    }
    durations.push_back(seconds);
    distances.push_back(metres);
  }
  return {{"code", "Ok"}, {"durations", durations}, {"distances", distances}};
}

Json route(const std::string& path) {
  const auto places = places_of(after(path, "/driving/"));
  Json line = Json::array();
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i > 0) line.push_back({places[i].lon, places[i - 1].lat});  // round the corner
    line.push_back({places[i].lon, places[i].lat});
    if (places[i].lat < 0.0) return {{"code", "NoRoute"}, {"message", "Impossible route"}};
  }
  return {
      {"code", "Ok"},
      {"routes", Json::array({{{"geometry", {{"type", "LineString"}, {"coordinates", line}}}}})}};
}

}  // namespace

double fake_osrm_seconds(geo::LonLat from, geo::LonLat to) {
  if (from.lat < 0.0 || to.lat < 0.0) return -1.0;
  constexpr double kMetresADegree = 111'000.0;
  const double metres =
      kMetresADegree * (std::abs(from.lon - to.lon) * std::cos(0.78) + std::abs(from.lat - to.lat));
  return std::round(metres) / 10.0;
}

std::string fake_osrm(const std::string& path) {
  if (path.starts_with("/table/v1/driving/")) return table(path).dump();
  if (path.starts_with("/route/v1/driving/")) return route(path).dump();
  return Json{{"code", "InvalidService"}, {"message", "no such service"}}.dump();
}

}  // namespace nearnet::testing
