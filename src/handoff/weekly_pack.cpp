// SPDX-License-Identifier: Apache-2.0
#include "handoff/weekly_pack.h"

#include "core/calendar.h"
#include "core/units.h"
#include "handoff/csv_text.h"
#include "handoff/markup.h"
#include "handoff/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace nearnet::handoff {
namespace {

using tracking::CoverageLine;
using tracking::RepPerformance;

std::string rep_label(const WeeklyPack& pack, const core::RepId& rep) {
  const auto name = pack.rep_names.find(rep);
  if (name != pack.rep_names.end() && !name->second.empty()) return name->second;
  return rep.empty() ? "unsigned" : rep.text();
}

std::string money(const std::optional<core::Cents>& amount) {
  return amount ? core::format_money(*amount) : "";
}

/// The header and one row a rep, then the total: one table for paper and for files.
using Rows = std::vector<std::vector<std::string>>;

std::vector<std::string> funnel_row(const std::string& label, const RepPerformance& line) {
  const tracking::Funnel& f = line.funnel;
  return {label,
          std::to_string(f.dials),
          std::to_string(f.knocks),
          std::to_string(f.attempts()),
          std::to_string(f.contacts),
          std::to_string(f.conversations),
          std::to_string(f.presentations),
          std::to_string(f.proposals),
          std::to_string(f.sales),
          f.connect_rate().percent(),
          f.presentation_rate().percent(),
          f.proposal_rate().percent(),
          f.proposal_win_rate().percent(),
          core::format_money(f.mrc_sold),
          money(line.quota),
          line.attainment().percent()};
}

Rows funnel_rows(const WeeklyPack& pack) {
  Rows rows = {{"Rep", "Dials", "Knocks", "Attempts", "Contacts", "Conversations", "Presentations",
                "Proposals", "Sales", "Conversations of attempts", "Presentations of conversations",
                "Proposals of presentations", "Sales of proposals", "MRC sold", "Quota",
                "Attainment"}};
  for (const RepPerformance& line : pack.performance.reps) {
    rows.push_back(funnel_row(rep_label(pack, line.rep), line));
  }
  rows.push_back(funnel_row("Total", pack.performance.total));
  return rows;
}

std::vector<std::string> coverage_row(const std::string& label, const CoverageLine& line) {
  return {label,
          std::to_string(line.universe),
          std::to_string(line.visited),
          line.rate().percent(),
          std::to_string(line.planned),
          std::to_string(line.due),
          std::to_string(line.overdue),
          std::to_string(line.never_visited)};
}

Rows coverage_rows(const WeeklyPack& pack) {
  Rows rows = {
      {"Coverage", "Universe", "Visited", "Rate", "Planned", "Due", "Overdue", "Never visited"}};
  for (const CoverageLine& line : pack.coverage.by) {
    // Keys are rep ids where coverage was counted by rep; other keys stand for themselves.
    const auto name = pack.rep_names.find(core::RepId(line.key));
    rows.push_back(coverage_row(name == pack.rep_names.end() ? line.key : name->second, line));
  }
  rows.push_back(coverage_row("Total", pack.coverage.total));
  return rows;
}

std::string table(const Rows& rows) {
  std::string out = "<table>\n";
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const char* tag = r == 0 ? "th" : "td";
    out += r + 1 == rows.size() ? "<tr class=\"total\">" : "<tr>";
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      out += fmt::format("<{0}{1}>{2}</{0}>", tag, c == 0 ? "" : " class=\"num\"",
                         escaped(rows[r][c]));
    }
    out += "</tr>\n";
  }
  return out + "</table>\n";
}

/// Columns [from, to) of the rows behind the first one.
Rows columns(const Rows& rows, std::size_t from, std::size_t to) {
  Rows cut;
  for (const std::vector<std::string>& row : rows) {
    std::vector<std::string> kept = {row.front()};
    for (std::size_t c = from; c < to; ++c) kept.push_back(row[c]);
    cut.push_back(std::move(kept));
  }
  return cut;
}

}  // namespace

std::string weekly_pack_html(const WeeklyPack& pack) {
  constexpr std::size_t kFirstRate = 9;  // columns of funnel_rows
  const Rows funnel = funnel_rows(pack);
  std::string body = fmt::format(
      "<header><div><h1>Week {}</h1><div class=\"sub\">{} to {}</div></div>"
      "<div class=\"right sub\">{}</div></header>\n",
      escaped(pack.week), core::format_date_long(pack.performance.from),
      core::format_date_long(core::add_days(pack.performance.to, -1)), escaped(pack.title));
  body += "<h2>Activity</h2>\n<p class=\"sub\">Basis: " + escaped(pack.performance.basis) +
          "</p>\n" + table(columns(funnel, 1, kFirstRate));
  body += "<h2>Rates and quota</h2>\n" + table(columns(funnel, kFirstRate, funnel[0].size()));
  body += "<h2>Coverage</h2>\n<p class=\"sub\">" + escaped(pack.coverage.definition) + "</p>\n" +
          table(coverage_rows(pack));
  body += "<footer>Confidential. \"n/a\": nothing to measure.</footer>\n";
  return html_page(fmt::format("Week {}, {}", pack.week, pack.title), body);
}

std::string weekly_pack_csv(const WeeklyPack& pack) {
  std::string csv;
  for (const auto& row : funnel_rows(pack)) csv += csv_row(row);
  csv += "\r\n";
  for (const auto& row : coverage_rows(pack)) csv += csv_row(row);
  return csv;
}

}  // namespace nearnet::handoff
