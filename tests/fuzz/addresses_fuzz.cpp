// SPDX-License-Identifier: Apache-2.0
// Any bytes as an address: lines part by line feeds. The case of letters must not matter.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "addresses/address.h"
#include "core/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace addresses = nearnet::addresses;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string first = text.substr(0, text.find('\n'));
  const std::string second = text.substr(std::min(text.size(), first.size() + 1));
  const addresses::Address address = addresses::parse_address(first, second);
  if (address.street.empty() && !addresses::place_key(address).empty()) std::abort();
  const addresses::Address lower =
      addresses::parse_address(nearnet::core::lower_case(first), nearnet::core::lower_case(second));
  if (!(address == lower)) std::abort();
  addresses::parse_unit(first);
  addresses::normal_locality(first, second, text);
  if (!addresses::same_unit(address.unit, lower.unit)) std::abort();
  return 0;
}
