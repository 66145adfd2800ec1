// Daily controls of an office: who is inside with which badge, what the rooms, racks, terminals,
// papers, trainings and breaches ask for today. Every figure is the count of a list that it opens;
// roles of departments see their own rows only. A visitor goes in and out here.
#include <fmt/format.h>

#include "base/clock.hpp"
#include "register/change.hpp"
#include "server/city/disposal_desk.hpp"
#include "server/records/list_question.hpp"

namespace daicho::server {
namespace {

using registers::ChangeRequest;
using registers::Definition;
using registers::Fields;
using registers::ListQuery;
using registers::RecordVersion;

constexpr std::uint64_t kRows = 50;
constexpr std::uint64_t kRecent = 8;

// Tabs of lists that stand as figures in a section; `watch_…` are the watches.
struct Figure {
    const char* register_name;
    const char* view;
};
struct Section {
    const char* id;
    std::initializer_list<Figure> figures;
};
const Section kSections[] = {
    {"visitors",
     {{"area_visit", "inside"},
      {"area_visit", "watch_not_left"},
      {"area_visit", "watch_badge_kept"},
      {"area_visit", "watch_brought_without_permission"}}},
    {"areas",
     {{"controlled_area", "watch_not_checked"},
      {"controlled_area", "watch_never_checked"},
      {"controlled_area", "watch_no_badge"},
      {"controlled_area", "watch_no_entry_control"}}},
    {"suppression",
     {{"controlled_area", "watch_suppression"},
      {"controlled_area", "watch_suppression_due"},
      {"controlled_area", "watch_suppression_never"}}},
    {"racks", {{"server_rack", "watch_unlocked"}, {"server_rack", "watch_no_key_holder"}}},
    {"terminals",
     {{"terminal", "watch_no_scan"},
      {"terminal", "watch_never_scanned"},
      {"terminal", "watch_no_lock"},
      {"terminal", "watch_one_factor"},
      {"terminal", "watch_web_services"},
      {"terminal", "watch_private_unpermitted"},
      {"terminal", "designated"}}},
    {"paper",
     {{"paper_loan", "out"},
      {"paper_loan", "watch_overdue"},
      {"paper_loan", "watch_not_counted"},
      {"paper_store", "watch_unlocked"},
      {"paper_store", "watch_not_checked"}}},
    {"portable",
     {{"medium_loan", "out"},
      {"medium_loan", "watch_overdue"},
      {"medium_loan", "watch_waiting"},
      {"device_log_line", "watch_unknown"},
      {"device_log_line", "watch_no_loan"},
      {"device_log_line", "watch_other_terminal"},
      {"media_count", "watch_differs"},
      {"usb_reduction", "watch_no_plan_progress"}}},
    {"training",
     {{"training", "watch_overdue"},
      {"training_attendance", "absent"},
      {"training_attendance", "watch_not_made_up"}}},
    {"breaches",
     {{"breach", "open"}, {"breach", "watch_overdue"}, {"breach", "watch_no_guidance"}}},
};

struct Tab {
    BilingualText label;
    std::string tone;  // bad warn inf
    std::vector<registers::Filter> filters;
};

std::optional<Tab> tab_of(const Definition& definition, std::string_view view) {
    if (view.starts_with(registers::kWatchView)) {
        const std::string_view id = view.substr(registers::kWatchView.size());
        const registers::Watch* watch = registers::find_watch(definition, id);
        if (watch == nullptr) return std::nullopt;
        const bool bad = watch->kind == registers::WatchKind::bad;
        return Tab{watch->label, bad ? "bad" : "warn", {registers::watch_filter(id)}};
    }
    for (const registers::ListView& one : definition.listing.views) {
        if (one.id != view) continue;
        Tab tab{one.label, "inf", {}};
        for (const registers::ListCondition& condition : one.conditions) {
            tab.filters.push_back(
                registers::parse_condition(definition, condition.field, condition.text));
        }
        return tab;
    }
    return std::nullopt;
}

class Daily {
public:
    Daily(const Call& call, store::Connection& connection)
        : call_(call),
          connection_(connection),
          view_(call, connection, {today(call.app), std::nullopt}) {}

