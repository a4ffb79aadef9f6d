// SPDX-License-Identifier: Apache-2.0
// Reads pieces of a source on a thread of its own, some ahead of whoever works on them.
//
//   core::ReadAhead<Batch> batches(2, [&] { return read_batch(source); });   // none at the end
//   while (std::optional<Batch> batch = batches.next()) work(*batch);
//
// Pieces come in the order they were read. What reading throws is thrown by the next() that would
// have given that piece; nothing is read behind it. At most `most` pieces wait at a time, and one
// more is being read. Going out of scope waits for the piece being read and reads no other.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace nearnet::core {

template <typename Piece>
class ReadAhead {
 public:
  using Read = std::function<std::optional<Piece>()>;

  ReadAhead(std::size_t most, Read read)
      : most_(most), read_(std::move(read)), thread_([this] { read_all(); }) {}
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;
  ~ReadAhead() {
    const std::lock_guard lock(mutex_);
    unwanted_ = true;
    changed_.notify_all();
  }

  /// Waits for the next piece; none at the end.
  std::optional<Piece> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ended_ || !pieces_.empty(); });
    if (pieces_.empty()) {
      if (failure_) std::rethrow_exception(failure_);
      return std::nullopt;
    }
    std::optional<Piece> piece = std::move(pieces_.front());
    pieces_.pop_front();
    changed_.notify_all();
    return piece;
  }

 private:
  void read_all() {
    std::optional<Piece> piece;
    do {
      std::exception_ptr failure;
      try {
        piece = read_();
      } catch (...) {
        failure = std::current_exception();
        piece.reset();
      }
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return unwanted_ || pieces_.size() < most_; });
      if (unwanted_) return;
      if (piece) pieces_.push_back(std::move(*piece));
      failure_ = failure;
      ended_ = !piece.has_value();
      changed_.notify_all();
    } while (piece);
  }

  std::size_t most_;
  Read read_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Piece> pieces_;
  std::exception_ptr failure_;
  bool ended_ = false;
  bool unwanted_ = false;
  std::jthread thread_;  // last: it uses the others, and is joined first
};

}  // namespace nearnet::core
