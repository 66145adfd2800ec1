#include "base/decimal.hpp"
#include "law/detail/file.hpp"

namespace daicho::law::detail {
namespace {

// Bounds of a table of law: generous for tables of tables, small enough to stay readable.
constexpr std::size_t kMaxRows = 5'000;
constexpr std::size_t kMaxTableRows = 1'000;
constexpr std::size_t kMaxTableColumns = 12;
// Rates keep to this so that value × rate stays inside 64 bits (kMaxInputYen × 9,000 < 2^63).
constexpr std::int64_t kMaxInteger = 1'000'000'000'000;

const std::vector<std::string_view> kTypes{"integer", "yen",  "ratio", "area",
                                           "date",    "code", "table"};
const std::vector<std::string_view> kStatuses{"enacted", "announced", "assumed"};

ValueType type_of(const yaml::Node& node, bool table_allowed) {
    const std::string name = node.one_of(kTypes);
    for (std::size_t i = 0; i < kTypes.size(); ++i) {
        if (kTypes[i] != name) continue;
        const auto type = static_cast<ValueType>(i);
        if (type == ValueType::table && !table_allowed) break;
        return type;
    }
    node.fault(input_error("law.no_table_here"));
    return ValueType::integer;
}

bool is_identifier(std::string_view text) {
    if (text.empty() || text.size() > 120 || text.front() < 'a' || text.front() > 'z') return false;
    for (const char c : text) {
        const bool ok = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
        if (!ok) return false;
    }
    return true;
}

std::string identifier(const yaml::Node& node) {
    std::string text = node.text();
    if (node.exists() && !is_identifier(text)) {
        node.fault(input_error("law.bad_id").with("value", text));
    }
    return text;
}

Cell read_cell(const yaml::Node& node, ValueType type) {
    switch (type) {
        case ValueType::integer: return node.integer(0, kMaxInteger);
        case ValueType::yen: return Yen(node.integer(0, kMaxInteger));
        case ValueType::ratio: return node.ratio();
        case ValueType::date: return node.date();
        case ValueType::code: return identifier(node);
        case ValueType::area: break;
        case ValueType::table: break;
    }
    if (!node.exists()) return Area{};
    auto area = parse_area(node.text());
    if (area) return *area;
    node.fault(std::move(area.error()));
    return Area{};
}

Table read_table(const yaml::Node& row) {
    Table table;
    for (const auto& [name, node] : row.at("columns").members()) {
        table.columns.push_back({name, type_of(node, false)});
    }
    if (table.columns.size() > kMaxTableColumns) {
        row.fault(input_error("law.too_many_columns")
                      .with("limit", std::to_string(kMaxTableColumns)));
    }
    for (const yaml::Node& line : row.at("value").elements()) {
        const std::vector<yaml::Node> cells = line.elements();
        if (cells.size() != table.columns.size()) {
            line.fault(input_error("law.wrong_width")
                           .with("columns", std::to_string(table.columns.size()))
                           .with("cells", std::to_string(cells.size())));
            continue;
        }
        if (table.rows.size() >= kMaxTableRows) break;
        std::vector<Cell>& out = table.rows.emplace_back();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out.push_back(read_cell(cells[i], table.columns[i].type));
        }
    }
    if (table.rows.empty()) row.fault(input_error("law.empty_table"));
    return table;
}

Citation read_citation(const yaml::Node& node, std::string row, const Units& units) {
    Citation citation;
    citation.row = std::move(row);
    const yaml::Node cite = node.at("cite");
    citation.law = cite.text();
    if (cite.exists() && !units.contains(citation.law)) {
        cite.fault(input_error("law.unknown_unit").with("unit", citation.law));
    }
    citation.source = node.at("source").text();
    citation.checked_on = node.at("checked_on").date();
    const std::string status = node.at("status").one_of(kStatuses);
    for (std::size_t i = 0; i < kStatuses.size(); ++i) {
        if (kStatuses[i] == status) citation.status = static_cast<LawStatus>(i);
    }
    citation.verified = node.at("verified").boolean();
    return citation;
}

Row read_row(const yaml::Node& node, const std::string& location, const Units& units) {
    Row row;
    row.id = identifier(node.at("id"));
    row.file = location;
    row.line = node.line();
    row.type = type_of(node.at("type"), true);
    if (row.type == ValueType::table) {
        row.table = read_table(node);
    } else {
        row.cell = read_cell(node.at("value"), row.type);
    }
    row.citation = read_citation(node, location + "#" + row.id, units);
    row.note = node.text_or("note", "");
    return row;
}

// Sorted by day in the file; each stretch must begin where the one before ended.
void check_continuous(const yaml::Node& node, const Series& series) {
    for (std::size_t i = 0; i < series.rows.size(); ++i) {
        const DatedRow& row = series.rows[i];
        if (row.from >= row.to) {
            node.fault(input_error("law.empty_stretch").with("series", series.id)
                           .with("from", format_iso(row.from)));
        }
        if (i == 0 || series.rows[i - 1].to == row.from) continue;
        const bool gap = series.rows[i - 1].to < row.from;
        node.fault(input_error(gap ? "law.series_gap" : "law.series_overlap")
                       .with("series", series.id)
                       .with("from", format_iso(row.from)));
    }
    if (series.rows.empty()) node.fault(input_error("law.empty_table"));
}

Series read_series(const yaml::Node& node, const std::string& location, const Units& units) {
    Series series;
    series.id = identifier(node.at("id"));
    series.type = type_of(node.at("type"), false);
    for (const yaml::Node& line : node.at("rows").elements()) {
        if (series.rows.size() >= kMaxRows) break;
        DatedRow row;
        row.from = line.at("from").date();
        row.to = line.at("to").date();
        row.cell = read_cell(line.at("value"), series.type);
        row.citation = read_citation(
            line, location + "#" + series.id + "@" + format_iso(row.from), units);
        static_cast<void>(line.text_or("note", ""));
        series.rows.push_back(std::move(row));
    }
    check_continuous(node, series);
    return series;
}

}  // namespace

Result<Units> parse_index(std::string_view text, const std::string& name) {
    DAICHO_TRY(document, yaml::Document::parse(text, name));
    Units units;
    for (const auto& [unit, caption] : document.root().at("units").members()) {
        units.emplace(unit, caption.text());
    }
    DAICHO_CHECK(document.finish());
    return units;
}

Result<std::vector<Row>> parse_year_file(std::string_view text, const std::string& name,
                                         const std::string& location, FiscalYear year,
                                         const Units& units) {
    DAICHO_TRY(document, yaml::Document::parse(text, name));
    const yaml::Node root = document.root();
    const yaml::Node stated = root.at("fiscal_year");
    if (stated.exists() && stated.integer(1950, 2200) != year.year()) {
        stated.fault(input_error("law.wrong_year").with("folder", std::to_string(year.year())));
    }
    std::vector<Row> rows;
    for (const yaml::Node& node : root.at("rows").elements()) {
        if (rows.size() >= kMaxRows) break;
        rows.push_back(read_row(node, location, units));
    }
    DAICHO_CHECK(document.finish());
    return rows;
}

Result<std::vector<Series>> parse_series_file(std::string_view text, const std::string& name,
                                              const std::string& location, const Units& units) {
    DAICHO_TRY(document, yaml::Document::parse(text, name));
    std::vector<Series> all;
    for (const yaml::Node& node : document.root().at("series").elements()) {
        if (all.size() >= kMaxRows) break;
        all.push_back(read_series(node, location, units));
    }
    DAICHO_CHECK(document.finish());
    return all;
}

}  // namespace daicho::law::detail
