#include "server/entrust/entrust_book.hpp"

#include <algorithm>

#include "register/query.hpp"
#include "server/access.hpp"

namespace daicho::server {
namespace {

using namespace govern::entrust;
namespace fs = std::filesystem;

constexpr const char* kConditions[] = {
    "onsite_at_city", "collect",         "carry_out", "removable_media", "handover",
    "subcontract",    "dispatch",        "mynumber",  "no_access_party", "sysdev",
    "cloud",          "returns_equipment", "designated_manager"};

std::optional<Date> day_of(const registers::Fields& row, const char* field) {
    if (!row.has(field)) return std::nullopt;
    return row.date(field);
}

bool closed(const registers::Fields& check) {
    const std::string& result = check.text("result");
    return check.has("done_on") && (result == "ok" || result == "improve");
}

}  // namespace

Result<SharedClauses> ClauseShelf::read(const fs::path& path) {
    const auto known = read_.find(path.string());
    if (known != read_.end()) return known->second;
    DAICHO_TRY(catalog, load_clause_catalog(path.string()));
    auto shared = std::make_shared<const ClauseCatalog>(std::move(catalog));
    read_[path.string()] = shared;
    return SharedClauses(shared);
}

Result<SharedClauses> ClauseShelf::in_use() {
    return read(data_ / "catalogs" / "entrust-clauses.yaml");
}

Result<std::vector<SharedClauses>> ClauseShelf::all() {
    DAICHO_TRY(newest, in_use());
    std::vector<SharedClauses> editions;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(data_ / "catalogs" / "earlier", ignored)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("entrust-clauses@") || !name.ends_with(".yaml")) continue;
        DAICHO_TRY(one, read(entry.path()));
        editions.push_back(std::move(one));
    }
    std::sort(editions.begin(), editions.end(), [](const auto& a, const auto& b) {
        return a->head.edition > b->head.edition;
    });
    editions.insert(editions.begin(), std::move(newest));
    return editions;
}

Result<SharedClauses> ClauseShelf::edition(const std::string& name) {
    DAICHO_TRY(editions, all());
    if (name.empty()) return editions.front();
    for (SharedClauses& one : editions) {
        if (one->head.edition == name) return std::move(one);
    }
    return not_found_error("entrust.no_edition").with("edition", name).at("clause_edition");
}

EntrustReads entrust_reads(const Call& call, store::Connection& connection) {
    return {call.app.kernel, connection, {today(call.app), std::nullopt}, call.app.data};
}

Result<EntrustSettings> entrust_settings(const fs::path& data, const std::string& municipality) {
    return load_entrust_settings(
        (data / "data" / "municipality" / "entrust" / (municipality + ".yaml")).string());
}

bool has_begun(std::string_view state) noexcept {
    return state == "running" || state == "ended" || state == "closed";
}

Conditions conditions_of(const registers::Fields& contract) {
    Conditions conditions;
    if (contract.flag("process_b")) conditions.insert("process_B");
    for (const char* name : kConditions) {
        if (contract.flag(name)) conditions.insert(name);
    }
    return with_implied(std::move(conditions));
}

Term term_of(const registers::Fields& contract) {
    return {contract.date("first_day"), contract.date("last_day")};
}

Deviations deviations_of(const media::Lines& clauses) {
    Deviations deviations;
    for (const media::Line& line : clauses) {
        const auto row = line.fields();
        Deviation deviation;
        deviation.left_out = !row.flag("included");
        deviation.text_ja = row.text("changed_text");
        deviation.reason = row.text("decision");
        if (row.has("decided_by")) deviation.reason += "（" + row.text("decided_by") + "）";
        deviations[row.text("clause")] = std::move(deviation);
    }
    return deviations;
}

std::vector<std::string> ContractBook::clause_ids() const {
    std::vector<std::string> ids;
    for (const ChosenClause& one : specification.clauses) ids.push_back(one.clause->id);
    return ids;
}

