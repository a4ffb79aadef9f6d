// SPDX-License-Identifier: Apache-2.0
// The one door to GDAL's global state: drivers are registered here, and its messages are collected
// instead of printed. Every function of io and storage that calls GDAL starts like this:
//
//   io::initialise_gdal();
//   io::GdalMessages messages;
//   GDALDataset* dataset = GDALDataset::Open(…);
//   if (dataset == nullptr) throw core::InputError(path + ": " + messages.error());
//
// Cost: nothing after the first call of the process. GdalMessages nest; each belongs to its thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace nearnet::io {

/// Registers GDAL's drivers once a process. Safe from any thread.
void initialise_gdal();

/// While alive, what GDAL reports on this thread is kept here and never reaches the screen.
class GdalMessages {
 public:
  GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;
  ~GdalMessages();

  /// GDAL reported a failure since construction or the last clear().
  bool failed() const;
  /// The first failure, else the first warning, else "".
  std::string error() const;
  /// Distinct warnings in order of appearance, at most 20.
  const std::vector<std::string>& warnings() const;
  void clear();

 private:
  struct Collected;
  std::unique_ptr<Collected> collected_;
};

/// "GDAL 3.6.2", for version output.
std::string gdal_version();

}  // namespace nearnet::io
