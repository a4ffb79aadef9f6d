// SPDX-License-Identifier: Apache-2.0
#include "workspace/plain_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "core/error.h"
#include "core/parallel.h"
#include "core/pipeline.h"
#include "core/read_ahead.h"
#include "core/text.h"
#include "io/import.h"
#include "io/table_output.h"
#include "territory/adjacency.h"
#include "territory/boundary.h"

namespace nearnet::workspace {
namespace {

io::SourceOptions source_options(const PlainSource& plain) {
  io::SourceOptions options;
  options.source = plain.source;
  options.layer = plain.layer;
  options.where = plain.where;
  options.crs = plain.crs;
  return options;
}

io::ImportOptions import_options(const PlainEligibilityRequest& request) {
  io::ImportOptions options;
  options.source = request.footprints.source;
  options.layer = request.footprints.layer;
  options.where = request.footprints.where;
  options.crs = request.footprints.crs;
  options.plain = true;
  if (!request.footprint_id.empty()) options.key = {request.footprint_id};
  return options;
}

const std::vector<io::Field>& verdict_fields() {
  static const std::vector<io::Field> fields = {{"status", io::FieldType::kText},
                                                {"eligible", io::FieldType::kInteger},
                                                {"footprint_id", io::FieldType::kText},
                                                {"distance_m", io::FieldType::kReal},
                                                {"reasons", io::FieldType::kText}};
  return fields;
}

/// Refers to what the verdict refers to.
std::array<io::FieldView, 5> verdict_cells(const eligibility::Verdict& verdict) {
  std::array<io::FieldView, 5> cells;
  cells[0] = model::to_text(verdict.status);
  cells[1] = std::int64_t{verdict.eligible ? 1 : 0};
  if (verdict.footprint != nullptr && !verdict.footprint->id.empty()) {
    cells[2] = std::string_view(verdict.footprint->id.text());
  }
  if (verdict.distance) cells[3] = verdict.distance->value;
  cells[4] = std::string_view(verdict.reasons->text);
  return cells;
}

/// Footprints ready to be asked, with what was found while they were read.
struct Network {
  io::Imported<model::Footprint> plant;
  std::optional<eligibility::Evaluator> evaluator;
};

std::unique_ptr<Network> read_network(const PlainEligibilityRequest& request,
                                      const core::JobContext& job) {
  auto network = std::make_unique<Network>();
  network->plant = io::import_footprints(import_options(request), job);
  if (network->plant.records.empty()) {
    throw core::InputError(
        fmt::format("{}: has no footprint that can be used; footprints are polygons or lines, see "
                    "what was rejected "
                    "with nearnet import WORKSPACE footprints {} --dry-run",
                    request.footprints.source, request.footprints.source));
  }
  eligibility::Inputs inputs;
  inputs.footprints = network->plant.records;
  network->evaluator.emplace(inputs, request.rules, job);
  // The index has its own copy of all vertices, and verdicts on plain files ask for nothing else.
  core::parallel_ranges(network->plant.records.size(), 512, job.part(1.0, 1.0, "footprints"),
                        [&](std::size_t begin, std::size_t end) {
                          for (std::size_t i = begin; i < end; ++i) {
                            network->plant.records[i].geometry = geo::Geometry();
                          }
                        });
  return network;
}

/// Businesses that are looked up together: the more there are, the more neighbours each has among
/// them, and the fewer of the plant's edges are fetched twice.
struct Batch {
  std::vector<io::Table> pieces;
  std::size_t rows = 0;
  std::vector<eligibility::NumberedPlace> places;  ///< of its rows, neighbours together
  double progress = 0.0;                           ///< share of the source read with it
};

/// None at the end.
std::optional<Batch> read_batch(io::TablePieces& source) {
  constexpr std::size_t kMostRows = 500'000;
  Batch batch;
  std::vector<eligibility::NumberedPlace> places;
  places.reserve(kMostRows);
  while (batch.rows < kMostRows) {
    io::Table piece = source.piece();
    if (!source.next(piece)) break;
    for (std::size_t row = 0; row < piece.rows(); ++row) {
      const std::optional<geo::LonLat>& position = piece.position(row);
      if (position && geo::is_valid(*position)) places.push_back({*position, batch.rows + row});
    }
    batch.rows += piece.rows();
    batch.pieces.push_back(std::move(piece));
  }
  if (batch.pieces.empty()) return std::nullopt;
  batch.places = eligibility::neighbours_together(places);
  batch.progress = source.progress();
  return batch;
}

struct VerdictPiece {
  std::optional<io::TableOutput::Piece> rows;
  std::span<const std::optional<eligibility::Coverage>> network;  ///< one a row
  eligibility::Summary summary;
};

void judge(VerdictPiece& piece, const eligibility::Evaluator& evaluator,
           const io::TableOutput& output) {
  const io::Table& rows = piece.rows->rows;
  eligibility::Evaluator::Judge judge(evaluator);
  model::Business business;
  std::array<io::FieldView, 5> cells;
  constexpr std::size_t kAhead = 8;
  output.prepare(*piece.rows, [&](std::size_t row) {
    if (row + kAhead < rows.rows()) judge.expect(piece.network[row + kAhead]);
    business.position = rows.position(row);
    const eligibility::Verdict verdict = judge(business, piece.network[row]);
    piece.summary.add(verdict);
    cells = verdict_cells(verdict);
    return std::span<const io::FieldView>(cells);
  });
}

/// Judges and writes a batch in its own order.
void write_verdicts(Batch batch, const eligibility::Evaluator& evaluator, io::TableOutput& output,
                    PlainEligibilityRun& run, const core::JobContext& job) {
  constexpr std::size_t kPiecesAtOnce = 6;
  const auto network = evaluator.network_at(batch.places, batch.rows, job);
  std::size_t next_piece = 0;
  std::size_t next_row = 0;
  core::run_pipeline<VerdictPiece>(
      job, kPiecesAtOnce,
      [&](VerdictPiece& piece) {
        if (next_piece == batch.pieces.size()) return false;
        io::Table& rows = batch.pieces[next_piece++];
        piece.network = std::span(network).subspan(next_row, rows.rows());
        next_row += rows.rows();
        piece.rows.emplace(io::TableOutput::Piece{std::move(rows)});
        return true;
      },
      [&](VerdictPiece& piece) { judge(piece, evaluator, output); },
      [&](VerdictPiece& piece) {
        output.write(*piece.rows);
        run.summary += piece.summary;
        run.diagnostics.add(piece.rows->rows.diagnostics);
      });
}

std::size_t column_named(const io::Table& table, const std::string& name,
                         const std::string& source) {
  const auto& fields = table.fields();
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const io::Field& field) {
    return core::lower_case(field.name) == core::lower_case(name);
  });
  if (found != fields.end()) return static_cast<std::size_t>(found - fields.begin());
  std::vector<std::string> known;
  for (const io::Field& field : fields) known.push_back(field.name);
  throw core::ConfigError(
      fmt::format("{} has no column \"{}\"; it has {}", source, name, core::join(known, ", ")));
}

