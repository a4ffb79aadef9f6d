// SPDX-License-Identifier: Apache-2.0
#include "eligibility/tmf645.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "eligibility/reasons.h"

namespace nearnet::eligibility {
namespace {

using Json = nlohmann::ordered_json;

/// Reasons that construction would lift.
constexpr std::array kLiftedByBuilding = {reason::kOffNet, reason::kNearNetExcluded,
                                          reason::kDropMax, reason::kBarrierExcluded};

std::string date_time(core::Date date) {
  return core::format_date(date) + "T00:00:00.000Z";
}

std::vector<Reason> blocking(const model::Prospect& prospect) {
  std::vector<Reason> reasons;
  for (const std::string& code : prospect.reasons) {
    const auto known = find_reason(code);
    if (known && known->blocks) reasons.push_back(*known);
  }
  return reasons;
}

bool has_alternate(const model::Prospect& prospect) {
  if (prospect.grade != model::Grade::kBuildPays && prospect.grade != model::Grade::kSurvey) {
    return false;
  }
  return std::ranges::all_of(blocking(prospect), [](const Reason& reason) {
    return std::ranges::find(kLiftedByBuilding, reason.code) != kLiftedByBuilding.end();
  });
}

const char* result_of(const model::Prospect& prospect) {
  if (prospect.eligible) return "qualified";
  return has_alternate(prospect) ? "alternate" : "unqualified";
}

Json characteristic(const char* name, Json value) {
  return {{"name", name}, {"value", std::move(value)}};
}

Json characteristics(const Explanation& explanation) {
  const model::Prospect& prospect = explanation.prospect;
  Json list = Json::array();
  list.push_back(characteristic("networkStatus", std::string(model::to_text(prospect.status))));
  if (!prospect.footprint.empty()) {
    list.push_back(characteristic("footprint", prospect.footprint.text()));
  }
  if (!prospect.offer.empty()) {
    list.push_back(characteristic("bestOffer", prospect.offer.text()));
  }
  if (prospect.distance) {
    list.push_back(characteristic("distanceMetres", prospect.distance->value));
  }
  if (prospect.route) {
    list.push_back(characteristic("alongRoadMetres", prospect.route->value));
  }
  if (prospect.grade) {
    list.push_back(characteristic("grade", std::string(model::to_text(*prospect.grade))));
  }
  list.push_back(characteristic("confidence", explanation.confidence));
  return list;
}

Json place(const model::Prospect& prospect) {
  Json place{{"id", prospect.business.text()},
             {"name", prospect.name},
             {"role", "installationAddress"},
             {"@type", "GeographicLocation"}};
  if (prospect.position) {
    place["geometry"] = {{"type", "Point"},
                         {"coordinates", {prospect.position->lon, prospect.position->lat}}};
  }
  return place;
}

Json item_of(const Explanation& explanation, const std::string& expires) {
  const model::Prospect& prospect = explanation.prospect;
  const bool unknown = prospect.status == model::NetStatus::kUnknown;
  Json item{{"id", "1"}, {"@type", "CheckServiceQualificationItem"}};
  item["state"] = unknown ? "terminatedWithError" : "done";
  if (!unknown) item["qualificationResult"] = result_of(prospect);
  item["expirationDate"] = expires;
  Json reasons = Json::array();
  if (!prospect.eligible && !unknown) {
    for (const Reason& reason : blocking(prospect)) {
      reasons.push_back({{"code", reason.code}, {"label", reason.meaning}});
    }
  }
  if (!reasons.empty()) item["eligibilityUnavailabilityReason"] = reasons;
  if (!unknown && !prospect.eligible && has_alternate(prospect)) {
    item["alternateServiceProposal"] = Json::array(
        {{{"id", "1"},
          {"@type", "AlternateServiceProposal"},
          {"alternateService",
           {{"@type", "Service"},
            {"name", "Business access after construction"},
            {"description", explanation.grade_reason},
            {"serviceCharacteristic",
             {characteristic("grade", std::string(model::to_text(*prospect.grade)))}}}}}});
  }
  item["service"] = {{"@type", "Service"},
                     {"name", "Business access"},
                     {"serviceCharacteristic", characteristics(explanation)},
                     {"place", Json::array({place(prospect)})}};
  if (unknown) {
    item["terminationError"] =
        Json::array({{{"code", std::string(reason::kNoPosition)}, {"value", explanation.verdict}}});
  }
  return item;
}

}  // namespace

std::string to_tmf645(const Explanation& explanation, core::Date today) {
  const model::Prospect& prospect = explanation.prospect;
  const bool unknown = prospect.status == model::NetStatus::kUnknown;
  const std::string expires = date_time(core::add_days(today, kQualifiedDays));
  Json json{{"id", prospect.business.text()},
            {"@type", "CheckServiceQualification"},
            {"description", explanation.verdict},
            {"checkServiceQualificationDate", date_time(today)},
            {"effectiveQualificationDate", date_time(today)},
            {"expirationDate", expires},
            {"state", unknown ? "terminatedWithError" : "done"}};
  if (!unknown) json["qualificationResult"] = result_of(prospect);
  json["serviceQualificationItem"] = Json::array({item_of(explanation, expires)});
  return json.dump(2) + "\n";
}

}  // namespace nearnet::eligibility