    Result<json::Array> sections() {
        json::Array list;
        for (const Section& section : kSections) {
            json::Array figures;
            for (const Figure& one : section.figures) {
                DAICHO_TRY(made, figure(one));
                if (made) figures.push_back(*std::move(made));
            }
            if (figures.empty()) continue;
            list.push_back(json::Object{{"id", section.id}, {"figures", std::move(figures)}});
        }
        return list;
    }

    // Rows of a tab, in its order; nothing where the register is not this person's.
    Result<std::optional<std::vector<RecordVersion>>> rows(std::string_view name,
                                                           std::vector<registers::Filter> filters,
                                                           std::string_view sort, bool descending,
                                                           std::uint64_t limit) {
        using Found = std::optional<std::vector<RecordVersion>>;
        const Definition* definition = call_.app.kernel.definitions().find(name);
        DAICHO_TRY(query, ready(definition, std::move(filters)));
        if (!query) return Found();
        query->limit = limit;
        query->sort = definition->index_of(sort);
        query->descending = descending;
        DAICHO_TRY(page, registers::list_records(connection_, *definition, *query));
        return Found(std::move(page.rows));
    }

    std::string title(const Definition& definition, const Fields& row, std::string_view ref) {
        if (!row.has(ref)) return {};
        return view_.title(definition, definition.fields[definition.index_of(ref)], row.ref(ref))
            .value_or("");
    }

private:
    Result<std::optional<ListQuery>> ready(const Definition* definition,
                                           std::vector<registers::Filter> filters) {
        if (definition == nullptr) return std::optional<ListQuery>();
        const auto reached = reach_of(call_, *definition);
        if (!reached) return std::optional<ListQuery>();
        ListQuery query;
        query.scope = reached->scope;
        query.moment = view_.moment();
        query.filters = std::move(filters);
        if (!may_ask(call_, view_, *definition, query)) return std::optional<ListQuery>();
        DAICHO_CHECK(make_ready(call_, view_, *definition, query));
        return std::optional(std::move(query));
    }

    Result<std::optional<json::Value>> figure(const Figure& one) {
        const Definition* definition = call_.app.kernel.definitions().find(one.register_name);
        if (definition == nullptr) return std::optional<json::Value>();
        auto tab = tab_of(*definition, one.view);
        if (!tab) return std::optional<json::Value>();
        DAICHO_TRY(query, ready(definition, std::move(tab->filters)));
        if (!query) return std::optional<json::Value>();
        DAICHO_TRY(count, total_of(call_, connection_, *definition, *query));
        return std::optional<json::Value>(json::Object{
            {"id", std::string(one.register_name) + "." + one.view},
            {"label", texts(tab->label)},
            {"count", count},
            {"tone", count == 0 ? std::string("ok") : tab->tone},
            {"to", std::string("/registers/") + one.register_name + "?view=" + one.view}});
    }

