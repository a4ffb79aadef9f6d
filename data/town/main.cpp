// SPDX-License-Identifier: Apache-2.0
// make_town DIRECTORY: writes the files of the made-up town there.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "town/files.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: make_town DIRECTORY\n", stderr);
    return 2;
  }
  try {
    for (const auto& [name, text] : nearnet::town::write_town(1)) {
      const std::filesystem::path path = std::filesystem::path(argv[1]) / name;
      std::ofstream file(path, std::ios::binary);
      file << text;
      file.close();
      if (!file) throw std::runtime_error("cannot write " + path.string());
    }
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "make_town: %s\n", failure.what());
    return 1;
  }
  return 0;
}
