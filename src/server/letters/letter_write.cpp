#include "server/letters/letter_write.hpp"

#include "base/digest.hpp"
#include "base/fiscal_year.hpp"
#include "journal/entry.hpp"
#include "register/list.hpp"
#include "server/letters/command_write.hpp"

namespace daicho::server {
namespace {

using registers::Context;
using registers::Definition;
using registers::Fields;

constexpr const char* kLetters = "letter";

std::string joined(const std::vector<std::string>& paragraphs) {
    std::string text;
    for (const std::string& one : paragraphs) text += (text.empty() ? "" : "\n") + one;
    return text;
}

std::map<std::string, std::string> text_values(const LetterText& text) {
    return {{"title", text.title},
            {"addressed_to", text.to},
            {"honorific", text.to_person ? "sama" : "onchu"},
            {"issuer", text.issuer},
            {"contact", text.contact},
            {"ground", text.ground},
            {"body", joined(text.body)},
            {"points", joined(text.points)}};
}

// Reads a letter, asks of it, writes it; all in one command.
template <class Make>
Status step(const Call& call, std::uint64_t record, Make make) {
    DAICHO_TRY(admitted, admit_command(call, kLetters));
    return call.app.kernel.command([&](Context& context) -> Status {
        DAICHO_TRY(version, record_in(context, admitted, record));
        CommandRow row;
        row.record = record;
        DAICHO_CHECK(make(context, Fields(*admitted.definition, version), row));
        DAICHO_CHECK(write_row(context, call, admitted, std::move(row)));
        return {};
    });
}

Status note(Context& context, const Call& call, const Definition& definition,
            journal::EntryKind kind, json::Object body) {
    const auto& who = call.session.person.principal;
    const auto reached = registers::reach(who, definition, registers::Action::change);
    journal::EntryDraft draft;
    draft.kind = kind;
    draft.principal = who.account;
    draft.capacity = reached ? reached->capacity : std::uint16_t{0};
    draft.register_number = definition.number;
    draft.body = json::write(json::Value(std::move(body)));
    DAICHO_CHECK(context.journal.append(context.connection, draft));
    return {};
}

// The highest number given under this symbol in this year; 0 where there is none.
Result<std::int64_t> highest_serial(Context& context, const Definition& letters,
                                    const std::string& symbol, int year) {
    registers::ListQuery query;
    query.moment = {japan_date(context.now), std::nullopt};
    query.limit = 1;
    query.known_total = 1;
    query.sort = letters.index_of("serial");
    query.descending = true;
    registers::Filter same;
    same.kind = registers::FilterKind::one_of;
    same.field = letters.index_of("symbol");
    same.values = {symbol};
    query.filters.push_back(same);
    same.field = letters.index_of("fiscal_year");
    same.values = {std::to_string(year)};
    query.filters.push_back(same);
    DAICHO_TRY(page, registers::list_records(context.connection, letters, query));
    if (page.rows.empty()) return 0;
    return Fields(letters, page.rows.front()).integer("serial");
}

Status check_whole(const Fields& row) {
    if (row.text("state") != "draft") {
        return conflict_error("letter.fixed").with("letter", row.text("letter_no"));
    }
    if (!row.has("addressed_to")) return input_error("letter.no_addressee").at("to");
    for (const char* name :
         {"title", "addressed_to", "issuer", "contact", "ground", "body", "points"}) {
        const auto gaps = govern::gaps_in(row.text(name));
        if (!gaps.empty()) {
            return input_error("letter.gap_left").with("gap", gaps.front()).at(name);
        }
    }
    return {};
}

Status check_second_person(Context& context, const Call& call, const Fields& row) {
    if (!row.flag("approval")) return {};
    if (!approves_letters(call)) return denied_error("letter.not_approving");
    DAICHO_TRY(same, same_human_as(context, call, row.text("drafted_by_no")));
    if (same) return denied_error("letter.own_draft").with("letter", row.text("letter_no"));
    return {};
}

}  // namespace

bool approves_letters(const Call& call) {
    const Definition* letters = call.app.kernel.definitions().find(kLetters);
    const auto& who = call.session.person.principal;
    return letters != nullptr &&
           who.capacity({"governance", "department_head"}, letters->task_id) != nullptr;
}

std::string letter_digest(const Fields& row) {
    std::string text;
    for (const char* name : {"number", "title", "addressed_to", "honorific", "issuer", "contact",
                             "ground", "body", "points"}) {
        text += row.text(name) + '\x1f';
    }
    return to_hex(view(sha256(as_bytes(text))));
}

Result<WrittenLetter> draft_letter(const Call& call, const NewLetter& letter) {
    DAICHO_TRY(pattern, letter_template(call.app, letter.template_id));
    DAICHO_TRY(source, fill_from_record(call, pattern, letter.about));
    DAICHO_TRY(admitted, admit_command(call, kLetters));
    WrittenLetter written;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const Date day = japan_date(context.now);
        CommandRow row;
        row.values = text_values(letter.text);
        DAICHO_TRY_AS(written.letter_no, next_key(context, *admitted.definition, "L", day.year()));
        DAICHO_TRY(department, key_text_of(context.kernel, context.connection, "department",
                                           letter.department, day));
        row.values.insert({{"letter_no", written.letter_no},
                           {"state", "draft"},
                           {"template", pattern.id},
                           {"template_edition", pattern.edition},
                           {"about_register", pattern.about},
                           {"about_record", std::to_string(letter.about)},
                           {"about_key", source.about_key},
                           {"department", department},
                           {"symbol", pattern.symbol},
                           {"approval", pattern.approval ? "true" : "false"},
                           {"drafted_by", person_of(call)},
                           {"drafted_by_no", call.session.person.principal.number},
                           {"drafted_on", format_iso(day)},
                           {"origin", "operation"}});
        if (source.subject != 0) {
            DAICHO_TRY_AS(row.values["subject"],
                          key_text_of(context.kernel, context.connection, "addressee",
                                      source.subject, day));
        }
        if (letter.corrects) {
            DAICHO_TRY(old, record_in(context, admitted, *letter.corrects));
            const Fields is(*admitted.definition, old);
            if (!is.has("number")) {
                return conflict_error("letter.not_left").with("letter", is.text("letter_no"));
            }
            row.values["corrects"] = is.text("letter_no");
        }
        DAICHO_TRY(made, write_row(context, call, admitted, std::move(row)));
        written.record = made.record;
        return {};
    }));
    return written;
}

