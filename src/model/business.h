// SPDX-License-Identifier: Apache-2.0
// A business location: who might buy, and all that is known about it before geometry and rules
// speak.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/calendar.h"
#include "core/ids.h"
#include "core/units.h"
#include "geo/lon_lat.h"
#include "model/stage.h"

namespace nearnet::model {

/// Relation to us: nevers are the prospect pool, formers are win-back, active ones are customers.
enum class CustomerStatus { kNever, kFormer, kActive };

std::string_view to_text(CustomerStatus status);  ///< "never", "former", "active"
std::optional<CustomerStatus> customer_status_from_text(std::string_view text);

/// How the position was found, best first. Only kGiven positions are the source's own.
enum class GeocodeQuality {
  kGiven,         ///< as the source has it, or has it not
  kPlaced,        ///< by hand
  kRooftop,       ///< an address point of exactly this address
  kInterpolated,  ///< along an address range, by number and side
  kStreet,        ///< somewhere on the street
  kZip,           ///< the middle of the ZIP code
  kNone,          ///< looked for and not found
};

std::string_view to_text(GeocodeQuality quality);  ///< "given", "placed", "rooftop", …
std::optional<GeocodeQuality> geocode_quality_from_text(std::string_view text);

struct Business {
  core::BusinessId id;
  std::string name;
  std::string category;
  std::string naics;
  std::string address1;
  std::string address2;
  std::string city;
  std::string state;
  std::string zip;
  std::string phone;
  std::string email;
  std::string website;
  std::string contact_first;
  std::string contact_last;
  std::string lead_source;
  std::string notes;

  std::optional<geo::LonLat> position;  ///< none: cannot be placed, so eligibility is unknown
  GeocodeQuality geocode_quality = GeocodeQuality::kGiven;
  /// The reference file that gave the position, or for kNone why there is none ("AMBIGUOUS").
  std::string geocode_source;

  CustomerStatus customer_status = CustomerStatus::kNever;
  Stage stage = Stage::kNew;
  core::RepId owner;  ///< empty: nobody's
  bool do_not_contact = false;
  bool closed = false;
  bool residential = false;

  std::string provider_now;
  std::optional<core::Date> contract_end;
  std::optional<int> employees;
  std::optional<core::Cents> est_mrc;

  std::optional<core::Date> last_visit;
  std::optional<int> visit_interval_days;
  std::optional<core::Seconds> visit_duration;
  std::optional<core::TimeOfDay> open_from;
  std::optional<core::TimeOfDay> open_to;

  std::string source;  ///< the file it came from
  std::string extra;   ///< columns we have no name for, as one JSON object; "" for none

  friend bool operator==(const Business&, const Business&) = default;
};

}  // namespace nearnet::model