/// The rows of a table that have a polygon, as basic units; `row_of_unit` says which rows.
std::vector<model::BasicUnit> units_of(const io::Table& table, const PlainTerritoryRequest& request,
                                       std::vector<std::size_t>& row_of_unit) {
  std::vector<std::string> names = request.weights;
  for (const territory::Limit& limit : request.limits) names.push_back(limit.weight);
  std::vector<std::size_t> columns;
  for (const std::string& weight : names) {
    columns.push_back(column_named(table, weight, request.units.source));
  }
  std::vector<model::BasicUnit> units;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    geo::Geometry geometry = table.geometry(row);
    if (!geometry.has_area()) continue;
    if (!geometry.is_valid()) geometry = geo::make_valid(geometry);
    model::BasicUnit unit;
    unit.id = core::UnitId(std::to_string(row + 1));
    unit.geometry = std::move(geometry);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const io::FieldValue value = table.value(row, columns[i]);
      const std::optional<double> number =
          io::is_blank(value) ? std::optional(0.0) : io::to_number(value);
      if (!number) {
        throw core::InputError(fmt::format("{}, row {}, column {}: found \"{}\", expected a number",
                                           request.units.source, row + 1, names[i],
                                           io::to_text(value)));
      }
      unit.weights[names[i]] = *number;
    }
    units.push_back(std::move(unit));
    row_of_unit.push_back(row);
  }
  return units;
}

}  // namespace

