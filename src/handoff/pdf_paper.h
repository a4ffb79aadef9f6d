// SPDX-License-Identifier: Apache-2.0
// Sheets of paper to draw on, as a PDF: text that can be searched and copied, lines and areas.
//
//   handoff::PdfPaper paper({.title = "Territory 2", .date = today});
//   paper.text({40, 60}, "Territory 2", {.size = 18, .bold = true});
//   paper.next_page();
//   handoff::write_private_file("report.pdf", paper.finished());
//
// Units are points, from the upper left corner of a US Letter sheet; what keeps 40 points from
// every edge prints on A4 too. Fonts are embedded as far as they are used: Inter, or what the
// system has in its place. Text that is no UTF-8 is written with "?" for the bytes that are none.
// Same content and date, same bytes. Throws core::StorageError where the library fails.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.h"
#include "geo/local_frame.h"
#include "handoff/polyline.h"

namespace nearnet::handoff {

struct Ink {
  double red = 0.0;
  double green = 0.0;
  double blue = 0.0;
  double opacity = 1.0;
};

/// From "#rrggbb".
Ink ink(std::string_view hex, double opacity = 1.0);

enum class TextAlign { kLeft, kRight, kCentre };

struct TextStyle {
  double size = 9.0;
  bool bold = false;
  Ink colour = {0.13, 0.14, 0.16, 1.0};
  TextAlign align = TextAlign::kLeft;
  double width = 0.0;  ///< above 0: cut with an ellipsis to fit
};

struct LineStyle {
  double width = 0.5;
  Ink colour = {0.0, 0.0, 0.0, 1.0};
  double dash = 0.0;  ///< above 0: so long, and as long apart
};

struct Box {
  double x = 0.0;
  double y = 0.0;
  double width = 0.0;
  double height = 0.0;
};

class PdfPaper {
 public:
  static constexpr double kWidth = 612.0;
  static constexpr double kHeight = 792.0;

  struct Options {
    std::string title;
    core::Date date;  ///< the day it says it was made
  };

  explicit PdfPaper(const Options& options);
  PdfPaper(PdfPaper&&) noexcept;
  ~PdfPaper();

  /// `at`: on the baseline.
  void text(geo::XY at, std::string_view text, const TextStyle& style);
  double text_width(std::string_view text, const TextStyle& style) const;
  void fill(const Box& box, const Ink& colour, double radius = 0.0);
  void line(std::span<const geo::XY> points, const LineStyle& style);
  /// Rings of one shape, even–odd: holes stay empty.
  void fill(const std::vector<SheetLine>& rings, const Ink& colour);
  void disc(geo::XY centre, double radius, const Ink& colour);
  /// Nothing is drawn outside the box until unclip().
  void clip(const Box& box);
  void unclip();

  void next_page();
  int page() const;
  /// The whole file. Nothing can be drawn afterwards.
  std::string finished();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace nearnet::handoff
