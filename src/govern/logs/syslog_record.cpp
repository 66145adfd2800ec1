// syslog: RFC 5424 (version 1 behind the priority) and RFC 3164. Fields: priority, facility,
// severity, timestamp, host, app, procid, msgid, message, and parameters of structured data as
// id.name.
#include <array>

#include "govern/logs/detail/row.hpp"

namespace daicho::govern::logs::detail {

namespace {

constexpr std::array<std::string_view, 24> kNumbers = {
    "0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",  "10", "11",
    "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23"};

std::string_view word(std::string_view& rest) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view out = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return out == "-" ? std::string_view() : out;
}

// One parameter's value, with \" \\ \] undone.
bool parameter(std::string_view& rest, Arena& arena, std::string_view& out) {
    char* text = arena.take(rest.size());
    if (text == nullptr) return false;
    std::size_t size = 0;
    std::size_t i = 0;
    for (; i < rest.size() && rest[i] != '"'; ++i) {
        const bool escapes = rest[i] == '\\' && i + 1 < rest.size() &&
                             (rest[i + 1] == '"' || rest[i + 1] == '\\' || rest[i + 1] == ']');
        if (escapes) ++i;
        text[size++] = rest[i];
    }
    if (i == rest.size()) return false;
    arena.give_back(rest.size() - size);
    rest.remove_prefix(i + 1);
    out = {text, size};
    return true;
}

bool structured(std::string_view& rest, Row& row) {
    if (rest.starts_with("-")) {
        rest.remove_prefix(1);
        return rest.empty() || rest.front() == ' ';
    }
    std::string name;
    while (rest.starts_with("[")) {
        const std::size_t end = rest.find_first_of(" ]");
        if (end == std::string_view::npos) return false;
        const std::string id(rest.substr(1, end - 1));
        rest.remove_prefix(end);
        while (rest.starts_with(" ")) {
            rest.remove_prefix(1);
            const std::size_t equals = rest.find("=\"");
            if (equals == std::string_view::npos) return false;
            name.assign(id).append(1, '.').append(rest.substr(0, equals));
            rest.remove_prefix(equals + 2);
            std::string_view value;
            if (!parameter(rest, row.arena, value)) return false;
            row.put(name, value);
        }
        if (!rest.starts_with("]")) return false;
        rest.remove_prefix(1);
    }
    return rest.empty() || rest.front() == ' ';
}

Reject parse_5424(std::string_view rest, Row& row) {
    static constexpr std::array<std::string_view, 5> kHeader = {"timestamp", "host", "app",
                                                                "procid", "msgid"};
    for (const std::string_view name : kHeader) {
        if (rest.empty()) return Reject::not_syslog;
        row.put(name, word(rest));
    }
    if (!structured(rest, row)) return Reject::not_syslog;
    if (!rest.empty()) rest.remove_prefix(1);
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    row.put("message", rest);
    return Reject::none;
}

// "Apr  1 09:12:33 host app[123]: message"; some senders write an ISO time there.
Reject parse_3164(std::string_view rest, Row& row) {
    const bool iso = !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
    if (iso) {
        row.put("timestamp", word(rest));
    } else {
        if (rest.size() < 16 || rest[3] != ' ' || rest[15] != ' ') return Reject::not_syslog;
        row.put("timestamp", rest.substr(0, 15));
        rest.remove_prefix(16);
    }
    row.put("host", word(rest));
    const std::size_t end = rest.find_first_of(":[ ");
    if (end == std::string_view::npos || rest[end] == ' ') {
        row.put("app", {});
        row.put("procid", {});
        row.put("message", rest);
        return Reject::none;
    }
    row.put("app", rest.substr(0, end));
    std::string_view message = rest.substr(end);
    if (message.front() == '[') {
        const std::size_t close = message.find(']');
        if (close == std::string_view::npos) return Reject::not_syslog;
        row.put("procid", message.substr(1, close - 1));
        message.remove_prefix(close + 1);
    }
    if (message.starts_with(":")) message.remove_prefix(1);
    if (message.starts_with(" ")) message.remove_prefix(1);
    row.put("message", message);
    return Reject::none;
}

}  // namespace

Reject parse_syslog(std::string_view record, Row row) {
    row.names.rewind();
    std::string_view rest = record;
    if (rest.starts_with("<")) {
        const std::size_t close = rest.find('>');
        if (close == std::string_view::npos || close < 2 || close > 4) return Reject::not_syslog;
        unsigned priority = 0;
        for (std::size_t i = 1; i < close; ++i) {
            if (rest[i] < '0' || rest[i] > '9') return Reject::not_syslog;
            priority = priority * 10 + static_cast<unsigned>(rest[i] - '0');
        }
        if (priority > 191) return Reject::not_syslog;
        row.put("priority", rest.substr(1, close - 1));
        row.put("facility", kNumbers[priority / 8]);
        row.put("severity", kNumbers[priority % 8]);
        rest.remove_prefix(close + 1);
    }
    if (rest.starts_with("1 ")) return parse_5424(rest.substr(2), row);
    return parse_3164(rest, row);
}

void parse_pairs(std::string_view text, Row row) {
    std::size_t at = 0;
    for (;;) {
        const std::size_t equals = text.find('=', at);
        if (equals == std::string_view::npos) return;
        std::size_t from = equals;
        while (from > at && text[from - 1] != ' ' && text[from - 1] != ',' &&
               text[from - 1] != ';') {
            --from;
        }
        const std::string_view name = text.substr(from, equals - from);
        std::size_t end = 0;
        std::string_view value;
        if (equals + 1 < text.size() && text[equals + 1] == '"') {
            end = text.find('"', equals + 2);
            if (end == std::string_view::npos) return;
            value = text.substr(equals + 2, end - equals - 2);
            ++end;
        } else {
            end = std::min(text.find_first_of(" ,;", equals + 1), text.size());
            value = text.substr(equals + 1, end - equals - 1);
        }
        if (!name.empty()) row.put(name, value);
        at = end;
    }
}

}  // namespace daicho::govern::logs::detail
