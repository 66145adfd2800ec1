// Stale citations by the rules of catalogs/pia-citations.yaml.
#include <re2/re2.h>

#include <algorithm>

#include "base/text.hpp"
#include "govern/assessment/consistency.hpp"
#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {

struct CitationRules::Rules {
    struct Rule {
        std::string id;
        std::unique_ptr<re2::RE2> pattern;  // its first group is what was found
        std::vector<std::string> fields;
        Date since;
        BilingualText says;
    };
    std::vector<Rule> list;
    template <class Rows>
    explicit Rules(Rows rows) {
        for (auto& row : rows) {
            list.push_back({row.id,
                            std::make_unique<re2::RE2>("(" + row.pattern + ")", re2::RE2::Quiet),
                            std::move(row.fields), row.since, std::move(row.says)});
        }
    }
};

namespace {

bool is_about(const std::vector<std::string>& fields, const std::string& path) {
    if (fields.empty()) return true;
    return std::any_of(fields.begin(), fields.end(),
                       [&](const std::string& begin) { return path.starts_with(begin); });
}

}  // namespace

CitationRules::CitationRules(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
CitationRules::CitationRules(CitationRules&&) noexcept = default;
CitationRules& CitationRules::operator=(CitationRules&&) noexcept = default;
CitationRules::~CitationRules() = default;

namespace {

struct Read {
    CatalogHead head;
    struct Row {
        std::string id, pattern;
        std::vector<std::string> fields;
        Date since;
        BilingualText says;
    };
    std::vector<Row> rows;
};

class RowLoader {
public:
    explicit RowLoader(yaml::Node root) : root_(root) {}
    Read load() {
        Read out;
        out.head = read_head(root_, "pia-citations");
        for (const yaml::Node& node : root_.at("rules").elements()) {
            Read::Row row;
            row.id = node.at("id").text();
            row.pattern = node.at("pattern").text();
            row.since = node.at("since").date();
            row.says = node.at("says").bilingual();
            if (node.find("fields").exists()) row.fields = node.at("fields").texts();
            if (!re2::RE2(row.pattern, re2::RE2::Quiet).ok()) {
                node.at("pattern").fault(
                    input_error("govern.catalog.pattern").with("pattern", row.pattern));
            }
            out.rows.push_back(std::move(row));
        }
        return out;
    }

private:
    yaml::Node root_;
};

}  // namespace

Result<CitationRules> CitationRules::parse(std::string_view text, std::string name) {
    DAICHO_TRY(read, detail::read_catalog<RowLoader>(yaml::Document::parse(text, std::move(name))));
    return CitationRules(std::make_unique<Rules>(std::move(read.rows)));
}

Result<CitationRules> CitationRules::load(const std::string& path) {
    DAICHO_TRY(read, detail::read_catalog<RowLoader>(yaml::Document::load(path)));
    return CitationRules(std::make_unique<Rules>(std::move(read.rows)));
}

std::vector<PiaFinding> CitationRules::find(const PiaForm& form, const FilledForm& filled,
                                            Date as_of) const {
    std::vector<PiaFinding> found;
    for (const auto& [address, value] : filled) {
        const PiaField& field = form.fields[address.field];
        const bool prose = field.type == PiaType::text || field.type == PiaType::legal_ref;
        if (!prose) continue;
        const std::string text = to_ascii_width(value);
        std::vector<std::string> quoted;
        for (const Rules::Rule& rule : rules_->list) {
            std::string words;
            if (as_of < rule.since || !is_about(rule.fields, field.path)) continue;
            if (!re2::RE2::PartialMatch(text, *rule.pattern, &words)) continue;
            const bool told = std::any_of(quoted.begin(), quoted.end(), [&](const auto& one) {
                return one.find(words) != std::string::npos;
            });
            if (told) continue;
            quoted.push_back(words);
            found.push_back({"citation",
                             false,
                             address_text(form, address),
                             {{"words", words}, {"since", format_iso(rule.since)}},
                             rule.says});
        }
    }
    return found;
}

}  // namespace daicho::govern
