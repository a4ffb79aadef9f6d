// SPDX-License-Identifier: Apache-2.0
#include "io/source_file.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "core/error.h"
#include "core/text.h"
#include "io/gdal_runtime.h"
#include "io/text_encoding.h"

namespace nearnet::io {
namespace {

/// What counts as data within an archive; where one name comes in several formats, the first wins.
constexpr std::array<std::string_view, 20> kDataExtensions = {
    "gpkg", "gdb", "shp", "fgb", "geojson", "json", "geojsonl", "csv", "tsv", "txt",
    "xlsx", "ods", "pbf", "osm", "kml",     "kmz",  "gpx",      "gml", "tab", "sqlite"};

/// Text files beyond this size are read as they are, so that memory stays bounded.
constexpr std::int64_t kMostRepaired = std::int64_t{1} << 30U;

/// Enough to tell the encoding; single cells in another one are converted as they are read.
constexpr std::size_t kLookedAt = std::size_t{1} << 20U;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::size_t rank_of(std::string_view path) {
  const std::string extension = extension_of(path);
  const auto* found = std::find(kDataExtensions.begin(), kDataExtensions.end(), extension);
  return static_cast<std::size_t>(found - kDataExtensions.begin());
}

std::string file_name(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string without_extension(std::string_view path) {
  const std::size_t dot = path.find_last_of('.');
  const std::size_t slash = path.find_last_of('/');
  const bool has =
      dot != std::string_view::npos && (slash == std::string_view::npos || dot > slash);
  return std::string(has ? path.substr(0, dot) : path);
}

/// Connection strings (PG:…, https://…) and GDAL's virtual files are GDAL's own to check.
bool is_plain_path(std::string_view source) {
  if (source.starts_with("/vsi")) return false;
  const std::size_t colon = source.find(':');
  if (colon == std::string_view::npos || colon < 2) return true;
  VSIStatBufL status;
  return VSIStatL(std::string(source).c_str(), &status) == 0;
}

std::vector<std::string> archive_members(const std::string& directory) {
  const CPLStringList names(VSIReadDirRecursive(directory.c_str()));
  std::set<std::string> members;
  for (int i = 0; i < names.size(); ++i) {
    std::string name = names[i];
    // A file geodatabase is a folder.
    if (const std::size_t folder = name.find(".gdb/"); folder != std::string::npos) {
      name.erase(folder + 4);
    }
    const bool mac_noise = name.find("__MACOSX") != std::string::npos ||
                           file_name(name).starts_with("._") || file_name(name) == ".DS_Store";
    if (!mac_noise && !name.ends_with('/') && rank_of(name) < kDataExtensions.size()) {
      members.insert(name);
    }
  }
  return {members.begin(), members.end()};
}

std::string read_bytes(const std::string& path, std::size_t most) {
  const std::unique_ptr<VSILFILE, int (*)(VSILFILE*)> file(VSIFOpenL(path.c_str(), "rb"),
                                                           &VSIFCloseL);
  std::string bytes;
  if (file == nullptr) return bytes;
  std::string block(1U << 20U, '\0');
  while (bytes.size() < most) {
    const std::size_t wanted = std::min(block.size(), most - bytes.size());
    const std::size_t got = VSIFReadL(block.data(), 1, wanted, file.get());
    bytes.append(block, 0, got);
    if (got < wanted) break;
  }
  return bytes;
}

bool is_text_table(std::string_view path) {
  const std::string extension = extension_of(path);
  return extension == "csv" || extension == "tsv" || extension == "txt";
}

bool is_workbook(std::string_view path) {
  const std::string extension = extension_of(path);
  return extension == "xlsx" || extension == "ods";
}

std::string explain_json(const std::string& bytes) {
  const nlohmann::json content = nlohmann::json::parse(bytes, nullptr, false);
  if (content.is_discarded()) {
    return "it starts as JSON but does not end as such: the file is cut short or damaged; download "
           "or export it again";
  }
  std::vector<std::string> keys;
  for (const auto& [key, value] : content.items()) keys.push_back(key);
  return fmt::format(
      "it is JSON but no GeoJSON (its members are {}), most likely a web service's error or status "
      "reply that was saved in place of the data; download it again",
      core::join(keys, ", "));
}

}  // namespace

std::string extension_of(std::string_view path) {
  const std::string stem = without_extension(path);
  return stem.size() == path.size() ? std::string()
                                    : core::lower_case(path.substr(stem.size() + 1));
}

std::vector<std::string> archive_files(const std::string& source) {
  if (extension_of(source) != "zip") return {};
  const std::string plain = source.starts_with("/vsizip/") ? source.substr(8) : source;
  return archive_members("/vsizip/{" + plain + "}");
}

SourceFile::SourceFile(const std::string& source, const std::string& member)
    : source_(source), path_(source) {
  const GdalMessages messages;
  if (source.empty()) throw core::InputError("no source named; give a file such as shops.csv");
  if (source == "-") {
    read_standard_input();
    repair_text();
    return;
  }
  std::string plain = source;
  if (extension_of(source) == "zip" && source.starts_with("/vsizip/")) plain.erase(0, 8);
  if (is_plain_path(plain)) {
    VSIStatBufL status;
    if (VSIStatL(plain.c_str(), &status) != 0) {
      throw core::InputError(source + ": there is no such file; check the name and the folder");
    }
    if (VSI_ISDIR(status.st_mode) && extension_of(plain) != "gdb") {
      throw core::InputError(source + ": is a folder; name one of the files in it");
    }
    if (!VSI_ISDIR(status.st_mode) && status.st_size == 0) {
      throw core::InputError(source + ": the file is empty (0 bytes); download or export it again");
    }
  }
  const std::string extension = extension_of(plain);
  if (extension == "zip" && !plain.ends_with(".shp.zip")) look_into_archive(plain, member);
  if (extension == "gz") path_ = "/vsigzip/" + plain;
  repair_text();
}

SourceFile::~SourceFile() {
  if (!memory_file_.empty()) VSIUnlink(memory_file_.c_str());
}

void SourceFile::look_into_archive(const std::string& archive, const std::string& member) {
  const std::string directory = "/vsizip/{" + archive + "}";
  const std::vector<std::string> members = archive_members(directory);
  if (members.empty()) {
    throw core::InputError(source_ +
                           ": holds no file that can be read as data (or is no zip archive); "
                           "unpack it and name the file");
  }
  std::vector<std::string> fitting;
  for (const std::string& name : members) {
    const bool named =
        name == member || file_name(name) == member || without_extension(file_name(name)) == member;
    if (named) fitting.push_back(name);
  }
  member_used_ = !fitting.empty();
  if (fitting.empty()) fitting = members;
  const std::string stem = without_extension(fitting.front());
  const bool one_stem = std::all_of(fitting.begin(), fitting.end(), [&](const std::string& name) {
    return without_extension(name) == stem;
  });
  if (!one_stem) {
    throw core::InputError(fmt::format("{}: holds several files ({}); choose one with --layer",
                                       source_, core::join(fitting, ", ")));
  }
  const std::string chosen = *std::min_element(
      fitting.begin(), fitting.end(),
      [](const std::string& a, const std::string& b) { return rank_of(a) < rank_of(b); });
  if (fitting.size() > 1) {
    notes_.push_back(fmt::format("{} is read; the archive holds it in several formats", chosen));
  }
  path_ = directory + "/" + chosen;
}

void SourceFile::keep_in_memory(const std::string& name, const std::string& bytes) {
  // The address keeps the files of readers that live at the same time apart.
  memory_file_ = fmt::format("/vsimem/nearnet_{}/{}", fmt::ptr(this), name);
  VSILFILE* file = VSIFOpenL(memory_file_.c_str(), "wb");
  VSIFWriteL(bytes.data(), 1, bytes.size(), file);
  VSIFCloseL(file);
  path_ = memory_file_;
}

void SourceFile::read_standard_input() {
  const std::string bytes = read_bytes("/vsistdin/", std::string::npos);
  if (bytes.empty()) throw core::InputError("standard input: nothing came in");
  const bool json = core::trimmed(bytes).starts_with("{");
  keep_in_memory(json ? "stdin.geojson" : "stdin.csv", bytes);
}

void SourceFile::repair_text() {
  std::string name = file_name(path_);
  if (extension_of(name) == "gz") name = without_extension(name);
  if (!is_text_table(name)) return;
  if (extension_of(name) == "txt") prefix_ = "CSV:";
  const std::string start = read_bytes(path_, kLookedAt);
  const bool repair = needs_repair(start, start.size() == kLookedAt);
  if (!repair && !longer_header(start)) return;
  VSIStatBufL status;
  if (VSIStatL(path_.c_str(), &status) == 0 && status.st_size > kMostRepaired) return;
  std::string bytes = read_bytes(path_, std::string::npos);
  if (const std::optional<std::string> repaired = repaired_text(bytes)) {
    notes_.push_back("the text was converted: " + std::string(core::is_utf8(bytes)
                                                                  ? "bare CR line ends to LF"
                                                                  : "its encoding to UTF-8"));
    bytes = *repaired;
  }
  if (bytes.starts_with(kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
  if (const std::optional<LongerHeader> longer = longer_header(bytes)) {
    notes_.push_back("the header names one column less than the rows have; read as " +
                     longer->header);
    bytes.replace(0, longer->old_size, longer->header);
  }
  keep_in_memory(name, bytes);
}

std::string SourceFile::explain_failure(const std::string& gdal_error) const {
  const GdalMessages messages;
  const std::string bytes = read_bytes(path_, 64U << 20U);
  const std::string_view start = core::trimmed(std::string_view(bytes).substr(0, 512));
  const std::string lower = core::lower_case(start);
  std::string reason;
  if (start.starts_with("{\\rtf")) {
    reason = "it is an RTF document, as a word processor writes it; save its content as plain text";
  } else if (start.starts_with("{") || start.starts_with("[")) {
    reason = explain_json(bytes);
  } else if (lower.starts_with("<!doctype html") || lower.starts_with("<html")) {
    reason = "it is a web page, not data; use the page's download link";
  } else if (start.starts_with("%PDF")) {
    reason = "it is a PDF document; ask for the data behind it as CSV or GeoJSON";
  } else if (start.starts_with("version https://git-lfs")) {
    reason = "it only points to a file kept elsewhere (Git LFS); fetch the file itself";
  } else if (start.starts_with("PK") && is_workbook(path_)) {
    reason =
        "it is a zip archive, but no workbook that could be understood; open it in a "
        "spreadsheet program and save it again, or as CSV";
  } else if (start.starts_with("PK")) {
    reason = "it is a zip archive under another name; rename it to .zip";
  } else if (is_text_table(path_)) {
    reason =
        "its first line holds no comma, semicolon or tab between column names; check that it is "
        "a table with a header line";
  } else {
    reason = (gdal_error.empty() ? std::string("its format is not known") : gdal_error) +
             "; check that the file is whole and its extension is right";
  }
  return source_ + ": cannot be read: " + reason;
}

}  // namespace nearnet::io
