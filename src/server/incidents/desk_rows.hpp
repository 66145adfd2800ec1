// What the rooms of incidents and of migration orders share: rows as tables, several registers
// written in one command, persons as humans.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "journal/entry.hpp"
#include "media/desk.hpp"
#include "register/change.hpp"
#include "server/access.hpp"
#include "server/may_change.hpp"

namespace daicho::server {

// One command over several registers: who may change each is asked before it begins.
class DeskWriter {
public:
    explicit DeskWriter(const Call& call) : call_(call) {}

    // Errors: register.denied (journaled), register.unknown.
    Status admit(const char* name);
    // For what anybody may do by this command alone: the row is written in the person's first role.
    Status admit_anyone(const char* name);
    // Number of the record. Errors: those of a change.
    Result<std::uint64_t> write(registers::Context& context, const char* name,
                                std::optional<std::uint64_t> record,
                                std::map<std::string, std::string> values,
                                std::string reason = {}) const;
    Result<std::uint64_t> write_document(registers::Context& context, const char* name,
                                         registers::ChangeRequest request) const;
    // An entry about a record of a register. Its number.
    Result<std::uint64_t> note(registers::Context& context, journal::EntryKind kind,
                               const char* name, std::uint64_t record, json::Object more) const;

private:
    struct Way {
        registers::Admitted admitted;
        bool anyone = false;
    };
    const Call& call_;
    std::map<std::string, Way, std::less<>> ways_;
};

// All rows of a register that the asker reaches, by key; none where it is not theirs.
Result<media::Lines> reached_lines(const Call& call, store::Connection& connection,
                                   const char* name, Date day);
// Those whose ref `field` names the record; none where the register is not the asker's.
Result<media::Lines> lines_naming(const Call& call, store::Connection& connection, const char* name,
                                  const char* field, std::uint64_t record, Date day);

// {register, label, columns, rows}: texts in both languages, in the order of `fields`.
json::Value table_json(const Call& call, const char* name, const media::Lines& lines,
                       const std::vector<const char*>& fields);
json::Value coded_json(const registers::Fields& row, std::string_view field);
json::Value date_json(const registers::Fields& row, std::string_view field);
json::Value text_json(const registers::Fields& row, std::string_view field);

// Persons stand in rows as "number name". Equal numbers are one human; the asker is always the same
// one, whichever of his accounts a row names; 0 for an empty text.
class Humans {
public:
    Humans(const Call& call, store::Connection& connection)
        : call_(call), connection_(connection) {}
    Result<std::uint64_t> of(const std::string& text);
    [[nodiscard]] std::uint64_t asker() const { return call_.session.person.principal.account; }

private:
    const Call& call_;
    store::Connection& connection_;
    std::map<std::string, std::uint64_t> known_;
};

// For commands that need not know which record it became.
inline Status done(const Result<std::uint64_t>& written) {
    if (!written) return Error(written.error());
    return {};
}

// Key of the department of the asker's account.
Result<std::string> own_department(const Call& call, store::Connection& connection);

// The next free "<prefix><n>", n with at least two digits, of a register whose key it is.
Result<std::string> next_number(registers::Context& context, const char* name,
                                const std::string& prefix);
std::string now_time(Instant now);  // "13:05" in Japan
// Minutes of a day of "HH:MM"; nothing for any other text.
std::optional<int> minutes_of(std::string_view text) noexcept;

}  // namespace daicho::server
