// SPDX-License-Identifier: Apache-2.0
#include "cli/help.h"

#include <fmt/format.h>

#include "core/text.h"

namespace nearnet::cli {
namespace {

/// "nearnet days", or with the positionals as users type them "nearnet days workspace".
std::string words_before(const CLI::App* app, bool positionals) {
  std::string words;
  for (const CLI::App* parent = app->get_parent(); parent != nullptr;
       parent = parent->get_parent()) {
    std::string own = parent->get_name() + " ";
    for (const CLI::Option* option : parent->get_options()) {
      if (positionals && option->get_positional()) own += option->get_name(true) + " ";
    }
    words = own + words;
  }
  return words;
}

const CLI::App* command_meant(const CLI::App& app) {
  const CLI::App* command = &app;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  return command;
}

std::string names_of_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return core::join(names, ", ");
}

}  // namespace

std::string HelpFormatter::make_usage(const CLI::App* app, std::string) const {
  return CLI::Formatter::make_usage(app, words_before(app, true) + app->get_name());
}

std::string HelpFormatter::make_footer(const CLI::App* app) const {
  const std::string footer = CLI::Formatter::make_footer(app);
  if (app->get_parent() == nullptr) return footer;
  return footer + "Everywhere: --json --quiet --threads --seed --today --by (nearnet --help)\n";
}

std::string explain_usage(const CLI::App& app, const CLI::ParseError& error) {
  const std::vector<std::string> extras = app.remaining(true);
  if (app.get_subcommands().empty() && !extras.empty() && !extras.front().starts_with("-")) {
    const std::string& word = extras.front();
    if (core::lower_case(word).ends_with(".gpkg")) {
      return fmt::format("{}: say what to do with it, such as: nearnet open {}", word, word);
    }
    return fmt::format("there is no command \"{}\"; there are {}", word, names_of_commands(app));
  }
  const CLI::App* command = command_meant(app);
  return fmt::format("{}; see {}{} --help", error.what(), words_before(command, false),
                     command->get_name());
}

}  // namespace nearnet::cli
