// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/import.h"
#include "testing/temp_dir.h"

namespace nearnet::io {
namespace {

TEST(ImportBarriers, ReadsLinesAndAreasAndKnowsTheCommonKinds) {
  const testing::TempDir dir;
  const std::string path =
      dir.write("barriers.geojson", R"({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"id": "007", "kind": "Railroad", "name": "Main line"},
     "geometry": {"type": "LineString", "coordinates": [[0, 0], [0, 1]]}},
    {"type": "Feature", "properties": {"id": "2", "kind": "river", "width": 30},
     "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}},
    {"type": "Feature", "properties": {"id": "3", "kind": "S1100"},
     "geometry": {"type": "MultiLineString", "coordinates": [[[0, 0], [0, 1]], [[1, 0], [1, 1]]]}},
    {"type": "Feature", "properties": {"id": "4", "kind": "Fence"},
     "geometry": {"type": "LineString", "coordinates": [[0, 0], [0, 1]]}},
    {"type": "Feature", "properties": {"id": "5"},
     "geometry": {"type": "LineString", "coordinates": [[0, 0], [0, 1]]}},
    {"type": "Feature", "properties": {"id": "6", "kind": "rail"},
     "geometry": {"type": "Point", "coordinates": [0, 0]}},
    {"type": "Feature", "properties": {"id": "7", "kind": "rail"}, "geometry": null}]})");
  const Imported<model::Barrier> in = import_barriers({.source = path}, core::JobContext());
  EXPECT_EQ(in.rows_read, 7);
  ASSERT_EQ(in.records.size(), 4U);
  EXPECT_EQ(in.diagnostics.rejected(), 3);
  EXPECT_EQ(in.records[0].id.text(), "007");
  EXPECT_EQ(in.records[0].kind, "rail");
  EXPECT_EQ(in.records[0].name, "Main line");
  EXPECT_EQ(in.records[1].kind, "water");
  EXPECT_EQ(in.records[1].geometry.polygons().size(), 1U);
  EXPECT_EQ(in.records[1].extra, R"({"width":30})");
  EXPECT_EQ(in.records[2].kind, "limited_access");
  EXPECT_EQ(in.records[2].geometry.lines().size(), 2U);
  EXPECT_EQ(in.records[3].kind, "Fence");
}

}  // namespace
}  // namespace nearnet::io
