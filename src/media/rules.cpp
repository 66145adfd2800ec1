#include "media/rules.hpp"

#include <fmt/format.h>

#include "media/sheet.hpp"
#include "register/list.hpp"
#include "register/schema.hpp"

namespace daicho::media {
namespace {

using registers::Context;
using registers::Definition;
using registers::Fields;
using registers::Moment;
using registers::RecordVersion;

constexpr std::size_t kAtOnce = 500;

// Versions that this command wrote, newest first: sealed by entries behind its beginning.
Result<std::vector<std::uint64_t>> written_versions(Context& context,
                                                    const Definition& definition) {
    const auto begun =
        context.mark == nullptr ? 0 : static_cast<std::int64_t>(context.mark->size());
    DAICHO_TRY(rows, context.connection.prepare(fmt::format(
                         "SELECT version_id, commit_no FROM {} ORDER BY version_id DESC",
                         registers::version_table(definition))));
    std::vector<std::uint64_t> versions;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there || rows->integer(1) <= begun) return versions;
        versions.push_back(static_cast<std::uint64_t>(rows->integer(0)));
    }
}

class Rules {
public:
    Rules(Context& context, const Desk& desk, const Definition& written)
        : context_(context), desk_(desk), written_(written) {}

    Status run() {
        DAICHO_TRY(versions, written_versions(context_, written_));
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
        // What is said about a past or coming day is held against the other rows of that day.
        const Date today = japan_date(context_.now);
        moment_ = {std::max(version.valid.from, std::min(today, version.valid.to + -1)),
                   std::nullopt};
        if (written_.name == "disposal") return closing(row);
        if (written_.name == "disposal_item") return planned(row);
        if (written_.name == "certificate_line") return certified(row);
        return erased(row);
    }

    Result<std::optional<Line>> other(std::string_view name, std::uint64_t record) {
        return row_of(context_.kernel, context_.connection, name, record, moment_);
    }

    Status closing(const Fields& plan) {
        if (plan.text("state") != "closed") return {};
        DAICHO_TRY(sheet, disposal_sheet(context_.kernel, context_.connection, desk_,
                                         plan.record(), moment_));
        if (sheet.items.empty()) {
            return input_error("disposal.no_media").with("number", plan.text("disposal_no"));
        }
        for (const ItemSheet& one : sheet.items) {
            if (one.done()) continue;
            const std::string code =
                one.judgement.reasons.empty() ? one.judgement.verdict : one.judgement.reasons[0];
            const BilingualText why = govern::explain(desk_.disposal.reasons, code);
            return input_error("disposal.not_closed")
                .with("number", plan.text("disposal_no"))
                .with("serial", one.item.fields().text("serial"))
                .with("why_ja", why.ja)
                .with("why_en", why.en)
                .at("state");
        }
        return {};
    }

    Status planned(const Fields& item) {
        DAICHO_TRY(medium, other("medium", item.ref("medium")));
        if (!medium) return {};
        const Fields row = medium->fields();
        if (row.has("serial") && row.text("serial") != item.text("serial")) {
            return input_error("disposal.inventory_serial")
                .with("serial", item.text("serial"))
                .with("inventory", row.text("serial"))
                .at("serial");
        }
        const govern::DerivedClass derived = govern::class_of(
            desk_.classes, row.text("network_zone"), row.text("content"));
        if (item.text("disposal_class") <= derived.media_class) return {};
        const BilingualText why = govern::explain(desk_.classes.reasons, derived.code);
        return input_error("disposal.class_too_mild")
            .with("class", derived.media_class)
            .with("given", item.text("disposal_class"))
            .with("why_ja", why.ja)
            .with("why_en", why.en)
            .at("disposal_class");
    }

    static Error foreign(const std::string& serial) {
        return input_error("disposal.foreign_serial").with("serial", serial).at("serial");
    }

    Status certified(const Fields& line) {
        DAICHO_TRY(item, other("disposal_item", line.ref("item")));
        DAICHO_TRY(certificate, other("disposal_certificate", line.ref("certificate")));
        const std::string& serial = line.text("serial");
        if (!item || !certificate) return foreign(serial);
        const bool same =
            item->fields().ref("disposal") == certificate->fields().ref("disposal");
        if (!same || item->fields().text("serial") != serial) return foreign(serial);
        return {};
    }

    Status erased(const Fields& run) {
        if (run.text("verdict") != "accepted") return {};
        DAICHO_TRY(item, other("disposal_item", run.ref("item")));
        if (!item || item->fields().text("serial") != run.text("serial_read")) {
            return foreign(run.text("serial_read"));
        }
        if (run.text("result") != "ok" || run.text("verification") == "none") {
            return input_error("disposal.run_not_proved")
                .with("run", run.text("run_no"))
                .at("verdict");
        }
        return {};
    }

    Context& context_;
    const Desk& desk_;
    const Definition& written_;
    Moment moment_;
};

}  // namespace

void install_rules(registers::Kernel& kernel, SharedDesk desk) {
    kernel.rules.push_back(
        [desk = std::move(desk)](Context& context, const Definition& written) -> Status {
            const bool ours = written.name == "disposal" || written.name == "disposal_item" ||
                              written.name == "certificate_line" || written.name == "erasure_run";
            return ours ? Rules(context, *desk, written).run() : Status();
        });
}

}  // namespace daicho::media
