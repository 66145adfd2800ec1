// Record view: a stored version as JSON – values, what people read, and what must not be shown.
#pragma once

#include <map>

#include "register/query.hpp"
#include "server/app.hpp"

namespace daicho::server {

// Titles of records that refs point to, read once per answer.
class RefTitles {
public:
    RefTitles(App& app, store::Connection& connection, registers::Moment moment)
        : app_(&app), connection_(&connection), moment_(moment) {}
    // Nothing for a protected addressee.
    std::optional<std::string> title(const std::string& target, std::uint64_t record);

private:
    App* app_;
    store::Connection* connection_;
    registers::Moment moment_;
    std::map<std::pair<std::string, std::uint64_t>, std::optional<std::string>> known_;
};

struct RecordJson {
    json::Object values;
    json::Object display;
    bool is_protected = false;
};

// True when the record is, or names, a protected person.
bool is_protected(App& app, const registers::Definition& definition,
                  const registers::RecordVersion& record);

// `only`: indices of the fields wanted; empty = all.
RecordJson record_json(App& app, const registers::Definition& definition,
                       const registers::RecordVersion& record, RefTitles& titles,
                       std::span<const std::size_t> only = {});

// Title for lists and links; null for a protected person.
json::Value title_json(App& app, const registers::Definition& definition,
                       const registers::RecordVersion& record);

}  // namespace daicho::server
