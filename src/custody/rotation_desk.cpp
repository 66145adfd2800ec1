#include "custody/rotation_desk.hpp"

#include <fmt/format.h>

#include <chrono>
#include <sstream>

#include "base/decimal.hpp"
#include "custody/detail/names.hpp"
#include "custody/key_care.hpp"
#include "office/directory.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kPause{100};
constexpr const char* kRequest = "city.key.request";
constexpr const char* kAnswer = "city.key.answer";

// A line for each text: none of them can hold a line's end.
std::string lines_of(std::initializer_list<std::string> texts) {
    std::string out;
    for (const std::string& text : texts) out += text.substr(0, text.find('\n')) + "\n";
    return out;
}

std::vector<std::string> read_lines(const fs::path& file) {
    std::istringstream in(detail::read_file(file));
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::string failure(const Error& error) {
    std::string out = lines_of({"failed", error.id, std::to_string(static_cast<int>(error.kind))});
    for (const auto& [name, value] : error.arguments) out += lines_of({name, value});
    return out;
}

Result<CommitNumber> rotate_for(registers::Kernel& kernel, const RotationRequest& request) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(account, office::find_account(kernel, *reader, request.by));
    if (!account) return Error(not_found_error("office.no_account"));
    DAICHO_TRY(person, office::find_person(kernel, *reader, *account,
                                           japan_date(kernel.clock().now())));
    return rotate_city_key(kernel, person.principal, request.keep_old, request.token);
}

Result<CommitNumber> read_answer(const std::vector<std::string>& lines) {
    if (lines.size() >= 2 && lines[0] == "done") {
        DAICHO_TRY(entry, parse_decimal(lines[1], 0));
        return CommitNumber{static_cast<std::uint64_t>(entry)};
    }
    Error error;
    error.id = lines.size() > 1 ? lines[1] : "key.no_answer";
    const bool known = lines.size() > 2 && lines[2].size() == 1;
    error.kind = known ? static_cast<ErrorKind>(lines[2][0] - '0') : ErrorKind::system;
    for (std::size_t i = 3; i + 1 < lines.size(); i += 2) error.with(lines[i], lines[i + 1]);
    return error;
}

}  // namespace

Result<CommitNumber> ask_for_rotation(const fs::path& home, const RotationRequest& request,
                                      int wait_ms) {
    std::error_code code;
    fs::remove(home / kAnswer, code);
    DAICHO_CHECK(detail::write_file(home / kRequest,
                                    lines_of({request.by, request.keep_old, request.token})));
    for (int waited = 0; waited < wait_ms; waited += static_cast<int>(kPause.count())) {
        std::this_thread::sleep_for(kPause);
        const std::vector<std::string> lines = read_lines(home / kAnswer);
        if (lines.empty()) continue;
        fs::remove(home / kAnswer, code);
        return read_answer(lines);
    }
    // Taken back: nobody rotates a key long after it was asked for.
    fs::remove(home / kRequest, code);
    return Error(system_error("key.no_answer").with("folder", home.string()));
}

RotationDesk::RotationDesk(registers::Kernel& kernel) : kernel_(kernel) {
    std::error_code code;
    fs::remove(kernel.home() / kRequest, code);  // of before this server ran
    thread_ = std::thread([this] {
        while (!ends_) {
            look();
            watch_the_year();
            std::this_thread::sleep_for(kPause);
        }
    });
}

RotationDesk::~RotationDesk() {
    ends_ = true;
    thread_.join();
}

// Opening the data begins a period too; this is for a server that runs over 1 April.
void RotationDesk::watch_the_year() {
    const FiscalYear year = fiscal_year_of(japan_date(kernel_.clock().now()));
    if (year == year_) return;
    if (kernel_.begin_body_period_when_due()) year_ = year;
}

void RotationDesk::look() {
    const fs::path file = kernel_.home() / kRequest;
    std::error_code code;
    if (!fs::exists(file, code)) return;
    const std::vector<std::string> lines = read_lines(file);
    fs::remove(file, code);
    if (code || lines.size() != 3) return;
    const auto done = rotate_for(kernel_, {lines[0], lines[1], lines[2]});
    const std::string answer = done ? lines_of({"done", std::to_string(done->value)})
                                    : failure(done.error());
    // Whoever asked waits for it, and says key.no_answer when it cannot be written.
    (void)detail::write_file(kernel_.home() / kAnswer, answer).has_value();
}

}  // namespace daicho::custody
