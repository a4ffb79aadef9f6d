// SPDX-License-Identifier: Apache-2.0
#include "io/osrm.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include <cpl_http.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "io/gdal_runtime.h"

namespace nearnet::io {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kBlock = 50;
/// Places of one request for a line; more are asked for piece by piece.
constexpr std::size_t kLinePlaces = 100;

struct DestroyResult {
  void operator()(CPLHTTPResult* result) const { CPLHTTPDestroyResult(result); }
};

/// The answer of a service, which must be a JSON object with a code.
Json ask(const std::string& server, const std::string& path) {
  initialise_gdal();
  const GdalMessages messages;
  CPLStringList options;
  options.SetNameValue("CONNECTTIMEOUT", "10");
  options.SetNameValue("TIMEOUT", "120");
  // An answer that says what is wrong comes with a status that is no success.
  const std::string url = server + path;
  const std::unique_ptr<CPLHTTPResult, DestroyResult> result(
      CPLHTTPFetch(url.c_str(), options.List()));
  if (result == nullptr) throw core::InputError(server + ": " + messages.error());
  const char* bytes = reinterpret_cast<const char*>(result->pabyData);
  const std::string text = bytes == nullptr
                               ? std::string()
                               : std::string(bytes, static_cast<std::size_t>(result->nDataLen));
  Json answer = Json::parse(text, nullptr, false);
  if (answer.is_object() && answer.contains("code") && answer["code"].is_string()) return answer;
  const std::string trouble = result->pszErrBuf != nullptr ? result->pszErrBuf : "";
  throw core::InputError(
      fmt::format("{}: expected the answer of an OSRM server, found {}", server,
                  !trouble.empty() ? trouble : fmt::format("\"{}\"", text.substr(0, 60))));
}

void require_ok(const std::string& server, const Json& answer) {
  if (answer["code"] == "Ok") return;
  const std::string message = answer.value("message", std::string("no further words"));
  throw core::InputError(fmt::format("{}: the server answers {}: {}", server,
                                     answer["code"].get<std::string>(), message));
}

/// Micro-degrees: a decimetre.
void append_place(std::string& text, geo::LonLat place) {
  text += fmt::format("{}{:.6f},{:.6f}", text.empty() ? "" : ";", place.lon, place.lat);
}

std::string numbers(std::size_t from, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : ";", from + i);
  }
  return text;
}

/// rows × columns numbers or nulls.
void require_shape(const std::string& server, const Json& answer, const char* key, std::size_t rows,
                   std::size_t columns) {
  const auto is_row = [&](const Json& row) {
    return row.is_array() && row.size() == columns &&
           std::all_of(row.begin(), row.end(),
                       [](const Json& cell) { return cell.is_number() || cell.is_null(); });
  };
  const bool good = answer.contains(key) && answer[key].is_array() && answer[key].size() == rows &&
                    std::all_of(answer[key].begin(), answer[key].end(), is_row);
  if (good) return;
  throw core::InputError(fmt::format("{}: expected {} of {} × {} numbers in the server's answer",
                                     server, key, rows, columns));
}

std::int32_t rounded_up(const Json& cell) {
  constexpr double kMost = 1e9;
  if (cell.is_null()) return DriveTable::kNoWay;
  const double value = cell.get<double>();
  if (!(value >= 0.0 && value < kMost)) return DriveTable::kNoWay;
  // A tenth of a second is what a server tells.
  return static_cast<std::int32_t>(std::ceil(value - 1e-6));
}

}  // namespace

OsrmServer::OsrmServer(std::string url) : url_(std::move(url)) {
  while (url_.ends_with('/')) url_.pop_back();
  const bool known = url_.starts_with("http://") || url_.starts_with("https://");
  if (!known || url_.find("://") + 3 >= url_.size()) {
    throw core::ConfigError(
        fmt::format("\"{}\" is no server; write its address, such as http://localhost:5000", url_));
  }
}

DriveTable OsrmServer::table(std::span<const geo::LonLat> places,
                             const core::JobContext& job) const {
  const std::size_t size = places.size();
  DriveTable table{std::vector<std::int32_t>(size * size, 0),
                   std::vector<std::int32_t>(size * size, 0)};
  for (std::size_t from = 0; from < size; from += kBlock) {
    for (std::size_t to = 0; to < size; to += kBlock) {
      job.check_cancelled();
      job.report(static_cast<double>(from * size + to) / static_cast<double>(size * size));
      const auto sources = places.subspan(from, std::min(kBlock, size - from));
      const auto ends = places.subspan(to, std::min(kBlock, size - to));
      std::string path;
      for (const geo::LonLat place : sources) append_place(path, place);
      for (const geo::LonLat place : ends) append_place(path, place);
      const Json answer = ask(url_, fmt::format("/table/v1/driving/{}?sources={}&destinations={}"
                                                "&annotations=duration,distance",
                                                path, numbers(0, sources.size()),
                                                numbers(sources.size(), ends.size())));
      require_ok(url_, answer);
      require_shape(url_, answer, "durations", sources.size(), ends.size());
      require_shape(url_, answer, "distances", sources.size(), ends.size());
      for (std::size_t i = 0; i < sources.size(); ++i) {
        for (std::size_t j = 0; j < ends.size(); ++j) {
          const std::size_t cell = (from + i) * size + to + j;
          if (from + i == to + j) continue;
          table.seconds[cell] = rounded_up(answer["durations"][i][j]);
          table.metres[cell] = rounded_up(answer["distances"][i][j]);
        }
      }
    }
  }
  return table;
}

std::optional<geo::Line> OsrmServer::line(std::span<const geo::LonLat> places) const {
  geo::Line line;
  for (std::size_t first = 0; first + 1 < places.size(); first += kLinePlaces - 1) {
    std::string path;
    for (const geo::LonLat place :
         places.subspan(first, std::min(kLinePlaces, places.size() - first))) {
      append_place(path, place);
    }
    const Json answer =
        ask(url_, "/route/v1/driving/" + path + "?overview=full&geometries=geojson");
    if (answer["code"] == "NoRoute" || answer["code"] == "NoSegment") return std::nullopt;
    require_ok(url_, answer);
    try {
      for (const Json& point : answer.at("routes").at(0).at("geometry").at("coordinates")) {
        const geo::LonLat place{point.at(0).get<double>(), point.at(1).get<double>()};
        if (line.empty() || line.back() != place) line.push_back(place);
      }
    } catch (const Json::exception&) {
      throw core::InputError(url_ + ": expected a route with coordinates in the server's answer");
    }
  }
  return line;
}

}  // namespace nearnet::io
