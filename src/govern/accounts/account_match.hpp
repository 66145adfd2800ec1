// Whose account is it: matches an account of another system with the personnel register.
//
// By employee number first, else by name with its variants (old and new kanji, variation
// selectors, widths, blanks, former names, turned order), by sound where no kanji is given, with
// the department deciding between people of one name. Nothing is guessed: where two remain, both
// are named. A clause may want more than we know: an account is certain only when the number and
// the name agree, or one person alone has the name and the department.
// Pure; a finder is read-only once made and may be shared by threads.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "govern/catalog.hpp"

namespace daicho::govern {

struct StaffDepartment {
    std::string number;
    std::string name;
    std::size_t parent = kNowhere;  // place in the list
};
struct StaffMember {
    std::string number;
    std::string name;
    std::string kana;
    std::vector<std::string> former;    // earlier and other names
    std::size_t department = kNowhere;  // place in the list of departments
    std::optional<Date> moved_on;       // in this department since
    std::optional<Date> left_on;        // not employed from this day on
    bool seconded = false;              // works for somebody else at present
    bool on_leave = false;
};
// As the list of the system writes it. What it does not tell is empty.
struct ForeignAccount {
    std::string id;
    std::string name;
    std::string kana;
    std::string number;
    std::string department;
    bool privileged = false;
    bool shared = false;
    bool usable = true;
    std::optional<Date> last_used;
};

enum class MatchOutcome : std::uint8_t { certain, likely, ambiguous, unknown, shared };
std::string_view to_string(MatchOutcome outcome) noexcept;

struct AccountMatch {
    MatchOutcome outcome = MatchOutcome::unknown;
    std::size_t person = kNowhere;        // of certain and likely
    std::vector<std::size_t> candidates;  // of ambiguous: everybody it may be, in order of number
    std::vector<std::string> reasons;     // codes of the catalog (reason.hpp)
};

// How a name agrees, best first.
enum class NameGrade : std::uint8_t { same, variant, former, turned, sound, none };
// `written` with the name of a person and, where `kana` is given, with how it sounds.
NameGrade grade_of_name(std::string_view written, std::string_view kana, const StaffMember& person);

class PersonFinder {
public:
    // `shared_words`: an account whose name holds one of them is everybody's, unless a number
    // says otherwise.
    PersonFinder(std::vector<StaffMember> staff, std::vector<StaffDepartment> departments,
                 std::vector<std::string> shared_words);

    [[nodiscard]] AccountMatch match(const ForeignAccount& account) const;

    // Departments that a text may mean: by number, by name, or by the names from above joined.
    [[nodiscard]] std::vector<std::size_t> departments_named(std::string_view text) const;
    // The same, or one above the other.
    [[nodiscard]] bool belong_together(std::size_t one, std::size_t other) const;

    [[nodiscard]] const std::vector<StaffMember>& staff() const noexcept { return staff_; }
    [[nodiscard]] const std::vector<StaffDepartment>& departments() const noexcept {
        return departments_;
    }

private:
    struct Named {
        std::size_t person = 0;
        NameGrade grade = NameGrade::none;
    };
    [[nodiscard]] std::vector<Named> by_name(const ForeignAccount& account) const;
    [[nodiscard]] std::vector<std::size_t> by_number(std::string_view number) const;
    void match_number(const ForeignAccount& account, const std::vector<std::size_t>& numbered,
                      AccountMatch& out) const;
    void match_name(const ForeignAccount& account, bool number_unknown, AccountMatch& out) const;
    void decide_between(const ForeignAccount& account, const std::vector<Named>& named,
                        bool number_unknown, AccountMatch& out) const;
    [[nodiscard]] bool says_shared(const ForeignAccount& account) const;

    using Places = std::unordered_map<std::string, std::vector<std::size_t>>;
    std::vector<StaffMember> staff_;
    std::vector<StaffDepartment> departments_;
    std::vector<std::string> shared_words_;  // as keys
    Places numbers_;                         // by number without leading zeros
    Places names_;                           // by key of every name of a person
    Places sounds_;                          // by key of the kana
    Places department_keys_;
};

// The parts of a field that may hold several names.
std::vector<std::string> split_names(std::string_view text);

}  // namespace daicho::govern
