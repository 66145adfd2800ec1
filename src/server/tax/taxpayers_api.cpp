// One taxpayer: sheet, explanation of amounts, printed forms.
#include <set>

#include "server/access.hpp"
#include "server/tax/explanation.hpp"
#include "server/tax/taxpayer_case.hpp"
#include "server/tax/taxpayer_sheet.hpp"
#include "tax/forms/notice.hpp"
#include "tax/forms/owner_list.hpp"
#include "tax/levy/notice_data.hpp"

namespace daicho::server {
namespace {

// The path goes into the entry as a JSON text.
std::string explanation_detail(std::string_view path) {
    return R"("explanation":)" + json::write(json::Value(boost::json::string(path)));
}

Answer explain(const Call& call, AnswerView& view, const Taxpayer& taxpayer) {
    const std::string_view path = call.request.parameter("path").value_or("annual");
    DAICHO_TRY(document, explanation(call, view, taxpayer, path));
    DAICHO_CHECK(disclose_taxpayer(call, taxpayer, journal::EntryKind::disclosure_view, {},
                                   explanation_detail(path.substr(0, 200))));
    return json_answer(document);
}

net::Response pdf_answer(std::string bytes, const std::string& name) {
    net::Response response;
    response.header("Content-Type", "application/pdf");
    response.header("Content-Disposition", "inline; filename=\"" + name + "\"");
    response.header("Cache-Control", "no-store");
    response.body = std::move(bytes);
    return response;
}

enum class Form : std::uint8_t { notice, owner_list };

// A form for the post is printed by the command line, under the rules of 支援措置; what a screen
// asks for says no more of a protected person than the screen does – nor of one whose parcel or
// house somebody else pays for.
template <class FormData>
Status hide_places(const Call& call, AnswerView& paper, const Taxpayer& taxpayer, FormData& form) {
    std::set<std::string, std::less<>> hidden;
    DAICHO_TRY(land, land_json(call, paper, taxpayer));
    DAICHO_TRY(houses, houses_json(call, paper, taxpayer));
    for (const auto& [list, number] : {std::pair{&land, "parcel_no"}, {&houses, "house_no"}}) {
        for (const json::Value& object : *list) {
            if (object.at("title").is_null()) hidden.emplace(object.at(number).as_string());
        }
    }
    for (auto& parcel : form.objects.parcels) {
        if (hidden.contains(parcel.parcel_no)) parcel.location.clear();
    }
    for (auto& house : form.objects.houses) {
        if (!hidden.contains(house.house_no)) continue;
        house.location.clear();
        house.house_number.clear();
    }
    if (!taxpayer.is_protected) return {};
    form.taxpayer.name.clear();
    form.taxpayer.members.clear();
    return {};
}

Result<tax::forms::Printed> print(const Call& call, AnswerView& paper, const Taxpayer& taxpayer,
                                  Form form) {
    App& app = call.app;
    DAICHO_TRY(law, bound_law(app, taxpayer.year));
    const Instant now = app.kernel.clock().now();
    const tax::levy::NoticeSource source{app.kernel, paper.connection(), app.settings,
                                         *law,       taxpayer.run,       japan_date(now)};
    if (form == Form::notice) {
        DAICHO_TRY(notice, tax::levy::gather_notice(source, taxpayer.record));
        DAICHO_CHECK(hide_places(call, paper, taxpayer, notice));
        if (taxpayer.is_protected) notice.envelope = {};
        return tax::forms::print_notices({&notice, 1}, now);
    }
    DAICHO_TRY(list, tax::levy::gather_owner_list(source, taxpayer.record));
    DAICHO_CHECK(hide_places(call, paper, taxpayer, list));
    if (taxpayer.is_protected) {
        list.postal_code.clear();
        list.address.clear();
    }
    return tax::forms::print_owner_list(list, now);
}

// The entry that it was printed is durable before the form leaves.
Answer form_answer(const Call& call, AnswerView& view, Taxpayer taxpayer, Form form) {
    if (taxpayer.run.record == 0) {
        return not_found_error("api.no_levy").with("year", std::to_string(taxpayer.year.year()));
    }
    AnswerView paper(call, view.connection(), view.moment(), registers::Outlet::print);
    taxpayer.is_protected = paper.is_protected_person(taxpayer.record);
    DAICHO_TRY(printed, print(call, paper, taxpayer, form));
    const bool notice = form == Form::notice;
    DAICHO_TRY(relatives, relatives_json(call, view, taxpayer));
    DAICHO_CHECK(disclose_taxpayer(call, taxpayer, journal::EntryKind::disclosure_print,
                                   std::move(relatives.shown),
                                   notice ? R"("form":"notice")" : R"("form":"owner_list")"));
    const std::string name = std::string(notice ? "notice-" : "owner-list-") +
                             std::to_string(taxpayer.year.year()) + "-" + taxpayer.number + ".pdf";
    return pdf_answer(std::move(printed.pdf), name);
}

}  // namespace

Answer taxpayers_api(const Call& call) {
    if (call.request.method != net::Method::get || call.path.size() > 3) {
        return no_such_address(call);
    }
    if (call.path.size() == 1) {
        // Whoever may see none is told so, not that there are none.
        DAICHO_CHECK(viewable(call, "addressee"));
        return taxpayer_list(call);
    }
    DAICHO_TRY(day, as_of(call));
    DAICHO_TRY(known, as_known(call));
    DAICHO_TRY(reader, call.app.kernel.reader());
    AnswerView view(call, *reader, {day, known});
    DAICHO_TRY(taxpayer, find_taxpayer(call, view, call.path[1]));
    if (call.path.size() == 2) {
        DAICHO_TRY(sheet, taxpayer_sheet(call, view, taxpayer));
        return json_answer(sheet);
    }
    const std::string& what = call.path[2];
    if (what == "explanation") return explain(call, view, taxpayer);
    if (what == "case") return taxpayer_case(call, view, taxpayer);
    if (what == "notice.pdf") return form_answer(call, view, std::move(taxpayer), Form::notice);
    if (what == "owner-list.pdf") {
        return form_answer(call, view, std::move(taxpayer), Form::owner_list);
    }
    return no_such_address(call);
}

}  // namespace daicho::server