    const Call& call_;
    store::Connection& connection_;
    AnswerView view_;
};

json::Value day_json(const Fields& row, std::string_view name) {
    return row.has(name) ? json::Value(format_iso(row.date(name))) : json::Value(nullptr);
}

json::Object visit_json(Daily& daily, const Definition& definition, const RecordVersion& version) {
    const Fields row(definition, version);
    return json::Object{
        {"id", id_text(version.record)},
        {"visit_no", row.text("visit_no")},
        {"area", daily.title(definition, row, "area")},
        {"area_id", id_text(row.ref("area"))},
        {"kind", json::Object{{"key", row.text("kind")}, {"label", texts(row.code("kind"))}}},
        {"person", row.text("person")},
        {"company", row.text("company")},
        {"purpose", row.text("purpose")},
        {"host", row.text("host")},
        {"badge_no", row.text("badge_no")},
        {"entered_on", day_json(row, "entered_on")},
        {"entered_at", row.text("entered_at")}};
}

// Who is inside, and who was here last; both are people, so the journal notes who was shown.
Status add_visits(const Call& call, Daily& daily, json::Object& out) {
    out["inside"] = nullptr;
    out["recent"] = nullptr;
    const Definition* definition = call.app.kernel.definitions().find("area_visit");
    if (definition == nullptr) return {};
    const std::size_t left = definition->index_of("left_on");
    const auto filter = [&](const char* text) {
        return std::vector{registers::parse_condition(*definition, left, text)};
    };
    DAICHO_TRY(inside, daily.rows("area_visit", filter("="), "entered_on", true, kRows));
    if (!inside) return {};
    DAICHO_TRY(recent, daily.rows("area_visit", filter("!="), "entered_on", true, kRecent));
    std::vector<std::uint64_t> shown;
    const auto list = [&](const std::vector<RecordVersion>& versions) {
        json::Array rows;
        for (const RecordVersion& version : versions) {
            shown.push_back(version.record);
            rows.push_back(visit_json(daily, *definition, version));
        }
        return rows;
    };
    out["inside"] = list(*inside);
    out["recent"] = list(*recent);
    DAICHO_TRY(allowed, reachable(call, "area_visit"));
    return record_disclosure(call, allowed, journal::EntryKind::disclosure_search, shown, "");
}

Status add_areas(const Call& call, Daily& daily, json::Object& out) {
    out["areas"] = nullptr;
    const Definition* definition = call.app.kernel.definitions().find("controlled_area");
    DAICHO_TRY(rows, daily.rows("controlled_area", {}, "area_no", false, 200));
    if (!rows) return {};
    json::Array list;
    for (const RecordVersion& version : *rows) {
        const Fields row(*definition, version);
        list.push_back(json::Object{{"id", id_text(version.record)},
                                    {"area_no", row.text("area_no")},
                                    {"name", row.text("name")}});
    }
    out["areas"] = std::move(list);
    return {};
}

Status add_training(const Call& call, Daily& daily, json::Object& out) {
    out["training"] = nullptr;
    out["absent"] = nullptr;
    const auto& definitions = call.app.kernel.definitions();
    const Definition* training = definitions.find("training");
    const Definition* attendance = definitions.find("training_attendance");
    if (training == nullptr || attendance == nullptr) return {};
    DAICHO_TRY(held, daily.rows("training", {}, "due", true, kRows));
    if (held) {
        json::Array list;
        for (const RecordVersion& version : *held) {
            const Fields row(*training, version);
            list.push_back(json::Object{
                {"id", id_text(version.record)},
                {"title", row.text("title")},
                {"audience", texts(row.code("audience"))},
                {"held_on", day_json(row, "held_on")},
                {"due", day_json(row, "due")},
                {"invited", row.has("invited") ? json::Value(row.integer("invited")) : nullptr},
                {"attended",
                 row.has("attended") ? json::Value(row.integer("attended")) : nullptr}});
        }
        out["training"] = std::move(list);
    }
    const std::size_t state = attendance->index_of("state");
    DAICHO_TRY(absent, daily.rows("training_attendance",
                                  {registers::parse_condition(*attendance, state, "absent")},
                                  "make_up_due", false, kRows));
    if (!absent) return {};
    json::Array list;
    for (const RecordVersion& version : *absent) {
        const Fields row(*attendance, version);
        list.push_back(json::Object{{"id", id_text(version.record)},
                                    {"person", row.text("person")},
                                    {"department", daily.title(*attendance, row, "department")},
                                    {"training", daily.title(*attendance, row, "training")},
                                    {"due", day_json(row, "make_up_due")}});
    }
    out["absent"] = std::move(list);
    return {};
}

Status add_breaches(const Call& call, Daily& daily, json::Object& out) {
    out["breaches"] = nullptr;
    const Definition* definition = call.app.kernel.definitions().find("breach");
    if (definition == nullptr) return {};
    const std::size_t state = definition->index_of("state");
    DAICHO_TRY(rows,
               daily.rows("breach", {registers::parse_condition(*definition, state, "!=closed")},
                          "due", false, kRows));
    if (!rows) return {};
    json::Array list;
    for (const RecordVersion& version : *rows) {
        const Fields row(*definition, version);
        list.push_back(json::Object{{"id", id_text(version.record)},
                                    {"breach_no", row.text("breach_no")},
                                    {"summary", row.text("summary")},
                                    {"department", daily.title(*definition, row, "department")},
                                    {"state", texts(row.code("state"))},
                                    {"guidance", row.text("guidance")},
                                    {"due", day_json(row, "due")}});
    }
    out["breaches"] = std::move(list);
    return {};
}

bool may_enter(const Call& call) {
    const Definition* definition = call.app.kernel.definitions().find("area_visit");
    return definition != nullptr &&
           registers::reach(call.session.person.principal, *definition, registers::Action::change)
               .has_value();
}

Answer show(const Call& call) {
    // Whoever reaches neither rooms nor visits has no business here: refused, and journaled.
    DAICHO_CHECK(reachable(call, "controlled_area"));
    DAICHO_TRY(reader, call.app.kernel.reader());
    Daily daily(call, *reader);
    json::Object out;
    DAICHO_TRY(sections, daily.sections());
    out["sections"] = std::move(sections);
    DAICHO_CHECK(add_visits(call, daily, out));
    DAICHO_CHECK(add_areas(call, daily, out));
    DAICHO_CHECK(add_training(call, daily, out));
    DAICHO_CHECK(add_breaches(call, daily, out));
    out["today"] = format_iso(today(call.app));
    out["may_enter"] = may_enter(call);
    return json_answer(out);
}

std::string time_now(const Call& call) {
    return format_japan_minute(call.app.kernel.clock().now()).substr(11, 5);
}

// The first free number of the day: those of other people are counted as well.
Result<std::string> next_visit(const Call& call, store::Connection& connection) {
    DAICHO_TRY(definition, call.app.kernel.definition("area_visit"));
    ListQuery query;
    query.moment.as_of = today(call.app);
    query.filters = {registers::parse_condition(*definition, definition->index_of("entered_on"),
                                                format_iso(today(call.app)))};
    DAICHO_TRY(count, registers::count_list(connection, *definition, query));
    return fmt::format("V-{}-{}", format_iso(today(call.app)), count + 1);
}

Answer enter(const Call& call) {
    DAICHO_TRY(allowed, reachable(call, "area_visit"));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    ChangeRequest request;
    request.register_name = allowed.definition->name;
    const auto text = [&](const char* name, std::size_t most) {
        request.values[name] = in.optional_text(name, most).value_or("");
    };
    for (const char* name :
         {"area", "kind", "person", "company", "purpose", "badge_no", "brought", "permitted_by"}) {
        text(name, 1'000);
    }
    const bool brings = in.boolean_or("brings", false);
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(number, next_visit(call, *reader));
    request.values["visit_no"] = number;
    request.values["host"] = call.session.person.principal.name;
    request.values["entered_on"] = format_iso(today(call.app));
    request.values["entered_at"] = time_now(call);
    request.values["brings"] = brings ? "true" : "false";
    request.values["origin"] = "published";
    request.valid = {today(call.app), kForever};
    DAICHO_TRY(made, registers::change(call.app.kernel, call.session.person.principal, request));
    return json_answer(json::Object{{"id", id_text(made.record)}, {"visit_no", number}}, 201);
}

Answer leave(const Call& call) {
    DAICHO_TRY(allowed, reachable(call, "area_visit"));
    DAICHO_TRY(record, parse_id(call.path[2]));
    DAICHO_CHECK(within(call, allowed, record));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    const bool badge = in.boolean("badge_back");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(row, registers::read_record(*reader, *allowed.definition, record,
                                           {today(call.app), std::nullopt}));
    if (row && Fields(*allowed.definition, *row).has("left_on")) {
        return conflict_error("daily.left_already")
            .with("number", Fields(*allowed.definition, *row).text("visit_no"));
    }
    ChangeRequest request;
    request.register_name = allowed.definition->name;
    request.record = record;
    request.values = {{"left_on", format_iso(today(call.app))},
                      {"left_at", time_now(call)},
                      {"badge_back", badge ? "true" : "false"}};
    request.valid = {today(call.app), kForever};
    DAICHO_CHECK(registers::change(call.app.kernel, call.session.person.principal, request));
    return no_content();
}

}  // namespace

Answer daily_api(const Call& call) {
    const net::Method method = call.request.method;
    if (call.path.size() == 1 && method == net::Method::get) return show(call);
    const bool visits = call.path.size() > 1 && call.path[1] == "visits";
    if (!visits || method != net::Method::post) return no_such_address(call);
    if (call.path.size() == 2) return enter(call);
    return call.path.size() == 4 && call.path[3] == "end" ? leave(call) : no_such_address(call);
}

}  // namespace daicho::server
