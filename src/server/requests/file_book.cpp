#include "server/requests/file_book.hpp"

#include <algorithm>
#include <set>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "server/requests/request_book.hpp"

namespace daicho::server {
namespace {

using registers::Fields;

// Labels of the personal fields of the registers that a file names; what is none is skipped.
std::string generated_items(const registers::Definitions& definitions, std::string names) {
    const std::string comma = "、";
    for (std::size_t at = names.find(comma); at != std::string::npos; at = names.find(comma)) {
        names.replace(at, comma.size(), ",");
    }
    std::string items;
    std::set<std::string> known;
    std::string_view rest = names;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const auto* definition = definitions.find(trim(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (definition == nullptr) continue;
        for (const registers::Field& field : definition->fields) {
            if (!field.is_personal() || !known.insert(field.label.ja).second) continue;
            items += (items.empty() ? "" : "、") + field.label.ja;
        }
    }
    return items;
}

govern::FileEntry entry_of(const Call& call, const Fields& row, const audit::Names& departments,
                           bool& generated) {
    std::string items = row.text("items");
    generated = items.empty() && row.has("registers");
    if (generated) {
        items = generated_items(call.app.kernel.definitions(), row.text("registers"));
    }
    const auto yes = [&](std::string_view field) {
        return std::string(row.flag(field) ? "含む" : "含まない");
    };
    return {row.text("file_no"),
            {row.text("name"), call.app.settings.mayor.ja,
             audit::name_in(departments, row.ref("department")), row.text("purpose"), items,
             row.text("scope"), row.text("collected_from"), yes("sensitive"),
             row.text("provided_to"), row.text("inquiry_office"), row.text("other_procedure"),
             row.has("file_kind") ? row.code("file_kind").ja : std::string(),
             yes("individual_number")}};
}

// What the newest edition says of each file.
Result<std::map<std::string, std::string>> published(const Call& call,
                                                     store::Connection& connection,
                                                     const FileBook& book, Date day) {
    std::map<std::string, std::string> lines;
    if (!book.edition) return lines;
    DAICHO_TRY(rows, rows_of(call.app.kernel, connection, "file_edition_line", "edition",
                             book.edition->record, day));
    for (const auto& version : rows.versions) {
        const Fields row(*rows.definition, version);
        lines.emplace(row.text("file_no"), row.text("content"));
    }
    return lines;
}

Status find_editions(const Call& call, store::Connection& connection, FileBook& book, Date day) {
    DAICHO_TRY(rows,
               audit::rows_of(call.app.kernel, connection, "file_edition", {day, std::nullopt}));
    book.editions_register = rows.definition;
    book.editions.assign(rows.versions.rbegin(), rows.versions.rend());
    for (const auto& version : book.editions) {
        if (Fields(*rows.definition, version).flag("current")) book.edition = version;
    }
    return {};
}

}  // namespace

Result<FileBook> file_book(const Call& call, store::Connection& connection,
                           const govern::RequestRules& rules) {
    const Date day = today(call.app);
    const registers::Moment now{day, std::nullopt};
    FileBook book;
    DAICHO_CHECK(find_editions(call, connection, book, day));
    DAICHO_TRY(before, published(call, connection, book, day));
    DAICHO_TRY(files, audit::rows_of(call.app.kernel, connection, "personal_file", now));
    DAICHO_TRY(departments,
               audit::names_of(call.app.kernel, connection, "department", "name", now));
    for (std::size_t i = 0; i < files.size(); ++i) {
        const Fields row = files.at(i);
        const std::int64_t persons = row.integer("persons");
        if (persons < rules.files.least_persons || row.has("left_out")) {
            book.left_out.push_back({row.record(), row.text("file_no"), row.text("name"), persons,
                                     row.text("left_out")});
            continue;
        }
        BookedFile file;
        file.record = row.record();
        file.persons = persons;
        file.entry = entry_of(call, row, departments, file.generated);
        const auto found = before.find(file.entry.file_no);
        if (found != before.end()) {
            file.changed =
                govern::changed_columns(found->second, govern::published_content(file.entry));
            file.change = file.changed.empty() ? FileChange::same : FileChange::changed;
            before.erase(found);
        }
        book.files.push_back(std::move(file));
    }
    for (const auto& [number, content] : before) book.gone.push_back(number);
    return book;
}

std::string book_digest(const FileBook& book) {
    std::string text;
    for (const BookedFile& one : book.files) {
        text += one.entry.file_no + '\x1f' + govern::published_content(one.entry) + '\x1e';
    }
    return to_hex(view(sha256(as_bytes(text))));
}

}  // namespace daicho::server
