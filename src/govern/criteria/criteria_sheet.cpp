#include "govern/criteria/criteria_sheet.hpp"

#include <algorithm>
#include <map>

#include "govern/detail/sheet_parts.hpp"

namespace daicho::govern {
namespace {

using detail::SheetPart;
using yaml::Node;
using Column = SheetColumn;

// --- YAML → rows

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char sign : text) {
        if (sign == '"' || sign == '\\') out += '\\';
        if (sign == '\n') {
            out += "\\n";
        } else if (sign == '\t') {
            out += "\\t";
        } else if (static_cast<unsigned char>(sign) >= 0x20) {
            out += sign;
        }
    }
    return out + '"';
}

bool is_plain(std::string_view text) {
    if (text.empty() || text.size() > 60) return false;
    return std::all_of(text.begin(), text.end(), [](char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') ||
               (sign >= '0' && sign <= '9') || sign == '_' || sign == '.' || sign == '-';
    });
}

// On one line, as a person may write it.
std::string flow(const Node& node) {
    if (node.is_scalar()) {
        const std::string text = node.text();
        return is_plain(text) && text.front() != '-' ? text : in_quotes(text);
    }
    std::string out;
    if (node.is_sequence()) {
        for (const Node& one : node.elements()) out += (out.empty() ? "" : ", ") + flow(one);
        return "[" + out + "]";
    }
    for (const auto& [key, value] : node.members()) {
        out +=
            (out.empty() ? "" : ", ") + (is_plain(key) ? key : in_quotes(key)) + ": " + flow(value);
    }
    return "{" + out + "}";
}

void add_line(std::string& cell, const std::string& line) {
    cell += (cell.empty() ? "" : "\n") + line;
}

void put_texts(const Node& node, SheetRow& row, Column ja) {
    for (const auto& [side, text] : node.members()) {
        const auto place = static_cast<std::size_t>(ja) + (side == "en" ? 1 : 0);
        row.cells[place] = text.text();
    }
}

// One element of a part: what has a column goes there, the rest into `rule`, a line each.
SheetRow row_of(const SheetPart& part, const Node& node) {
    SheetRow row;
    row.at(Column::part) = part.name;
    for (const auto& [name, member] : node.members()) {
        if (name == part.key)
            row.at(Column::key) = member.text();
        else if (name == part.of)
            row.at(Column::of) = member.text();
        else if (name == part.value)
            row.at(Column::value) = member.text();
        else if (name == "category")
            put_texts(member, row, Column::category_ja);
        else if (name == "label")
            put_texts(member, row, Column::label_ja);
        else if (name == part.text)
            put_texts(member, row, Column::text_ja);
        else if (name == part.more)
            put_texts(member, row, Column::more_ja);
        else if (name == "source_no")
            row.at(Column::source_no) = member.text();
        else if (name == "cells") {
            for (const auto& [key, cell] : member.members()) {
                add_line(row.at(Column::cells), key + ": " + cell.text());
            }
        } else if (name != part.inside) {
            add_line(row.at(Column::rule), name + ": " + flow(member));
        }
    }
    return row;
}

class Rows {
public:
    explicit Rows(const Node& root) : root_(root) {}

    std::vector<SheetRow> all() {
        head();
        for (const SheetPart& part : detail::sheet_parts()) {
            if (part.name == "evaluation")
                evaluation();
            else if (part.is_text_map)
                text_map(part);
            else if (part.within.empty())
                elements(part, list_of(part), "");
        }
        return std::move(rows_);
    }

private:
    [[nodiscard]] Node list_of(const SheetPart& part) const {
        if (part.name == "verdict") return root_.find("evaluation").find("verdicts");
        return root_.find(part.list);
    }
    SheetRow& add(std::string_view part, std::string key) {
        SheetRow& row = rows_.emplace_back();
        row.at(Column::part) = part;
        row.at(Column::key) = std::move(key);
        return row;
    }
    void head() {
        for (const auto& [name, node] : root_.members()) {
            if (name == "title" || name == "edition_note") {
                put_texts(node, add("head", name), Column::label_ja);
            } else if (name == "source") {
                SheetRow& row = add("head", name);
                row.at(Column::value) = node.at("name").text();
                put_texts(node.at("note"), row, Column::label_ja);
            } else if (node.is_scalar() && name != "kind") {
                add("head", name).at(Column::value) = node.text();
            }
        }
    }
    void evaluation() {
        for (const auto& [name, node] : root_.find("evaluation").members()) {
            if (node.is_scalar()) add("evaluation", name).at(Column::value) = node.text();
        }
    }
    void text_map(const SheetPart& part) {
        const Node map = root_.find(part.list);
        if (!map.exists()) return;
        for (const auto& [key, node] : map.members()) {
            put_texts(node, add(part.name, key), Column::text_ja);
        }
    }
    void elements(const SheetPart& part, const Node& list, const std::string& of) {
        for (const Node& node : list.elements()) {
            rows_.push_back(row_of(part, node));
            if (!of.empty()) rows_.back().at(Column::of) = of;
            if (part.inside.empty()) continue;
            const std::string key = rows_.back().at(Column::key);
            for (const SheetPart& inner : detail::sheet_parts()) {
                if (inner.within == part.name) elements(inner, node.find(part.inside), key);
            }
        }
    }

