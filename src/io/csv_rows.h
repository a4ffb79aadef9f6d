// SPDX-License-Identifier: Apache-2.0
// Rows of tables as CSV: UTF-8, commas, LF. For io/ only.
//
//   std::string text;
//   csv::append(text, std::string_view("Dunn, Sons & Co"));     // "Dunn, Sons & Co" in quotes
//
// Text is quoted where a reader needs it, and where it would be taken for a number, so that ZIP
// codes and other keys stay text (as OGR writes CSV). Numbers are the shortest that read back the
// same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "io/field.h"

namespace nearnet::io::csv {

void append(std::string& out, std::string_view text);
void append(std::string& out, std::int64_t number);
void append(std::string& out, double number);
/// Nothing for null.
void append_cell(std::string& out, const FieldView& cell);

}  // namespace nearnet::io::csv
