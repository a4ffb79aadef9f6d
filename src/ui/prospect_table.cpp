// SPDX-License-Identifier: Apache-2.0
#include "ui/prospect_table.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/calendar.h"
#include "core/units.h"
#include "ui/format.h"
#include "ui/table_filters.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

struct ColumnInfo {
  Column column;
  const char* key;
  const char* title;
  float width;  ///< design units
  bool descends_first = false;
};

constexpr std::array<ColumnInfo, kColumns> kColumnInfos = {{
    {Column::kName, "name", "Name", 220.0F},
    {Column::kStatus, "status", "Status", 92.0F},
    {Column::kEligible, "eligible", "Eligible", 74.0F},
    {Column::kScore, "score", "Score", 64.0F, true},
    {Column::kDistance, "distance", "Distance", 82.0F},
    {Column::kCategory, "category", "Category", 130.0F},
    {Column::kStage, "stage", "Stage", 120.0F},
    {Column::kOwner, "owner", "Owner", 124.0F},
    {Column::kLastVisit, "last_visit", "Last visit", 96.0F, true},
    {Column::kFollowUp, "follow_up", "Follow-up", 96.0F},
    {Column::kReasons, "reasons", "Reasons", 280.0F},
}};

struct Row {
  const model::Prospect& prospect;
  const model::Business* business;  ///< null when the prospect's business is gone
};

std::string owner_text(const workspace::Snapshot& snapshot, const model::Business& business) {
  const model::Rep* rep = snapshot.reps.find(business.owner);
  return rep != nullptr ? rep->name : business.owner.text();
}

std::string reasons_text(const model::Prospect& prospect) {
  std::string all;
  for (const std::string& reason : prospect.reasons) {
    all += (all.empty() ? "" : ", ") + spoken_reason(reason);
  }
  return all;
}

std::string business_cell(const Context& context, const Row& row, Column column) {
  if (row.business == nullptr) return {};
  switch (column) {
    case Column::kCategory:
      return spoken(row.business->category);
    case Column::kStage:
      return spoken(model::to_text(row.business->stage));
    case Column::kOwner:
      return owner_text(context.snapshot(), *row.business);
    case Column::kLastVisit:
      return row.business->last_visit ? core::format_date(*row.business->last_visit) : "";
    case Column::kFollowUp: {
      const auto found = context.market.follow_ups().find(row.business->id);
      return found == context.market.follow_ups().end() ? ""
                                                        : core::format_date(found->second.date);
    }
    default:
      return {};
  }
}

void draw_cell(const Context& context, const Row& row, Column column) {
  const Palette& colours = context.look.colours;
  const model::Prospect& prospect = row.prospect;
  switch (column) {
    case Column::kName:
      break;  // drawn with the row itself
    case Column::kStatus:
      badge(context, status_title(prospect.status), status_colour(colours, prospect.status));
      break;
    case Column::kEligible:
      coloured_text(prospect.eligible ? colours.good : colours.muted,
                    prospect.eligible ? "✓ Yes" : "No");
      break;
    case Column::kScore:
      if (prospect.eligible) right_aligned(fmt::format("{:.1f}", prospect.score), colours.text);
      break;
    case Column::kDistance:
      if (prospect.distance) {
        right_aligned(core::format_distance(*prospect.distance), colours.text);
      }
      break;
    case Column::kReasons:
      muted_text(context, reasons_text(prospect));
      break;
    default:
      text(business_cell(context, row, column));
  }
}

void draw_row(const Context& context, std::uint32_t index, float height) {
  const model::Prospect& prospect = context.market.prospects().rows()[index];
  const Row row{prospect, context.snapshot().businesses.find(prospect.business)};
  ImGui::TableNextRow(ImGuiTableRowFlags_None, height);
  ImGui::TableSetColumnIndex(0);
  ImGui::PushID(static_cast<int>(index));
  const bool selected = prospect.business == context.selection.business;
  const std::string& name = prospect.name.empty() ? prospect.business.text() : prospect.name;
  if (ImGui::Selectable(
          "##row", selected,
          ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowDoubleClick)) {
    const bool twice = ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    context.selection.choose(prospect.business, Origin::kTable, twice);
  }
  record_row(context, "table/row", prospect.business.text());
  ImGui::SameLine(0.0F, 0.0F);
  text(name);
  for (int column = 1; column < kColumns; ++column) {
    if (!ImGui::TableSetColumnIndex(column)) continue;
    draw_cell(context, row, kColumnInfos[static_cast<std::size_t>(column)].column);
  }
  ImGui::PopID();
}

