// All contracts with the state of their chains, worst first: one pass over the parties.
#include <algorithm>
#include <set>

#include "register/list.hpp"
#include "server/access.hpp"
#include "server/chain/chains_api.hpp"

namespace daicho::server {
namespace {

using Cells = std::span<const registers::Cell>;

constexpr std::size_t kPage = 100;

// Of a contract what the board needs; its row is read for the page alone.
struct Head {
    std::uint64_t record = 0;
    std::string state;
    Date first_day;
    chain::Rules rules;
};

struct Line {
    Head contract;
    std::size_t parties = 0;
    int depth = 0;
    std::size_t bad = 0, caution = 0;
    std::size_t applications = 0;  // not decided
    std::string worst;             // id of the heaviest fault
    chain::RenewalState renewal;
};

struct Board {
    std::vector<Head> contracts;
    std::map<std::uint64_t, std::vector<chain::Party>> parties;  // by contract
    std::map<std::uint64_t, chain::Confirmed> confirmed;
    std::map<std::uint64_t, std::size_t> applications;
};

std::optional<Date> date_of(const registers::Cell& cell) {
    if (cell.kind == registers::Cell::Kind::null) return std::nullopt;
    return Date::from_days(static_cast<std::int32_t>(cell.integer));
}

constexpr const char* kPartyFields[] = {
    "contract", "under", "tier", "name", "work", "applied_on", "approved_on", "until",
    "working_since", "found_on", "approval_no", "number_handled", "no_access_shown",
    "clauses_carried", "after_the_fact"};

chain::Party party_in(std::uint64_t record, std::span<const registers::Cell> cells) {
    chain::Party party;
    party.id = record;
    party.under = static_cast<std::uint64_t>(cells[1].integer);
    party.tier = static_cast<int>(cells[2].integer);
    party.name = cells[3].bytes;
    party.work = cells[4].bytes;
    party.applied_on = date_of(cells[5]);
    party.approved_on = date_of(cells[6]);
    party.until = date_of(cells[7]);
    party.working_since = date_of(cells[8]);
    party.found_on = date_of(cells[9]);
    party.approval_no = cells[10].bytes;
    party.number_handled = cells[11].integer != 0;
    party.no_access_shown = !cells[12].bytes.empty();
    party.clauses_carried = cells[13].integer != 0;
    party.after_the_fact = cells[14].integer != 0;
    return party;
}

template <std::size_t N>
Status each_row(registers::Kernel& kernel, store::Connection& connection, std::string_view name,
                const char* const (&fields)[N], Date day, const registers::ScanRow& visit) {
    DAICHO_TRY(definition, kernel.definition(name));
    std::vector<std::size_t> places;
    for (const char* field : fields) places.push_back(definition->index_of(field));
    return registers::scan(connection, *definition, places, {day, std::nullopt}, visit);
}

Result<std::vector<Head>> contracts_of(const Call& call, store::Connection& connection,
                                       Date day) {
    DAICHO_TRY(allowed, reachable(call, "entrusted_contract"));
    std::set<std::uint64_t> own;
    if (allowed.scope) {
        registers::ListQuery query;
        query.moment.as_of = day;
        query.scope = allowed.scope;
        DAICHO_TRY(members, registers::list_members(connection, *allowed.definition, query,
                                                    audit::kMostRows));
        if (!members) {
            return conflict_error("audit.too_many_rows").with("register", allowed.definition->name);
        }
        own.insert(members->begin(), members->end());
    }
    constexpr const char* kFields[] = {"state", "first_day", "level_count", "mynumber"};
    std::vector<Head> contracts;
    DAICHO_CHECK(each_row(call.app.kernel, connection, "entrusted_contract", kFields, day,
                          [&](std::uint64_t record, Cells cells) -> Status {
                              if (allowed.scope && !own.contains(record)) return {};
                              if (cells[0].bytes == "closed") return {};
                              contracts.push_back({record, std::string(cells[0].bytes),
                                                   *date_of(cells[1]),
                                                   {static_cast<int>(cells[2].integer),
                                                    cells[3].integer != 0}});
                              return {};
                          }));
    return contracts;
}

Result<Board> board_of(const Call& call, store::Connection& connection, Date day) {
    Board board;
    auto& kernel = call.app.kernel;
    DAICHO_TRY_AS(board.contracts, contracts_of(call, connection, day));
    DAICHO_CHECK(each_row(kernel, connection, "contract_party", kPartyFields, day,
                          [&](std::uint64_t record, Cells cells) -> Status {
                              const auto contract = static_cast<std::uint64_t>(cells[0].integer);
                              board.parties[contract].push_back(party_in(record, cells));
                              return {};
                          }));
    constexpr const char* kConfirmation[] = {"contract", "confirmed_on", "tree_digest"};
    DAICHO_CHECK(each_row(kernel, connection, "chain_confirmation", kConfirmation, day,
                          [&](std::uint64_t, Cells cells) -> Status {
                              const auto contract = static_cast<std::uint64_t>(cells[0].integer);
                              const chain::Confirmed one{*date_of(cells[1]),
                                                         std::string(cells[2].bytes)};
                              const auto [place, fresh] = board.confirmed.emplace(contract, one);
                              if (!fresh && place->second.on <= one.on) place->second = one;
                              return {};
                          }));
    constexpr const char* kApplication[] = {"contract", "state"};
    DAICHO_CHECK(each_row(kernel, connection, "reentrust_application", kApplication, day,
                          [&](std::uint64_t, Cells cells) -> Status {
                              const bool open =
                                  cells[1].bytes == "applied" || cells[1].bytes == "section_ok";
                              const auto contract = static_cast<std::uint64_t>(cells[0].integer);
                              board.applications[contract] += open ? 1 : 0;
                              return {};
                          }));
    return board;
}

Line line_of(Board& board, const Head& contract, Date day) {
    Line line;
    line.contract = contract;
    const chain::Chain tree(std::move(board.parties[contract.record]));
    line.parties = tree.parties().size();
    line.depth = tree.depth();
    line.applications = board.applications[contract.record];
    std::optional<chain::Fault> worst;
    for (const chain::Node& node : tree.judge(contract.rules, day)) {
        for (const chain::Fault fault : node.faults) {
            ++(chain::is_bad(fault) ? line.bad : line.caution);
            if (!worst || fault < *worst) worst = fault;
        }
    }
    if (worst) line.worst = chain::name_of(*worst);
    const auto confirmed = board.confirmed.find(contract.record);
    // Where nobody confirmed anything the digest is not asked.
    const bool known = confirmed != board.confirmed.end();
    line.renewal = chain::renewal_of(
        contract.first_day, known ? std::optional(confirmed->second) : std::nullopt,
        known ? tree_digest(tree) : std::string(), day);
    return line;
}

json::Value line_json(const Row& row, const Line& line) {
    json::Value worst = nullptr;
    if (!line.worst.empty()) {
        worst = json::Object{{"id", line.worst},
                             {"text", message_texts("chain.fault." + line.worst)}};
    }
    return json::Object{
        {"id", id_text(row.record())},
        {"no", row.text("contract_no")},
        {"subject", row.text("subject")},
        {"state", coded_json(row, "state")},
        {"last_day", format_iso(row.date("last_day"))},
        {"parties", line.parties},
        {"depth", line.depth},
        {"bad", line.bad},
        {"caution", line.caution},
        {"worst", std::move(worst)},
        {"applications", line.applications},
        {"renewal", json::Object{{"state", chain::name_of(line.renewal.state)},
                                 {"due", format_iso(line.renewal.due)}}}};
}

bool wanted(const Line& line, std::string_view state) {
    if (state == "bad") return line.bad > 0;
    if (state == "renewal") {
        return line.contract.state == "running" && line.renewal.state != chain::Renewal::fresh;
    }
    return state != "applications" || line.applications > 0;
}

}  // namespace

json::Value coded_json(const Row& row, std::string_view field) {
    return json::Object{{"key", row.text(field)}, {"label", texts(row.code(field))}};
}

Answer list_chains(const Call& call) {
    DAICHO_TRY(offset, number_parameter(call, "offset", 0));
    const std::string state(call.request.parameter("state").value_or(""));
    const Date day = today(call.app);
    DAICHO_TRY(connection, call.app.kernel.reader());
    DAICHO_TRY(board, board_of(call, *connection, day));
    std::vector<Line> lines;
    for (const Head& contract : board.contracts) lines.push_back(line_of(board, contract, day));
    json::Object counts;
    for (const char* one : {"all", "bad", "applications", "renewal"}) {
        counts[one] = std::ranges::count_if(
            lines, [&](const Line& line) { return wanted(line, one); });
    }
    std::erase_if(lines, [&](const Line& line) { return !wanted(line, state); });
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
        return std::pair(a.bad, a.caution) > std::pair(b.bad, b.caution);
    });
    DAICHO_TRY(contracts, call.app.kernel.definition("entrusted_contract"));
    json::Array rows;
    for (std::size_t i = offset; i < lines.size() && rows.size() < kPage; ++i) {
        DAICHO_TRY(row, registers::read_record(*connection, *contracts, lines[i].contract.record,
                                               {day, std::nullopt}));
        if (row) rows.push_back(line_json(Row(*contracts, *row), lines[i]));
    }
    return json_answer(json::Object{{"today", format_iso(day)},
                                    {"total", lines.size()},
                                    {"offset", offset},
                                    {"counts", std::move(counts)},
                                    {"rows", std::move(rows)}});
}

}  // namespace daicho::server
