#include "custody/backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>

#include "custody/detail/names.hpp"
#include "journal/note.hpp"
#include "register/erasure.hpp"
#include "vault/backup_key.hpp"
#include "vault/city_key.hpp"
#include "vault/key_table.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kDay = std::int64_t{86'400} * 1'000'000;

// Sessions are no data: who signed in once must not find a way in through a copy.
// Files of jobs live a day and are sealed under keys that end with them.
bool is_kept(const std::string& name) {
    return name != "w_session" && name != "w_job_file" && name != "w_form_draft";
}

// One state for all tables.
class Snapshot {
public:
    explicit Snapshot(store::Connection& connection) : connection_(connection) {}
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot() {
        if (open_) (void)connection_.execute("COMMIT").has_value();
    }
    Status begin() {
        DAICHO_CHECK(connection_.execute("BEGIN"));
        open_ = true;
        return {};
    }

private:
    store::Connection& connection_;
    bool open_ = false;
};

std::string name_of(const std::string& municipality, Instant now) {
    std::string time = format_utc(now);  // 2026-04-10T01:40:00.000000Z
    time = time.substr(0, 19) + "Z";
    std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
    return municipality + "-" + time;
}

Error stopped() { return conflict_error("job.cancelled"); }

// The folder that is being written: locked while it is, gone at the end unless it was kept.
class Unfinished {
public:
    explicit Unfinished(fs::path folder)
        : folder_(std::move(folder)),
          lock_(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        locked_ = lock_ >= 0 && ::flock(lock_, LOCK_EX | LOCK_NB) == 0;
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished() {
        std::error_code code;
        if (!kept_) fs::remove_all(folder_, code);
        if (lock_ >= 0) ::close(lock_);
    }
    [[nodiscard]] bool is_locked() const noexcept { return locked_; }
    void keep() noexcept { kept_ = true; }

private:
    fs::path folder_;
    int lock_;
    bool locked_ = false;
    bool kept_ = false;
};

// What killed backups of this municipality left: nobody holds their lock any more.
void sweep(const fs::path& root, const std::string& municipality) {
    std::error_code code;
    std::vector<fs::path> parts;
    for (const auto& entry : fs::directory_iterator(root, code)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("." + municipality + "-") && name.ends_with(".part")) {
            parts.push_back(entry.path());
        }
    }
    for (const fs::path& part : parts) {
        Unfinished left(part);
        if (!left.is_locked()) left.keep();
    }
}

Result<FileFacts> write_part(store::Connection& connection, const fs::path& file,
                             const ContainerPlace& place, const vault::Secret& wrapping,
                             std::uint64_t& rows, const BackupWatch& watch) {
    DAICHO_TRY(out, ContainerWriter::create(file, place, wrapping));
    const bool keys = place.part == Part::keys;
    DAICHO_TRY(counts, store::dump_tables(
                           connection,
                           [keys](const std::string& name) {
                               return detail::is_key_table(name) == keys;
                           },
                           is_kept,
                           [&](ByteView bytes) -> Status {
                               if (watch.stop && watch.stop()) return stopped();
                               return out.write(bytes);
                           }));
    rows += counts.rows;
    return out.finish();
}

Status write_parts(registers::Kernel& kernel, const fs::path& folder, Manifest& manifest,
                   const BackupWatch& watch) {
    DAICHO_TRY(reader, kernel.reader());
    Snapshot snapshot(*reader);
    DAICHO_CHECK(snapshot.begin());
    DAICHO_TRY(sealed, journal::latest_checkpoint(*reader));
    DAICHO_TRY(note, journal::open_note(sealed.note, manifest.origin,
                                        kernel.journal().keys().public_key));
    manifest.entries = note.size;
    manifest.root = note.root;
    const fs::path key_file = kernel.home() / "city.key";
    vault::Secret city;
    vault::Secret backup;
    DAICHO_CHECK(vault::read_city_key(key_file, city));
    DAICHO_CHECK(vault::load_backup_key(*reader, key_file, kernel.municipality(), backup));
    ContainerPlace place{kernel.municipality(), manifest.name, Part::data};
    DAICHO_TRY_AS(manifest.data, write_part(*reader, folder / detail::kData, place, backup,
                                            manifest.rows, watch));
    place.part = Part::keys;
    DAICHO_TRY_AS(manifest.keys, write_part(*reader, folder / detail::kKeys, place, city,
                                            manifest.rows, watch));
    return {};
}

Status enter(registers::Kernel& kernel, const std::string& text) {
    return kernel.command([&](registers::Context& context) -> Status {
        journal::EntryDraft entry;
        entry.kind = journal::EntryKind::backup_made;
        entry.body = fmt::format(R"({{"manifest":"{}"}})", to_hex(view(sha256(as_bytes(text)))));
        DAICHO_CHECK(context.journal.append(context.connection, entry));
        return {};
    });
}

// Periods of the journal's bodies that began and whose key is no more.
Result<std::vector<std::uint16_t>> destroyed_periods(store::Connection& connection) {
    DAICHO_TRY(kept, vault::body_periods(connection));
    std::vector<std::uint16_t> gone;
    const std::uint16_t newest = kept.empty() ? std::uint16_t{0} : kept.back();
    for (std::uint16_t period = 1; period < newest; ++period) {
        if (!std::ranges::binary_search(kept, period)) gone.push_back(period);
    }
    return gone;
}

