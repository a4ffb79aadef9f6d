// SPDX-License-Identifier: Apache-2.0
// Everything a workspace holds, in memory, as of one version: what steps compute from and panels
// show. Immutable and cheap to copy, so that a job may keep one while the workspace moves on.
//
//   workspace::Snapshot now = workspace.snapshot();
//   for (const model::Prospect& prospect : now.prospects.rows()) …
//   const model::Business* shop = now.businesses.find(id);     // null when unknown
//
// A layer's version changes exactly when its content may have changed. Thread-safe to read.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/calendar.h"
#include "eligibility/rules.h"
#include "model/activity.h"
#include "model/address.h"
#include "model/barrier.h"
#include "model/business.h"
#include "model/day.h"
#include "model/footprint.h"
#include "model/override.h"
#include "model/prospect.h"
#include "model/prospect_change.h"
#include "model/rep.h"
#include "model/road.h"
#include "model/territory.h"

namespace nearnet::workspace {

template <typename Record>
class Layer {
 public:
  Layer() : rows_(std::make_shared<const std::vector<Record>>()) {}
  Layer(std::int64_t version, std::vector<Record> rows)
      : version_(version), rows_(std::make_shared<const std::vector<Record>>(std::move(rows))) {}

  std::int64_t version() const { return version_; }
  const std::vector<Record>& rows() const { return *rows_; }
  std::size_t size() const { return rows_->size(); }
  bool empty() const { return rows_->empty(); }

 private:
  std::int64_t version_ = 0;
  std::shared_ptr<const std::vector<Record>> rows_;
};

/// A layer whose records are looked up by id.
template <typename Record, auto kId>
class KeyedLayer : public Layer<Record> {
 public:
  using Id = std::remove_cvref_t<decltype(std::declval<Record>().*kId)>;

  KeyedLayer() : index_(std::make_shared<const Index>()) {}
  KeyedLayer(std::int64_t version, std::vector<Record> rows)
      : Layer<Record>(version, std::move(rows)) {
    Index index;
    for (std::size_t i = 0; i < this->size(); ++i) index.emplace(this->rows()[i].*kId, i);
    index_ = std::make_shared<const Index>(std::move(index));
  }

  std::optional<std::size_t> index_of(const Id& id) const {
    const auto found = index_->find(id);
    return found == index_->end() ? std::nullopt : std::optional(found->second);
  }
  /// Null when there is no such record.
  const Record* find(const Id& id) const {
    const std::optional<std::size_t> index = index_of(id);
    return index ? &this->rows()[*index] : nullptr;
  }

 private:
  using Index = std::unordered_map<Id, std::size_t>;
  std::shared_ptr<const Index> index_;
};

/// A layer so large and so seldom needed that it is read when first asked for. Reading it is safe
/// from any thread; later asks cost nothing.
template <typename Record>
class LazyLayer {
 public:
  using Reader = std::function<std::vector<Record>()>;

  LazyLayer() = default;
  LazyLayer(std::int64_t version, std::size_t size, Reader reader)
      : version_(version), size_(size), content_(std::make_shared<Content>(std::move(reader))) {}

  std::int64_t version() const { return version_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  /// Throws StorageError where the workspace cannot be read any more.
  const std::vector<Record>& rows() const {
    std::call_once(content_->once, [this] { content_->rows = content_->reader(); });
    return content_->rows;
  }

 private:
  struct Content {
    Content() = default;
    explicit Content(Reader read) : reader(std::move(read)) {}
    Reader reader = [] { return std::vector<Record>(); };
    std::once_flag once;
    std::vector<Record> rows;
  };
  std::int64_t version_ = 0;
  std::size_t size_ = 0;
  std::shared_ptr<Content> content_ = std::make_shared<Content>();
};

struct Settings {
  std::string title;
  std::string time_zone;
};

struct Snapshot {
  std::int64_t version = 0;
  Settings settings;
  /// Today in the workspace's time zone, read once when the snapshot was taken.
  core::Date today{};
  /// What the prospects were last evaluated by.
  eligibility::Rules rules = eligibility::default_rules();

  KeyedLayer<model::Footprint, &model::Footprint::id> footprints;
  KeyedLayer<model::Footprint, &model::Footprint::id> competitors;
  Layer<model::NoSolicitArea> no_solicit;
  KeyedLayer<model::Business, &model::Business::id> businesses;
  Layer<model::Road> roads;
  Layer<model::BasicUnit> units;
  KeyedLayer<model::Rep, &model::Rep::id> reps;
  Layer<model::Quota> quotas;
  KeyedLayer<model::Prospect, &model::Prospect::business> prospects;
  Layer<model::Barrier> barriers;
  KeyedLayer<model::Override, &model::Override::business> overrides;
  Layer<model::ProspectChange> prospect_changes;
  KeyedLayer<model::Scenario, &model::Scenario::id> scenarios;
  Layer<model::Territory> territories;
  Layer<model::ScenarioUnit> scenario_units;
  Layer<model::DayRoute> routes;  ///< with their areas
  Layer<model::Stop> stops;
  Layer<model::Unserved> unserved;
  Layer<model::Activity> activities;
  LazyLayer<model::AddressPoint> address_points;
  LazyLayer<model::AddressRange> address_ranges;
  Layer<model::DistinctPair> not_duplicates;
  Layer<model::BusinessAlias> business_aliases;
};

/// The published scenario, else the draft made last; none when there is no scenario.
std::optional<core::ScenarioId> scenario_in_force(const Snapshot& snapshot);

}  // namespace nearnet::workspace
