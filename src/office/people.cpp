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

constexpr int kLongestChain = 8;  // an account that names one that names one …

// The account as it last was.
Result<Marks> marks_of(registers::Kernel& kernel, store::Connection& connection,
                       std::uint64_t account, std::optional<CommitNumber> known) {
    DAICHO_TRY(definition, kernel.definition("account"));
    DAICHO_TRY(history, registers::read_history(connection, *definition, account));
    if (known) {
        std::erase_if(history, [&](const registers::RecordVersion& version) {
            return version.commit.value > known->value;
        });
    }
    if (history.empty()) return Marks{};
    const registers::Fields fields(*definition, history.back());
    const std::uint64_t named = fields.ref("personal_account");
    return Marks{fields.text("kana"), fields.ref("department"), named != 0 ? named : account};
}

Result<std::uint64_t> human_behind(registers::Kernel& kernel, store::Connection& connection,
                                   Marks marks, std::optional<CommitNumber> known) {
    for (int i = 0; i < kLongestChain; ++i) {
        DAICHO_TRY(next, marks_of(kernel, connection, marks.human, known));
        if (next.human == 0 || next.human == marks.human) break;
        marks.human = next.human;
    }
    return marks.human;
}

}  // namespace

Result<bool> same_human(registers::Kernel& kernel, store::Connection& connection,
                        std::uint64_t one, std::uint64_t other,
                        std::optional<CommitNumber> known) {
    if (one == other) return true;
    DAICHO_TRY(first, marks_of(kernel, connection, one, known));
    DAICHO_TRY(second, marks_of(kernel, connection, other, known));
    DAICHO_TRY(human, human_behind(kernel, connection, first, known));
    DAICHO_TRY(another, human_behind(kernel, connection, second, known));
    if (human != 0 && human == another) return true;
    return !first.kana.empty() && first.kana == second.kana &&
           first.department == second.department;
}

void install_people(registers::Kernel& kernel) {
    kernel.people.same_human = [&kernel](store::Connection& connection, std::uint64_t one,
                                         std::uint64_t other, std::optional<CommitNumber> known) {
        return same_human(kernel, connection, one, other, known);
    };
}

}  // namespace daicho::office
