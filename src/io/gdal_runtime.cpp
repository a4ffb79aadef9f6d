// SPDX-License-Identifier: Apache-2.0
#include "io/gdal_runtime.h"

#include <cpl_error.h>
#include <gdal_priv.h>

#include <algorithm>

namespace nearnet::io {
namespace {

constexpr std::size_t kMostWarnings = 20;

}  // namespace

void initialise_gdal() {
  static const bool registered = [] {
    GDALAllRegister();
    return true;
  }();
  static_cast<void>(registered);
}

struct GdalMessages::Collected {
  std::vector<std::string> failures;
  std::vector<std::string> warnings;

  static void CPL_STDCALL take(CPLErr severity, CPLErrorNum, const char* text) {
    auto* collected = static_cast<Collected*>(CPLGetErrorHandlerUserData());
    const std::string message(text == nullptr ? "" : text);
    std::vector<std::string>& list =
        severity >= CE_Failure ? collected->failures : collected->warnings;
    if (severity == CE_Debug || severity == CE_None || list.size() >= kMostWarnings) return;
    if (std::find(list.begin(), list.end(), message) == list.end()) list.push_back(message);
  }
};

GdalMessages::GdalMessages() : collected_(std::make_unique<Collected>()) {
  CPLPushErrorHandlerEx(&Collected::take, collected_.get());
}

GdalMessages::~GdalMessages() {
  CPLPopErrorHandler();
}

bool GdalMessages::failed() const {
  return !collected_->failures.empty();
}

std::string GdalMessages::error() const {
  if (!collected_->failures.empty()) return collected_->failures.front();
  return collected_->warnings.empty() ? std::string() : collected_->warnings.front();
}

const std::vector<std::string>& GdalMessages::warnings() const {
  return collected_->warnings;
}

void GdalMessages::clear() {
  collected_->failures.clear();
  collected_->warnings.clear();
}

std::string gdal_version() {
  return "GDAL " + std::string(GDALVersionInfo("RELEASE_NAME"));
}

}  // namespace nearnet::io
