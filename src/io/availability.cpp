// SPDX-License-Identifier: Apache-2.0
#include "io/availability.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "geo/h3.h"
#include "io/antimeridian.h"
#include "io/census_areas.h"
#include "io/fcc_file_name.h"
#include "io/import_rows.h"

namespace nearnet::io {
namespace {

/// Texts as small numbers, in the order in which they come.
class Names {
 public:
  std::uint32_t number_of(const std::string& text) {
    if (last_ < texts_.size() && texts_[last_] == text) return last_;
    const auto [known, fresh] = numbers_.emplace(text, static_cast<std::uint32_t>(texts_.size()));
    if (fresh) texts_.push_back(text);
    last_ = known->second;
    return last_;
  }
  const std::string& text(std::uint32_t number) const { return texts_[number]; }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> texts_;
  std::uint32_t last_ = 0;
};

/// Whose offer it is, and where.
struct Whose {
  std::uint32_t area = 0;
  std::uint32_t provider_id = 0;
  std::uint32_t brand = 0;
  std::uint32_t technology = 0;
  friend bool operator==(const Whose&, const Whose&) = default;
};

struct WhoseHash {
  std::size_t operator()(const Whose& whose) const {
    std::uint64_t hash = 0;
    for (const std::uint32_t part :
         {whose.area, whose.provider_id, whose.brand, whose.technology}) {
      hash = (hash ^ part) * 0x9E3779B97F4A7C15U;
      hash ^= hash >> 29U;
    }
    return hash;
  }
};

struct Offer {
  Whose whose;
  std::optional<double> down = {};
  std::optional<double> up = {};
  std::int64_t residential = 0;
  std::int64_t business = 0;
  std::int64_t both = 0;
  std::int64_t rows = 0;
  std::vector<std::string> counties = {};  // sorted
};

model::Segment segment_of(const Offer& offer) {
  const bool residential = offer.residential > 0 || offer.both > 0;
  const bool business = offer.business > 0 || offer.both > 0;
  if (residential && business) return model::Segment::kBoth;
  if (business) return model::Segment::kBusiness;
  return residential ? model::Segment::kResidential : model::Segment::kUnknown;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// One blank for several: "Level  3".
std::string one_spaced(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out.push_back(c);
  }
  return out;
}

/// Text between the bars of a key: a bar or backslash of its own gets a backslash in front, so that
/// different parts make different keys.
std::string key_part(const std::string& text) {
  std::string part;
  for (const char c : text) {
    if (c == '|' || c == '\\') part += '\\';
    part += c;
  }
  return part;
}

/// Form 477 has 0 where no speed was filed: unknown, not none.
std::optional<double> filed_speed(Row& row, std::string_view ours) {
  const std::optional<double> speed = row.number(ours);
  return speed && *speed > 0.0 ? speed : std::nullopt;
}

class Gatherer {
 public:
  Gatherer(const ImportOptions& options, VectorReader& reader, const SourceProfile& profile,
           const FieldMapping& mapping, const core::JobContext& job);

  void read(const core::JobContext& job);
  /// Footprints in the order in which they appeared; areas that nothing is known of are rejected.
  Imported<model::Footprint> finish();

 private:
  bool by_cell() const { return !joined_ && mapping_.column("cell").has_value(); }
  std::optional<std::string> area_of(Row& row) const;
  void count_customers(Row& row, Offer& offer) const;
  void take(Row& row);
  std::optional<model::Footprint> footprint_of(const Offer& offer);
  std::string extra_of(const Offer& offer) const;
  std::string key_of(const Offer& offer) const;
  std::string key_description() const;
  void add_notes();

