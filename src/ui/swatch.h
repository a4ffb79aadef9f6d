// SPDX-License-Identifier: Apache-2.0
// The signs of the map, drawn small for legends and lists with the very paint the map uses.
#pragma once

#include <cstdint>

#include "map/legend.h"
#include "map/style.h"
#include "ui/context.h"

namespace nearnet::ui {

std::uint32_t packed(const map::Colour& colour);
/// Takes the room of one swatch on the line of text and draws the sign into it.
void swatch(const Context& context, const map::LegendEntry& entry);
/// A filled box in a paint's colours: for lists of territories and days.
void colour_box(const Context& context, const map::Colour& fill, const map::Colour& outline);

}  // namespace nearnet::ui
