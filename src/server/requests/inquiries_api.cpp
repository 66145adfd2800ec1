// Inquiry slips: received, handled, escalated, answered; slips about the same thing are counted.
#include <algorithm>

#include "audit/rows.hpp"
#include "base/text.hpp"
#include "server/letters/command_write.hpp"
#include "server/letters/listed.hpp"
#include "server/requests/request_book.hpp"
#include "server/requests/requests_api.hpp"

namespace daicho::server {
namespace {

using registers::Context;
using registers::Fields;

constexpr const char* kInquiries = "inquiry";
constexpr const char* kInquirySteps = "inquiry_step";
constexpr std::size_t kText = 8'000;
constexpr std::uint64_t kSameShown = 10;
constexpr std::uint64_t kSameScanned = 2'000;  // newest slips that are looked through for repeats

// One spelling of a subject: width, blanks and case do not tell two apart.
std::string repeat_key(const std::string& subject) {
    std::string key;
    for (const char sign : nfkc(trim(subject))) {
        if (sign == ' ' || sign == '\t') continue;
        key += sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
    }
    return first_characters(key, 120);
}

json::Object glance(AnswerView& view, const registers::Definition& definition, const Row& row,
                    Date day) {
    const std::string& state = row.text("state");
    const bool open = state == "open" || state == "escalated";
    return {{"id", id_text(row.record())},
            {"inquiry_no", row.text("inquiry_no")},
            {"state", code_json(row, "state")},
            {"category", code_json(row, "category")},
            {"subject", row.text("subject")},
            {"received_on", format_iso(row.date("received_on"))},
            {"due", format_iso(row.date("due"))},
            {"late", open && row.date("due") < day},
            {"department", ref_json(view, definition, row, "department")},
            {"answered_on", row.date_or_null("answered_on")},
            {"escalated_to", row.text_or_null("escalated_to")}};
}

Conditions chosen(const std::string& which) {
    if (which == "open") return {{"state", "=open|escalated"}};
    if (which == "overdue") return {{"watch", "overdue"}};
    if (which == "answered") return {{"state", "answered"}};
    return {};
}

// Subjects that come again: how many of the newest slips share one, the most frequent first.
Result<json::Array> repeats_json(const Call& call, AnswerView& view, const Allowed& allowed) {
    const registers::Definition& definition = *allowed.definition;
    registers::ListQuery query;
    query.moment = view.moment();
    query.scope = allowed.scope;
    query.sort = definition.index_of("received_on");
    query.descending = true;
    query.limit = kSameScanned;
    query.known_total = kSameScanned;
    DAICHO_CHECK(make_ready(call, view, definition, query));
    DAICHO_TRY(page, registers::list_records(view.connection(), definition, query));
    struct Same {
        std::size_t count = 0;
        std::string subject;
    };
    std::map<std::string, Same> found;
    for (const auto& version : page.rows) {
        const Fields row(definition, version);
        Same& same = found[row.text("category") + "/" + row.text("repeat_key")];
        if (same.count++ == 0) same.subject = row.text("subject");
    }
    std::vector<Same> often;
    for (auto& [key, same] : found) {
        if (same.count > 1) often.push_back(std::move(same));
    }
    std::ranges::stable_sort(often, std::greater<>(), &Same::count);
    json::Array list;
    for (const Same& same : often) {
        if (list.size() == kSameShown) break;
        list.push_back(json::Object{{"subject", same.subject}, {"count", same.count}});
    }
    return list;
}

Answer list(const Call& call) {
    DAICHO_TRY(allowed, reachable(call, kInquiries));
    DAICHO_TRY(offset, number_parameter(call, "offset", 0));
    const Date day = today(call.app);
    ListedQuestion question;
    question.offset = offset;
    question.text = std::string(call.request.parameter("q").value_or(""));
    question.conditions = chosen(std::string(call.request.parameter("which").value_or("open")));
    question.sort = "received_on";
    question.descending = true;
    DAICHO_TRY(reader, call.app.kernel.reader());
    AnswerView view(call, *reader, {day, std::nullopt});
    DAICHO_TRY(page, listed(call, view, allowed, question));
    json::Array rows;
    for (const auto& version : page.rows) {
        rows.push_back(glance(view, *allowed.definition, Row(*allowed.definition, version), day));
    }
    json::Object counts;
    for (const char* which : {"open", "overdue", "answered", "all"}) {
        DAICHO_TRY(count, counted(call, view, allowed, chosen(which)));
        counts[which] = count;
    }
    DAICHO_TRY(repeats, repeats_json(call, view, allowed));
    DAICHO_TRY(names, audit::names_of(call.app.kernel, *reader, "department", "name",
                                      {day, std::nullopt}));
    json::Array departments;
    for (const auto& [record, name] : names) {
        departments.push_back(json::Object{{"id", id_text(record)}, {"name", name}});
    }
    const bool changes = registers::reach(call.session.person.principal, *allowed.definition,
                                          registers::Action::change).has_value();
    return json_answer(json::Object{{"total", page.total},
                                    {"offset", offset},
                                    {"rows", std::move(rows)},
                                    {"counts", std::move(counts)},
                                    {"repeats", std::move(repeats)},
                                    {"departments", std::move(departments)},
                                    {"may_receive", changes},
                                    {"today", format_iso(day)}});
}

Status note(Context& context, const Call& call, const registers::Admitted& steps,
            const std::string& inquiry_no, const std::string& kind, Date on,
            const std::string& text) {
    CommandRow row;
    DAICHO_TRY(number, next_key(context, *steps.definition, "QS", japan_date(context.now).year()));
    row.values = {{"step_no", number},
                  {"inquiry", inquiry_no},
                  {"kind", kind},
                  {"done_on", format_iso(on)},
                  {"done_by", person_of(call)},
                  {"text", text},
                  {"origin", "operation"}};
    DAICHO_CHECK(write_row(context, call, steps, std::move(row)));
    return {};
}

Answer receive(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    CommandRow row;
    row.values = {{"channel", in.one_of("channel", {"counter", "phone", "post", "mail"})},
                  {"category", in.one_of("category", {"use", "who_saw", "accuracy", "leak",
                                                      "my_number", "procedure", "other"})},
                  {"subject", in.text("subject", 480)},
                  {"content", in.text("content", kText)},
                  {"asker", in.optional_text("asker", 800).value_or("")},
                  {"contact", in.optional_text("contact", 800).value_or("")},
                  {"state", "open"},
                  {"origin", "operation"}};
    const Date received = in.date("received_on");
    const std::string department = in.text("department", 20);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(section, parse_id(department));
    DAICHO_TRY(rules, request_rules(call.app));
    DAICHO_TRY(inquiries, admit_command(call, kInquiries));
    DAICHO_TRY(steps, admit_command(call, kInquirySteps));
    row.values["repeat_key"] = repeat_key(row.values["subject"]);
    row.values["received_on"] = format_iso(received);
    row.values["due"] = format_iso(received + rules.inquiry_days);
    std::string number;
    std::uint64_t record = 0;
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        const Date day = japan_date(context.now);
        if (day < received) return input_error("request.future").at("received_on");
        CommandRow slip = row;
        DAICHO_TRY_AS(number, next_key(context, *inquiries.definition, "Q", day.year()));
        slip.values["inquiry_no"] = number;
        DAICHO_TRY_AS(slip.values["department"],
                      key_text_of(context.kernel, context.connection, "department", section, day));
        DAICHO_TRY(made, write_row(context, call, inquiries, std::move(slip)));
        record = made.record;
        return note(context, call, steps, number, "received", received, "");
    }));
    return json_answer(json::Object{{"id", id_text(record)}, {"inquiry_no", number}}, 201);
}

