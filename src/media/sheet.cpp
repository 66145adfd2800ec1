#include "media/sheet.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "register/document_register.hpp"
#include "register/list.hpp"

namespace daicho::media {
namespace {

using registers::Fields;
using registers::Kernel;
using registers::Moment;

// What is looked at from one item or the whole plan.
struct Gathered {
    Kernel* kernel;
    store::Connection* connection;
    Moment moment;

    Result<Lines> of(std::string_view name, std::string_view field,
                     const std::vector<std::uint64_t>& records) const {
        return rows_naming(*kernel, *connection, name, field, records, moment);
    }
};

std::vector<std::uint64_t> records_of(const Lines& lines) {
    std::vector<std::uint64_t> records;
    for (const Line& line : lines) records.push_back(line.record());
    return records;
}

// Hands each line to the item that it names.
void deal(std::vector<ItemSheet>& items, Lines lines, Lines ItemSheet::*into) {
    std::map<std::uint64_t, ItemSheet*> by_record;
    for (ItemSheet& one : items) by_record[one.item.record()] = &one;
    for (Line& line : lines) {
        const auto found = by_record.find(line.fields().ref("item"));
        if (found != by_record.end()) (found->second->*into).push_back(std::move(line));
    }
}

Status add_media(const Gathered& all, std::vector<ItemSheet>& items) {
    for (ItemSheet& one : items) {
        DAICHO_TRY_AS(one.medium, row_of(*all.kernel, *all.connection, "medium",
                                         one.item.fields().ref("medium"), all.moment));
        if (!one.medium || !one.medium->fields().has("equipment")) continue;
        DAICHO_TRY_AS(one.equipment, row_of(*all.kernel, *all.connection, "equipment",
                                            one.medium->fields().ref("equipment"), all.moment));
    }
    return {};
}

// The documents of the lines of certificates.
Status add_photos(const Gathered& all, std::vector<ItemSheet>& items) {
    std::map<std::uint64_t, ItemSheet*> by_line;
    std::vector<std::uint64_t> lines;
    for (ItemSheet& one : items) {
        for (const Line& line : one.certified) {
            by_line[line.record()] = &one;
            lines.push_back(line.record());
        }
    }
    DAICHO_TRY(photos, all.of("certificate_line_document", registers::kDocumentSubject, lines));
    for (Line& photo : photos) {
        const auto found = by_line.find(photo.fields().ref(registers::kDocumentSubject));
        if (found != by_line.end()) found->second->photos.push_back(std::move(photo));
    }
    return {};
}

std::optional<bool> known(std::string_view word, std::string_view yes, std::string_view no) {
    if (word == yes) return true;
    if (word == no) return false;
    return std::nullopt;
}

std::optional<Date> date_of(const Fields& row, std::string_view name) {
    return row.has(name) ? std::optional(row.date(name)) : std::nullopt;
}

govern::DisposalStep erasure_step(const Fields& run, std::optional<bool> encrypted) {
    govern::DisposalStep step;
    step.method = run.text("method");
    step.place = run.text("place");
    if (run.text("result") != "unknown") step.result = run.text("result");
    // Without its verification, or with a reason against it, the run is nobody's erasure.
    step.verified = run.text("verdict") == "accepted" && run.text("verification") != "none";
    step.date = date_of(run, "ended_on");
    step.encrypted_since_first_write = encrypted;
    return step;
}

govern::DisposalStep destruction_step(const Fields& row) {
    govern::DisposalStep step;
    step.method = "destroy";
    step.place = row.text("where_done");
    step.result = row.text("result");
    step.verified = true;
    step.date = date_of(row, "done_on");
    return step;
}

class Judging {
public:
    Judging(const Desk& desk, const DisposalSheet& sheet, Date as_of)
        : desk_(desk), sheet_(sheet), as_of_(as_of) {
        for (const Line& one : sheet.certificates) certificates_[one.record()] = &one;
    }

