#include "server/chain/chain_book.hpp"

#include "base/digest.hpp"
#include "base/bytes.hpp"
#include "register/list.hpp"

namespace daicho::server {
namespace {

using registers::Fields;
using registers::Moment;

constexpr std::uint64_t kMostOfOne = 20'000;  // rows of one register beside one contract

Result<std::vector<registers::RecordVersion>> listed(store::Connection& connection,
                                                     const registers::Definition& definition,
                                                     std::vector<registers::Filter> filters,
                                                     Date day) {
    registers::ListQuery query;
    query.moment.as_of = day;
    query.filters = std::move(filters);
    // All of them: a page of a list holds a thousand at most.
    DAICHO_TRY(order, registers::list_order(connection, definition, query, kMostOfOne));
    if (!order) return conflict_error("audit.too_many_rows").with("register", definition.name);
    return registers::read_rows(connection, definition, *order);
}

registers::Filter names(const registers::Definition& definition, std::string_view field,
                        std::string value) {
    registers::Filter filter;
    filter.field = definition.index_of(field);
    filter.value = std::move(value);
    return filter;
}

}  // namespace

Result<audit::Rows> rows_with(registers::Kernel& kernel, store::Connection& connection,
                              std::string_view name, std::string_view field, std::uint64_t record,
                              Date day) {
    audit::Rows rows;
    DAICHO_TRY_AS(rows.definition, kernel.definition(name));
    DAICHO_TRY_AS(rows.versions, listed(connection, *rows.definition,
                                        {names(*rows.definition, field, id_text(record))}, day));
    return rows;
}

std::optional<Date> date_in(const Fields& row, std::string_view name) {
    return row.has(name) ? std::optional(row.date(name)) : std::nullopt;
}

chain::Party party_of(const Fields& row) {
    chain::Party party;
    party.id = row.record();
    party.under = row.has("under") ? row.ref("under") : 0;
    party.tier = static_cast<int>(row.integer("tier"));
    party.name = row.text("name");
    party.work = row.text("work");
    party.applied_on = date_in(row, "applied_on");
    party.approved_on = date_in(row, "approved_on");
    party.until = date_in(row, "until");
    party.working_since = date_in(row, "working_since");
    party.found_on = date_in(row, "found_on");
    party.approval_no = row.text("approval_no");
    party.number_handled = row.flag("number_handled");
    party.no_access_shown = row.has("no_access_shown");
    party.clauses_carried = row.flag("clauses_carried");
    party.after_the_fact = row.flag("after_the_fact");
    return party;
}

chain::Worker worker_of(const Fields& row) {
    chain::Worker worker;
    worker.id = row.record();
    worker.employer = row.ref("party");
    worker.responsible = row.flag("responsible");
    worker.filed_on = date_in(row, "filed_on");
    worker.identified_on = date_in(row, "identity_checked_on");
    worker.trained_on = date_in(row, "trained_on");
    worker.pledged_on = date_in(row, "pledged_on");
    worker.first_access_on = date_in(row, "first_access_on");
    worker.left_on = date_in(row, "left_on");
    if (row.has("no_file_sharing")) worker.no_file_sharing = row.flag("no_file_sharing");
    return worker;
}

chain::Rules rules_of(const Fields& contract) {
    return {static_cast<int>(contract.integer("level_count")), contract.flag("mynumber")};
}

std::string tree_digest(const chain::Chain& tree) {
    return to_hex(view(sha256(as_bytes(tree.canonical()))));
}

std::string ChainBook::name_of_party(std::uint64_t record) const {
    const auto found = tree.find(record);
    return found ? tree.parties()[*found].name : std::string();
}

Result<ChainBook> read_book(registers::Kernel& kernel, store::Connection& connection,
                            std::uint64_t contract, Date day) {
    ChainBook book;
    book.day = day;
    DAICHO_TRY_AS(book.contracts, kernel.definition("entrusted_contract"));
    DAICHO_TRY(found, registers::read_record(connection, *book.contracts, contract,
                                             {day, std::nullopt}));
    if (!found) return not_found_error("change.no_record").with("record", id_text(contract));
    book.contract = *std::move(found);
    for (const char* part : kChainParts) {
        DAICHO_TRY(rows, rows_with(kernel, connection, part, "contract", contract, day));
        book.parts.emplace(part, std::move(rows));
    }
    std::vector<chain::Party> parties;
    const audit::Rows& rows = book.of("contract_party");
    for (std::size_t i = 0; i < rows.size(); ++i) parties.push_back(party_of(rows.at(i)));
    book.tree = chain::Chain(std::move(parties));
    book.rules = rules_of(book.head());
    book.nodes = book.tree.judge(book.rules, day);
    return book;
}

chain::RenewalState renewal_in(const ChainBook& book) {
    std::optional<chain::Confirmed> last;
    const audit::Rows& rows = book.of("chain_confirmation");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Fields row = rows.at(i);
        if (last && last->on > row.date("confirmed_on")) continue;
        last = chain::Confirmed{row.date("confirmed_on"), row.text("tree_digest")};
    }
    return chain::renewal_of(book.head().date("first_day"), last, tree_digest(book.tree),
                             book.day);
}

