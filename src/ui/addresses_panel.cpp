// SPDX-License-Identifier: Apache-2.0
#include "ui/addresses_panel.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <map>
#include <optional>

#include "core/text.h"
#include "ui/format.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

using addresses::Doubt;
using addresses::WorkItem;

const char* spoken(Doubt doubt) {
  switch (doubt) {
    case Doubt::kNoPosition:
      return "No position";
    case Doubt::kZeroZero:
      return "At 0,0";
    case Doubt::kSwapped:
      return "Longitude and latitude swapped";
    case Doubt::kWrongSign:
      return "Sign wrong";
    case Doubt::kOutsideMarket:
      return "Outside the market";
    case Doubt::kSharedCentroid:
      return "Middle of an area";
    case Doubt::kLowPrecision:
      return "Too few decimals";
    case Doubt::kRoughPosition:
      return "Found roughly";
    case Doubt::kPoBox:
      break;
  }
  return "PO box";
}

const model::Business& business_of(const Context& context, std::size_t index) {
  return context.snapshot().businesses.rows()[index];
}

const std::string& name_of(const model::Business& business) {
  return business.name.empty() ? business.id.text() : business.name;
}

std::optional<geo::LonLat> place_from(const std::string& text) {
  const std::vector<std::string> parts = core::split(text, ',');
  if (parts.size() != 2) return std::nullopt;
  const auto lon = core::parse_number(parts[0]);
  const auto lat = core::parse_number(parts[1]);
  if (!lon || !lat || !geo::is_valid({*lon, *lat})) return std::nullopt;
  return geo::LonLat{*lon, *lat};
}

void draw_choice(const Context& context, AddressesState& state) {
  const std::string list = fmt::format("Work list ({})", count_text(state.items.size()));
  const std::string twice = fmt::format("Duplicates ({})", count_text(state.groups.size()));
  if (radio(context, "addresses/list", list, !state.duplicates)) state.duplicates = false;
  ImGui::SameLine();
  if (radio(context, "addresses/duplicates", twice, state.duplicates)) state.duplicates = true;
  gap(context, 2.0F);
}

void draw_geocode(const Context& context) {
  const workspace::Snapshot& now = context.snapshot();
  const bool reference = !now.address_points.empty() || !now.address_ranges.empty();
  if (button(context, "addresses/geocode", "Look all addresses up",
             {.kind = ButtonKind::kPrimary,
              .enabled = reference && !context.busy(),
              .width = ImGui::GetContentRegionAvail().x})) {
    context.actions.push_back(workspace::GeocodeAddresses{});
  }
  if (reference) return;
  wrapped_text(context, context.look.colours.muted,
               "To look addresses up, import address points or ranges first: Workspace › Import, "
               "kind addresses.");
}

std::string sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text + ".";
}

/// What is wrong with the chosen business, and where to put it.
void draw_chosen(const Context& context, const WorkItem& item, AddressesState& state) {
  const model::Business& business = business_of(context, item.index);
  gap(context, 4.0F);
  heading(context, name_of(business).c_str());
  const Palette& colours = context.look.colours;
  const std::string address = workspace::address_line(business);
  if (!address.empty()) wrapped_text(context, colours.muted, address);
  wrapped_text(context, colours.warning, sentence(item.reason));
  if (!item.fix.empty()) wrapped_text(context, colours.text, "To do: " + item.fix);
  if (state.place_of != business.id) {
    state.place_of = business.id;
    state.place = item.suggestion
                      ? fmt::format("{:.6f},{:.6f}", item.suggestion->lon, item.suggestion->lat)
                      : std::string();
  }
  caption(context, "Longitude, latitude");
  const float side = context.px(84.0F);
  text_field(context, "addresses/place", "-70.3612,43.6813", state.place, -side);
  ImGui::SameLine();
  const std::optional<geo::LonLat> place = place_from(state.place);
  if (button(context, "addresses/put", "Place it", {.enabled = place && !context.busy()})) {
    context.actions.push_back(workspace::PlaceBusiness{business.id, *place});
  }
  bool& placing = context.selection.placing;
  const bool free = context.view.editor == nullptr;  // else the button of the mouse edits
  if (button(context, "addresses/point", placing ? "Click its place on the map" : "Point to it",
             {.kind = placing ? ButtonKind::kPrimary : ButtonKind::kNormal,
              .enabled = free && !context.busy(),
              .width = ImGui::GetContentRegionAvail().x})) {
    placing = !placing;
  }
  tooltip("Then click on the map where it is");
}

std::vector<std::size_t> shown_items(const AddressesState& state) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < state.items.size(); ++i) {
    const std::vector<Doubt>& doubts = state.items[i].doubts;
    const bool wanted = state.doubt == 0 || state.doubt > state.doubts.size() ||
                        std::find(doubts.begin(), doubts.end(),
                                  state.doubts[state.doubt - 1].first) != doubts.end();
    if (wanted) shown.push_back(i);
  }
  return shown;
}

void draw_filter(const Context& context, AddressesState& state) {
  std::vector<std::string> labels = {"All reasons"};
  for (const auto& [doubt, count] : state.doubts) {
    labels.push_back(fmt::format("{} ({})", spoken(doubt), count_text(count)));
  }
  if (state.doubt >= labels.size()) state.doubt = 0;
  combo(context, "addresses/doubt", labels, state.doubt, -1.0F);
}

