// SPDX-License-Identifier: Apache-2.0
#include "handoff/pdf_paper.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <cstdlib>
#include <numbers>

#include "core/error.h"
#include "core/text.h"

namespace nearnet::handoff {
namespace {

constexpr const char* kFont = "Inter";

cairo_status_t append(void* out, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

/// What the library accepts: UTF-8 without control characters.
std::string printable(std::string_view text) {
  std::string result;
  const bool valid = core::is_utf8(text);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      result += ' ';
    } else {
      result += valid || byte < 0x80 ? c : '?';
    }
  }
  return result;
}

/// Without its last character.
std::string shorter(std::string text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace

struct PdfPaper::Impl {
  std::string bytes;
  cairo_surface_t* surface = nullptr;
  cairo_t* pen = nullptr;
  int page = 1;

  Impl() {
    surface = cairo_pdf_surface_create_for_stream(&append, &bytes, kWidth, kHeight);
    pen = cairo_create(surface);
    check();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    cairo_destroy(pen);
    cairo_surface_destroy(surface);
  }

  void check() const {
    for (const cairo_status_t status : {cairo_status(pen), cairo_surface_status(surface)}) {
      if (status != CAIRO_STATUS_SUCCESS) {
        throw core::StorageError(
            fmt::format("the PDF cannot be drawn: {}", cairo_status_to_string(status)));
      }
    }
  }
  void use(const Ink& ink) const {
    cairo_set_source_rgba(pen, ink.red, ink.green, ink.blue, ink.opacity);
  }
  void use(const TextStyle& style) const {
    cairo_select_font_face(pen, kFont, CAIRO_FONT_SLANT_NORMAL,
                           style.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(pen, style.size);
  }
  double width_of(const std::string& text) const {
    cairo_text_extents_t extents;
    cairo_text_extents(pen, text.c_str(), &extents);
    return extents.x_advance;
  }
  void trace(std::span<const geo::XY> points, bool close) const {
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (i == 0) {
        cairo_move_to(pen, points[i].x, points[i].y);
      } else {
        cairo_line_to(pen, points[i].x, points[i].y);
      }
    }
    if (close) cairo_close_path(pen);
  }
};

Ink ink(std::string_view hex, double opacity) {
  const long value = std::strtol(std::string(hex.substr(1)).c_str(), nullptr, 16);
  const auto part = [&](int shift) { return static_cast<double>((value >> shift) & 0xFF) / 255.0; };
  return {part(16), part(8), part(0), opacity};
}

PdfPaper::PdfPaper(const Options& options) : impl_(std::make_unique<Impl>()) {
  const std::string date = core::format_date(options.date) + "T00:00:00Z";
  cairo_surface_t* pdf = impl_->surface;
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, printable(options.title).c_str());
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "nearnet");
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
}

PdfPaper::PdfPaper(PdfPaper&&) noexcept = default;
PdfPaper::~PdfPaper() = default;

double PdfPaper::text_width(std::string_view text, const TextStyle& style) const {
  impl_->use(style);
  return impl_->width_of(printable(text));
}

void PdfPaper::text(geo::XY at, std::string_view text, const TextStyle& style) {
  impl_->use(style);
  std::string shown = printable(text);
  double width = impl_->width_of(shown);
  if (style.width > 0.0 && width > style.width) {
    std::string kept = shown;
    while (!kept.empty() && width > style.width) {
      kept = shorter(kept);
      shown = kept + "…";
      width = impl_->width_of(shown);
    }
  }
  const double back = style.align == TextAlign::kLeft    ? 0.0
                      : style.align == TextAlign::kRight ? width
                                                         : width / 2.0;
  impl_->use(style.colour);
  cairo_move_to(impl_->pen, at.x - back, at.y);
  cairo_show_text(impl_->pen, shown.c_str());
  impl_->check();
}

void PdfPaper::fill(const Box& box, const Ink& colour, double radius) {
  cairo_t* pen = impl_->pen;
  impl_->use(colour);
  if (radius > 0.0) {
    constexpr double kQuarter = std::numbers::pi / 2.0;
    const double right = box.x + box.width - radius;
    const double low = box.y + box.height - radius;
    cairo_new_sub_path(pen);
    cairo_arc(pen, right, box.y + radius, radius, -kQuarter, 0.0);
    cairo_arc(pen, right, low, radius, 0.0, kQuarter);
    cairo_arc(pen, box.x + radius, low, radius, kQuarter, 2.0 * kQuarter);
    cairo_arc(pen, box.x + radius, box.y + radius, radius, 2.0 * kQuarter, 3.0 * kQuarter);
    cairo_close_path(pen);
  } else {
    cairo_rectangle(pen, box.x, box.y, box.width, box.height);
  }
  cairo_fill(pen);
}

void PdfPaper::line(std::span<const geo::XY> points, const LineStyle& style) {
  cairo_t* pen = impl_->pen;
  impl_->use(style.colour);
  cairo_set_line_width(pen, style.width);
  cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(pen, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash(pen, &style.dash, style.dash > 0.0 ? 1 : 0, 0.0);
  impl_->trace(points, false);
  cairo_stroke(pen);
}

void PdfPaper::fill(const std::vector<SheetLine>& rings, const Ink& colour) {
  impl_->use(colour);
  cairo_set_fill_rule(impl_->pen, CAIRO_FILL_RULE_EVEN_ODD);
  for (const SheetLine& ring : rings) impl_->trace(ring, true);
  cairo_fill(impl_->pen);
}

void PdfPaper::disc(geo::XY centre, double radius, const Ink& colour) {
  impl_->use(colour);
  cairo_new_sub_path(impl_->pen);
  cairo_arc(impl_->pen, centre.x, centre.y, radius, 0.0, 2.0 * std::numbers::pi);
  cairo_fill(impl_->pen);
}

void PdfPaper::clip(const Box& box) {
  cairo_save(impl_->pen);
  cairo_rectangle(impl_->pen, box.x, box.y, box.width, box.height);
  cairo_clip(impl_->pen);
}

void PdfPaper::unclip() {
  cairo_restore(impl_->pen);
}

void PdfPaper::next_page() {
  cairo_show_page(impl_->pen);
  ++impl_->page;
  impl_->check();
}

int PdfPaper::page() const {
  return impl_->page;
}

std::string PdfPaper::finished() {
  cairo_show_page(impl_->pen);
  cairo_surface_finish(impl_->surface);
  impl_->check();
  return impl_->bytes;
}

}  // namespace nearnet::handoff
