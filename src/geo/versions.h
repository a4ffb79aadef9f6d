// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace nearnet::geo {

std::string geos_version();  ///< "3.11.1"
std::string proj_version();  ///< "9.1.1"

}  // namespace nearnet::geo
