// SPDX-License-Identifier: Apache-2.0
#include "geo/crs.h"

#include <cpl_error.h>
#include <ogr_spatialref.h>

#include <array>

#include "core/error.h"

namespace nearnet::geo {
namespace {

/// OGR prints to the terminal unless told not to; the caller gets an exception instead.
class QuietErrors {
 public:
  QuietErrors() { CPLPushErrorHandler(CPLQuietErrorHandler); }
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
  ~QuietErrors() { CPLPopErrorHandler(); }
};

OGRSpatialReference wgs84() {
  OGRSpatialReference system;
  system.SetWellKnownGeogCS("WGS84");
  system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return system;
}

}  // namespace

struct ToLonLat::Impl {
  bool identity = false;
  std::unique_ptr<OGRCoordinateTransformation> transformation;
};

ToLonLat::ToLonLat(const std::string& crs) : impl_(std::make_unique<Impl>()) {
  const QuietErrors quiet;
  OGRSpatialReference source;
  if (source.SetFromUserInput(crs.c_str()) != OGRERR_NONE) {
    throw core::InputError("\"" + crs.substr(0, 200) +
                           "\" is not a coordinate system; write one such as EPSG:26919");
  }
  source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  const OGRSpatialReference target = wgs84();
  // OGC:CRS84 is the same system with its axes named in the other order; here x always is
  // longitude.
  const std::array<const char*, 3> same = {"CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS",
                                           "IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", nullptr};
  impl_->identity = source.IsSame(&target, same.data()) != 0;
  if (impl_->identity) return;
  impl_->transformation.reset(OGRCreateCoordinateTransformation(&source, &target));
  if (impl_->transformation == nullptr) {
    throw core::InputError("no way from coordinate system \"" + std::string(source.GetName()) +
                           "\" to longitude and latitude: " + CPLGetLastErrorMsg());
  }
}

ToLonLat::ToLonLat(ToLonLat&&) noexcept = default;
ToLonLat& ToLonLat::operator=(ToLonLat&&) noexcept = default;
ToLonLat::~ToLonLat() = default;

bool ToLonLat::is_identity() const {
  return impl_->identity;
}

std::optional<LonLat> ToLonLat::operator()(double x, double y) const {
  if (impl_->identity) return LonLat{x, y};
  const QuietErrors quiet;
  int success = 0;
  if (impl_->transformation->Transform(1, &x, &y, nullptr, &success) == FALSE || success == 0) {
    return std::nullopt;
  }
  const LonLat position{x, y};
  return is_valid(position) ? std::optional(position) : std::nullopt;
}

}  // namespace nearnet::geo
