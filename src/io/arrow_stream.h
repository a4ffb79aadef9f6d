// SPDX-License-Identifier: Apache-2.0
// A layer's rows as batches of columns, through OGR's Arrow stream: a quarter of the time that one
// feature after the other takes. For io/ only.
//
//   if (ArrowStream::can_read(layer)) {
//     ArrowStream stream(layer, {.rows_a_batch = 512});
//     while (stream.next()) {
//       const ArrowCells cells = stream.cells(0);         // until the next batch
//       for (std::size_t row = 0; row < stream.rows(); ++row) use(cells.bytes(row));
//     }
//   }
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

class OGRLayer;
struct ArrowArray;

namespace nearnet::io {

/// One column of one batch, whatever its type.
class ArrowCells {
 public:
  explicit ArrowCells(const ArrowArray& array);

  bool has_nulls() const { return valid_ != nullptr; }
  bool is_null(std::size_t row) const {
    const std::size_t bit = offset_ + row;
    return valid_ != nullptr && (valid_[bit / 8] >> (bit % 8) & 1U) == 0;
  }

  template <typename T>
  T number(std::size_t row) const {
    return static_cast<const T*>(values_)[offset_ + row];
  }
  /// The numbers of so many rows, whatever stands for null ones.
  template <typename T>
  std::span<const T> numbers(std::size_t rows) const {
    return {static_cast<const T*>(values_) + offset_, rows};
  }

  std::string_view bytes(std::size_t row) const {
    const auto* ends = static_cast<const std::int32_t*>(values_) + offset_;
    return {data_ + ends[row], static_cast<std::size_t>(ends[row + 1] - ends[row])};
  }
  /// The text of so many rows, end to end.
  std::string_view all_bytes(std::size_t rows) const {
    const auto* ends = static_cast<const std::int32_t*>(values_) + offset_;
    return {data_ + ends[0], static_cast<std::size_t>(ends[rows] - ends[0])};
  }

 private:
  std::size_t offset_;
  const std::uint8_t* valid_;
  const void* values_;          ///< numbers, or where bytes end
  const char* data_ = nullptr;  ///< of bytes
};

enum class ArrowType { kInteger32, kInteger64, kReal, kText, kWkb };

class ArrowStream {
 public:
  /// Columns of numbers and text and one geometry, from a driver that fills batches itself.
  static bool can_read(OGRLayer& layer);

  struct Options {
    int rows_a_batch = 16'384;
    bool with_fid = false;  ///< before the other columns, where the layer has one
  };
  /// Throws core::InputError with GDAL's words.
  ArrowStream(OGRLayer& layer, const Options& options);
  ArrowStream(const ArrowStream&) = delete;
  ArrowStream& operator=(const ArrowStream&) = delete;
  ~ArrowStream();

  const std::vector<ArrowType>& columns() const { return columns_; }
  /// False at the end. Throws core::InputError with GDAL's words when the layer cannot be read on.
  bool next();
  /// Of the batch at hand.
  std::size_t rows() const;
  ArrowCells cells(std::size_t column) const;

 private:
  struct Handles;
  std::unique_ptr<Handles> handles_;
  std::vector<ArrowType> columns_;
};

}  // namespace nearnet::io
