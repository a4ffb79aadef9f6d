// SPDX-License-Identifier: Apache-2.0
#include "cli/interrupt.h"

#include <csignal>

namespace nearnet::cli {
namespace {

// A signal handler can reach nothing but a global of this type.
volatile std::sig_atomic_t interrupt_seen = 0;

void remember(int signal) {
  interrupt_seen = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

void watch_for_interrupt() {
  std::signal(SIGINT, remember);
  std::signal(SIGTERM, remember);
}

bool interrupted() {
  return interrupt_seen != 0;
}

}  // namespace nearnet::cli
