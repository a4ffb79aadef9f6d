// SPDX-License-Identifier: Apache-2.0
// What the words of a list say about a business. For io/ only.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "core/diagnostics.h"
#include "io/import_rows.h"
#include "model/business.h"

namespace nearnet::io {

/// Things that concern many rows, told once a source. Counts from several threads.
class BusinessNotes {
 public:
  void unknown_stage(const std::string& text) {
    const std::lock_guard lock(mutex_);
    ++unknown_stages_[text];
  }
  void padded_zip() { ++padded_zips_; }
  void add_to(core::Diagnostics& diagnostics, const core::SourcePlace& place) const;

 private:
  std::mutex mutex_;
  std::map<std::string, std::int64_t> unknown_stages_;
  std::atomic<std::int64_t> padded_zips_ = 0;
};

/// `fallback` where the source says nothing, or what is not known (warning UNKNOWN_VALUE).
model::CustomerStatus customer_status(Row& row, model::CustomerStatus fallback);

/// One of our stages by its name; any other text stays among the extra values and counts in the
/// notes, and the stage is new.
model::Stage stage(Row& row, BusinessNotes& notes);

/// A date of closure closes; so does "yes", "closed", "expired" or "out of business". Closed for a
/// time is open.
bool is_closed(Row& row);

/// The list marks it as a dwelling, a home occupation or a rental.
bool is_residential(Row& row);

/// With the leading zeros that a spreadsheet took, where they are certain: the state's ZIP codes
/// begin with them, or the state is blank and the cell a number in a column named ZIP.
std::string zip(const Row& row, const std::string& state, BusinessNotes& notes);
/// "4401", "ME" → "04401"; as it is where nothing is certain.
std::string padded_zip(const std::string& text, std::string_view state);

}  // namespace nearnet::io
