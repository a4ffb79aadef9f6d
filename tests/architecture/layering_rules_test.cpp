// SPDX-License-Identifier: Apache-2.0
// The checker on made-up sources: each rule must be seen broken and seen kept.
#include "architecture/layering_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nearnet::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kLicence = "// SPDX-License-Identifier: Apache-2.0\n";

std::vector<std::string> check(const std::string& path, const std::string& body) {
  return check_file({path, kLicence + body});
}

TEST(LayeringRules, LetAModuleIncludeItselfAndItsEntries) {
  EXPECT_THAT(check("routing/day.cpp",
                    "#include \"routing/day.h\"\n#include \"roads/matrix.h\"\n"
                    "#include \"core/units.h\"\n#include <vector>\n"),
              IsEmpty());
}

TEST(LayeringRules, RefuseAnIncludeAgainstTheTable) {
  EXPECT_THAT(check("territory/design.cpp", "#include <vector>\n#include \"routing/day.h\"\n"),
              ElementsAre("territory/design.cpp:3: territory must not include routing"));
  EXPECT_THAT(check("core/text.cpp", "#include \"geo/lon_lat.h\"\n"),
              ElementsAre("core/text.cpp:2: core must not include geo"));
  EXPECT_THAT(check("map/scene.cpp", "  #  include \"workspace/workspace.h\" // why\n"),
              ElementsAre("map/scene.cpp:2: map must not include workspace"));
}

TEST(LayeringRules, RefuseIncludesThatDoNotStartAtSrc) {
  EXPECT_THAT(check("geo/crs.cpp", "#include \"crs.h\"\n"),
              ElementsAre("geo/crs.cpp:2: \"crs.h\" does not start with a module of src/"));
  EXPECT_THAT(check("geo/crs.cpp", "#include \"../core/ids.h\"\n"),
              ElementsAre("geo/crs.cpp:2: \"../core/ids.h\" does not start with a module of src/"));
  EXPECT_THAT(check("plugins/a.cpp", "#include \"core/ids.h\"\n"),
              ElementsAre("plugins/a.cpp:2: module plugins is not in the table"));
}

TEST(LayeringRules, KeepThirdPartiesInTheirCage) {
  EXPECT_THAT(check("geo/geometry.cpp", "#include <geos_c.h>\n"), IsEmpty());
  EXPECT_THAT(check("geo/geometry.h", "#pragma once\n#include <geos_c.h>\n"),
              ElementsAre("geo/geometry.h:3: <geos_c.h> is not allowed here"));
  EXPECT_THAT(check("geo/crs.cpp", "#include <ogr_spatialref.h>\n"), IsEmpty());
  EXPECT_THAT(check("eligibility/evaluate.cpp", "#include <gdal_priv.h>\n"),
              ElementsAre("eligibility/evaluate.cpp:2: <gdal_priv.h> is not allowed here"));
  EXPECT_THAT(check("ui/panel.h", "#pragma once\n#include <imgui.h>\n"), IsEmpty());
  EXPECT_THAT(check("map/scene.cpp", "#include <imgui_internal.h>\n"),
              ElementsAre("map/scene.cpp:2: <imgui_internal.h> is not allowed here"));
  EXPECT_THAT(check("ui/panel.cpp", "#include <epoxy/gl.h>\n#include <GLFW/glfw3.h>\n"),
              ElementsAre("ui/panel.cpp:2: <epoxy/gl.h> is not allowed here",
                          "ui/panel.cpp:3: <GLFW/glfw3.h> is not allowed here"));
}

TEST(LayeringRules, KeepHelperLibrariesOutOfHeaders) {
  EXPECT_THAT(check("workspace/settings.cpp", "#include <nlohmann/json.hpp>\n"), IsEmpty());
  EXPECT_THAT(check("workspace/settings.h", "#pragma once\n#include <nlohmann/json.hpp>\n"),
              ElementsAre("workspace/settings.h:3: <nlohmann/json.hpp> is not allowed here"));
}

