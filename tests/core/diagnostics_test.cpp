// SPDX-License-Identifier: Apache-2.0
#include "core/diagnostics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"

namespace nearnet::core {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Diagnostics, CountRejectedRowsByCode) {
  Diagnostics findings;
  findings.reject("NO_POSITION", {.source = "a.csv", .row = 7}, "lat is empty");
  findings.reject("DUPLICATE", {.source = "a.csv", .row = 8}, "id 4 again");
  findings.reject("NO_POSITION", {.source = "a.csv", .row = 9}, "lat is empty");
  findings.warn("REPAIRED", {.source = "a.gpkg", .row = 1}, "ring crosses itself");
  findings.note("NO_CRS", {.source = "a.gpkg"}, "no reference system");

  EXPECT_EQ(findings.rejected(), 3);
  EXPECT_THAT(findings.rejections(), ElementsAre(Pair("DUPLICATE", 1), Pair("NO_POSITION", 2)));
  EXPECT_EQ(findings.count("NO_POSITION"), 2);
  EXPECT_EQ(findings.count("REPAIRED"), 1);
  EXPECT_EQ(findings.count("UNHEARD_OF"), 0);
  ASSERT_EQ(findings.findings().size(), 5U);
  EXPECT_EQ(findings.findings()[0].severity, Severity::kRejected);
  EXPECT_EQ(findings.findings()[3].severity, Severity::kWarning);
  EXPECT_EQ(findings.findings()[4].severity, Severity::kNote);
}

TEST(Diagnostics, MessagesNameThePlaceAsFarAsItIsKnown) {
  Diagnostics findings;
  findings.reject("NO_POSITION", {.source = "a.gpkg", .layer = "shops", .row = 7, .column = "lat"},
                  "lat is empty", "a number");
  findings.note("NO_CRS", {.source = "a.gpkg"}, "no reference system");
  EXPECT_EQ(findings.findings()[0].message(),
            "a.gpkg, layer shops, row 7, column lat: NO_POSITION: lat is empty; expected a number");
  EXPECT_EQ(findings.findings()[1].message(), "a.gpkg: NO_CRS: no reference system");
}

TEST(Errors, CarryTheirExitCodes) {
  EXPECT_EQ(ConfigError("").exit_code(), ExitCode::kUsage);
  EXPECT_EQ(InputError("").exit_code(), ExitCode::kInput);
  EXPECT_EQ(StorageError("").exit_code(), ExitCode::kStorage);
  EXPECT_EQ(InfeasibleError("").exit_code(), ExitCode::kInfeasible);
  EXPECT_EQ(Cancelled().exit_code(), ExitCode::kInterrupted);
  EXPECT_EQ(static_cast<int>(ExitCode::kInterrupted), 130);
}

}  // namespace
}  // namespace nearnet::core
