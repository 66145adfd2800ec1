#include <fmt/format.h>

#include <algorithm>

#include "custody/backup.hpp"
#include "custody/detail/names.hpp"
#include "journal/note.hpp"
#include "register/erasure.hpp"
#include "register/schema.hpp"
#include "register/verify.hpp"
#include "vault/backup_key.hpp"
#include "vault/city_key.hpp"
#include "vault/key_table.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

using ErasureList = std::map<std::string, std::vector<std::uint64_t>>;  // by register

// A folder that goes away unless it was kept: a restore that fails leaves nothing.
class Beside {
public:
    explicit Beside(fs::path folder) : folder_(std::move(folder)) {}
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;
    ~Beside() {
        std::error_code code;
        if (!kept_) fs::remove_all(folder_, code);
    }
    void keep() { kept_ = true; }

private:
    fs::path folder_;
    bool kept_ = false;
};

Error damaged(const fs::path& file) {
    return input_error("backup.damaged").with("file", file.string()).with("chunk", "-");
}

Status check_file(const fs::path& file, const FileFacts& named) {
    DAICHO_TRY(facts, facts_of(file));
    if (facts.bytes != named.bytes || facts.digest != named.digest) return damaged(file);
    return {};
}

// What is loaded, and whether somebody wants it no more.
struct Loading {
    store::Connection& connection;
    const std::function<bool()>& stop;
};

Status load_part(const Loading& loading, const fs::path& file, const Manifest& manifest,
                 Part part, const vault::Secret& wrapping, std::uint64_t& rows) {
    DAICHO_TRY(in, ContainerReader::open(file, {manifest.municipality(), manifest.name, part},
                                         wrapping));
    DAICHO_TRY(counts, store::load_tables(loading.connection,
                                          [&](Bytes& bytes) -> Result<bool> {
                                              if (loading.stop && loading.stop()) {
                                                  return conflict_error("job.cancelled");
                                              }
                                              return in.read(bytes);
                                          }));
    rows += counts.rows;
    return {};
}

// Keys first: only they tell whose signature the manifest must bear.
Status load(const RestoreOptions& options, const fs::path& home, const std::string& text,
            const Manifest& manifest, const store::Options& where) {
    const fs::path keys = options.keys.empty() ? options.from / detail::kKeys : options.keys;
    const fs::path data = options.from / detail::kData;
    DAICHO_CHECK(check_file(data, manifest.data));
    // A newer file of keys may open older data; it is sealed by itself.
    if (options.keys.empty()) DAICHO_CHECK(check_file(keys, manifest.keys));
    DAICHO_TRY(database, store::Database::open(where));
    store::Connection& connection = database->writer();
    const Loading loading{connection, options.stop};
    DAICHO_CHECK(connection.execute(fmt::format("CREATE TABLE {} (began INTEGER NOT NULL)",
                                                registers::kRestoringTable)));
    const fs::path city_key = home / "city.key";
    vault::Secret city;
    DAICHO_CHECK(vault::read_city_key(city_key, city));
    Manifest of_keys = manifest;
    if (!options.keys.empty()) {
        DAICHO_TRY_AS(of_keys, parse_manifest(detail::read_file(options.keys.parent_path() /
                                                                detail::kManifest)));
    }
    std::uint64_t rows = 0;
    DAICHO_CHECK(load_part(loading, keys, of_keys, Part::keys, city, rows));
    DAICHO_TRY(vault, vault::Vault::open(connection, city_key, manifest.municipality(), false));
    DAICHO_CHECK(check_signature(text, manifest.origin, vault->public_key()));
    vault::Secret backup;
    DAICHO_CHECK(vault::load_backup_key(connection, city_key, manifest.municipality(), backup));
    DAICHO_CHECK(load_part(loading, data, manifest, Part::data, backup, rows));
    DAICHO_TRY(sealed, journal::latest_checkpoint(connection));
    if (sealed.size != manifest.entries || sealed.root != manifest.root ||
        (options.keys.empty() && rows != manifest.rows)) {
        return damaged(data);
    }
    return {};
}

