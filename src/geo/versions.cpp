// SPDX-License-Identifier: Apache-2.0
#include "geo/versions.h"

#include <geos_c.h>
#include <proj.h>

namespace nearnet::geo {

std::string geos_version() {
  const std::string whole = GEOSversion();  // "3.11.1-CAPI-1.17.1"
  return whole.substr(0, whole.find('-'));
}

std::string proj_version() {
  return proj_info().version;
}

}  // namespace nearnet::geo
