// SPDX-License-Identifier: Apache-2.0
#include "io/record_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"

namespace nearnet::io {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Optional;
using ::testing::ThrowsMessage;
using Keys = std::vector<std::optional<std::string>>;

const std::vector<Field> kFields = {
    {"Id", FieldType::kText}, {"cell", FieldType::kText}, {"brand", FieldType::kText}};

Keys keys_of(RecordKeys& keys, const std::vector<std::vector<std::string>>& rows,
             core::Diagnostics& diagnostics) {
  Feature feature;
  for (const auto& row : rows) {
    ++feature.row;
    feature.fid = feature.row + 100;
    feature.values.assign(row.begin(), row.end());
    keys.add(feature, {.identity = stable_hash(row.back()), .prefix = row.back()});
  }
  return keys.finish({.source = "test"}, diagnostics);
}

TEST(RecordKeys, TakesTheFirstFilledAndUniqueCandidate) {
  core::Diagnostics diagnostics;
  RecordKeys keys(kFields, {.candidates = {{"nothing"}, {"id"}, {"cell"}, {"cell", "brand"}}});
  EXPECT_THAT(keys_of(keys, {{"1", "a", "X"}, {"", "a", "Y"}, {"3", "b", "X"}}, diagnostics),
              ElementsAre(Optional<std::string>("a|X"), Optional<std::string>("a|Y"),
                          Optional<std::string>("b|X")));
  EXPECT_EQ(keys.description(), "cell|brand");
}

TEST(RecordKeys, KeepsStoreNumbersOfChainsApart) {
  core::Diagnostics diagnostics;
  RecordKeys keys(kFields, {.local_candidates = {{"id"}}});
  EXPECT_THAT(keys_of(keys, {{"1", "a", "X"}, {"1", "a", "Y"}}, diagnostics),
              ElementsAre(Optional<std::string>("X/1"), Optional<std::string>("Y/1")));
}

TEST(RecordKeys, HashesWhatIdentifiesAndNumbersRepeats) {
  core::Diagnostics diagnostics;
  RecordKeys keys(kFields, {.candidates = {{"id"}}});
  const Keys result =
      keys_of(keys, {{"1", "a", "X"}, {"1", "a", "X"}, {"1", "a", "Y"}}, diagnostics);
  EXPECT_EQ(keys.description(), "hash");
  EXPECT_EQ(result[0]->size(), 16U);
  EXPECT_EQ(*result[1], *result[0] + "#2");
  EXPECT_NE(*result[2], *result[0]);
  EXPECT_EQ(diagnostics.rejected(), 0);
}

TEST(RecordKeys, NamedKeysRejectBlanksAndRepeats) {
  core::Diagnostics diagnostics;
  RecordKeys keys(kFields, {.named = {"Id"}, .candidates = {{"cell"}}});
  EXPECT_THAT(keys_of(keys, {{"007", "a", "X"}, {"", "b", "X"}, {"007", "c", "X"}, {"7", "d", "X"}},
                      diagnostics),
              ElementsAre(Optional<std::string>("007"), std::nullopt, std::nullopt,
                          Optional<std::string>("7")));
  EXPECT_EQ(diagnostics.count("NO_KEY"), 1);
  EXPECT_EQ(diagnostics.count("DUPLICATE_KEY"), 1);
  EXPECT_EQ(diagnostics.rejected(), 2);
}

TEST(RecordKeys, NamingAnUnknownColumnListsTheColumns) {
  EXPECT_THAT([] { RecordKeys(kFields, {.named = {"nr"}}); },
              ThrowsMessage<core::ConfigError>(HasSubstr("it has Id, cell, brand")));
}

TEST(RecordKeys, FallsBackToTheFeatureIdWhenAsked) {
  core::Diagnostics diagnostics;
  RecordKeys keys(kFields, {.candidates = {{"id"}}, .fall_back_to_fid = true});
  EXPECT_THAT(keys_of(keys, {{"1", "a", "X"}, {"1", "a", "X"}}, diagnostics),
              ElementsAre(Optional<std::string>("101"), Optional<std::string>("102")));
}

TEST(RecordKeys, HashIsTheSameEverywhere) {
  EXPECT_EQ(stable_hash(""), 0xCBF29CE484222325U);  // FNV-1a test vectors
  EXPECT_EQ(stable_hash("foobar"), 0x85944171F73967E8U);
  EXPECT_EQ(normalised("  12  Main\tSt "), "12 main st");
}

}  // namespace
}  // namespace nearnet::io
