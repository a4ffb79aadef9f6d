// SPDX-License-Identifier: Apache-2.0
// Tables in pieces, against the same tables read and written row by row.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "core/error.h"
#include "core/random.h"
#include "io/table_output.h"
#include "testing/temp_dir.h"

namespace nearnet::io {
namespace {

constexpr int kRows = 70'000;  // more than one batch

/// Points with all that makes cells and places awkward.
std::string awkward_points(const testing::TempDir& dir, const std::string& name) {
  const std::string path = dir.file(name);
  VectorWriter out(path, {.name = "shops",
                          .shape = Shape::kPoint,
                          .fields = {{"id", FieldType::kInteger},
                                     {"name", FieldType::kText},
                                     {"zip", FieldType::kText},
                                     {"size", FieldType::kReal}}});
  core::Random random(5);
  for (int i = 0; i < kRows; ++i) {
    const std::string texts[] = {"Dunn, Sons & \"Co\"", "Café Ré", "",
                                 "two\nlines",          "Plain",   "=1+1"};
    const FieldValue text = i % 11 == 0 ? FieldValue() : FieldValue(texts[i % 6]);
    const FieldValue size =
        i % 7 == 0 ? FieldValue() : FieldValue(random.uniform(-1e6, 1e6) / (1 + i % 1000));
    const std::int64_t id = i % 13 == 0 ? -i : i * 1'000'000'007LL;
    if (i % 97 == 0) {
      out.add({id, text, fmt::format("{:05}", i), size});
    } else if (i % 89 == 0) {
      out.add({id, text, fmt::format("{:05}", i), size}, geo::Geometry::point({0.0, 0.0}));
    } else {
      out.add({id, text, fmt::format("{:05}", i), size},
              geo::Geometry::point({random.uniform(-180.0, 180.0), random.uniform(-90.0, 90.0)}));
    }
  }
  out.finish();
  return path;
}

void expect_same_rows(const Table& whole, TablePieces pieces) {
  Table piece = pieces.piece();
  ASSERT_EQ(piece.fields(), whole.fields());
  std::size_t row = 0;
  while (pieces.next(piece)) {
    EXPECT_EQ(piece.layer, whole.layer);
    for (std::size_t i = 0; i < piece.rows(); ++i, ++row) {
      ASSERT_LT(row, whole.rows());
      ASSERT_EQ(piece.position(i), whole.position(row)) << row;
      for (std::size_t column = 0; column < whole.fields().size(); ++column) {
        ASSERT_EQ(piece.value(i, column), whole.value(row, column)) << row << ' ' << column;
      }
    }
  }
  EXPECT_EQ(row, whole.rows());
}

TEST(TablePieces, HoldTheRowsOfTheWholeTable) {
  const testing::TempDir dir;
  for (const char* name : {"shops.gpkg", "shops.fgb", "shops.geojson", "shops.csv"}) {
    SCOPED_TRACE(name);
    const std::string path = awkward_points(dir, name);
    const Table whole = read_table({.source = path}, core::JobContext());
    EXPECT_GT(whole.rows(), static_cast<std::size_t>(kRows) * 9 / 10);
    expect_same_rows(whole, TablePieces({.source = path}));
  }
}

TEST(TablePieces, ConditionsAndWarningsCountAsInTheWholeTable) {
  const testing::TempDir dir;
  const std::string path = awkward_points(dir, "shops.gpkg");
  const SourceOptions some{.source = path, .where = "id < 0"};
  const Table whole = read_table(some, core::JobContext());
  expect_same_rows(whole, TablePieces(some));
  TablePieces pieces(some);
  Table piece = pieces.piece();
  core::Diagnostics found;
  while (pieces.next(piece)) found.add(piece.diagnostics);
  for (const char* code : {"NO_POSITION", "NULL_ISLAND"}) {
    EXPECT_GT(found.count(code), 0);
    EXPECT_EQ(found.count(code), whole.diagnostics.count(code));
  }
  EXPECT_EQ(found.findings().front().place.row, whole.diagnostics.findings().front().place.row);
}

std::span<const FieldView> nothing_added(std::size_t) {
  return {};
}

void copy_with_mark(const std::string& from, const std::string& to) {
  TablePieces pieces({.source = from});
  TableOutput out(to, {}, pieces.reader(), {{"mark", FieldType::kText}});
  TableOutput::Piece piece{pieces.piece()};
  std::array<FieldView, 1> cells;
  while (pieces.next(piece.rows)) {
    out.prepare(piece, [&](std::size_t row) {
      cells = {FieldView(row % 2 == 0 ? "even, so" : "0123")};
      return std::span<const FieldView>(cells);
    });
    out.write(piece);
  }
  out.finish();
}

TEST(TableOutput, KeepsEveryCellAndPlaceInEveryFormat) {
  const testing::TempDir dir;
  const std::string from = awkward_points(dir, "shops.gpkg");
  const Table whole = read_table({.source = from}, core::JobContext());
  for (const char* name : {"copy.csv", "copy.gpkg", "copy.geojson"}) {
    SCOPED_TRACE(name);
    const std::string to = dir.file(name);
    copy_with_mark(from, to);
    const Table copy = read_table({.source = to}, core::JobContext());
    ASSERT_EQ(copy.rows(), whole.rows());
    VectorReader reader({.source = to});
    const std::size_t zip = *reader.field("zip");
    const std::size_t text = *reader.field("name");
    const std::size_t mark = *reader.field("mark");
    const bool csv = std::string(name).ends_with(".csv");
    for (std::size_t row = 0; row < whole.rows(); ++row) {
      ASSERT_EQ(to_text(copy.value(row, zip)), to_text(whole.value(row, 2))) << row;
      ASSERT_EQ(to_text(copy.value(row, text)), to_text(whole.value(row, 1))) << row;
      ASSERT_EQ(copy.position(row).has_value(), whole.position(row).has_value()) << row;
      // GeoJSON keeps a millimetre (GDAL reads .086999991 as .087); the others keep every bit.
      if (!whole.position(row)) continue;
      const double allowed = std::string(name).ends_with(".geojson") ? 1e-8 : 0.0;
      ASSERT_NEAR(copy.position(row)->lon, whole.position(row)->lon, allowed);
      ASSERT_NEAR(copy.position(row)->lat, whole.position(row)->lat, allowed);
    }
    EXPECT_EQ(to_text(copy.value(1, mark)), "0123");
    EXPECT_EQ(reader.fields()[zip].type, FieldType::kText) << "ZIP codes must stay text";
    if (csv) {
      EXPECT_EQ(to_text(copy.value(0, mark)), "even, so");
    }
  }
}

TEST(TableOutput, LeavesNothingBehindWhenItIsNotFinished) {
  const testing::TempDir dir;
  const std::string from = awkward_points(dir, "shops.gpkg");
  const std::string to = dir.file("copy.csv");
  {
    TablePieces pieces({.source = from});
    TableOutput out(to, {}, pieces.reader(), {});
    TableOutput::Piece piece{pieces.piece()};
    ASSERT_TRUE(pieces.next(piece.rows));
    out.prepare(piece, nothing_added);
    out.write(piece);
  }
  EXPECT_FALSE(std::ifstream(to).good());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(dir.path()),
                          std::filesystem::directory_iterator()),
            1);
}

