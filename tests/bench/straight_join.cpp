// SPDX-License-Identifier: Apache-2.0
#include "straight_join.h"

#include <gdal_priv.h>
#include <geos_c.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <memory>
#include <numbers>
#include <thread>
#include <utility>
#include <vector>

#include "core/error.h"

namespace nearnet::bench {
namespace {

using Path = std::vector<OGRRawPoint>;

struct Footprint {
  std::int64_t id;
  double drop;
  GEOSGeometry* shape;
  std::vector<Path> paths;  // rings and lines
};

/// Collects the vertices of all rings and lines.
class PathCollector : public OGRDefaultConstGeometryVisitor {
 public:
  using OGRDefaultConstGeometryVisitor::visit;
  void visit(const OGRLineString* line) override {
    Path& path = paths.emplace_back(static_cast<std::size_t>(line->getNumPoints()));
    line->getPoints(path.data());
  }
  std::vector<Path> paths;
};

struct Business {
  std::int64_t id;
  double lon;
  double lat;
};

struct Answer {
  char status = 'o';  // i in, n near, o off
  std::int64_t footprint = 0;
  double metres = 0.0;
};

OGRLayer& open_layer(GDALDatasetUniquePtr& dataset, const std::string& path) {
  dataset.reset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  if (dataset == nullptr) throw core::InputError(path + ": cannot be opened");
  return *dataset->GetLayer(0);
}

std::vector<Footprint> read_footprints(const std::string& path, GEOSContextHandle_t geos) {
  GDALDatasetUniquePtr dataset;
  OGRLayer& layer = open_layer(dataset, path);
  GEOSWKBReader* reader = GEOSWKBReader_create_r(geos);
  std::vector<Footprint> footprints;
  std::vector<unsigned char> wkb;
  for (const OGRFeatureUniquePtr& feature : layer) {
    const OGRGeometry& shape = *feature->GetGeometryRef();
    wkb.resize(shape.WkbSize());
    shape.exportToWkb(wkbNDR, wkb.data());
    PathCollector collector;
    shape.accept(&collector);
    footprints.push_back(
        {feature->GetFieldAsInteger64("footprint_id"), feature->GetFieldAsDouble("drop_m"),
         GEOSWKBReader_read_r(geos, reader, wkb.data(), wkb.size()), std::move(collector.paths)});
  }
  GEOSWKBReader_destroy_r(geos, reader);
  return footprints;
}

std::vector<Business> read_businesses(const std::string& path) {
  GDALDatasetUniquePtr dataset;
  OGRLayer& layer = open_layer(dataset, path);
  std::vector<Business> businesses;
  for (const OGRFeatureUniquePtr& feature : layer) {
    const OGRPoint& place = *feature->GetGeometryRef()->toPoint();
    businesses.push_back({feature->GetFieldAsInteger64("business_id"), place.getX(), place.getY()});
  }
  return businesses;
}

/// Metres to the nearest point of the paths, by the radii of curvature at the place.
double metres_to(const std::vector<Path>& paths, double lon, double lat) {
  constexpr double kSemiMajor = 6378137.0;
  constexpr double kEccentricity = 0.0066943799901413165;
  const double radians = std::numbers::pi / 180.0;
  const double sine = std::sin(lat * radians);
  const double root = std::sqrt(1.0 - kEccentricity * sine * sine);
  const double per_lon = kSemiMajor / root * std::cos(lat * radians) * radians;
  const double per_lat = kSemiMajor * (1.0 - kEccentricity) / (root * root * root) * radians;
  double best = std::numeric_limits<double>::infinity();
  for (const Path& path : paths) {
    for (std::size_t i = 1; i < path.size(); ++i) {
      const double x = (path[i - 1].x - lon) * per_lon;
      const double y = (path[i - 1].y - lat) * per_lat;
      const double dx = (path[i].x - path[i - 1].x) * per_lon;
      const double dy = (path[i].y - path[i - 1].y) * per_lat;
      const double squared = dx * dx + dy * dy;
      const double share = squared > 0.0 ? std::clamp(-(x * dx + y * dy) / squared, 0.0, 1.0) : 0.0;
      best = std::min(best, std::hypot(x + share * dx, y + share * dy));
    }
  }
  return best;
}

/// Answers a share of the businesses with prepared geometries of its own.
class Worker {
 public:
  Worker(const std::vector<Footprint>& footprints, double near_net, double degrees)
      : footprints_(footprints),
        prepared_(footprints.size(), nullptr),
        near_net_(near_net),
        degrees_(degrees),
        geos_(GEOS_init_r()),
        tree_(GEOSSTRtree_create_r(geos_, 10)) {
    for (const Footprint& footprint : footprints) {
      GEOSSTRtree_insert_r(geos_, tree_, footprint.shape, const_cast<Footprint*>(&footprint));
    }
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker() {
    for (const GEOSPreparedGeometry* prepared : prepared_) {
      if (prepared != nullptr) GEOSPreparedGeom_destroy_r(geos_, prepared);
    }
    GEOSSTRtree_destroy_r(geos_, tree_);
    GEOS_finish_r(geos_);
  }

  Answer ask(const Business& business) {
    GEOSGeometry* place = GEOSGeom_createPointFromXY_r(geos_, business.lon, business.lat);
    const double wide = degrees_ / std::cos(business.lat * std::numbers::pi / 180.0);
    GEOSGeometry* around = rectangle(business.lon - wide, business.lat - degrees_,
                                     business.lon + wide, business.lat + degrees_);
    hits_.clear();
    GEOSSTRtree_query_r(
        geos_, tree_, around,
        [](void* item, void* hits) {
          static_cast<std::vector<const Footprint*>*>(hits)->push_back(
              static_cast<const Footprint*>(item));
        },
        &hits_);
    std::sort(hits_.begin(), hits_.end(),
              [](const Footprint* a, const Footprint* b) { return a->id < b->id; });
    const Answer answer = judge(business, place);
    GEOSGeom_destroy_r(geos_, around);
    GEOSGeom_destroy_r(geos_, place);
    return answer;
  }

 private:
  GEOSGeometry* rectangle(double west, double south, double east, double north) {
    const double corners[] = {west, south, east, south, east, north, west, north, west, south};
    GEOSCoordSequence* ring = GEOSCoordSeq_copyFromBuffer_r(geos_, corners, 5, 0, 0);
    return GEOSGeom_createPolygon_r(geos_, GEOSGeom_createLinearRing_r(geos_, ring), nullptr, 0);
  }

  Answer judge(const Business& business, const GEOSGeometry* place) {
    Answer best;
    for (const Footprint* hit : hits_) {
      const auto index = static_cast<std::size_t>(hit - footprints_.data());
      if (prepared_[index] == nullptr) prepared_[index] = GEOSPrepare_r(geos_, hit->shape);
      if (GEOSPreparedCovers_r(geos_, prepared_[index], place) == 1) return {'i', hit->id, 0.0};
      const double distance = metres_to(hit->paths, business.lon, business.lat);
      if (hit->drop > 0.0 && distance <= hit->drop) return {'i', hit->id, distance};
      const bool nearer = best.status == 'o' || distance < best.metres;
      if (distance <= near_net_ && nearer) best = {'n', hit->id, distance};
    }
    return best;
  }

  const std::vector<Footprint>& footprints_;
  std::vector<const GEOSPreparedGeometry*> prepared_;
  std::vector<const Footprint*> hits_;
  double near_net_;
  double degrees_;
  GEOSContextHandle_t geos_;
  GEOSSTRtree* tree_;
};

}  // namespace

void straight_join(const std::string& folder, const std::string& output, double near_net,
                   unsigned threads) {
  GDALAllRegister();
  GEOSContextHandle_t geos = GEOS_init_r();
  const std::vector<Footprint> footprints = read_footprints(folder + "/footprints.gpkg", geos);
  const std::vector<Business> businesses = read_businesses(folder + "/businesses.gpkg");
  std::vector<Answer> answers(businesses.size());
  double farthest = near_net;
  for (const Footprint& footprint : footprints) farthest = std::max(farthest, footprint.drop);
  {
    std::vector<std::jthread> workers;
    for (unsigned worker = 0; worker < threads; ++worker) {
      workers.emplace_back([&, worker] {
        Worker own(footprints, near_net, (farthest + 1.0) / 110'574.0);
        const std::size_t begin = businesses.size() * worker / threads;
        const std::size_t end = businesses.size() * (worker + 1) / threads;
        for (std::size_t i = begin; i < end; ++i) answers[i] = own.ask(businesses[i]);
      });
    }
  }
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::fopen(output.c_str(), "w"), std::fclose);
  if (out == nullptr) throw core::StorageError(output + ": cannot be written");
  std::fputs("business_id,status,footprint_id,distance_m\n", out.get());
  for (std::size_t i = 0; i < businesses.size(); ++i) {
    const char* status = answers[i].status == 'i'   ? "on_net"
                         : answers[i].status == 'n' ? "near_net"
                                                    : "off_net";
    std::fprintf(out.get(), "%lld,%s,%lld,%.3f\n", static_cast<long long>(businesses[i].id), status,
                 static_cast<long long>(answers[i].footprint), answers[i].metres);
  }
  for (const Footprint& footprint : footprints) GEOSGeom_destroy_r(geos, footprint.shape);
  GEOS_finish_r(geos);
}

}  // namespace nearnet::bench
