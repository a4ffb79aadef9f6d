// SPDX-License-Identifier: Apache-2.0
// The layers of a snapshot: rows that never change once read, shared by all who hold them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/business.h"
#include "model/footprint.h"

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

using FootprintLayer = KeyedLayer<model::Footprint, &model::Footprint::id>;
using BusinessLayer = KeyedLayer<model::Business, &model::Business::id>;

}  // namespace nearnet::workspace
