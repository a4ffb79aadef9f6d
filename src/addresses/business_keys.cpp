// SPDX-License-Identifier: Apache-2.0
#include "addresses/business_keys.h"

#include <algorithm>
#include <array>
#include <span>

#include "addresses/spelling.h"
#include "addresses/tokens.h"
#include "core/text.h"

namespace nearnet::addresses {
namespace {

using std::string_view;

constexpr std::array<string_view, 19> kFillers = {
    "THE", "A",  "AN",  "AND",  "OF", "LLC", "INC", "INCORPORATED", "CORP",       "CO",
    "LTD", "LP", "LLP", "PLLC", "PC", "PA",  "DBA", "COMPANY",      "CORPORATION"};

/// Hosts that give pages to businesses they are not.
constexpr std::array<string_view, 14> kSharedHosts = {
    "facebook.com", "fb.com",      "instagram.com", "twitter.com", "x.com",
    "linkedin.com", "linktr.ee",   "yelp.com",      "google.com",  "business.site",
    "wixsite.com",  "square.site", "wordpress.com", "blogspot.com"};

bool contains(std::span<const string_view> list, string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

Tokens sorted_words(string_view text) {
  Tokens words = core::split(text, ' ');
  std::sort(words.begin(), words.end());
  return words;
}

}  // namespace

std::string normal_phone(string_view text) {
  constexpr std::size_t kNational = 10;
  constexpr std::size_t kShortest = 7;
  const std::string lower = core::lower_case(text);
  const std::size_t extension = lower.find('x');
  std::string digits;
  for (const char c : string_view(lower).substr(0, extension)) {
    if (is_digit(c)) digits += c;
  }
  if (digits.size() == kNational + 1 && digits.front() == '1') digits.erase(0, 1);
  if (digits.size() < kShortest) return {};
  const bool filler = digits.find_first_not_of(digits.back()) == std::string::npos;
  return filler ? std::string() : digits;
}

std::string normal_domain(string_view website) {
  std::string host = core::lower_case(core::trimmed(website));
  if (const std::size_t scheme = host.find("://"); scheme != std::string::npos) {
    host.erase(0, scheme + 3);
  }
  host.resize(std::min(host.size(), host.find_first_of("/?#:")));
  while (host.starts_with("www.")) host.erase(0, 4);
  if (!host.empty() && host.back() == '.') host.pop_back();
  if (host.find('.') == std::string::npos || host.find(' ') != std::string::npos) return {};
  const bool shared = std::any_of(kSharedHosts.begin(), kSharedHosts.end(), [&](string_view known) {
    return host == known || host.ends_with("." + std::string(known));
  });
  return shared ? std::string() : host;
}

std::string normal_name(string_view name) {
  Tokens words = tokens_of(name);
  Tokens telling;
  for (const std::string& word : words) {
    if (!contains(kFillers, word) && word != "#") telling.push_back(word);
  }
  return joined(telling.empty() ? words : telling);
}

double name_similarity(string_view a, string_view b) {
  constexpr double kContained = 0.85;
  if (a.empty() || b.empty()) return 0.0;
  const Tokens left = sorted_words(a);
  const Tokens right = sorted_words(b);
  const bool contained = std::includes(left.begin(), left.end(), right.begin(), right.end()) ||
                         std::includes(right.begin(), right.end(), left.begin(), left.end());
  // "Dunkin Donuts" and "DunkinDonuts" are one name: blanks do not count.
  const auto glued = [](const Tokens& words) {
    std::string text;
    for (const std::string& word : words) text += word;
    return text;
  };
  std::string plain_a(a);
  std::string plain_b(b);
  std::erase(plain_a, ' ');
  std::erase(plain_b, ' ');
  const double similarity =
      std::max(bigram_similarity(plain_a, plain_b), bigram_similarity(glued(left), glued(right)));
  return contained ? std::max(similarity, kContained) : similarity;
}

}  // namespace nearnet::addresses
