// SPDX-License-Identifier: Apache-2.0
// Failures that cross module borders. Each type carries the exit code that the command line
// returns, so main() maps any of them in one place:
//
//   throw core::InputError("towns.csv, row 12, column lat: found \"n/a\", expected a number");
//
// Bad rows of an otherwise readable file are not failures: they are core::Diagnostics values.
#pragma once

#include <stdexcept>
#include <string>

namespace nearnet::core {

enum class ExitCode : int {
  kDone = 0,
  kUsage = 2,
  kInput = 3,
  kStorage = 4,
  kInfeasible = 5,
  kInterrupted = 130,
};

class Error : public std::runtime_error {
 public:
  ExitCode exit_code() const noexcept { return exit_code_; }

 protected:
  Error(ExitCode code, const std::string& message)
      : std::runtime_error(message), exit_code_(code) {}

 private:
  ExitCode exit_code_;
};

/// The user asked for something that makes no sense: an unknown option value, a missing argument.
class ConfigError : public Error {
 public:
  explicit ConfigError(const std::string& message) : Error(ExitCode::kUsage, message) {}
};

/// A source cannot be used. The message names file, layer, row, column, what was found and what was
/// expected, as far as they are known, and ends with what the user can do.
class InputError : public Error {
 public:
  explicit InputError(const std::string& message) : Error(ExitCode::kInput, message) {}
};

/// A workspace or output file cannot be read, written or locked.
class StorageError : public Error {
 public:
  explicit StorageError(const std::string& message) : Error(ExitCode::kStorage, message) {}
};

/// The problem has no answer under its constraints; the message names the binding one.
class InfeasibleError : public Error {
 public:
  explicit InfeasibleError(const std::string& message) : Error(ExitCode::kInfeasible, message) {}
};

/// The user cancelled the job. Nothing was changed.
class Cancelled : public Error {
 public:
  Cancelled() : Error(ExitCode::kInterrupted, "cancelled") {}
};

}  // namespace nearnet::core
