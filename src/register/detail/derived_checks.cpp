#include "register/detail/derived_checks.hpp"

#include "register/detail/blind_check.hpp"
#include "register/detail/definition_check.hpp"
#include "register/detail/four_eyes_check.hpp"
#include "register/detail/key_check.hpp"
#include "register/detail/seen_check.hpp"
#include "register/head.hpp"

namespace daicho::registers::detail {
namespace {

void name_records(const char* id, const Definition& definition,
                  const std::vector<std::uint64_t>& records, std::vector<Error>& faults) {
    for (const std::uint64_t record : records) {
        faults.push_back(conflict_error(id)
                             .with("register", definition.name)
                             .with("record", std::to_string(record)));
    }
}

}  // namespace

Result<DerivedChecks> DerivedChecks::open(Kernel& kernel, store::Connection& connection) {
    DerivedChecks checks(kernel, connection);
    DAICHO_TRY_AS(checks.with_workflow_,
                  PastDefinitions(connection).with_workflow(kernel.definitions()));
    return checks;
}

void DerivedChecks::note(const journal::EntryHeader& header) {
    if (header.kind == journal::EntryKind::definition) definitions_.push_back(header);
    if (may_break_four_eyes(header) && with_workflow_.contains(header.register_number)) {
        steps_.push_back(header);
    }
}

Status DerivedChecks::run(std::size_t limit, std::vector<Error>& faults) {
    DAICHO_CHECK(check_definitions(*kernel_, *connection_, definitions_, limit, faults));
    if (faults.empty()) DAICHO_CHECK(check_heads_and_keys(limit, faults));
    if (faults.empty()) DAICHO_CHECK(check_blinds(*kernel_, *connection_, limit, faults));
    if (faults.empty()) DAICHO_CHECK(check_seen(limit, faults));
    if (!faults.empty()) return {};
    return check_four_eyes(*kernel_, *connection_, steps_, limit, faults);
}

Status DerivedChecks::check_seen(std::size_t limit, std::vector<Error>& faults) {
    DAICHO_TRY(entries, seen_differences(*kernel_, *connection_, limit));
    for (const std::uint64_t entry : entries) {
        faults.push_back(
            conflict_error("register.seen.differs").with("entry", std::to_string(entry)));
    }
    return {};
}

Status DerivedChecks::check_heads_and_keys(std::size_t limit, std::vector<Error>& faults) {
    for (const auto& definition : kernel_->definitions().all()) {
        if (definition->is_event() || faults.size() >= limit) continue;
        DAICHO_TRY(heads, head_differences(*connection_, *definition, limit - faults.size()));
        name_records("register.head.differs", *definition, heads, faults);
        if (faults.size() >= limit) break;
        DAICHO_TRY(keys, key_differences(*kernel_, *connection_, *definition,
                                         limit - faults.size()));
        name_records("register.key.differs", *definition, keys, faults);
    }
    return {};
}

}  // namespace daicho::registers::detail
