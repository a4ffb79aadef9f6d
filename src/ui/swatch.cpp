// SPDX-License-Identifier: Apache-2.0
#include "ui/swatch.h"

#include <imgui.h>

#include <algorithm>
#include <array>

namespace nearnet::ui {
namespace {

struct Room {
  ImVec2 low;
  ImVec2 high;
  ImVec2 middle() const { return {(low.x + high.x) / 2.0F, (low.y + high.y) / 2.0F}; }
};

/// As wide as a small map symbol with room around it, as high as the text.
Room take_room(const Context& context) {
  const float height = ImGui::GetTextLineHeight();
  ImGui::Dummy({context.px(20.0F), height});
  const ImVec2 low = ImGui::GetItemRectMin();
  return {low, {low.x + context.px(20.0F), low.y + height}};
}

struct Painter {
  const Context& context;
  ImDrawList* list;
  Room room;

  void operator()(const map::AreaPaint& paint) const {
    const float inset = context.px(1.5F);
    const ImVec2 low{room.low.x, room.low.y + inset};
    const ImVec2 high{room.high.x - inset, room.high.y - inset};
    const float round = context.px(2.5F);
    list->AddRectFilled(low, high, packed(paint.fill), round);
    if (paint.hatch > 0.0) hatch(low, high, packed(paint.outline));
    list->AddRect(low, high, packed(paint.outline), round, 0, context.px(1.4F));
  }

  void operator()(const map::LinePaint& paint) const {
    const float y = room.middle().y;
    const float width = context.px(static_cast<float>(std::clamp(paint.max_width, 1.5, 4.0)));
    const float casing = context.px(static_cast<float>(paint.casing_width));
    const ImVec2 from{room.low.x, y};
    const ImVec2 to{room.high.x - context.px(2.0F), y};
    if (casing > 0.0F) list->AddLine(from, to, packed(paint.casing), width + 2.0F * casing);
    list->AddLine(from, to, packed(paint.colour), width);
  }

  void operator()(const map::PointPaint& paint) const {
    const ImVec2 at = room.middle();
    const float r = context.px(static_cast<float>(std::min(paint.radius, 6.0)));
    const std::uint32_t fill = packed(paint.fill);
    const bool hollow = paint.fill.a <= 0.0F;
    const std::uint32_t colour = hollow ? packed(paint.outline) : fill;
    const float stroke = context.px(1.4F);
    switch (paint.symbol) {
      case map::Symbol::kDisc:
        list->AddCircleFilled(at, r, colour);
        break;
      case map::Symbol::kRing:
        list->AddCircle(at, r, colour, 0, stroke);
        break;
      case map::Symbol::kSquare:
        list->AddRectFilled({at.x - r, at.y - r}, {at.x + r, at.y + r}, colour);
        break;
      case map::Symbol::kCross:
        list->AddLine({at.x - r, at.y - r}, {at.x + r, at.y + r}, colour, stroke);
        list->AddLine({at.x - r, at.y + r}, {at.x + r, at.y - r}, colour, stroke);
        break;
      case map::Symbol::kDiamond:
        list->AddQuadFilled({at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y},
                            colour);
        break;
      case map::Symbol::kTriangle:
        triangle(at, r, colour, hollow ? stroke : 0.0F);
        break;
      case map::Symbol::kHouse:
        list->AddTriangleFilled({at.x - r, at.y}, {at.x + r, at.y}, {at.x, at.y - r}, colour);
        list->AddRectFilled({at.x - r * 0.7F, at.y}, {at.x + r * 0.7F, at.y + r}, colour);
        break;
    }
  }

 private:
  /// `stroke` 0 fills it.
  void triangle(ImVec2 at, float r, std::uint32_t colour, float stroke) const {
    const std::array<ImVec2, 3> corners = {
        {{at.x, at.y - r}, {at.x + r, at.y + r * 0.8F}, {at.x - r, at.y + r * 0.8F}}};
    if (stroke > 0.0F) {
      list->AddTriangle(corners[0], corners[1], corners[2], colour, stroke);
    } else {
      list->AddTriangleFilled(corners[0], corners[1], corners[2], colour);
    }
  }

  void hatch(ImVec2 low, ImVec2 high, std::uint32_t colour) const {
    list->PushClipRect(low, high, true);
    const float height = high.y - low.y;
    for (float x = low.x - height; x < high.x; x += context.px(5.0F)) {
      list->AddLine({x, high.y}, {x + height, low.y}, colour, context.px(1.0F));
    }
    list->PopClipRect();
  }
};

}  // namespace

std::uint32_t packed(const map::Colour& colour) {
  return ImGui::ColorConvertFloat4ToU32({colour.r, colour.g, colour.b, colour.a});
}

void swatch(const Context& context, const map::LegendEntry& entry) {
  const Room room = take_room(context);
  std::visit(Painter{context, ImGui::GetWindowDrawList(), room}, entry.paint);
}

void colour_box(const Context& context, const map::Colour& fill, const map::Colour& outline) {
  const float side = ImGui::GetTextLineHeight() - context.px(3.0F);
  ImGui::Dummy({side, ImGui::GetTextLineHeight()});
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 top{low.x, low.y + context.px(1.5F)};
  const ImVec2 end{top.x + side, top.y + side};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(top, end, packed(fill), context.px(3.0F));
  list->AddRect(top, end, packed(outline), context.px(3.0F), 0, context.px(1.5F));
}

}  // namespace nearnet::ui
