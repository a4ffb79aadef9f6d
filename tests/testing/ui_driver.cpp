// SPDX-License-Identifier: Apache-2.0
#include "testing/ui_driver.h"

#include <iterator>

namespace nearnet::testing {
namespace {

/// Any numbers will do for keys that have no letter.
constexpr int kFirstNamedKey = 300;

void map_keys(ImGuiIO& io) {
  for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = kFirstNamedKey + key;
  io.KeyMap[ImGuiKey_A] = 'A';
  io.KeyMap[ImGuiKey_C] = 'C';
  io.KeyMap[ImGuiKey_V] = 'V';
  io.KeyMap[ImGuiKey_X] = 'X';
  io.KeyMap[ImGuiKey_Y] = 'Y';
  io.KeyMap[ImGuiKey_Z] = 'Z';
}

}  // namespace

UiDriver::UiDriver(workspace::Snapshot shown, float width, float height, float scale)
    : snapshot(std::move(shown)), now{snapshot.today, {}} {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {width, height};
  io.DeltaTime = 1.0F / 60.0F;
  map_keys(io);
  state.look = ui::make_look(ui::ThemeKind::kDark, scale);
  ui::load_fonts(state.look, 1.0F);
  ui::apply(state.look);
  state.log = &log_;
  move_to({-100.0F, -100.0F});
  frames(2);
}

UiDriver::~UiDriver() {
  ImGui::DestroyContext();
}

void UiDriver::frame() {
  ImGui::NewFrame();
  ui::View view{snapshot, messages, surface, scene};
  view.open = open;
  view.path = path;
  view.undo_title = undo_title;
  view.job = job;
  view.editor = editor;
  view.improving = improving;
  view.now = now;
  std::vector<workspace::Action> asked = ui::draw_frame(state, view);
  std::move(asked.begin(), asked.end(), std::back_inserter(actions));
  ImGui::Render();
}

void UiDriver::frames(int count) {
  for (int i = 0; i < count; ++i) frame();
}

void UiDriver::move_to(ImVec2 place) {
  ImGui::GetIO().MousePos = place;
  frame();
}

void UiDriver::button_down(bool down) {
  ImGui::GetIO().MouseDown[0] = down;
  frame();
}

void UiDriver::click_at(ImVec2 place) {
  // A pause, or two clicks on one place would be a double click.
  ImGui::GetIO().DeltaTime = 1.0F;
  move_to(place);
  ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
  button_down(true);
  button_down(false);
  frame();
}

void UiDriver::click(const std::string& key) {
  click_at(middle(key));
}

void UiDriver::double_click(const std::string& key) {
  click(key);
  button_down(true);
  button_down(false);
  frame();
}

void UiDriver::wheel(ImVec2 place, float notches) {
  move_to(place);
  ImGui::GetIO().MouseWheel = notches;
  frame();
}

void UiDriver::drag(ImVec2 from, ImVec2 by) {
  move_to(from);
  button_down(true);
  move_to({from.x + by.x / 2.0F, from.y + by.y / 2.0F});
  move_to({from.x + by.x, from.y + by.y});
  button_down(false);
}

void UiDriver::trace(const std::vector<ImVec2>& places) {
  move_to(places.front());
  button_down(true);
  for (const ImVec2& place : places) move_to(place);
  button_down(false);
}

void UiDriver::enter(const std::string& key, std::string_view text) {
  click(key);
  press_letter('A', true);
  press(ImGuiKey_Delete);
  type(text);
}

void UiDriver::type(std::string_view text) {
  ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
  frame();
}

void UiDriver::press(ImGuiKey key, bool ctrl) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyCtrl = ctrl;
  io.KeysDown[io.KeyMap[key]] = true;
  frame();
  io.KeysDown[io.KeyMap[key]] = false;
  io.KeyCtrl = false;
  frame();
}

void UiDriver::press_letter(char letter, bool ctrl) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyCtrl = ctrl;
  io.KeysDown[static_cast<int>(letter)] = true;
  frame();
  io.KeysDown[static_cast<int>(letter)] = false;
  io.KeyCtrl = false;
  frame();
}

void UiDriver::choose(const std::string& combo, std::size_t entry) {
  click(combo);
  frame();
  click(combo + "/" + std::to_string(entry));
}

ui::ItemBox UiDriver::box(const std::string& key) const {
  const std::optional<ui::ItemBox> found = log_.find(key);
  if (!found) ADD_FAILURE() << key << " is not on the screen";
  return found.value_or(ui::ItemBox{});
}

ImVec2 UiDriver::middle(const std::string& key) const {
  const ui::ItemBox found = box(key);
  return {(found.left + found.right) / 2.0F, (found.top + found.bottom) / 2.0F};
}

ImVec2 UiDriver::on_screen(geo::LonLat position) const {
  const ui::ItemBox canvas = box("map/canvas");
  const map::ScreenPoint at = state.map.camera.to_screen(position);
  return {canvas.left + static_cast<float>(at.x) * state.look.scale,
          canvas.top + static_cast<float>(at.y) * state.look.scale};
}

}  // namespace nearnet::testing
