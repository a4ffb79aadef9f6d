// SPDX-License-Identifier: Apache-2.0
// The tables of standing beats.
#include "storage/fields.h"
#include "storage/tables.h"

namespace nearnet::storage {

const TableOf<model::Beat>& beats() {
  using model::Beat;
  static const auto table = make_table<Beat>(
      "beats", Shape::kMultiPolygon, 2, "standing areas of a rep, each worked as one",
      {field<&Beat::rep>("rep_id", ""), field<&Beat::number>("beat", "1, 2, …"),
       field<&Beat::businesses>("businesses", "how many belong to it"),
       field<&Beat::work>("work_s", "time of visits a year, parking included, seconds")},
      geometry<&Beat::area>());
  return table;
}

const TableOf<model::BeatMember>& beat_members() {
  using model::BeatMember;
  static const auto table = make_table<BeatMember>(
      "beat_members", Shape::kPoint, 3, "which beat of a rep each business belongs to",
      {field<&BeatMember::rep>("rep_id", ""), field<&BeatMember::beat>("beat", "1, 2, …"),
       field<&BeatMember::business>("business_id", ""),
       field<&BeatMember::name>("name", "repeated from businesses")},
      geometry<&BeatMember::position>());
  return table;
}

}  // namespace nearnet::storage
