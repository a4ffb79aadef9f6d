// SPDX-License-Identifier: Apache-2.0
// How the command line explains itself: usage lines that name the workspace where it stands, the
// options that go anywhere, and mistakes told in one line. Private to cli.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace nearnet::cli {

/// "Usage: nearnet days workspace plan [OPTIONS]", and below the footer where the options that all
/// commands share are listed.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App* app, std::string name) const override;
  std::string make_footer(const CLI::App* app) const override;
};

/// What is wrong with a command line, and which --help to read.
std::string explain_usage(const CLI::App& app, const CLI::ParseError& error);

}  // namespace nearnet::cli
