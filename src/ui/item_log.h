// SPDX-License-Identifier: Apache-2.0
// Where each widget of the last frame stands, under a key that does not change with its wording:
// "days/plan", "table/row/B-17". Tests find what they click here; the app keeps no log.
#pragma once

#include <map>
#include <optional>
#include <string>

namespace nearnet::ui {

struct ItemBox {
  float left = 0.0F;
  float top = 0.0F;
  float right = 0.0F;
  float bottom = 0.0F;
  bool enabled = true;
};

class ItemLog {
 public:
  void clear() { items_.clear(); }
  void record(const std::string& key, const ItemBox& box) { items_[key] = box; }
  std::optional<ItemBox> find(const std::string& key) const {
    const auto found = items_.find(key);
    return found == items_.end() ? std::nullopt : std::optional(found->second);
  }
  const std::map<std::string, ItemBox>& items() const { return items_; }

 private:
  std::map<std::string, ItemBox> items_;
};

}  // namespace nearnet::ui