  const ImportOptions& options_;
  VectorReader& reader_;
  const SourceProfile& profile_;
  const FieldMapping& mapping_;
  std::optional<CensusAreas> joined_;
  std::optional<core::Date> as_of_;
  Names areas_;
  Names providers_;
  Names brands_;
  Names technologies_;
  std::unordered_map<Whose, std::size_t, WhoseHash> known_;
  std::vector<Offer> offers_;
  Imported<model::Footprint> in_;
};

Gatherer::Gatherer(const ImportOptions& options, VectorReader& reader, const SourceProfile& profile,
                   const FieldMapping& mapping, const core::JobContext& job)
    : options_(options), reader_(reader), profile_(profile), mapping_(mapping) {
  if (!options.join.empty()) {
    if (!mapping.column("census_block")) {
      throw core::InputError(options.source +
                             ": has no column of census blocks to join by; leave --join out");
    }
    joined_.emplace(options.join, options.join_layer, job, in_.diagnostics);
  } else if (!mapping.column("cell")) {
    throw core::InputError(fmt::format(
        "{}: names census blocks and holds no shapes; give the polygons of blocks, block groups or "
        "tracts, for example --join tl_2020_23_tabblock20.zip (a layer with a column GEOID)",
        options.source));
  }
  as_of_ = date_in_fcc_name(reader.short_name());
}

std::optional<std::string> Gatherer::area_of(Row& row) const {
  if (by_cell()) {
    // As H3Cell::text() has it, so that the same cell is the same key in every release.
    std::string text = core::lower_case(row.text("cell"));
    if (text.size() == 16 && text.front() == '0') text.erase(0, 1);
    if (text.empty()) {
      row.reject("NO_CELL", "cell", "the H3 cell is blank", "15 hexadecimal digits");
      return std::nullopt;
    }
    return text;
  }
  std::string block = row.text("census_block");
  if (block.empty()) {
    row.reject("NO_BLOCK", "census_block", "the census block is blank", "15 digits");
    return std::nullopt;
  }
  block = whole_census_id(block);
  if (!all_digits(block)) {
    row.reject("INVALID_BLOCK", "census_block", "\"" + block + "\" is no census block",
               "15 digits");
    return std::nullopt;
  }
  return std::string(joined_->id_of(block));
}

void Gatherer::count_customers(Row& row, Offer& offer) const {
  if (mapping_.column("segment")) {
    const std::string code = row.text("segment");
    offer.residential += code == "R" ? 1 : 0;
    offer.business += code == "B" ? 1 : 0;
    offer.both += code == "X" ? 1 : 0;
    return;
  }
  const bool residential = row.yes_no("residential").value_or(false);
  const bool business = row.yes_no("business").value_or(false);
  offer.both += residential && business ? 1 : 0;
  offer.residential += residential && !business ? 1 : 0;
  offer.business += business && !residential ? 1 : 0;
}

void Gatherer::take(Row& row) {
  const std::optional<std::string> area = area_of(row);
  if (!area) return;
  const Whose whose{areas_.number_of(*area), providers_.number_of(row.text("provider_id")),
                    brands_.number_of(one_spaced(row.text("provider"))),
                    technologies_.number_of(row.text("technology"))};
  const auto [known, fresh] = known_.emplace(whose, offers_.size());
  if (fresh) offers_.push_back({.whose = whose});
  Offer& offer = offers_[known->second];
  ++offer.rows;
  count_customers(row, offer);
  const std::optional<double> down = filed_speed(row, "max_down_mbps");
  const std::optional<double> up = filed_speed(row, "max_up_mbps");
  if (offer.rows == 1 || std::pair(down, up) > std::pair(offer.down, offer.up)) {
    offer.down = down;
    offer.up = up;
  }
  if (!by_cell() || !mapping_.column("census_block")) return;
  constexpr std::size_t kCountyDigits = 5;
  const FieldValue& block = row.value("census_block");
  const auto* text = std::get_if<std::string>(&block);
  if (text == nullptr || text->size() < kCountyDigits) return;
  const std::string_view county = std::string_view(*text).substr(0, kCountyDigits);
  if (!all_digits(county)) return;
  const auto place = std::lower_bound(offer.counties.begin(), offer.counties.end(), county);
  if (place == offer.counties.end() || *place != county) {
    offer.counties.insert(place, std::string(county));
  }
}

void Gatherer::read(const core::JobContext& job) {
  constexpr std::int64_t kRowsBetweenReports = 4096;
  reader_.skip_geometry();
  Feature feature;
  while (reader_.next(feature)) {
    if (feature.row % kRowsBetweenReports == 0) {
      job.check_cancelled();
      job.report(reader_.progress());
    }
    Row row(feature, mapping_, reader_, in_.diagnostics);
    take(row);
    in_.source_rows = feature.row;
  }
}

std::string Gatherer::key_of(const Offer& offer) const {
  return areas_.text(offer.whose.area) + "|" + key_part(providers_.text(offer.whose.provider_id)) +
         "|" + key_part(brands_.text(offer.whose.brand)) + "|" +
         key_part(technologies_.text(offer.whose.technology));
}

std::string Gatherer::key_description() const {
  std::vector<std::string> parts;
  for (const char* ours :
       {by_cell() ? "cell" : "census_block", "provider_id", "provider", "technology"}) {
    if (const auto column = mapping_.column(ours)) parts.push_back(reader_.fields()[*column].name);
  }
  return core::join(parts, "|");
}

std::string Gatherer::extra_of(const Offer& offer) const {
  nlohmann::json object{{"provider_id", providers_.text(offer.whose.provider_id)},
                        {"n_locations", offer.rows},
                        {"n_residential_only", offer.residential},
                        {"n_business_only", offer.business},
                        {"n_both", offer.both}};
  if (by_cell()) {
    object["h3_res8_id"] = areas_.text(offer.whose.area);
    object["county_fips"] = core::join(offer.counties, ";");
  } else {
    object["census_id"] = areas_.text(offer.whose.area);
  }
  return object.dump();
}

std::optional<model::Footprint> Gatherer::footprint_of(const Offer& offer) {
  const std::string& area = areas_.text(offer.whose.area);
  const core::SourcePlace place{.source = reader_.source(), .layer = reader_.layer()};
  model::Footprint footprint;
  if (by_cell()) {
    const std::optional<geo::H3Cell> cell = geo::H3Cell::from_text(area);
    if (!cell) {
      in_.diagnostics.reject("INVALID_CELL", place,
                             fmt::format("\"{}\" is no H3 cell ({} rows)", area, offer.rows),
                             "15 hexadecimal digits such as 882b0426a9fffff");
      return std::nullopt;
    }
    footprint.geometry = geo::h3_area(*cell);
    if (auto parts = split_areas(footprint.geometry)) {
      footprint.geometry = std::move(*parts);
    }
  } else {
    const geo::Geometry* polygon = joined_->holding(area);
    if (polygon == nullptr) {
      in_.diagnostics.reject("UNKNOWN_AREA", place,
                             fmt::format("no polygon for {} ({} rows)", area, offer.rows),
                             "one in " + options_.join);
      return std::nullopt;
    }
    footprint.geometry = *polygon;
  }
  footprint.id = core::FootprintId(key_of(offer));
  footprint.provider = brands_.text(offer.whose.brand);
  footprint.technology = technologies_.text(offer.whose.technology);
  footprint.segment = segment_of(offer);
  footprint.max_down_mbps = offer.down;
  footprint.max_up_mbps = offer.up;
  footprint.as_of = as_of_;
  footprint.source = reader_.short_name();
  footprint.extra = extra_of(offer);
  return footprint;
}

void Gatherer::add_notes() {
  const core::SourcePlace place{.source = reader_.source(), .layer = reader_.layer()};
  in_.diagnostics.note(
      "GATHERED", place,
      fmt::format(
          "{} rows make {} footprints: one for each {}, brand and technology, with its best "
          "offer",
          in_.source_rows, in_.records.size(), by_cell() ? "H3 cell" : "census area"));
  if (as_of_) {
    in_.diagnostics.note("AS_OF", place,
                         "as of " + core::format_date(*as_of_) + ", by the name of the file");
  }
  if (joined_) {
    constexpr std::size_t kBlockDigits = 15;
    if (joined_->digits() < kBlockDigits) {
      in_.diagnostics.note("COARSE_AREAS", place,
                           fmt::format("{} stand for the blocks in them: one block with an offer "
                                       "makes a footprint of the whole",
                                       joined_->kind()));
    }
  }
  std::map<std::string, std::set<std::string>> brands;
  for (const Offer& offer : offers_) {
    brands[providers_.text(offer.whose.provider_id)].insert(brands_.text(offer.whose.brand));
  }
  for (const auto& [provider, names] : brands) {
    if (names.size() < 2) continue;
    in_.diagnostics.note("SEVERAL_BRANDS", place,
                         fmt::format("provider {} goes by {}", provider,
                                     core::join({names.begin(), names.end()}, ", ")));
  }
}

Imported<model::Footprint> Gatherer::finish() {
  for (const Offer& offer : offers_) {
    if (auto footprint = footprint_of(offer)) in_.records.push_back(std::move(*footprint));
  }
  in_.rows_read = static_cast<std::int64_t>(in_.records.size()) + in_.diagnostics.rejected();
  in_.profile = profile_.name;
  in_.key = key_description();
  add_notes();
  note_source(reader_, profile_, mapping_, in_.key, in_.diagnostics);
  return std::move(in_);
}

}  // namespace

Imported<model::Footprint> import_availability(const ImportOptions& options, VectorReader reader,
                                               const SourceProfile& profile,
                                               const core::JobContext& job) {
  const FieldMapping mapping(availability_fields(), reader.fields(), options.fields);
  if (!options.key.empty()) {
    throw core::ConfigError(
        "--key does not apply here: rows are gathered, and keyed by area, provider, brand and "
        "technology");
  }
  Gatherer gatherer(options, reader, profile, mapping, job);
  gatherer.read(job);
  Imported<model::Footprint> in = gatherer.finish();
  job.report(1.0);
  return in;
}

}  // namespace nearnet::io
