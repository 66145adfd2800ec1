#include "server/reviews/review_view.hpp"

#include <algorithm>

#include "register/list.hpp"
#include "server/reviews/review_sum.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

constexpr std::uint64_t kPage = 50;
constexpr const char* kDetail = R"("screen":"account-review")";

json::Value day_json(const std::optional<Date>& day) {
    return day ? json::Value(format_iso(*day)) : json::Value(nullptr);
}

json::Object may_json(const ReviewReader& reader) {
    return {{"see_all", reader.sees_all},
            {"govern", reader.governs},
            {"manager", reader.manages},
            {"owner", reader.owns}};
}

json::Object round_json(const Row& round) {
    return {{"id", id_text(round.record())},
            {"no", round.text("round_no")},
            {"title", round.text("title")},
            {"sources", round.text("sources")},
            {"state", round.text("state")},
            {"opened_on", round.date_or_null("opened_on")},
            {"due", round.date_or_null("due")},
            {"closed_on", round.date_or_null("closed_on")},
            {"evidence_sha256", round.text_or_null("evidence_sha256")},
            {"constructed", round.text("origin") == "constructed"}};
}

json::Object class_json(const govern::AccountClass& one, const ClassSum& sum) {
    return {{"id", one.id},
            {"label", texts(one.label)},
            {"asks", texts(one.asks)},
            {"cite", one.cite},
            {"accounts", sum.accounts},
            {"manager_waits", sum.manager_waits},
            {"owner_waits", sum.owner_waits},
            {"remove", sum.remove}};
}

json::Object counts_json(const std::map<std::string, std::uint64_t>& counts,
                         std::initializer_list<const char*> names) {
    json::Object out;
    for (const char* name : names) {
        const auto found = counts.find(name);
        out[name] = found == counts.end() ? 0 : found->second;
    }
    return out;
}

json::Object sum_json(const ReviewSum& sum) {
    const auto all = sum.classes.find("all");
    const ClassSum none;
    const ClassSum& of = all == sum.classes.end() ? none : all->second;
    return {
        {"accounts", sum.accounts},
        {"manager_waits", of.manager_waits},
        {"owner_waits", of.owner_waits},
        {"agreed", counts_json(sum.agreed, {"waiting", "agreed", "differs"})},
        {"compared", counts_json(sum.compared, {"first", "new", "changed", "same"})},
        {"carried_out", counts_json(sum.carried_out, {"nothing", "waiting", "done", "not_done"})}};
}

SeesRow sees_of(const ReviewReader& reader) {
    return [&reader](std::uint64_t manager, std::uint64_t owner) {
        return reader.sees(manager, owner);
    };
}

Result<std::map<std::uint64_t, std::string>> department_labels(const ReviewReads& in) {
    DAICHO_TRY(definition, in.kernel.definition("department"));
    std::map<std::uint64_t, std::string> names;
    const std::size_t fields[] = {definition->index_of("name")};
    DAICHO_CHECK(registers::scan(
        in.connection, *definition, fields, in.moment,
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            names.emplace(record, cells[0].bytes);
            return {};
        }));
    return names;
}

json::Array sources_json(const std::vector<AccountSource>& sources, Date today) {
    json::Array list;
    for (const AccountSource& one : sources) {
        list.push_back(
            json::Object{{"id", id_text(one.record)},
                         {"no", one.no},
                         {"name", one.name},
                         {"in_use", one.in_use},
                         {"period_days", one.period_days},
                         {"unused_days", one.unused_days},
                         {"last_list", day_json(one.last_list)},
                         {"next_list", day_json(one.next_list)},
                         {"late", one.in_use && (!one.next_list || *one.next_list < today)}});
    }
    return list;
}

json::Object side_json(const Row& row, const char* side, bool may,
                       std::map<std::uint64_t, std::string>& names) {
    const std::string of(side);
    return {{"department", names[row.ref(of + "_department")]},
            {"decision", row.text_or_null(of + "_decision")},
            {"reason", row.text_or_null(of + "_reason")},
            {"on", row.date_or_null(of + "_on")},
            {"by", row.text_or_null(of + "_by")},
            {"may", may}};
}

struct RowWords {
    const govern::ReviewCatalog& catalog;
    std::map<std::uint64_t, std::string> departments;
    std::map<std::string, std::string> sources;
    bool open = false;
};

json::Array list_of(const std::vector<std::string>& parts) {
    json::Array list;
    for (const std::string& one : parts) list.push_back(json::Value(one));
    return list;
}

