// The register of personal-information files: as it stands, as a paper and a workbook, published.
#include "base/era.hpp"
#include "document/xlsx_writer.hpp"
#include "journal/entry.hpp"
#include "register/change.hpp"
#include "server/letters/command_write.hpp"
#include "server/requests/file_book.hpp"
#include "server/requests/request_book.hpp"
#include "server/requests/requests_api.hpp"

namespace daicho::server {
namespace {

using registers::Context;
using registers::Fields;

constexpr const char* kRegisters[] = {"personal_file", "file_edition", "file_edition_line"};
constexpr std::int64_t kDayMicros = 86'400'000'000;

Status all_permitted(const Call& call) {
    for (const char* name : kRegisters) DAICHO_CHECK(permitted(call, name));
    return {};
}

json::Array labels(const std::vector<BilingualText>& list) {
    json::Array out;
    for (const BilingualText& one : list) out.push_back(texts(one));
    return out;
}

const char* word(FileChange change) {
    if (change == FileChange::added) return "added";
    return change == FileChange::changed ? "changed" : "same";
}

json::Object file_json(const BookedFile& one) {
    json::Array values;
    for (const std::string& value : one.entry.values) values.emplace_back(value);
    return {{"id", id_text(one.record)},
            {"file_no", one.entry.file_no},
            {"persons", one.persons},
            {"values", std::move(values)},
            {"generated", one.generated},
            {"missing", labels(govern::missing_columns(one.entry))},
            {"change", word(one.change)},
            {"changed", labels(one.changed)}};
}

json::Array editions_json(const FileBook& book) {
    json::Array list;
    for (const auto& version : book.editions) {
        const Row row(*book.editions_register, version);
        list.push_back(json::Object{{"id", id_text(row.record())},
                                    {"edition_no", row.text("edition_no")},
                                    {"published_on", format_iso(row.date("published_on"))},
                                    {"published_by", row.text("published_by")},
                                    {"files", row.integer("files")},
                                    {"review_due", format_iso(row.date("review_due"))},
                                    {"current", row.flag("current")},
                                    {"sha256", row.text("sha256")}});
    }
    return list;
}

Answer show(const Call& call) {
    DAICHO_TRY(rules, request_rules(call.app));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(book, file_book(call, *reader, rules));
    json::Array columns, files, left_out, gone;
    for (const govern::FileColumn& one : govern::file_columns()) {
        columns.push_back(json::Object{{"id", one.id},
                                       {"label", texts(one.label)},
                                       {"item", one.item},
                                       {"required", one.required}});
    }
    for (const BookedFile& one : book.files) files.push_back(file_json(one));
    for (const LeftOutFile& one : book.left_out) {
        left_out.push_back(json::Object{{"id", id_text(one.record)},
                                        {"file_no", one.file_no},
                                        {"name", one.name},
                                        {"persons", one.persons},
                                        {"why", one.why}});
    }
    for (const std::string& one : book.gone) gone.emplace_back(one);
    const auto* editions = book.editions_register;
    return json_answer(json::Object{{"columns", std::move(columns)},
                                    {"files", std::move(files)},
                                    {"left_out", std::move(left_out)},
                                    {"gone", std::move(gone)},
                                    {"editions", editions_json(book)},
                                    {"least_persons", rules.files.least_persons},
                                    {"article", rules.files.article},
                                    {"verified", rules.files.verified},
                                    {"today", format_iso(today(call.app))},
                                    {"may_publish",
                                     may(call, *editions, registers::Action::change)}});
}

// The edition whose content is what stands today; a draft otherwise.
std::string edition_of(const FileBook& book) {
    if (!book.edition) return {};
    const Fields row(*book.editions_register, *book.edition);
    return row.text("sha256") == book_digest(book) ? row.text("edition_no") : std::string();
}

net::Response file_answer(std::string bytes, const char* type, const std::string& name) {
    net::Response response;
    response.header("Content-Type", type);
    response.header("Content-Disposition", "inline; filename=\"" + name + "\"");
    response.header("Cache-Control", "no-store");
    response.body = std::move(bytes);
    return response;
}

Answer paper(const Call& call) {
    DAICHO_TRY(rules, request_rules(call.app));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(book, file_book(call, *reader, rules));
    const Date day = today(call.app);
    govern::FileRegisterPaper paper{call.app.settings.name.ja, edition_of(book),
                                    format_era_date(day), {day.days() * kDayMicros}, {}};
    for (const BookedFile& one : book.files) paper.entries.push_back(one.entry);
    DAICHO_TRY(printed, govern::file_register_pdf(paper));
    if (!printed.issues.empty()) {
        return input_error("letter.does_not_fit").with("what", printed.issues.front());
    }
    return file_answer(std::move(printed.bytes), "application/pdf", "file-register.pdf");
}

Answer workbook(const Call& call) {
    DAICHO_TRY(rules, request_rules(call.app));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(book, file_book(call, *reader, rules));
    document::XlsxLayout layout;
    layout.sheet = "個人情報ファイル簿";
    layout.created = std::int64_t{today(call.app).days()} * 86'400;
    layout.columns.push_back({"file_no", "ファイル番号", document::XlsxKind::text, {}});
    for (const govern::FileColumn& one : govern::file_columns()) {
        layout.columns.push_back({one.id, one.label.ja, document::XlsxKind::text, {}});
    }
    DAICHO_TRY(sheet,
               document::XlsxWriter::create(call.app.kernel.home(), std::move(layout)));
    for (const BookedFile& one : book.files) {
        std::vector<std::string> values{one.entry.file_no};
        values.insert(values.end(), one.entry.values.begin(), one.entry.values.end());
        DAICHO_CHECK(sheet.row(values));
    }
    std::string bytes;
    DAICHO_CHECK(sheet.finish([&](std::string_view part) -> Status {
        bytes += part;
        return {};
    }));
    return file_answer(std::move(bytes),
                       "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                       "file-register.xlsx");
}

// --- publishing
struct Publishing {
    registers::Admitted editions, lines, files;
};

Result<Publishing> admitted(const Call& call) {
    Publishing all;
    DAICHO_TRY_AS(all.editions, admit_command(call, "file_edition"));
    DAICHO_TRY_AS(all.lines, admit_command(call, "file_edition_line"));
    DAICHO_TRY_AS(all.files, admit_command(call, "personal_file"));
    return all;
}

Status close_earlier(Context& context, const Call& call, const Publishing& all,
                     const FileBook& book) {
    for (const auto& version : book.editions) {
        if (!Fields(*book.editions_register, version).flag("current")) continue;
        CommandRow row;
        row.record = version.record;
        row.values = {{"current", "false"}};
        DAICHO_CHECK(write_row(context, call, all.editions, std::move(row)));
    }
    return {};
}

Status write_lines(Context& context, const Call& call, const Publishing& all,
                   const FileBook& book, const std::string& edition) {
    const std::string day = format_iso(japan_date(context.now));
    for (const BookedFile& one : book.files) {
        CommandRow line;
        line.values = {{"edition", edition},
                       {"file_no", one.entry.file_no},
                       {"name", one.entry.values.front()},
                       {"content", govern::published_content(one.entry)},
                       {"origin", "operation"}};
        DAICHO_CHECK(write_row(context, call, all.lines, std::move(line)));
        DAICHO_TRY(file, record_in(context, all.files, one.record));
        if (Fields(*all.files.definition, file).has("published_on")) continue;
        CommandRow row;
        row.record = one.record;
        row.values = {{"published_on", day}};
        DAICHO_CHECK(write_row(context, call, all.files, std::move(row)));
    }
    return {};
}

Status write_edition(Context& context, const Call& call, const Publishing& all,
                     const FileBook& book, const govern::RequestRules& rules,
                     const std::string& edition) {
    const Date day = japan_date(context.now);
    const std::string digest = book_digest(book);
    CommandRow row;
    row.values = {{"edition_no", edition},
                  {"published_on", format_iso(day)},
                  {"published_by", person_of(call)},
                  {"files", std::to_string(book.files.size())},
                  {"sha256", digest},
                  {"review_due", format_iso(add_months(day, rules.files.review_months))},
                  {"current", "true"},
                  {"origin", "operation"}};
    DAICHO_CHECK(write_row(context, call, all.editions, std::move(row)));
    journal::EntryDraft draft;
    draft.kind = journal::EntryKind::file_register_published;
    draft.principal = call.session.person.principal.account;
    draft.capacity = all.editions.capacity;
    draft.register_number = all.editions.definition->number;
    draft.body = json::write(json::Value(json::Object{
        {"edition", edition}, {"files", book.files.size()}, {"sha256", digest}}));
    DAICHO_CHECK(context.journal.append(context.connection, draft));
    return {};
}

// A file whose required columns are not all there is not published, and with it nothing.
Status check_whole(const FileBook& book) {
    for (const BookedFile& one : book.files) {
        const auto missing = govern::missing_columns(one.entry);
        if (missing.empty()) continue;
        return input_error("file_register.missing")
            .with("file", one.entry.file_no)
            .with("column_ja", missing.front().ja)
            .with("column", missing.front().en);
    }
    if (book.files.empty()) return input_error("file_register.nothing");
    return {};
}

Answer publish(const Call& call) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_TRY(all, admitted(call));
    DAICHO_TRY(rules, request_rules(call.app));
    std::string edition;
    std::size_t files = 0;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        DAICHO_TRY(book, file_book(call, context.connection, rules));
        DAICHO_CHECK(check_whole(book));
        if (!edition_of(book).empty()) {
            return conflict_error("file_register.same").with("edition", edition_of(book));
        }
        files = book.files.size();
        DAICHO_TRY_AS(edition, next_key(context, *all.editions.definition, "FR",
                                        japan_date(context.now).year()));
        DAICHO_CHECK(close_earlier(context, call, all, book));
        DAICHO_CHECK(write_edition(context, call, all, book, rules, edition));
        return write_lines(context, call, all, book, edition);
    }));
    return json_answer(json::Object{{"edition_no", edition}, {"files", files}}, 201);
}

}  // namespace

Answer file_register_api(const Call& call) {
    const auto& path = call.path;
    const bool get = call.request.method == net::Method::get;
    DAICHO_CHECK(all_permitted(call));
    if (get && path.size() == 1) return show(call);
    if (path.size() != 2) return no_such_address(call);
    if (get && path[1] == "print.pdf") return paper(call);
    if (get && path[1] == "sheet.xlsx") return workbook(call);
    const bool publishes = call.request.method == net::Method::post && path[1] == "editions";
    return publishes ? publish(call) : Answer(no_such_address(call));
}

}  // namespace daicho::server
