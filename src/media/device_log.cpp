#include "media/device_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/digest.hpp"
#include "document/csv_reader.hpp"
#include "register/change.hpp"
#include "register/list.hpp"

namespace daicho::media {
namespace {

using registers::ChangeRequest;
using registers::Context;
using registers::Fields;
using registers::Moment;

constexpr std::size_t kMostFaults = 100;

struct Column {
    std::string_view name;
    std::string_view ja;
    bool required;
    std::size_t most;  // bytes
};
constexpr std::array<Column, 5> kColumns = {{{"terminal", "端末", true, 24},
                                             {"serial", "製造番号", true, 60},
                                             {"plugged_on", "接続日", true, 10},
                                             {"plugged_at", "接続時刻", true, 8},
                                             {"device", "機器", false, 300}}};
constexpr std::size_t kNone = static_cast<std::size_t>(-1);
using Places = std::array<std::size_t, kColumns.size()>;

Result<Places> places_of(std::span<const std::string_view> header, const std::string& name) {
    Places places{};
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        places[i] = kNone;
        for (std::size_t at = 0; at < header.size(); ++at) {
            if (header[at] == kColumns[i].name || header[at] == kColumns[i].ja) places[i] = at;
        }
        if (kColumns[i].required && places[i] == kNone) {
            return input_error("portable.log_no_column")
                .with("file", name)
                .with("column", std::string(kColumns[i].name))
                .with("column_ja", std::string(kColumns[i].ja));
        }
    }
    return places;
}

bool is_time(std::string_view text) noexcept {
    if (text.size() != 5 && text.size() != 8) return false;
    constexpr int kMost[] = {23, 59, 59};
    for (std::size_t at = 0; at < text.size(); at += 3) {
        const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
        if (!digit(at) || !digit(at + 1)) return false;
        if ((text[at] - '0') * 10 + (text[at + 1] - '0') > kMost[at / 3]) return false;
        if (at + 2 < text.size() && text[at + 2] != ':') return false;
    }
    return true;
}

Result<Connection> connection_of(const document::CsvRecord& row, const Places& places,
                                 const std::string& name) {
    const auto value = [&](std::size_t column) {
        const std::size_t at = places[column];
        return at < row.fields.size() ? row.fields[at] : std::string_view();
    };
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        const bool fits = value(i).size() <= kColumns[i].most &&
                          (!kColumns[i].required || !value(i).empty());
        if (fits) continue;
        return input_error("portable.log_field")
            .with("field", std::string(kColumns[i].name))
            .with("value", std::string(value(i).substr(0, 60)))
            .with("most", std::to_string(kColumns[i].most))
            .at_line(name, row.line);
    }
    const auto day = parse_iso_date(value(2));
    if (!day) {
        return input_error("portable.log_day")
            .with("value", std::string(value(2)))
            .at_line(name, row.line);
    }
    if (!is_time(value(3))) {
        return input_error("portable.log_time")
            .with("value", std::string(value(3)))
            .at_line(name, row.line);
    }
    return Connection{std::string(value(0)), std::string(value(1)), std::string(value(4)), *day,
                      std::string(value(3)), row.line};
}

// Rows whose field is one of these texts, by that text.
Result<std::map<std::string, Lines>> by_text(Context& context, const char* name, const char* field,
                                             std::vector<std::string> values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    DAICHO_TRY(definition, context.kernel.definition(name));
    std::map<std::string, Lines> found;
    for (std::size_t at = 0; at < values.size(); at += registers::kMostValues) {
        registers::Filter filter;
        filter.field = definition->index_of(field);
        filter.kind = registers::FilterKind::one_of;
        const std::size_t end = std::min(values.size(), at + registers::kMostValues);
        for (std::size_t i = at; i < end; ++i) filter.values.push_back(values[i]);
        registers::ListQuery query;
        query.moment = {japan_date(context.now), std::nullopt};
        query.limit = 100'000;
        query.known_total = query.limit;
        query.filters = {std::move(filter)};
        DAICHO_TRY(page, registers::list_records(context.connection, *definition, query));
        for (auto& version : page.rows) {
            Line line{definition, std::move(version)};
            const std::string text = line.fields().text(field);
            found[text].push_back(std::move(line));
        }
    }
    return found;
}

struct Judged {
    const char* word = "unknown";
    const Line* medium = nullptr;
    const Line* loan = nullptr;
};

class Joining {
public:
    Joining(Context& context, const identity::Principal& principal,
            const registers::Admitted& admitted, AddedConnections& out)
        : context_(context), principal_(principal), admitted_(admitted), out_(out) {}

