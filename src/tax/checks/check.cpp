#include "tax/checks/check.hpp"

#include "register/cell.hpp"

namespace daicho::tax::checks {
namespace {

BilingualText text(std::string_view id, std::string_view ending,
                   const std::vector<std::pair<std::string, std::string>>& arguments = {}) {
    const std::string name = "check." + std::string(id) + std::string(ending);
    return {message(name, Language::japanese, arguments),
            message(name, Language::english, arguments)};
}

std::vector<Check> gather() {
    std::vector<Check> all;
    for (auto group : {land_checks, house_checks, owner_checks, depreciable_checks}) {
        for (Check& check : group()) all.push_back(std::move(check));
    }
    return all;
}

}  // namespace

BilingualText Check::name() const { return text(id, ""); }
BilingualText Check::compares() const { return text(id, "_compares"); }
BilingualText Check::said_of(const Found& found) const {
    return text(id, "_found", found.figures);
}

const std::vector<Check>& all_checks() {
    static const std::vector<Check> all = gather();
    return all;
}

const Check* find_check(std::string_view id) {
    for (const Check& check : all_checks()) {
        if (check.id == id) return &check;
    }
    return nullptr;
}

Result<std::string> known_key(const Question& question, std::string_view register_name,
                              std::uint64_t record) {
    DAICHO_TRY(definition, question.kernel.definition(register_name));
    DAICHO_TRY(version, registers::read_record(question.connection, *definition, record,
                                               question.moment));
    if (!version) return std::string();
    std::string key;
    for (const std::size_t index : definition->key) {
        const registers::Field& field = definition->fields[index];
        const registers::OwnedValue& value = version->values[index];
        std::string part = registers::format_cell(field, value.cell());
        if (field.type == registers::FieldType::ref) {
            DAICHO_TRY(named, known_key(question, field.target,
                                        static_cast<std::uint64_t>(value.integer)));
            part = named;
        }
        key += (key.empty() ? "" : "/") + part;
    }
    return key;
}

std::string_view to_string(Severity severity) noexcept {
    return severity == Severity::bad ? "bad" : "caution";
}

}  // namespace daicho::tax::checks
