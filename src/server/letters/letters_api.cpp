#include "server/letters/letters_api.hpp"

#include <fmt/format.h>

#include "audit/rows.hpp"
#include "govern/letters/letter_page.hpp"
#include "server/letters/letter_write.hpp"
#include "server/letters/listed.hpp"

namespace daicho::server {
namespace {

constexpr const char* kLetters = "letter";
constexpr std::size_t kMostBytes = 24'000;  // of one field in a request

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        lines.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return lines;
}

json::Array array_of(const std::vector<std::string>& lines) {
    json::Array list;
    for (const std::string& one : lines) list.emplace_back(one);
    return list;
}

std::string addressed(const Row& row) {
    return row.text("addressed_to") + "　" + row.code("honorific").ja;
}

// --- the list
json::Object glance(AnswerView& view, const registers::Definition& definition, const Row& row) {
    return {{"id", id_text(row.record())},
            {"letter_no", row.text("letter_no")},
            {"number", row.text_or_null("number")},
            {"fiscal_year", row.integer_or_null("fiscal_year")},
            {"state", code_json(row, "state")},
            {"title", row.text("title")},
            {"to", shown_text(view, definition, row, "addressed_to")},
            {"department", ref_json(view, definition, row, "department")},
            {"about_key", row.text_or_null("about_key")},
            {"drafted_by", row.text("drafted_by")},
            {"drafted_on", format_iso(row.date("drafted_on"))},
            {"approved_on", row.date_or_null("approved_on")},
            {"sent_on", row.date_or_null("sent_on")},
            {"returned_done_on", row.date_or_null("returned_done_on")}};
}

// Those about registers that whoever asks may see.
Result<json::Array> templates_json(const Call& call) {
    DAICHO_TRY(all, letter_templates(call.app));
    json::Array list;
    for (const govern::LetterTemplate& one : all) {
        const auto* about = call.app.kernel.definitions().find(one.about);
        if (about == nullptr || !reach_of(call, *about)) continue;
        list.push_back(json::Object{{"id", one.id},
                                    {"edition", one.edition},
                                    {"title", texts(one.title)},
                                    {"register", one.about},
                                    {"register_label", texts(about->label)},
                                    {"symbol", one.symbol},
                                    {"approval", one.approval},
                                    {"explanation", texts(one.explanation)}});
    }
    return list;
}

constexpr const char* kStates[] = {"draft", "approved", "sent", "returned", "void"};

Answer list(const Call& call) {
    DAICHO_TRY(allowed, reachable(call, kLetters));
    DAICHO_TRY(offset, number_parameter(call, "offset", 0));
    ListedQuestion question;
    question.offset = offset;
    question.text = std::string(call.request.parameter("q").value_or(""));
    question.sort = "drafted_on";
    question.descending = true;
    const std::string state(call.request.parameter("state").value_or(""));
    if (!state.empty()) question.conditions.emplace_back("state", state);
    DAICHO_TRY(reader, call.app.kernel.reader());
    AnswerView view(call, *reader, {today(call.app), std::nullopt});
    DAICHO_TRY(page, listed(call, view, allowed, question));
    json::Array rows;
    for (const auto& version : page.rows) {
        rows.push_back(glance(view, *allowed.definition, Row(*allowed.definition, version)));
    }
    json::Object counts;
    for (const char* one : kStates) {
        DAICHO_TRY(count, counted(call, view, allowed, {{"state", one}}));
        counts[one] = count;
    }
    DAICHO_TRY(patterns, templates_json(call));
    const auto may_change = registers::reach(call.session.person.principal, *allowed.definition,
                                             registers::Action::change);
    return json_answer(json::Object{{"total", page.total},
                                    {"offset", offset},
                                    {"rows", std::move(rows)},
                                    {"counts", std::move(counts)},
                                    {"templates", std::move(patterns)},
                                    {"may_draft", may_change.has_value()},
                                    {"today", format_iso(today(call.app))}});
}

// --- a new one, filled
json::Array departments_json(const audit::Names& names) {
    json::Array rows;
    for (const auto& [record, name] : names) {
        rows.push_back(json::Object{{"id", id_text(record)}, {"name", name}});
    }
    return rows;
}

Answer fresh(const Call& call) {
    DAICHO_TRY(allowed, reachable(call, kLetters));
    (void)allowed;
    const std::string id(call.request.parameter("template").value_or(""));
    DAICHO_TRY(record, number_parameter(call, "record", 0));
    DAICHO_TRY(pattern, letter_template(call.app, id));
    const auto named = call.request.parameter("register");
    if (named && *named != pattern.about) {
        return input_error("letter.other_register")
            .with("template", id)
            .with("register", pattern.about)
            .at("register");
    }
    DAICHO_TRY(draft, fill_from_record(call, pattern, record));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(departments, audit::names_of(call.app.kernel, *reader, "department", "name",
                                            {today(call.app), std::nullopt}));
    const office::Settings& city = call.app.settings;
    const std::string section = audit::name_in(departments, draft.department);
    return json_answer(json::Object{
        {"template", id},
        {"template_title", texts(pattern.title)},
        {"explanation", texts(pattern.explanation)},
        {"edition", pattern.edition},
        {"register", pattern.about},
        {"record", id_text(record)},
        {"about_key", draft.about_key},
        {"title", draft.filled.title},
        {"to", draft.filled.to},
        {"honorific", pattern.to_person ? "sama" : "onchu"},
        {"issuer", city.mayor.ja},
        {"contact", city.name.ja + (section.empty() ? "" : "　" + section)},
        {"ground", pattern.ground},
        {"symbol", pattern.symbol},
        {"approval", pattern.approval},
        {"body", array_of(draft.filled.body)},
        {"points", array_of(draft.filled.points)},
        {"gaps", array_of(draft.filled.gaps)},
        {"department", draft.department == 0 ? json::Value(nullptr)
                                             : json::Value(id_text(draft.department))},
        {"departments", departments_json(departments)}});
}

std::vector<std::string> paragraphs_in(json::ObjectReader& in, std::string_view key) {
    std::vector<std::string> lines = in.texts(key);
    if (lines.size() > govern::kMostParagraphs) {
        in.fault(key, input_error("letters.template.too_many")
                          .with("most", std::to_string(govern::kMostParagraphs)));
        lines.resize(govern::kMostParagraphs);
    }
    for (std::string& one : lines) {
        if (one.find('\n') != std::string::npos) in.fault(key, input_error("letter.line_break"));
    }
    return lines;
}

LetterText text_in(json::ObjectReader& in) {
    LetterText text;
    text.title = in.text("title", kMostBytes);
    text.to = in.text("to", kMostBytes);
    text.to_person = in.one_of("honorific", {"sama", "onchu"}) == "sama";
    text.issuer = in.text("issuer", kMostBytes);
    text.contact = in.optional_text("contact", kMostBytes).value_or("");
    text.ground = in.optional_text("ground", kMostBytes).value_or("");
    text.body = paragraphs_in(in, "body");
    text.points = paragraphs_in(in, "points");
    return text;
}

Answer create(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    NewLetter letter;
    letter.template_id = in.text("template", 60);
    const std::string record = in.text("record", 20);
    const std::string department = in.text("department", 20);
    const auto corrects = in.optional_text("corrects", 20);
    letter.text = text_in(in);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY_AS(letter.about, parse_id(record));
    DAICHO_TRY_AS(letter.department, parse_id(department));
    if (corrects) {
        DAICHO_TRY_AS(letter.corrects, parse_id(*corrects));
    }
    DAICHO_TRY(made, draft_letter(call, letter));
    return json_answer(
        json::Object{{"id", id_text(made.record)}, {"letter_no", made.letter_no}}, 201);
}

// --- one letter
struct Found {
    Allowed allowed;
    registers::RecordVersion version;
};

Result<Found> found(const Call& call, store::Connection& connection, std::uint64_t id) {
    DAICHO_TRY(allowed, reachable(call, kLetters));
    DAICHO_CHECK(within(call, allowed, id));
    DAICHO_TRY(version, registers::read_record(connection, *allowed.definition, id,
                                               {today(call.app), std::nullopt}));
    if (!version) return not_found_error("change.no_record").with("record", id_text(id));
    return Found{allowed, std::move(*version)};
}

json::Object may_json(const Call& call, const registers::Definition& letters, const Row& row) {
    const bool change = registers::reach(call.session.person.principal, letters,
                                         registers::Action::change).has_value();
    const std::string& state = row.text("state");
    const bool own = row.text("drafted_by_no") == call.session.person.principal.number;
    const bool approves = !row.flag("approval") || (approves_letters(call) && !own);
    return {{"edit", change && state == "draft"},
            {"approve", change && state == "draft" && approves},
            {"own", own},
            {"send", change && state == "approved"},
            {"return", change && state == "sent"},
            {"settle", change && state == "returned" && !row.has("returned_done_on")},
            {"void", change && (state == "draft" || state == "approved")},
            {"correct", change && (state == "sent" || state == "returned")}};
}

json::Value about_json(const Call& call, const Row& row) {
    const auto* about = call.app.kernel.definitions().find(row.text("about_register"));
    return json::Object{
        {"register", row.text("about_register")},
        {"label", about == nullptr ? json::Value(nullptr) : json::Value(texts(about->label))},
        {"record", row.text("about_record")},
        {"key", row.text_or_null("about_key")}};
}

Answer show(const Call& call, std::uint64_t id) {
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(is, found(call, *reader, id));
    const registers::Definition& letters = *is.allowed.definition;
    const Row row(letters, is.version);
    AnswerView view(call, *reader, {today(call.app), std::nullopt});
    json::Object answer = glance(view, letters, row);
    const auto shown = [&](const char* field) { return shown_text(view, letters, row, field); };
    const auto paragraphs = [&](const char* field) {
        const json::Value text = shown(field);
        return text.is_string() ? array_of(lines_of(std::string(text.as_string())))
                                : json::Array();
    };
    answer["protected"] = view.is_protected(letters, is.version);
    answer["honorific"] = code_json(row, "honorific");
    for (const char* field : {"issuer", "template", "template_edition", "symbol"}) {
        answer[field] = row.text(field);
    }
    for (const char* field : {"contact", "ground", "approved_by", "returned_why", "void_why",
                              "note", "sha256"}) {
        answer[field] = row.text_or_null(field);
    }
    answer["body"] = paragraphs("body");
    answer["points"] = paragraphs("points");
    answer["gaps"] = array_of(govern::gaps_in(row.text("addressed_to") + row.text("title") +
                                              row.text("body") + row.text("points")));
    answer["approval"] = row.flag("approval");
    answer["means"] = code_or_null(row, "means");
    answer["returned_on"] = row.date_or_null("returned_on");
    answer["corrects"] = ref_json(view, letters, row, "corrects");
    answer["about"] = about_json(call, row);
    answer["intact"] = !row.has("sha256") || letter_digest(row) == row.text("sha256");
    answer["version"] = id_text(is.version.version);
    answer["may"] = may_json(call, letters, row);
    const std::uint64_t records[] = {id};
    DAICHO_CHECK(disclose_before_leaving(call, is.allowed, journal::EntryKind::disclosure_view,
                                         records, ""));
    return json_answer(answer);
}

Answer pdf(const Call& call, std::uint64_t id) {
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(is, found(call, *reader, id));
    const Row row(*is.allowed.definition, is.version);
    AnswerView view(call, *reader, {today(call.app), std::nullopt}, registers::Outlet::print);
    if (view.is_protected(*is.allowed.definition, is.version)) {
        return denied_error("letter.protected").with("letter", row.text("letter_no"));
    }
    if (row.has("sha256") && letter_digest(row) != row.text("sha256")) {
        return conflict_error("letter.changed").with("letter", row.text("letter_no"));
    }
    govern::LetterPage page;
    page.number = row.text("number");
    if (row.has("approved_on")) page.dated = row.date("approved_on");
    page.to = addressed(row);
    page.issuer = row.text("issuer");
    page.title = row.text("title");
    page.body = lines_of(row.text("body"));
    page.points = lines_of(row.text("points"));
    page.ground = row.text("ground");
    page.contact = row.text("contact");
    page.is_void = row.text("state") == "void";
    constexpr std::int64_t kDay = 86'400'000'000;
    page.created = {page.dated.value_or(row.date("drafted_on")).days() * kDay};
    DAICHO_TRY(printed, govern::letter_pdf(page));
    if (!printed.issues.empty()) {
        return input_error("letter.does_not_fit").with("what", printed.issues.front());
    }
    const std::uint64_t records[] = {id};
    DAICHO_CHECK(record_disclosure(call, is.allowed, journal::EntryKind::disclosure_print, records,
                                   ""));
    net::Response response;
    response.header("Content-Type", "application/pdf");
    response.header("Content-Disposition",
                    fmt::format("inline; filename=\"letter-{}.pdf\"", row.text("letter_no")));
    response.header("Cache-Control", "no-store");
    response.body = std::move(printed.bytes);
    return response;
}

// --- its steps
Answer rewrite(const Call& call, std::uint64_t id) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string version = in.text("version", 20);
    const LetterText text = text_in(in);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(base, parse_id(version));
    DAICHO_CHECK(rewrite_letter(call, id, base, text));
    return no_content();
}

