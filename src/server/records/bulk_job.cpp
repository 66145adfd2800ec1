// A bulk change carried out: part after part, each with its outcome and its cursor in one
// transaction, so that nothing is done twice and nothing is left untold.
#include <algorithm>

#include "server/access.hpp"
#include "server/jobs/job_exchange.hpp"
#include "server/jobs/job_files.hpp"
#include "server/records/bulk_change.hpp"

namespace daicho::server {
namespace {

using registers::RecordVersion;

constexpr std::size_t kPart = 50;
constexpr unsigned kAttempts = 3;

// Counts of a report, and its rows.
struct Told {
    std::uint64_t done = 0;
    std::uint64_t refused = 0;
    json::Array rows;
};

class Bulk {
public:
    Bulk(JobWork& work, BulkPlan plan, registers::Admitted admitted)
        : work_(work), plan_(std::move(plan)), admitted_(admitted) {}

    Status go_on();
    Result<json::Object> end();
    Status end_early();

private:
    [[nodiscard]] registers::Kernel& kernel() const { return work_.app.kernel; }
    Status look_up_keys(std::size_t from, std::size_t to);
    Status part(std::size_t from, std::size_t to);
    Status write_part(registers::Context& context, std::size_t from, std::size_t to);
    Result<json::Object> row(registers::Context& context, std::size_t at);
    json::Object outcome(std::size_t at, const char* what, const Error* error) const;
    Result<Told> gather();
    [[nodiscard]] json::Object counts(const Told& told) const;
    Status keep_report(registers::Context& context, Told told);