PlainEligibilityRun evaluate_files(const PlainEligibilityRequest& request,
                                   const core::JobContext& job) {
  io::TablePieces source(source_options(request.businesses));
  io::TableOutput output(request.output, request.format, source.reader(), verdict_fields());
  // While footprints are read and cut into cells, and while a batch is judged, the next are read.
  core::ReadAhead<Batch> batches(1, [&] { return read_batch(source); });
  const std::unique_ptr<Network> network = read_network(request, job.part(0.0, 0.4, "footprints"));
  PlainEligibilityRun run;
  double done = 0.4;
  while (std::optional<Batch> batch = batches.next()) {
    const double to = 0.4 + 0.6 * batch->progress;
    write_verdicts(std::move(*batch), *network->evaluator, output, run,
                   job.part(done, to, "businesses"));
    done = to;
  }
  output.finish();
  for (const std::string& warning : output.warnings()) {
    run.diagnostics.warn("LEFT_OUT", {.source = request.output}, warning);
  }
  core::Diagnostics of_businesses = std::exchange(run.diagnostics, network->plant.diagnostics);
  const io::VectorReader& reader = source.reader();
  for (const std::string& note : source.notes()) {
    of_businesses.note("SOURCE", {.source = reader.source(), .layer = reader.layer()}, note);
  }
  for (const core::Finding& finding : of_businesses.findings()) {
    run.diagnostics.warn(finding.code, finding.place, finding.found, finding.expected);
  }
  return run;
}

PlainTerritoryRun design_files(const PlainTerritoryRequest& request, const core::JobContext& job) {
  if (request.weights.empty()) {
    throw core::ConfigError("say which column to balance with --weight COLUMN");
  }
  const io::Table table =
      io::read_table(source_options(request.units), job.part(0.0, 0.1, "reading units"));
  std::vector<std::size_t> row_of_unit;
  const std::vector<model::BasicUnit> units = units_of(table, request, row_of_unit);
  PlainTerritoryRun run;
  if (units.size() < table.rows()) {
    run.notes.push_back(
        fmt::format("{} rows have no polygon and get no territory", table.rows() - units.size()));
  }
  territory::DesignOptions options;
  options.count = request.count;
  options.tolerance = request.tolerance;
  options.limits = request.limits;
  options.iterations = request.iterations;
  options.seconds = request.seconds;
  options.balance = territory::parse_balance(core::join(request.weights, ","));
  const territory::Adjacency graph = territory::adjacency(units);
  run.design = territory::design(units, graph, options, job.part(0.1, 0.9, "designing"));
  if (!run.design.binding.empty()) run.notes.push_back(run.design.binding);
  const auto labels = territory::territory_labels(request.count, {});
  const core::ScenarioId scenario("plan");
  run.territories =
      territory::dissolve({scenario, units, graph, run.design.territory_of_unit, labels},
                          job.part(0.9, 1.0, "drawing boundaries"));

  std::vector<io::FieldValue> territory_of_row(table.rows());
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    territory_of_row[row_of_unit[unit]] =
        static_cast<std::int64_t>(run.design.territory_of_unit[unit] + 1);
  }
  io::write_table(
      table, {{"territory", io::FieldType::kInteger}},
      [&](std::size_t row) { return std::vector<io::FieldValue>{territory_of_row[row]}; },
      request.output, request.format);
  return run;
}

}  // namespace nearnet::workspace
