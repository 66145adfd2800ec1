// Loading catalogs/pia-threshold.yaml.
#include "govern/assessment/assessment.hpp"
#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {

namespace {

using yaml::Node;

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    ThresholdCatalog load() {
        out_.head = read_head(root_, "threshold");
        read_documents();
        read_decision();
        read_clocks();
        read_form_choices();
        read_codes();
        return std::move(out_);
    }

private:
    void read_documents() {
        for (const Node& node : root_.at("documents").elements()) {
            out_.documents.push_back({node.at("key").text(), node.at("label").bilingual()});
            out_.reasons.words.emplace(out_.documents.back().key, out_.documents.back().label);
        }
        for (const Node& node : root_.at("obligations").elements()) {
            ThresholdObligation row;
            row.key = node.at("key").text();
            row.document =
                place_named(node.at("document"), out_.documents, &ThresholdDocument::key);
            row.label = node.at("label").bilingual();
            out_.obligations.push_back(std::move(row));
        }
    }

    std::size_t obligation(const Node& node) const {
        return place_named(node, out_.obligations, &ThresholdObligation::key);
    }

    void read_decision() {
        const Node list = root_.at("decision");
        std::int64_t previous = -1;
        for (const Node& node : list.elements()) {
            ThresholdBand band;
            band.subjects_from = node.at("subjects_from").integer(0, 1'000'000'000);
            band.plain = obligation(node.at("plain"));
            band.raised = obligation(node.at("raised"));
            if (band.subjects_from <= previous) {
                node.fault(input_error("govern.catalog.not_ascending"));
            }
            previous = band.subjects_from;
            out_.decision.push_back(band);
        }
        if (out_.decision.empty() || out_.decision.front().subjects_from != 0) {
            list.fault(input_error("govern.catalog.gap_at_zero"));
        }
        out_.handlers_from = root_.at("handlers_from").integer(1, 1'000'000'000);
    }

    void read_clocks() {
        for (const Node& node : root_.at("clocks").elements()) {
            ThresholdClock clock;
            clock.id = node.at("id").one_of({"obligation", "form"});
            clock.years = node.at("years").integer(1, 100);
            for (const Node& kind : node.at("kinds").elements()) {
                clock.kinds.push_back(kind.one_of({"specific_personal", "personal"}));
            }
            ThresholdClock& target = clock.id == "form" ? out_.form_clock : out_.obligation_clock;
            if (target.years != 0) fault_given_twice(node, clock.id);
            target = std::move(clock);
        }
        for (const ThresholdClock* clock : {&out_.obligation_clock, &out_.form_clock}) {
            if (clock->years == 0) root_.fault(input_error("govern.catalog.missing_clock"));
        }
    }

    void read_form_choices() {
        out_.form_choices.assign(out_.documents.size(),
                                 std::vector<std::string>(out_.obligations.size()));
        for (const Node& node : root_.at("form_choices").elements()) {
            const std::size_t document =
                place_named(node.at("published"), out_.documents, &ThresholdDocument::key);
            for (const auto& [key, option] : node.at("choices").members()) {
                const std::size_t place =
                    place_of(out_.obligations, &ThresholdObligation::key, key);
                if (place == kNowhere || document >= out_.form_choices.size()) {
                    fault_unknown_name(option, key);
                } else {
                    out_.form_choices[document][place] = option.text();
                }
            }
        }
        check_form_choices();
    }

    // Whatever can be published needs the number of its option: the document of an obligation, and
    // any heavier one chosen voluntarily. The first document stands for none and has no form.
    void check_form_choices() const {
        for (std::size_t document = 1; document < out_.documents.size(); ++document) {
            for (std::size_t place = 0; place < out_.obligations.size(); ++place) {
                if (out_.obligations[place].document > document) continue;
                if (!out_.form_choices[document][place].empty()) continue;
                root_.fault(input_error("govern.catalog.no_form_choice")
                                .with("document", out_.documents[document].key)
                                .with("obligation", out_.obligations[place].key));
            }
        }
    }

    void read_codes() {
        const Node node = root_.at("codes");
        out_.reasons.texts = read_text_table(root_.at("reasons"));
        out_.reasons.words.merge(read_text_table(root_.at("words")));
        const auto code = [&](const char* key) {
            const Node word = node.at(key);
            if (word.exists() && !out_.reasons.texts.contains(word.text())) {
                word.fault(input_error("govern.catalog.no_text").with("code", word.text()));
            }
            return word.text();
        };
        out_.codes.subjects = code("subjects");
        out_.codes.handlers = code("handlers");
        out_.codes.incident_year = code("incident_year");
        out_.codes.incident_three_years = code("incident_three_years");
        out_.codes.incident_not_counted = code("incident_not_counted");
        out_.codes.not_raised = code("not_raised");
        out_.codes.voluntary = code("voluntary");
        out_.codes.voluntary_covered = code("voluntary_covered");
    }

    Node root_;
    ThresholdCatalog out_;
};

}  // namespace

Result<ThresholdCatalog> parse_threshold_catalog(std::string_view text, std::string name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<ThresholdCatalog> load_threshold_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

}  // namespace daicho::govern
