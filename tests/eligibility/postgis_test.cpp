// SPDX-License-Identifier: Apache-2.0
// The index against PostGIS: another implementation of containment and of distance, asked about a
// million places. Skipped where Debian's postgresql-15-postgis-3 is not installed.
//
// What PostGIS is asked: containment of lon/lat as given, and the geodesic distance to the nearest
// point of the outline. Its geography draws edges as geodesics, so that point is found in the plane
// of the UTM zone, which keeps angles, on outlines with a corner at least every 22 m: such edges
// leave the straight ones in lon/lat by a hundredth of a millimetre at most.
//
// Containment must be the same at every place. Status, footprint and whole millimetres may differ
// only where PostGIS's own distance, before it is rounded, lies within kSlack of half a millimetre,
// so that a rounding, a limit or a tie turns on less than that. Such places are counted.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "bench/made_up_plant.h"
#include "core/parallel.h"
#include "eligibility/coverage_index.h"
#include "eligibility/random_plant.h"
#include "io/import.h"
#include "testing/sanitizers.h"
#include "testing/temp_dir.h"

namespace nearnet::eligibility {
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

constexpr core::Metres kNearNet{150.0};
constexpr double kLimit = kNearNet.value * 1000.0;  // millimetres, as all below
constexpr double kSlack = 0.02;

constexpr std::size_t kShare = nearnet::testing::kSanitized ? 20 : 1;

/// A throw-away cluster; none where PostGIS is not installed.
class Postgis {
 public:
  Postgis() {
    std::FILE* out = popen(NEARNET_SOURCE_DIR
                           "/tests/testing/postgis_cluster start -c jit=off "
                           "-c shared_buffers=512MB",
                           "r");
    std::array<char, 256> line{};
    if (std::fgets(line.data(), line.size(), out) != nullptr) folder_ = line.data();
    while (!folder_.empty() && folder_.back() == '\n') folder_.pop_back();
    constexpr int kNotInstalled = 77;
    const int status = pclose(out);
    if (folder_.empty() && WEXITSTATUS(status) != kNotInstalled) {
      throw std::runtime_error("PostGIS is installed but did not start");
    }
  }
  Postgis(const Postgis&) = delete;
  Postgis& operator=(const Postgis&) = delete;
  ~Postgis() {
    if (!started()) return;
    shell(fmt::format("{}/tests/testing/postgis_cluster stop {}", NEARNET_SOURCE_DIR, folder_));
  }

  bool started() const { return !folder_.empty(); }
  void run(const std::string& script) const {
    const std::string psql = "psql -U postgres -v ON_ERROR_STOP=1 -qAt";
    if (shell(fmt::format("{} -h {} -f '{}' >&2", psql, folder_, script)) != 0) {
      throw std::runtime_error("psql failed; its message stands above");
    }
  }

 private:
  static int shell(const std::string& command) { return std::system(command.c_str()); }
  std::string folder_;
};

struct Question {
  std::vector<model::Footprint> plant;  ///< by id
  std::vector<geo::LonLat> places;
};

/// What PostGIS says of one footprint at a place.
struct Finding {
  bool covers = false;  ///< as an answer: or serves with a drop
  std::size_t footprint = 0;
  double millimetres = 0.0;  ///< not rounded
};

constexpr const char* kTables = R"sql(
set client_min_messages = warning;
drop table if exists plant, places, disputes;
create table plant (item integer, drop_m double precision, geom geometry);
create table places (place integer, lon double precision, lat double precision);
create table disputes (place integer, item integer);
\copy plant from 'plant.txt'
\copy places from 'places.txt'
alter table plant add utm geometry;
alter table plant alter utm set storage external;
update plant set geom = st_setsrid(geom, 4326),
                 utm = st_transform(st_segmentize(st_setsrid(geom, 4326), 0.0002), 32619);
alter table places add geom geometry, add utm geometry;
update places set geom = st_setsrid(st_point(lon, lat), 4326),
                  utm = st_transform(st_setsrid(st_point(lon, lat), 4326), 32619);
create index on places using gist (utm);
create index on places (place);
create index on plant (item);
vacuum analyze plant, places;
set min_parallel_table_scan_size = 0;
set parallel_setup_cost = 0;
set parallel_tuple_cost = 0;
copy (
with measured as (
  select q.place, p.item, coalesce(p.drop_m, 0) * 1000 as drop_mm, st_covers(p.geom, q.geom) as covers,
         1000 * st_distance(st_transform(st_closestpoint(p.utm, q.utm), 4326)::geography,
                            q.geom::geography) as mm
  from plant p join places q on q.utm && st_expand(p.utm, 151)
  where st_distance(p.utm, q.utm) < 151
  offset 0),
judged as (select *, covers or round(mm) <= drop_mm and drop_mm > 0 as served from measured)
select distinct on (place) place, served::integer, item, mm from judged
where served or round(mm) <= 150000
order by place, not served, case when served then 0 else round(mm) end, item) to stdout \g answers.txt
)sql";