    Node root_;
    std::vector<SheetRow> rows_;
};

// --- rows → YAML, with the cell that each line came from

struct Origin {
    std::uint64_t row = 0;
    std::string column;
};

class Yaml {
public:
    explicit Yaml(const std::vector<SheetRow>& rows) : rows_(rows) {}

    std::string write() {
        line("# Written by `daicho criteria import`; change the workbook and import it again.", {});
        line("kind: criteria", {});
        head();
        for (const SheetPart& part : detail::sheet_parts()) {
            if (part.name == "verdict" || !part.within.empty()) continue;
            if (part.name == "evaluation")
                evaluation();
            else if (part.is_text_map)
                text_map(part);
            else
                list(part, 0, part.list, "");
        }
        return std::move(text_);
    }
    [[nodiscard]] Origin origin(std::uint64_t line) const {
        return line >= 1 && line <= origins_.size() ? origins_[line - 1] : Origin{};
    }

private:
    void line(std::string_view text, Origin origin) {
        text_ += text;
        text_ += '\n';
        origins_.push_back(std::move(origin));
    }
    void line(std::size_t depth, const std::string& text, const SheetRow& row, Column column) {
        line(std::string(depth, ' ') + text, {row.number, std::string(column_name(column))});
    }
    void both(std::size_t depth, std::string_view name, const SheetRow& row, Column ja) {
        const auto place = static_cast<std::size_t>(ja);
        const std::string& one = row.cells[place];
        const std::string& other = row.cells[place + 1];
        if (name.empty() || (one.empty() && other.empty())) return;
        line(depth,
             std::string(name) + ": {ja: " + in_quotes(one) + ", en: " + in_quotes(other) + "}",
             row, one.empty() ? ja : static_cast<Column>(place + (other.empty() ? 1 : 0)));
    }
    void scalar(std::size_t depth, std::string_view name, const SheetRow& row, Column column) {
        if (name.empty() || row.at(column).empty()) return;
        line(depth, std::string(name) + ": " + in_quotes(row.at(column)), row, column);
    }
    [[nodiscard]] bool has(std::string_view part) const {
        return std::any_of(rows_.begin(), rows_.end(),
                           [part](const SheetRow& row) { return row.at(Column::part) == part; });
    }
    void head() {
        for (const SheetRow& row : rows_) {
            if (row.at(Column::part) != "head") continue;
            const std::string& key = row.at(Column::key);
            if (key == "source") {
                line(0, "source:", row, Column::key);
                scalar(2, "name", row, Column::value);
                both(2, "note", row, Column::label_ja);
            } else if (key == "title" || key == "edition_note") {
                both(0, key, row, Column::label_ja);
            } else {
                line(0, in_quotes(key) + ": " + in_quotes(row.at(Column::value)), row,
                     Column::value);
            }
        }
    }
    void evaluation() {
        line("evaluation:", {});
        for (const SheetRow& row : rows_) {
            if (row.at(Column::part) != "evaluation") continue;
            line(2, in_quotes(row.at(Column::key)) + ": " + in_quotes(row.at(Column::value)), row,
                 Column::value);
        }
        list(*detail::sheet_part("verdict"), 2, "verdicts", "");
    }
    void text_map(const SheetPart& part) {
        if (!has(part.name)) return;
        line(std::string(part.list) + ":", {});
        for (const SheetRow& row : rows_) {
            if (row.at(Column::part) != part.name) continue;
            line(2,
                 in_quotes(row.at(Column::key)) + ": {ja: " + in_quotes(row.at(Column::text_ja)) +
                     ", en: " + in_quotes(row.at(Column::text_en)) + "}",
                 row, Column::text_ja);
        }
    }
    void list(const SheetPart& part, std::size_t depth, std::string_view name,
              std::string_view of) {
        if (!has(part.name)) return;
        line(std::string(depth, ' ') + std::string(name) + ":", {});
        for (const SheetRow& row : rows_) {
            if (row.at(Column::part) != part.name) continue;
            if (!of.empty() && row.at(Column::of) != of) continue;
            element(part, depth + 2, row);
        }
    }
    void element(const SheetPart& part, std::size_t depth, const SheetRow& row) {
        line(depth, "-", row, Column::part);
        const std::size_t in = depth + 2;
        scalar(in, part.key, row, Column::key);
        scalar(in, part.of, row, Column::of);
        scalar(in, part.value, row, Column::value);
        both(in, part.has_category ? "category" : "", row, Column::category_ja);
        both(in, "label", row, Column::label_ja);
        both(in, part.text, row, Column::text_ja);
        both(in, part.more, row, Column::more_ja);
        scalar(in, "source_no", row, Column::source_no);
        cells(in, row);
        rule(in, row);
        if (part.inside.empty()) return;
        for (const SheetPart& inner : detail::sheet_parts()) {
            if (inner.within == part.name) list(inner, in, part.inside, row.at(Column::key));
        }
    }
    void cells(std::size_t depth, const SheetRow& row) {
        std::string map;
        for (const std::string& one : detail::lines_of_cell(row.at(Column::cells))) {
            const std::size_t colon = std::min(one.find(':'), one.size());
            const std::string value = colon < one.size() ? one.substr(colon + 1) : "";
            map += (map.empty() ? "" : ", ") + in_quotes(detail::trimmed(one.substr(0, colon))) +
                   ": " + in_quotes(detail::trimmed(value));
        }
        if (!map.empty()) line(depth, "cells: {" + map + "}", row, Column::cells);
    }
    void rule(std::size_t depth, const SheetRow& row) {
        for (const std::string& one : detail::lines_of_cell(row.at(Column::rule))) {
            line(depth, one, row, Column::rule);
        }
    }

