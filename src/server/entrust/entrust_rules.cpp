#include "server/entrust/entrust_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "journal/journal.hpp"
#include "register/list.hpp"
#include "register/schema.hpp"
#include "server/entrust/entrust_book.hpp"

namespace daicho::server {
namespace {

using namespace govern::entrust;
using registers::Context;
using registers::Definition;
using registers::Fields;
using registers::RecordVersion;

constexpr std::string_view kRuled[] = {"entrusted_contract", "contract_check", "contract_item",
                                       "contract_gap",       "board_decision", "contract_data",
                                       "contract_worker"};
constexpr std::size_t kAtOnce = 500;

// Versions that this command wrote for a person, oldest first.
Result<std::vector<std::uint64_t>> written_by_people(Context& context,
                                                     const Definition& definition) {
    const auto begun =
        context.mark == nullptr ? 0 : static_cast<std::int64_t>(context.mark->size());
    DAICHO_TRY(rows, context.connection.prepare(fmt::format(
                         "SELECT version_id, commit_no FROM {} ORDER BY version_id DESC",
                         registers::version_table(definition))));
    std::vector<std::uint64_t> versions;
    std::int64_t asked = -1;
    bool person = false;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there || rows->integer(1) <= begun) break;
        if (rows->integer(1) != asked) {
            asked = rows->integer(1);
            DAICHO_TRY(entry, journal::read_entry(context.connection,
                                                  static_cast<std::uint64_t>(asked)));
            person = entry.header.principal != 0;
        }
        if (person) versions.push_back(static_cast<std::uint64_t>(rows->integer(0)));
    }
    std::reverse(versions.begin(), versions.end());
    return versions;
}

class Rules {
public:
    Rules(Context& context, ClauseShelf& shelf, const std::filesystem::path& data,
          const Definition& written)
        : context_(context), shelf_(shelf), data_(data), written_(written) {}

    Status run() {
        DAICHO_TRY(versions, written_by_people(context_, written_));
        for (std::size_t at = 0; at < versions.size(); at += kAtOnce) {
            const std::size_t count = std::min(kAtOnce, versions.size() - at);
            DAICHO_TRY(rows, registers::read_rows(context_.connection, written_,
                                                  std::span(versions).subspan(at, count)));
            for (const RecordVersion& row : rows) {
                if (row.state == registers::RowState::normal) DAICHO_CHECK(look_at(row));
            }
        }
        return {};
    }

private:
    Status look_at(const RecordVersion& version) {
        const Fields row(written_, version);
        today_ = japan_date(context_.now);
        moment_ = {std::max(version.valid.from, std::min(today_, version.valid.to + -1)),
                   std::nullopt};
        DAICHO_TRY(before, version_before(version));
        const std::optional<Fields> earlier =
            before ? std::optional<Fields>(Fields(written_, *before)) : std::nullopt;
        if (written_.name == "entrusted_contract") return moved(row, earlier);
        if (written_.name == "contract_check") return checked(row, earlier);
        if (written_.name == "contract_item") return answered(row);
        if (written_.name == "contract_gap") return settled(row);
        if (written_.name == "board_decision") return decided(row);
        if (written_.name == "contract_data") return handed_out(row, earlier);
        return worked(row, earlier);
    }

    Result<std::optional<RecordVersion>> version_before(const RecordVersion& version) {
        DAICHO_TRY(history,
                   registers::read_history(context_.connection, written_, version.record));
        std::optional<RecordVersion> before;
        for (RecordVersion& one : history) {
            if (one.version < version.version) before = std::move(one);
        }
        return before;
    }

    // Rows of one file or one check are mostly of one contract and one day.
    Result<std::shared_ptr<const ContractBook>> book_of(std::uint64_t contract) {
        auto& known = books_[{contract, moment_.as_of.days()}];
        if (!known) {
            DAICHO_TRY(book, contract_book({context_.kernel, context_.connection, moment_, data_},
                                           shelf_, contract));
            known = std::make_shared<const ContractBook>(std::move(book));
        }
        return known;
    }

