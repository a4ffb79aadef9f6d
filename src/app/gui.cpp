// SPDX-License-Identifier: Apache-2.0
#include "app/gui.h"

#include <imgui.h>
#include <imgui/backends/imgui_impl_glfw.h>
#include <imgui/backends/imgui_impl_opengl3.h>

#include <limits>

namespace nearnet::app {

Gui::Gui(const Window& window, ui::Look& look) : Gui(&window, look, window.density()) {}

Gui::Gui(ui::Look& look) : Gui(nullptr, look, 1.0F) {}

Gui::Gui(const Window* window, ui::Look& look, float density)
    : window_(window), look_(look), density_(density), theme_(look.theme) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  if (window_ != nullptr) ImGui_ImplGlfw_InitForOpenGL(window_->handle(), true);
  ImGui_ImplOpenGL3_Init("#version 330 core");
  load_fonts();
  ui::apply(look_);
}

Gui::~Gui() {
  ImGui_ImplOpenGL3_Shutdown();
  if (window_ != nullptr) ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
}

void Gui::load_fonts() {
  ui::load_fonts(look_, density_);
}

void Gui::begin_backends() {
  if (theme_ != look_.theme) {
    theme_ = look_.theme;
    ui::apply(look_);
  }
  ImGui_ImplOpenGL3_NewFrame();
  if (window_ != nullptr) ImGui_ImplGlfw_NewFrame();
}

void Gui::begin_frame() {
  begin_backends();
  ImGui::NewFrame();
}

void Gui::begin_frame(map::PixelSize size) {
  begin_backends();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(size.width), static_cast<float>(size.height)};
  io.DisplayFramebufferScale = {1.0F, 1.0F};
  io.MousePos = {-std::numeric_limits<float>::max(), -std::numeric_limits<float>::max()};
  ImGui::NewFrame();
}

void Gui::end_frame() {
  ImGui::Render();
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Gui::follow_density() {
  const float scale = window_->ui_scale();
  const float density = window_->density();
  if (scale == look_.scale && density == density_) return;
  look_.scale = scale;
  density_ = density;
  load_fonts();
  ui::apply(look_);
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
}

bool Gui::typing() const {
  return ImGui::GetIO().WantTextInput;
}

}  // namespace nearnet::app