constexpr const char* kDisputes = R"sql(
\copy disputes from 'disputes.txt'
copy (
select d.place, st_covers(p.geom, q.geom)::integer, d.item,
       1000 * st_distance(st_transform(st_closestpoint(p.utm, q.utm), 4326)::geography, q.geom::geography)
from disputes d join plant p using (item) join places q using (place)
order by d.place) to stdout \g facts.txt
)sql";

void write_tables(const nearnet::testing::TempDir& dir, const Question& question) {
  const File plant(std::fopen(dir.file("plant.txt").c_str(), "w"), std::fclose);
  for (std::size_t i = 0; i < question.plant.size(); ++i) {
    const model::Footprint& footprint = question.plant[i];
    std::string hex;
    for (const std::byte byte : footprint.geometry.wkb()) {
      hex += fmt::format("{:02x}", static_cast<unsigned>(byte));
    }
    fmt::print(plant.get(), "{}\t{}\t{}\n", i,
               footprint.drop ? fmt::to_string(footprint.drop->value) : "\\N", hex);
  }
  const File places(std::fopen(dir.file("places.txt").c_str(), "w"), std::fclose);
  for (std::size_t i = 0; i < question.places.size(); ++i) {
    fmt::print(places.get(), "{}\t{:.17g}\t{:.17g}\n", i, question.places[i].lon,
               question.places[i].lat);
  }
}

/// Calls visit(place, finding) for every line.
template <typename Visit>
void read_findings(const std::string& path, Visit visit) {
  const File in(std::fopen(path.c_str(), "r"), std::fclose);
  std::size_t place = 0;
  int covers = 0;
  Finding finding;
  while (std::fscanf(in.get(), "%zu\t%d\t%zu\t%lf\n", &place, &covers, &finding.footprint,
                     &finding.millimetres) == 4) {
    finding.covers = covers != 0;
    visit(place, finding);
  }
}

double drop_of(const Question& question, std::size_t footprint) {
  return question.plant[footprint].drop.value_or(core::Metres(0.0)).value * 1000.0;
}

double millimetres(const Coverage& coverage) {
  return std::round(coverage.distance.value * 1000.0);
}

bool same(const std::optional<Coverage>& ours, const std::optional<Finding>& theirs) {
  if (!ours || !theirs) return !ours && !theirs;
  if (ours->covered != theirs->covers || ours->footprint_index != theirs->footprint) return false;
  const bool by_area = ours->covered && ours->distance.value == 0.0;
  return by_area || millimetres(*ours) == std::round(theirs->millimetres);
}

/// Whether PostGIS's unrounded facts allow our answer about our own footprint.
bool holds(const Question& question, const Coverage& ours, const Finding& fact) {
  const double apart = fact.covers ? 0.0 : fact.millimetres;
  if (std::abs(apart - millimetres(ours)) > 0.5 + kSlack) return false;
  const double drop = drop_of(question, ours.footprint_index);
  const bool surely_served = fact.covers || (drop > 0.0 && apart < drop + 0.5 - kSlack);
  const bool maybe_served = fact.covers || (drop > 0.0 && apart < drop + 0.5 + kSlack);
  return ours.covered ? maybe_served : !surely_served;
}

