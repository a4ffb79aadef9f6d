// SPDX-License-Identifier: Apache-2.0
#include "geo/geos_context.h"

#include <string>

#include "core/error.h"

namespace nearnet::geo {
namespace {

class ThreadContext {
 public:
  ThreadContext() : handle_(GEOS_init_r()) {
    GEOSContext_setErrorMessageHandler_r(handle_, &ThreadContext::keep_message, this);
  }
  ThreadContext(const ThreadContext&) = delete;
  ThreadContext& operator=(const ThreadContext&) = delete;
  ~ThreadContext() { GEOS_finish_r(handle_); }

  GEOSContextHandle_t handle() const { return handle_; }
  const std::string& message() const { return message_; }

 private:
  static void keep_message(const char* message, void* self) {
    static_cast<ThreadContext*>(self)->message_ = message;
  }

  GEOSContextHandle_t handle_;
  std::string message_;
};

ThreadContext& this_thread() {
  thread_local ThreadContext context;
  return context;
}

}  // namespace

GEOSContextHandle_t geos() {
  return this_thread().handle();
}

void throw_geos_error(std::string_view doing) {
  throw core::InputError(std::string("geometry: ") + std::string(doing) + ": " +
                         this_thread().message());
}

bool checked_yes(char answer, std::string_view doing) {
  if (answer == 2) throw_geos_error(doing);
  return answer == 1;
}

}  // namespace nearnet::geo
