// SPDX-License-Identifier: Apache-2.0
// The program as a user runs it: a command line in, exit code and both outputs back. It runs within
// the test, without the map app, whose calls are kept instead.
//
//   testing::CliRun run = testing::run_cli({"new", "town.gpkg"});
//   run.code;    // 0
//   run.out;     // "Made town.gpkg\n"
//   testing::Json json = testing::run_json({"coverage", "town.gpkg"});   // checks as it goes
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/cli.h"
#include "core/error.h"
#include "testing/temp_dir.h"

namespace nearnet::testing {

using Json = nlohmann::ordered_json;

struct CliRun {
  int code = -1;
  std::string out;
  std::string err;
  std::vector<cli::OpenRequest> opened;  ///< what the map app was asked for
};

/// Sends what is written to a file descriptor into a file, until it goes out of scope.
class Redirected {
 public:
  Redirected(FILE* stream, const std::string& path) : stream_(stream), saved_(dup(fileno(stream))) {
    std::fflush(stream);
    const int file = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
    dup2(file, fileno(stream));
    ::close(file);
  }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;
  ~Redirected() {
    std::fflush(stream_);
    dup2(saved_, fileno(stream_));
    ::close(saved_);
    std::clearerr(stream_);
  }

 private:
  FILE* stream_;
  int saved_;
};

/// `out_path`: where standard output goes; empty: into the result.
inline CliRun run_cli(const std::vector<std::string>& words, const std::string& out_path = {}) {
  const TempDir dir;
  const std::string out = out_path.empty() ? dir.file("out") : out_path;
  CliRun result;
  cli::Frontend frontend;
  frontend.open = [&](const cli::OpenRequest& request, const core::JobOptions&) {
    result.opened.push_back(request);
    if (!request.screenshot.empty()) throw core::StorageError("no map in tests");
    return 0;
  };
  frontend.display_available = [] { return false; };
  std::vector<const char*> arguments = {"nearnet"};
  for (const std::string& word : words) arguments.push_back(word.c_str());
  {
    const Redirected to_out(stdout, out);
    const Redirected to_err(stderr, dir.file("err"));
    result.code = cli::run(static_cast<int>(arguments.size()), arguments.data(), frontend);
  }
  if (out_path.empty()) result.out = read_file(out);
  result.err = read_file(dir.file("err"));
  return result;
}

/// With --json added. The command must succeed, and standard output hold one object, no more.
inline Json run_json(std::vector<std::string> words) {
  words.emplace_back("--json");
  const CliRun run = run_cli(words);
  std::string line;
  for (const std::string& word : words) line += " " + word;
  EXPECT_EQ(run.code, 0) << "nearnet" << line << "\n" << run.err;
  Json json = Json::parse(run.out, nullptr, false);
  EXPECT_TRUE(json.is_object()) << "nearnet" << line << "\n" << run.out;
  return json;
}

/// The command must end with this exit code, say why in words on standard error, and keep standard
/// output empty. Gives back what it said.
inline std::string run_failing(int code, const std::vector<std::string>& words) {
  const CliRun run = run_cli(words);
  std::string line;
  for (const std::string& word : words) line += " " + word;
  EXPECT_EQ(run.code, code) << "nearnet" << line << "\n" << run.err;
  EXPECT_EQ(run.out, "") << "nearnet" << line;
  EXPECT_NE(run.err.find("nearnet: "), std::string::npos) << "nearnet" << line << "\n" << run.err;
  EXPECT_EQ(run.err.find("exception"), std::string::npos) << run.err;
  return run.err;
}

}  // namespace nearnet::testing
