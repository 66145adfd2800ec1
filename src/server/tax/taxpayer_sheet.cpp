#include "server/tax/taxpayer_sheet.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::RecordVersion;

constexpr std::uint64_t kMaxRelatives = 200;

std::string share_text(const Row& row) {
    return std::to_string(row.integer("share_numerator")) + "/" +
           std::to_string(row.integer("share_denominator"));
}

// Rows of co_owner whose field `by` names the taxpayer.
Result<std::vector<RecordVersion>> co_owners(AnswerView& view, const Definition& definition,
                                             std::string_view by, std::uint64_t taxpayer) {
    registers::ListQuery query;
    query.moment = view.moment();
    query.limit = kMaxRelatives;
    query.filters = {
        {definition.index_of(by), registers::FilterKind::equals, std::to_string(taxpayer)}};
    DAICHO_TRY(page, registers::list_records(view.connection(), definition, query));
    return std::move(page.rows);
}

// Number, name and whether in the city, of another addressee; nulls for a protected one.
Result<json::Object> relative_json(const Call& call, AnswerView& view, std::uint64_t record) {
    DAICHO_TRY(definition, call.app.kernel.definition("addressee"));
    DAICHO_TRY(version,
               registers::read_record(view.connection(), *definition, record, view.moment()));
    json::Object out{{"number", ""}, {"name", nullptr}, {"in_city", nullptr}};
    if (!version) return out;
    const Row row(*definition, *version);
    out["number"] = row.text("addressee_no");
    if (view.is_protected_person(record)) return out;
    out["name"] = row.text("name");
    if (row.has("in_city")) out["in_city"] = row.flag("in_city");
    return out;
}

Result<json::Value> run_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer) {
    if (taxpayer.run.record == 0) return json::Value(nullptr);
    DAICHO_TRY(law, law_status_of(call.app, view.connection(), taxpayer.run.record));
    const auto time = time_of(view.connection(), taxpayer.run.commit);
    return json::Value(
        json::Object{{"no", taxpayer.run.run_no},
                     {"state", taxpayer.run.state},
                     {"law_status", std::move(law)},
                     {"at", time ? json::Value(format_utc(*time)) : json::Value(nullptr)}});
}

}  // namespace

Result<Taxpayer> find_taxpayer(const Call& call, AnswerView& view, std::string_view number) {
    DAICHO_TRY(allowed, viewable(call, "addressee"));
    DAICHO_TRY(results, viewable(call, "levy_taxpayer"));
    static_cast<void>(results);
    const Error unknown =
        not_found_error("api.no_taxpayer").with("number", std::string(number.substr(0, 40)));
    DAICHO_TRY(record, registers::find_record(view.connection(), *allowed.definition, number));
    if (!record) return unknown;
    DAICHO_TRY(version, registers::read_record(view.connection(), *allowed.definition, *record,
                                               view.moment()));
    if (!version) return unknown;
    Taxpayer taxpayer{allowed,
                      *record,
                      std::string(number),
                      std::move(*version),
                      view.is_protected_person(*record),
                      {},
                      {}};
    DAICHO_TRY(year, asked_year(call, view.connection()));
    taxpayer.year = year;
    DAICHO_TRY(
        run, tax::levy::find_run(call.app.kernel, view.connection(), year, view.moment().as_known));
    taxpayer.run = std::move(run);
    return taxpayer;
}

Status disclose_taxpayer(const Call& call, const Taxpayer& taxpayer, journal::EntryKind kind,
                         std::vector<std::uint64_t> others, std::string detail) {
    others.insert(others.begin(), taxpayer.record);
    return disclose_before_leaving(call, taxpayer.addressee, kind, others, std::move(detail));
}

