#include "govern/logs/mapping.hpp"

#include <re2/re2.h>

#include "govern/detail/catalog_file.hpp"
#include "govern/logs/detail/csv_fields.hpp"
#include "govern/logs/detail/expression.hpp"
#include "govern/logs/records.hpp"

namespace daicho::govern::logs {

namespace {

using yaml::Node;

class Loader {
public:
    explicit Loader(Node root) : root_(root) {}

    Mapping load() {
        out_.name = root_.at("name").text();
        out_.label = root_.at("label").bilingual();
        const std::string format =
            root_.at("format").one_of({"csv", "jsonl", "syslog", "windows_xml"});
        out_.format = format == "jsonl"         ? Format::jsonl
                      : format == "syslog"      ? Format::syslog
                      : format == "windows_xml" ? Format::windows_xml
                                                : Format::csv;
        out_.cp932 = root_.find("charset").exists() &&
                     root_.at("charset").one_of({"utf8", "cp932"}) == "cp932";
        read_shape();
        for (const auto& [field, column] : root_.at("fields").members()) {
            out_.fields.emplace_back(field, column.text());
        }
        if (root_.find("logsource").exists()) {
            for (const auto& [key, value] : root_.at("logsource").members()) {
                out_.logsource[key] = value.text();
            }
        }
        read_extracts();
        read_values();
        for (const Node& node : root_.find("joins").elements()) {
            const std::string table = node.at("table").text();
            out_.joins.push_back({table, node.at("by").texts(), node.text_or("as", table)});
        }
        require_time();
        return std::move(out_);
    }

private:
    void read_shape() {
        const Node delimiter = root_.find("delimiter");
        if (delimiter.exists()) {
            const std::string text = delimiter.text();
            if (text.size() != 1 || text == "\"" || text == "\n" || text == "\r") {
                delimiter.fault(input_error("logs.mapping.delimiter").with("value", text));
            } else {
                out_.delimiter = text.front();
            }
        }
        if (root_.find("columns").exists()) out_.columns = root_.at("columns").texts();
        if (root_.find("adds").exists()) out_.adds = root_.at("adds").texts();
        out_.offset_minutes = static_cast<int>(root_.integer_or("offset", 540, -12 * 60, 14 * 60));
        out_.pairs = root_.text_or("pairs", "");
    }

    void read_extracts() {
        for (const Node& node : root_.find("extract").elements()) {
            Extract one;
            one.from = node.at("from").text();
            one.field = node.at("field").text();
            one.expression = detail::compile(node.at("re"), node.at("re").text(), true);
            out_.extracts.push_back(std::move(one));
        }
    }

    void read_values() {
        const Node values = root_.find("values");
        if (!values.exists()) return;
        for (const auto& [field, words] : values.members()) {
            for (const auto& [theirs, ours] : words.members()) {
                out_.values[field].emplace(theirs, ours.text());
            }
        }
    }

    void require_time() const {
        for (const auto& [field, column] : out_.fields) {
            if (field == "time") return;
        }
        for (const Extract& one : out_.extracts) {
            if (one.field == "time") return;
        }
        root_.fault(input_error("logs.mapping.no_time").with("name", out_.name));
    }

    Node root_;
    Mapping out_;
};

}  // namespace

Result<Mapping> parse_mapping(std::string_view text, std::string name) {
    return govern::detail::read_catalog<Loader>(yaml::Document::parse(text, std::move(name)));
}

Result<Mapping> load_mapping(const std::string& path) {
    return govern::detail::read_catalog<Loader>(yaml::Document::load(path));
}

Result<Table> read_table(std::string_view text, const std::string& name) {
    RecordReader reader(read_text(text), Shape::quoted);
    Table table;
    RawRecord record;
    for (;;) {
        DAICHO_TRY(more, reader.next(record));
        if (!more) return table;
        std::vector<std::string> row;
        const bool good = record.fault == Fault::none && detail::split_csv(record.text, ',', row);
        if (good && table.columns.empty()) {
            table.columns = std::move(row);
        } else if (good && row.size() == table.columns.size()) {
            table.rows.push_back(std::move(row));
        } else {
            return input_error("logs.table.bad_row")
                .with("table", name)
                .with("line", std::to_string(record.line));
        }
    }
}

}  // namespace daicho::govern::logs