    void judge(ItemSheet& one) const {
        const Fields item = one.item.fields();
        const Fields medium = one.medium ? one.medium->fields() : item;
        one.derived = govern::class_of(desk_.classes, medium.text("network_zone"),
                                       medium.text("content"));
        one.judgement = govern::judge(desk_.disposal, record_of(one));
        find_differences(one);
        one.next = next_of(one);
    }

private:
    govern::DisposalRecord record_of(const ItemSheet& one) const {
        const Fields item = one.item.fields();
        const Fields plan = sheet_.plan.fields();
        govern::DisposalRecord record;
        const auto place = [](const auto& rows, auto member, const std::string& key) {
            const std::size_t found = govern::place_of(rows, member, key);
            return found == govern::kNowhere ? std::size_t{0} : found;
        };
        record.class_index = place(desk_.disposal.classes, &govern::DisposalClass::key,
                                   item.text("disposal_class"));
        std::optional<bool> encrypted;
        if (one.medium) {
            const Fields medium = one.medium->fields();
            record.medium_index = place(desk_.disposal.media, &govern::DisposalMedium::key,
                                        medium.text("kind"));
            encrypted = known(medium.text("encryption"), "from_start", "none");
            if (medium.text("encryption") == "later") encrypted = false;
        }
        record.leased = one.equipment && one.equipment->fields().text("ownership") == "leased";
        record.inventory_serials = {item.text("serial")};
        add_steps(one, encrypted, record);
        record.staff_confirmed = item.has("confirmed_on");
        record.witness_until_completion = witnessed();
        record.certificate = certificate_of(one);
        if (plan.has("contract_names_method")) {
            record.contract_spec_names_method = plan.flag("contract_names_method");
        }
        record.third_party_used = known(plan.text("third_party"), "yes", "no");
        record.third_party_consent = plan.has("consent_on");
        record.as_of = as_of_;
        return record;
    }

    static void add_steps(const ItemSheet& one, std::optional<bool> encrypted,
                          govern::DisposalRecord& record) {
        for (const Line& run : one.runs) {
            record.steps.push_back(erasure_step(run.fields(), encrypted));
        }
        for (const Line& row : one.destructions) {
            record.steps.push_back(destruction_step(row.fields()));
        }
        const auto earlier = [](const govern::DisposalStep& a, const govern::DisposalStep& b) {
            return a.date.value_or(kForever) < b.date.value_or(kForever);
        };
        std::stable_sort(record.steps.begin(), record.steps.end(), earlier);
        for (const Line& row : one.hand_overs) {
            const Date day = row.fields().date("handed_on");
            if (!record.handover_date || day < *record.handover_date) record.handover_date = day;
        }
    }

    bool witnessed() const {
        return std::any_of(sheet_.witnesses.begin(), sheet_.witnesses.end(), [](const Line& line) {
            const Fields row = line.fields();
            return row.text("step") == "destruction" && row.text("completion") == "full";
        });
    }

    const Line* certificate_for(const ItemSheet& one) const {
        for (const Line& line : one.certified) {
            const auto found = certificates_.find(line.fields().ref("certificate"));
            if (found == certificates_.end()) continue;
            if (found->second->fields().text("verdict") != "refused") return found->second;
        }
        const Line* any = nullptr;
        for (const Line& line : sheet_.certificates) {
            if (line.fields().text("verdict") == "refused") continue;
            if (any == nullptr || line.fields().has("received_on")) any = &line;
        }
        return any;
    }

    std::optional<govern::DisposalCertificate> certificate_of(const ItemSheet& one) const {
        const Fields plan = sheet_.plan.fields();
        const Line* found = certificate_for(one);
        govern::DisposalCertificate certificate;
        // Who confirms without a certificate waits for none.
        const bool awaited = one.item.fields().text("way") == "certificate";
        if (awaited) certificate.due = date_of(plan, "certificate_due");
        if (found == nullptr) {
            if (certificate.due) return certificate;
            return std::nullopt;
        }
        const Fields row = found->fields();
        certificate.kind = row.text("kind");
        if (row.has("due")) certificate.due = row.date("due");
        certificate.submitted = date_of(row, "received_on");
        certificate.photos = false;
        for (const Line& line : one.certified) {
            const Fields certified = line.fields();
            if (certified.ref("certificate") != found->record()) continue;
            certificate.serials.push_back(certified.text("serial"));
            if (certified.text("photo") == "readable") certificate.photos = true;
        }
        return certificate;
    }

    static bool differs(const Lines& lines, std::string_view field, const std::string& serial) {
        return std::any_of(lines.begin(), lines.end(), [&](const Line& line) {
            return line.fields().has(field) && line.fields().text(field) != serial;
        });
    }

    static void find_differences(ItemSheet& one) {
        const std::string& serial = one.item.fields().text("serial");
        const auto mark = [&](bool wrong, const char* column) {
            if (wrong) one.differences.emplace_back(column);
        };
        const bool inventory = one.medium && one.medium->fields().has("serial") &&
                               one.medium->fields().text("serial") != serial;
        mark(inventory, "inventory");
        mark(differs(one.runs, "serial_read", serial), "erasure");
        mark(differs(one.hand_overs, "serial", serial), "hand_over");
        mark(differs(one.destructions, "serial_read", serial), "destruction");
        mark(differs(one.certified, "serial", serial), "certificate");
        const auto shows = [](const Line& line) {
            return line.fields().text("photo") == "readable";
        };
        const bool unseen = std::none_of(one.certified.begin(), one.certified.end(), shows);
        mark(!one.certified.empty() && unseen, "photo");
    }

