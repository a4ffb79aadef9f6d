// SPDX-License-Identifier: Apache-2.0
#include "cli/territory_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "cli/text_table.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

double amount_of(const model::Territory& territory, const std::string& weight) {
  const auto found = territory.weights.find(weight);
  return found == territory.weights.end() ? 0.0 : found->second;
}

std::vector<std::string> balanced_weights(std::span<const model::Territory> territories,
                                          const std::string& balance) {
  std::vector<std::string> names;
  for (const territory::BalanceWeight& weight : territory::parse_balance(balance)) {
    if (std::any_of(territories.begin(), territories.end(), [&](const model::Territory& each) {
          return amount_of(each, weight.name) > 0.0;
        })) {
      names.push_back(weight.name);
    }
  }
  return names;
}

/// Region, then district; an empty district: the region with all that is in it.
using ParentKey = std::pair<std::string, std::string>;

struct ParentLine {
  std::int64_t territories = 0;
  std::int64_t units = 0;
  model::Weights weights;
};

std::map<ParentKey, ParentLine> parent_lines(std::span<const model::Territory> territories) {
  std::map<ParentKey, ParentLine> lines;
  const bool any =
      std::any_of(territories.begin(), territories.end(), [](const model::Territory& territory) {
        return !territory.district.empty() || !territory.region.empty();
      });
  if (!any) return lines;
  const auto name = [](const std::string& text) { return text.empty() ? "unassigned" : text; };
  for (const model::Territory& territory : territories) {
    const std::string region = name(territory.region);
    for (const ParentKey& key :
         {ParentKey(region, ""), ParentKey(region, name(territory.district))}) {
      ParentLine& line = lines[key];
      ++line.territories;
      line.units += territory.units;
      for (const auto& [weight, amount] : territory.weights) line.weights[weight] += amount;
    }
  }
  return lines;
}

}  // namespace

nlohmann::ordered_json territories_json(std::span<const model::Territory> territories,
                                        const std::string& balance) {
  using Json = nlohmann::ordered_json;
  const std::vector<std::string> names = balanced_weights(territories, balance);
  Json list = Json::array();
  for (const model::Territory& territory : territories) {
    Json weights = Json::object();
    for (const std::string& name : names) weights[name] = amount_of(territory, name);
    list.push_back(Json{{"id", territory.id.text()},
                        {"name", territory.name},
                        {"rep", territory.rep.text()},
                        {"district", territory.district},
                        {"region", territory.region},
                        {"units", territory.units},
                        {"weights", weights},
                        {"compactness", territory.compactness},
                        {"connected", territory.connected}});
  }
  return list;
}

std::string territories_text(std::span<const model::Territory> territories,
                             const std::string& balance) {
  const std::vector<std::string> names = balanced_weights(territories, balance);
  std::vector<std::string> header = {"id", "name", "rep", "units"};
  header.insert(header.end(), names.begin(), names.end());
  header.insert(header.end(), {"compactness", "connected"});
  TextTable table(header);
  for (const model::Territory& territory : territories) {
    std::vector<std::string> row = {territory.id.text(), territory.name, territory.rep.text(),
                                    std::to_string(territory.units)};
    for (const std::string& name : names) {
      row.push_back(fmt::format("{:.1f}", amount_of(territory, name)));
    }
    row.insert(row.end(),
               {fmt::format("{:.3f}", territory.compactness), territory.connected ? "yes" : "no"});
    table.add(row);
  }
  return table.text();
}

nlohmann::ordered_json parents_json(std::span<const model::Territory> territories,
                                    const std::string& balance) {
  using Json = nlohmann::ordered_json;
  const std::vector<std::string> names = balanced_weights(territories, balance);
  Json regions = Json::array();
  Json districts = Json::array();
  for (const auto& [key, line] : parent_lines(territories)) {
    Json row{{"region", key.first}};
    if (!key.second.empty()) row["district"] = key.second;
    row["territories"] = line.territories;
    row["units"] = line.units;
    row["weights"] = Json::object();
    for (const std::string& name : names) {
      const auto amount = line.weights.find(name);
      row["weights"][name] = amount == line.weights.end() ? 0.0 : amount->second;
    }
    (key.second.empty() ? regions : districts).push_back(std::move(row));
  }
  return Json{{"regions", regions}, {"districts", districts}};
}

std::string parents_text(std::span<const model::Territory> territories,
                         const std::string& balance) {
  const std::vector<std::string> names = balanced_weights(territories, balance);
  std::vector<std::string> header = {"region", "district", "territories", "units"};
  header.insert(header.end(), names.begin(), names.end());
  TextTable table(header);
  for (const auto& [key, line] : parent_lines(territories)) {
    std::vector<std::string> row = {key.first, key.second.empty() ? "all" : key.second,
                                    std::to_string(line.territories), std::to_string(line.units)};
    for (const std::string& name : names) {
      const auto amount = line.weights.find(name);
      row.push_back(fmt::format("{:.1f}", amount == line.weights.end() ? 0.0 : amount->second));
    }
    table.add(row);
  }
  return table.empty() ? std::string() : table.text();
}

}  // namespace nearnet::cli
