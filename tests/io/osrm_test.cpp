// SPDX-License-Identifier: Apache-2.0
#include "io/osrm.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/random.h"
#include "testing/fake_osrm.h"
#include "testing/http_server.h"

namespace nearnet::io {
namespace {

using testing::fake_osrm;
using testing::fake_osrm_seconds;
using ::testing::HasSubstr;
using testing::HttpServer;
using ::testing::ThrowsMessage;

const core::JobContext kJob;
const std::vector<geo::LonLat> kTwo = {{-68.77, 44.80}, {-68.75, 44.82}};

/// On the decimetre grid that is sent.
std::vector<geo::LonLat> random_places(std::size_t count) {
  core::Random random(3);
  std::vector<geo::LonLat> places;
  for (std::size_t i = 0; i < count; ++i) {
    places.push_back({std::round(random.uniform(-69.0, -68.0) * 1e6) / 1e6,
                      std::round(random.uniform(44.0, 45.0) * 1e6) / 1e6});
  }
  return places;
}

TEST(Osrm, GathersATableFromManyAnswers) {
  const HttpServer server(fake_osrm);
  const auto places = random_places(123);
  const DriveTable table = OsrmServer(server.url() + "/").table(places, kJob);
  ASSERT_EQ(table.seconds.size(), 123U * 123U);
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = 0; j < places.size(); ++j) {
      const double expected = i == j ? 0.0 : fake_osrm_seconds(places[i], places[j]);
      ASSERT_NEAR(table.seconds[i * 123 + j], expected + 0.5, 0.51) << i << " to " << j;
      ASSERT_GE(table.seconds[i * 123 + j], expected - 1e-3);
      ASSERT_NEAR(table.metres[i * 123 + j], expected * 10.0, 1.01);
    }
  }
}

TEST(Osrm, NoWayIsNotNoTime) {
  const HttpServer server(fake_osrm);
  const std::vector<geo::LonLat> places = {{-68.77, 44.80}, {-68.75, -44.82}};
  const DriveTable table = OsrmServer(server.url()).table(places, kJob);
  EXPECT_EQ(table.seconds[1], DriveTable::kNoWay);
  EXPECT_EQ(table.metres[2], DriveTable::kNoWay);
  EXPECT_EQ(OsrmServer(server.url()).line(places), std::nullopt);
}

TEST(Osrm, DrawsTheWayOverAllPlaces) {
  const HttpServer server(fake_osrm);
  const auto line = OsrmServer(server.url()).line(kTwo);
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(*line, (geo::Line{kTwo[0], {-68.75, 44.80}, kTwo[1]}));
  const auto places = random_places(250);
  const auto tour = OsrmServer(server.url()).line(places);
  ASSERT_TRUE(tour.has_value());
  EXPECT_EQ(tour->size(), 250U + 249U) << "corners between, and no place twice";
}

TEST(Osrm, SendsPositionsAndNothingElse) {
  std::vector<std::string> paths;
  {
    const HttpServer server([&](const std::string& path) {
      paths.push_back(path);
      return fake_osrm(path);
    });
    OsrmServer(server.url()).table(kTwo, kJob);
  }
  EXPECT_THAT(paths, ::testing::ElementsAre(
                         "/table/v1/driving/-68.770000,44.800000;-68.750000,44.820000;-68.770000,"
                         "44.800000;-68.750000,44.820000?sources=0;1&destinations=2;3&annotations="
                         "duration,distance"));
}

TEST(Osrm, SaysWhatIsWrongWithTheAnswer) {
  const auto fails = [](const std::string& answer, const std::string& word) {
    const HttpServer server([&](const std::string&) { return answer; });
    EXPECT_THAT(
        [&] { OsrmServer(server.url()).table(kTwo, kJob); },
        ThrowsMessage<core::InputError>(::testing::AllOf(HasSubstr(server.url()), HasSubstr(word))))
        << answer;
  };
  fails("<html>hello</html>", "found \"<html>hello</html>\"");
  fails("{\"code\":\"TooBig\",\"message\":\"Too many\"}", "TooBig: Too many");
  fails("{\"code\":\"Ok\"}", "durations of 2 × 2 numbers");
  fails("{\"code\":\"Ok\",\"durations\":[[0,1]],\"distances\":[[0,1]]}", "durations of 2 × 2");
  fails("{\"code\":\"Ok\",\"durations\":[[0,1],[1,0]],\"distances\":[[0,\"x\"],[1,0]]}",
        "distances of 2 × 2");
  fails("[1,2]", "expected the answer of an OSRM server");
  fails("", "expected the answer of an OSRM server");
}

TEST(Osrm, SaysThatNobodyIsThere) {
  std::string gone;
  { gone = HttpServer(fake_osrm).url(); }
  EXPECT_THAT([&] { OsrmServer(gone).table(kTwo, kJob); },
              ThrowsMessage<core::InputError>(HasSubstr(gone)));
}

TEST(Osrm, TakesWebAddressesOnly) {
  for (const char* text : {"", "localhost:5000", "file:///etc/passwd", "http://", "/vsicurl/x"}) {
    EXPECT_THROW(OsrmServer{text}, core::ConfigError) << text;
  }
}

}  // namespace
}  // namespace nearnet::io