    JobWork& work_;
    BulkPlan plan_;
    registers::Admitted admitted_;
    std::size_t at_ = 0;             // rows before it have an outcome that is durable
    std::size_t first_ = 0;          // of the part under way
    std::vector<std::string> keys_;  // of that part's rows
    std::vector<bool> protected_;
};

// Read beside the writer: whom the person may not see, as it stands at this moment.
Status Bulk::look_up_keys(std::size_t from, std::size_t to) {
    const registers::Definition& definition = *plan_.wish.definition;
    DAICHO_TRY(reader, kernel().reader());
    AnswerView view(work_.app, work_.principal, *reader, {plan_.wish.valid.from, std::nullopt});
    first_ = from;
    keys_.clear();
    protected_.clear();
    for (std::size_t i = from; i < to; ++i) {
        DAICHO_TRY(history, registers::read_history(*reader, definition, plan_.rows[i].record));
        const RecordVersion* last = history.empty() ? nullptr : &history.back();
        keys_.push_back(last == nullptr ? id_text(plan_.rows[i].record)
                                        : shown_key(view, definition, *last));
        protected_.push_back(last != nullptr && view.is_protected(definition, *last));
    }
    return {};
}

json::Object Bulk::outcome(std::size_t at, const char* what, const Error* error) const {
    return {{"id", id_text(plan_.rows[at].record)},
            {"key", keys_[at - first_]},
            {"outcome", what},
            {"reasons", error == nullptr ? json::Array() : reasons_json(*error)}};
}

Result<json::Object> Bulk::row(registers::Context& context, std::size_t at) {
    if (protected_[at - first_]) {
        const Error hidden = bulk_protected();
        return outcome(at, "refused", &hidden);
    }
    // What is refused here has written nothing; what fails behind it undoes the part.
    const registers::ChangeRequest request = change_of(plan_.wish, plan_.rows[at]);
    const auto rehearsed = registers::rehearse_change(context, admitted_, request);
    if (!rehearsed) {
        if (rehearsed.error().kind == ErrorKind::system) return Error(rehearsed.error());
        const bool moved = rehearsed.error().id == "change.conflict";
        return outcome(at, moved ? "conflict" : "refused", &rehearsed.error());
    }
    DAICHO_TRY(changed, registers::change_in(context, work_.principal, admitted_, request));
    return outcome(at, changed.provisional ? "proposed" : "changed", nullptr);
}

Status Bulk::write_part(registers::Context& context, std::size_t from, std::size_t to) {
    json::Array outcomes;
    for (std::size_t i = from; i < to; ++i) {
        DAICHO_TRY(one, row(context, i));
        outcomes.push_back(std::move(one));
    }
    JobFile file;
    file.account = work_.principal.account;
    file.job = work_.order.job.id;
    file.name = std::string(kBulkPart);
    DAICHO_CHECK(keep_file(context, file, json::write(json::Value(std::move(outcomes)))));
    return job::set_cursor(context.connection, work_.order.job.id, std::to_string(to));
}

// A rule over all rows that one of them breaks undoes the part; then each row stands alone, and
// the one that breaks it says so.
Status Bulk::part(std::size_t from, std::size_t to) {
    DAICHO_CHECK(look_up_keys(from, to));
    const Status written =
        kernel().command([&](registers::Context& context) { return write_part(context, from, to); },
                         store::Priority::background);
    if (written || written.error().kind == ErrorKind::system) return written;
    if (to - from > 1) {
        for (std::size_t i = from; i < to; ++i) DAICHO_CHECK(part(i, i + 1));
        return {};
    }
    const Error refusal = written.error();
    return kernel().command([&](registers::Context& context) -> Status {
        JobFile file;
        file.account = work_.principal.account;
        file.job = work_.order.job.id;
        file.name = std::string(kBulkPart);
        const json::Array one{json::Value(outcome(from, "refused", &refusal))};
        DAICHO_CHECK(keep_file(context, file, json::write(json::Value(one))));
        return job::set_cursor(context.connection, work_.order.job.id, std::to_string(to));
    });
}

Status Bulk::go_on() {
    {
        DAICHO_TRY(reader, kernel().reader());
        DAICHO_TRY(cursor, job::cursor(*reader, work_.order.job.id));
        if (!cursor.empty()) {
            DAICHO_TRY(at, parse_id(cursor));
            at_ = std::min<std::size_t>(at, plan_.rows.size());
        }
    }
    while (at_ < plan_.rows.size()) {
        work_.progress(at_, plan_.rows.size());
        if (work_.stop()) return conflict_error("job.cancelled");
        const std::size_t to = std::min(at_ + kPart, plan_.rows.size());
        DAICHO_CHECK(part(at_, to));
        at_ = to;
    }
    work_.progress(at_, plan_.rows.size());
    return {};
}

Result<Told> Bulk::gather() {
    DAICHO_TRY(reader, kernel().reader());
    DAICHO_TRY(files, files_of_job(*reader, work_.order.job.id));
    Told told;
    for (const JobFile& file : files) {
        if (file.name != kBulkPart) continue;
        DAICHO_TRY(text, open_file(kernel(), *reader, file.id));
        DAICHO_TRY(rows, json::parse(text));
        for (json::Value& row : rows.as_array()) {
            const bool done = row.at("outcome") == "changed" || row.at("outcome") == "proposed";
            (done ? told.done : told.refused) += 1;
            told.rows.push_back(std::move(row));
        }
    }
    return told;
}

json::Object Bulk::counts(const Told& told) const {
    const std::uint64_t left = plan_.rows.size() - told.done - told.refused;
    return {{"rows", plan_.rows.size()},
            {"done", told.done},
            {"refused", told.refused},
            {"not_done", left},
            {"approval", admitted_.provisional},
            {"text", message_texts(admitted_.provisional ? "job.result.bulk_proposed"
                                                         : "job.result.bulk_changed",
                                   {{"done", std::to_string(told.done)},
                                    {"refused", std::to_string(told.refused)},
                                    {"left", std::to_string(left)}})}};
}

// One file in place of the parts; what was not reached is named as well.
Status Bulk::keep_report(registers::Context& context, Told told) {
    json::Object report = counts(told);
    report["register"] = plan_.wish.definition->name;
    for (std::size_t i = told.rows.size(); i < plan_.rows.size(); ++i) {
        first_ = i;
        keys_ = {id_text(plan_.rows[i].record)};
        told.rows.push_back(outcome(i, "not_done", nullptr));
    }
    report["rows"] = std::move(told.rows);
    DAICHO_TRY(files, files_of_job(context.connection, work_.order.job.id));
    for (const JobFile& file : files) {
        if (file.name == kBulkPart) DAICHO_CHECK(drop_file(context, file.id));
    }
    DAICHO_CHECK(drop_file(context, work_.order.order.file));
    JobFile file;
    file.account = work_.principal.account;
    file.job = work_.order.job.id;
    file.name = kReportFile;
    DAICHO_CHECK(keep_file(context, file, json::write(json::Value(std::move(report)))));
    return {};
}

Result<json::Object> Bulk::end() {
    DAICHO_TRY(told, gather());
    const json::Object result = counts(told);
    DAICHO_CHECK(kernel().command([&](registers::Context& context) -> Status {
        DAICHO_CHECK(keep_report(context, told));
        return work_.end(context, result);
    }));
    return result;
}

// Cancelled: what has landed stays, and the report says which rows these are.
Status Bulk::end_early() {
    DAICHO_TRY(told, gather());
    return kernel().command(
        [&](registers::Context& context) { return keep_report(context, told); });
}

Result<BulkPlan> open_plan(App& app, const identity::Principal& principal, std::uint64_t file) {
    DAICHO_TRY(reader, app.kernel.reader());
    DAICHO_TRY(found, find_file(*reader, file));
    if (!found || found->account != principal.account || found->name != kBulkFile) {
        return not_found_error("job.file.gone").with("file", std::to_string(file));
    }
    DAICHO_TRY(text, open_file(app.kernel, *reader, file));
    return read_bulk_plan(app.kernel, text);
}

// A connection that was lost is made anew by the writer; the job goes on behind its cursor.
Status go_on(JobWork& work, Bulk& bulk) {
    for (unsigned attempt = 1;; ++attempt) {
        Status gone = bulk.go_on();
        if (gone || gone.error().id != "store.lost" || attempt == kAttempts) return gone;
        if (work.stop()) return gone;
    }
}

}  // namespace

Status check_bulk(App& app, const identity::Principal& principal, const json::Object& parameters) {
    const json::Value value(parameters);
    json::ObjectReader in(value, "");
    const std::string name = in.text("register", 100);
    (void)in.text("preview", 20);  // two orders of one register are told apart by it
    DAICHO_CHECK(in.finish());
    return may_order(app, principal, name, registers::Action::change);
}

Result<json::Object> run_bulk(JobWork& work) {
    DAICHO_TRY(plan, open_plan(work.app, work.principal, work.order.order.file));
    DAICHO_CHECK(check_bulk_wish(plan.wish));
    DAICHO_TRY(admitted, registers::admit_change(work.app.kernel, work.principal,
                                                 change_of(plan.wish, {1, 0})));
    Bulk bulk(work, std::move(plan), admitted);
    Status gone = go_on(work, bulk);
    if (gone) return bulk.end();
    if (gone.error().id == "job.cancelled" && work.cancelled()) DAICHO_CHECK(bulk.end_early());
    return std::move(gone.error());
}

}  // namespace daicho::server
