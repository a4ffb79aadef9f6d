// SPDX-License-Identifier: Apache-2.0
#include "handoff/crm.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nearnet::handoff {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Crm : public ::testing::Test {
 protected:
  void SetUp() override {
    model::Business dental;
    dental.id = core::BusinessId("1");
    dental.name = "Riverside Dental, LLC";
    dental.contact_first = "Ana";
    dental.contact_last = "Ruiz";
    dental.address1 = "12 Elm St";
    dental.address2 = "STE 4";
    dental.city = "Maple";
    dental.state = "ME";
    dental.zip = "04401";
    dental.website = "https://www.Riverside-Dental.example/en?x=1";
    dental.owner = core::RepId("R1");
    dental.employees = 9;
    dental.stage = model::Stage::kPresented;
    model::Business bakery;
    bakery.id = core::BusinessId("2");
    bakery.name = "Corner Bakery";
    model::Business nameless;
    nameless.id = core::BusinessId("3");
    model::Business quiet = bakery;
    quiet.id = core::BusinessId("4");
    quiet.do_not_contact = true;
    businesses_ = {dental, bakery, nameless, quiet};
    model::Prospect prospect;
    prospect.business = dental.id;
    prospect.status = model::NetStatus::kOnNet;
    prospect.eligible = true;
    prospect.score = 88.5;
    prospects_ = {prospect};
    model::Rep rep;
    rep.id = core::RepId("R1");
    rep.email = "ada@example.com";
    reps_ = {rep};
  }

  CrmInputs inputs() const {
    return {.businesses = businesses_, .prospects = prospects_, .reps = reps_};
  }

  std::vector<model::Business> businesses_;
  std::vector<model::Prospect> prospects_;
  std::vector<model::Rep> reps_;
};

TEST_F(Crm, SalesforceLeads) {
  EXPECT_EQ(salesforce_leads(inputs()).csv,
            "nearnet Business Id,Company,First Name,Last Name,Phone,Email,Website,Street,City,"
            "State,Zip,Industry,Employees,Lead Source,Lead Status,Lead Owner,Net Status,Score,"
            "Description\r\n"
            "1,\"Riverside Dental, LLC\",Ana,Ruiz,,,https://www.Riverside-Dental.example/en?x=1,"
            "\"12 Elm St, STE 4\",Maple,ME,04401,,9,,Working - Contacted,ada@example.com,on_net,"
            "88.5,\r\n"
            "2,Corner Bakery,,[not provided],,,,,,,,,,,Open - Not Contacted,,,,\r\n");
}

TEST_F(Crm, HubspotCompanies) {
  EXPECT_EQ(hubspot_companies(inputs()).csv,
            "nearnet Business Id,Company name,Company domain name,Company phone number,Street "
            "address,City,State/Region,Postal code,Number of employees,Company owner,First name,"
            "Last name,Email,nearnet Stage,nearnet Net Status,nearnet Score,Description\r\n"
            "1,\"Riverside Dental, LLC\",riverside-dental.example,,\"12 Elm St, STE 4\",Maple,ME,"
            "04401,9,ada@example.com,Ana,Ruiz,,presented,on_net,88.5,\r\n"
            "2,Corner Bakery,,,,,,,,,,,,new,,,\r\n");
}

TEST_F(Crm, SaysWhoStayedAtHomeAndWhy) {
  const CrmFile file = salesforce_leads(inputs());
  EXPECT_EQ(file.rows, 2);
  EXPECT_EQ(file.left_out.count("NO_NAME"), 1);
  EXPECT_EQ(file.left_out.count("DO_NOT_CONTACT"), 1);
  EXPECT_EQ(file.left_out.rejected(), 2);
}

TEST_F(Crm, DefusesFormulas) {
  businesses_[1].name = "=1+1";
  EXPECT_THAT(salesforce_leads(inputs()).csv, HasSubstr("2,'=1+1,"));
  EXPECT_THAT(salesforce_leads(inputs()).csv, Not(HasSubstr(",=1+1")));
}

}  // namespace
}  // namespace nearnet::handoff
