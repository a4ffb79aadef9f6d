// SPDX-License-Identifier: Apache-2.0
// CSV fields that are safe to open. RFC 4180 quoting, and a leading apostrophe for text that a
// spreadsheet would take for a formula (CWE-1236): text that starts with = @ tab or carriage
// return, or with + or - unless it is a number or a telephone number ("+1 207 555 0100" stays as it
// is: those cannot do harm, and an apostrophe breaks dialling).
//
//   handoff::csv_field("=HYPERLINK(…)");        // "'=HYPERLINK(…)"
//   handoff::csv_field("Dunn, Sons & Co");      // "\"Dunn, Sons & Co\""
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace nearnet::handoff {

/// The text with a leading apostrophe where a spreadsheet would run it.
std::string defused(std::string_view text);
/// Defused and quoted where needed.
std::string csv_field(std::string_view text);
/// Fields joined by commas, ended by CRLF.
std::string csv_row(std::span<const std::string> fields);

}  // namespace nearnet::handoff
