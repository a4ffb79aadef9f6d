// SPDX-License-Identifier: Apache-2.0
// nearnet: the command line with the map app behind its `open`.
#include "app/app.h"
#include "cli/cli.h"

int main(int argc, char** argv) {
  nearnet::cli::Frontend frontend;
  frontend.open = [](const nearnet::cli::OpenRequest& request,
                     const nearnet::core::JobOptions& jobs) {
    return nearnet::app::run_app({.path = request.path,
                                  .screenshot = request.screenshot,
                                  .width = request.width,
                                  .height = request.height,
                                  .today = request.today,
                                  .theme = request.theme,
                                  .select = request.select,
                                  .tab = request.tab},
                                 jobs);
  };
  frontend.display_available = nearnet::app::display_available;
  return nearnet::cli::run(argc, argv, frontend);
}