TEST(TableOutput, ASharedNameGivesWayToTheAddedColumn) {
  const testing::TempDir dir;
  const std::string from = dir.file("in.csv");
  std::ofstream(from) << "id,MARK,lon,lat\n1,old,-68.7,44.8\n";
  const std::string to = dir.file("out.csv");
  copy_with_mark(from, to);
  std::ostringstream text;
  text << std::ifstream(to).rdbuf();
  // Columns of a CSV are text, and what looks like a number stays text.
  EXPECT_EQ(text.str(), "id,lon,lat,mark\n\"1\",\"-68.7\",\"44.8\",\"even, so\"\n");
}

TEST(TableOutput, SaysWhatAFormatCannotHold) {
  const testing::TempDir dir;
  const std::string from = awkward_points(dir, "shops.gpkg");
  TablePieces pieces({.source = from});
  TableOutput out(dir.file("copy.fgb"), {}, pieces.reader(), {});
  TableOutput::Piece piece{pieces.piece()};
  while (pieces.next(piece.rows)) out.write(piece);
  out.finish();
  ASSERT_EQ(out.warnings().size(), 1U);
  EXPECT_NE(out.warnings().front().find("rows without a place"), std::string::npos);
}

TEST(TableOutput, AFolderThatIsNotThereIsAStorageError) {
  const testing::TempDir dir;
  const std::string from = dir.file("in.csv");
  std::ofstream(from) << "id,lon,lat\n1,-68.7,44.8\n";
  EXPECT_THROW(copy_with_mark(from, dir.file("no/such/out.csv")), core::StorageError);
}

}  // namespace
}  // namespace nearnet::io
