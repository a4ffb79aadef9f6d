// SPDX-License-Identifier: Apache-2.0
// Businesses as the two big customer-relationship systems import them: CSV (RFC 4180, UTF-8, CRLF).
//
//   handoff::CrmFile file = handoff::salesforce_leads({.businesses = businesses});
//   handoff::write_private_file("leads.csv", file.csv);
//   file.left_out.rejections();      // {"DO_NOT_CONTACT": 3, "NO_NAME": 1}
//
// Salesforce: leads; Last Name and Company are required, so a business without a known contact gets
// the last name "[not provided]". Rows a wizard run: 50,000. HubSpot: companies with their contact
// in one file; a contact needs a name or an e-mail. "nearnet Business Id" is the external id to
// match on when importing again. Text that a spreadsheet would run as a formula is defused as in
// csv_text.h.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/diagnostics.h"
#include "model/business.h"
#include "model/prospect.h"
#include "model/rep.h"

namespace nearnet::handoff {

struct CrmInputs {
  std::span<const model::Business> businesses = {};
  std::span<const model::Prospect> prospects = {};  ///< for status and score; may be empty
  std::span<const model::Rep> reps = {};            ///< owners are named by e-mail; may be empty
};

struct CrmFile {
  std::string csv = {};
  int rows = 0;
  core::Diagnostics left_out = {};  ///< NO_NAME, DO_NOT_CONTACT, CLOSED: not exported, and why
};

CrmFile salesforce_leads(const CrmInputs& inputs);
CrmFile hubspot_companies(const CrmInputs& inputs);

}  // namespace nearnet::handoff
