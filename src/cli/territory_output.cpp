// SPDX-License-Identifier: Apache-2.0
#include "cli/territory_output.h"

#include <fmt/format.h>

#include <algorithm>

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

}  // namespace nearnet::cli
