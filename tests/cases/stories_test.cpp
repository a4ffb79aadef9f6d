// SPDX-License-Identifier: Apache-2.0
// What users asked of eligibility, end to end: no wasted doors, why not, and what changed when the
// network did.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "cases/feet_map.h"
#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::run_cli;
using testing::run_json;

constexpr const char* kToday = "2026-11-23";
Json evaluate(const Market& market, const std::string& rules = {},
              const std::string& today = kToday) {
  std::vector<std::string> words = {"eligibility", market.path(), "--today", today};
  if (!rules.empty()) words.insert(words.end(), {"--rules", rules});
  return run_json(words);
}

Json explain(const Market& market, const std::string& business) {
  return run_json({"explain", market.path(), business, "--today", kToday});
}

std::set<std::string> eligible(const Market& market) {
  std::set<std::string> ids;
  for (const auto& row : read_rows(market.path(), {"business_id", "eligible"}, "prospects")) {
    if (row[1] == "1") ids.insert(row[0]);
  }
  return ids;
}

// Story 2: 100 leads, 30 serviceable, 15 of those under a competitor's contract, 6 of which end
// soon.
class NoWastedDoors : public ::testing::Test {
 protected:
  NoWastedDoors() {
    std::string leads = "external_id,business_name,lon,lat,provider_now,contract_end\n";
    for (int i = 1; i <= 100; ++i) {
      const bool serviceable = i <= 30;
      const double east = serviceable ? -100.0 - 20.0 * i : 3'000.0 + 20.0 * i;
      std::string contract = ",";
      if (i > 15 && i <= 21) contract = "Rival,2027-02-21";  // the 90th day from today
      if (i > 21 && i <= 30) contract = "Rival,2027-02-22";
      leads += fmt::format("L{:03},Lead {},{},{}\n", i, i, at_feet(east, 50.0), contract);
    }
    import_json({market.path(), "footprints",
                 market.write("plant.geojson", collection({plant("P1", -2'000, 0, 0, 500)}))});
    import_json({market.path(), "businesses", market.write("leads.csv", leads)});
    import_json(
        {market.path(), "reps",
         market.write("reps.csv", "rep_id,name,lon,lat\nae-1,Ada," + at_feet(0, 0) + "\n")});
    ends_soon = market.write("soon.toml", "[exclude]\ncontract_days = 90\n");
    whatever = market.write("whatever.toml", "[exclude]\nunder_contract = false\n");
  }

  /// Everybody in the plan: visited, or a candidate without a place in it.
  std::set<std::string> planned() const {
    const Json plan = run_json({"days", market.path(), "plan", "--rep", "ae-1", "--from", kToday,
                                "--days", "5", "--today", kToday, "--iterations", "300"});
    std::set<std::string> ids;
    for (const Json& day : plan["days"]) {
      for (const Json& stop : day["stops"]) ids.insert(stop["business"].get<std::string>());
    }
    return ids;
  }

  static std::set<std::string> leads(int first, int last) {
    std::set<std::string> ids;
    for (int i = first; i <= last; ++i) ids.insert(fmt::format("L{:03}", i));
    return ids;
  }

  Market market;
  std::string ends_soon;
  std::string whatever;  ///< contracts do not matter
};

TEST_F(NoWastedDoors, ThePlanHoldsThoseWhoCanBeSoldToAndNobodyElse) {
  const Json free = evaluate(market);
  EXPECT_EQ(free["businesses"], 100);
  EXPECT_EQ(free["eligible"], 15);
  EXPECT_EQ(free["ineligible_by_reason"]["UNDER_CONTRACT"], 15);
  EXPECT_EQ(planned(), leads(1, 15));
  EXPECT_EQ(evaluate(market, ends_soon)["eligible"], 21);
  EXPECT_EQ(planned(), leads(1, 21)) << "exactly those whose contract ends within 90 days";
  EXPECT_EQ(evaluate(market, whatever)["eligible"], 30);
}

TEST_F(NoWastedDoors, OverridingOneLeadSaysWhoWhenAndWhy) {
  evaluate(market);
  const Json made =
      run_json({"override", market.path(), "L030", "--eligible", "--reason", "breaks the contract",
                "--by", "ada", "--until", "2026-12-31", "--today", kToday});
  EXPECT_EQ(made["eligible"], true);
  EXPECT_THAT(
      read_rows(market.path(), {"business_id", "eligible", "reason", "by_name", "at"}, "overrides"),
      ElementsAre(ElementsAre("L030", "1", "breaks the contract", "ada", "2026-11-23T00:00:00")));
  EXPECT_THAT(explain(market, "L030")["override"].get<std::string>(),
              HasSubstr("let in by ada on 2026-11-23T00:00:00: breaks the contract"));
  evaluate(market);
  std::set<std::string> with_one = leads(1, 15);
  with_one.insert("L030");
  EXPECT_EQ(eligible(market), with_one) << "it survives evaluating again";
  EXPECT_EQ(planned(), with_one);
  market.expect_sound();
  EXPECT_EQ(evaluate(market, {}, "2027-01-01")["eligible"], 15) << "it has ended";

  run_json({"override", market.path(), "L001", "--not-eligible", "--reason", "feud", "--by", "ada",
            "--today", kToday});
  EXPECT_FALSE(eligible(market).contains("L001"));
  run_json({"undo", market.path()});
  EXPECT_TRUE(eligible(market).contains("L001"));
  testing::run_failing(2, {"override", market.path(), "L001", "--eligible", "--by", "ada"});
  testing::run_failing(2, {"override", market.path(), "nobody", "--clear"});
}

// Story 3: 212 feet along the road, and a drop of at most 150.
TEST(WhyIsThisNotEligible, TheExplanationMeasuresBothWaysAndNamesTheRule) {
  Market market;
  import_json({market.path(), "footprints",
               market.write("plant.geojson", collection({plant("P1", -500, -100, 0, 100)}))});
  import_json(
      {market.path(), "roads",
       market.write("roads.geojson", collection({street({{-50, 0}, {150, 0}, {150, 300}})}))});
  import_json({market.path(), "businesses",
               market.write("leads.csv", "external_id,business_name,lon,lat\nL123,Corner Café," +
                                             at_feet(162, 50) + "\n")});
  evaluate(market, market.write("150.toml", "[drop]\naerial_max = \"150ft\"\n"));
  const Json failed = explain(market, "L123");
  EXPECT_EQ(failed["eligible"], false);
  const std::string text = run_cli({"explain", market.path(), "L123", "--today", kToday}).out;
  EXPECT_THAT(text, HasSubstr("212.0 > 150.0 ft, excess 62.0 ft"));
  EXPECT_THAT(text,
              HasSubstr("49.4 m (162.0 ft) in a straight line; along the road 64.6 m (212.0 ft)"));
  EXPECT_THAT(text, HasSubstr("footprints, plant.geojson, 2026-06-30")) << "layer and date";
  EXPECT_THAT(text, HasSubstr("Confidence: "));
  EXPECT_THAT(text, HasSubstr("To flip it: raise drop.aerial_max from 150.0 ft to 212.1 ft"));

  evaluate(market, market.write("215.toml", "[drop]\naerial_max = \"215ft\"\n"));
  const Json passed = explain(market, "L123");
  EXPECT_EQ(passed["eligible"], true);
  ASSERT_EQ(passed["rules"].size(), failed["rules"].size());
  std::vector<std::string> flipped;
  for (std::size_t i = 0; i < passed["rules"].size(); ++i) {
    EXPECT_EQ(passed["rules"][i]["code"], failed["rules"][i]["code"]);
    if (passed["rules"][i]["result"] != failed["rules"][i]["result"]) {
      flipped.push_back(passed["rules"][i]["code"]);
    }
    const std::string measured = passed["rules"][i]["measured"];
    if (passed["rules"][i]["result"] == "unknown") {
      EXPECT_THAT(measured, HasSubstr("unknown"));
    }
  }
  EXPECT_THAT(flipped, ElementsAre("DROP_MAX"));
}

TEST(WhyIsThisNotEligible, AlongTheRoadDecidesWhenAskedTo) {
  Market market;
  import_json({market.path(), "footprints",
               market.write("plant.geojson", collection({plant("P1", -500, -100, 0, 100)}))});
  const std::string lead =
      market.write("leads.csv", "external_id,lon,lat\nL123," + at_feet(162, 50) + "\n");
  import_json({market.path(), "businesses", lead});
  testing::run_failing(3, {"eligibility", market.path(), "--method", "along-road"});
  import_json(
      {market.path(), "roads",
       market.write("roads.geojson", collection({street({{-50, 0}, {150, 0}, {150, 300}})}))});
  const auto near = [&](const std::string& reach, const std::string& method) {
    return run_json({"eligibility", market.path(), "--near-net", reach, "--method", method,
                     "--today", kToday})["near_net"];
  };
  EXPECT_EQ(near("200ft", "straight"), 1);
  EXPECT_EQ(near("200ft", "along-road"), 0);
  EXPECT_EQ(near("213ft", "along-road"), 1);
  market.expect_sound();
}

TEST(WhyIsThisNotEligible, WhatLiesInBetweenIsFlagged) {
  Market market;
  import_json({market.path(), "footprints",
               market.write("plant.geojson", collection({plant("P1", -500, -100, 0, 100)}))});
  import_json({market.path(), "businesses",
               market.write("leads.csv", "external_id,lon,lat\nL1," + at_feet(162, 50) + "\nL2," +
                                             at_feet(-600, 50) + "\n")});
  const auto reasons = [&](const std::string& rules = {}) {
    evaluate(market, rules);
    std::vector<std::string> all;
    for (const auto& row : read_rows(market.path(), {"reasons"}, "prospects")) {
      all.push_back(row[0]);
    }
    return all;
  };
  EXPECT_THAT(reasons(), ElementsAre("NEAR_NET", "NEAR_NET"));
  const std::string rail = R"({"type": "LineString", "coordinates": [[)" + at_feet(80, -900) +
                           "],[" + at_feet(80, 900) + "]]}";
  import_json({market.path(), "barriers",
               market.write("rail.geojson",
                            collection({feature(R"({"id": "R1", "kind": "railroad"})", rail)}))});
  EXPECT_THAT(reasons(), ElementsAre("NEAR_NET,BARRIER", "NEAR_NET"));
  EXPECT_THAT(run_cli({"explain", market.path(), "L1"}).out,
              HasSubstr("the straight line to the plant crosses rail"));
  EXPECT_THAT(reasons(market.write("strict.toml", "[exclude]\nbarriers = true\n")),
              ElementsAre("NEAR_NET,BARRIER_EXCLUDED,BARRIER", "NEAR_NET"));
  const std::string motorway = R"({"type": "LineString", "coordinates": [[)" + at_feet(-550, -900) +
                               "],[" + at_feet(-550, 900) + "]]}";
  import_json({market.path(), "roads",
               market.write("roads.geojson",
                            collection({feature(R"({"highway": "motorway"})", motorway)}))});
  EXPECT_THAT(reasons(), ElementsAre("NEAR_NET,BARRIER", "NEAR_NET,BARRIER"));
  market.expect_sound();
}

// Story 14: the network changed.
class NetworkChanged : public ::testing::Test {
 protected:
  NetworkChanged() {
    import_json({market.path(), "footprints",
                 market.write("plant.geojson", collection({plant("P1", -2'000, 0, 0, 500)}))});
    import_json({market.path(), "businesses",
                 market.write("leads.csv",
                              "external_id,business_name,lon,lat,owner\n"
                              "A,Promised," +
                                  at_feet(-1'900, 250) +
                                  ",ae-1\n"
                                  "B,Off the net," +
                                  at_feet(3'000, 250) +
                                  ",\n"
                                  "C,Buys," +
                                  at_feet(-100, 250) +
                                  ",\n"
                                  "D,Stays," +
                                  at_feet(-200, 250) +
                                  ",\n"
                                  "E,Lost alone," +
                                  at_feet(-1'950, 250) + ",\n")});
    import_json(
        {market.path(), "reps",
         market.write("reps.csv", "rep_id,name,lon,lat\nae-1,Ada," + at_feet(0, 0) + "\n")});
    evaluate(market);
    run_json({"log", market.path(), "A", "--kind", "proposal", "--outcome", "proposal-sent",
              "--follow-up", "2026-12-01", "--by", "ae-1", "--today", kToday, "--at",
              "2026-11-23T10:00"});
  }

  /// All rows of the layers that an evaluation must leave alone.
  std::map<std::string, std::vector<std::vector<std::string>>> the_rest() const {
    std::map<std::string, std::vector<std::vector<std::string>>> layers;
    for (const char* layer : {"footprints", "businesses", "activities", "reps", "stops",
                              "overrides", "quotas", "territories", "scenarios"}) {
      layers[layer] = read_rows(market.path(), columns_of(market.path(), layer), layer);
    }
    return layers;
  }

  Market market;
};

TEST_F(NetworkChanged, ListsWhoCameAndWhoWentAndWhy) {
  EXPECT_THAT(run_json({"changes", market.path()})["changes"], IsEmpty()) << "nothing to compare";
  import_json({market.path(), "footprints",
               market.write("plant2.geojson", collection({plant("P1", -900, 0, 0, 500),
                                                          plant("P2", 2'900, 0, 3'100, 500)}))});
  import_json({market.path(), "customers",
               market.write("customers.csv", "external_id,business_name\nC,Buys\n")});
  const auto before = the_rest();
  const Json summary = evaluate(market, {}, "2026-11-30");
  EXPECT_EQ(the_rest(), before) << "nothing else in the database changes";
  EXPECT_EQ(summary["changes"],
            (Json{{"newly_eligible", 1}, {"lost", 3}, {"changed", 0}, {"promised", 1}}));

  const Json listed = run_json({"changes", market.path(), "--last"});
  std::vector<std::string> lines;
  for (const Json& c : listed["changes"]) {
    lines.push_back(fmt::format("{} {} {}>{} {} [{}] {}", c["business"].get<std::string>(),
                                c["kind"].get<std::string>(), c["status_before"].get<std::string>(),
                                c["status_after"].get<std::string>(), c["cause"].get<std::string>(),
                                c["promise"].get<std::string>(), c["rep"].get<std::string>()));
  }
  EXPECT_THAT(lines,
              ElementsAre("A lost on_net>off_net PLANT_CHANGED [stage proposal_out, follow-up on "
                          "2026-12-01] ae-1",
                          "B newly_eligible off_net>on_net PLANT_APPEARED [] ",
                          "C lost on_net>on_net BECAME_CUSTOMER [] ",
                          "E lost on_net>off_net PLANT_CHANGED [] "));
  const std::string text = run_cli({"changes", market.path(), "--since", "2026-11-30"}).out;
  EXPECT_THAT(text, HasSubstr("1 newly eligible, 3 lost"));
  EXPECT_THAT(text, HasSubstr("1 of those lost were promised something"));
  EXPECT_EQ(run_json({"changes", market.path(), "--since", "2026-12-01"})["lost"], 0);
  run_json({"changes", market.path(), "--csv", market.file("changes.csv")});
  EXPECT_EQ(read_rows(market.file("changes.csv"), {"business_id", "cause"}).size(), 4U);
  market.expect_sound();
}

TEST_F(NetworkChanged, TheWorkOfRulesIsTold) {
  EXPECT_EQ(evaluate(market)["changes"]["lost"], 0);
  evaluate(market, market.write("mine.toml", "[network]\nproviders = [\"Other\"]\n"));
  const Json listed = run_json({"changes", market.path()});
  EXPECT_EQ(listed["lost"], 4);
  for (const Json& change : listed["changes"]) EXPECT_EQ(change["cause"], "RULES_CHANGED");
  run_json({"undo", market.path()});
  EXPECT_THAT(run_json({"changes", market.path()})["changes"], IsEmpty());
}

}  // namespace
}  // namespace nearnet::cases
