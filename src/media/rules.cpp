#include "media/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "media/exit_sheet.hpp"
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
constexpr std::string_view kRuled[] = {"disposal",    "disposal_item", "certificate_line",
                                       "erasure_run", "hand_over",     "cloud_exit",
                                       "medium_loan", "media_count"};

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
        if (written_.name == "hand_over") return handed_over(row);
        if (written_.name == "cloud_exit") return exited(row);
        if (written_.name == "medium_loan") return lent(row);
        if (written_.name == "media_count") return counted(row);
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
        // Residents' information: who brought the photograph does not say that it can be read.
        const bool own = line.text("photo") == "readable" && line.has("brought_by") &&
                         line.text("brought_by") == line.text("read_by");
        if (own && item->fields().text("disposal_class") == "1") {
            return input_error("disposal.photo_same_person")
                .with("serial", serial)
                .with("person", line.text("read_by"))
                .at("read_by");
        }
        return {};
    }

    // What goes to a third party goes with its consent, given by then and not run out.
    Status handed_over(const Fields& row) {
        DAICHO_TRY(item, other("disposal_item", row.ref("item")));
        if (!item) return {};
        DAICHO_TRY(plan, other("disposal", item->fields().ref("disposal")));
        if (!plan) return {};
        const Fields said = plan->fields();
        const std::string& third = said.text("third_party");
        if (third == "no") return {};
        const Error fault = input_error("disposal.hand_over_no_consent")
                                .with("number", said.text("disposal_no"))
                                .with("serial", row.text("serial"))
                                .with("party", said.has("third_party_name")
                                                   ? said.text("third_party_name")
                                                   : std::string("－"))
                                .at("item");
        if (third != "yes") {
            return input_error("disposal.third_party_unknown")
                .with("number", said.text("disposal_no"))
                .at("item");
        }
        const Date day = row.date("handed_on");
        if (!said.has("consent_on") || day < said.date("consent_on")) return fault;
        if (said.has("consent_until") && said.date("consent_until") < day) return fault;
        return {};
    }

    Status exited(const Fields& row) {
        if (row.text("state") != "closed") return {};
        DAICHO_TRY(sheet, exit_sheet(context_.kernel, context_.connection, desk_, row.record(),
                                     moment_));
        const govern::JudgedStep* next = sheet.judgement.next();
        if (next == nullptr) return {};
        const BilingualText why = govern::explain(exits_of(desk_).reasons, next->reason);
        return input_error("disposal.exit_not_closed")
            .with("number", row.text("exit_no"))
            .with("step_ja", next->step->label.ja)
            .with("step_en", next->step->label.en)
            .with("why_ja", why.ja)
            .with("why_en", why.en)
            .at("state");
    }

    Status lent(const Fields& row) {
        if (row.has("approved_by") && row.text("approved_by") == row.text("requested_by")) {
            return input_error("portable.own_request")
                .with("number", row.text("loan_no"))
                .with("person", row.text("approved_by"))
                .at("approved_by");
        }
        if (row.text("state") != "lent") return {};
        DAICHO_TRY(medium, other("medium", row.ref("medium")));
        if (medium && medium->fields().text("form") == "portable") return {};
        return input_error("portable.not_portable")
            .with("number", row.text("loan_no"))
            .at("medium");
    }

    static Status counted(const Fields& row) {
        if (row.has("second_by") && row.text("second_by") == row.text("first_by")) {
            return input_error("portable.counted_alone")
                .with("person", row.text("second_by"))
                .at("second_by");
        }
        if (row.text("state") != "agrees") return {};
        const std::int64_t inside = row.integer("expected") - row.integer("out");
        if (row.integer("first_found") == inside && row.integer("second_found") == inside) {
            return {};
        }
        return input_error("portable.does_not_agree")
            .with("expected", std::to_string(inside))
            .with("first", std::to_string(row.integer("first_found")))
            .with("second", std::to_string(row.integer("second_found")))
            .at("state");
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
            const bool ours =
                std::find(std::begin(kRuled), std::end(kRuled), written.name) != std::end(kRuled);
            return ours ? Rules(context, *desk, written).run() : Status();
        });
}

}  // namespace daicho::media
