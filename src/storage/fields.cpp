// SPDX-License-Identifier: Apache-2.0
#include "storage/fields.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/text.h"

namespace nearnet::storage {
namespace {

std::vector<std::byte> polygons_wkb(const geo::Geometry& geometry) {
  if (geometry.is_empty()) return {};
  if (geometry.kind() == geo::GeometryKind::kMultiPolygon) return geometry.wkb();
  return geo::Geometry::multi_polygon(geometry.polygons()).wkb();
}

}  // namespace

template <>
std::optional<model::CustomerStatus> enum_value(std::string_view text) {
  return model::customer_status_from_text(text);
}
template <>
std::optional<model::GeocodeQuality> enum_value(std::string_view text) {
  return model::geocode_quality_from_text(text);
}
template <>
std::optional<model::Parity> enum_value(std::string_view text) {
  return model::parity_from_text(text);
}
template <>
std::optional<model::Segment> enum_value(std::string_view text) {
  return model::segment_from_text(text);
}
template <>
std::optional<model::OneWay> enum_value(std::string_view text) {
  return model::one_way_from_text(text);
}
template <>
std::optional<model::Stage> enum_value(std::string_view text) {
  return model::stage_from_text(text);
}
template <>
std::optional<model::NetStatus> enum_value(std::string_view text) {
  return model::net_status_from_text(text);
}
template <>
std::optional<model::ScenarioState> enum_value(std::string_view text) {
  return model::scenario_state_from_text(text);
}
template <>
std::optional<model::StopKind> enum_value(std::string_view text) {
  return model::stop_kind_from_text(text);
}
template <>
std::optional<model::ActivityKind> enum_value(std::string_view text) {
  return model::activity_kind_from_text(text);
}
template <>
std::optional<model::Grade> enum_value(std::string_view text) {
  return model::grade_from_text(text);
}
template <>
std::optional<model::ChangeKind> enum_value(std::string_view text) {
  return model::change_kind_from_text(text);
}
template <>
std::optional<model::Outcome> enum_value(std::string_view text) {
  return model::outcome_from_text(text);
}

void throw_unknown_text(const std::string& text) {
  throw core::StorageError(fmt::format(
      "the workspace holds \"{}\", which this version does not know; run nearnet check", text));
}

Value Codec<core::TimeOfDay>::encode(core::TimeOfDay time) {
  // Seconds are kept, so that arrivals read back as they were planned.
  return fmt::format("{}:{:02}", core::format_time_of_day(time), time.since_midnight.value % 60);
}

Value Codec<model::Weights>::encode(const model::Weights& weights) {
  if (weights.empty()) return {};
  return nlohmann::json(weights).dump();
}

model::Weights Codec<model::Weights>::decode(const Value& value) {
  const std::string text = text_of(value);
  if (text.empty()) return {};
  try {
    return nlohmann::json::parse(text).get<model::Weights>();
  } catch (const nlohmann::json::exception&) {
    throw core::StorageError(
        fmt::format("the workspace holds weights \"{}\"; expected a JSON object of numbers", text));
  }
}

Value Codec<std::vector<std::string>>::encode(const std::vector<std::string>& codes) {
  return Codec<std::string>::encode(core::join(codes, ","));
}

std::vector<std::string> Codec<std::vector<std::string>>::decode(const Value& value) {
  const std::string text = text_of(value);
  return text.empty() ? std::vector<std::string>() : core::split(text, ',');
}

std::vector<std::byte> to_wkb(const geo::LonLat& position) {
  return geo::Geometry::point(position).wkb();
}
std::vector<std::byte> to_wkb(const std::optional<geo::LonLat>& position) {
  return position ? to_wkb(*position) : std::vector<std::byte>();
}
std::vector<std::byte> to_wkb(const geo::Line& line) {
  return line.size() < 2 ? std::vector<std::byte>() : geo::Geometry::line(line).wkb();
}
std::vector<std::byte> to_wkb(const geo::Geometry& polygons) {
  return polygons_wkb(polygons);
}

std::vector<std::byte> plant_wkb(const geo::Geometry& plant) {
  switch (plant.kind()) {
    case geo::GeometryKind::kLine:
    case geo::GeometryKind::kMultiLine:
      return plant.wkb();
    case geo::GeometryKind::kCollection:
      return plant.is_empty() || !plant.polygons().empty() ? polygons_wkb(plant) : plant.wkb();
    default:
      return polygons_wkb(plant);
  }
}

void from_wkb(std::span<const std::byte> wkb, geo::LonLat& position) {
  const std::vector<geo::LonLat> points = geo::Geometry::from_wkb(wkb).points();
  if (!points.empty()) position = points.front();
}
void from_wkb(std::span<const std::byte> wkb, std::optional<geo::LonLat>& position) {
  from_wkb(wkb, position.emplace());
}
void from_wkb(std::span<const std::byte> wkb, geo::Line& line) {
  const std::vector<geo::Line> lines = geo::Geometry::from_wkb(wkb).lines();
  if (!lines.empty()) line = lines.front();
}
void from_wkb(std::span<const std::byte> wkb, geo::Geometry& polygons) {
  polygons = geo::Geometry::from_wkb(wkb);
}

}  // namespace nearnet::storage