    std::string next_of(const ItemSheet& one) const {
        const std::string& verdict = one.judgement.verdict;
        if (verdict == "fit" || verdict == "fit_with_notes") return "none";
        const Fields item = one.item.fields();
        const bool erased = std::any_of(one.runs.begin(), one.runs.end(), [](const Line& line) {
            return line.fields().text("verdict") == "accepted";
        });
        const bool destroyed = std::any_of(
            one.destructions.begin(), one.destructions.end(),
            [](const Line& line) { return line.fields().text("result") == "ok"; });
        if (item.text("way") == "witness") {
            if (!destroyed) return "destroy";
            return witnessed() ? "resolve" : "witness";
        }
        if (!erased && one.hand_overs.empty()) return "erase";
        if (item.text("way") == "staff") return item.has("confirmed_on") ? "resolve" : "confirm";
        if (one.hand_overs.empty()) return "hand_over";
        if (item.text("method") == "destroy" && !destroyed) return "destroy";
        return one.certified.empty() ? "certificate" : "resolve";
    }

    const Desk& desk_;
    const DisposalSheet& sheet_;
    Date as_of_;
    std::map<std::uint64_t, const Line*> certificates_;
};

constexpr std::array kSteps = {"erase",       "hand_over", "destroy", "witness",
                               "certificate", "confirm",   "resolve"};

std::string next_of(const DisposalSheet& sheet) {
    const Fields plan = sheet.plan.fields();
    const std::string& state = plan.text("state");
    if (state == "closed" || state == "cancelled") return "none";
    if (sheet.items.empty()) return "media";
    if (plan.text("third_party") == "yes" && !plan.has("consent_on")) return "consent";
    if (state == "planned") return "approve";
    for (const char* step : kSteps) {
        for (const ItemSheet& one : sheet.items) {
            if (one.next == step) return step;
        }
    }
    return "close";
}

}  // namespace

bool DisposalSheet::may_close() const noexcept {
    return !items.empty() && std::all_of(items.begin(), items.end(), [](const ItemSheet& one) {
        return one.done();
    });
}

Result<DisposalSheet> disposal_sheet(Kernel& kernel, store::Connection& connection,
                                     const Desk& desk, std::uint64_t record,
                                     const Moment& moment) {
    DAICHO_TRY(plan, row_of(kernel, connection, "disposal", record, moment));
    if (!plan) {
        return not_found_error("disposal.no_disposal").with("number", std::to_string(record));
    }
    DisposalSheet sheet;
    sheet.plan = *std::move(plan);
    const Gathered all{&kernel, &connection, moment};
    DAICHO_TRY(items, all.of("disposal_item", "disposal", {record}));
    const std::vector<std::uint64_t> names = records_of(items);
    for (Line& item : items) sheet.items.emplace_back().item = std::move(item);
    DAICHO_CHECK(add_media(all, sheet.items));
    DAICHO_TRY_AS(sheet.witnesses, all.of("disposal_witness", "disposal", {record}));
    DAICHO_TRY_AS(sheet.certificates, all.of("disposal_certificate", "disposal", {record}));
    DAICHO_TRY(runs, all.of("erasure_run", "item", names));
    deal(sheet.items, std::move(runs), &ItemSheet::runs);
    DAICHO_TRY(hand_overs, all.of("hand_over", "item", names));
    deal(sheet.items, std::move(hand_overs), &ItemSheet::hand_overs);
    DAICHO_TRY(destructions, all.of("destruction", "item", names));
    deal(sheet.items, std::move(destructions), &ItemSheet::destructions);
    DAICHO_TRY(certified, all.of("certificate_line", "item", names));
    deal(sheet.items, std::move(certified), &ItemSheet::certified);
    DAICHO_CHECK(add_photos(all, sheet.items));
    const Judging judging(desk, sheet, moment.as_of);
    for (ItemSheet& one : sheet.items) judging.judge(one);
    sheet.next = next_of(sheet);
    return sheet;
}

Result<DisposalSheet> disposal_sheet(Kernel& kernel, store::Connection& connection,
                                     const Desk& desk, const std::string& number,
                                     const Moment& moment) {
    DAICHO_TRY(definition, kernel.definition("disposal"));
    registers::ListQuery query;
    query.moment = moment;
    query.limit = 1;
    query.filters = {{definition->index_of("disposal_no"), registers::FilterKind::equals, number}};
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    if (page.rows.empty()) {
        return not_found_error("disposal.no_disposal").with("number", number.substr(0, 40));
    }
    return disposal_sheet(kernel, connection, desk, page.rows.front().record, moment);
}

}  // namespace daicho::media
