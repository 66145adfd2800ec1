// Policy: how accounts sign in, as the municipality decided – numbers with the rule they come from.
// Read from data/municipality/<file>.yaml, section `accounts`. Plain values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/message.hpp"
#include "identity/password.hpp"
#include "yaml/node.hpp"

namespace daicho::office {

struct LockPolicy {
    std::uint64_t free_failures = 3;    // without any delay
    std::uint64_t first_delay_s = 1;    // after the next one; doubles with each further failure
    std::uint64_t longest_delay_s = 900;
    std::uint64_t failures = 10;        // then locked until a second person unlocks
    std::string cite;

    // Seconds to wait after so many failures.
    [[nodiscard]] std::uint64_t delay_s(std::uint64_t failed) const noexcept;
};

// Many numbers tried with few passwords: no single account shows it.
struct SprayingPolicy {
    std::uint64_t accounts = 5;
    std::uint64_t minutes = 10;
    std::string cite;
};

struct SessionPolicy {
    std::uint64_t idle_minutes = 30;
    std::uint64_t longest_hours = 12;
    std::string cite;
};

struct PasswordClassPolicy {
    std::uint64_t shortest = 12;      // characters
    std::uint64_t strength = 0;       // bits by zxcvbn, at least
    std::uint64_t longest_days = 0;   // then it must be changed at the next sign-in; 0 = no age
    std::uint64_t history = 0;        // passwords before this one that may not come again
    std::string cite;
};

// By class of account; whatever is not personal follows the stricter rule.
struct PasswordPolicy {
    std::uint64_t warn_days = 14;
    std::string warn_cite;
    PasswordClassPolicy personal, privileged;
    std::string words_file;              // under data/passwords
    std::vector<std::string> own_words;  // of the municipality
    std::shared_ptr<const identity::WordList> words;

    [[nodiscard]] const PasswordClassPolicy& of(std::string_view account_class) const noexcept {
        return account_class == "personal" ? personal : privileged;
    }
    [[nodiscard]] identity::PasswordRules rules(std::string_view account_class) const;
};

// Who must show a second factor at sign-in. Whoever has one is always asked for it.
struct SecondFactorPolicy {
    bool required = true;
    BilingualText reason;             // shown where it is not required
    std::vector<std::string> roles;   // administrative roles
    bool personal_number = true;      // roles that reach a register with a personal number
    std::string issuer;               // name in the code generator
    std::string rp_id;                // host of the service, for passkeys
    std::uint64_t recovery_codes = 10;
    std::string cite;
};

struct AdministratorPolicy {
    std::vector<std::string> roles;
    std::uint64_t most = 3;  // accounts that hold such a role at the same time
    std::string cite;
};

// A sealed role that holders of other roles may open for a while, with a reason.
struct EmergencyPolicy {
    std::string id;
    BilingualText label;
    std::string role, task;              // what is opened
    std::vector<std::string> open_by;    // roles, for the same task
    std::vector<std::string> review_by;  // roles; never the opener
    std::uint64_t minutes = 30;
    std::string cite;
};

// Roles that people of a department usually hold: proposed when somebody comes.
struct RoleTemplate {
    std::string department, role, task;
};

struct AccountPolicy {
    LockPolicy lock;
    SprayingPolicy spraying;
    SessionPolicy session;
    PasswordPolicy password;
    SecondFactorPolicy second_factor;
    AdministratorPolicy administrators;
    std::vector<EmergencyPolicy> emergencies;
    std::vector<RoleTemplate> templates;
};

// Faults go to the node's document.
AccountPolicy read_account_policy(const yaml::Node& node);
// The words of file and municipality. Error: settings.no_words.
Status load_words(const std::filesystem::path& folder, PasswordPolicy& policy);

}  // namespace daicho::office
