// SPDX-License-Identifier: Apache-2.0
#include "straight_join.h"

#include <gdal_priv.h>
#include <geos_c.h>
#include <ogr_recordbatch.h>
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
  std::int64_t millimetres = 0;
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

/// Metres around a place, by the radii of curvature there.
class TangentPlane {
 public:
  TangentPlane(double lon, double lat) : lon_(lon), lat_(lat) {
    constexpr double kSemiMajor = 6378137.0;
    constexpr double kEccentricity = 0.0066943799901413165;
    const double radians = std::numbers::pi / 180.0;
    const double sine = std::sin(lat * radians);
    const double root = std::sqrt(1.0 - kEccentricity * sine * sine);
    per_lon_ = kSemiMajor / root * std::cos(lat * radians) * radians;
    per_lat_ = kSemiMajor * (1.0 - kEccentricity) / (root * root * root) * radians;
  }

  /// Degrees to metres from the place.
  void move(double& x, double& y) const {
    x = (x - lon_) * per_lon_;
    y = (y - lat_) * per_lat_;
  }

  /// Metres from the place to the nearest point of the paths.
  double metres_to(const std::vector<Path>& paths) const {
    double best = std::numeric_limits<double>::infinity();
    for (const Path& path : paths) {
      for (std::size_t i = 1; i < path.size(); ++i) {
        OGRRawPoint from = path[i - 1];
        OGRRawPoint to = path[i];
        move(from.x, from.y);
        move(to.x, to.y);
        const double dx = to.x - from.x;
        const double dy = to.y - from.y;
        const double squared = dx * dx + dy * dy;
        const double share =
            squared > 0.0 ? std::clamp(-(from.x * dx + from.y * dy) / squared, 0.0, 1.0) : 0.0;
        best = std::min(best, std::hypot(from.x + share * dx, from.y + share * dy));
      }
    }
    return best;
  }

 private:
  double lon_;
  double lat_;
  double per_lon_;
  double per_lat_;
};

/// Where the footprints are. Geometries remember their envelopes when first asked, trees are built
/// by the first query: both are done here, so that threads only read.
class Tree {
 public:
  Tree(const std::vector<Footprint>& footprints, GEOSContextHandle_t geos)
      : geos_(geos), tree_(GEOSSTRtree_create_r(geos, 10)) {
    for (const Footprint& footprint : footprints) {
      GEOSSTRtree_insert_r(geos, tree_, footprint.shape, const_cast<Footprint*>(&footprint));
    }
    // The first question builds the tree.
    if (!footprints.empty()) {
      GEOSSTRtree_query_r(
          geos, tree_, footprints.front().shape, [](void*, void*) {}, nullptr);
    }
  }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  ~Tree() { GEOSSTRtree_destroy_r(geos_, tree_); }
  GEOSSTRtree* get() const { return tree_; }

 private:
  GEOSContextHandle_t geos_;
  GEOSSTRtree* tree_;
};

