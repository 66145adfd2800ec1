// 囲い込み: years with one vendor by the chain of contracts, bidders, contracts that a change of law
// forced, and how much of each section's contracting goes to one company without competition.
#include <algorithm>

#include "audit/rows.hpp"
#include "govern/procurement/lock_in.hpp"
#include "server/access.hpp"
#include "server/life/columns.hpp"
#include "server/life/life_api.hpp"

namespace daicho::server {
namespace {

using govern::ContractFact;
using Line = Columns::Line;

constexpr const char* kRegisters[] = {"system_contract", "contract_competition",
                                      "information_system", "vendor"};
constexpr std::size_t kMostRows = 300;
constexpr std::string_view kSingle[] = {"negotiated", "quotations_compared",
                                        "proposal_then_negotiated"};

struct Competition {
    std::optional<std::int64_t> asked, bidders;
    bool law_change = false;
    std::string law;
};

struct Book {
    Date day;
    std::int64_t threshold = 0;  // years
    Columns contracts, systems;
    audit::Names vendors;
    std::map<std::uint64_t, Competition> competition;  // by contract
};

bool is_single(const Line& contract) {
    return std::find(std::begin(kSingle), std::end(kSingle), contract.text("method")) !=
           std::end(kSingle);
}

Result<Book> book_of(const Call& call, store::Connection& connection) {
    for (const char* name : kRegisters) DAICHO_CHECK(permitted(call, name));
    auto& kernel = call.app.kernel;
    Book book;
    book.day = today(call.app);
    book.threshold = call.app.settings.procurement.vendor_years;
    DAICHO_TRY_AS(book.contracts,
                  Columns::read(kernel, connection, "system_contract",
                                {"contract_no", "system", "subject", "section", "contract_date",
                                 "amount_yen", "method", "vendor_ref", "kind", "start_date",
                                 "end_date"},
                                book.day));
    DAICHO_TRY_AS(book.systems,
                  Columns::read(kernel, connection, "information_system",
                                {"system_no", "name", "state", "section", "vendor_ref",
                                 "vendor_since"},
                                book.day));
    DAICHO_TRY_AS(book.vendors, audit::names_of(kernel, connection, "vendor", "name",
                                                {book.day, std::nullopt}));
    DAICHO_TRY(rows, Columns::read(kernel, connection, "contract_competition",
                                   {"contract", "asked", "bidders", "law_change", "law"},
                                   book.day));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Line row = rows.at(i);
        book.competition[row.ref("contract")] = {row.number("asked"), row.number("bidders"),
                                                 row.flag("law_change"), row.text("law")};
    }
    return book;
}

ContractFact fact_of(const Book& book, const Line& contract) {
    ContractFact fact;
    fact.contract = contract.record();
    fact.vendor = contract.ref("vendor_ref");
    fact.begins = contract.date(contract.has("start_date") ? "start_date" : "contract_date");
    if (contract.has("end_date")) fact.ends = contract.date("end_date");
    fact.changes_only = contract.text("kind") == "change";
    fact.single_tender = is_single(contract);
    const auto known = book.competition.find(contract.record());
    if (known != book.competition.end()) {
        fact.law_change = known->second.law_change;
        fact.bidders = known->second.bidders;
    }
    return fact;
}

struct Locked {
    std::size_t system = 0;  // place in Book::systems
    govern::VendorRun run;
    std::int64_t years = 0, recorded = -1;  // −1: nothing is recorded
    std::optional<Date> ends;
};

std::vector<Locked> locked_in(const Book& book) {
    std::map<std::uint64_t, std::vector<ContractFact>> by_system;
    for (std::size_t i = 0; i < book.contracts.size(); ++i) {
        const Line contract = book.contracts.at(i);
        by_system[contract.ref("system")].push_back(fact_of(book, contract));
    }
    std::vector<Locked> list;
    for (std::size_t i = 0; i < book.systems.size(); ++i) {
        const Line system = book.systems.at(i);
        if (system.text("state") != "in_service") continue;
        const auto& facts = by_system[system.record()];
        Locked one;
        one.system = i;
        const auto run = govern::vendor_run(facts, book.day);
        if (run) {
            one.run = *run;
            one.years = govern::whole_years(run->since, book.day);
        }
        const bool same = !run || run->vendor == system.ref("vendor_ref");
        if (system.has("vendor_since") && same) {
            one.recorded = govern::whole_years(system.date("vendor_since"), book.day);
        }
        if (!run && one.recorded < 0) continue;
        for (const ContractFact& fact : facts) {
            if (fact.ends && (!one.ends || *one.ends < *fact.ends)) one.ends = fact.ends;
        }
        list.push_back(std::move(one));
    }
    std::stable_sort(list.begin(), list.end(), [](const Locked& a, const Locked& b) {
        return std::max(a.years, a.recorded) > std::max(b.years, b.recorded);
    });
    return list;
}

json::Object locked_json(const Book& book, const Locked& one) {
    const Line system = book.systems.at(one.system);
    const std::uint64_t vendor =
        one.run.vendor != 0 ? one.run.vendor : system.ref("vendor_ref");
    const std::int64_t years = std::max(one.years, one.recorded);
    const bool known = !one.run.contracts.empty();
    return json::Object{
        {"system", id_text(system.record())},
        {"name", system.text("name")},
        {"section", system.text("section")},
        {"vendor", audit::name_in(book.vendors, vendor)},
        {"since", known ? json::Value(format_iso(one.run.since)) : json::Value(nullptr)},
        {"years_by_contracts", known ? json::Value(one.years) : json::Value(nullptr)},
        {"years_recorded", one.recorded < 0 ? json::Value(nullptr) : json::Value(one.recorded)},
        {"years", years},
        {"long", years >= book.threshold},
        {"contracts", one.run.contracts.size()},
        {"single_tenders", one.run.single_tenders},
        {"single_bidders", one.run.single_bidders},
        {"bidders_known", one.run.bidders_known},
        {"law_changes", one.run.law_changes},
        {"ends", one.ends ? json::Value(format_iso(*one.ends)) : json::Value(nullptr)}};
}

json::Array sections_json(const Book& book) {
    struct Sum {
        std::size_t contracts = 0, single = 0;
        std::int64_t yen = 0, single_yen = 0;
    };
    std::map<std::string, Sum> sums;
    for (std::size_t i = 0; i < book.contracts.size(); ++i) {
        const Line contract = book.contracts.at(i);
        Sum& sum = sums[contract.text("section")];
        const std::int64_t yen = contract.integer("amount_yen");
        ++sum.contracts;
        sum.yen += yen;
        if (!is_single(contract)) continue;
        ++sum.single;
        sum.single_yen += yen;
    }
    json::Array list;
    for (const auto& [section, sum] : sums) {
        list.push_back(json::Object{{"section", section},
                                    {"contracts", sum.contracts},
                                    {"single", sum.single},
                                    {"yen", sum.yen},
                                    {"single_yen", sum.single_yen}});
    }
    return list;
}

json::Array law_changes_json(const Book& book) {
    std::map<std::uint64_t, std::string> names;
    for (std::size_t i = 0; i < book.systems.size(); ++i) {
        const Line system = book.systems.at(i);
        names.emplace(system.record(), system.text("name"));
    }
    json::Array list;
    for (std::size_t i = 0; i < book.contracts.size() && list.size() < kMostRows; ++i) {
        const Line contract = book.contracts.at(i);
        const auto known = book.competition.find(contract.record());
        if (known == book.competition.end() || !known->second.law_change) continue;
        list.push_back(json::Object{
            {"id", id_text(contract.record())},
            {"no", contract.text("contract_no")},
            {"system", audit::name_in(names, contract.ref("system"))},
            {"subject", contract.text("subject")},
            {"on", format_iso(contract.date("contract_date"))},
            {"yen", contract.integer("amount_yen")},
            {"law", known->second.law},
            {"vendor", audit::name_in(book.vendors, contract.ref("vendor_ref"))}});
    }
    return list;
}

json::Array bids_json(const Book& book) {
    json::Array list;
    for (std::size_t i = 0; i < book.contracts.size() && list.size() < kMostRows; ++i) {
        const Line contract = book.contracts.at(i);
        const auto known = book.competition.find(contract.record());
        if (known == book.competition.end() || !known->second.bidders) continue;
        list.push_back(json::Object{{"id", id_text(contract.record())},
                                    {"no", contract.text("contract_no")},
                                    {"subject", contract.text("subject")},
                                    {"method", contract.coded("method")},
                                    {"asked", number_or_null(known->second.asked)},
                                    {"bidders", *known->second.bidders},
                                    {"single", *known->second.bidders <= 1}});
    }
    return list;
}

}  // namespace

Answer lock_in_api(const Call& call) {
    if (call.request.method != net::Method::get || call.path.size() != 1) {
        return no_such_address(call);
    }
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(book, book_of(call, *connection));
    const std::vector<Locked> locked = locked_in(book);
    json::Array rows;
    std::size_t long_ones = 0;
    for (const Locked& one : locked) {
        long_ones += std::max(one.years, one.recorded) >= book.threshold ? 1 : 0;
        if (rows.size() < kMostRows) rows.push_back(locked_json(book, one));
    }
    return json_answer(json::Object{{"today", format_iso(book.day)},
                                    {"threshold", book.threshold},
                                    {"cite", call.app.settings.procurement.cite},
                                    {"systems", locked.size()},
                                    {"long", long_ones},
                                    {"rows", std::move(rows)},
                                    {"sections", sections_json(book)},
                                    {"bids", bids_json(book)},
                                    {"law_changes", law_changes_json(book)}});
}

}  // namespace daicho::server