    Status run(const std::vector<Connection>& connections, const std::string& sha,
               const std::string& name, const std::string& origin) {
        DAICHO_TRY(known, by_text(context_, "device_log_line", "file_sha256", {sha}));
        if (!known.empty()) return conflict_error("portable.log_known").with("file", name);
        DAICHO_CHECK(read(connections));
        std::size_t number = 0;
        for (const Connection& one : connections) {
            ChangeRequest request;
            request.register_name = "device_log_line";
            request.valid = {japan_date(context_.now), kForever};
            request.reason = name;
            const Judged judged = judge(one);
            note(judged.word);
            request.values = {
                {"line_no", fmt::format("DL-{}-{}", sha.substr(0, 12), ++number)},
                {"terminal_no", one.terminal},
                {"terminal", terminals_.contains(one.terminal) ? one.terminal : ""},
                {"serial", one.serial},
                {"device", one.device},
                {"plugged_on", format_iso(one.day)},
                {"plugged_at", one.time},
                {"medium", judged.medium ? judged.medium->fields().text("medium_no") : ""},
                {"loan", judged.loan ? judged.loan->fields().text("loan_no") : ""},
                {"judged", judged.word},
                {"checked", "open"},
                {"file_sha256", sha},
                {"origin", origin}};
            DAICHO_CHECK(registers::change_in(context_, principal_, admitted_, request));
        }
        return {};
    }

private:
    Status read(const std::vector<Connection>& connections) {
        std::vector<std::string> serials;
        std::vector<std::string> names;
        for (const Connection& one : connections) {
            serials.push_back(one.serial);
            names.push_back(one.terminal);
        }
        DAICHO_TRY_AS(media_, by_text(context_, "medium", "serial", std::move(serials)));
        DAICHO_TRY_AS(terminals_, by_text(context_, "terminal", "terminal_no", std::move(names)));
        std::vector<std::uint64_t> records;
        for (const auto& [serial, lines] : media_) {
            for (const Line& line : lines) records.push_back(line.record());
        }
        const Moment moment{japan_date(context_.now), std::nullopt};
        DAICHO_TRY(loans, rows_naming(context_.kernel, context_.connection, "medium_loan",
                                      "medium", records, moment));
        for (Line& loan : loans) {
            const std::uint64_t medium = loan.fields().ref("medium");
            loans_[medium].push_back(std::move(loan));
        }
        return {};
    }

    static bool covers(const Fields& loan, Date day) {
        if (!loan.has("lent_on") || day < loan.date("lent_on")) return false;
        return !loan.has("returned_on") || day <= loan.date("returned_on");
    }

    Judged judge(const Connection& one) const {
        const auto found = media_.find(one.serial);
        if (found == media_.end()) return {};
        Judged judged{"no_loan", &found->second.front(), nullptr};
        const auto terminal = terminals_.find(one.terminal);
        for (const Line& medium : found->second) {
            const auto loans = loans_.find(medium.record());
            if (loans == loans_.end()) continue;
            for (const Line& line : loans->second) {
                const Fields loan = line.fields();
                if (!covers(loan, one.day)) continue;
                const bool here = !loan.has("terminal") ||
                                  (terminal != terminals_.end() &&
                                   terminal->second.front().record() == loan.ref("terminal"));
                if (here) return {"lent", &medium, &line};
                judged = {"other_terminal", &medium, &line};
            }
        }
        return judged;
    }

    void note(std::string_view word) {
        if (word == "lent") ++out_.lent;
        if (word == "unknown") ++out_.unknown;
        if (word == "no_loan") ++out_.no_loan;
        if (word == "other_terminal") ++out_.other_terminal;
    }

    Context& context_;
    const identity::Principal& principal_;
    const registers::Admitted& admitted_;
    AddedConnections& out_;
    std::map<std::string, Lines> media_;      // by serial number
    std::map<std::string, Lines> terminals_;  // by number
    std::map<std::uint64_t, Lines> loans_;    // by medium
};

}  // namespace

Result<std::vector<Connection>> read_device_log(std::string_view bytes, std::string name) {
    if (bytes.size() > kMostLogBytes) {
        return input_error("portable.log_too_large").with("file", name);
    }
    document::CsvLimits limits;
    limits.record_bytes = 16 * 1024;
    limits.field_bytes = 4 * 1024;
    limits.fields = 50;
    DAICHO_TRY(csv, document::CsvReader::open_text(bytes, name, document::Charset::detect, limits));
    document::CsvRecord row;
    DAICHO_TRY(there, csv.next(row));
    if (!there) {
        return input_error("portable.log_no_column")
            .with("file", name).with("column", "terminal").with("column_ja", "端末");
    }
    DAICHO_TRY(places, places_of(row.fields, name));
    std::vector<Connection> list;
    Error faults = input_error("portable.log_bad_lines").with("file", name);
    while (faults.causes.size() < kMostFaults) {
        auto more = csv.next(row);
        if (more && !*more) break;
        auto one = more ? connection_of(row, places, name) : Result<Connection>(more.error());
        if (one) list.push_back(*std::move(one));
        else faults.causes.push_back(std::move(one.error()));
        if (csv.finished()) break;
        if (list.size() > kMostConnections) {
            return input_error("portable.log_too_many")
                .with("file", name)
                .with("most", std::to_string(kMostConnections));
        }
    }
    if (faults.causes.empty()) return list;
    return faults.with("lines", std::to_string(faults.causes.size()));
}

Result<AddedConnections> add_device_log(registers::Kernel& kernel,
                                        const identity::Principal& principal,
                                        std::string_view bytes, const std::string& name,
                                        const std::string& origin) {
    DAICHO_TRY(connections, read_device_log(bytes, name));
    const std::string sha = to_hex(ByteView(sha256(as_bytes(bytes))));
    ChangeRequest asked;
    asked.register_name = "device_log_line";
    asked.reason = name;
    DAICHO_TRY(admitted, registers::admit_change(kernel, principal, asked));
    AddedConnections out;
    DAICHO_CHECK(kernel.command([&](Context& context) -> Status {
        out = {};
        return Joining(context, principal, admitted, out).run(connections, sha, name, origin);
    }));
    return out;
}

json::Value to_json(const AddedConnections& added) {
    return json::Object{{"lent", added.lent},
                        {"unknown", added.unknown},
                        {"no_loan", added.no_loan},
                        {"other_terminal", added.other_terminal}};
}

}  // namespace daicho::media