    const std::vector<SheetRow>& rows_;
    std::string text_;
    std::vector<Origin> origins_;
};

// Places of a fault in the YAML become places in the sheet.
Error in_sheet(Error fault, const Yaml& yaml, const std::string& name) {
    const Origin origin = yaml.origin(fault.where.line);
    fault.where = {};
    fault.where.file = name;
    fault.where.line = origin.row;
    fault.where.path = origin.column;
    for (Error& cause : fault.causes) cause = in_sheet(std::move(cause), yaml, name);
    return fault;
}

Error sheet_error(const std::string& name, const SheetRow& row, Column column, Error error) {
    error.where.file = name;
    error.where.line = row.number;
    error.where.path = std::string(column_name(column));
    return error;
}

// What the YAML could not say: parts that there are not, members of parts that are not there.
std::vector<Error> faults_of(const std::vector<SheetRow>& rows, const std::string& name) {
    std::vector<Error> faults;
    for (const SheetRow& row : rows) {
        const std::string& part = row.at(Column::part);
        const SheetPart* rule = detail::sheet_part(part);
        if (part != "head" && rule == nullptr) {
            faults.push_back(sheet_error(name, row, Column::part,
                                         input_error("govern.sheet.part").with("value", part)));
            continue;
        }
        if (rule == nullptr || rule->within.empty()) continue;
        const bool there = std::any_of(rows.begin(), rows.end(), [&](const SheetRow& other) {
            return other.at(Column::part) == rule->within &&
                   other.at(Column::key) == row.at(Column::of);
        });
        if (there) continue;
        faults.push_back(
            sheet_error(name, row, Column::of,
                        input_error("govern.sheet.belongs").with("value", row.at(Column::of))));
    }
    return faults;
}

Error invalid(std::vector<Error> causes) {
    Error error = input_error("govern.sheet.invalid").with("count", std::to_string(causes.size()));
    error.causes = std::move(causes);
    return error;
}

}  // namespace

std::string_view column_name(SheetColumn column) noexcept {
    static constexpr std::string_view kNames[kSheetColumns] = {
        "part",        "key",      "of",        "value",   "category_ja",
        "category_en", "label_ja", "label_en",  "text_ja", "text_en",
        "more_ja",     "more_en",  "source_no", "cells",   "rule"};
    return kNames[static_cast<std::size_t>(column)];
}

bool same_sheet(const std::vector<SheetRow>& one, const std::vector<SheetRow>& other) noexcept {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const SheetRow& a, const SheetRow& b) { return a.cells == b.cells; });
}

Result<std::vector<SheetRow>> sheet_of_yaml(std::string_view yaml, std::string name) {
    DAICHO_TRY(document, yaml::Document::parse(yaml, std::move(name)));
    return Rows(document.root()).all();
}

Result<SheetCatalog> catalog_of_sheet(const std::vector<SheetRow>& rows, const std::string& name) {
    if (rows.size() > kMostSheetRows) {
        return input_error("govern.sheet.too_many_rows")
            .with("most", std::to_string(kMostSheetRows));
    }
    std::vector<Error> faults = faults_of(rows, name);
    if (!faults.empty()) return invalid(std::move(faults));
    Yaml writer(rows);
    std::string text = writer.write();
    auto catalog = parse_criteria_catalog(text, name);
    if (catalog) return SheetCatalog{std::move(*catalog), std::move(text)};
    std::vector<Error> causes = catalog.error().causes.empty() ? std::vector<Error>{catalog.error()}
                                                               : catalog.error().causes;
    for (Error& cause : causes) cause = in_sheet(std::move(cause), writer, name);
    return invalid(std::move(causes));
}

}  // namespace daicho::govern
