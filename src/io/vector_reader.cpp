// SPDX-License-Identifier: Apache-2.0
#include "io/vector_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/error.h"
#include "core/text.h"
#include "io/arrow_features.h"
#include "io/column_geometry.h"
#include "io/gdal_runtime.h"
#include "io/layer_choice.h"
#include "io/ogr_bridge.h"
#include "io/osm.h"
#include "io/source_file.h"
#include "io/text_encoding.h"

namespace nearnet::io {

struct VectorReader::Impl {
  explicit Impl(const SourceOptions& given) : options(given), file(given.source, given.layer) {
    dataset = open_dataset(file);
    driver = driver_of(*dataset);
    osm = driver == "OSM";
    const std::string named = file.member_used() ? std::string() : given.layer;
    layers = osm ? choose_osm_layers(*dataset, given, named) : choose_layer(*dataset, given, named);
    for (OGRLayer* layer : layers) {
      if (!layer_name.empty()) layer_name += "+";
      layer_name += layer->GetName();
    }
    if (!osm) expected_rows = layers.front()->GetFeatureCount(FALSE);
  }

  void apply_where();
  void learn_fields();
  void find_geometry();
  OGRLayer* plain_layer() const;
  bool next_batched(Feature& out);
  bool next_single(Feature& out);
  OGRFeatureUniquePtr next_ogr(OGRLayer*& from);
  void take_values(OGRFeature& feature, OGRLayer* from, Feature& out);
  void check_unknown_crs(const Feature& out);
  [[noreturn]] void throw_where(const std::string& reason) const;
  [[noreturn]] void throw_broken(const std::string& reason) const;

  SourceOptions options;
  SourceFile file;
  GDALDatasetUniquePtr dataset;
  std::string driver;
  bool osm = false;
  std::vector<OGRLayer*> layers;
  std::string layer_name;
  std::vector<Field> fields;
  std::map<OGRLayer*, std::vector<int>> columns;  // looked up by key only
  bool native = false;  // rows have geometry of their own; else it may come from columns
  std::optional<ColumnGeometry> of_columns;
  bool started = false;
  std::optional<ArrowFeatures> batches;  // where the layer can be read by these
  std::optional<LayerCrs> crs;
  bool crs_judged = false;
  std::vector<std::string> notes;
  std::int64_t rows = 0;
  std::int64_t expected_rows = -1;
  double osm_progress = 0.0;
};

void VectorReader::Impl::apply_where() {
  if (options.where.empty()) return;
  const GdalMessages messages;
  for (OGRLayer* layer : layers) {
    if (layer->SetAttributeFilter(options.where.c_str()) == OGRERR_NONE && !messages.failed()) {
      continue;
    }
    throw_where(messages.error());
  }
}

void VectorReader::Impl::throw_where(const std::string& reason) const {
  std::vector<std::string> names;
  for (const Field& field : fields) names.push_back(field.name);
  throw core::ConfigError(fmt::format("--where \"{}\" does not fit {}: {}; its columns are {}",
                                      options.where, options.source, reason,
                                      core::join(names, ", ")));
}

void VectorReader::Impl::throw_broken(const std::string& reason) const {
  // Databases look at a condition when the first row is asked for.
  if (rows == 0 && !options.where.empty()) throw_where(reason);
  throw core::InputError(fmt::format(
      "{}: layer {} breaks off after row {}: {}; the file is damaged or cut short, get it again",
      options.source, layer_name, rows, reason));
}

void VectorReader::Impl::learn_fields() {
  if (osm) {
    fields.push_back({"osm_key", FieldType::kText});
    for (const std::string& tag : osm_tags()) fields.push_back({tag, FieldType::kText});
    for (OGRLayer* layer : layers) {
      std::vector<int>& indexes = columns[layer];
      indexes.push_back(-1);
      for (const std::string& tag : osm_tags()) {
        indexes.push_back(layer->GetLayerDefn()->GetFieldIndex(tag.c_str()));
      }
    }
    return;
  }
  OGRFeatureDefn& definition = *layers.front()->GetLayerDefn();
  std::map<std::string, int> seen;
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& field = *definition.GetFieldDefn(i);
    std::string name = to_utf8(field.GetNameRef());
    const int count = ++seen[core::lower_case(name)];
    if (count > 1) name += fmt::format("_{}", count);
    fields.push_back({name, field_type_of(field)});
    columns[layers.front()].push_back(i);
  }
}

