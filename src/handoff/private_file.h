// SPDX-License-Identifier: Apache-2.0
// Text files with customer data: readable by their owner only, and never seen half-written.
//
//   handoff::write_private_file("leads.csv", file.csv);
#pragma once

#include <filesystem>
#include <string_view>

namespace nearnet::handoff {

/// Writes beside, mode 0600, then renames; an existing file is replaced. Throws StorageError.
void write_private_file(const std::filesystem::path& path, std::string_view content);

/// A folder that only its owner can enter, under a name not yet taken beside `path`. Throws
/// StorageError.
std::filesystem::path make_private_folder_beside(const std::filesystem::path& path);

}  // namespace nearnet::handoff
