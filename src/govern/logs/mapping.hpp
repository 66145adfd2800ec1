// 対応表 (mapping): which column of a source system is the time, the user, the person looked up.
//
// One YAML file for each system whose logs are analysed (catalogs/logs/sources). Rules speak of
// fields (user, subject, operation …) and never of a system's columns; words of the system become
// ours through `values`, so that one rule serves every system.
//
//     name: residents                     # file has the same name
//     label: {ja: 住民記録, en: Resident register}
//     format: csv                         # csv jsonl syslog windows_xml
//     charset: cp932                      # utf8 (default) cp932
//     delimiter: ","                      # csv
//     columns: [操作日時, 職員番号]         # csv without a header line
//     adds: [message]                     # csv: columns that the header does not name
//     logsource: {category: business_system}   # rules that ask for another pass it over
//     offset: 540                         # minutes east of UTC of times without an offset
//     pairs: message                      # key=value in this column are fields of their own
//     fields: {time: 操作日時, user: 職員番号}
//     extract: [{from: message, re: 'user (\S+)', field: user}]
//     values: {operation: {照会: view, 出力: export}}
//     joins: [{table: staff, by: [user], as: staff}]  # gives staff.section, staff.name …
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/message.hpp"
#include "base/result.hpp"

namespace re2 {
class RE2;
}

namespace daicho::govern::logs {

enum class Format : std::uint8_t { csv, jsonl, syslog, windows_xml };

struct Extract {
    std::string from;
    std::string field;
    std::shared_ptr<const re2::RE2> expression;  // one group, or the whole match
};

struct Join {
    std::string table;
    std::vector<std::string> by;  // compared with the table's first columns
    std::string as;               // prefix of the fields it gives
};

struct Mapping {
    std::string name;
    BilingualText label;
    Format format = Format::csv;
    bool cp932 = false;
    char delimiter = ',';
    std::vector<std::string> columns;
    std::vector<std::string> adds;
    std::map<std::string, std::string> logsource;  // which rules look at it
    int offset_minutes = 540;
    std::string pairs;
    std::vector<std::pair<std::string, std::string>> fields;  // field, column
    std::vector<Extract> extracts;
    std::map<std::string, std::map<std::string, std::string, std::less<>>> values;
    std::vector<Join> joins;
};

// Faults of the file as yaml.invalid with every cause; logs.mapping.* and logs.rule.regex.
Result<Mapping> parse_mapping(std::string_view text, std::string name);
Result<Mapping> load_mapping(const std::string& path);

// A list given to a run: staff with their sections, protected persons, approved overtime.
struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};
using Tables = std::map<std::string, Table, std::less<>>;

// A CSV file in UTF-8 with a header line. Errors: logs.table.bad_row, those of records.hpp.
Result<Table> read_table(std::string_view text, const std::string& name);

}  // namespace daicho::govern::logs
