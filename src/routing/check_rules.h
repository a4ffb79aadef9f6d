// SPDX-License-Identifier: Apache-2.0
// The rules of a request, told a second time for the checker alone: it shares no code with the
// solver. Internal to routing.
//
//   const Rules rules(request, travel);
//   rules.feasible(rules.team().front(), {3, 1});   // could one rep visit these two, in this
//   order?
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "roads/travel_matrix.h"
#include "routing/problem.h"

namespace nearnet::routing {

/// A rep of the request.
struct Member {
  core::RepId rep;
  geo::LonLat home;
  std::size_t place = 0;  ///< of home in the matrix
  core::TimeOfDay shift_start;
  core::TimeOfDay shift_end;
  const std::vector<std::string>* skills = nullptr;
};

class Rules {
 public:
  Rules(const DayRequest& request, const roads::TravelMatrix& travel);

  const std::vector<Member>& team() const { return team_; }
  /// None when it is a visit like any other.
  const Appointment* appointment_of(std::size_t candidate) const;
  core::Seconds duration_of(std::size_t candidate) const;
  /// May a visit of the candidate start then, by agreement or by opening hours?
  bool may_start(std::size_t candidate, core::TimeOfDay start) const;
  /// Is this a date on which the candidate may be visited?
  bool may_visit_on(std::size_t candidate, core::Date date) const;
  bool may_serve(const Member& who, std::size_t candidate) const;
  bool lunch_concerns(const Member& who) const;

  /// These candidates in this order, each as early as can be, fit into a shift, with lunch at some
  /// time or none where the day leaves room for it at home.
  bool feasible(const Member& who, const std::vector<std::size_t>& order) const;
  bool drives_little(const Member& who, const std::vector<std::size_t>& order) const;
  bool in_time(const Member& who, const std::vector<std::size_t>& order, bool with_hours) const;
  /// As far as an order is asked for.
  bool in_order(const std::vector<std::size_t>& order) const;

 private:
  core::TimeOfDay home_by(const Member& who, const std::vector<std::size_t>& order,
                          std::optional<std::size_t> lunch_at, bool with_hours) const;

  const DayRequest& request_;
  const roads::TravelMatrix& travel_;
  std::vector<Member> team_;
  std::map<std::size_t, const Appointment*> agreed_;
};

}  // namespace nearnet::routing