/// Whether the footprint that PostGIS prefers is surely the better answer.
bool beats(const Question& question, const Finding& fact, const std::optional<Coverage>& ours) {
  const double drop = drop_of(question, fact.footprint);
  const bool served = fact.covers || (drop > 0.0 && fact.millimetres < drop + 0.5 - kSlack);
  if (!ours) return served || fact.millimetres < kLimit + 0.5 - kSlack;
  const bool smaller = fact.footprint < ours->footprint_index;
  if (ours->covered) return served && smaller;
  return served || fact.millimetres < millimetres(*ours) + (smaller ? 0.5 : -0.5) - kSlack;
}

struct Tally {
  std::size_t covered = 0;
  std::size_t near = 0;
  std::size_t explained = 0;
  std::size_t unexplained = 0;
};

class CoveragePostgis : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { postgis_ = std::make_unique<Postgis>(); }
  static void TearDownTestSuite() { postgis_.reset(); }
  void SetUp() override {
    if (!postgis_->started()) {
      GTEST_SKIP() << "PostGIS is not installed (apt-get install postgresql-15-postgis-3): nothing "
                      "was compared";
    }
  }

  /// Asks both and explains what differs.
  static Tally compare(Question question) {
    std::sort(question.plant.begin(), question.plant.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    const auto ours = ask_nearnet(question);
    const nearnet::testing::TempDir dir;
    write_tables(dir, question);
    run(dir, kTables);
    std::vector<std::optional<Finding>> theirs(question.places.size());
    read_findings(dir.file("answers.txt"),
                  [&](std::size_t place, const Finding& found) { theirs[place] = found; });
    Tally tally;
    const File disputes(std::fopen(dir.file("disputes.txt").c_str(), "w"), std::fclose);
    for (std::size_t i = 0; i < ours.size(); ++i) {
      if (ours[i]) ++(ours[i]->covered ? tally.covered : tally.near);
      if (same(ours[i], theirs[i])) continue;
      if (ours[i]) fmt::print(disputes.get(), "{}\t{}\n", i, ours[i]->footprint_index);
      if (theirs[i] && (!ours[i] || ours[i]->footprint_index != theirs[i]->footprint)) {
        fmt::print(disputes.get(), "{}\t{}\n", i, theirs[i]->footprint);
      }
    }
    std::fflush(disputes.get());
    run(dir, kDisputes);
    judge(question, ours, theirs, dir.file("facts.txt"), tally);
    return tally;
  }

 private:
  static std::vector<std::optional<Coverage>> ask_nearnet(const Question& question) {
    const CoverageIndex index(question.plant);
    std::vector<std::optional<Coverage>> answers(question.places.size());
    core::parallel_ranges(answers.size(), 8192, core::JobContext(),
                          [&](std::size_t begin, std::size_t end) {
                            auto lookup = index.lookup();
                            for (std::size_t i = begin; i < end; ++i) {
                              answers[i] = lookup.at(question.places[i], kNearNet);
                            }
                          });
    return answers;
  }

  static void run(const nearnet::testing::TempDir& dir, const char* script) {
    // psql reads and writes beside the script.
    const std::string path =
        dir.write("script.sql", fmt::format("\\cd {}\n{}", dir.path().string(), script));
    postgis_->run(path);
  }

  static void judge(const Question& question, const std::vector<std::optional<Coverage>>& ours,
                    const std::vector<std::optional<Finding>>& theirs, const std::string& facts,
                    Tally& tally) {
    std::vector<std::size_t> disputed;
    std::vector<bool> wrong(ours.size(), false);
    read_findings(facts, [&](std::size_t place, const Finding& fact) {
      if (disputed.empty() || disputed.back() != place) disputed.push_back(place);
      const bool own = ours[place] && ours[place]->footprint_index == fact.footprint;
      const bool fault =
          own ? !holds(question, *ours[place], fact) : beats(question, fact, ours[place]);
      if (fault) wrong[place] = true;
    });
    for (const std::size_t place : disputed) {
      ++(wrong[place] ? tally.unexplained : tally.explained);
      if (wrong[place] && tally.unexplained <= 20) {
        print(question, place, ours[place], theirs[place]);
      }
    }
  }

  static void print(const Question& question, std::size_t place,
                    const std::optional<Coverage>& ours, const std::optional<Finding>& theirs) {
    const geo::LonLat at = question.places[place];
    fmt::print("at {:.17g} {:.17g}: ours", at.lon, at.lat);
    if (ours) fmt::print(" {} {} {}", ours->covered, ours->footprint_index, millimetres(*ours));
    fmt::print(", theirs");
    if (theirs) fmt::print(" {} {} {}", theirs->covers, theirs->footprint, theirs->millimetres);
    fmt::print("\n");
  }

  static std::unique_ptr<Postgis> postgis_;
};

