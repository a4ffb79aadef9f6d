// SPDX-License-Identifier: Apache-2.0
// Prepared geometries and the box tree, against the plain question.
#include <gtest/gtest.h>

#include <thread>

#include "core/random.h"
#include "geo/geometry.h"
#include "geo/prepared_geometry.h"
#include "geo/str_tree.h"

namespace nearnet::geo {
namespace {

TEST(PreparedGeometryTest, AnswersAsThePlainOneDoes) {
  const Geometry shape = Geometry::from_wkt(
      "MULTIPOLYGON (((0 0, 4 0, 4 4, 2 1, 0 4, 0 0), (1 0.5, 1 1, 1.5 1, 1 0.5)),"
      "((5 5, 6 5, 6 6, 5 5)))");
  const PreparedGeometry prepared(shape);
  core::Random random(3);
  for (int i = 0; i < 2000; ++i) {
    // Whole quarters often lie on an edge.
    const LonLat place{0.25 * static_cast<double>(random.below(30)) - 0.5,
                       0.25 * static_cast<double>(random.below(30)) - 0.5};
    EXPECT_EQ(prepared.covers(place), shape.covers(place)) << place.lon << " " << place.lat;
    EXPECT_DOUBLE_EQ(prepared.distance(place), shape.distance(Geometry::point(place)));
  }
  const Geometry beside = Geometry::from_wkt("POLYGON ((4 0, 5 0, 5 1, 4 0))");
  EXPECT_TRUE(prepared.intersects(beside)) << "they touch in a corner";
}

TEST(PreparedGeometryTest, CanBeMoved) {
  const Geometry square = Geometry::from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
  PreparedGeometry first(square);
  PreparedGeometry second = std::move(first);
  EXPECT_TRUE(second.covers({0.5, 0.5}));
  PreparedGeometry third(square);
  third = std::move(second);
  EXPECT_TRUE(third.covers({0.5, 0.5}));
}

LonLatBox random_box(core::Random& random, double size) {
  const double lon = random.uniform(-10.0, 10.0);
  const double lat = random.uniform(-10.0, 10.0);
  return {lon, lat, lon + random.uniform(0.0, size), lat + random.uniform(0.0, size)};
}

std::vector<std::size_t> brute_force(const std::vector<LonLatBox>& boxes, const LonLatBox& around) {
  std::vector<std::size_t> hits;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (!boxes[i].empty() && boxes[i].intersects(around)) hits.push_back(i);
  }
  return hits;
}

TEST(StrTreeTest, FindsWhatALoopFindsFromTwoThreads) {
  for (const std::size_t count :
       {std::size_t{0}, std::size_t{1}, std::size_t{11}, std::size_t{999}}) {
    SCOPED_TRACE("boxes " + std::to_string(count));
    core::Random random(count + 1);
    std::vector<LonLatBox> boxes;
    for (std::size_t i = 0; i < count; ++i) {
      boxes.push_back(random.chance(0.1) ? LonLatBox{} : random_box(random, 2.0));
    }
    const StrTree tree(boxes);
    std::vector<LonLatBox> questions;
    for (int i = 0; i < 200; ++i) questions.push_back(random_box(random, 3.0));
    std::vector<std::vector<std::size_t>> answers(questions.size());
    {
      std::vector<std::jthread> threads;
      for (std::size_t half = 0; half < 2; ++half) {
        threads.emplace_back([&, half] {
          for (std::size_t i = half; i < questions.size(); i += 2) {
            answers[i] = tree.query(questions[i]);
          }
        });
      }
    }
    for (std::size_t i = 0; i < questions.size(); ++i) {
      EXPECT_EQ(answers[i], brute_force(boxes, questions[i]));
    }
    EXPECT_TRUE(tree.query(LonLatBox{}).empty());
  }
}

TEST(StrTreeTest, CanBeMoved) {
  const std::vector<LonLatBox> boxes = {{0.0, 0.0, 1.0, 1.0}, {5.0, 5.0, 6.0, 6.0}};
  StrTree first(boxes);
  const StrTree second = std::move(first);
  EXPECT_EQ(second.query({0.5, 0.5, 5.5, 5.5}), (std::vector<std::size_t>{0, 1}));
}

}  // namespace
}  // namespace nearnet::geo
