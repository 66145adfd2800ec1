// A check entered item by item, the gaps it finds and their answers, and what comes back.
#include <fmt/format.h>

#include <algorithm>

#include "govern/criteria/criteria_catalog.hpp"
#include "govern/entrust/check_form.hpp"
#include "server/entrust/entrust_api.hpp"
#include "server/row.hpp"

namespace daicho::server {
namespace {

using namespace govern::entrust;

constexpr std::size_t kLong = 3'000;  // bytes of a longer text
constexpr std::size_t kMostClauses = 100;

struct ItemAnswer {
    std::string clause, measure, practice, evidence, why, result;
};
struct CheckOrder {
    Date done_on;
    std::string place, done_by, why_not;
    bool on_site = true;
    bool close = false;
    std::vector<ItemAnswer> items;
};

Result<CheckOrder> order_of(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    CheckOrder order;
    order.done_on = in.date("done_on");
    order.place = in.optional_text("place", 300).value_or("");
    order.done_by = in.text("done_by", 180);
    order.on_site = in.boolean("on_site");
    order.why_not = in.optional_text("why_not_on_site", 600).value_or("");
    order.close = in.boolean("close");
    for (json::ObjectReader& one : in.objects("items", kMostClauses)) {
        order.items.push_back({one.text("clause", 10), one.text("measure", 10),
                               one.text("practice", 10),
                               one.optional_text("evidence", 1'500).value_or(""),
                               one.optional_text("why", 900).value_or(""), ""});
    }
    DAICHO_CHECK(in.finish());
    for (ItemAnswer& item : order.items) {
        DAICHO_TRY_AS(item.result, result_of_pair(item.measure, item.practice));
    }
    return order;
}

const media::Line* line_of(const media::Lines& lines, std::uint64_t record) {
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const media::Line& line) {
        return line.record() == record;
    });
    return found == lines.end() ? nullptr : &*found;
}


EntrustWrite item_row(const ContractBook& book, const media::Line& check, const CheckOrder& order,
                      const ItemAnswer& item) {
    const std::string& check_no = check.fields().text("check_no");
    EntrustWrite row{"contract_item", std::nullopt, {}};
    for (const media::Line& line : book.items) {
        const auto known = line.fields();
        if (known.ref("check") == check.record() && known.text("clause") == item.clause) {
            row.record = line.record();
        }
    }
    if (!row.record) {
        row.values = {{"item_no", check_no + "/" + item.clause},
                      {"contract", book.number()},
                      {"check", check_no},
                      {"clause", item.clause},
                      {"origin", "operation"}};
    }
    row.values["measure"] = item.measure;
    row.values["practice"] = item.practice;
    row.values["result"] = item.result;
    row.values["evidence"] = item.evidence;
    row.values["why"] = item.why;
    row.values["seen_by"] = order.done_by;
    row.values["seen_at"] = order.place;
    row.values["seen_on"] = format_iso(order.done_on);
    return row;
}

// What a closed check found becomes a gap that somebody must answer: the improvement order.
EntrustWrite gap_row(const ContractBook& book, const media::Line& check, const CheckOrder& order,
                     const ItemAnswer& item, const govern::CriteriaCatalog& table, int days,
                     Date day) {
    std::string says;
    for (const govern::CriteriaItem& one : table.items) {
        const bool asked = is_practice(one.no) == (item.result == "not_operated");
        if (clause_of(one.no) == item.clause && asked) says = one.requirement.ja;
    }
    const std::string does = item.evidence.empty()
                                 ? message("entrust.gap." + item.result, Language::japanese)
                                 : item.evidence;
    return {"contract_gap",
            std::nullopt,
            {{"gap_no", check.fields().text("check_no") + "/" + item.clause + "/G"},
             {"contract", book.number()},
             {"clause", item.clause},
             {"seen_on", format_iso(order.done_on)},
             {"seen_by", order.done_by},
             {"says", says},
             {"does", does},
             {"due", format_iso(day + days)},
             {"origin", "constructed"}}};
}

Status fits(const CheckOrder& order, const media::Line& check) {
    const auto row = check.fields();
    const std::string& result = row.text("result");
    if (row.has("done_on") && (result == "ok" || result == "improve")) {
        return conflict_error("entrust.check_closed").with("number", row.text("check_no"));
    }
    if (!order.on_site && order.why_not.empty()) {
        return input_error("entrust.why_not_on_site").at("why_not_on_site");
    }
    return {};
}

}  // namespace