json::Object account_json(const Call& call, const ReviewReader& reader, const Row& row,
                          RowWords& words) {
    json::Array classes;
    for (const char* name : kReviewClasses) {
        if (row.flag(name)) classes.push_back(json::Value(name));
    }
    json::Array reasons;
    for (const std::string& code : split_codes(row.text("reasons"))) {
        reasons.push_back(texts(govern::explain(words.catalog.reasons, code)));
    }
    json::Value person = nullptr;
    if (row.has("person_no")) {
        person = json::Object{{"no", row.text("person_no")},
                              {"name", row.text("person_name")},
                              {"department", row.text("person_department")},
                              {"left_on", row.date_or_null("person_left_on")}};
    }
    const std::string& number = call.session.person.principal.number;
    const bool other = row.text("person_no") != number && words.open;
    const bool manager = other && reader.manages && row.text("owner_by") != number &&
                         reader.departments.contains(row.ref("manager_department"));
    const bool owner = other && reader.owns && row.text("manager_by") != number &&
                       reader.departments.contains(row.ref("owner_department"));
    return {
        {"id", id_text(row.record())},
        {"source", words.sources[row.text("source_no")]},
        {"account_id", row.text("account_id")},
        {"name_written", row.text("name_written")},
        {"department_written", row.text("department_written")},
        {"state", row.text("account_state")},
        {"privileged", row.flag("privileged")},
        {"last_used", row.date_or_null("last_used")},
        {"match", json::Object{{"key", row.text("match")}, {"label", texts(row.code("match"))}}},
        {"person", std::move(person)},
        {"candidates", list_of(split_codes(row.text("candidates")))},
        {"classes", std::move(classes)},
        {"reasons", std::move(reasons)},
        {"compared", row.text("compared")},
        {"manager", side_json(row, "manager", manager, words.departments)},
        {"owner", side_json(row, "owner", owner, words.departments)},
        {"agreed", row.text("agreed")},
        {"carried_out", row.text("carried_out")}};
}

registers::Filter equals(const registers::Definition& definition, std::string_view field,
                         std::string value) {
    return {definition.index_of(field), registers::FilterKind::equals, std::move(value)};
}

registers::Filter one_of(const registers::Definition& definition, std::string_view field,
                         const std::set<std::uint64_t>& records) {
    registers::Filter filter;
    filter.field = definition.index_of(field);
    filter.kind = registers::FilterKind::one_of;
    for (const std::uint64_t record : records) {
        if (filter.values.size() == registers::kMostValues) break;
        filter.values.push_back(std::to_string(record));
    }
    return filter;
}

// What of a round is asked for: class, side, section, what waits. Whoever does not see all asks
// for one side, and gets what she sees of it.
Result<registers::ListQuery> query_of(const Call& call, const ReviewReader& reader,
                                      std::uint64_t round) {
    const registers::Definition& definition = *reader.allowed.definition;
    registers::ListQuery query;
    query.moment = {today(call.app), std::nullopt};
    query.limit = kPage;
    DAICHO_TRY_AS(query.offset, number_parameter(call, "offset", 0));
    query.filters.push_back(equals(definition, "round", std::to_string(round)));
    const std::string chosen(call.request.parameter("class").value_or(""));
    const bool is_class = std::ranges::find(kReviewClasses, chosen) != std::end(kReviewClasses);
    if (is_class) query.filters.push_back(equals(definition, chosen, "true"));
    if (chosen == "new" || chosen == "changed") {
        query.filters.push_back(equals(definition, "compared", chosen));
    }
    if (chosen == "differs") query.filters.push_back(equals(definition, "agreed", chosen));
    if (chosen == "certain") query.filters.push_back(equals(definition, "match", chosen));
    const std::string side(call.request.parameter("side").value_or(""));
    const bool owner = side == "owner" && reader.owns;
    if (!reader.sees_all || side == "manager" || owner) {
        query.filters.push_back(one_of(
            definition, owner ? "owner_department" : "manager_department", reader.departments));
    }
    DAICHO_TRY(section, number_parameter(call, "department", 0));
    if (section != 0) {
        query.filters.push_back(equals(definition, "manager_department", std::to_string(section)));
    }
    if (call.request.parameter("waiting").value_or("") == "true") {
        registers::Filter waits;
        waits.field = definition.index_of(owner ? "owner_decision" : "manager_decision");
        waits.kind = registers::FilterKind::is_empty;
        query.filters.push_back(std::move(waits));
    }
    query.text = std::string(call.request.parameter("q").value_or(""));
    return query;
}

}  // namespace

Answer reviews_answer(const Call& call) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(reader, review_reader(call, *connection));
    const ReviewReads in = reads_of(call, *connection);
    DAICHO_TRY(sources, account_sources(in));
    DAICHO_TRY(sums, review_sums(in, sees_of(reader)));
    DAICHO_TRY(rounds, call.app.kernel.definition("account_round"));
    registers::ListQuery query;
    query.moment = in.moment;
    query.limit = 100;
    query.sort = rounds->index_of("opened_on");
    query.descending = true;
    DAICHO_TRY(page, registers::list_records(*connection, *rounds, query));
    json::Array list;
    for (const auto& version : page.rows) {
        json::Object one = round_json(Row(*rounds, version));
        one["sum"] = sum_json(sums[version.record]);
        list.push_back(std::move(one));
    }
    return json_answer(json::Object{{"today", format_iso(in.moment.as_of)},
                                    {"sources", sources_json(sources, in.moment.as_of)},
                                    {"rounds", std::move(list)},
                                    {"may", may_json(reader)}});
}

