// 様式 (letter template): one file catalogs/letters/<id>.yaml. The text of a letter with places
// {field} that are filled from the record it is about, also through refs ({contract.vendor.name}).
//
// Reading is strict: every fault has its line. Which fields a register has, `registers` knows: the
// places stand here with their lines, and whoever has the definitions compares (server/letters).
// Read once, then read-only; any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.hpp"
#include "base/result.hpp"

namespace daicho::govern {

// A piece of text as it stands, or a place: names of fields from the record on, at most 4.
struct TemplatePiece {
    std::string text;
    std::vector<std::string> path;  // empty: `text` as it stands
};
struct TemplateText {
    std::vector<TemplatePiece> pieces;
    std::uint64_t line = 0;  // in the file, 1-based
};

struct LetterTemplate {
    std::string id;       // name of its file
    std::string edition;  // stands in every letter made by it
    std::string file;     // for messages
    BilingualText title;
    std::string about;  // register of the record
    TemplateText heading;  // the title as it leaves: `title.ja`
    TemplateText to;       // may be empty
    bool to_person = false;  // 様, else 御中
    std::string symbol;      // 文書記号, at most 10 characters
    std::string ground;
    bool approval = true;
    std::vector<TemplateText> body;    // 1 … 40 paragraphs
    std::vector<TemplateText> points;  // 記, may be empty
    BilingualText explanation;
};

inline constexpr std::size_t kMostParagraphs = 40;
inline constexpr std::size_t kMostPathNames = 4;

// A text with its places. Errors: letters.template.brace, letters.template.place.
Result<TemplateText> parse_template_text(std::string_view text);

// Errors: yaml.invalid with every fault of the file.
Result<LetterTemplate> parse_letter_template(std::string_view yaml, const std::string& file);
// All of a folder by id; one that is not there has none. Errors: those of reading, and
// letters.template.other_name where a file's name is not its letter's.
Result<std::vector<LetterTemplate>> load_letter_templates(const std::filesystem::path& folder);

}  // namespace daicho::govern
