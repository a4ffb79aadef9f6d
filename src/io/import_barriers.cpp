// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>

#include "core/error.h"
#include "io/import.h"
#include "io/import_rows.h"

namespace nearnet::io {
namespace {

const std::vector<CanonicalField>& barrier_fields() {
  static const std::vector<CanonicalField> fields = {
      {"id", {}},
      {"name", {"fullname", "full name", "label", "gnis name"}},
      {"kind", {"barrier kind", "type", "class", "fclass", "feature type", "mtfcc", "ftype"}},
      {"railway", {}},
      {"waterway", {}},
      {"highway", {}},
      {"natural", {}},
  };
  return fields;
}

struct KindWords {
  std::string_view kind;
  std::array<std::string_view, 13> words;  ///< as header_key() writes them
};

constexpr std::array kKinds{
    KindWords{"rail",
              {"rail", "railway", "railroad", "lightrail", "subway", "tram", "narrowgauge", "r1011",
               "r1051", "r1052"}},
    KindWords{"water",
              {"water", "waterway", "river", "riverbank", "stream", "canal", "lake", "pond",
               "reservoir", "h2030", "h2040", "h3010", "h3020"}},
    KindWords{"limited_access",
              {"limitedaccess", "motorway", "motorwaylink", "freeway", "interstate", "expressway",
               "s1100"}},
};

/// The common kinds in one word each; anything else as it is written.
std::string kind_of(const Row& row) {
  for (const char* field : {"kind", "railway", "waterway", "highway", "natural"}) {
    const std::string text = row.text(field);
    if (text.empty()) continue;
    const std::string plain = header_key(text);
    for (const KindWords& known : kKinds) {
      if (std::ranges::find(known.words, plain) != known.words.end()) {
        return std::string(known.kind);
      }
    }
    return text;
  }
  return {};
}

/// Lines as they are, areas repaired; none when the row was rejected.
std::optional<geo::Geometry> shape_of(Row& row) {
  const Feature& feature = row.feature();
  if (feature.state == GeometryState::kGood && !feature.geometry.lines().empty()) {
    return feature.geometry;
  }
  return row.area();
}

}  // namespace

Imported<model::Barrier> import_barriers(const ImportOptions& options,
                                         const core::JobContext& job) {
  RowLoop loop(options, Wanted::kAnything, barrier_fields());
  if (!loop.reader().has_geometry()) {
    throw core::InputError(options.source + ": layer " + loop.reader().layer() +
                           " has no geometry; barriers need lines or polygons");
  }
  KeyOptions keys;
  keys.candidates = {{"barrier_id"}, {"external_id"}, {"id"},
                     {"osm_id"},     {"globalid"},    {"linearid"}};
  return loop.run<model::Barrier>(
      job, keys,
      [&](Row& row, std::vector<model::Barrier>& out) {
        std::string kind = kind_of(row);
        if (kind.empty()) {
          row.reject("NO_KIND", "kind", "no kind of barrier",
                     "rail, water, limited_access or another word in a column kind");
          return;
        }
        std::optional<geo::Geometry> shape = shape_of(row);
        if (!shape) return;
        model::Barrier& barrier = out.emplace_back();
        barrier.name = row.text("name");
        barrier.kind = std::move(kind);
        barrier.geometry = std::move(*shape);
        barrier.source = loop.reader().short_name();
        barrier.extra = row.extra();
      },
      [](const model::Barrier& barrier, const Row&) {
        std::string text = barrier.kind + "|" + barrier.name + "|";
        for (const std::byte byte : barrier.geometry.wkb()) {
          text.push_back(static_cast<char>(byte));
        }
        return KeyRow{.identity = stable_hash(text)};
      });
}

}  // namespace nearnet::io
