// SPDX-License-Identifier: Apache-2.0
#include "workspace/report_step.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.h"
#include "core/text.h"
#include "handoff/private_file.h"
#include "handoff/table_export.h"
#include "handoff/territory_report.h"
#include "workspace/report_tables.h"
#include "workspace/territory_profile.h"

namespace nearnet::workspace {
namespace {

using handoff::ReportBar;
using handoff::ReportFigure;

constexpr std::size_t kBest = 12;
constexpr std::size_t kMostBars = 7;

/// "12,345"
std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(std::abs(number));
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return (number < 0 ? "-" : "") + digits;
}

std::string whole(core::Cents amount) {
  return grouped(std::llround(static_cast<double>(amount.value) / 100.0));
}

std::string signed_grouped(std::int64_t number) {
  return (number > 0 ? "+" : "") + grouped(number);
}

/// "proposal_out" → "Proposal out"
std::string spoken(std::string_view text) {
  std::string result(text);
  std::replace(result.begin(), result.end(), '_', ' ');
  if (!result.empty() && result[0] >= 'a' && result[0] <= 'z') {
    result[0] = static_cast<char>(result[0] - 'a' + 'A');
  }
  return result;
}

/// The largest first; what is left over as one bar.
std::vector<ReportBar> largest(const std::map<std::string, std::int64_t>& counts) {
  std::vector<ReportBar> bars;
  for (const auto& [label, count] : counts) bars.push_back({label, count});
  std::stable_sort(bars.begin(), bars.end(),
                   [](const ReportBar& a, const ReportBar& b) { return a.count > b.count; });
  if (bars.size() <= kMostBars) return bars;
  ReportBar rest{"Other", 0};
  for (std::size_t i = kMostBars - 1; i < bars.size(); ++i) rest.count += bars[i].count;
  bars.resize(kMostBars - 1);
  bars.push_back(rest);
  return bars;
}

template <typename Key>
std::vector<ReportBar> bars_of(const std::map<Key, std::int64_t>& counts) {
  std::vector<ReportBar> bars;
  for (const auto& [key, count] : counts) bars.push_back({spoken(model::to_text(key)), count});
  return bars;
}

std::vector<ReportBar> drive_bars(const TerritoryProfile& profile) {
  constexpr std::array kLimits = {5, 10, 15, 20, 30};
  std::vector<ReportBar> bars;
  int from = 0;
  for (const int limit : kLimits) {
    bars.push_back({fmt::format("{} to {} min", from, limit), 0});
    from = limit;
  }
  bars.push_back({fmt::format("{} min and more", from), 0});
  bool any = false;
  for (const ProspectLine& line : profile.prospects) {
    if (!line.drive) continue;
    any = true;
    const double minutes = core::to_minutes(*line.drive);
    const auto bar =
        std::find_if(kLimits.begin(), kLimits.end(), [&](int limit) { return minutes < limit; });
    ++bars[static_cast<std::size_t>(bar - kLimits.begin())].count;
  }
  return any ? bars : std::vector<ReportBar>();
}

std::string drive_note(const TerritoryProfile& profile) {
  std::string text = fmt::format("To see each of {} prospects once takes about {} of driving",
                                 grouped(static_cast<std::int64_t>(profile.prospects.size())),
                                 core::format_duration(profile.round));
  if (profile.rep == nullptr || !profile.rep->home) {
    text += profile.rep == nullptr ? " between them: the territory is vacant"
                                   : " between them: the rep's home is not known";
  }
  return text + ". Estimated from straight lines, 12 visits a day.";
}

double mean_of(const std::vector<TerritoryProfile>& profiles,
               double (*amount)(const TerritoryProfile&)) {
  double sum = 0.0;
  for (const TerritoryProfile& profile : profiles) sum += amount(profile);
  return profiles.empty() ? 0.0 : sum / static_cast<double>(profiles.size());
}

std::string against_mean(const std::vector<TerritoryProfile>& profiles,
                         const TerritoryProfile& profile,
                         double (*amount)(const TerritoryProfile&)) {
  const double mean = mean_of(profiles, amount);
  if (!(mean > 0.0)) return {};
  return fmt::format("{:+.1f} % of the mean", 100.0 * (amount(profile) / mean - 1.0));
}

double prospects_in(const TerritoryProfile& profile) {
  return static_cast<double>(profile.figures.prospects);
}

double weight_in(const TerritoryProfile& profile, const char* name) {
  const auto found = profile.territory.weights.find(name);
  return found == profile.territory.weights.end() ? 0.0 : found->second;
}

double hours_in(const TerritoryProfile& profile) {
  return weight_in(profile, "hours");
}

double mrc_in(const TerritoryProfile& profile) {
  return weight_in(profile, "mrc");
}

std::vector<ReportFigure> figures_of(const std::vector<TerritoryProfile>& all,
                                     const TerritoryProfile& profile) {
  const AccountFigures& sum = profile.figures;
  const std::int64_t promised = sum.follow_ups_due + sum.follow_ups_overdue;
  return {
      {"Prospects", grouped(sum.prospects), against_mean(all, profile, &prospects_in)},
      {"Work hours a year", grouped(std::llround(hours_in(profile))),
       against_mean(all, profile, &hours_in)},
      {"Potential MRC", grouped(std::llround(mrc_in(profile))),
       against_mean(all, profile, &mrc_in)},
      {"Open deals", grouped(sum.open_deals), whole(sum.open_mrc) + " MRC"},
      {"Follow-ups promised", grouped(promised), fmt::format("{} overdue", sum.follow_ups_overdue)},
      {"Accounts", grouped(sum.accounts), "all businesses"},
      {"Customers", grouped(profile.customers), "active"},
      {"Drive, one round", core::format_duration(profile.round), "every prospect once"},
      {"Compactness", fmt::format("{:.2f}", profile.territory.compactness), "a circle has 1"},
      {"Units", grouped(profile.territory.units),
       profile.territory.connected ? "connected" : "in parts"},
  };
}

std::string rep_name(const Snapshot& snapshot, const core::RepId& rep, const char* nobody) {
  if (rep.empty()) return nobody;
  const model::Rep* known = snapshot.reps.find(rep);
  return known == nullptr || known->name.empty() ? rep.text() : known->name;
}

std::string address_of(const model::Business& business) {
  std::string text = business.address1;
  for (const std::string& part : {business.city, business.state}) {
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

handoff::TerritorySheet sheet_of(const Snapshot& snapshot, const std::vector<TerritoryProfile>& all,
                                 const TerritoryProfile& profile) {
  handoff::TerritorySheet sheet;
  sheet.id = profile.territory.id.text();
  sheet.name = profile.territory.name;
  sheet.rep = rep_name(snapshot, profile.territory.rep, "vacant");
  if (!profile.parents.district.empty()) sheet.parents = "district " + profile.parents.district;
  if (!profile.parents.region.empty()) {
    sheet.parents += (sheet.parents.empty() ? "region " : ", region ") + profile.parents.region;
  }
  sheet.figures = figures_of(all, profile);
  sheet.stages = bars_of(profile.stages);
  sheet.industries = largest(profile.industries);
  sheet.statuses = bars_of(profile.statuses);
  sheet.drive = drive_bars(profile);
  sheet.drive_note = drive_note(profile);
  sheet.shape = profile.territory.geometry;
  if (profile.rep != nullptr) sheet.home = profile.rep->home;
  for (const ProspectLine& line : profile.prospects) {
    sheet.prospects.push_back(*line.business->position);
    if (sheet.top.size() >= kBest) continue;
    sheet.top.push_back(
        {line.business->name.empty() ? line.business->id.text() : line.business->name,
         address_of(*line.business), spoken(model::to_text(line.business->stage)),
         fmt::format("{:.0f}", line.prospect->score), whole(line.mrc),
         line.drive ? fmt::format("{:.0f}", core::to_minutes(*line.drive)) : std::string("–")});
  }
  return sheet;
}

std::vector<std::string> overview_row(const Snapshot& snapshot, const TerritoryProfile& profile) {
  const AccountFigures& sum = profile.figures;
  return {profile.territory.name.empty() ? profile.territory.id.text() : profile.territory.name,
          rep_name(snapshot, profile.territory.rep, "vacant"),
          grouped(sum.prospects),
          grouped(std::llround(hours_in(profile))),
          grouped(std::llround(mrc_in(profile))),
          grouped(sum.accounts),
          grouped(profile.customers),
          grouped(sum.open_deals),
          grouped(sum.follow_ups_due),
          grouped(sum.follow_ups_overdue),
          grouped(std::llround(core::to_minutes(profile.round) / 60.0))};
}

std::string state_of(const model::Scenario& scenario) {
  std::string text(model::to_text(scenario.state));
  if (!scenario.approved_by.empty()) text += ", approved by " + scenario.approved_by;
  if (scenario.published_from) {
    text += ", in force from " + core::format_date(*scenario.published_from);
  }
  if (scenario.published_until) text += " until " + core::format_date(*scenario.published_until);
  return text;
}

std::vector<std::string> holder_row(const Snapshot& snapshot, const HolderImpact& holder) {
  AccountFigures delta = holder.after;
  delta -= holder.before;
  const std::int64_t drive =
      std::llround(core::to_minutes(holder.drive_after - holder.drive_before));
  return {rep_name(snapshot, holder.rep, "nobody"),
          grouped(holder.before.accounts),
          grouped(holder.after.accounts),
          signed_grouped(delta.accounts),
          whole(holder.after.mrc),
          signed_grouped(std::llround(static_cast<double>(delta.mrc.value) / 100.0)),
          signed_grouped(delta.open_deals),
          signed_grouped(delta.follow_ups_due),
          signed_grouped(delta.follow_ups_overdue),
          grouped(std::llround(core::to_minutes(holder.drive_after))),
          signed_grouped(drive)};
}

handoff::ReportMove move_row(const AccountMove& move) {
  const auto minutes = [](const std::optional<core::Seconds>& drive) {
    return drive ? fmt::format("{:.0f}", core::to_minutes(*drive)) : std::string("–");
  };
  const auto holder = [](const core::RepId& rep) {
    return rep.empty() ? std::string("nobody") : rep.text();
  };
  std::string why(to_text(move.reason));
  return {{move.business.text(), move.name, holder(move.from), holder(move.to),
           spoken(core::lower_case(why)), spoken(model::to_text(move.stage)),
           whole(move.figures.mrc), move.follow_up ? core::format_date(*move.follow_up) : "",
           minutes(move.drive_from), minutes(move.drive_to)},
          move.position};
}

}  // namespace

std::vector<std::string> write_territory_report(const Snapshot& snapshot,
                                                const TerritoryReportRequest& request) {
  const auto scenario = request.scenario ? request.scenario : scenario_in_force(snapshot);
  if (!scenario) {
    throw core::ConfigError(
        "there are no territories to report on; run nearnet territories WORKSPACE design first");
  }
  const model::Scenario& plan = scenario_named(snapshot, *scenario);
  const std::vector<TerritoryProfile> all = territory_profiles(snapshot, *scenario);
  std::vector<TerritoryProfile> wanted;
  std::copy_if(all.begin(), all.end(), std::back_inserter(wanted),
               [&](const TerritoryProfile& profile) {
                 return request.rep.empty() || profile.territory.rep == request.rep;
               });
  if (wanted.empty()) {
    throw core::ConfigError(fmt::format("scenario \"{}\" has no territory for {}", scenario->text(),
                                        request.rep.text()));
  }
  if (!core::lower_case(request.out).ends_with(".pdf")) {
    return write_report_tables(wanted, request.out);
  }
  handoff::TerritoryReport report;
  report.title = snapshot.settings.title.empty() ? "nearnet" : snapshot.settings.title;
  report.scenario = scenario->text();
  report.state = state_of(plan);
  report.date = snapshot.today;
  report.overview_header = {"territory", "rep",   "prospects", "hours",   "MRC",    "accounts",
                            "customers", "deals", "due",       "overdue", "drive h"};
  for (const TerritoryProfile& profile : wanted) {
    report.overview.push_back(overview_row(snapshot, profile));
    report.sheets.push_back(sheet_of(snapshot, all, profile));
  }
  report.backdrop = {snapshot.footprints.rows(), snapshot.roads.rows()};
  handoff::write_private_file(request.out, handoff::territory_report_pdf(report));
  return {};
}

void write_comparison_report(const Snapshot& snapshot, const ScenarioImpact& impact,
                             const std::string& path) {
  constexpr std::size_t kMostMoves = 1'000;
  handoff::ComparisonReport report;
  report.title = snapshot.settings.title.empty() ? "nearnet" : snapshot.settings.title;
  report.from = impact.from.text();
  report.to = impact.to.text();
  report.date = snapshot.today;
  const AccountFigures& moved = impact.moved;
  const std::int64_t drive =
      std::llround(core::to_minutes(impact.drive_after - impact.drive_before));
  report.figures = {
      {"Units", grouped(impact.units_moved), "change hands"},
      {"Accounts", grouped(moved.accounts), fmt::format("{} prospects", grouped(moved.prospects))},
      {"MRC", whole(moved.mrc), "of those accounts"},
      {"Open deals", grouped(moved.open_deals), whole(moved.open_mrc) + " MRC"},
      {"Follow-ups", grouped(moved.follow_ups_due + moved.follow_ups_overdue),
       fmt::format("{} overdue", moved.follow_ups_overdue)},
      {"Drive minutes", signed_grouped(drive),
       "on " + grouped(std::llround(core::to_minutes(impact.drive_before)))}};
  report.rep_header = {"rep",   "before", "after",   "change",    "MRC after", "MRC",
                       "deals", "due",    "overdue", "drive min", "change"};
  for (const HolderImpact& holder : impact.holders) {
    report.reps.push_back(holder_row(snapshot, holder));
  }
  report.flow_header = {"from", "to", "units", "accounts", "MRC", "deals", "due", "overdue"};
  for (const HandOverFlow& flow : impact.flows) {
    report.flows.push_back({rep_name(snapshot, flow.from, "nobody"),
                            rep_name(snapshot, flow.to, "nobody"), grouped(flow.units),
                            grouped(flow.figures.accounts), whole(flow.figures.mrc),
                            grouped(flow.figures.open_deals), grouped(flow.figures.follow_ups_due),
                            grouped(flow.figures.follow_ups_overdue)});
  }
  report.move_header = {"account", "name", "from",      "to",       "why",
                        "stage",   "MRC",  "follow-up", "min from", "min to"};
  for (const AccountMove& move : impact.accounts) {
    if (report.moves.size() == kMostMoves) break;
    report.moves.push_back(move_row(move));
  }
  if (impact.accounts.size() > kMostMoves) {
    report.notes.push_back(
        fmt::format("{} more accounts change hands; compare --csv writes all of them.",
                    grouped(static_cast<std::int64_t>(impact.accounts.size() - kMostMoves))));
  }
  report.notes.push_back(
      "Drive minutes: to see every prospect once, estimated from straight lines. Of an account: "
      "one "
      "way from the home of who has it and of who gets it.");
  for (const model::Territory& territory : territories_of(snapshot, impact.from)) {
    report.before.push_back(territory.geometry);
  }
  for (const model::Territory& territory : territories_of(snapshot, impact.to)) {
    report.after.push_back(territory.geometry);
    report.after_names.push_back(territory.name);
  }
  report.backdrop = {snapshot.footprints.rows(), snapshot.roads.rows()};
  handoff::write_private_file(path, handoff::comparison_report_pdf(report));
}

}  // namespace nearnet::workspace
