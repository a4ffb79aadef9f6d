// SPDX-License-Identifier: Apache-2.0
#include "handoff/page.h"

#include "handoff/markup.h"

#include <fmt/format.h>

namespace nearnet::embedded {
extern const std::string_view sheet_css;
}

namespace nearnet::handoff {

std::string html_page(std::string_view title, std::string_view body) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
      escaped(title), embedded::sheet_css, body);
}

}  // namespace nearnet::handoff