Result<HeldByName> certificates_by_name(registers::Kernel& kernel, store::Connection& connection,
                                        Date day) {
    HeldByName held;
    DAICHO_TRY(rows, audit::rows_of(kernel, connection, "party_certificate", {day, std::nullopt}));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Fields row = rows.at(i);
        held[row.text("party")].push_back({row.text("kind"), row.text("state") == "held",
                                           date_in(row, "first_day"), date_in(row, "last_day")});
    }
    return held;
}

Result<chain::ConditionCatalog> conditions_of(const App& app) {
    return chain::load_condition_catalog(
        (app.data / "catalogs" / "chain-conditions.yaml").string());
}

std::vector<chain::HandedOut> handed_out(const ChainBook& book) {
    std::vector<chain::HandedOut> items;
    const audit::Rows& rows = book.of("contract_data");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Fields row = rows.at(i);
        const auto serials = chain::read_serials(row.text("serial"));
        // What cannot be read as numbers proves nothing: no certificate can match it.
        items.push_back({row.record(), serials.value_or(std::vector<std::string>{}),
                         row.date("out_on"), row.has("back_on")});
    }
    return items;
}

Result<std::vector<chain::Earlier>> earlier_papers(registers::Kernel& kernel,
                                                   store::Connection& connection,
                                                   const ChainBook& book,
                                                   const std::string& paper_no) {
    std::vector<chain::Earlier> earlier;
    std::map<std::uint64_t, std::size_t> places;
    const audit::Rows& papers = book.of("contract_certificate");
    for (std::size_t i = 0; i < papers.size(); ++i) {
        const Fields row = papers.at(i);
        if (row.text("verdict") == "accepted") places[row.record()] = earlier.size();
        earlier.push_back({true, row.text("paper_no"), {}});
    }
    const audit::Rows& lines = book.of("contract_certificate_line");
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Fields line = lines.at(i);
        const auto place = places.find(line.ref("certificate"));
        if (place == places.end() || line.text("verdict") != "ok") continue;
        earlier[place->second].accepted.push_back(line.text("serial"));
    }
    if (paper_no.empty()) return earlier;
    DAICHO_TRY(definition, kernel.definition("contract_certificate"));
    DAICHO_TRY(same, listed(connection, *definition, {names(*definition, "paper_no", paper_no)},
                            book.day));
    for (const registers::RecordVersion& version : same) {
        const Fields row(*definition, version);
        if (row.ref("contract") == book.contract.record) continue;
        earlier.push_back({false, row.text("paper_no"), {}});
    }
    return earlier;
}

}  // namespace daicho::server
