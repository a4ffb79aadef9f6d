// SPDX-License-Identifier: Apache-2.0
#include "ui/map_card.h"

#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

constexpr float kMargin = 12.0F;
constexpr float kPad = 10.0F;
constexpr float kRounding = 6.0F;

}  // namespace

MapCard::MapCard(const Context& context, ImVec2 map_low) : context_(context) {
  // How large the card is, is known only behind what stands on it.
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->ChannelsSplit(2);
  list->ChannelsSetCurrent(1);
  const float inset = context.px(kMargin + kPad);
  ImGui::SetCursorScreenPos({map_low.x + inset, map_low.y + inset});
  ImGui::BeginGroup();
}

MapCard::~MapCard() {
  ImGui::EndGroup();
  const float pad = context_.px(kPad);
  const ImVec2 inner_low = ImGui::GetItemRectMin();
  const ImVec2 inner_high = ImGui::GetItemRectMax();
  const ImVec2 low{inner_low.x - pad, inner_low.y - pad};
  const ImVec2 high{inner_high.x + pad, inner_high.y + pad};
  const Palette& colours = context_.look.colours;
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->ChannelsSetCurrent(0);
  list->AddRectFilled(low, high, packed(colours.panel, 0.94F), context_.px(kRounding));
  list->AddRect(low, high, packed(colours.outline), context_.px(kRounding));
  list->ChannelsMerge();
}

}  // namespace nearnet::ui
