// SPDX-License-Identifier: Apache-2.0
// The text form of every enumeration of the model, both ways from one table each.
#include <array>
#include <cassert>
#include <utility>

#include "model/activity.h"
#include "model/address.h"
#include "model/business.h"
#include "model/day.h"
#include "model/footprint.h"
#include "model/prospect.h"
#include "model/prospect_change.h"
#include "model/road.h"
#include "model/stage.h"
#include "model/territory.h"

namespace nearnet::model {
namespace {

template <typename Enum>
using TextForm = std::pair<Enum, std::string_view>;

constexpr std::array kStageTexts = {
    TextForm<Stage>{Stage::kNew, "new"},
    TextForm<Stage>{Stage::kContacted, "contacted"},
    TextForm<Stage>{Stage::kQualified, "qualified"},
    TextForm<Stage>{Stage::kCoverageConfirmed, "coverage_confirmed"},
    TextForm<Stage>{Stage::kPresented, "presented"},
    TextForm<Stage>{Stage::kProposalOut, "proposal_out"},
    TextForm<Stage>{Stage::kVerbal, "verbal"},
    TextForm<Stage>{Stage::kOrderSubmitted, "order_submitted"},
    TextForm<Stage>{Stage::kInstallScheduled, "install_scheduled"},
    TextForm<Stage>{Stage::kInstalled, "installed"},
    TextForm<Stage>{Stage::kBilling, "billing"},
    TextForm<Stage>{Stage::kClosedLost, "closed_lost"},
    TextForm<Stage>{Stage::kNotServiceable, "not_serviceable"}};

constexpr std::array kCustomerStatusTexts = {
    TextForm<CustomerStatus>{CustomerStatus::kNever, "never"},
    TextForm<CustomerStatus>{CustomerStatus::kFormer, "former"},
    TextForm<CustomerStatus>{CustomerStatus::kActive, "active"}};

constexpr std::array kGeocodeQualityTexts = {
    TextForm<GeocodeQuality>{GeocodeQuality::kGiven, "given"},
    TextForm<GeocodeQuality>{GeocodeQuality::kPlaced, "placed"},
    TextForm<GeocodeQuality>{GeocodeQuality::kRooftop, "rooftop"},
    TextForm<GeocodeQuality>{GeocodeQuality::kInterpolated, "interpolated"},
    TextForm<GeocodeQuality>{GeocodeQuality::kStreet, "street"},
    TextForm<GeocodeQuality>{GeocodeQuality::kZip, "zip"},
    TextForm<GeocodeQuality>{GeocodeQuality::kNone, "none"}};

constexpr std::array kParityTexts = {TextForm<Parity>{Parity::kBoth, "both"},
                                     TextForm<Parity>{Parity::kEven, "even"},
                                     TextForm<Parity>{Parity::kOdd, "odd"}};

constexpr std::array kSegmentTexts = {TextForm<Segment>{Segment::kUnknown, "unknown"},
                                      TextForm<Segment>{Segment::kResidential, "residential"},
                                      TextForm<Segment>{Segment::kBusiness, "business"},
                                      TextForm<Segment>{Segment::kBoth, "both"}};

constexpr std::array kOneWayTexts = {TextForm<OneWay>{OneWay::kNo, "no"},
                                     TextForm<OneWay>{OneWay::kForward, "forward"},
                                     TextForm<OneWay>{OneWay::kBackward, "backward"}};

constexpr std::array kNetStatusTexts = {TextForm<NetStatus>{NetStatus::kUnknown, "unknown"},
                                        TextForm<NetStatus>{NetStatus::kOnNet, "on_net"},
                                        TextForm<NetStatus>{NetStatus::kNearNet, "near_net"},
                                        TextForm<NetStatus>{NetStatus::kOffNet, "off_net"}};

constexpr std::array kChangeKindTexts = {
    TextForm<ChangeKind>{ChangeKind::kNewlyEligible, "newly_eligible"},
    TextForm<ChangeKind>{ChangeKind::kLost, "lost"},
    TextForm<ChangeKind>{ChangeKind::kChanged, "changed"}};

constexpr std::array kGradeTexts = {
    TextForm<Grade>{Grade::kUnknown, "UNKNOWN"}, TextForm<Grade>{Grade::kDrop, "DROP"},
    TextForm<Grade>{Grade::kBuildPays, "BUILD_PAYS"}, TextForm<Grade>{Grade::kSurvey, "SURVEY"},
    TextForm<Grade>{Grade::kOut, "OUT"}};

constexpr std::array kScenarioStateTexts = {
    TextForm<ScenarioState>{ScenarioState::kDraft, "draft"},
    TextForm<ScenarioState>{ScenarioState::kProposed, "proposed"},
    TextForm<ScenarioState>{ScenarioState::kApproved, "approved"},
    TextForm<ScenarioState>{ScenarioState::kPublished, "published"},
    TextForm<ScenarioState>{ScenarioState::kRetired, "retired"}};

constexpr std::array kStopKindTexts = {TextForm<StopKind>{StopKind::kVisit, "visit"},
                                       TextForm<StopKind>{StopKind::kAppointment, "appointment"},
                                       TextForm<StopKind>{StopKind::kFollowUp, "follow_up"}};

constexpr std::array kActivityKindTexts = {
    TextForm<ActivityKind>{ActivityKind::kCall, "call"},
    TextForm<ActivityKind>{ActivityKind::kVisit, "visit"},
    TextForm<ActivityKind>{ActivityKind::kPresentation, "presentation"},
    TextForm<ActivityKind>{ActivityKind::kProposal, "proposal"},
    TextForm<ActivityKind>{ActivityKind::kSale, "sale"},
    TextForm<ActivityKind>{ActivityKind::kFollowUp, "follow-up"},
    TextForm<ActivityKind>{ActivityKind::kNote, "note"}};

constexpr std::array kOutcomeTexts = {
    TextForm<Outcome>{Outcome::kNone, ""},
    TextForm<Outcome>{Outcome::kNotIn, "not-in"},
    TextForm<Outcome>{Outcome::kSpokeToGate, "gatekeeper"},
    TextForm<Outcome>{Outcome::kConversation, "conversation"},
    TextForm<Outcome>{Outcome::kInterested, "interested"},
    TextForm<Outcome>{Outcome::kAppointmentSet, "appointment-set"},
    TextForm<Outcome>{Outcome::kPresented, "presented"},
    TextForm<Outcome>{Outcome::kProposalSent, "proposal-sent"},
    TextForm<Outcome>{Outcome::kSold, "sold"},
    TextForm<Outcome>{Outcome::kNotInterested, "not-interested"},
    TextForm<Outcome>{Outcome::kUnderContract, "under-contract"},
    TextForm<Outcome>{Outcome::kDoNotContact, "do-not-contact"},
    TextForm<Outcome>{Outcome::kClosedDown, "closed-down"},
    TextForm<Outcome>{Outcome::kHandedToCare, "handed-to-care"}};

template <typename Enum, std::size_t N>
std::string_view text_of(const std::array<TextForm<Enum>, N>& forms, Enum value) {
  for (const auto& [known, text] : forms) {
    if (known == value) return text;
  }
  assert(false && "every value has a text form");
  return {};
}

template <typename Enum, std::size_t N>
std::optional<Enum> value_of(const std::array<TextForm<Enum>, N>& forms, std::string_view text) {
  for (const auto& [value, known] : forms) {
    if (known == text) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_text(Stage stage) {
  return text_of(kStageTexts, stage);
}
std::optional<Stage> stage_from_text(std::string_view text) {
  return value_of(kStageTexts, text);
}

std::string_view to_text(CustomerStatus status) {
  return text_of(kCustomerStatusTexts, status);
}
std::optional<CustomerStatus> customer_status_from_text(std::string_view text) {
  return value_of(kCustomerStatusTexts, text);
}

std::string_view to_text(GeocodeQuality quality) {
  return text_of(kGeocodeQualityTexts, quality);
}
std::optional<GeocodeQuality> geocode_quality_from_text(std::string_view text) {
  return value_of(kGeocodeQualityTexts, text);
}

std::string_view to_text(Parity parity) {
  return text_of(kParityTexts, parity);
}
std::optional<Parity> parity_from_text(std::string_view text) {
  return value_of(kParityTexts, text);
}

std::string_view to_text(Segment segment) {
  return text_of(kSegmentTexts, segment);
}
std::optional<Segment> segment_from_text(std::string_view text) {
  return value_of(kSegmentTexts, text);
}

std::string_view to_text(OneWay one_way) {
  return text_of(kOneWayTexts, one_way);
}
std::optional<OneWay> one_way_from_text(std::string_view text) {
  return value_of(kOneWayTexts, text);
}

std::string_view to_text(ChangeKind kind) {
  return text_of(kChangeKindTexts, kind);
}
std::optional<ChangeKind> change_kind_from_text(std::string_view text) {
  return value_of(kChangeKindTexts, text);
}

std::string_view to_text(Grade grade) {
  return text_of(kGradeTexts, grade);
}
std::optional<Grade> grade_from_text(std::string_view text) {
  return value_of(kGradeTexts, text);
}

std::string_view to_text(NetStatus status) {
  return text_of(kNetStatusTexts, status);
}
std::optional<NetStatus> net_status_from_text(std::string_view text) {
  return value_of(kNetStatusTexts, text);
}

std::string_view to_text(ScenarioState state) {
  return text_of(kScenarioStateTexts, state);
}
std::optional<ScenarioState> scenario_state_from_text(std::string_view text) {
  return value_of(kScenarioStateTexts, text);
}

std::string_view to_text(StopKind kind) {
  return text_of(kStopKindTexts, kind);
}
std::optional<StopKind> stop_kind_from_text(std::string_view text) {
  return value_of(kStopKindTexts, text);
}

std::string_view to_text(ActivityKind kind) {
  return text_of(kActivityKindTexts, kind);
}
std::optional<ActivityKind> activity_kind_from_text(std::string_view text) {
  return value_of(kActivityKindTexts, text);
}

std::string_view to_text(Outcome outcome) {
  return text_of(kOutcomeTexts, outcome);
}
std::optional<Outcome> outcome_from_text(std::string_view text) {
  return value_of(kOutcomeTexts, text);
}

}  // namespace nearnet::model
