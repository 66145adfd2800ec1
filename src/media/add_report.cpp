#include "media/add_report.hpp"

#include <fmt/format.h>

#include <map>

#include "register/change.hpp"
#include "register/document_register.hpp"

namespace daicho::media {
namespace {

using govern::ErasureRun;
using registers::ChangeRequest;
using registers::Context;

std::string joined(const std::vector<std::string>& words, std::size_t most) {
    std::string text;
    for (const std::string& word : words) {
        const std::string more = (text.empty() ? "" : " ") + word;
        if (text.size() + more.size() > most) break;
        text += more;
    }
    return text;
}

std::string count_text(std::optional<std::uint64_t> count) {
    return count ? std::to_string(*count) : std::string();
}

class Adding {
public:
    Adding(const BroughtReport& brought, const DisposalSheet& sheet, AddedReport& out)
        : brought_(brought), sheet_(sheet), out_(out) {
        for (const ItemSheet& one : sheet.items) items_[one.item.fields().text("serial")] = &one;
    }

    Status check() {
        const auto plan = sheet_.plan.fields();
        const std::string& number = plan.text("disposal_no");
        const std::string& state = plan.text("state");
        if (state == "closed" || state == "cancelled") {
            return conflict_error("disposal.not_running").with("number", number);
        }
        for (const ItemSheet& one : sheet_.items) {
            for (const Line& run : one.runs) {
                if (run.fields().text("report_sha256") != out_.report.sha256) continue;
                return conflict_error("disposal.report_known")
                    .with("run", run.fields().text("run_no"));
            }
        }
        std::vector<std::string> serials;
        bool any = false;
        for (const ErasureRun& run : out_.report.runs) {
            serials.push_back(run.serial.empty() ? "－" : run.serial);
            any = any || items_.contains(run.serial);
            if (!items_.contains(run.serial)) out_.foreign.push_back(serials.back());
        }
        if (any) return {};
        return input_error("disposal.no_run_of_it")
            .with("number", number)
            .with("serials", joined(serials, 200));
    }

    // Inside one command: what fails undoes them all.
    Status write(Context& context, const identity::Principal& principal,
                 const registers::Admitted& runs, const registers::Admitted& documents) {
        std::map<std::string, std::size_t> taken;
        for (const ErasureRun& run : out_.report.runs) {
            const auto item = items_.find(run.serial);
            if (item == items_.end()) continue;
            const ItemSheet& one = *item->second;
            const std::size_t nth = one.runs.size() + ++taken[run.serial];
            AddedRun added;
            added.run_no = fmt::format("{}-E{}", one.item.fields().text("item_no"), nth);
            added.serial = run.serial;
            added.accepted = run.accepted();
            DAICHO_TRY(made, registers::change_in(context, principal, runs,
                                                  row_of_run(run, one, added.run_no, context.now)));
            added.record = made.record;
            DAICHO_TRY(document, document_of(added.run_no, context));
            DAICHO_CHECK(registers::change_in(context, principal, documents, document));
            out_.added.push_back(std::move(added));
        }
        return {};
    }

private:
    ChangeRequest row_of_run(const ErasureRun& run, const ItemSheet& one, const std::string& run_no,
                             Instant now) const {
        const std::string ended = run.ended.empty() ? format_iso(brought_.ended) : run.ended;
        ChangeRequest request;
        request.register_name = "erasure_run";
        request.valid = {japan_date(now), kForever};
        request.reason = brought_.name;
        request.values = {{"run_no", run_no},
                          {"item", one.item.fields().text("item_no")},
                          {"serial_read", run.serial},
                          {"tool", out_.report.tool},
                          {"edition", out_.report.edition.substr(0, 40)},
                          // What cannot be told erases as little as anything can.
                          {"method", run.method.empty() ? "os_format" : run.method},
                          {"tool_method", run.tool_method},
                          {"started_on", run.started},
                          {"ended_on", ended},
                          {"place", brought_.place},
                          {"done_by", brought_.done_by},
                          {"result", run.result},
                          {"verification", word_of(run.verification)},
                          {"pass_errors", count_text(run.pass_errors)},
                          {"verify_errors", count_text(run.verify_errors)},
                          {"sync_errors", count_text(run.sync_errors)},
                          {"verdict", run.accepted() ? "accepted" : "refused"},
                          {"why", joined(run.accepted() ? run.notes : run.refusals, 400)},
                          {"report_form", out_.report.form},
                          {"reader_proved", out_.report.proved},
                          {"report_sha256", out_.report.sha256},
                          {"origin", brought_.origin}};
        return request;
    }

