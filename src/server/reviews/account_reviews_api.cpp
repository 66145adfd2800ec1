// Reviews of the accounts of other systems: rounds, decisions, closing, report; lists brought.
#include "server/reviews/account_reviews_api.hpp"

#include "server/reviews/review_list.hpp"
#include "server/reviews/review_report.hpp"
#include "server/reviews/review_view.hpp"

namespace daicho::server {
namespace {

constexpr std::size_t kMostSources = 200;
constexpr std::size_t kLongestReason = 2'000;  // bytes

Answer open_one(const Call& call) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    RoundOrder order;
    order.no = in.text("no", 24);
    order.title = in.text("title", 300);
    order.due = in.date("due");
    order.sources = in.texts("sources");
    DAICHO_CHECK(in.finish());
    if (order.sources.empty() || order.sources.size() > kMostSources) {
        return input_error("account_review.nothing").at("sources");
    }
    DAICHO_TRY(catalog, review_catalog(call.app));
    DAICHO_TRY(opened, open_round(call.app.kernel, call.session.person.principal, catalog, order));
    return json_answer(std::move(opened), 201);
}

Answer decide(const Call& call, std::uint64_t round) {
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    AccountDecision decision;
    decision.round = round;
    const std::string side = in.one_of("side", {"manager", "owner"});
    decision.side = side == "owner" ? ReviewSide::owner : ReviewSide::manager;
    decision.decision = in.one_of("decision", {"keep", "remove", "change"});
    decision.reason = in.text("reason", kLongestReason);
    const auto rows = in.texts("rows");
    DAICHO_CHECK(in.finish());
    for (const std::string& row : rows) {
        DAICHO_TRY(record, parse_id(row));
        decision.rows.push_back(record);
    }
    DAICHO_TRY(decided, decide_accounts(call.app.kernel, call.session.person.principal, decision));
    return json_answer(std::move(decided));
}

Answer close_one(const Call& call, std::uint64_t round) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_TRY(closed, close_round(call.app.kernel, call.session.person.principal, round));
    return json_answer(std::move(closed));
}

Answer bring(const Call& call) {
    AccountListOrder order;
    order.source = call.request.parameter("source").value_or("");
    order.name = call.request.parameter("name").value_or("");
    order.why_fewer = call.request.parameter("why_fewer").value_or("");
    order.land = call.request.parameter("preview").value_or("") != "true";
    order.bytes = call.request.body;
    DAICHO_TRY_AS(order.as_of, parse_iso_date(call.request.parameter("as_of").value_or("")));
    if (order.name.empty() || order.name.size() > 200) {
        return input_error("cli.no_file").at("name");
    }
    DAICHO_TRY(catalog, review_catalog(call.app));
    DAICHO_TRY(report, receive_account_list(call.app.kernel, call.session.person.principal, catalog,
                                            order));
    return json_answer(std::move(report), order.land ? 201 : 200);
}

Answer match(const Call& call) {
    DAICHO_CHECK(check_empty_body(call));
    DAICHO_TRY(catalog, review_catalog(call.app));
    DAICHO_TRY(report, match_accounts(call.app.kernel, call.session.person.principal, catalog));
    return json_answer(std::move(report));
}

}  // namespace

Answer account_reviews_api(const Call& call) {
    const bool asks = call.request.method == net::Method::get;
    if (call.path.size() == 1) return asks ? reviews_answer(call) : open_one(call);
    DAICHO_TRY(round, parse_id(call.path[1]));
    if (call.path.size() == 2) return asks ? review_answer(call, round) : no_such_address(call);
    if (call.path.size() != 3) return no_such_address(call);
    const std::string_view what = call.path[2];
    if (asks && what == "accounts") return review_accounts_answer(call, round);
    if (asks && what == "gone") return review_gone_answer(call, round);
    if (asks && what == "report") return review_report_answer(call, round);
    if (!asks && what == "decisions") return decide(call, round);
    if (!asks && what == "close") return close_one(call, round);
    return no_such_address(call);
}

Answer account_lists_api(const Call& call) {
    if (call.request.method == net::Method::get) return no_such_address(call);
    if (call.path.size() == 1) return bring(call);
    if (call.path.size() == 2 && call.path[1] == "match") return match(call);
    return no_such_address(call);
}

}  // namespace daicho::server
