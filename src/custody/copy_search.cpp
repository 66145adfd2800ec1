// What may not stand in a masked copy, and whether it does.
#include <fmt/format.h>

#include <fstream>

#include "custody/copy_maker.hpp"
#include "register/schema.hpp"
#include "store/dump.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

using registers::Definition;
using registers::Field;
using registers::Masking;

constexpr std::size_t kBlock = std::size_t{1} << 22;

bool is_replaced(const Field& field) {
    return field.masking >= Masking::name && field.masking <= Masking::number;
}

void add_original(LeakSearch& search, const Field& field, std::string_view text,
                  const std::string& own_city) {
    switch (field.masking) {
        case Masking::name: search.add_name(text); break;
        case Masking::kana: search.add_kana(text); break;
        case Masking::address:
            // A lot without its place (家屋番号) is no address.
            if (text.empty() || text[0] < '0' || text[0] > '9') search.add(text, own_city);
            break;
        default: search.add(text); break;
    }
}

// Texts that are left out are originals as well: they must not stand anywhere else.
bool is_left_out(const Field& field) {
    return field.masking == Masking::blank && field.is_personal() &&
           field.storage() == registers::Storage::text && field.codes.empty();
}

Status add_register(LeakSearch& search, store::Connection& connection,
                    const Definition& definition, const std::string& own_city) {
    for (const Field& field : definition.fields) {
        if (!is_replaced(field) && !is_left_out(field)) continue;
        DAICHO_TRY(rows, connection.prepare(fmt::format(
                             "SELECT DISTINCT {0} FROM {1} WHERE {0} IS NOT NULL",
                             registers::sql_name(field.name),
                             registers::version_table(definition))));
        while (true) {
            DAICHO_TRY(row, rows->step());
            if (!row) break;
            add_original(search, field, rows->text(0), own_city);
        }
    }
    return {};
}

// Block by block, each beginning with the end of the one before.
Result<std::string> find_in_file(const LeakSearch& originals, const fs::path& file,
                                 std::uint64_t& bytes) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return system_error("copy.cannot_write").with("folder", file.string());
    std::string block;
    while (in) {
        const std::size_t kept = std::min(block.size(), originals.longest());
        block.erase(0, block.size() - kept);
        block.resize(kept + kBlock);
        in.read(block.data() + kept, static_cast<std::streamsize>(kBlock));
        block.resize(kept + static_cast<std::size_t>(in.gcount()));
        bytes += static_cast<std::uint64_t>(in.gcount());
        if (!originals.find(block, LeakSearch::In::file).empty()) return file.filename().string();
    }
    return std::string();
}

// Rows of a server's database, as a backup writes them: values stand in them byte by byte.
Status find_in_rows(const LeakSearch& originals, registers::Kernel& copy, LeakReport& report) {
    DAICHO_TRY(reader, copy.reader());
    DAICHO_CHECK(reader->execute("BEGIN"));
    std::string block;
    const auto search = [&](ByteView bytes) -> Status {
        block.erase(0, block.size() - std::min(block.size(), originals.longest()));
        block += as_text(bytes);
        report.bytes += bytes.size();
        if (!originals.find(block, LeakSearch::In::file).empty()) {
            report.where = store::describe(copy.store_options().store);
        }
        return {};
    };
    const auto every = [](const std::string&) { return true; };
    const auto rows = store::dump_tables(*reader, every, every, search);
    DAICHO_CHECK(reader->execute("COMMIT"));
    if (!rows) return Error(rows.error());
    return {};
}

Status find_in_bodies(const LeakSearch& originals, registers::Kernel& copy, LeakReport& report) {
    DAICHO_TRY(reader, copy.reader());
    DAICHO_TRY(newest, reader->integer("SELECT max(number) FROM j_entry"));
    for (std::uint64_t n = 1; n <= static_cast<std::uint64_t>(newest); ++n) {
        DAICHO_TRY(entry, journal::read_entry(*reader, n));
        if (entry.sealed_body.empty()) continue;
        DAICHO_TRY(body, copy.journal().keys().open(n, entry.sealed_body));
        ++report.bodies;
        if (originals.find(as_text(body)).empty()) continue;
        report.where = "j_entry";
        report.entry = std::to_string(n);
        return {};
    }
    return {};
}

}  // namespace

Result<LeakSearch> originals_of(const registers::Definitions& definitions,
                                store::Connection& connection, const std::string& own_city) {
    LeakSearch search;
    std::string known;  // definitions stand in every copy, and in every hand
    for (const auto& definition : definitions.all()) {
        known += definition->text;
        if (definition->copied.rows == registers::CopiedRows::none) continue;
        DAICHO_CHECK(add_register(search, connection, *definition, own_city));
    }
    search.settle(known);
    return search;
}

Result<LeakReport> search_copy(const LeakSearch& originals, const fs::path& folder,
                               registers::Kernel* copy) {
    LeakReport report;
    std::error_code code;
    for (const auto& entry : fs::recursive_directory_iterator(folder, code)) {
        if (!entry.is_regular_file()) continue;
        ++report.files;
        DAICHO_TRY(found, find_in_file(originals, entry.path(), report.bytes));
        if (!found.empty()) {
            report.where = found;
            return report;
        }
    }
    if (code) return system_error("copy.cannot_write").with("folder", folder.string());
    if (copy == nullptr) return report;
    DAICHO_TRY(kind, store::kind_of(copy->store_options().store));
    if (kind == store::StoreKind::postgres) DAICHO_CHECK(find_in_rows(originals, *copy, report));
    if (report.where.empty()) DAICHO_CHECK(find_in_bodies(originals, *copy, report));
    return report;
}

}  // namespace daicho::custody