void VectorReader::Impl::find_geometry() {
  OGRLayer& layer = *layers.front();
  // GDAL would take a column named WKT from a CSV itself, and drop what it cannot parse in silence.
  const bool table = layer.GetGeomType() == wkbNone || driver == "CSV";
  if (table) {
    crs.emplace(nullptr, options.crs);
    of_columns = ColumnGeometry::find(fields, options);
  } else {
    crs.emplace(layer.GetSpatialRef(), options.crs);
    native = true;
  }
}

OGRFeatureUniquePtr VectorReader::Impl::next_ogr(OGRLayer*& from) {
  if (!osm) {
    from = layers.front();
    return OGRFeatureUniquePtr(from->GetNextFeature());
  }
  while (true) {
    OGRFeatureUniquePtr feature(dataset->GetNextFeature(&from, &osm_progress, nullptr, nullptr));
    if (feature == nullptr || columns.contains(from)) return feature;
  }
}

void VectorReader::Impl::take_values(OGRFeature& feature, OGRLayer* from, Feature& out) {
  const std::vector<int>& indexes = columns[from];
  out.values.resize(indexes.size());
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    out.values[i] = value_of(feature, indexes[i]);
  }
  if (osm) out.values.front() = osm_key(feature, from->GetName());
}

/// Without a stated system the first geometry decides: what cannot be degrees is refused.
void VectorReader::Impl::check_unknown_crs(const Feature& out) {
  const bool silent = crs->known() || (of_columns && of_columns->is_lon_lat());
  if (crs_judged || silent || out.state == GeometryState::kMissing) return;
  crs_judged = true;
  if (out.state == GeometryState::kOutOfRange) {
    throw core::InputError(fmt::format(
        "{}: layer {} does not say its coordinate system and its numbers ({}) are no longitude and "
        "latitude; name the system, for example --crs EPSG:26919",
        options.source, layer_name, out.problem));
  }
  notes.push_back("no coordinate system is stated; taken as WGS 84 longitude and latitude");
}

VectorReader::VectorReader(const SourceOptions& options) {
  initialise_gdal();
  const GdalMessages messages;
  impl_ = std::make_unique<Impl>(options);
  impl_->learn_fields();
  impl_->apply_where();
  impl_->find_geometry();
}

VectorReader::VectorReader(VectorReader&&) noexcept = default;
VectorReader& VectorReader::operator=(VectorReader&&) noexcept = default;

VectorReader::~VectorReader() {
  if (impl_ == nullptr) return;
  const GdalMessages messages;
  impl_->dataset.reset();
}

void VectorReader::skip_geometry() {
  impl_->native = false;
  impl_->of_columns.reset();
}

bool VectorReader::next(Feature& feature) {
  if (!next_raw(feature)) return false;
  finish(feature);
  return true;
}

void VectorReader::finish(Feature& feature) {
  if (feature.raw == nullptr && feature.wkb.empty()) return;
  const GdalMessages messages;
  if (feature.raw != nullptr) {
    take_geometry(*feature.raw, feature);
    feature.raw.reset();
  } else {
    take_wkb(feature.wkb, feature);
    feature.wkb.clear();
  }
}

bool VectorReader::next_raw(Feature& feature) {
  if (!impl_->started) {
    impl_->started = true;
    OGRLayer* const layer = impl_->plain_layer();
    if (layer != nullptr && ArrowStream::can_read(*layer)) impl_->batches.emplace(*layer);
  }
  feature.geometry = geo::Geometry();
  const bool more = impl_->batches ? impl_->next_batched(feature) : impl_->next_single(feature);
  if (more) impl_->check_unknown_crs(feature);
  return more;
}