Result<ErasureList> read_erasures(const fs::path& file, const std::string& origin,
                                  ByteView public_key) {
    std::error_code code;
    if (!fs::exists(file, code)) {
        return not_found_error("restore.no_erasures").with("file", file.string());
    }
    const std::string text = detail::read_file(file);
    const std::string head = "daicho erasures 1\norigin " + origin + "\n";
    if (!check_signature(text, origin, public_key) || !text.starts_with(head)) {
        return input_error("backup.manifest_forged").with("file", file.string());
    }
    std::istringstream lines(text.substr(head.size(), text.find("\n\n") + 1 - head.size()));
    ErasureList list;
    std::string name;
    for (std::uint64_t version = 0; lines >> name >> version;) list[name].push_back(version);
    return list;
}

// Those of the versions that this copy has and that are not empty.
Result<std::vector<std::uint64_t>> still_filled(store::Connection& connection,
                                                const registers::Definition& definition,
                                                const std::vector<std::uint64_t>& versions) {
    DAICHO_TRY(row, connection.prepare(fmt::format(
                        "SELECT 1 FROM {} WHERE version_id = ? AND row_salt IS NOT NULL",
                        registers::version_table(definition))));
    std::vector<std::uint64_t> filled;
    for (const std::uint64_t version : versions) {
        row->bind(0, static_cast<std::int64_t>(version));
        DAICHO_TRY(there, row->step());
        row->reset();
        if (there) filled.push_back(version);
    }
    std::ranges::sort(filled);
    return filled;
}

// Keys of bodies that were destroyed since the copy was made, or since its file of keys.
Status replay_bodies(registers::Kernel& kernel, const std::vector<std::uint64_t>& periods,
                     Restored& done) {
    // The period in use stays open for new entries, so a new one must have begun.
    DAICHO_CHECK(kernel.begin_body_period_when_due());
    for (const std::uint64_t period : periods) {
        DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
            DAICHO_TRY(kept, vault::body_periods(context.connection));
            if (std::ranges::find(kept, period) == kept.end()) return {};
            journal::EntryDraft draft;
            draft.kind = journal::EntryKind::bodies_erased_replayed;
            draft.first_version = period;
            draft.row_root = registers::erasure_root(0, {{period}});
            DAICHO_CHECK(context.journal.append(context.connection, draft));
            ++done.erased_again;
            return context.vault.destroy_body_period(context.connection,
                                                     static_cast<std::uint16_t>(period));
        }));
    }
    return {};
}

Status replay(registers::Kernel& kernel, const ErasureList& list, Restored& done) {
    std::vector<std::string> tables{"w_blind", "w_record_key", "w_key"};
    if (const auto bodies = list.find(detail::kBodies); bodies != list.end()) {
        DAICHO_CHECK(replay_bodies(kernel, bodies->second, done));
    }
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        for (const auto& [name, versions] : list) {
            if (name == detail::kBodies) continue;
            DAICHO_TRY(definition, kernel.definition(name));
            DAICHO_TRY(filled, still_filled(context.connection, *definition, versions));
            if (filled.empty()) continue;
            registers::ErasureAuthor author;
            author.kind = journal::EntryKind::erasure_replayed;
            DAICHO_CHECK(registers::erase_versions(context, *definition, filled, author));
            done.erased_again += filled.size();
            tables.push_back(registers::version_table(*definition));
            if (!definition->is_event()) tables.push_back(registers::head_table(*definition));
        }
        return {};
    }));
    DAICHO_CHECK(kernel.checkpoint());
    return kernel.scrub(tables);
}

// What the witness saw beyond the copy is lost; what it saw of the copy must be the same.
Result<std::string> witness_up_to(const journal::Keys& keys, std::string_view text,
                                  std::uint64_t size, Restored& done) {
    std::string kept;
    for (const std::string_view note : journal::split_notes(text).whole) {
        DAICHO_TRY(opened, journal::open_note(note, keys.name, keys.public_key));
        if (opened.size <= size) {
            kept += std::string(note) + "\n";
        } else {
            done.lost_entries = std::max(done.lost_entries, opened.size - size);
        }
    }
    return kept;
}