    Status moved(const Fields& row, const std::optional<Fields>& before) {
        const std::string& to = row.text("state");
        if (before && before->text("state") == to) return {};
        if (to == "announced") return {};
        DAICHO_TRY(shared, book_of(row.record()));
        const ContractBook& book = *shared;
        ContractStanding standing = standing_of(book);
        standing.begun = before && has_begun(before->text("state"));
        return may_move(standing, to);
    }

    Status checked(const Fields& row, const std::optional<Fields>& before) {
        if (row.has("done_on") && row.date("done_on") > today_) {
            return input_error("entrust.done_later")
                .with("number", row.text("check_no"))
                .at("done_on");
        }
        if (before) DAICHO_CHECK(dates_stay(row, *before));
        const std::string& result = row.text("result");
        const bool closes = result == "ok" || result == "improve";
        if (!closes || (before && before->text("result") == result)) return {};
        if (!row.has("done_on")) {
            return input_error("entrust.not_done")
                .with("number", row.text("check_no"))
                .at("done_on");
        }
        DAICHO_TRY(shared, book_of(row.ref("contract")));
        const ContractBook& book = *shared;
        const CheckStanding left = standing_of(book, row.record());
        if (!left.may_close()) {
            const auto& open = left.unanswered.empty() ? left.open : left.unanswered;
            return input_error("entrust.check_open")
                .with("number", row.text("check_no"))
                .with("count", std::to_string(left.unanswered.size() + left.open.size()))
                .with("clause", open.front())
                .at("result");
        }
        if (result == "ok" && !left.not_kept.empty()) {
            return input_error("entrust.check_not_ok")
                .with("number", row.text("check_no"))
                .with("clause", left.not_kept.front())
                .at("result");
        }
        return {};
    }

    // What is late stays late: neither the due date nor the day it was done moves afterwards.
    Status dates_stay(const Fields& row, const Fields& before) const {
        const Date due = before.date("due");
        const bool fixed = before.has("done_on") || due < today_;
        if (fixed && row.date("due") != due) {
            return input_error("entrust.due_fixed")
                .with("number", row.text("check_no"))
                .with("due", format_iso(due))
                .at("due");
        }
        const bool was_late = before.has("done_on") && before.date("done_on") > due;
        if (was_late && (!row.has("done_on") || row.date("done_on") <= due)) {
            return input_error("entrust.late_stays")
                .with("number", row.text("check_no"))
                .with("done", format_iso(before.date("done_on")))
                .with("due", format_iso(due))
                .at("done_on");
        }
        return {};
    }

    Status answered(const Fields& row) {
        DAICHO_TRY(result, result_of_pair(row.text("measure"), row.text("practice")));
        if (row.text("result") != result) {
            return input_error("entrust.wrong_result")
                .with("clause", row.text("clause"))
                .with("result", result)
                .at("result");
        }
        DAICHO_TRY(shared, book_of(row.ref("contract")));
        const ContractBook& book = *shared;
        const auto ids = book.clause_ids();
        if (std::find(ids.begin(), ids.end(), row.text("clause")) == ids.end()) {
            return input_error("entrust.not_in_contract")
                .with("clause", row.text("clause"))
                .with("number", book.number())
                .at("clause");
        }
        const bool policy = row.text("clause") == "OC-02" && row.text("measure") == "yes";
        if (policy && !book.row().has("policy_received_on")) {
            return input_error("entrust.no_receipt").with("number", book.number()).at("measure");
        }
        for (const media::Line& line : book.checks) {
            if (line.record() != row.ref("check")) continue;
            const std::string& state = line.fields().text("result");
            if (state == "ok" || state == "improve") {
                return conflict_error("entrust.check_closed")
                    .with("number", line.fields().text("check_no"));
            }
        }
        return {};
    }

    static Status settled(const Fields& row) {
        if (!row.has("rechecked_on")) return {};
        if (!row.has("answer")) {
            return input_error("entrust.gap_no_answer")
                .with("number", row.text("gap_no"))
                .at("answer");
        }
        if (row.text("answer") == "G1" && !row.has("contract_change")) {
            return input_error("entrust.gap_no_change")
                .with("number", row.text("gap_no"))
                .at("contract_change");
        }
        if (!row.has("recheck")) {
            return input_error("entrust.gap_no_recheck")
                .with("number", row.text("gap_no"))
                .at("recheck");
        }
        return {};
    }

