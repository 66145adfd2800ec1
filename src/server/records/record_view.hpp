// Record view: a stored version as JSON – values, what people read, and what must not be shown.
//
// A record is protected when it is a protected addressee, or leads or once led to one
// (register/hidden_records.hpp). Of such a record no personal field and no address leaves the
// server, and no list that was narrowed or sorted by such a field contains it: what is hidden
// cannot be guessed. Not hidden are rows of the register of measures, whose permission is the
// rule, and persons released for whoever asks.
#pragma once

#include <map>
#include <span>

#include "register/list.hpp"
#include "server/app.hpp"

namespace daicho::server {

// A field that must not be shown of a protected record.
bool leads_to_person(const registers::Field& field) noexcept;

// Whose protection does not hold for whoever asks.
registers::Released released_for(const Call& call, registers::Outlet outlet);
registers::Released released_for(App& app, const identity::Principal& who,
                                 registers::Outlet outlet);

// What one answer needs to show records: protected persons and titles, read once.
class AnswerView {
public:
    AnswerView(const Call& call, store::Connection& connection, registers::Moment moment,
               registers::Outlet outlet = registers::Outlet::screen);
    // For a job, in the name of whoever ordered it.
    AnswerView(App& app, const identity::Principal& who, store::Connection& connection,
               registers::Moment moment, registers::Outlet outlet = registers::Outlet::screen);

    [[nodiscard]] store::Connection& connection() const noexcept { return *connection_; }
    [[nodiscard]] const registers::Moment& moment() const noexcept { return moment_; }

    // Title of the record a ref points to; nothing for a protected one, nor where whoever asks has
    // no right in the task that the ref leads to.
    std::optional<std::string> title(const registers::Definition& definition,
                                     const registers::Field& field, std::uint64_t record);
    // May whoever asks follow the ref? What may not be followed is not shown, not even as a number.
    bool follows(const registers::Definition& definition, const registers::Field& field);
    bool is_protected_person(std::uint64_t addressee);
    bool is_protected(const registers::Definition& definition,
                      const registers::RecordVersion& record);
    // Rows to leave out of a list of this register, so that protected records stay hidden.
    std::vector<registers::Exclusion> exclusions(const registers::Definition& definition);

private:
    const registers::Hidden& hidden(const std::string& target);
    std::optional<std::string> title_of(const std::string& target, std::uint64_t record);
    App* app_;
    const identity::Principal* who_;
    store::Connection* connection_;
    registers::Moment moment_;
    std::map<std::pair<std::string, std::uint64_t>, std::optional<std::string>> titles_;
    std::map<const registers::Field*, bool> follows_;
    registers::Released released_;  // for whoever asks, at the time of asking
    std::map<std::string, std::shared_ptr<const registers::Hidden>> hidden_;  // the same all along
};

struct RecordJson {
    json::Object values;
    json::Object display;
    bool is_protected = false;
};

// `only`: indices of the fields wanted; empty = all.
RecordJson record_json(AnswerView& view, const registers::Definition& definition,
                       const registers::RecordVersion& record,
                       std::span<const std::size_t> only = {}, const json::Storage& storage = {});

// Title for lists and links; null where it would lead to a protected person.
json::Value title_json(AnswerView& view, const registers::Definition& definition,
                       const registers::RecordVersion& record);
// Key text; of a protected record without the parts that must not be shown.
std::string shown_key(AnswerView& view, const registers::Definition& definition,
                      const registers::RecordVersion& record);

}  // namespace daicho::server
