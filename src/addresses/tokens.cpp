// SPDX-License-Identifier: Apache-2.0
#include "addresses/tokens.h"

#include <algorithm>

namespace nearnet::addresses {
namespace {

/// The letters U+00C0 … U+00FF without their accents, a blank for the two signs among them.
constexpr std::string_view kWithoutAccent =
    "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO OUUUUYTY";

/// Upper case ASCII; fractions written as one sign are spelled out.
std::string plain(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : '\0');
    if (byte < 0x80) {
      out += byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : text[i];
    } else if (byte == 0xC2 && next >= 0xBC && next <= 0xBE) {
      out += next == 0xBC ? " 1/4" : next == 0xBD ? " 1/2" : " 3/4";
      ++i;
    } else if (byte == 0xC3 && next >= 0x80 && next < 0xC0) {
      out += kWithoutAccent[next - 0x80U];
      ++i;
    } else if (byte == 0xE2 && next == 0x80) {
      // General punctuation: right quotes are apostrophes, U+2010 … U+2015 are hyphens.
      const auto last = static_cast<unsigned char>(i + 2 < text.size() ? text[i + 2] : '\0');
      out += last == 0x99 ? '\'' : last >= 0x90 && last <= 0x95 ? '-' : ' ';
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

bool is_word_byte(char c) {
  return is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

class Tokeniser {
 public:
  explicit Tokeniser(std::string_view text) : text_(plain(text)) {}

  std::vector<Tokens> run() {
    for (std::size_t i = 0; i < text_.size(); ++i) take(i);
    end_segment();
    return std::move(segments_);
  }

 private:
  char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  char before(std::size_t i) const { return i > 0 ? text_[i - 1] : '\0'; }

  void take(std::size_t i) {
    const char c = text_[i];
    if (is_word_byte(c)) {
      word_ += c;
    } else if (c == ',' || c == ';' || c == '\n' || c == '|') {
      end_segment();
    } else if (c == '#') {
      end_word();
      words_.emplace_back("#");
    } else if (c == '&') {
      end_word();
      words_.emplace_back("AND");
    } else if (c == '\'') {
      // O'Brien and Dunkin' are one word.
    } else if (c == '.') {
      take_period(i);
    } else if (c == '/' && is_digit(before(i)) && is_digit(at(i + 1))) {
      word_ += c;
    } else if (c == '-' && has_digit(word_) && is_word_byte(at(i + 1))) {
      word_ += c;
    } else {
      end_word();
    }
  }

  /// 39.2 keeps it, P.O. and St. lose it, St.Louis is two words.
  void take_period(std::size_t i) {
    if (is_digit(before(i)) && is_digit(at(i + 1))) {
      word_ += '.';
    } else if (word_.size() > 1 && is_word_byte(at(i + 1)) && at(i + 2) != '.') {
      end_word();
    }
  }

  void end_word() {
    if (!word_.empty()) words_.push_back(std::move(word_));
    word_.clear();
  }
  void end_segment() {
    end_word();
    if (!words_.empty()) segments_.push_back(std::move(words_));
    words_.clear();
  }

  std::string text_;
  std::string word_;
  Tokens words_;
  std::vector<Tokens> segments_;
};

}  // namespace

std::vector<Tokens> segments_of(std::string_view text) {
  return Tokeniser(text).run();
}

Tokens tokens_of(std::string_view text) {
  Tokens all;
  for (Tokens& segment : segments_of(text)) {
    std::move(segment.begin(), segment.end(), std::back_inserter(all));
  }
  return all;
}

std::string joined(const Tokens& tokens, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) text += ' ';
    text += tokens[i];
  }
  return text;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'A' && c <= 'Z';
}
bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), is_digit);
}
bool all_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

}  // namespace nearnet::addresses
