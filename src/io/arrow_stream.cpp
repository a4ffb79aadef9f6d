// SPDX-License-Identifier: Apache-2.0
#include "io/arrow_stream.h"

#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_api.h>
#include <ogr_recordbatch.h>
#include <ogrsf_frmts.h>

#include <map>
#include <string>

#include "core/error.h"
#include "io/gdal_runtime.h"

namespace nearnet::io {
namespace {

ArrowType type_of(std::string_view format) {
  if (format == "i") return ArrowType::kInteger32;
  if (format == "l") return ArrowType::kInteger64;
  if (format == "g") return ArrowType::kReal;
  if (format == "u") return ArrowType::kText;
  if (format == "z") return ArrowType::kWkb;
  throw core::InputError(fmt::format("a column comes in an unknown form, \"{}\"", format));
}

}  // namespace

ArrowCells::ArrowCells(const ArrowArray& array)
    : offset_(static_cast<std::size_t>(array.offset)),
      valid_(static_cast<const std::uint8_t*>(array.buffers[0])),
      values_(array.buffers[1]) {
  if (array.n_buffers > 2) data_ = static_cast<const char*>(array.buffers[2]);
}

struct ArrowStream::Handles {
  ~Handles() {
    if (batch.release != nullptr) batch.release(&batch);
    if (stream.release != nullptr) stream.release(&stream);
  }

  ArrowArrayStream stream{};
  ArrowArray batch{};
};

bool ArrowStream::can_read(OGRLayer& layer) {
  if (layer.TestCapability(OLCFastGetArrowStream) == FALSE) return false;
  OGRFeatureDefn& definition = *layer.GetLayerDefn();
  if (definition.GetGeomFieldCount() != 1) return false;
  std::map<std::string, int> seen;
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& field = *definition.GetFieldDefn(i);
    const OGRFieldType type = field.GetType();
    const bool plain =
        type == OFTInteger || type == OFTInteger64 || type == OFTReal || type == OFTString;
    if (!plain || field.GetSubType() != OFSTNone || ++seen[field.GetNameRef()] > 1) return false;
  }
  return true;
}

ArrowStream::ArrowStream(OGRLayer& layer, const Options& options)
    : handles_(std::make_unique<Handles>()) {
  CPLStringList named;
  named.AddString(options.with_fid ? "INCLUDE_FID=YES" : "INCLUDE_FID=NO");
  named.AddString(fmt::format("MAX_FEATURES_IN_BATCH={}", options.rows_a_batch).c_str());
  if (!OGR_L_GetArrowStream(OGRLayer::ToHandle(&layer), &handles_->stream, named.List())) {
    throw core::InputError("the layer cannot be read in batches");
  }
  ArrowSchema schema;
  if (handles_->stream.get_schema(&handles_->stream, &schema) != 0) {
    throw core::InputError("the layer's columns cannot be read");
  }
  std::vector<std::string> formats;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    formats.emplace_back(schema.children[i]->format);
  }
  schema.release(&schema);
  for (const std::string& format : formats) columns_.push_back(type_of(format));
}

ArrowStream::~ArrowStream() = default;

bool ArrowStream::next() {
  ArrowArray& batch = handles_->batch;
  if (batch.release != nullptr) batch.release(&batch);
  batch = {};
  const GdalMessages messages;
  if (handles_->stream.get_next(&handles_->stream, &batch) != 0 || messages.failed()) {
    throw core::InputError(messages.error());
  }
  return batch.release != nullptr;
}

std::size_t ArrowStream::rows() const {
  return static_cast<std::size_t>(handles_->batch.length);
}

ArrowCells ArrowStream::cells(std::size_t column) const {
  return ArrowCells(*handles_->batch.children[column]);
}

}  // namespace nearnet::io
