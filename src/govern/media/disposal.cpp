#include "govern/media/disposal.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace daicho::govern {

namespace {

using Names = std::vector<std::string>;

bool holds(const Names& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

class Judge {
public:
    Judge(const DisposalCatalog& catalog, const DisposalRecord& record)
        : catalog_(catalog),
          record_(record),
          class_(catalog.classes.at(record.class_index)),
          medium_(catalog.media.at(record.medium_index)) {}

    DisposalJudgement run() {
        for (const DisposalStep& step : record_.steps) count_step(step);
        if (only_never_counting()) add(catalog_.codes.only_never_counting);
        if (final_method()) {
            judge_ways();
            judge_needs();
            match_certificate();
            note_desirable();
        } else {
            explain_no_final();
        }
        if (record_.third_party_used == true && record_.third_party_consent != true) {
            add(catalog_.codes.no_consent);
        }
        return {verdict(), reasons_};
    }

private:
    void add(std::string code) { add_reason(reasons_, std::move(code)); }

    const DisposalMethod* method_of(const DisposalStep& step) const {
        if (!step.method) return nullptr;
        return &catalog_.methods[place_of(catalog_.methods, &DisposalMethod::key, *step.method)];
    }

    // A step counts when it succeeded, was verified, and its method has an effect on the medium.
    void count_step(const DisposalStep& step) {
        const DisposalCodes& codes = catalog_.codes;
        if (step.result != "ok" || step.verified != true) {
            const std::string status = !step.result           ? codes.step_result_unknown
                                       : *step.result != "ok" ? *step.result
                                                              : codes.step_unverified;
            return add(codes.step_not_ok + ":" + status);
        }
        const DisposalMethod* method = method_of(step);
        if (method == nullptr || method->never_counts) return;
        if (!holds(medium_.effective, method->key)) {
            return add(codes.ineffective + ":" + method->key + "@" + medium_.key);
        }
        if (method->needs_encryption_from_start && step.encrypted_since_first_write == false) {
            return add(codes.not_encrypted_from_start);
        }
        counted_.push_back(&step);
    }

    bool only_never_counting() const {
        const auto never = [this](const DisposalStep& step) {
            const DisposalMethod* method = method_of(step);
            return method != nullptr && method->never_counts;
        };
        return !record_.steps.empty() &&
               std::all_of(record_.steps.begin(), record_.steps.end(), never);
    }

    bool final_method() const {
        return std::any_of(counted_.begin(), counted_.end(), [this](const DisposalStep* step) {
            return holds(class_.final_methods, *step->method);
        });
    }

    void explain_no_final() {
        if (!class_.cloud_code.empty() && record_.cloud_equipment_identified == false) {
            return add(class_.cloud_code);
        }
        if (!class_.no_final_with_method) return add(class_.no_final_code);
        if (counted_.empty()) return;  // the steps themselves have said why
        const auto strength = [this](const DisposalStep* step) {
            return std::find(catalog_.strength_order.begin(), catalog_.strength_order.end(),
                             *step->method) -
                   catalog_.strength_order.begin();
        };
        const auto strongest = *std::max_element(
            counted_.begin(), counted_.end(),
            [&](const auto* a, const auto* b) { return strength(a) < strength(b); });
        add(class_.no_final_code + ":" + *strongest->method + "@" + class_.key);
    }

    // The day the medium left the building: hand-over, or the first work done outside.
    std::optional<Date> left_on() const {
        if (record_.handover_date) return record_.handover_date;
        std::optional<Date> first;
        for (const DisposalStep& step : record_.steps) {
            if (step.place == "offsite" && step.date && (!first || *step.date < *first)) {
                first = step.date;
            }
        }
        return first;
    }

    bool handed_over() const {
        return record_.handover_date.has_value() ||
               std::any_of(record_.steps.begin(), record_.steps.end(),
                           [](const DisposalStep& step) { return step.place == "offsite"; });
    }

    bool erased_onsite(const DisposalProof& proof) const {
        const std::optional<Date> left = left_on();
        return std::any_of(counted_.begin(), counted_.end(), [&](const DisposalStep* step) {
            return step->place == "onsite" && holds(catalog_.onsite_methods, *step->method) &&
                   !holds(proof.except, *step->method) &&
                   (!left || (step->date && *step->date <= *left));
        });
    }

    // Submitted, and not after the day for which the question is asked.
    bool submitted() const {
        return record_.certificate && record_.certificate->submitted &&
               (!record_.as_of || *record_.certificate->submitted <= *record_.as_of);
    }

    bool certified(const DisposalProof& proof) const {
        if (!submitted() || proof.kinds.empty()) return submitted();
        return record_.certificate->kind && holds(proof.kinds, *record_.certificate->kind);
    }

    bool proved(std::size_t index) const {
        const DisposalProof& proof = catalog_.proofs[index];
        switch (proof.check) {
            case ProofCheck::witness: return record_.witness_until_completion == true;
            case ProofCheck::onsite: return erased_onsite(proof);
            case ProofCheck::certificate: return certified(proof);
            case ProofCheck::staff_or_certificate:
                return record_.staff_confirmed == true || certified(proof);
        }
        return false;
    }

    bool complete(const DisposalWay& way) const {
        return std::all_of(way.needs.begin(), way.needs.end(),
                           [this](std::size_t proof) { return proved(proof); });
    }

    void judge_ways() {
        const bool any = std::any_of(class_.ways.begin(), class_.ways.end(),
                                     [this](const DisposalWay& way) { return complete(way); });
        for (const DisposalWay& way : class_.ways) {
            const bool asked = catalog_.all_ways || (!any && way.named_when_none);
            for (const std::size_t proof : way.needs) {
                if (asked && !proved(proof)) add(catalog_.proofs[proof].code);
            }
        }
    }

    void judge_needs() {
        for (const DisposalNeed& need : class_.needs) {
            if (need.only_when_handed_over && !handed_over()) continue;
            if (!proved(need.proof)) add(catalog_.proofs[need.proof].code);
        }
    }

    void match_certificate() {
        if (!record_.certificate) return;
        const DisposalCertificate& certificate = *record_.certificate;
        if (!submitted()) {
            const bool late = certificate.due && record_.as_of && *record_.as_of > *certificate.due;
            if (late) add(catalog_.codes.overdue);
            return;
        }
        for (const std::string& serial : record_.inventory_serials) {
            if (!holds(certificate.serials, serial)) {
                add(catalog_.codes.serial_missing + ":" + serial);
            }
        }
        for (const std::string& serial : certificate.serials) {
            if (!holds(record_.inventory_serials, serial)) {
                add(catalog_.codes.serial_unknown + ":" + serial);
            }
        }
    }

    void note_desirable() {
        for (const DisposalWay& way : class_.ways) {
            if (!complete(way) || !record_.certificate) continue;
            if (holds(way.desirable, "photos") && record_.certificate->photos != true) {
                add(catalog_.photos_code);
            }
            if (holds(way.desirable, "deadline") && !record_.certificate->due) {
                add(catalog_.deadline_code);
            }
        }
        if (!class_.leased_contract_code.empty() && record_.leased &&
            record_.contract_spec_names_method == false) {
            add(class_.leased_contract_code);
        }
        const bool safe =
            std::any_of(counted_.begin(), counted_.end(), [this](const DisposalStep* step) {
                return holds(catalog_.flash_safe_methods, *step->method);
            });
        if (medium_.flash && !safe) add(catalog_.codes.flash_without_destruction);
    }

    const std::string* forced_by(const std::string& code) const {
        for (const DisposalEffect& effect : catalog_.effects) {
            if (effect.code != code_prefix(code)) continue;
            if (effect.classes.empty() || holds(effect.classes, class_.key)) {
                return &effect.verdict;
            }
        }
        return nullptr;
    }

    std::string verdict() const {
        Names forced;
        const bool stays_open =
            std::any_of(reasons_.begin(), reasons_.end(), [this](const std::string& code) {
                return holds(catalog_.stays_open_without_final, std::string(code_prefix(code)));
            });
        if (!final_method() && !stays_open) forced.push_back(catalog_.no_final_verdict);
        for (const std::string& code : reasons_) {
            const std::string* verdict = forced_by(code);
            forced.push_back(verdict == nullptr ? catalog_.other_codes_verdict : *verdict);
        }
        for (const Verdict& line : catalog_.verdicts) {
            if (holds(forced, line.key)) return line.key;
        }
        return catalog_.clean_verdict;
    }

    const DisposalCatalog& catalog_;
    const DisposalRecord& record_;
    const DisposalClass& class_;
    const DisposalMedium& medium_;
    std::vector<const DisposalStep*> counted_;
    std::vector<std::string> reasons_;
};

}  // namespace

DisposalJudgement judge(const DisposalCatalog& catalog, const DisposalRecord& record) {
    DAICHO_ASSERT(record.class_index < catalog.classes.size());
    DAICHO_ASSERT(record.medium_index < catalog.media.size());
    return Judge(catalog, record).run();
}

json::Value to_json(const DisposalJudgement& judgement) {
    json::Array reasons;
    for (const std::string& code : judgement.reasons) reasons.emplace_back(code);
    return json::Object{{"verdict", judgement.verdict}, {"reasons", std::move(reasons)}};
}

Result<json::Value> judge_disposal(const DisposalCatalog& catalog, const json::Value& record) {
    DAICHO_TRY(read, read_disposal_record(catalog, record));
    return to_json(judge(catalog, read));
}

}  // namespace daicho::govern
