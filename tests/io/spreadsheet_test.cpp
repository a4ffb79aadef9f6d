// SPDX-License-Identifier: Apache-2.0
// Workbooks as spreadsheet programs write them, at their smallest.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "io/import.h"
#include "io/tiny_zip.h"
#include "testing/temp_dir.h"

namespace nearnet::io {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

const core::JobContext kJob;

using Rows = std::vector<std::vector<std::string>>;

/// Cells that begin with "=" are numbers.
std::string xlsx_sheet(const Rows& rows) {
  std::string xml =
      R"(<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>)";
  for (std::size_t r = 0; r < rows.size(); ++r) {
    xml += "<row r=\"" + std::to_string(r + 1) + "\">";
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const std::string place = std::string(1, static_cast<char>('A' + c)) + std::to_string(r + 1);
      const std::string& cell = rows[r][c];
      if (cell.empty()) continue;
      xml += cell.front() == '='
                 ? "<c r=\"" + place + "\"><v>" + cell.substr(1) + "</v></c>"
                 : "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
    }
    xml += "</row>";
  }
  return xml + "</sheetData></worksheet>";
}

std::string xlsx(const std::vector<std::pair<std::string, Rows>>& sheets) {
  constexpr const char* kPackage = "http://schemas.openxmlformats.org/package/2006/";
  constexpr const char* kOffice =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string types =
      std::string(R"(<?xml version="1.0"?><Types xmlns=")") + kPackage + "content-types\">" +
      R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType=")" +
      R"(application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)" +
      R"(<Override PartName="/xl/workbook.xml" ContentType=")" +
      R"(application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>)";
  std::string book =
      std::string(
          R"(<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r=")") +
      kOffice + R"("><sheets>)";
  std::string relations = std::string(R"(<?xml version="1.0"?><Relationships xmlns=")") + kPackage +
                          R"(relationships">)";
  std::vector<std::pair<std::string, std::string>> files;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    book += "<sheet name=\"" + sheets[i].first + "\" sheetId=\"" + n + "\" r:id=\"rId" + n + "\"/>";
    relations += "<Relationship Id=\"rId" + n + "\" Type=\"" + kOffice +
                 "/worksheet\" Target=\"worksheets/sheet" + n + ".xml\"/>";
    files.emplace_back("xl/worksheets/sheet" + n + ".xml", xlsx_sheet(sheets[i].second));
  }
  files.insert(
      files.begin(),
      {{"[Content_Types].xml", types},
       {"xl/workbook.xml", book + "</sheets></workbook>"},
       {"xl/styles.xml",
        R"(<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>)"},
       {"xl/_rels/workbook.xml.rels", relations + "</Relationships>"}});
  return testing::tiny_zip(files);
}

std::string ods(const Rows& rows) {
  std::string xml = R"(<?xml version="1.0"?><office:document-content )"
                    R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
                    R"(xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" )"
                    R"(xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>)"
                    R"(<office:spreadsheet><table:table table:name="List">)";
  for (const std::vector<std::string>& row : rows) {
    xml += "<table:table-row>";
    for (const std::string& cell : row) {
      xml += cell.starts_with("=")
                 ? R"(<table:table-cell office:value-type="float" office:value=")" +
                       cell.substr(1) + R"("><text:p>)" + cell.substr(1) +
                       "</text:p></table:table-cell>"
                 : R"(<table:table-cell office:value-type="string"><text:p>)" + cell +
                       "</text:p></table:table-cell>";
    }
    xml += "</table:table-row>";
  }
  xml += "</table:table></office:spreadsheet></office:body></office:document-content>";
  return testing::tiny_zip(
      {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", xml}});
}

const Rows kList = {
    {"Account Number", "Name", "Street", "City", "State", "ZIP", "Phone", "Lat", "Lon"},
    {"00417", "Ada", "1 Main St", "Bangor", "ME", "=4401", "=2075550100", "=44.8", "=-68.77"},
    {"00418", "Bo", "2 Main St", "Bangor", "ME", "=4401", "=2075550101", "=44.8", "=-68.78"}};

void expect_the_list(const Imported<model::Business>& in) {
  ASSERT_EQ(in.records.size(), 2U);
  const model::Business& ada = in.records[0];
  EXPECT_EQ(ada.id.text(), "00417");
  EXPECT_EQ(ada.name, "Ada");
  EXPECT_EQ(ada.zip, "04401");
  EXPECT_EQ(ada.phone, "2075550100");
  ASSERT_TRUE(ada.position);
  EXPECT_EQ(ada.position->lon, -68.77);
  EXPECT_EQ(in.diagnostics.count("ZIP_PADDED"), 1);
}

TEST(Spreadsheets, XlsxNumbersThatAreTextComeBackAsText) {
  const testing::TempDir dir;
  expect_the_list(
      import_businesses({.source = dir.write("list.xlsx", xlsx({{"Sheet1", kList}}))}, kJob));
}

TEST(Spreadsheets, OdsNumbersThatAreTextComeBackAsText) {
  const testing::TempDir dir;
  expect_the_list(import_businesses({.source = dir.write("list.ods", ods(kList))}, kJob));
}

TEST(Spreadsheets, AnAllTextSheetHasAHeaderToo) {
  const testing::TempDir dir;
  const Rows text = {{"Name", "Address"}, {"Ada", "1 Main St"}, {"Bo", "2 Main St"}};
  const auto in = import_businesses({.source = dir.write("t.xlsx", xlsx({{"A", text}}))}, kJob);
  ASSERT_EQ(in.records.size(), 2U);
  EXPECT_EQ(in.records[0].address1, "1 Main St");
  const auto open = import_businesses({.source = dir.write("t.ods", ods(text))}, kJob);
  ASSERT_EQ(open.records.size(), 2U);
  EXPECT_EQ(open.records[1].name, "Bo");
}

TEST(Spreadsheets, SeveralSheetsAskWhich) {
  const testing::TempDir dir;
  const std::string path =
      dir.write("two.xlsx", xlsx({{"East", kList}, {"West", kList}, {"Notes", {}}}));
  EXPECT_THAT([&] { import_businesses({.source = path}, kJob); },
              ThrowsMessage<core::InputError>(HasSubstr("East, West")));
  expect_the_list(import_businesses({.source = path, .layer = "West"}, kJob));
}

}  // namespace
}  // namespace nearnet::io