Answer approve(const Call& call, std::uint64_t id) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string version = in.text("version", 20);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(base, parse_id(version));
    DAICHO_TRY(number, approve_letter(call, id, base));
    return json_answer(json::Object{{"number", number}});
}

Answer send(const Call& call, std::uint64_t id) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const Date sent = in.date("sent_on");
    const std::string means =
        in.one_of("means", {"post", "registered", "hand", "mail", "internal"});
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(send_letter(call, id, sent, means));
    return no_content();
}

Answer came_back(const Call& call, std::uint64_t id) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const Date returned = in.date("returned_on");
    const std::string why = in.text("why", 600);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(return_letter(call, id, returned, why));
    return no_content();
}

Answer explained(const Call& call, std::uint64_t id,
                 Status (*step)(const Call&, std::uint64_t, const std::string&)) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const std::string why = in.text("why", 1'200);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(step(call, id, why));
    return no_content();
}

Answer steps(const Call& call, std::uint64_t id, const std::string& step) {
    if (step == "text") return rewrite(call, id);
    if (step == "approval") return approve(call, id);
    if (step == "dispatch") return send(call, id);
    if (step == "return") return came_back(call, id);
    if (step == "settlement") return explained(call, id, settle_return);
    if (step == "void") return explained(call, id, void_letter);
    return no_such_address(call);
}

}  // namespace

Answer letters_api(const Call& call) {
    const auto& path = call.path;
    const bool get = call.request.method == net::Method::get;
    if (path.size() == 1) return get ? list(call) : create(call);
    if (get && path.size() == 2 && path[1] == "new") return fresh(call);
    DAICHO_TRY(id, parse_id(path[1]));
    if (path.size() == 2) return get ? show(call, id) : Answer(no_such_address(call));
    if (path.size() != 3) return no_such_address(call);
    if (get) return path[2] == "page.pdf" ? pdf(call, id) : Answer(no_such_address(call));
    return steps(call, id, path[2]);
}

}  // namespace daicho::server
