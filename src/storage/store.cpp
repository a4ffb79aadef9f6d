// SPDX-License-Identifier: Apache-2.0
#include "storage/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "core/error.h"
#include "core/text.h"
#include "storage/gpkg_file.h"
#include "storage/journal.h"
#include "storage/migrations.h"
#include "storage/store_impl.h"
#include "storage/tables.h"

namespace nearnet::storage {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUndo = "undo";

enum AuditColumn : std::size_t { kAt, kWho, kCommand, kWhat, kRows, kUndone, kVersion };

std::string version_key(const Table& table) {
  return fmt::format("version:{}", table.name);
}

std::int64_t to_integer(const std::optional<std::string>& text) {
  return text ? core::parse_integer(*text).value_or(0) : 0;
}

void fill_meta(Database& database, const Meta& settings) {
  Meta meta = settings;
  meta["schema_version"] = std::to_string(kSchemaVersion);
  meta["version"] = "0";
  for (const Table* table : all_tables()) meta[version_key(*table)] = "0";
  for (const auto& [key, value] : meta) database.insert(meta_table(), {{key, value}, {}});
}

/// With those that storage keeps for itself.
std::vector<const Table*> every_table() {
  std::vector<const Table*> tables = all_tables();
  tables.insert(tables.end(), {&meta_table(), &audit_table(), &history_table()});
  return tables;
}

std::string text_or_empty(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? *text : std::string();
}

std::int64_t integer_or_zero(const Value& value) {
  const auto* integer = std::get_if<std::int64_t>(&value);
  return integer != nullptr ? *integer : 0;
}

AuditEntry audit_entry(const StoredRow& stored) {
  const std::vector<Value>& values = stored.row.values;
  return {stored.fid,
          text_or_empty(values[kAt]),
          text_or_empty(values[kWho]),
          text_or_empty(values[kCommand]),
          text_or_empty(values[kWhat]),
          integer_or_zero(values[kRows]),
          integer_or_zero(values[kUndone]) != 0,
          integer_or_zero(values[kVersion])};
}

/// Whether the workspace was of an earlier version, and has been brought up to date.
bool renew_workspace(Database& database) {
  std::optional<std::string> schema;
  try {
    schema = database.query("SELECT value FROM meta WHERE key = 'schema_version'");
  } catch (const core::StorageError&) {
    // No such table: some other GeoPackage.
  }
  if (!schema) {
    throw core::StorageError(fmt::format(
        "{} is a GeoPackage but not a nearnet workspace; make one with nearnet new and import it",
        database.name()));
  }
  return migrate(database, static_cast<int>(to_integer(schema)));
}

}  // namespace

void Store::create(const std::string& path, const Meta& meta) {
  std::error_code error;
  if (fs::exists(path, error)) {
    throw core::StorageError(
        fmt::format("{} exists already; choose another name or remove it first", path));
  }
  const fs::path folder = fs::absolute(path).parent_path();
  if (!fs::is_directory(folder, error)) {
    throw core::StorageError(fmt::format("{}: there is no folder {}", path, folder.string()));
  }
  // Written beside and renamed, so that nobody ever sees half a workspace.
  const std::string beside =
      (folder / fmt::format(".{}.partial.gpkg", fs::path(path).filename().string())).string();
  fs::remove(beside, error);
  try {
    Database database = create_gpkg(beside);
    database.begin();
    for (const Table* table : every_table()) database.create_table(*table);
    fill_meta(database, meta);
    database.execute("CREATE INDEX history_audit_id ON history (audit_id)");
    database.commit();
  } catch (...) {
    fs::remove(beside, error);
    throw;
  }
  fs::rename(beside, path, error);
  if (error) {
    const std::string why = error.message();
    fs::remove(beside, error);
    throw core::StorageError(fmt::format("cannot create {}: {}", path, why));
  }
}

Store Store::open(const std::string& path, const OpenOptions& options) {
  Database database = open_gpkg(path, options.patience);
  // GDAL learns what shapes a layer holds when it opens the file.
  if (renew_workspace(database)) database = open_gpkg(path, options.patience);
  return Store(std::make_unique<Impl>(Impl{std::move(database)}));
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

std::vector<StoredRow> Store::read(const Table& table) const {
  return impl_->database.read(table);
}

std::int64_t Store::count(const Table& table) const {
  return impl_->database.count(table);
}

Meta Store::meta() const {
  Meta meta;
  for (const StoredRow& stored : impl_->database.read(meta_table())) {
    meta[text_or_empty(stored.row.values[0])] = text_or_empty(stored.row.values[1]);
  }
  return meta;
}

std::int64_t Store::version() const {
  return to_integer(impl_->database.query("SELECT value FROM meta WHERE key = 'version'"));
}

std::int64_t Store::version(const Table& table) const {
  return to_integer(impl_->database.query(
      fmt::format("SELECT value FROM meta WHERE key = {}", quoted(version_key(table)))));
}

std::vector<std::string> Store::damage() const {
  std::vector<std::string> found;
  for (const Table* table : every_table()) {
    try {
      impl_->database.check_table(*table);
    } catch (const core::StorageError& error) {
      found.emplace_back(error.what());
    }
  }
  return found;
}

std::vector<AuditEntry> Store::audit() const {
  std::vector<AuditEntry> entries;
  for (const StoredRow& stored : impl_->database.read(audit_table())) {
    entries.push_back(audit_entry(stored));
  }
  std::reverse(entries.begin(), entries.end());
  return entries;
}

Transaction Store::begin(std::string command, std::string what, std::string who, std::string at) {
  return Transaction(std::make_unique<Transaction::Impl>(
      impl_->database, AuditEntry{0, std::move(at), std::move(who), std::move(command),
                                  std::move(what), 0, false, 0}));
}

std::optional<AuditEntry> Store::undoable() const {
  const std::vector<AuditEntry> entries = audit();
  const auto last = std::find_if(entries.begin(), entries.end(), [](const AuditEntry& entry) {
    return !entry.undone && entry.command != kUndo;
  });
  if (last == entries.end()) return std::nullopt;
  // Commands beyond the journal's depth stay; undoing an older one around them would tear the data.
  const std::optional<std::string> journal_rows = impl_->database.query(
      fmt::format("SELECT COUNT(*) FROM history WHERE audit_id = {}", last->id));
  return to_integer(journal_rows) > 0 ? std::optional(*last) : std::nullopt;
}

std::optional<AuditEntry> Store::undo(const std::string& who, const std::string& at) {
  Transaction transaction = begin(kUndo, {}, who, at);
  std::optional<AuditEntry> last = undoable();
  if (!last) return std::nullopt;
  transaction.impl_->restore(*last);
  transaction.commit();
  return last;
}

}  // namespace nearnet::storage
