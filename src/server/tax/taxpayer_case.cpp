#include "server/tax/taxpayer_case.hpp"

#include <map>

#include "tax/levy/tax_case.hpp"
#include "tax/questions/relief_terms.hpp"
#include "tax/questions/tax_case.hpp"

namespace daicho::server {
namespace {

constexpr json::Limits kQuestionLimits{2 * 1024 * 1024, 16};

// Asks nothing of the registers, so it leaves no entry.
Answer answer_case(const Call& call) {
    DAICHO_CHECK(viewable(call, "levy_taxpayer"));
    DAICHO_TRY(body, json::parse(call.request.body, kQuestionLimits));
    json::ObjectReader in(body, "");
    const json::Value* question = in.raw("question");
    tax::questions::Options options;
    options.explain = in.boolean_or("explain", false);
    options.provisional = in.boolean_or("provisional", false);
    if (question == nullptr) {
        in.fault("question", input_error("json.missing_key").with("key", "question"));
    }
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(answer, tax::questions::answer_tax_case(*question, call.app.statute, options));
    return json_answer(answer);
}

// What may be tried out on a house in a year; law alone, so it leaves no entry.
Answer reliefs(const Call& call) {
    DAICHO_CHECK(viewable(call, "levy_taxpayer"));
    DAICHO_TRY(reader, call.app.kernel.reader());
    DAICHO_TRY(year, asked_year(call, *reader));
    DAICHO_TRY(law, bound_law(call.app, year));
    return json_answer(tax::questions::relief_terms(*law));
}

// Number by record, and name by number, of what the sheet lists of one kind.
struct Objects {
    std::map<std::uint64_t, std::string> numbers;
    json::Object names;
};

Result<Objects> objects_of(const json::Array& lines, std::string_view number) {
    Objects objects;
    for (const json::Value& line : lines) {
        DAICHO_TRY(record, parse_id(line.at("id").as_string()));
        const std::string no(line.at(number).as_string());
        objects.names[no] = line.at("title");
        objects.numbers.emplace(record, no);
    }
    return objects;
}

std::function<std::string(std::uint64_t)> number_of(const Objects& objects) {
    return [&objects](std::uint64_t record) {
        const auto found = objects.numbers.find(record);
        return found == objects.numbers.end() ? id_text(record) : found->second;
    };
}

}  // namespace

Answer taxpayer_case(const Call& call, AnswerView& view, const Taxpayer& taxpayer) {
    App& app = call.app;
    if (taxpayer.run.record == 0) {
        return not_found_error("api.no_levy").with("year", std::to_string(taxpayer.year.year()));
    }
    DAICHO_TRY(law, bound_law(app, taxpayer.year));
    DAICHO_TRY(levy, tax::levy::recompute(app.kernel, view.connection(), *law, app.settings,
                                          taxpayer.run, taxpayer.record, false));
    if (levy.snapshot.groups.empty()) {
        return not_found_error("api.no_levy").with("year", std::to_string(taxpayer.year.year()));
    }
    DAICHO_TRY(land, land_json(call, view, taxpayer));
    DAICHO_TRY(houses, houses_json(call, view, taxpayer));
    DAICHO_TRY(assets, depreciable_json(call, view, taxpayer));
    DAICHO_TRY(parcel_names, objects_of(land, "parcel_no"));
    DAICHO_TRY(house_names, objects_of(houses, "house_no"));
    DAICHO_TRY(asset_names, objects_of(assets, "asset_no"));
    json::Object question = tax::levy::case_of(
        levy.snapshot, levy.snapshot.groups.front(), taxpayer.year,
        tax::levy::municipality_of(app.settings, taxpayer.year),
        {number_of(parcel_names), number_of(house_names), number_of(asset_names)});
    DAICHO_CHECK(disclose_taxpayer(call, taxpayer, journal::EntryKind::disclosure_view, {},
                                   R"("what_if":true)"));
    return json_answer(
        json::Object{{"run_no", taxpayer.run.run_no},
                     {"provisional", law->status != LawStatus::enacted},
                     {"names", json::Object{{"parcels", std::move(parcel_names.names)},
                                            {"houses", std::move(house_names.names)},
                                            {"depreciable", std::move(asset_names.names)}}},
                     {"question", std::move(question)}});
}

Answer tax_api(const Call& call) {
    const bool asks =
        call.request.method == net::Method::post && call.path.size() == 2 && call.path[1] == "case";
    if (asks) return answer_case(call);
    const bool terms = call.request.method == net::Method::get && call.path.size() == 2 &&
                       call.path[1] == "reliefs";
    return terms ? reliefs(call) : no_such_address(call);
}

}  // namespace daicho::server