TEST(LayeringRules, RefuseAThirdPartyNobodyListed) {
  EXPECT_THAT(check("io/reader.cpp", "#include <boost/geometry.hpp>\n"),
              ElementsAre("io/reader.cpp:2: <boost/geometry.hpp> is not in the table of third "
                          "parties"));
}

TEST(LayeringRules, LookAtCodeAndNotAtComments) {
  EXPECT_THAT(check("core/text.cpp",
                    "// #include \"geo/crs.h\"\n/* #include \"geo/crs.h\"\n#include <imgui.h> */\n"
                    "const char* mark = \"/*\";\n"),
              IsEmpty());
  EXPECT_THAT(check("core/text.cpp",
                    "const int many = 10'000;\nconst char quote = '\"';\n#include \"geo/crs.h\"\n"),
              ElementsAre("core/text.cpp:4: core must not include geo"));
  EXPECT_THAT(check("core/text.cpp", "const char* url = \"http://x\";\n#include \"geo/crs.h\"\n"),
              ElementsAre("core/text.cpp:3: core must not include geo"));
}

TEST(LayeringRules, AskForLicenceAndGuard) {
  EXPECT_THAT(check_file({"core/a.cpp", "#include <vector>\n"}),
              ElementsAre("core/a.cpp:1: the first line must be // SPDX-License-Identifier: "
                          "Apache-2.0"));
  EXPECT_THAT(check("core/a.h", "// #pragma once\n"),
              ElementsAre("core/a.h:1: a header needs #pragma once"));
}

TEST(LayeringRules, RefuseStateInStaticsOfThePanels) {
  const std::string breach = "state of the panels belongs in a struct, not in a static";
  EXPECT_THAT(check("ui/a.cpp", "void draw() {\n  static int count = 0;\n}\n"),
              ElementsAre("ui/a.cpp:3: " + breach));
  EXPECT_THAT(check("ui/a.cpp", "void draw() {\n  static std::string text(\"x\");\n}\n"),
              ElementsAre("ui/a.cpp:3: " + breach));
  EXPECT_THAT(check("ui/a.cpp", "static char buffer[64];\nthread_local int depth;\n"),
              ElementsAre("ui/a.cpp:2: " + breach, "ui/a.cpp:3: " + breach));
  EXPECT_THAT(check("ui/a.cpp",
                    "static void helper(int a = 1);\nvoid f() {\n  static const int k = 1;\n"
                    "  static constexpr double kHalf = 0.5;\n  static_assert(true);\n"
                    "  auto x = static_cast<int>(2.0);\n}\n"),
              IsEmpty());
  EXPECT_THAT(check("ui/a.h", "#pragma once\nclass A {\n  static A make(int of);\n};\n"),
              IsEmpty());
  EXPECT_THAT(check("map/a.cpp", "void f() {\n  static int count = 0;\n}\n"), IsEmpty())
      << "the rule is about ui";
}

TEST(LayeringRules, ReadTheLinkLine) {
  EXPECT_THAT(linked_modules("nearnet_module(routing\n  DEPENDS roads core\n  SOURCES a.cpp\n"
                             "  PRIVATE fmt::fmt)\n"),
              ElementsAre("core", "roads"));
  EXPECT_THAT(linked_modules("nearnet_module(core SOURCES a.cpp)"), IsEmpty());
  EXPECT_THAT(linked_modules("add_executable(nearnet main.cpp)"), IsEmpty());
}

TEST(LayeringRules, ReadTablesOfMarkdown) {
  const auto rows = table_rows("| a | b |\n|---|---|\n| `geo` | the shape | `core` |\ntext `x`\n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_THAT(rows[0], ElementsAre(ElementsAre("geo"), IsEmpty(), ElementsAre("core")));
}

}  // namespace
}  // namespace nearnet::architecture