Result<std::string> erasure_text(registers::Kernel& kernel) {
    DAICHO_TRY(reader, kernel.reader());
    std::string text = fmt::format("daicho erasures 1\norigin {}\n", kernel.journal().keys().name);
    for (const auto& definition : kernel.definitions().all()) {
        DAICHO_TRY(versions, registers::erased_versions(*reader, definition->number));
        for (const std::uint64_t version : versions) {
            text += fmt::format("{} {}\n", definition->name, version);
        }
    }
    DAICHO_TRY(gone, destroyed_periods(*reader));
    for (const std::uint16_t period : gone) {
        text += fmt::format("{} {}\n", detail::kBodies, period);
    }
    return journal::sign_note(kernel.journal().keys(), text);
}

Status remember(const fs::path& home, const BackupRecord& made) {
    std::string text = detail::read_file(home / "backups.txt");
    text += fmt::format("{} {} {} {} {}\n", made.name, made.made, made.entries, made.bytes,
                        made.folder.string());
    return detail::write_file(home / "backups.txt", text);
}

}  // namespace

Status make_ready(registers::Kernel& kernel) {
    return kernel.command([&](registers::Context& context) {
        return vault::ensure_backup_key(context.connection, kernel.home() / "city.key",
                                        kernel.municipality());
    });
}

Result<BackupRecord> back_up(registers::Kernel& kernel, const fs::path& to, bool may_write,
                             const BackupWatch& watch) {
    if (may_write) {
        DAICHO_CHECK(make_ready(kernel));
        DAICHO_CHECK(kernel.checkpoint());
    }
    const Instant now = kernel.clock().now();
    std::error_code code;
    const fs::path root = fs::absolute(to, code);
    fs::create_directories(root, code);
    DAICHO_TRY(kind, store::kind_of(kernel.store_options().store));
    Manifest manifest;
    manifest.origin = kernel.journal().keys().name;
    manifest.name = name_of(kernel.municipality(), now);
    manifest.store = kind == store::StoreKind::sqlite ? "sqlite" : "postgres";
    manifest.made = now.micros;
    const fs::path place = root / manifest.name;
    const fs::path beside = root / ("." + manifest.name + ".part");
    if (fs::exists(place, code)) {
        return conflict_error("backup.exists").with("folder", place.string());
    }
    sweep(root, kernel.municipality());
    fs::create_directory(beside, code);
    if (code) return system_error("backup.cannot_write").with("file", beside.string());
    Unfinished unfinished(beside);
    fs::permissions(beside, fs::perms::owner_all, code);
    DAICHO_CHECK(write_parts(kernel, beside, manifest, watch));
    DAICHO_TRY(text, journal::sign_note(kernel.journal().keys(), manifest_text(manifest)));
    DAICHO_CHECK(detail::write_file(beside / detail::kManifest, text));
    DAICHO_TRY(erasures, erasure_text(kernel));
    DAICHO_CHECK(detail::write_file(root / detail::kErasures, erasures));
    // From here on it is a backup, and is entered as one.
    if (watch.stop && watch.stop()) return stopped();
    fs::rename(beside, place, code);
    if (code) return system_error("backup.cannot_write").with("file", place.string());
    unfinished.keep();
    DAICHO_CHECK(sync_folder(root));
    BackupRecord made{manifest.name, manifest.made, manifest.entries,
                      manifest.data.bytes + manifest.keys.bytes, root};
    DAICHO_CHECK(remember(kernel.home(), made));
    if (may_write) DAICHO_CHECK(enter(kernel, text));
    return made;
}

std::vector<BackupRecord> known_backups(const fs::path& home) {
    std::istringstream lines(detail::read_file(home / "backups.txt"));
    std::vector<BackupRecord> known;
    for (BackupRecord one; lines >> one.name >> one.made >> one.entries >> one.bytes;) {
        std::string folder;
        lines.get();
        std::getline(lines, folder);
        one.folder = folder;
        known.push_back(one);
    }
    return known;
}

std::optional<std::int64_t> last_restore(const fs::path& folder) {
    std::istringstream text(detail::read_file(folder / detail::kLastRestore));
    std::int64_t at = 0;
    if (!(text >> at)) return std::nullopt;
    return at;
}

Status publish_erasures(registers::Kernel& kernel) {
    DAICHO_TRY(text, erasure_text(kernel));
    std::vector<fs::path> done;
    for (const BackupRecord& one : known_backups(kernel.home())) {
        std::error_code code;
        const bool known = std::ranges::find(done, one.folder) != done.end();
        if (known || !fs::is_directory(one.folder, code)) continue;
        DAICHO_CHECK(detail::write_file(one.folder / detail::kErasures, text));
        done.push_back(one.folder);
    }
    return {};
}

Result<std::vector<Pruned>> prune(const fs::path& folder, const office::CustodyPolicy& policy,
                                  std::int64_t now, bool only_list) {
    std::vector<std::pair<std::int64_t, fs::path>> found;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, code)) {
        const auto manifest = parse_manifest(detail::read_file(entry.path() / detail::kManifest));
        if (manifest && entry.path().filename() == manifest->name) {
            found.emplace_back(manifest->made, entry.path());
        }
    }
    if (code) return system_error("backup.cannot_read").with("file", folder.string());
    std::ranges::sort(found, std::greater{});
    std::vector<Pruned> pruned;
    for (std::size_t i = static_cast<std::size_t>(policy.at_least); i < found.size(); ++i) {
        const auto& [made, path] = found[i];
        const bool whole = now - made > policy.keep_days * kDay;
        const bool keys = now - made > policy.keep_keys_days * kDay &&
                          fs::exists(path / detail::kKeys, code);
        if (!whole && !keys) continue;
        pruned.push_back({path.filename().string(), whole});
        if (only_list) continue;
        std::error_code failed;
        if (whole) {
            fs::remove_all(path, failed);
        } else {
            fs::remove(path / detail::kKeys, failed);
        }
        if (failed) return system_error("backup.cannot_write").with("file", path.string());
    }
    return pruned;
}

}  // namespace daicho::custody