Answer review_answer(const Call& call, std::uint64_t round) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(reader, review_reader(call, *connection));
    const ReviewReads in = reads_of(call, *connection);
    DAICHO_TRY(version, round_record(in, round));
    DAICHO_TRY(rounds, call.app.kernel.definition("account_round"));
    DAICHO_TRY(catalog, review_catalog(call.app));
    DAICHO_TRY(sum, review_sum(in, round, sees_of(reader)));
    DAICHO_TRY(names, department_labels(in));
    json::Array classes;
    for (const govern::AccountClass& one : catalog.classes) {
        classes.push_back(class_json(one, sum.classes[one.id]));
    }
    json::Array sections;
    for (const auto& [record, of] : sum.sections) {
        if (!reader.sees_all && !reader.departments.contains(record)) continue;
        sections.push_back(json::Object{{"id", id_text(record)},
                                        {"name", names[record]},
                                        {"accounts", of.accounts},
                                        {"decided", of.decided},
                                        {"owned", of.owned},
                                        {"owner_decided", of.owner_decided}});
    }
    return json_answer(json::Object{{"round", round_json(Row(*rounds, version))},
                                    {"may", may_json(reader)},
                                    {"sum", sum_json(sum)},
                                    {"classes", std::move(classes)},
                                    {"sections", std::move(sections)},
                                    {"catalog", catalog.head.edition}});
}

Answer review_accounts_answer(const Call& call, std::uint64_t round) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(reader, review_reader(call, *connection));
    const ReviewReads in = reads_of(call, *connection);
    DAICHO_TRY(version, round_record(in, round));
    DAICHO_TRY(rounds, call.app.kernel.definition("account_round"));
    DAICHO_TRY(catalog, review_catalog(call.app));
    DAICHO_TRY(query, query_of(call, reader, round));
    registers::ListPage page;
    if (reader.sees_all || !reader.departments.empty()) {
        DAICHO_TRY_AS(page,
                      registers::list_records(*connection, *reader.allowed.definition, query));
    }
    DAICHO_TRY(names, department_labels(in));
    DAICHO_TRY(sources, account_sources(in));
    RowWords words{catalog, std::move(names), {}, Row(*rounds, version).text("state") == "open"};
    for (const AccountSource& one : sources) words.sources[one.no] = one.name;
    json::Array rows;
    std::vector<std::uint64_t> shown;
    for (const auto& row : page.rows) {
        rows.push_back(account_json(call, reader, Row(*reader.allowed.definition, row), words));
        shown.push_back(row.record);
    }
    DAICHO_CHECK(disclose_before_leaving(call, reader.allowed,
                                         journal::EntryKind::disclosure_search, shown, kDetail));
    return json_answer(json::Object{{"total", page.total},
                                    {"offset", query.offset},
                                    {"limit", kPage},
                                    {"rows", std::move(rows)}});
}

// Accounts of the round that a later list does not name any more.
Answer review_gone_answer(const Call& call, std::uint64_t round) {
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(reader, review_reader(call, *connection));
    const ReviewReads in = reads_of(call, *connection);
    DAICHO_TRY(version, round_record(in, round));
    DAICHO_TRY(accounts, call.app.kernel.definition("listed_account"));
    std::map<std::uint64_t, std::optional<Date>> gone;
    const std::size_t fields[] = {accounts->index_of("state"), accounts->index_of("gone_on")};
    DAICHO_CHECK(registers::scan(
        *connection, *accounts, fields, in.moment,
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            if (cells[0].bytes != "gone" || cells[1].is_null()) return {};
            gone[record] = Date::from_days(static_cast<std::int32_t>(cells[1].integer));
            return {};
        }));
    DAICHO_TRY(rows, judgement_rows(in, version.record));
    json::Array list;
    std::vector<std::uint64_t> shown;
    for (const auto& one : rows) {
        const Row row(*reader.allowed.definition, one);
        const auto found = gone.find(row.ref("account"));
        const bool seen = reader.sees(row.ref("manager_department"), row.ref("owner_department"));
        if (found == gone.end() || !seen || list.size() == 500) continue;
        list.push_back(json::Object{{"id", id_text(one.record)},
                                    {"source_no", row.text("source_no")},
                                    {"account_id", row.text("account_id")},
                                    {"name_written", row.text("name_written")},
                                    {"gone_on", day_json(found->second)},
                                    {"decision", row.text_or_null("owner_decision")},
                                    {"agreed", row.text("agreed")}});
        shown.push_back(one.record);
    }
    DAICHO_CHECK(disclose_before_leaving(call, reader.allowed,
                                         journal::EntryKind::disclosure_search, shown, kDetail));
    return json_answer(json::Object{{"rows", std::move(list)}});
}

}  // namespace daicho::server
