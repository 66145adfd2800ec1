#include "custody/key_book.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <sstream>

#include "custody/detail/names.hpp"
#include "journal/journal.hpp"
#include "vault/key_table.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCopies = "key-copies.txt";

}  // namespace

std::optional<Instant> city_key_since(const fs::path& home) {
    struct stat found {};
    if (::stat((home / "city.key").c_str(), &found) != 0) return std::nullopt;
    return Instant{std::int64_t{found.st_mtim.tv_sec} * 1'000'000};
}

Status note_key_copy(const fs::path& home, const KeyCopy& copy) {
    std::string text = detail::read_file(home / kCopies);
    text += fmt::format("{} {}\n", copy.at.micros, copy.file);
    return detail::write_file(home / kCopies, text);
}

std::vector<KeyCopy> key_copies(const fs::path& home) {
    std::istringstream lines(detail::read_file(home / kCopies));
    std::vector<KeyCopy> list;
    for (KeyCopy one; lines >> one.at.micros;) {
        lines.get();
        std::getline(lines, one.file);
        list.push_back(one);
    }
    return list;
}

Result<fs::path> place_of_old_key(const fs::path& home, Instant now) {
    const fs::path folder = home / "old-keys";
    std::error_code code;
    fs::create_directories(folder, code);
    fs::permissions(folder, fs::perms::owner_all, code);
    if (code) return system_error("backup.cannot_write").with("file", folder.string());
    return folder / fmt::format("city.key.{}", now.micros);
}

Result<std::vector<BodyPeriod>> body_periods(store::Connection& connection) {
    DAICHO_TRY(kept, vault::body_periods(connection));
    std::vector<BodyPeriod> list;
    DAICHO_TRY(newest, connection.integer("SELECT max(number) FROM j_entry"));
    if (newest == 0) return list;
    DAICHO_TRY(begin, journal::read_entry(connection, 1));
    list.push_back({1, begin.header.time, 1, 0, false, false});
    DAICHO_TRY(rows, connection.prepare(
                         "SELECT period, began, first_entry FROM w_body_period ORDER BY period"));
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) break;
        list.push_back({static_cast<std::uint16_t>(rows->integer(0)), Instant{rows->integer(1)},
                        static_cast<std::uint64_t>(rows->integer(2)), 0, false, false});
    }
    std::uint64_t end = static_cast<std::uint64_t>(newest) + 1;
    for (auto one = list.rbegin(); one != list.rend(); ++one) {
        one->entries = end - one->first;
        end = one->first;
        one->kept = std::ranges::find(kept, one->number) != kept.end();
    }
    list.back().current = true;
    return list;
}

}  // namespace daicho::custody
