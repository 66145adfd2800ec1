#include "office/policy.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "identity/principal.hpp"

namespace daicho::office {
namespace {

std::uint64_t number(const yaml::Node& node, std::string_view key, std::int64_t min,
                     std::int64_t max) {
    return static_cast<std::uint64_t>(node.at(key).integer(min, max));
}

LockPolicy read_lock(const yaml::Node& node) {
    LockPolicy lock;
    lock.free_failures = number(node, "free_failures", 0, 20);
    lock.first_delay_s = number(node, "first_delay_s", 1, 3'600);
    lock.longest_delay_s = number(node, "longest_delay_s", 1, 86'400);
    lock.failures = number(node, "failures", 3, 100);
    lock.cite = node.at("cite").text();
    if (lock.longest_delay_s < lock.first_delay_s || lock.failures <= lock.free_failures) {
        node.fault(input_error("settings.bad_lock"));
    }
    return lock;
}

PasswordClassPolicy read_password_class(const yaml::Node& node) {
    PasswordClassPolicy policy;
    policy.shortest = number(node, "shortest", 8, 64);
    policy.strength = number(node, "strength", 0, 128);
    policy.longest_days = number(node, "longest_days", 0, 3'650);
    policy.history = number(node, "history", 0, 24);
    policy.cite = node.at("cite").text();
    return policy;
}

PasswordPolicy read_password(const yaml::Node& node) {
    PasswordPolicy policy;
    const yaml::Node warn = node.at("warn");
    policy.warn_days = number(warn, "days", 0, 90);
    policy.warn_cite = warn.at("cite").text();
    const yaml::Node words = node.at("words");
    policy.words_file = words.at("file").text();
    policy.own_words = words.at("own").texts();
    policy.personal = read_password_class(node.at("personal"));
    policy.privileged = read_password_class(node.at("privileged"));
    const PasswordClassPolicy& strict = policy.privileged;
    const bool looser = strict.shortest < policy.personal.shortest ||
                        strict.strength < policy.personal.strength ||
                        strict.history < policy.personal.history ||
                        (policy.personal.longest_days > 0 &&
                         (strict.longest_days == 0 ||
                          strict.longest_days > policy.personal.longest_days));
    if (looser) node.fault(input_error("settings.privileged_looser"));
    return policy;
}

// A role of the closed list; anything else is a fault.
std::string role(const yaml::Node& node) {
    std::string code = node.text();
    if (identity::find_role(std::string_view(code)) == nullptr) {
        node.fault(input_error("settings.no_role").with("role", code));
    }
    return code;
}

std::vector<std::string> roles(const yaml::Node& node) {
    std::vector<std::string> list;
    for (const yaml::Node& one : node.elements()) list.push_back(role(one));
    return list;
}

SecondFactorPolicy read_second_factor(const yaml::Node& node) {
    SecondFactorPolicy policy;
    policy.required = node.at("required").boolean();
    const yaml::Node reason = node.find("reason");
    if (reason.exists()) policy.reason = reason.bilingual();
    if (!policy.required && policy.reason.ja.empty()) {
        node.fault(input_error("settings.factor_reason"));
    }
    policy.roles = roles(node.at("roles"));
    policy.personal_number = node.at("personal_number").boolean();
    policy.issuer = node.at("issuer").text();
    policy.rp_id = node.at("rp_id").text();
    policy.recovery_codes = number(node, "recovery_codes", 4, 20);
    policy.cite = node.at("cite").text();
    return policy;
}

AdministratorPolicy read_administrators(const yaml::Node& node) {
    return {roles(node.at("roles")), number(node, "most", 1, 100), node.at("cite").text()};
}

EmergencyPolicy read_emergency(const yaml::Node& node) {
    EmergencyPolicy policy;
    policy.id = node.at("id").text();
    policy.label = node.at("label").bilingual();
    policy.role = role(node.at("role"));
    policy.task = node.at("task").text();
    policy.open_by = roles(node.at("open_by"));
    policy.review_by = roles(node.at("review_by"));
    policy.minutes = number(node, "minutes", 1, 480);
    policy.cite = node.at("cite").text();
    return policy;
}

}  // namespace

identity::PasswordRules PasswordPolicy::rules(std::string_view account_class) const {
    const PasswordClassPolicy& policy = of(account_class);
    return {policy.shortest, policy.strength, words};
}

Status load_words(const std::filesystem::path& folder, PasswordPolicy& policy) {
    const std::filesystem::path file = folder / policy.words_file;
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const std::string read = std::move(text).str();
    auto list = std::make_shared<identity::WordList>(identity::parse_words(read));
    if (!in || list->words().empty()) {
        return input_error("settings.no_words").with("file", file.string());
    }
    for (const std::string& word : policy.own_words) list->add(word);
    policy.words = std::move(list);
    return {};
}

std::uint64_t LockPolicy::delay_s(std::uint64_t failed) const noexcept {
    if (failed <= free_failures) return 0;
    std::uint64_t delay = first_delay_s;
    for (std::uint64_t i = free_failures + 1; i < failed && delay < longest_delay_s; ++i) {
        delay *= 2;
    }
    return std::min(delay, longest_delay_s);
}

AccountPolicy read_account_policy(const yaml::Node& node) {
    AccountPolicy policy;
    policy.lock = read_lock(node.at("lock"));
    const yaml::Node spraying = node.at("spraying");
    policy.spraying = {number(spraying, "accounts", 2, 1'000),
                       number(spraying, "minutes", 1, 1'440),
                       spraying.at("cite").text()};
    const yaml::Node session = node.at("session");
    policy.session = {number(session, "idle_minutes", 1, 480),
                      number(session, "longest_hours", 1, 24),
                      session.at("cite").text()};
    policy.password = read_password(node.at("password"));
    policy.second_factor = read_second_factor(node.at("second_factor"));
    policy.administrators = read_administrators(node.at("administrators"));
    for (const yaml::Node& one : node.at("emergencies").elements()) {
        policy.emergencies.push_back(read_emergency(one));
    }
    for (const yaml::Node& one : node.at("department_roles").elements()) {
        policy.templates.push_back({one.at("department").text(), role(one.at("role")),
                                    one.at("task").text()});
    }
    return policy;
}

}  // namespace daicho::office