    Status decided(const Fields& row) {
        DAICHO_TRY(shared, book_of(row.ref("contract")));
        const ContractBook& book = *shared;
        const std::string& moved_by = row.text("moved_by");
        for (std::size_t at = 0; at < moved_by.size();) {
            const std::size_t end = std::min(moved_by.find(',', at), moved_by.size());
            const std::string clause = moved_by.substr(at, end - at);
            if (govern::place_of(book.catalog->clauses, &Clause::id, clause) == govern::kNowhere) {
                return input_error("entrust.unknown_clause").with("clause", clause).at("moved_by");
            }
            at = end + 1;
        }
        const std::string& decision = row.text("decision");
        if (decision != "approved" && decision != "conditional") return {};
        return may_decide(standing_of(book));
    }

    // Of process B alone: what was handed out or reached too early is refused, unless the row says
    // in its note what happened; then it is recorded, and watches show it.
    Status handed_out(const Fields& row, const std::optional<Fields>& before) {
        const bool new_day = !before || before->date("out_on") != row.date("out_on");
        if (!row.has("out_on") || row.has("note") || !new_day) return {};
        DAICHO_TRY(shared, book_of(row.ref("contract")));
        const ContractBook& book = *shared;
        if (!book.row().flag("process_b")) return {};
        const AccessFacts signature = contract_facts(book);
        std::size_t people = 0;
        for (const media::Line& line : book.workers) {
            if (line.fields().has("left_on")) continue;
            ++people;  // whoever may receive it is among them
            AccessFacts facts = worker_facts(line.fields());
            facts.signed_on = signature.signed_on;
            DAICHO_CHECK(may_have_access(book.number(), row.date("out_on"), facts));
        }
        if (people > 0) return {};
        return may_have_access(book.number(), row.date("out_on"), signature);
    }

    Status worked(const Fields& row, const std::optional<Fields>& before) {
        const bool new_day =
            !before || before->date("first_access_on") != row.date("first_access_on");
        if (!row.has("first_access_on") || row.has("note") || !new_day) return {};
        DAICHO_TRY(shared, book_of(row.ref("contract")));
        const ContractBook& book = *shared;
        if (!book.row().flag("process_b")) return {};
        AccessFacts facts = worker_facts(row);
        facts.signed_on = contract_facts(book).signed_on;
        return may_have_access(book.number(), row.date("first_access_on"), facts);
    }

    // Signed: the step was taken, not only a day typed.
    static AccessFacts contract_facts(const ContractBook& book) {
        AccessFacts facts;
        const bool begun = has_begun(book.row().text("state"));
        if (begun && book.row().has("signed_on")) facts.signed_on = book.row().date("signed_on");
        return facts;
    }
    static AccessFacts worker_facts(const Fields& worker) {
        AccessFacts facts;
        if (worker.has("pledged_on")) facts.pledged_on = worker.date("pledged_on");
        if (worker.has("trained_on")) facts.trained_on = worker.date("trained_on");
        return facts;
    }

    Context& context_;
    ClauseShelf& shelf_;
    const std::filesystem::path& data_;
    const Definition& written_;
    registers::Moment moment_;
    Date today_;
    std::map<std::pair<std::uint64_t, std::int32_t>, std::shared_ptr<const ContractBook>> books_;
};

}  // namespace

void install_entrust_rules(registers::Kernel& kernel, std::filesystem::path data) {
    auto shelf = std::make_shared<ClauseShelf>(data);  // read on the writer's thread alone
    kernel.rules.push_back([data = std::move(data), shelf](Context& context,
                                                           const Definition& written) -> Status {
        const bool ours =
            std::find(std::begin(kRuled), std::end(kRuled), written.name) != std::end(kRuled);
        if (!ours) return {};
        return Rules(context, *shelf, data, written).run();
    });
}

}  // namespace daicho::server
