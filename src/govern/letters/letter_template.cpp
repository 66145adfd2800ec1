#include "govern/letters/letter_template.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "yaml/node.hpp"

namespace daicho::govern {
namespace {

constexpr std::size_t kMostCharacters = 2'000;
constexpr std::size_t kMostNameBytes = 60;

bool is_name(std::string_view name) noexcept {
    if (name.empty() || name.size() > kMostNameBytes || name[0] < 'a' || name[0] > 'z') {
        return false;
    }
    return std::ranges::all_of(name, [](char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '_';
    });
}

Result<std::vector<std::string>> parse_path(std::string_view place) {
    std::vector<std::string> path;
    std::string_view rest = place;
    while (true) {
        const std::size_t end = std::min(rest.find('.'), rest.size());
        path.emplace_back(rest.substr(0, end));
        if (!is_name(path.back()) || path.size() > kMostPathNames) {
            return input_error("letters.template.place")
                .with("place", std::string(place.substr(0, kMostNameBytes)));
        }
        if (end == rest.size()) return path;
        rest.remove_prefix(end + 1);
    }
}

TemplateText read_text(const yaml::Node& node) {
    const std::string text = node.text();
    if (count_characters(text) > kMostCharacters) {
        node.fault(input_error("letters.template.too_long")
                       .with("most", std::to_string(kMostCharacters)));
        return {};
    }
    auto parsed = parse_template_text(text);
    if (!parsed) {
        node.fault(std::move(parsed.error()));
        return {};
    }
    parsed->line = node.line();
    return *std::move(parsed);
}

std::vector<TemplateText> read_paragraphs(const yaml::Node& node) {
    std::vector<TemplateText> paragraphs;
    for (const yaml::Node& one : node.elements()) paragraphs.push_back(read_text(one));
    if (paragraphs.size() > kMostParagraphs) {
        node.fault(input_error("letters.template.too_many")
                       .with("most", std::to_string(kMostParagraphs)));
        paragraphs.resize(kMostParagraphs);
    }
    return paragraphs;
}

// A name of ours; anything else is a fault at its line.
std::string read_name(const yaml::Node& node) {
    std::string name = node.text();
    if (node.exists() && !is_name(name)) {
        node.fault(input_error("letters.template.name").with("name", name));
    }
    return name;
}

LetterTemplate read_template(const yaml::Node& root, const std::string& file) {
    LetterTemplate letter;
    letter.file = file;
    letter.id = read_name(root.at("letter"));
    letter.edition = root.at("edition").text();
    const yaml::Node title = root.at("title");
    letter.title = {title.at("ja").text(), title.at("en").text()};
    letter.heading = read_text(title.at("ja"));
    letter.about = read_name(root.at("register"));
    if (const yaml::Node to = root.find("to"); to.exists()) letter.to = read_text(to);
    letter.to_person = root.at("honorific").one_of({"様", "御中"}) == "様";
    const yaml::Node symbol = root.at("symbol");
    letter.symbol = symbol.text();
    const bool plain = letter.symbol.find_first_of("0123456789 \t\n{}") == std::string::npos;
    if (symbol.exists() && (!plain || letter.symbol.empty() ||
                            count_characters(letter.symbol) > 10)) {
        symbol.fault(input_error("letters.template.symbol").with("symbol", letter.symbol));
    }
    letter.ground = root.text_or("ground", "");
    letter.approval = root.at("approval").boolean();
    const yaml::Node body = root.at("body");
    letter.body = read_paragraphs(body);
    if (body.exists() && letter.body.empty()) {
        body.fault(input_error("letters.template.no_body"));
    }
    letter.points = read_paragraphs(root.find("points"));
    letter.explanation = root.at("explanation").bilingual();
    return letter;
}

}  // namespace

Result<TemplateText> parse_template_text(std::string_view text) {
    TemplateText parsed;
    while (!text.empty()) {
        const std::size_t open = text.find_first_of("{}");
        if (open != 0) {
            parsed.pieces.push_back({std::string(text.substr(0, open)), {}});
            if (open == std::string_view::npos) return parsed;
        }
        text.remove_prefix(open);
        const std::size_t close = text.find('}');
        if (text[0] == '}' || close == std::string_view::npos) {
            return input_error("letters.template.brace")
                .with("text", first_characters(text, kMostNameBytes));
        }
        DAICHO_TRY(path, parse_path(text.substr(1, close - 1)));
        parsed.pieces.push_back({{}, std::move(path)});
        text.remove_prefix(close + 1);
    }
    return parsed;
}

Result<LetterTemplate> parse_letter_template(std::string_view yaml, const std::string& file) {
    DAICHO_TRY(document, yaml::Document::parse(yaml, file));
    LetterTemplate letter = read_template(document.root(), file);
    DAICHO_CHECK(document.finish());
    return letter;
}

Result<std::vector<LetterTemplate>> load_letter_templates(const std::filesystem::path& folder) {
    std::vector<LetterTemplate> letters;
    std::error_code code;
    for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
        if (entry.path().extension() != ".yaml") continue;
        DAICHO_TRY(document, yaml::Document::load(entry.path().string()));
        LetterTemplate letter =
            read_template(document.root(), entry.path().filename().string());
        DAICHO_CHECK(document.finish());
        if (letter.id != entry.path().stem().string()) {
            return input_error("letters.template.other_name")
                .with("file", letter.file)
                .with("name", letter.id)
                .at_line(letter.file, document.root().at("letter").line());
        }
        letters.push_back(std::move(letter));
    }
    std::ranges::sort(letters, {}, &LetterTemplate::id);
    return letters;
}

}  // namespace daicho::govern