Status rewrite_letter(const Call& call, std::uint64_t record, std::uint64_t version,
                      const LetterText& text) {
    return step(call, record, [&](Context&, const Fields& row, CommandRow& next) -> Status {
        if (row.text("state") != "draft") {
            return conflict_error("letter.fixed").with("letter", row.text("letter_no"));
        }
        next.base = version;
        next.values = text_values(text);
        // Whoever wrote it last is who drafted it: she may not approve it.
        next.values.insert({{"drafted_by", person_of(call)},
                            {"drafted_by_no", call.session.person.principal.number}});
        return {};
    });
}

Result<std::string> approve_letter(const Call& call, std::uint64_t record, std::uint64_t version) {
    DAICHO_TRY(admitted, admit_command(call, kLetters));
    const Definition& letters = *admitted.definition;
    std::string number;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        DAICHO_TRY(found, record_in(context, admitted, record));
        const std::size_t place = letters.index_of("number");
        const Fields row(letters, found);
        DAICHO_CHECK(check_whole(row));
        DAICHO_CHECK(check_second_person(context, call, row));
        const Date day = japan_date(context.now);
        const int year = fiscal_year_of(day).year();
        DAICHO_TRY(highest, highest_serial(context, letters, row.text("symbol"), year));
        number = govern::letter_number(row.text("symbol"), highest + 1);
        registers::RecordVersion numbered = found;
        numbered.values[place] = {registers::Cell::Kind::text, 0, number};
        const std::string digest = letter_digest(Fields(letters, numbered));
        CommandRow next;
        next.record = record;
        next.base = version;
        next.values = {{"state", "approved"},
                       {"number", number},
                       {"serial", std::to_string(highest + 1)},
                       {"fiscal_year", std::to_string(year)},
                       {"approved_by", person_of(call)},
                       {"approved_by_no", call.session.person.principal.number},
                       {"approved_on", format_iso(day)},
                       {"sha256", digest}};
        DAICHO_CHECK(write_row(context, call, admitted, std::move(next)));
        return note(context, call, letters, journal::EntryKind::letter_approved,
                    {{"records", json::Array{record}},
                     {"number", number},
                     {"year", year},
                     {"sha256", digest}});
    }));
    return number;
}

Status send_letter(const Call& call, std::uint64_t record, Date sent, const std::string& means) {
    return step(call, record, [&](Context& context, const Fields& row, CommandRow& next) -> Status {
        if (row.text("state") != "approved") {
            return conflict_error("letter.not_approved").with("letter", row.text("letter_no"));
        }
        if (sent < row.date("approved_on") || japan_date(context.now) < sent) {
            return input_error("letter.sent_before").at("sent_on");
        }
        next.values = {{"state", "sent"}, {"sent_on", format_iso(sent)}, {"means", means}};
        DAICHO_TRY(letters, context.kernel.definition(kLetters));
        return note(context, call, *letters, journal::EntryKind::letter_sent,
                    {{"records", json::Array{record}},
                     {"number", row.text("number")},
                     {"sent_on", format_iso(sent)},
                     {"means", means},
                     {"sha256", row.text("sha256")}});
    });
}

Status return_letter(const Call& call, std::uint64_t record, Date returned,
                     const std::string& why) {
    return step(call, record, [&](Context& context, const Fields& row, CommandRow& next) -> Status {
        if (row.text("state") != "sent") {
            return conflict_error("letter.not_sent").with("letter", row.text("letter_no"));
        }
        if (returned < row.date("sent_on") || japan_date(context.now) < returned) {
            return input_error("letter.returned_before_sent").at("returned_on");
        }
        next.values = {{"state", "returned"},
                       {"returned_on", format_iso(returned)},
                       {"returned_why", why}};
        return {};
    });
}

Status settle_return(const Call& call, std::uint64_t record, const std::string& what) {
    return step(call, record, [&](Context& context, const Fields& row, CommandRow& next) -> Status {
        if (row.text("state") != "returned" || row.has("returned_done_on")) {
            return conflict_error("letter.not_returned").with("letter", row.text("letter_no"));
        }
        next.values = {{"returned_done_on", format_iso(japan_date(context.now))}, {"note", what}};
        return {};
    });
}

Status void_letter(const Call& call, std::uint64_t record, const std::string& why) {
    return step(call, record, [&](Context&, const Fields& row, CommandRow& next) -> Status {
        if (row.text("state") != "draft" && row.text("state") != "approved") {
            return conflict_error("letter.left").with("letter", row.text("letter_no"));
        }
        next.values = {{"state", "void"}, {"void_why", why}};
        return {};
    });
}

}  // namespace daicho::server