json::Value addressee_json(AnswerView&, const Taxpayer& taxpayer) {
    const Row row(*taxpayer.addressee.definition, taxpayer.version);
    const bool hide = taxpayer.is_protected;
    const auto shown = [&](std::string_view field) {
        return hide ? json::Value(nullptr) : row.text_or_null(field);
    };
    std::string address = row.text("address");
    if (row.has("building")) address += "　" + row.text("building");
    json::Value send_to = shown("send_to_address");
    if (send_to.is_null() && !hide) send_to = json::Value(address);
    return json::Object{
        {"id", id_text(taxpayer.record)},
        {"number", taxpayer.number},
        {"name", shown("name")},
        {"kana", shown("kana")},
        {"kind", row.text("kind")},
        {"address", hide || !row.has("address") ? json::Value(nullptr) : json::Value(address)},
        {"send_to", std::move(send_to)},
        {"in_city",
         hide || !row.has("in_city") ? json::Value(nullptr) : json::Value(row.flag("in_city"))},
        {"protected", hide},
        {"personal_number", row.has("personal_number") ? "registered" : "none"}};
}

Result<Relatives> relatives_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer) {
    Relatives out;
    if (!may_view(call, "co_owner")) return out;
    DAICHO_CHECK(viewable(call, "co_owner"));
    DAICHO_TRY(definition, call.app.kernel.definition("co_owner"));
    DAICHO_TRY(members, co_owners(view, *definition, "group", taxpayer.record));
    for (const RecordVersion& version : members) {
        const Row row(*definition, version);
        DAICHO_TRY(member, relative_json(call, view, row.ref("member")));
        member["share"] = share_text(row);
        member["representative"] = row.flag("representative");
        out.members.push_back(std::move(member));
        out.shown.push_back(row.ref("member"));
    }
    DAICHO_TRY(groups, co_owners(view, *definition, "member", taxpayer.record));
    for (const RecordVersion& version : groups) {
        const Row row(*definition, version);
        DAICHO_TRY(group, relative_json(call, view, row.ref("group")));
        group.erase("in_city");
        group["share"] = share_text(row);
        out.groups.push_back(std::move(group));
        out.shown.push_back(row.ref("group"));
    }
    return out;
}

Result<json::Array> years_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer) {
    json::Array list;
    DAICHO_TRY(definition, call.app.kernel.definition("levy_taxpayer"));
    const auto known = view.moment().as_known;
    DAICHO_TRY(years, levied_years(call.app, view.connection(), known));
    for (const FiscalYear year : years) {
        DAICHO_TRY(run, tax::levy::find_run(call.app.kernel, view.connection(), year, known));
        DAICHO_TRY(rows, result_rows(call.app, view.connection(), "levy_taxpayer", run.record,
                                     taxpayer.record));
        if (rows.empty()) continue;
        DAICHO_TRY(law, law_status_of(call.app, view.connection(), run.record));
        list.push_back(json::Object{
            {"year", year.year()},
            {"annual_tax_yen", Row(*definition, rows.front()).integer("annual_tax_yen")},
            {"state", run.state},
            {"law_status", std::move(law)}});
    }
    return list;
}

Result<json::Object> taxpayer_sheet(const Call& call, AnswerView& view, const Taxpayer& taxpayer) {
    DAICHO_TRY(relatives, relatives_json(call, view, taxpayer));
    DAICHO_TRY(levy, levy_json(call, view, taxpayer));
    DAICHO_TRY(land, land_json(call, view, taxpayer));
    DAICHO_TRY(houses, houses_json(call, view, taxpayer));
    DAICHO_TRY(depreciable, depreciable_json(call, view, taxpayer));
    DAICHO_TRY(years, years_json(call, view, taxpayer));
    DAICHO_TRY(run, run_json(call, view, taxpayer));
    DAICHO_CHECK(disclose_taxpayer(call, taxpayer, journal::EntryKind::disclosure_view,
                                   relatives.shown, R"("screen":"taxpayer")"));
    People people(call.app, view.connection());
    DAICHO_TRY(viewers, viewers_json(call.app.kernel, *taxpayer.addressee.definition,
                                     taxpayer.record, people));
    return json::Object{{"addressee", addressee_json(view, taxpayer)},
                        {"members", std::move(relatives.members)},
                        {"groups", std::move(relatives.groups)},
                        {"year", taxpayer.year.year()},
                        {"run", std::move(run)},
                        {"levy", std::move(levy)},
                        {"land", std::move(land)},
                        {"houses", std::move(houses)},
                        {"depreciable", std::move(depreciable)},
                        {"years", std::move(years)},
                        {"viewers", std::move(viewers)},
                        {"protected", taxpayer.is_protected}};
}

}  // namespace daicho::server
