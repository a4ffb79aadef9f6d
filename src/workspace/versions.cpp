// SPDX-License-Identifier: Apache-2.0
#include "workspace/versions.h"

#include "geo/versions.h"
#include "io/gdal_runtime.h"

namespace nearnet::workspace {

std::vector<std::string> versions() {
  return {"nearnet " NEARNET_VERSION, io::gdal_version(), "GEOS " + geo::geos_version(),
          "PROJ " + geo::proj_version()};
}

}  // namespace nearnet::workspace
