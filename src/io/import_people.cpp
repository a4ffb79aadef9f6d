// SPDX-License-Identifier: Apache-2.0
// Reps, and what they did.
#include <fmt/format.h>

#include "core/error.h"
#include "io/import.h"
#include "io/import_rows.h"

namespace nearnet::io {
namespace {

/// Reps work from home addresses that lists often leave out: no warning where there is none.
std::optional<geo::LonLat> position_if_any(Row& row) {
  return row.feature().state == GeometryState::kMissing ? std::nullopt : row.position();
}

std::uint64_t identity(const model::Activity& activity) {
  return stable_hash(fmt::format("{}|{}|{}|{}|{}|{}", activity.business.text(), activity.rep.text(),
                                 model::to_text(activity.kind), model::to_text(activity.outcome),
                                 core::format_local_time(activity.at), normalised(activity.note)));
}

/// Text forms match without regard to case, blanks and hyphens: "Follow-up", "follow up".
template <typename Value, typename ToText>
std::optional<Value> value_of_text(const std::string& text, Value last, ToText to_text) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const auto value = static_cast<Value>(i);
    if (header_key(to_text(value)) == header_key(text)) return value;
  }
  return std::nullopt;
}

std::optional<model::ActivityKind> kind_of(Row& row) {
  const std::string text = row.text("kind");
  if (text.empty()) return model::ActivityKind::kVisit;
  const auto kind = value_of_text(text, model::ActivityKind::kNote,
                                  [](model::ActivityKind value) { return model::to_text(value); });
  if (!kind) {
    row.reject("UNKNOWN_KIND", "kind", "\"" + text + "\"",
               "call, visit, presentation, proposal, sale, follow-up or note");
  }
  return kind;
}

std::optional<model::Outcome> outcome_of(Row& row) {
  const std::string text = row.text("outcome");
  if (text.empty()) return model::Outcome::kNone;
  const auto outcome = value_of_text(text, model::Outcome::kHandedToCare,
                                     [](model::Outcome value) { return model::to_text(value); });
  if (!outcome) {
    row.reject("UNKNOWN_OUTCOME", "outcome", "\"" + text + "\"",
               "an outcome such as not-in or interested");
  }
  return outcome;
}

std::optional<core::LocalTime> time_of(Row& row) {
  const FieldValue& value = row.value("at");
  const std::optional<core::LocalTime> at = to_local_time(value);
  if (is_blank(value)) {
    row.reject("NO_TIME", "at", "no time", "when it happened, such as 2026-11-23T08:30");
  } else if (!at) {
    row.reject("BAD_TIME", "at", "\"" + to_text(value) + "\"", "a time such as 2026-11-23T08:30");
  }
  return at;
}

void append_activity(Row& row, const std::string& source, std::vector<model::Activity>& out) {
  model::Activity activity;
  activity.business = core::BusinessId(row.text("business"));
  if (activity.business.empty()) {
    return row.reject("NO_BUSINESS", "business", "no business named", "the id of a business");
  }
  const std::optional<model::ActivityKind> kind = kind_of(row);
  if (!kind) return;
  const std::optional<model::Outcome> outcome = outcome_of(row);
  if (!outcome) return;
  const std::optional<core::LocalTime> at = time_of(row);
  if (!at) return;
  activity.kind = *kind;
  activity.outcome = *outcome;
  activity.at = *at;
  activity.rep = core::RepId(row.text("rep"));
  activity.follow_up = row.date("follow_up");
  activity.mrc = row.money("mrc");
  activity.note = row.text("note");
  activity.position = position_if_any(row);
  activity.source = source;
  out.push_back(std::move(activity));
}

void require_columns(const RowLoop& loop, std::initializer_list<std::string_view> needed) {
  for (const std::string_view ours : needed) {
    if (loop.mapping().column(ours)) continue;
    std::string names;
    for (const Field& field : loop.reader().fields()) {
      names += (names.empty() ? "" : ", ") + field.name;
    }
    throw core::InputError(
        fmt::format("{}: has no column for {}; it has {}; name it with --field "
                    "{}=COLUMN",
                    loop.reader().source(), ours, names, ours));
  }
}

}  // namespace

Imported<model::Rep> import_reps(const ImportOptions& options, const core::JobContext& job) {
  RowLoop loop(options, Wanted::kAnything, rep_fields());
  KeyOptions keys;
  keys.candidates = {{"rep_id"}, {"external_id"}, {"user_id"}, {"employee_id"}, {"id"}, {"email"}};
  return loop.run<model::Rep>(
      job, keys,
      [&](Row& row, std::vector<model::Rep>& out) {
        model::Rep rep;
        rep.name = row.text("name");
        if (rep.name.empty()) {
          rep.name = row.text("contact_first");
          const std::string last = row.text("contact_last");
          if (!last.empty()) rep.name += (rep.name.empty() ? "" : " ") + last;
        }
        rep.email = row.text("email");
        rep.phone = row.text("phone");
        rep.home = position_if_any(row);
        rep.shift_start = row.time("shift_start");
        rep.shift_end = row.time("shift_end");
        rep.district = row.text("district");
        rep.region = row.text("region");
        rep.source = loop.reader().short_name();
        rep.extra = row.extra();
        if (rep.name.empty() && rep.email.empty() && row.text("id").empty()) {
          return row.reject("NO_NAME", "", "neither name nor e-mail nor id", "who the rep is");
        }
        out.push_back(std::move(rep));
      },
      [](const model::Rep& rep, const Row&) {
        return KeyRow{.identity = stable_hash(normalised(rep.name) + "|" + normalised(rep.email))};
      });
}

Imported<model::Activity> import_activities(const ImportOptions& options,
                                            const core::JobContext& job) {
  RowLoop loop(options, Wanted::kAnything, activity_fields());
  require_columns(loop, {"business", "at"});
  KeyOptions keys;
  keys.candidates = {{"activity_id"}, {"id"}, {"uuid"}};
  return loop.run<model::Activity>(
      job, keys,
      [&](Row& row, std::vector<model::Activity>& out) {
        append_activity(row, loop.reader().short_name(), out);
      },
      [](const model::Activity& activity, const Row&) {
        return KeyRow{.identity = identity(activity)};
      });
}

}  // namespace nearnet::io
