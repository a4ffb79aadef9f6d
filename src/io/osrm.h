// SPDX-License-Identifier: Apache-2.0
// Driving times, lengths and lines from an OSRM-compatible server, which the user names: the only
// part of nearnet that opens a connection, and only to that address.
//
//   const io::OsrmServer server("http://localhost:5000");
//   const io::DriveTable table = server.table(places, job);     // seconds[i * places + j]
//   std::optional<geo::Line> line = server.line(places);
//
// Method: the services /table/v1/driving and /route/v1/driving of OSRM's HTTP API, version 1; the
// table in blocks of 100 places, the most a server takes as it is installed. Cost: a request for
// each 50 × 50 ways. What is sent: the positions, nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/job_context.h"
#include "geo/geometry.h"
#include "geo/lon_lat.h"

namespace nearnet::io {

/// Ways from each place to each, row by row.
struct DriveTable {
  static constexpr std::int32_t kNoWay = -1;

  std::vector<std::int32_t> seconds;  ///< rounded up
  std::vector<std::int32_t> metres;
};

class OsrmServer {
 public:
  /// "http://host:port", with or without a path before /table. Throws ConfigError for any other
  /// text.
  explicit OsrmServer(std::string url);

  /// Throws InputError that names the server and says what it answered instead; Cancelled.
  DriveTable table(std::span<const geo::LonLat> places, const core::JobContext& job) const;
  /// The way over all places in their order; none where there is none. Throws as table().
  std::optional<geo::Line> line(std::span<const geo::LonLat> places) const;

 private:
  std::string url_;
};

}  // namespace nearnet::io