std::unique_ptr<Postgis> CoveragePostgis::postgis_;

Question made_up(bench::PlantKind kind, std::size_t footprints, std::size_t places,
                 core::Random& random) {
  const bench::Plant plant = bench::made_up_plant(kind, footprints, random);
  Question question{plant.footprints, bench::made_up_places(plant, places * 3 / 4, random)};
  const auto awkward = testing::awkward_places(random, plant.region.centre(), plant.footprints,
                                               static_cast<int>(places / 4));
  question.places.insert(question.places.end(), awkward.begin(), awkward.end());
  return question;
}

/// At most one place in so many may turn on half a millimetre.
void expect_agreement(const Tally& tally, std::size_t places, std::size_t one_in = 1'000) {
  fmt::print("{} places: {} covered, {} near; {} turn on half a millimetre\n", places,
             tally.covered, tally.near, tally.explained);
  EXPECT_EQ(tally.unexplained, 0U);
  EXPECT_LT(tally.explained, places / one_in);
}

TEST_F(CoveragePostgis, AgreesAboutAMillionMadeUpPlaces) {
  struct Case {
    bench::PlantKind kind;
    std::size_t footprints;
    std::size_t places;
    std::size_t one_in;
  };
  std::uint64_t seed = 645;
  for (const Case& one : {Case{bench::PlantKind::kPolygons, 4'000, 600'000, 1'000},
                          Case{bench::PlantKind::kHexagons, 3'000, 200'000, 1'000},
                          // Among dense cables nearly every place has a distance.
                          Case{bench::PlantKind::kLines, 4'000, 200'000, 400}}) {
    SCOPED_TRACE(fmt::format("seed {}", ++seed));
    core::Random random(seed);
    const Question question =
        made_up(one.kind, one.footprints / kShare, one.places / kShare, random);
    const std::size_t places = question.places.size();
    const Tally tally = compare(question);
    expect_agreement(tally, places, one.one_in);
    EXPECT_GT(tally.covered, places / 10);
    EXPECT_GT(tally.near, places / 100);
  }
}

TEST_F(CoveragePostgis, AgreesAboutMaine) {
  const std::filesystem::path maine = NEARNET_SOURCE_DIR "/../shared/data/maine/derived";
  if (!std::filesystem::exists(maine)) GTEST_SKIP() << "no Maine data at " << maine;
  const core::JobContext job;
  Question question;
  question.plant =
      io::import_footprints({.source = maine / "bdc_cable_hex_res8_me.gpkg"}, job).records;
  for (const model::Business& business :
       io::import_businesses({.source = maine / "business_points_me.csv"}, job).records) {
    if (business.position) question.places.push_back(*business.position);
  }
  constexpr std::uint64_t kSeed = 207;
  SCOPED_TRACE(fmt::format("seed {}", kSeed));
  core::Random random(kSeed);
  const auto awkward = testing::awkward_places(random, {-68.77, 44.80}, question.plant,
                                               static_cast<int>(100'000 / kShare));
  question.places.insert(question.places.end(), awkward.begin(), awkward.end());
  const std::size_t places = question.places.size();
  expect_agreement(compare(std::move(question)), places);
}

}  // namespace
}  // namespace nearnet::eligibility
