// SPDX-License-Identifier: Apache-2.0
#include "ui/map_overlay.h"

#include <fmt/format.h>

#include <array>

#include "core/calendar.h"
#include "core/units.h"
#include "map/scale_bar.h"
#include "ui/format.h"
#include "ui/map_card.h"
#include "ui/swatch.h"
#include "ui/widgets.h"
#include "workspace/address_steps.h"

namespace nearnet::ui {
namespace {

void draw_label(const Context& context, const map::Label& label, ImVec2 origin) {
  const bool strong = label.kind != map::LabelKind::kHome;
  ImFont* font = strong ? context.look.fonts.semibold : context.look.fonts.regular;
  if (font == nullptr) font = ImGui::GetFont();
  const float size = context.px(static_cast<float>(label.size));
  const ImVec2 extent = font->CalcTextSizeA(size, 1e6F, 0.0F, label.text.c_str());
  ImVec2 at{origin.x + context.px(static_cast<float>(label.at.x)) - extent.x / 2.0F,
            origin.y + context.px(static_cast<float>(label.at.y))};
  if (label.kind != map::LabelKind::kHome) at.y -= extent.y / 2.0F;
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (label.halo.a > 0.0F) {
    const float d = context.px(1.2F);
    const std::array<ImVec2, 8> around = {{{-1, 0},
                                           {1, 0},
                                           {0, -1},
                                           {0, 1},
                                           {-0.7F, -0.7F},
                                           {0.7F, -0.7F},
                                           {-0.7F, 0.7F},
                                           {0.7F, 0.7F}}};
    for (const ImVec2& step : around) {
      list->AddText(font, size, {at.x + step.x * d, at.y + step.y * d}, packed(label.halo),
                    label.text.c_str());
    }
  }
  list->AddText(font, size, at, packed(label.colour), label.text.c_str());
}

void prospect_text(const Context& context, const model::Prospect& prospect) {
  const Palette& colours = context.look.colours;
  {
    const FontScope font(context.look.fonts.semibold);
    text(prospect.name.empty() ? prospect.business.text() : prospect.name);
  }
  badge(context, status_title(prospect.status), status_colour(colours, prospect.status));
  ImGui::SameLine();
  if (prospect.eligible) {
    text(fmt::format("Eligible · score {:.1f}", prospect.score));
  } else {
    muted_text(context, "Not eligible");
  }
  if (const model::Business* business = context.snapshot().businesses.find(prospect.business)) {
    if (!business->category.empty()) muted_text(context, spoken(business->category));
  }
}

void stop_text(const Context& context, const model::Stop& stop) {
  const FontScope font(context.look.fonts.semibold);
  text(fmt::format("{}. {}", stop.sequence, stop.name));
  muted_text(context, fmt::format("{} · {} – {}", core::format_date_long(stop.date),
                                  core::format_time_of_day(stop.start),
                                  core::format_time_of_day(stop.depart)));
}

void footprint_text(const Context& context, const model::Footprint& footprint) {
  {
    const FontScope font(context.look.fonts.semibold);
    text(footprint.provider.empty() ? "Plant footprint" : footprint.provider);
  }
  std::string about = footprint.technology;
  if (!footprint.node.empty()) about += (about.empty() ? "Node " : " · node ") + footprint.node;
  if (!about.empty()) text(about);
  if (footprint.drop) text("Cable, drop " + core::format_distance(*footprint.drop));
  muted_text(context, footprint.as_of ? "As of " + core::format_date(*footprint.as_of)
                                      : std::string("Date of the plant record unknown"));
}

template <typename Rows, typename Say>
void say_row(const Context& context, const Rows& rows, std::uint32_t index, Say say) {
  if (index < rows.size()) say(context, rows[index]);
}

void no_solicit_text(const Context& context, const model::NoSolicitArea& area) {
  text(area.name.empty() ? "No-solicit area" : area.name);
  muted_text(context, area.rule.empty() ? "No soliciting here" : area.rule);
}

void barrier_text(const Context& context, const model::Barrier& barrier) {
  text(barrier.name.empty() ? spoken(barrier.kind) : barrier.name);
  muted_text(context, barrier.name.empty()
                          ? "A drop cannot simply cross it"
                          : spoken(barrier.kind) + " · a drop cannot simply cross it");
}

void feature_text(const Context& context, const SceneSync& sync, map::FeatureId feature) {
  const workspace::Snapshot& snapshot = context.snapshot();
  switch (feature.layer) {
    case map::LayerId::kProspects:
      say_row(context, context.market.prospects().rows(), feature.index, prospect_text);
      break;
    case map::LayerId::kStops:
      say_row(context, sync.stops(), feature.index, stop_text);
      break;
    case map::LayerId::kFootprints:
      say_row(context, snapshot.footprints.rows(), feature.index, footprint_text);
      break;
    case map::LayerId::kCompetitors:
      say_row(context, snapshot.competitors.rows(), feature.index, footprint_text);
      break;
    case map::LayerId::kNoSolicit:
      say_row(context, snapshot.no_solicit.rows(), feature.index, no_solicit_text);
      break;
    case map::LayerId::kBarriers:
      say_row(context, snapshot.barriers.rows(), feature.index, barrier_text);
      break;
    case map::LayerId::kHomes:
      say_row(context, snapshot.reps.rows(), feature.index,
              [](const Context&, const model::Rep& rep) { text("Home of " + rep.name); });
      break;
    case map::LayerId::kRoutes:
      say_row(context, sync.days(), feature.index, [](const Context&, const model::DayRoute& day) {
        text(core::format_date_long(day.date));
      });
      break;
    default:
      text(map::title(feature.layer));
  }
}

struct EmptyText {
  const char* title = nullptr;
  const char* advice = nullptr;
};

EmptyText empty_text(const View& view) {
  if (!view.open) {
    return {"No workspace open",
            "Drop a workspace file (.gpkg) on this window or choose Workspace › Open.\n"
            "A new one:   nearnet new town.gpkg\n"
            "A made-up town to try everything on:   nearnet demo"};
  }
  if (view.snapshot.footprints.empty()) {
    return {"No footprints yet",
            "Import your plant footprints, then your businesses: Workspace › Import.\n"
            "Or:   nearnet import WORKSPACE footprints plant.gpkg"};
  }
  if (view.snapshot.businesses.empty()) {
    return {"No businesses yet",
            "Import the businesses to judge: Workspace › Import.\n"
            "Or:   nearnet import WORKSPACE businesses shops.csv"};
  }
  if (view.snapshot.prospects.empty()) {
    return {"Not evaluated yet", "Find out who can be served: Plan › Evaluate eligibility."};
  }
  return {};
}

}  // namespace

void draw_labels(const Context& context, MapState& state, ImVec2 origin) {
  if (state.labelled_revision != context.view.scene.revision() ||
      state.labelled_camera != state.camera) {
    state.labels = map::labels(context.view.scene, state.camera);
    state.labelled_revision = context.view.scene.revision();
    state.labelled_camera = state.camera;
  }
  for (const map::Label& label : state.labels) draw_label(context, label, origin);
}

void draw_scale_bar(const Context& context, const map::Camera& camera, ImVec2 bottom_left) {
  const map::ScaleBar scale = map::scale_bar(camera, map::LengthUnits::kMetric, 140.0);
  const map::Style& style = context.view.scene.style();
  const std::uint32_t ink = packed(style.label);
  const FontScope font(context.look.fonts.small);
  const ImVec2 extent = ImGui::CalcTextSize(scale.label.c_str());
  const float length = context.px(static_cast<float>(scale.pixels));
  const float pad = context.px(8.0F);
  const float tick = context.px(5.0F);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 low{bottom_left.x, bottom_left.y - extent.y - tick - 2.0F * pad};
  const ImVec2 high{low.x + std::max(length, extent.x) + 2.0F * pad, bottom_left.y};
  list->AddRectFilled(low, high, packed(context.look.colours.panel, 0.82F), context.px(5.0F));
  list->AddText({low.x + pad, low.y + pad - context.px(2.0F)}, ink, scale.label.c_str());
  const float y = high.y - pad;
  const float x = low.x + pad;
  const float width = context.px(1.6F);
  list->AddLine({x, y}, {x + length, y}, ink, width);
  list->AddLine({x, y - tick}, {x, y}, ink, width);
  list->AddLine({x + length, y - tick}, {x + length, y}, ink, width);
}

void draw_feature_tooltip(const Context& context, const SceneSync& sync, map::FeatureId feature) {
  ImGui::BeginTooltip();
  feature_text(context, sync, feature);
  ImGui::EndTooltip();
}

void draw_placing_card(const Context& context, ImVec2 map_low) {
  Selection& selection = context.selection;
  const model::Business* business = context.snapshot().businesses.find(selection.business);
  if (business == nullptr) selection.placing = false;
  if (!selection.placing) return;
  const MapCard card(context, map_low);
  const std::string& name = business->name.empty() ? business->id.text() : business->name;
  text(fmt::format("Click where {} is.", name));
  const std::string address = workspace::address_line(*business);
  if (!address.empty()) muted_text(context, address);
  if (button(context, "map/stop_placing", "Not now")) selection.placing = false;
}

void draw_empty_state(const Context& context, ImVec2 low, ImVec2 high) {
  const EmptyText empty = empty_text(context.view);
  if (empty.title == nullptr) return;
  const Palette& colours = context.look.colours;
  ImFont* title_font = context.look.fonts.title;
  if (title_font == nullptr) title_font = ImGui::GetFont();
  const ImVec2 title =
      title_font->CalcTextSizeA(title_font->FontSize * title_font->Scale, 1e6F, 0.0F, empty.title);
  const ImVec2 advice = ImGui::CalcTextSize(empty.advice);
  const float pad = context.px(20.0F);
  const float space = context.px(10.0F);
  const ImVec2 size{std::max(title.x, advice.x) + 2.0F * pad,
                    title.y + advice.y + space + 2.0F * pad};
  // Only a map without any data is covered in its middle; else the card stands at the top.
  const bool blank = !context.view.open || context.snapshot().footprints.empty();
  const ImVec2 at{(low.x + high.x - size.x) / 2.0F,
                  blank ? (low.y + high.y - size.y) / 2.0F : low.y + context.px(16.0F)};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(at, {at.x + size.x, at.y + size.y}, packed(colours.panel, 0.96F),
                      context.px(8.0F));
  list->AddRect(at, {at.x + size.x, at.y + size.y}, packed(colours.outline), context.px(8.0F));
  list->AddText(title_font, title_font->FontSize * title_font->Scale, {at.x + pad, at.y + pad},
                packed(colours.text), empty.title);
  list->AddText({at.x + pad, at.y + pad + title.y + space}, packed(colours.muted), empty.advice);
}

}  // namespace nearnet::ui
