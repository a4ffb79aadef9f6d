// SPDX-License-Identifier: Apache-2.0
// How far two pictures of one size are apart.
//
//   testing::PictureDifference d = testing::difference(found, expected);
//   d.mean;        // mean absolute difference of the channels, 0 … 255
//   d.share;       // share of pixels with a channel more than 24 apart
#pragma once

#include "render/image.h"

namespace nearnet::testing {

struct PictureDifference {
  double mean = 0.0;
  double share = 0.0;
  render::Image picture;  ///< absolute differences, four times as strong
};

/// Sizes must be equal.
PictureDifference difference(const render::Image& a, const render::Image& b);

}  // namespace nearnet::testing
