#include "govern/media/disposal_catalog.hpp"

#include <algorithm>

#include "govern/detail/catalog_file.hpp"

namespace daicho::govern {

namespace {

using yaml::Node;

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    DisposalCatalog load() {
        out_.head = read_head(root_, "disposal");
        read_methods();
        read_media();
        read_proofs();
        read_codes();
        read_classes();
        read_verdicts();
        out_.interpretations = read_interpretations(
            root_, [this](const Interpretation&, const Node& reading, bool chosen) {
                const bool all = reading.boolean_or("all_ways", false);
                if (chosen && all) out_.all_ways = true;
            });
        read_reasons();
        return std::move(out_);
    }

private:
    std::vector<std::string> methods(const Node& node) const {
        std::vector<std::string> list;
        for (const Node& name : node.elements()) {
            list.push_back(name.text());
            if (place_of(out_.methods, &DisposalMethod::key, list.back()) == kNowhere) {
                fault_unknown_name(name, list.back());
            }
        }
        return list;
    }

    void read_methods() {
        for (const Node& node : root_.at("methods").elements()) {
            DisposalMethod row;
            row.key = node.at("key").text();
            row.label = node.at("label").bilingual();
            row.never_counts = node.boolean_or("never_counts", false);
            row.needs_encryption_from_start = node.boolean_or("needs_encryption_from_start", false);
            out_.reasons.words.emplace(row.key, row.label);
            if (place_of(out_.methods, &DisposalMethod::key, row.key) != kNowhere) {
                fault_given_twice(node, row.key);
            }
            out_.methods.push_back(std::move(row));
        }
        out_.strength_order = methods(root_.at("strength_order"));
        out_.onsite_methods = methods(root_.at("onsite_methods"));
        out_.flash_safe_methods = methods(root_.at("flash_safe_methods"));
    }

    void read_media() {
        for (const Node& node : root_.at("media").elements()) {
            DisposalMedium row;
            row.key = node.at("key").text();
            row.label = node.at("label").bilingual();
            row.flash = node.at("flash").boolean();
            row.effective = methods(node.at("effective"));
            out_.reasons.words.emplace(row.key, row.label);
            if (place_of(out_.media, &DisposalMedium::key, row.key) != kNowhere) {
                fault_given_twice(node, row.key);
            }
            out_.media.push_back(std::move(row));
        }
    }

    void read_proofs() {
        for (const Node& node : root_.at("proofs").elements()) {
            DisposalProof row;
            row.id = node.at("id").text();
            const std::string check = node.at("check").one_of(
                {"witness", "onsite", "certificate", "staff_or_certificate"});
            row.check = check == "onsite"        ? ProofCheck::onsite
                        : check == "certificate" ? ProofCheck::certificate
                        : check == "witness"     ? ProofCheck::witness
                                                 : ProofCheck::staff_or_certificate;
            row.except = methods(node.find("except"));
            for (const Node& kind : node.find("kinds").elements()) {
                row.kinds.push_back(kind.one_of({"destruction", "erasure"}));
            }
            row.code = code(node.at("code"));
            out_.proofs.push_back(std::move(row));
        }
        for (const Node& node : root_.at("desirable").elements()) {
            const std::string id = node.at("id").one_of({"photos", "deadline"});
            (id == "photos" ? out_.photos_code : out_.deadline_code) = code(node.at("code"));
        }
    }

    void read_codes() {
        const Node node = root_.at("codes");
        const auto word = [&node](const char* key) { return node.at(key).text(); };
        out_.codes.step_not_ok = code(node.at("step_not_ok"));
        out_.codes.step_unverified = word("step_unverified");
        out_.codes.step_result_unknown = word("step_result_unknown");
        out_.codes.only_never_counting = code(node.at("only_never_counting"));
        out_.codes.ineffective = code(node.at("ineffective"));
        out_.codes.not_encrypted_from_start = code(node.at("not_encrypted_from_start"));
        out_.codes.flash_without_destruction = code(node.at("flash_without_destruction"));
        out_.codes.serial_missing = code(node.at("serial_missing"));
        out_.codes.serial_unknown = code(node.at("serial_unknown"));
        out_.codes.overdue = code(node.at("overdue"));
        out_.codes.no_consent = code(node.at("no_consent"));
    }