void set_up_columns(const Context& context, const TableState& state) {
  ImGui::TableSetupScrollFreeze(1, 1);
  for (const ColumnInfo& info : kColumnInfos) {
    ImGuiTableColumnFlags flags = ImGuiTableColumnFlags_WidthFixed;
    if (info.column == Column::kName) flags |= ImGuiTableColumnFlags_NoHide;
    if (info.descends_first) flags |= ImGuiTableColumnFlags_PreferSortDescending;
    if (info.column == state.sort.column) flags |= ImGuiTableColumnFlags_DefaultSort;
    ImGui::TableSetupColumn(info.title, flags, context.px(info.width),
                            static_cast<ImGuiID>(info.column));
  }
}

void draw_headers(const Context& context) {
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
  const FontScope font(context.look.fonts.semibold);
  for (int column = 0; column < kColumns; ++column) {
    if (!ImGui::TableSetColumnIndex(column)) continue;
    const ColumnInfo& info = kColumnInfos[static_cast<std::size_t>(column)];
    ImGui::TableHeader(info.title);
    record_row(context, "table/header", info.key);
  }
}

void read_sort(TableState& state) {
  ImGuiTableSortSpecs* specs = ImGui::TableGetSortSpecs();
  if (specs == nullptr || !specs->SpecsDirty) return;
  if (specs->SpecsCount > 0) {
    state.sort.column = static_cast<Column>(specs->Specs[0].ColumnUserID);
    state.sort.descending = specs->Specs[0].SortDirection == ImGuiSortDirection_Descending;
  }
  specs->SpecsDirty = false;
}

/// Brings a business chosen elsewhere into view.
void follow_selection(const Context& context, TableState& state, float row_height) {
  if (state.seen_selection == context.selection.serial) return;
  state.seen_selection = context.selection.serial;
  if (context.selection.origin == Origin::kTable) return;
  const auto index = context.market.prospects().index_of(context.selection.business);
  if (!index) return;
  const auto place = state.rows.place_of(static_cast<std::uint32_t>(*index));
  if (!place) return;
  const float middle = (static_cast<float>(*place) + 1.5F) * row_height;
  ImGui::SetScrollY(std::max(0.0F, middle - ImGui::GetWindowHeight() / 2.0F));
}

void draw_rows(const Context& context, TableState& state) {
  const float row_height = std::round(ImGui::GetTextLineHeight() +
                                      2.0F * ImGui::GetStyle().CellPadding.y + context.px(2.0F));
  follow_selection(context, state, row_height);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(state.rows.shown().size()), row_height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_row(context, state.rows.shown()[static_cast<std::size_t>(i)], row_height);
    }
  }
}

void draw_nothing_found(const Context& context, const TableState& state) {
  if (!state.rows.shown().empty() || context.market.prospects().empty()) return;
  gap(context, 6.0F);
  muted_text(context, "No business matches. Clear the filters to see all of them.");
}

}  // namespace

void draw_prospect_table(const Context& context, TableState& state) {
  state.rows.update(context.snapshot(), context.market, state.filter, state.sort);
  draw_table_filters(context, state);
  constexpr ImGuiTableFlags kFlags =
      ImGuiTableFlags_ScrollX | ImGuiTableFlags_ScrollY | ImGuiTableFlags_Sortable |
      ImGuiTableFlags_Resizable | ImGuiTableFlags_Reorderable | ImGuiTableFlags_Hideable |
      ImGuiTableFlags_RowBg | ImGuiTableFlags_NoSavedSettings | ImGuiTableFlags_BordersInnerV;
  draw_nothing_found(context, state);
  if (!ImGui::BeginTable("prospects", kColumns, kFlags)) return;
  set_up_columns(context, state);
  draw_headers(context);
  read_sort(state);
  state.rows.update(context.snapshot(), context.market, state.filter, state.sort);
  draw_rows(context, state);
  ImGui::EndTable();
}

}  // namespace nearnet::ui
