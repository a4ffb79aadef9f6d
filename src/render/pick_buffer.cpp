// SPDX-License-Identifier: Apache-2.0
#include "render/pick_buffer.h"

#include <tuple>
#include <vector>

#include "render/frame_target.h"

namespace nearnet::render {
namespace {

enum class Tier { kArea, kLine, kSymbol };

Tier tier_of(map::LayerId layer) {
  switch (layer) {
    case map::LayerId::kProspects:
    case map::LayerId::kStops:
    case map::LayerId::kHomes:
      return Tier::kSymbol;
    case map::LayerId::kRoutes:
    case map::LayerId::kRoads:
      return Tier::kLine;
    default:
      return Tier::kArea;
  }
}

map::FeatureId decoded(GLuint value) {
  return {map::kLayers[(value >> kLayerShift) - 1], value & ((1U << kLayerShift) - 1U)};
}

}  // namespace

void PickBuffer::begin(map::PixelSize size) {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  if (!(size == size_)) {
    size_ = size;
    glBindTexture(GL_TEXTURE_2D, texture_.name());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R32UI, size.width, size.height, 0, GL_RED_INTEGER,
                 GL_UNSIGNED_INT, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glBindTexture(GL_TEXTURE_2D, 0);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.name(), 0);
    check_framebuffer("picking");
  }
  glViewport(0, 0, size.width, size.height);
  const GLuint nothing[4] = {0, 0, 0, 0};
  glClearBufferuiv(GL_COLOR, 0, nothing);
}

std::optional<map::FeatureId> PickBuffer::read(int reach) const {
  std::vector<GLuint> values(static_cast<std::size_t>(size_.width) *
                             static_cast<std::size_t>(size_.height));
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_.name());
  glReadPixels(0, 0, size_.width, size_.height, GL_RED_INTEGER, GL_UNSIGNED_INT, values.data());
  using Rank = std::tuple<Tier, std::size_t, int>;  // greater is better
  std::optional<Rank> best;
  std::optional<map::FeatureId> winner;
  for (int y = 0; y < size_.height; ++y) {
    for (int x = 0; x < size_.width; ++x) {
      const GLuint value = values[static_cast<std::size_t>(y * size_.width + x)];
      if (value == 0) continue;
      const map::FeatureId feature = decoded(value);
      const Tier tier = tier_of(feature.layer);
      const int dx = x - size_.width / 2;
      const int dy = y - size_.height / 2;
      const int squared = dx * dx + dy * dy;
      if (squared > (tier == Tier::kArea ? 0 : reach * reach)) continue;
      const Rank rank{tier, map::index_of(feature.layer), -squared};
      if (best && *best >= rank) continue;
      best = rank;
      winner = feature;
    }
  }
  return winner;
}

}  // namespace nearnet::render