// Other slips of the same category about the same subject.
Result<json::Array> same_json(const Call& call, AnswerView& view, const Allowed& allowed,
                              const Row& row, std::uint64_t& count) {
    const registers::Definition& definition = *allowed.definition;
    registers::ListQuery query;
    query.moment = view.moment();
    query.scope = allowed.scope;
    query.limit = kSameShown;
    query.sort = definition.index_of("received_on");
    query.descending = true;
    for (const char* field : {"repeat_key", "category"}) {
        registers::Filter same;
        same.kind = registers::FilterKind::one_of;
        same.field = definition.index_of(field);
        same.values = {row.text(field)};
        query.filters.push_back(std::move(same));
    }
    DAICHO_CHECK(make_ready(call, view, definition, query));
    DAICHO_TRY(page, registers::list_records(view.connection(), definition, query));
    count = page.total;
    json::Array list;
    for (const auto& version : page.rows) {
        const Row other(definition, version);
        if (other.record() == row.record()) continue;
        list.push_back(json::Object{{"id", id_text(other.record())},
                                    {"inquiry_no", other.text("inquiry_no")},
                                    {"received_on", format_iso(other.date("received_on"))},
                                    {"state", code_json(other, "state")}});
    }
    return list;
}

Answer show(const Call& call, std::uint64_t id) {
    DAICHO_TRY(allowed, reachable(call, kInquiries));
    DAICHO_CHECK(within(call, allowed, id));
    const registers::Definition& definition = *allowed.definition;
    const Date day = today(call.app);
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(found, registers::read_record(*reader, definition, id, {day, std::nullopt}));
    if (!found) return not_found_error("change.no_record").with("record", id_text(id));
    const Row row(definition, *found);
    AnswerView view(call, *reader, {day, std::nullopt});
    DAICHO_TRY(steps, rows_of(call.app.kernel, *reader, kInquirySteps, "inquiry", id, day));
    json::Array way;
    for (const auto& version : steps.versions) {
        const Row step(*steps.definition, version);
        way.push_back(json::Object{{"id", id_text(step.record())},
                                   {"kind", code_json(step, "kind")},
                                   {"on", format_iso(step.date("done_on"))},
                                   {"by", step.text("done_by")},
                                   {"text", shown_text(view, *steps.definition, step, "text")}});
    }
    json::Object answer = glance(view, definition, row, day);
    for (const char* name : {"content", "asker", "contact", "answer", "answered_by"}) {
        answer[name] = shown_text(view, definition, row, name);
    }
    answer["channel"] = code_json(row, "channel");
    answer["request"] = ref_json(view, definition, row, "request");
    std::uint64_t count = 0;
    DAICHO_TRY(same, same_json(call, view, allowed, row, count));
    answer["same"] = std::move(same);
    answer["same_count"] = count;
    answer["steps"] = std::move(way);
    const std::string& state = row.text("state");
    const bool changes = registers::reach(call.session.person.principal, definition,
                                          registers::Action::change).has_value();
    answer["may_step"] = changes && (state == "open" || state == "escalated");
    const std::uint64_t records[] = {id};
    DAICHO_CHECK(disclose_before_leaving(call, allowed, journal::EntryKind::disclosure_view,
                                         records, ""));
    return json_answer(answer);
}

