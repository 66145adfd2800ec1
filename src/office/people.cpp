#include "office/people.hpp"

#include "register/fields.hpp"
#include "register/query.hpp"

namespace daicho::office {
namespace {

struct Marks {
    std::string kana;
    std::uint64_t department = 0;
    std::uint64_t human = 0;  // whose personal account it is: its own, or the one it names
};

Result<Marks> marks_of(registers::Kernel& kernel, store::Connection& connection,
                       std::uint64_t account) {
    DAICHO_TRY(definition, kernel.definition("account"));
    DAICHO_TRY(history, registers::read_history(connection, *definition, account));
    if (history.empty()) return Marks{};
    const registers::Fields fields(*definition, history.back());
    const std::uint64_t named = fields.ref("personal_account");
    return Marks{fields.text("kana"), fields.ref("department"), named != 0 ? named : account};
}

}  // namespace

bool same_human(const Person& one, const Person& other) {
    if (one.principal.account == other.principal.account) return true;
    return !one.kana.empty() && one.kana == other.kana &&
           one.principal.department == other.principal.department;
}

Result<bool> same_human(registers::Kernel& kernel, store::Connection& connection,
                        std::uint64_t one, std::uint64_t other) {
    if (one == other) return true;
    DAICHO_TRY(first, marks_of(kernel, connection, one));
    DAICHO_TRY(second, marks_of(kernel, connection, other));
    if (first.human != 0 && first.human == second.human) return true;
    return !first.kana.empty() && first.kana == second.kana &&
           first.department == second.department;
}

void install_people(registers::Kernel& kernel) {
    kernel.people.same_human = [&kernel](store::Connection& connection, std::uint64_t one,
                                         std::uint64_t other) {
        return same_human(kernel, connection, one, other);
    };
}

}  // namespace daicho::office