Status check(registers::Kernel& kernel, const RestoreOptions& restoring, Restored& done) {
    registers::VerifyOptions options;
    options.stop = restoring.stop;
    DAICHO_TRY_AS(options.witness, witness_up_to(kernel.journal().keys(), restoring.witness,
                                                 done.manifest.entries, done));
    DAICHO_TRY(report, registers::verify(kernel, options));
    if (!report.fault) {
        done.entries = report.entries;
        return {};
    }
    Error error = conflict_error("restore.faulty");
    error.causes = std::move(report.faults);
    return error;
}

Result<Restored> bring_back(const RestoreOptions& options, const fs::path& home,
                            const Clock& clock) {
    Restored done;
    const std::string text = detail::read_file(options.from / detail::kManifest);
    if (text.empty()) {
        return system_error("backup.cannot_read")
            .with("file", (options.from / detail::kManifest).string());
    }
    DAICHO_TRY_AS(done.manifest, parse_manifest(text));
    std::error_code code;
    fs::copy_file(options.city_key, home / "city.key", code);
    fs::permissions(home / "city.key", fs::perms::owner_read | fs::perms::owner_write, code);
    store::Options where;
    where.store = options.store;
    where.file = home / "daicho.db";
    DAICHO_TRY(kind, store::kind_of(options.store));
    if ((kind == store::StoreKind::sqlite) != (done.manifest.store == "sqlite")) {
        return input_error("restore.other_store").with("store", done.manifest.store);
    }
    DAICHO_CHECK(load(options, home, text, done.manifest, where));
    registers::KernelOptions opening;
    opening.home = home;
    opening.store = options.store;
    opening.definitions = options.definitions;
    opening.municipality = done.manifest.municipality();
    opening.restoring = true;
    opening.modules = options.modules;
    DAICHO_TRY(kernel, registers::Kernel::open(opening, clock));
    const fs::path file = options.erasures.empty()
                              ? fs::absolute(options.from).parent_path() / detail::kErasures
                              : options.erasures;
    DAICHO_TRY(list, read_erasures(file, done.manifest.origin, kernel->vault().public_key()));
    DAICHO_CHECK(replay(*kernel, list, done));
    DAICHO_CHECK(check(*kernel, options, done));
    DAICHO_CHECK(kernel->command([](registers::Context& context) {
        return context.connection.execute(
            fmt::format("DROP TABLE {}", registers::kRestoringTable));
    }));
    return done;
}

Result<bool> is_half_restored(const store::Options& where) {
    DAICHO_TRY(database, store::Database::open(where));
    store::Connection& connection = database->writer();
    DAICHO_TRY(half, connection.integer(
                         connection.dialect().count_table(registers::kRestoringTable)));
    return half != 0;
}

}  // namespace

Result<Restored> restore(const RestoreOptions& options, const Clock& clock) {
    std::error_code code;
    if (fs::exists(options.home, code)) {
        return conflict_error("restore.home_exists").with("folder", options.home.string());
    }
    DAICHO_TRY(kind, store::kind_of(options.store));
    store::Options where;
    where.store = options.store;
    if (kind == store::StoreKind::postgres) {
        DAICHO_TRY(there, store::has_data(where));
        DAICHO_TRY(half, is_half_restored(where));
        if (there && !half) return conflict_error("restore.store_not_empty");
        if (half) DAICHO_CHECK(store::discard_data(where));  // of a killed one
    }
    const fs::path home = fs::absolute(options.home, code);
    const fs::path beside = home.string() + ".restoring";
    fs::remove_all(beside, code);  // of a killed one
    fs::create_directories(beside, code);
    if (code) return system_error("backup.cannot_write").with("file", beside.string());
    fs::permissions(beside, fs::perms::owner_all, code);
    Beside guard(beside);
    auto done = bring_back(options, beside, clock);
    if (!done) {
        // It was empty before.
        if (kind == store::StoreKind::postgres) (void)store::discard_data(where).has_value();
        return done;
    }
    fs::rename(beside, home, code);
    if (code) return system_error("backup.cannot_write").with("file", home.string());
    guard.keep();
    DAICHO_CHECK(sync_folder(home.parent_path()));
    // For doctor: that somebody tried is worth knowing; the copy may lie where nobody may write.
    (void)detail::write_file(fs::absolute(options.from, code).parent_path() / detail::kLastRestore,
                             std::to_string(clock.now().micros) + "\n").has_value();
    return done;
}

}  // namespace daicho::custody