void draw_work_list(const Context& context, AddressesState& state) {
  if (state.items.empty()) {
    wrapped_text(context, context.look.colours.muted,
                 "Every business has a position that looks right.");
    return;
  }
  draw_geocode(context);
  draw_filter(context, state);
  const std::vector<std::size_t> shown = shown_items(state);
  const auto chosen = std::find_if(state.items.begin(), state.items.end(), [&](const auto& item) {
    return business_of(context, item.index).id == context.selection.business;
  });
  // The list leaves room for the chosen business below it.
  const float below = chosen == state.items.end() ? 0.0F : context.px(250.0F);
  const float room = std::max(ImGui::GetContentRegionAvail().y - below, context.px(120.0F));
  const float rows = static_cast<float>(shown.size() + 1) * ImGui::GetTextLineHeightWithSpacing();
  const float height = std::min(room, rows + context.px(8.0F));
  if (ImGui::BeginChild("addresses/rows", {0.0F, height})) {
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(shown.size()));
    while (clipper.Step()) {
      for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
        const WorkItem& item = state.items[shown[static_cast<std::size_t>(i)]];
        const model::Business& business = business_of(context, item.index);
        const std::string label =
            fmt::format("{}  ·  {}", name_of(business), spoken(item.doubts.front()));
        const bool active = business.id == context.selection.business;
        if (list_row(context, "addresses/row", business.id.text(), label, active)) {
          context.selection.choose(business.id, Origin::kPanel, true);
        }
        tooltip(item.reason);
      }
    }
  }
  ImGui::EndChild();
  if (chosen != state.items.end()) draw_chosen(context, *chosen, state);
}

void draw_member(const Context& context, std::size_t index, const char* role) {
  const model::Business& business = business_of(context, index);
  const std::string address = workspace::address_line(business);
  const std::string label =
      fmt::format("{} {}{}{}", role, name_of(business), address.empty() ? "" : "  ·  ", address);
  const bool active = business.id == context.selection.business;
  if (list_row(context, "addresses/member", business.id.text(), label, active)) {
    context.selection.choose(business.id, Origin::kPanel, true);
  }
  tooltip(business.id.text());
}

void draw_group(const Context& context, const addresses::DuplicateGroup& group) {
  const core::BusinessId& keep = business_of(context, group.members.front()).id;
  gap(context, 3.0F);
  for (const std::size_t member : group.members) {
    draw_member(context, member, member == group.members.front() ? "Keep" : "Drop");
  }
  {
    const FontScope font(context.look.fonts.small);
    wrapped_text(
        context, context.look.colours.muted,
        fmt::format("{:.0f} % sure: {}", group.confidence * 100.0, describe(group.pairs.front())));
  }
  if (button(context, "addresses/merge/" + keep.text(), "Merge", {.enabled = !context.busy()})) {
    std::vector<core::BusinessId> drop;
    for (std::size_t i = 1; i < group.members.size(); ++i) {
      drop.push_back(business_of(context, group.members[i]).id);
    }
    context.actions.push_back(workspace::MergeBusinesses{keep, std::move(drop)});
  }
  ImGui::SameLine();
  if (button(context, "addresses/distinct/" + keep.text(), "Not duplicates",
             {.kind = ButtonKind::kQuiet, .enabled = !context.busy()})) {
    std::vector<core::BusinessId> members;
    for (const std::size_t member : group.members)
      members.push_back(business_of(context, member).id);
    context.actions.push_back(workspace::MarkDistinct{std::move(members)});
  }
  ImGui::Separator();
}

void draw_duplicates(const Context& context, const AddressesState& state) {
  constexpr std::size_t kShown = 100;
  if (state.groups.empty()) {
    wrapped_text(context, context.look.colours.muted, "No two businesses look like one.");
    return;
  }
  const std::size_t shown = std::min(kShown, state.groups.size());
  for (std::size_t i = 0; i < shown; ++i) draw_group(context, state.groups[i]);
  if (shown < state.groups.size()) {
    muted_text(context, fmt::format("… and {} more once these are dealt with",
                                    count_text(state.groups.size() - shown)));
  }
}

}  // namespace

void update_addresses(const workspace::Snapshot& snapshot, AddressesState& state) {
  if (state.businesses_version == snapshot.businesses.version() &&
      state.footprints_version == snapshot.footprints.version() &&
      state.distinct_version == snapshot.not_duplicates.version()) {
    return;
  }
  state.businesses_version = snapshot.businesses.version();
  state.footprints_version = snapshot.footprints.version();
  state.distinct_version = snapshot.not_duplicates.version();
  state.items = workspace::check_addresses(snapshot);
  state.groups = workspace::find_duplicates(snapshot);
  std::map<Doubt, std::size_t> counts;
  for (const WorkItem& item : state.items) {
    for (const Doubt doubt : item.doubts) ++counts[doubt];
  }
  state.doubts.assign(counts.begin(), counts.end());
}

void draw_addresses_panel(const Context& context, AddressesState& state) {
  if (context.snapshot().businesses.empty()) {
    gap(context, 8.0F);
    heading(context, "No businesses yet");
    wrapped_text(context, context.look.colours.muted,
                 "Import a list: Workspace › Import, kind businesses. Rows without a usable "
                 "position are listed here.");
    return;
  }
  draw_choice(context, state);
  if (state.duplicates) {
    draw_duplicates(context, state);
  } else {
    draw_work_list(context, state);
  }
}

}  // namespace nearnet::ui