    static std::string word_of(const std::string& verification) {
        return verification == "unknown" ? "none" : verification;
    }

    Result<ChangeRequest> document_of(const std::string& run_no, Context& context) const {
        ChangeRequest request;
        request.register_name = "erasure_run_document";
        request.valid = {japan_date(context.now), kForever};
        request.reason = brought_.name;
        request.values = {{std::string(registers::kDocumentSubject), run_no},
                          {std::string(registers::kDocumentKind), "report"},
                          {std::string(registers::kDocumentTitle), brought_.name},
                          {"dated", ""}};
        DAICHO_TRY(document,
                   registers::examine_document(plain_name(), readable(),
                                               context.kernel.document_limits));
        request.documents.emplace(registers::kDocumentFile, std::move(document));
        return request;
    }

    // Documents are taken by what their bytes are; a log is a text.
    std::string plain_name() const {
        return brought_.name.ends_with(".txt") ? brought_.name : brought_.name + ".txt";
    }
    // A raw serial number is no UTF-8: kept with its bytes told, so that the text can be shown.
    std::string readable() const {
        std::string text;
        for (const char sign : brought_.bytes) {
            const auto byte = static_cast<unsigned char>(sign);
            const bool plain = (byte >= 0x20 && byte < 0x7F) || sign == '\n' || sign == '\t';
            text += plain ? std::string(1, sign) : sign == '\r' ? std::string()
                                                                 : fmt::format("\\x{:02x}", byte);
        }
        return text;
    }

    const BroughtReport& brought_;
    const DisposalSheet& sheet_;
    AddedReport& out_;
    std::map<std::string, const ItemSheet*> items_;
};

}  // namespace

Result<AddedReport> add_report(registers::Kernel& kernel, const identity::Principal& principal,
                               const Desk& desk, const BroughtReport& brought) {
    AddedReport out;
    DAICHO_TRY_AS(out.report, govern::read_erasure_report(desk.tools, brought.bytes));
    ChangeRequest of_runs;
    of_runs.register_name = "erasure_run";
    of_runs.reason = brought.name;
    ChangeRequest of_documents;
    of_documents.register_name = "erasure_run_document";
    of_documents.reason = brought.name;
    DAICHO_TRY(runs, registers::admit_change(kernel, principal, of_runs));
    DAICHO_TRY(documents, registers::admit_change(kernel, principal, of_documents));
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        out.added.clear();
        out.foreign.clear();
        const registers::Moment moment{japan_date(context.now), std::nullopt};
        DAICHO_TRY(sheet, disposal_sheet(kernel, context.connection, desk, brought.disposal,
                                         moment));
        Adding adding(brought, sheet, out);
        DAICHO_CHECK(adding.check());
        return adding.write(context, principal, runs, documents);
    }));
    return out;
}

json::Value to_json(const Desk& desk, const AddedReport& added) {
    json::Array rows;
    for (const AddedRun& one : added.added) {
        rows.push_back(json::Object{{"id", std::to_string(one.record)},
                                    {"run_no", one.run_no},
                                    {"serial", one.serial},
                                    {"accepted", one.accepted}});
    }
    json::Array foreign;
    for (const std::string& serial : added.foreign) foreign.emplace_back(serial);
    return json::Object{{"report", govern::to_json(desk.tools, added.report)},
                        {"added", std::move(rows)},
                        {"foreign", std::move(foreign)}};
}

}  // namespace daicho::media
