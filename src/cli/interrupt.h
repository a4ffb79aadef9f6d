// SPDX-License-Identifier: Apache-2.0
// Ctrl-C as a wish that running jobs look at.
#pragma once

namespace nearnet::cli {

/// From now on SIGINT and SIGTERM are remembered; a second one ends the program as usual.
void watch_for_interrupt();
bool interrupted();

}  // namespace nearnet::cli