Result<ContractBook> contract_book(const EntrustReads& in, ClauseShelf& shelf,
                                   std::uint64_t record) {
    ContractBook book;
    DAICHO_TRY(contract, media::row_of(in.kernel, in.connection, "entrusted_contract", record,
                                       in.moment));
    if (!contract) return not_found_error("change.no_record").with("record", id_text(record));
    book.contract = *std::move(contract);
    const std::pair<const char*, media::Lines*> parts[] = {
        {"contract_clause", &book.clauses},
        {"contract_check", &book.checks},
        {"contract_item", &book.items},
        {"contract_gap", &book.gaps},
        {"risk_weighing", &book.weighings},
        {"contract_data", &book.data},
        {"contract_worker", &book.workers},
        {"contract_party", &book.parties},
        {"security_consultation", &book.consultations},
        {"board_decision", &book.board},
        {"contract_preparation", &book.preparations}};
    for (const auto& [name, lines] : parts) {
        DAICHO_TRY_AS(*lines, media::rows_naming(in.kernel, in.connection, name, "contract",
                                                 {record}, in.moment));
    }
    DAICHO_TRY_AS(book.catalog, shelf.edition(book.row().text("clause_edition")));
    Deviations deviations;
    for (auto& [clause, deviation] : deviations_of(book.clauses)) {
        // A row that only says “included” decides nothing against the catalog.
        if (!deviation.left_out && deviation.text_ja.empty()) continue;
        deviations[clause] = deviation;
    }
    DAICHO_TRY_AS(book.specification,
                  specify(*book.catalog, conditions_of(book.row()), deviations));
    return book;
}

ContractStanding standing_of(const ContractBook& book) {
    const auto row = book.row();
    ContractStanding out;
    out.number = book.number();
    out.process_b = row.flag("process_b");
    out.begun = has_begun(row.text("state"));
    out.vendor = row.has("vendor");
    out.announced_on = day_of(row, "announced_on");
    out.signed_on = day_of(row, "signed_on");
    out.clauses = book.clause_ids();
    for (const media::Line& line : book.preparations) {
        const auto one = line.fields();
        out.prepared.push_back({one.text("clause"), one.text("survey"),
                                one.has("agreed") && one.has("agreed_on"),
                                one.has("plan") && one.has("planned_on")});
    }
    for (const media::Line& line : book.board) {
        const auto one = line.fields();
        out.board.push_back(
            {one.date("held_on"), one.text("decision"), one.has("conditions_met_on")});
    }
    for (const media::Line& line : book.workers) {
        const auto one = line.fields();
        if (!one.flag("responsible") || !one.has("trained_on")) continue;
        const Date day = one.date("trained_on");
        if (!out.responsible_trained_on || day < *out.responsible_trained_on) {
            out.responsible_trained_on = day;
        }
    }
    for (const media::Line& line : book.data) {
        const auto one = line.fields();
        const bool proved = one.text("back_how") == "returned" || one.has("certificate_on");
        out.data.push_back({one.text("item_no"), one.has("back_on"), one.flag("complete"), proved});
    }
    const auto& checks = book.checks;
    out.end_check_closed = std::any_of(checks.begin(), checks.end(), [](const auto& line) {
        return line.fields().text("kind") == "end" && closed(line.fields());
    });
    return out;
}

CheckStanding standing_of(const ContractBook& book, std::uint64_t check) {
    std::vector<PairAnswer> answers;
    for (const media::Line& line : book.items) {
        const auto row = line.fields();
        if (row.ref("check") != check) continue;
        answers.push_back({row.text("clause"), row.text("result")});
    }
    return standing_of_check(book.clause_ids(), answers);
}

const char* kind_of(CheckKind kind) noexcept {
    switch (kind) {
        case CheckKind::first_week: return "first_week";
        case CheckKind::quarter: return "quarter";
        case CheckKind::end: return "end";
        case CheckKind::yearly_visit: return "yearly_visit";
    }
    return "";
}

std::optional<CheckKind> kind_of(std::string_view text) noexcept {
    for (const CheckKind kind :
         {CheckKind::first_week, CheckKind::quarter, CheckKind::end, CheckKind::yearly_visit}) {
        if (text == kind_of(kind)) return kind;
    }
    return std::nullopt;
}

}  // namespace daicho::server
