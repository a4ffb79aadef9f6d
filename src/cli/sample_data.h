// SPDX-License-Identifier: Apache-2.0
// Where the bundled, made-up town lies.
#pragma once

#include <filesystem>

namespace nearnet::cli {

/// $NEARNET_DATA_DIR, else ../share/nearnet/data beside the program, else the source tree it was
/// built from. Throws StorageError that names the places looked at.
std::filesystem::path sample_data_folder();

}  // namespace nearnet::cli
