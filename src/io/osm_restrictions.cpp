// SPDX-License-Identifier: Apache-2.0
#include "io/osm_restrictions.h"

#include <algorithm>
#include <memory>
#include <string_view>

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/memory/buffer.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/thread/pool.hpp>

#include "core/error.h"
#include "core/text.h"

namespace nearnet::io {
namespace {

struct CloseFile {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
using OpenFile = std::unique_ptr<VSILFILE, CloseFile>;

std::string bytes_of(VSILFILE& file, std::size_t most) {
  constexpr std::size_t kPiece = std::size_t{1} << 20U;
  std::string bytes;
  while (bytes.size() < most) {
    const std::size_t before = bytes.size();
    const std::size_t wanted = std::min(kPiece, most - before);
    bytes.resize(before + wanted);
    const std::size_t got = VSIFReadL(bytes.data() + before, 1, wanted, &file);
    bytes.resize(before + got);
    if (got < wanted) break;
  }
  return bytes;
}

/// A file that libosmium can read, more than once.
class OsmFile {
 public:
  explicit OsmFile(const std::string& path) {
    constexpr std::size_t kStart = 256;
    const OpenFile opened(VSIFOpenL(path.c_str(), "rb"));
    if (opened == nullptr) throw core::InputError(path + ": cannot be opened");
    const std::string start = bytes_of(*opened, kStart);
    const char* format = start.find('<') < start.find('\0') ? "osm" : "pbf";
    if (path.starts_with("/vsi")) {
      VSIFSeekL(opened.get(), 0, SEEK_SET);
      content_ = bytes_of(*opened, std::string::npos);
      file_ = osmium::io::File(content_.data(), content_.size(), format);
    } else {
      file_ = osmium::io::File(path, format);
    }
  }
  OsmFile(const OsmFile&) = delete;
  OsmFile& operator=(const OsmFile&) = delete;

  /// Calls `use` for each object of that type.
  template <typename Object, typename Use>
  void for_each(osmium::osm_entity_bits::type type, const core::JobContext& job, Use&& use) const {
    osmium::thread::Pool threads(1);
    osmium::io::Reader reader(file_, type, threads);
    while (const osmium::memory::Buffer buffer = reader.read()) {
      for (const Object& object : buffer.select<Object>()) use(object);
      const auto size = static_cast<double>(std::max<std::size_t>(1, reader.file_size()));
      job.report(std::min(1.0, static_cast<double>(reader.offset()) / size));
      job.check_cancelled();
    }
    reader.close();
  }

 private:
  std::string content_;  ///< where libosmium cannot open the file itself
  osmium::io::File file_;
};

OsmRestriction restriction_of(const osmium::Relation& relation) {
  OsmRestriction restriction;
  restriction.id = relation.id();
  for (const osmium::Tag& tag : relation.tags()) restriction.tags[tag.key()] = tag.value();
  for (const osmium::RelationMember& member : relation.members()) {
    const std::string_view role = member.role();
    const bool is_way = member.type() == osmium::item_type::way;
    if (is_way && role == "from") restriction.from.push_back(member.ref());
    if (is_way && role == "to") restriction.to.push_back(member.ref());
    if (is_way && role == "via") restriction.via_ways.push_back(member.ref());
    if (member.type() == osmium::item_type::node && role == "via") {
      restriction.via_node = member.ref();
    }
  }
  return restriction;
}

void locate_vias(const OsmFile& file, std::vector<OsmRestriction>& restrictions,
                 const core::JobContext& job) {
  std::map<std::int64_t, std::optional<geo::LonLat>> places;
  for (const OsmRestriction& restriction : restrictions) {
    if (restriction.via_node) places[*restriction.via_node];
  }
  if (places.empty()) return;
  file.for_each<osmium::Node>(osmium::osm_entity_bits::node, job, [&](const osmium::Node& node) {
    const auto found = places.find(node.id());
    if (found == places.end() || !node.location().valid()) return;
    found->second = geo::LonLat{node.location().lon(), node.location().lat()};
  });
  for (OsmRestriction& restriction : restrictions) {
    if (restriction.via_node) restriction.via = places.at(*restriction.via_node);
  }
}

}  // namespace

std::vector<OsmRestriction> read_osm_restrictions(const std::string& path,
                                                  const core::JobContext& job) {
  try {
    const OsmFile file(path);
    std::vector<OsmRestriction> restrictions;
    file.for_each<osmium::Relation>(
        osmium::osm_entity_bits::relation, job.part(0.0, 0.5, "reading turn restrictions"),
        [&](const osmium::Relation& relation) {
          const char* type = relation.tags().get_value_by_key("type", "");
          if (std::string_view(type) == "restriction") {
            restrictions.push_back(restriction_of(relation));
          }
        });
    locate_vias(file, restrictions, job.part(0.5, 1.0, "reading turn restrictions"));
    return restrictions;
  } catch (const core::Error&) {
    throw;
  } catch (const std::exception& error) {
    throw core::InputError(fmt::format("{}: {}", path, error.what()));
  }
}

}  // namespace nearnet::io