Answer step(const Call& call, std::uint64_t id) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string kind = in.one_of("kind", {"handled", "escalated", "answered"});
    const Date on = in.date("on");
    const std::string text = in.text("text", kText);
    const std::string to = in.optional_text("to", 480).value_or("");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(inquiries, admit_command(call, kInquiries));
    DAICHO_TRY(steps, admit_command(call, kInquirySteps));
    DAICHO_CHECK(call.app.kernel.command([&](Context& context) -> Status {
        DAICHO_TRY(version, record_in(context, inquiries, id));
        const Fields row(*inquiries.definition, version);
        const std::string& number = row.text("inquiry_no");
        if (row.text("state") != "open" && row.text("state") != "escalated") {
            return conflict_error("inquiry.ended").with("inquiry", number);
        }
        if (japan_date(context.now) < on) return input_error("request.future").at("on");
        if (on < row.date("received_on")) {
            return input_error("request.before")
                .with("day", format_iso(row.date("received_on")))
                .at("on");
        }
        CommandRow next;
        next.record = id;
        if (kind == "escalated") {
            if (to.empty()) return input_error("request.no_target").at("to");
            next.values = {{"state", kind},
                           {"escalated_to", to},
                           {"escalated_on", format_iso(on)}};
        } else if (kind == "answered") {
            next.values = {{"state", kind},
                           {"answer", text},
                           {"answered_on", format_iso(on)},
                           {"answered_by", person_of(call)}};
        }
        if (!next.values.empty()) {
            DAICHO_CHECK(write_row(context, call, inquiries, std::move(next)));
        }
        return note(context, call, steps, number, kind, on, text);
    }));
    return no_content();
}

}  // namespace

Answer inquiries_api(const Call& call) {
    const auto& path = call.path;
    const bool get = call.request.method == net::Method::get;
    if (path.size() == 1) return get ? list(call) : receive(call);
    DAICHO_TRY(id, parse_id(path[1]));
    if (path.size() == 2 && get) return show(call, id);
    const bool steps = !get && path.size() == 3 && path[2] == "steps";
    return steps ? step(call, id) : Answer(no_such_address(call));
}

}  // namespace daicho::server
