// 機器の接続記録 (device log): which serial numbers terminals saw plugged in, from a CSV file, held
// against the ledger of media and the loans of that day.
//
// The file has a header and one connection a line: terminal, serial, plugged_on (ISO), plugged_at
// (HH:MM or HH:MM:SS) and, if it likes, device; Japanese heads 端末 製造番号 接続日 接続時刻 機器
// serve as well. UTF-8 or CP932. Every bad line is named.
#pragma once

#include "identity/principal.hpp"
#include "json/reader.hpp"
#include "media/desk.hpp"

namespace daicho::media {

inline constexpr std::size_t kMostLogBytes = 4 * 1024 * 1024;
inline constexpr std::size_t kMostConnections = 20'000;

struct Connection {
    std::string terminal;
    std::string serial;
    std::string device;
    Date day;
    std::string time;
    std::uint64_t line = 0;
};
// Errors: portable.log_too_large, .log_too_many, .log_no_column, .log_bad_lines with every line as
// a cause (.log_field, .log_day, .log_time), those of csv.*.
Result<std::vector<Connection>> read_device_log(std::string_view bytes, std::string name);

struct AddedConnections {
    std::uint64_t lent = 0;
    std::uint64_t unknown = 0;
    std::uint64_t no_loan = 0;
    std::uint64_t other_terminal = 0;
};
// All of the file or nothing. Errors: those of reading, portable.log_known (the same file), those
// of a change.
Result<AddedConnections> add_device_log(registers::Kernel& kernel,
                                        const identity::Principal& principal,
                                        std::string_view bytes, const std::string& name,
                                        const std::string& origin = "published");
json::Value to_json(const AddedConnections& added);

}  // namespace daicho::media
