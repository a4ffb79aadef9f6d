// SPDX-License-Identifier: Apache-2.0
#include "io/layer_choice.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>

#include <string_view>

#include "core/error.h"
#include "core/text.h"
#include "io/gdal_runtime.h"
#include "io/osm.h"

namespace nearnet::io {
namespace {

/// Tables that programs put beside the data and no one means to import.
bool is_housekeeping(std::string_view layer) {
  return layer == "layer_styles" || layer == "qgis_projects";
}

bool is_spreadsheet(std::string_view extension) {
  return extension == "xlsx" || extension == "ods";
}

/// The first row of a sheet is its header, also where all cells are text. GDAL takes no such option
/// when it opens a file.
class SpreadsheetHeaders {
 public:
  SpreadsheetHeaders() { set("FORCE"); }
  SpreadsheetHeaders(const SpreadsheetHeaders&) = delete;
  SpreadsheetHeaders& operator=(const SpreadsheetHeaders&) = delete;
  ~SpreadsheetHeaders() { set(nullptr); }

 private:
  static void set(const char* headers) {
    CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", headers);
    CPLSetThreadLocalConfigOption("OGR_ODS_HEADERS", headers);
  }
};

std::string names_of(const std::vector<OGRLayer*>& layers) {
  std::vector<std::string> names;
  for (OGRLayer* layer : layers) names.emplace_back(layer->GetName());
  return core::join(names, ", ");
}

}  // namespace

std::vector<OGRLayer*> all_layers(GDALDataset& dataset) {
  std::vector<OGRLayer*> layers;
  for (int i = 0; i < dataset.GetLayerCount(); ++i) {
    OGRLayer* layer = dataset.GetLayer(i);
    if (!is_housekeeping(layer->GetName())) layers.push_back(layer);
  }
  return layers;
}

GDALDatasetUniquePtr open_dataset(const SourceFile& file) {
  const GdalMessages messages;
  CPLStringList options;
  std::string configuration_file;
  const std::string extension = extension_of(file.path());
  if (extension == "osm" || extension == "pbf") {
    configuration_file = fmt::format("/vsimem/nearnet_osm_{}.ini", fmt::ptr(&file));
    const std::string text = osm_configuration();
    VSILFILE* out = VSIFOpenL(configuration_file.c_str(), "wb");
    VSIFWriteL(text.data(), 1, text.size(), out);
    VSIFCloseL(out);
    options.SetNameValue("CONFIG_FILE", configuration_file.c_str());
    // Editors give negative ids to objects not yet uploaded; the fast index refuses those.
    if (extension == "osm") options.SetNameValue("USE_CUSTOM_INDEXING", "NO");
  }
  if (extension == "csv" || extension == "tsv" || extension == "txt") {
    options.SetNameValue("HEADERS", "YES");
  }
  const SpreadsheetHeaders headers;
  GDALDatasetUniquePtr dataset(GDALDataset::Open(
      file.path().c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, options.List(), nullptr));
  if (!configuration_file.empty()) VSIUnlink(configuration_file.c_str());
  if (dataset == nullptr) throw core::InputError(file.explain_failure(messages.error()));
  if (is_spreadsheet(extension)) {
    // Sheets are read when they are first asked about.
    for (int i = 0; i < dataset->GetLayerCount(); ++i) dataset->GetLayer(i)->GetFeatureCount();
  }
  return dataset;
}

std::string driver_of(GDALDataset& dataset) {
  return dataset.GetDriver() == nullptr ? "" : dataset.GetDriver()->GetDescription();
}

std::vector<OGRLayer*> choose_osm_layers(GDALDataset& dataset, const SourceOptions& options,
                                         const std::string& named) {
  std::vector<std::string> wanted = osm_layers(options.wanted);
  if (!named.empty()) wanted = {named};
  std::vector<OGRLayer*> layers;
  for (const std::string& name : wanted) {
    OGRLayer* layer = dataset.GetLayerByName(name.c_str());
    if (layer == nullptr) {
      throw core::InputError(fmt::format("{}: has no layer {}; it has {}", options.source, name,
                                         names_of(all_layers(dataset))));
    }
    layers.push_back(layer);
  }
  const std::string only = "SET interest_layers = " + core::join(wanted, ",");
  dataset.ReleaseResultSet(dataset.ExecuteSQL(only.c_str(), nullptr, nullptr));
  return layers;
}

std::vector<OGRLayer*> choose_layer(GDALDataset& dataset, const SourceOptions& options,
                                    const std::string& named) {
  std::vector<OGRLayer*> all = all_layers(dataset);
  if (all.empty()) {
    throw core::InputError(options.source + ": holds no layer of features; name another file");
  }
  if (!named.empty()) {
    OGRLayer* layer = dataset.GetLayerByName(named.c_str());
    if (layer == nullptr) {
      throw core::InputError(
          fmt::format("{}: has no layer {}; it has {}", options.source, named, names_of(all)));
    }
    return {layer};
  }
  if (all.size() > 1) {
    std::erase_if(all, [](OGRLayer* layer) { return layer->GetFeatureCount() == 0; });
  }
  if (all.size() != 1) {
    throw core::InputError(fmt::format("{}: has several layers ({}); choose one with --layer",
                                       options.source, names_of(all_layers(dataset))));
  }
  return all;
}

std::vector<std::string> layer_names(const SourceOptions& options) {
  initialise_gdal();
  const GdalMessages messages;
  if (options.layer.empty()) {
    std::vector<std::string> files = archive_files(options.source);
    if (files.size() > 1) return files;
  }
  const SourceFile file(options.source, options.layer);
  const GDALDatasetUniquePtr dataset = open_dataset(file);
  std::vector<std::string> names;
  for (OGRLayer* layer : all_layers(*dataset)) names.emplace_back(layer->GetName());
  return names;
}

}  // namespace nearnet::io