Answer entrust_check(const Call& call, std::uint64_t contract, std::uint64_t check) {
    DAICHO_TRY(order, order_of(call));
    DAICHO_TRY(connection, call.app.kernel.reader());
    ClauseShelf shelf(call.app.data);
    DAICHO_TRY(book, reached_book(call, *connection, shelf, contract));
    const media::Line* line = line_of(book.checks, check);
    if (line == nullptr) {
        return not_found_error("change.no_record").with("record", id_text(check));
    }
    DAICHO_CHECK(fits(order, *line));
    DAICHO_TRY(table, govern::load_criteria_catalog(
                          (call.app.data / "catalogs" / "compliance-check.yaml").string()));
    DAICHO_TRY(settings, entrust_settings(call.app.data, call.app.settings.municipality));
    std::vector<EntrustWrite> rows, gaps;
    for (const ItemAnswer& item : order.items) {
        rows.push_back(item_row(book, *line, order, item));
        const bool kept = item.result != "not_operated" && item.result != "missing";
        if (!kept && order.close) {
            gaps.push_back(gap_row(book, *line, order, item, table, settings.remedy_days,
                                   today(call.app)));
        }
    }
    EntrustWrite done{"contract_check", check, {}};
    done.values = {{"done_on", format_iso(order.done_on)},
                   {"place", order.place},
                   {"done_by", order.done_by},
                   {"on_site", order.on_site ? "true" : "false"},
                   {"why_not_on_site", order.why_not}};
    done.values["result"] = !order.close ? "open" : (gaps.empty() ? "ok" : "improve");
    if (order.close) done.values["gaps"] = std::to_string(gaps.size());
    rows.push_back(std::move(done));
    if (order.on_site) {
        const auto row = book.row();
        const bool newer =
            !row.has("annual_visit_on") || row.date("annual_visit_on") < order.done_on;
        if (newer && may_change(call, "entrusted_contract")) {
            rows.push_back({"entrusted_contract",
                            contract,
                            {{"annual_visit_on", format_iso(order.done_on)}}});
        }
    }
    rows.insert(rows.end(), gaps.begin(), gaps.end());
    DAICHO_CHECK(write_rows(call, rows));
    return json_answer(json::Object{{"items", order.items.size()},
                                    {"gaps", gaps.size()},
                                    {"closed", order.close}},
                       201);
}

// The answer to a gap (G1–G4), or its re-check.
Answer entrust_gap(const Call& call, std::uint64_t contract, std::uint64_t gap) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    EntrustWrite row{"contract_gap", gap, {}};
    row.values["answer"] = in.one_of("answer", {"G1", "G2", "G3", "G4"});
    row.values["answer_reason"] = in.text("answer_reason", 1'500);
    row.values["owner"] = in.text("owner", 180);
    row.values["due"] = format_iso(in.date("due"));
    row.values["contract_change"] = in.optional_text("contract_change", 300).value_or("");
    const auto rechecked = in.optional_date("rechecked_on");
    const auto found = in.optional_text("recheck", 900);
    DAICHO_CHECK(in.finish());
    if (rechecked) row.values["rechecked_on"] = format_iso(*rechecked);
    if (found) row.values["recheck"] = *found;
    DAICHO_TRY(connection, call.app.kernel.reader());
    ClauseShelf shelf(call.app.data);
    DAICHO_TRY(book, reached_book(call, *connection, shelf, contract));
    if (line_of(book.gaps, gap) == nullptr) {
        return not_found_error("change.no_record").with("record", id_text(gap));
    }
    DAICHO_CHECK(write_rows(call, {row}));
    return no_content();
}

// That something came back, or was erased, with its proof: complete when the count agrees.
Answer entrust_data(const Call& call, std::uint64_t contract, std::uint64_t item) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    EntrustWrite row{"contract_data", item, {}};
    row.values["back_on"] = format_iso(in.date("back_on"));
    row.values["back_how"] = in.one_of("back_how", {"returned", "erased", "destroyed"});
    const std::int64_t count = in.integer("back_count", {.min = 0, .max = 100'000'000});
    const auto certificate = in.optional_date("certificate_on");
    DAICHO_CHECK(in.finish());
    DAICHO_TRY(connection, call.app.kernel.reader());
    ClauseShelf shelf(call.app.data);
    DAICHO_TRY(book, reached_book(call, *connection, shelf, contract));
    const media::Line* line = line_of(book.data, item);
    if (line == nullptr) {
        return not_found_error("change.no_record").with("record", id_text(item));
    }
    row.values["back_count"] = std::to_string(count);
    if (certificate) row.values["certificate_on"] = format_iso(*certificate);
    const auto known = line->fields();
    const bool complete = !known.has("count") || known.integer("count") == count;
    row.values["complete"] = complete ? "true" : "false";
    DAICHO_CHECK(write_rows(call, {row}));
    return json_answer(json::Object{{"complete", complete}}, 201);
}

}  // namespace daicho::server
