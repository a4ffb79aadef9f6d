// SPDX-License-Identifier: Apache-2.0
// The GEOS context of the calling thread, and GEOS errors as exceptions. Included by geo/*.cpp
// only.
#pragma once

#include <string_view>

#include <geos_c.h>

namespace nearnet::geo {

/// Made on first use, released when the thread ends.
GEOSContextHandle_t geos();

/// Throws core::InputError with what GEOS last said on this thread.
[[noreturn]] void throw_geos_error(std::string_view doing);

/// Passes `value` on, or throws when GEOS returned its "failed" null.
template <typename Pointer>
Pointer* checked(Pointer* value, std::string_view doing) {
  if (value == nullptr) throw_geos_error(doing);
  return value;
}

/// For GEOS predicates: 0 no, 1 yes, 2 failed.
bool checked_yes(char answer, std::string_view doing);

}  // namespace nearnet::geo
