// SPDX-License-Identifier: Apache-2.0
#include "io/business_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text.h"
#include "io/field_mapping.h"

namespace nearnet::io {
namespace {

// Texts here are as header_key() writes them.

constexpr std::array<std::string_view, 7> kResidentialCategories = {
    "homeoccupation",     "rentalresidential", "residentialrental", "homebasedbusiness",
    "residentialrentals", "homebased",         "shorttermrental"};

constexpr std::array<std::string_view, 8> kActiveWords = {
    "active", "customer", "current", "yes", "existing", "activecustomer", "client", "evangelist"};
constexpr std::array<std::string_view, 9> kFormerWords = {
    "former",   "winback",      "churned",        "lost",           "cancelled",
    "canceled", "disconnected", "formercustomer", "formercustomers"};
constexpr std::array<std::string_view, 11> kNeverWords = {"never",
                                                          "prospect",
                                                          "lead",
                                                          "none",
                                                          "no",
                                                          "new",
                                                          "other",
                                                          "opportunity",
                                                          "subscriber",
                                                          "marketingqualifiedlead",
                                                          "salesqualifiedlead"};

constexpr std::array<std::string_view, 15> kOpenWords = {
    "open",    "active",  "operational", "issued",   "current",           "valid",
    "renewed", "pending", "approved",    "licensed", "temporarilyclosed", "closedtemporarily",
    "new",     "renewal", "inbusiness"};
constexpr std::array<std::string_view, 14> kClosedWords = {
    "closed",   "permanentlyclosed", "closedpermanently", "outofbusiness", "expired",
    "inactive", "revoked",           "cancelled",         "canceled",      "void",
    "voided",   "terminated",        "dissolved",         "surrendered"};

/// States whose ZIP codes begin with one zero.
constexpr std::array<std::string_view, 16> kOneZero = {
    "ct", "connecticut", "ma", "massachusetts", "me", "maine",   "nh", "newhampshire",
    "nj", "newjersey",   "ri", "rhodeisland",   "vt", "vermont", "ae", "armedforceseurope"};
constexpr std::array<std::string_view, 4> kTwoZeros = {"pr", "puertorico", "vi", "virginislands"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

void BusinessNotes::add_to(core::Diagnostics& diagnostics, const core::SourcePlace& place) const {
  for (const auto& [text, rows] : unknown_stages_) {
    diagnostics.note(
        "UNKNOWN_STAGE", place,
        fmt::format("the stage \"{}\" ({} rows) is none of ours, such as \"qualified\": "
                    "taken as new, the text kept among the extra values",
                    text, rows));
  }
  if (padded_zips_ > 0) {
    diagnostics.note("ZIP_PADDED", place,
                     fmt::format("{} ZIP codes had lost their leading zeros, which were put back",
                                 padded_zips_.load()));
  }
}

model::CustomerStatus customer_status(Row& row, model::CustomerStatus fallback) {
  const std::string text = header_key(row.text("status_class"));
  if (text.empty()) return fallback;
  if (is_one_of(kActiveWords, text)) return model::CustomerStatus::kActive;
  if (is_one_of(kFormerWords, text)) return model::CustomerStatus::kFormer;
  if (is_one_of(kNeverWords, text)) return model::CustomerStatus::kNever;
  row.warn("UNKNOWN_VALUE", "status_class", "\"" + row.text("status_class") + "\"",
           "active, former or never");
  return fallback;
}

model::Stage stage(Row& row, BusinessNotes& notes) {
  const std::string text = row.text("stage");
  if (text.empty()) return model::Stage::kNew;
  for (const model::Stage known : model::kStages) {
    if (header_key(model::to_text(known)) == header_key(text)) return known;
  }
  notes.unknown_stage(text);
  row.keep_in_extra("stage");
  return model::Stage::kNew;
}

bool is_closed(Row& row) {
  if (!row.text("close_date").empty()) return true;
  const std::string text = header_key(row.text("closed"));
  if (text.empty() || is_one_of(kOpenWords, text)) return false;
  if (is_one_of(kClosedWords, text)) return true;
  return row.yes_no("closed").value_or(false);
}

bool is_residential(Row& row) {
  if (is_one_of(kResidentialCategories, header_key(row.text("category")))) return true;
  return row.yes_no("residential").value_or(false);
}

std::string padded_zip(const std::string& text, std::string_view state) {
  constexpr std::size_t kZip = 5;
  constexpr std::size_t kZipPlus4 = 9;
  const std::size_t end = std::min(text.find('-'), text.size());
  const bool digits = end > 0 && std::all_of(text.begin(), text.begin() + static_cast<long>(end),
                                             [](char c) { return c >= '0' && c <= '9'; });
  const bool plus4 = end == text.size() && end > kZip;
  const std::size_t whole = plus4 ? kZipPlus4 : kZip;
  if (!digits || end >= whole) return text;
  const std::string key = header_key(state);
  const std::size_t zeros = is_one_of(kOneZero, key) ? 1 : is_one_of(kTwoZeros, key) ? 2 : 0;
  return whole - end == zeros ? std::string(zeros, '0') + text : text;
}

std::string zip(const Row& row, const std::string& state, BusinessNotes& notes) {
  constexpr std::size_t kDigitsWithoutZero = 4;
  const std::string text = row.text("zip");
  std::string padded = padded_zip(text, state);
  const bool number = !std::holds_alternative<std::string>(row.value("zip"));
  const bool named_zip = header_key(row.header("zip")).find("zip") != std::string::npos;
  if (state.empty() && number && named_zip && text.size() == kDigitsWithoutZero) {
    padded = "0" + text;
  }
  if (padded != text) notes.padded_zip();
  return padded;
}

}  // namespace nearnet::io
