// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "cli/context.h"
#include "core/error.h"
#include "core/text.h"

namespace nearnet::cli {

void parse_size(const std::string& text, OpenRequest& request) {
  constexpr long long kLargest = 16384;
  const std::vector<std::string> parts = core::split(core::lower_case(text), 'x');
  const auto width = core::parse_integer(parts.front());
  const auto height = core::parse_integer(parts.back());
  if (parts.size() != 2 || !width || !height || *width < 320 || *height < 240 ||
      *width > kLargest || *height > kLargest) {
    throw core::ConfigError(
        fmt::format("\"{}\" is not a size; write WIDTHxHEIGHT in pixels, such as 1600x1000", text));
  }
  request.width = static_cast<int>(*width);
  request.height = static_cast<int>(*height);
}

void add_open_command(CLI::App& app, Context& context) {
  struct Options {
    OpenRequest request;
    std::string size = "1600x1000";
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("open", "The map app; also what nearnet alone does");
  command->footer(
      "Example: nearnet open bangor.gpkg\n"
      "         nearnet open bangor.gpkg --screenshot map.png --size 1600x1000 --theme light");
  command->add_option("workspace", options->request.path, "The workspace");
  command->add_option("--screenshot", options->request.screenshot, "Write a PNG, show no window");
  command->add_option("--size", options->size, "Of the window or picture")->capture_default_str();
  command->add_option("--theme", options->request.theme, "dark or light")
      ->check(CLI::IsMember({"dark", "light"}))
      ->capture_default_str();
  command->add_option("--select", options->request.select, "business_id to select");
  command->add_option("--tab", options->request.tab, "Panel to show first")
      ->check(CLI::IsMember({"inspector", "territories", "days", "coverage", "addresses"}));
  command->callback([options, &context] {
    parse_size(options->size, options->request);
    options->request.today = context.today();
    context.frontend().open(options->request, context.job_options());
  });
  app.callback([&app, &context] {
    if (app.get_subcommands().empty()) context.frontend().open({}, context.job_options());
  });
}

}  // namespace nearnet::cli