/// Answers a share of the businesses with copies and prepared geometries of its own, which threads
/// may not share.
class Worker {
 public:
  Worker(const std::vector<Footprint>& footprints, const Tree& tree, const StraightOptions& options,
         double degrees)
      : footprints_(footprints),
        copies_(footprints.size()),
        tree_(tree.get()),
        options_(options),
        degrees_(degrees),
        geos_(GEOS_init_r()),
        origin_(GEOSGeom_createPointFromXY_r(geos_, 0.0, 0.0)) {}
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker() {
    for (const Copy& copy : copies_) {
      if (copy.prepared != nullptr) GEOSPreparedGeom_destroy_r(geos_, copy.prepared);
      if (copy.shape != nullptr) GEOSGeom_destroy_r(geos_, copy.shape);
    }
    GEOSGeom_destroy_r(geos_, origin_);
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

  struct Copy {
    GEOSGeometry* shape = nullptr;
    const GEOSPreparedGeometry* prepared = nullptr;
  };

  const Copy& copy_of(const Footprint& footprint) {
    Copy& copy = copies_[static_cast<std::size_t>(&footprint - footprints_.data())];
    if (copy.shape == nullptr) {
      copy.shape = GEOSGeom_clone_r(geos_, footprint.shape);
      copy.prepared = GEOSPrepare_r(geos_, copy.shape);
    }
    return copy;
  }

  std::int64_t millimetres(const Footprint& footprint, const TangentPlane& plane) {
    if (!options_.geos_distance) return std::llround(plane.metres_to(footprint.paths) * 1000.0);
    GEOSGeometry* moved = GEOSGeom_transformXY_r(
        geos_, copy_of(footprint).shape,
        [](double* x, double* y, void* frame) {
          static_cast<const TangentPlane*>(frame)->move(*x, *y);
          return 1;
        },
        const_cast<TangentPlane*>(&plane));
    double metres = 0.0;
    GEOSDistance_r(geos_, moved, origin_, &metres);
    GEOSGeom_destroy_r(geos_, moved);
    return std::llround(metres * 1000.0);
  }

  Answer judge(const Business& business, const GEOSGeometry* place) {
    const TangentPlane plane(business.lon, business.lat);
    const std::int64_t limit = std::llround(options_.near_net * 1000.0);
    Answer best;
    for (const Footprint* hit : hits_) {
      if (GEOSPreparedCovers_r(geos_, copy_of(*hit).prepared, place) == 1) {
        return {'i', hit->id, 0};
      }
      const std::int64_t distance = millimetres(*hit, plane);
      if (hit->drop > 0.0 && distance <= std::llround(hit->drop * 1000.0)) {
        return {'i', hit->id, distance};
      }
      const bool nearer = best.status == 'o' || distance < best.millimetres;
      if (distance <= limit && nearer) best = {'n', hit->id, distance};
    }
    return best;
  }

  const std::vector<Footprint>& footprints_;
  std::vector<Copy> copies_;
  std::vector<const Footprint*> hits_;
  GEOSSTRtree* tree_;
  StraightOptions options_;
  double degrees_;
  GEOSContextHandle_t geos_;
  GEOSGeometry* origin_;
};

}  // namespace

void straight_join(const std::string& folder, const std::string& output,
                   const StraightOptions& options) {
  GDALAllRegister();
  GEOSContextHandle_t geos = GEOS_init_r();
  const std::vector<Footprint> footprints = read_footprints(folder + "/footprints.gpkg", geos);
  const std::vector<Business> businesses = read_businesses(folder + "/businesses.gpkg");
  std::vector<Answer> answers(businesses.size());
  double farthest = options.near_net;
  for (const Footprint& footprint : footprints) farthest = std::max(farthest, footprint.drop);
  {
    const Tree tree(footprints, geos);
    const unsigned threads = options.threads;
    std::vector<std::jthread> workers;
    for (unsigned worker = 0; worker < threads; ++worker) {
      workers.emplace_back([&, worker] {
        Worker own(footprints, tree, options, (farthest + 1.0) / 110'574.0);
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
                 static_cast<long long>(answers[i].footprint),
                 static_cast<double>(answers[i].millimetres) / 1000.0);
  }
  for (const Footprint& footprint : footprints) GEOSGeom_destroy_r(geos, footprint.shape);
  GEOS_finish_r(geos);
}

std::size_t read_alone(const std::string& folder) {
  GDALAllRegister();
  std::size_t rows = 0;
  for (const char* name : {"/footprints.gpkg", "/businesses.gpkg"}) {
    GDALDatasetUniquePtr dataset;
    OGRLayer& layer = open_layer(dataset, folder + name);
    ArrowArrayStream stream;
    if (!layer.GetArrowStream(&stream)) throw core::InputError(folder + name + ": no batches");
    for (ArrowArray batch; stream.get_next(&stream, &batch) == 0 && batch.release != nullptr;) {
      rows += static_cast<std::size_t>(batch.length);
      batch.release(&batch);
    }
    stream.release(&stream);
  }
  return rows;
}

}  // namespace nearnet::bench