bool VectorReader::Impl::next_batched(Feature& out) {
  try {
    if (!batches->next(out)) return false;
  } catch (const core::InputError& error) {
    throw_broken(error.what());
  }
  out.row = ++rows;
  if (out.wkb.empty()) {
    out.state = GeometryState::kMissing;
    out.problem = "no geometry";
  }
  return true;
}

bool VectorReader::Impl::next_single(Feature& out) {
  const GdalMessages messages;
  OGRLayer* from = nullptr;
  const OGRFeatureUniquePtr read = next_ogr(from);
  if (read == nullptr) {
    if (messages.failed()) throw_broken(messages.error());
    return false;
  }
  out.row = ++rows;
  out.fid = read->GetFID();
  take_values(*read, from, out);
  if (native) {
    out.raw = into_lon_lat(std::unique_ptr<OGRGeometry>(read->StealGeometry()), *crs, out);
    // Whether an unstated system can be taken as longitude and latitude, the first row tells.
    if (!crs->known() && !crs_judged) finish(out);
  } else if (of_columns) {
    of_columns->take(*crs, out);
  } else {
    out.state = GeometryState::kMissing;
    out.problem = "the source has no coordinates";
  }
  return true;
}

const std::vector<Field>& VectorReader::fields() const {
  return impl_->fields;
}

std::optional<std::size_t> VectorReader::field(std::string_view name) const {
  const std::vector<Field>& fields = impl_->fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return i;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (core::lower_case(fields[i].name) == core::lower_case(name)) return i;
  }
  return std::nullopt;
}

bool VectorReader::has_geometry() const {
  return impl_->native || impl_->of_columns;
}

const std::vector<std::size_t>& VectorReader::coordinate_columns() const {
  static const std::vector<std::size_t> kNone;
  return impl_->of_columns ? impl_->of_columns->columns() : kNone;
}

Shape VectorReader::shape() const {
  if (!has_geometry()) return Shape::kNone;
  if (impl_->of_columns) return impl_->of_columns->shape();
  if (impl_->osm) return Shape::kAny;
  return shape_of(*impl_->layers.front(), impl_->driver);
}

bool VectorReader::is_osm() const {
  return impl_->osm;
}

const std::string& VectorReader::source() const {
  return impl_->options.source;
}

const std::string& VectorReader::layer() const {
  return impl_->layer_name;
}

std::string VectorReader::short_name() const {
  const std::string& source = impl_->options.source;
  const std::size_t slash = source.find_last_of('/');
  const std::string name = slash == std::string::npos ? source : source.substr(slash + 1);
  const bool file =
      name.find('.') != std::string::npos && name.find_first_of(":?=@") == std::string::npos;
  const bool local = source.find("://") == std::string::npos;
  return file && local ? name : layer();
}

std::vector<std::string> VectorReader::notes() const {
  std::vector<std::string> all = impl_->file.notes();
  all.insert(all.end(), impl_->notes.begin(), impl_->notes.end());
  return all;
}

double VectorReader::progress() const {
  if (impl_->osm) return std::clamp(impl_->osm_progress, 0.0, 1.0);
  return share_of(impl_->rows);
}

double VectorReader::share_of(std::int64_t rows) const {
  if (impl_->expected_rows <= 0) return 0.0;
  return std::clamp(static_cast<double>(rows) / static_cast<double>(impl_->expected_rows), 0.0,
                    1.0);
}

OGRLayer* VectorReader::plain_layer() const {
  return impl_->plain_layer();
}

OGRLayer* VectorReader::Impl::plain_layer() const {
  if (osm || !native) return nullptr;
  const geo::ToLonLat* to_lon_lat = crs->to_lon_lat();
  const bool as_it_is = to_lon_lat != nullptr && to_lon_lat->is_identity() && !crs->swapped();
  return as_it_is ? layers.front() : nullptr;
}

}  // namespace nearnet::io
