// SPDX-License-Identifier: Apache-2.0
// The text files of the made-up town, as bytes. Coordinates have seven decimals (a centimetre).
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace nearnet::town {

/// File name → content. The same seed gives the same bytes.
std::map<std::string, std::string> write_town(std::uint64_t seed);

}  // namespace nearnet::town