    void read_classes() {
        for (const Node& node : root_.at("classes").elements()) {
            DisposalClass row;
            row.key = node.at("key").text();
            row.label = node.at("label").bilingual();
            row.level = node.at("level").bilingual();
            row.final_methods = methods(node.at("final_methods"));
            const Node none = node.at("no_final_method");
            row.no_final_code = code(none.at("code"));
            row.no_final_with_method = none.at("with_method").boolean();
            row.cloud_code = optional_code(node.find("cloud_without_equipment"));
            row.leased_contract_code = optional_code(node.find("leased_contract_spec"));
            for (const Node& way : node.find("ways").elements()) row.ways.push_back(read_way(way));
            for (const Node& need : node.find("needs").elements()) {
                const std::size_t proof =
                    place_named(need.at("proof"), out_.proofs, &DisposalProof::id);
                const std::string when = need.at("when").one_of({"always", "handed_over"});
                row.needs.push_back({proof, when == "handed_over"});
            }
            out_.reasons.words.emplace(row.key, row.label);
            if (place_of(out_.classes, &DisposalClass::key, row.key) != kNowhere) {
                fault_given_twice(node, row.key);
            }
            out_.classes.push_back(std::move(row));
        }
    }

    DisposalWay read_way(const Node& node) const {
        DisposalWay way;
        way.id = node.at("id").text();
        way.named_when_none = node.boolean_or("named_when_none", false);
        for (const Node& name : node.at("needs").elements()) {
            way.needs.push_back(place_named(name, out_.proofs, &DisposalProof::id));
        }
        for (const Node& name : node.find("desirable").elements()) {
            way.desirable.push_back(name.one_of({"photos", "deadline"}));
        }
        return way;
    }

    std::string code(const Node& node) {
        codes_.emplace_back(node, node.text());
        return node.text();
    }
    std::string optional_code(const Node& node) {
        return node.exists() ? code(node.at("code")) : std::string();
    }

    std::string verdict(const Node& node) const {
        const std::string key = node.text();
        const auto same = [&key](const Verdict& line) { return line.key == key; };
        if (std::none_of(out_.verdicts.begin(), out_.verdicts.end(), same)) {
            fault_unknown_name(node, key);
        }
        return key;
    }

    void read_verdicts() {
        for (const Node& node : root_.at("verdicts").elements()) {
            out_.verdicts.push_back({node.at("key").text(), node.at("label").bilingual()});
        }
        for (const Node& node : root_.at("effects").elements()) {
            DisposalEffect row;
            row.code = code(node.at("code"));
            row.verdict = verdict(node.at("verdict"));
            for (const Node& name : node.find("classes").elements()) {
                row.classes.push_back(name.text());
                place_named(name, out_.classes, &DisposalClass::key);
            }
            out_.effects.push_back(std::move(row));
        }
        out_.no_final_verdict = verdict(root_.at("no_final_method_verdict"));
        out_.stays_open_without_final = root_.at("stays_open_without_final").texts();
        out_.other_codes_verdict = verdict(root_.at("other_codes_verdict"));
        out_.clean_verdict = verdict(root_.at("clean_verdict"));
    }

    void read_reasons() {
        out_.reasons.texts = read_text_table(root_.at("reasons"));
        out_.reasons.words.merge(read_text_table(root_.at("words")));
        for (const auto& [node, code] : codes_) {
            if (!out_.reasons.texts.contains(code_prefix(code))) {
                node.fault(input_error("govern.catalog.no_text").with("code", code));
            }
        }
    }

    Node root_;
    DisposalCatalog out_;
    std::vector<std::pair<Node, std::string>> codes_;
};

}  // namespace

Result<DisposalCatalog> parse_disposal_catalog(std::string_view text, std::string name) {
    return detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<DisposalCatalog> load_disposal_catalog(const std::string& path) {
    return detail::read_catalog<Loader>(yaml::Document::load(path));
}

}  // namespace daicho::govern
