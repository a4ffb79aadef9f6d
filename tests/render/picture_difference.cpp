// SPDX-License-Identifier: Apache-2.0
#include "render/picture_difference.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>

namespace nearnet::testing {

PictureDifference difference(const render::Image& a, const render::Image& b) {
  assert(a.size == b.size);
  constexpr int kVisible = 24;
  PictureDifference result;
  result.picture = a;
  long long total = 0;
  long long differing = 0;
  for (std::size_t pixel = 0; pixel < a.rgba.size(); pixel += 4) {
    int most = 0;
    for (std::size_t i = pixel; i < pixel + 3; ++i) {
      const int apart = std::abs(int{a.rgba[i]} - int{b.rgba[i]});
      total += apart;
      most = std::max(most, apart);
      result.picture.rgba[i] = static_cast<std::uint8_t>(std::min(255, 4 * apart));
    }
    differing += most > kVisible ? 1 : 0;
  }
  const double pixels = static_cast<double>(a.rgba.size()) / 4.0;
  result.mean = static_cast<double>(total) / (3.0 * pixels);
  result.share = static_cast<double>(differing) / pixels;
  return result;
}

}  // namespace nearnet::testing
