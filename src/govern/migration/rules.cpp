// Loading catalogs/migration-order.yaml.
#include "govern/detail/catalog_file.hpp"
#include "govern/migration/order.hpp"

namespace daicho::govern::migration {
namespace {

using yaml::Node;

// Every code that the engine gives needs its text.
constexpr std::string_view kCodes[] = {
    "not_minimal",   "one_worker",       "same_person",  "too_long",       "role_too_wide",
    "too_many",      "look_too_rare",    "not_running",  "outside_term",   "not_a_worker",
    "wrong_way",     "other_way",        "not_encrypted", "not_sealed",    "writable",
    "real_data",     "not_masked",       "unconfirmed",  "unlisted_medium", "not_cleared",
    "no_date",       "wrong_method",     "misuse_unchecked", "no_clearing", "no_environment",
    "approved_already", "look_missing", "no_last_look",     "suspicious",   "right_open"};

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    Rules load() {
        out_.head = read_head(root_, "migration_order");
        for (const Node& node : root_.at("roles").elements()) {
            out_.roles.push_back({node.at("key").text(), node.at("task").text(),
                                  node.at("label").bilingual()});
            out_.reasons.words.emplace(out_.roles.back().key, out_.roles.back().label);
        }
        out_.longest_days = root_.at("longest_days").integer(1, 3660);
        out_.most_workers = static_cast<std::size_t>(root_.at("most_workers").integer(2, 1000));
        out_.longest_look = root_.at("longest_look").integer(1, 366);
        for (const Node& node : root_.at("methods").elements()) {
            out_.methods.push_back({node.at("kind").text(), node.at("methods").texts()});
        }
        const Node rules = root_.at("rules");
        out_.reasons.texts = read_text_table(rules);
        for (const std::string_view code : kCodes) {
            if (!rules.exists() || out_.reasons.texts.contains(code)) continue;
            rules.fault(input_error("govern.catalog.no_text").with("code", std::string(code)));
        }
        return std::move(out_);
    }

private:
    Node root_;
    Rules out_;
};

}  // namespace

const RoleRule* Rules::role(std::string_view key) const noexcept {
    const std::size_t at = place_of(roles, &RoleRule::key, key);
    return at == kNowhere ? nullptr : &roles[at];
}

Result<Rules> parse_rules(std::string_view text, std::string name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<Rules> load_rules(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

}  // namespace daicho::govern::migration
