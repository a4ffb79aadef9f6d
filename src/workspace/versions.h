// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace nearnet::workspace {

/// "nearnet 0.1.0", "GDAL 3.6.2", "GEOS 3.11.1", "PROJ 9.1.1": for --version and reports of faults.
std::vector<std::string> versions();

}  // namespace nearnet::workspace
