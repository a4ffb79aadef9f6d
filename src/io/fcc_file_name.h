// SPDX-License-Identifier: Apache-2.0
// What the names of the FCC's coverage files tell. For io/ only.
//
//   io::date_in_fcc_name("bdc_23_Cable_fixed_broadband_063022.zip");    // 2022-06-30
#pragma once

#include <optional>
#include <string_view>

#include "core/calendar.h"

namespace nearnet::io {

/// The date that the FCC's file names tell: "…_broadband_063022", "…_J22_31mar2023", "…-Jun2021";
/// none for others.
std::optional<core::Date> date_in_fcc_name(std::string_view name);

}  // namespace nearnet::io
