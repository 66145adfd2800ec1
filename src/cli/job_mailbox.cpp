#include "cli/job_mailbox.hpp"

#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/clock.hpp"

namespace daicho::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kPatienceMs = 15'000;
constexpr std::chrono::milliseconds kLook{100};
constexpr std::size_t kMostBytes = 64 * 1024;
constexpr const char* kLetter = ".letter";
constexpr const char* kAnswer = ".answer";

fs::path folder_of(const fs::path& home) {
    const fs::path folder = home / "jobs";
    std::error_code code;
    fs::create_directory(folder, code);
    fs::permissions(folder, fs::perms::owner_all, code);
    return folder;
}

// Whole or not at all.
bool put(const fs::path& file, const std::string& text) {
    const fs::path beside = file.string() + ".part";
    std::error_code code;
    {
        std::ofstream out(beside, std::ios::binary | std::ios::trunc);
        fs::permissions(beside, fs::perms::owner_read | fs::perms::owner_write, code);
        out << text;
        out.flush();
        if (!out) return false;
    }
    fs::rename(beside, file, code);
    return !code;
}

std::string take(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    in.close();
    std::error_code code;
    fs::remove(file, code);
    return text.str();
}

// The error as the server said it; its words come from the same catalogue.
Error told(const json::Value& answer) {
    Error error = conflict_error(std::string(answer.at("id").as_string()));
    if (answer.at("input") == true) error.kind = ErrorKind::input;
    for (const auto& [name, value] : answer.at("arguments").as_object()) {
        if (value.is_string()) error.arguments.emplace_back(name, value.get_string());
    }
    return error;
}

json::Object refusal(const Error& error) {
    json::Object arguments;
    for (const auto& [name, value] : error.arguments) arguments[name] = value;
    return {{"id", error.id},
            {"input", error.kind == ErrorKind::input},
            {"arguments", std::move(arguments)}};
}

json::Object answer_one(const fs::path& file, const Answerer& answerer) {
    std::error_code code;
    if (fs::file_size(file, code) > kMostBytes || code) {
        fs::remove(file, code);
        return {{"error", refusal(input_error("job.bad_letter"))}};
    }
    const auto letter = json::parse(take(file));
    if (!letter || !letter->is_object()) {
        return {{"error", refusal(input_error("job.bad_letter"))}};
    }
    auto answer = answerer(letter->get_object());
    if (!answer) return {{"error", refusal(answer.error())}};
    return {{"answer", std::move(*answer)}};
}

}  // namespace

Result<json::Value> send_letter(const fs::path& home, const json::Object& letter) {
    const SystemClock clock;
    const std::string name =
        std::to_string(clock.now().micros) + "-" + std::to_string(::getpid());
    const fs::path folder = folder_of(home);
    const fs::path file = folder / (name + kLetter);
    const fs::path reply = folder / (name + kAnswer);
    if (!put(file, json::write(json::Value(letter)))) {
        return system_error("demo.cannot_write").with("file", file.string());
    }
    std::error_code code;
    const std::int64_t began = monotonic_ms();
    while (!fs::exists(reply, code)) {
        if (monotonic_ms() - began > kPatienceMs && fs::remove(file, code)) {
            return conflict_error("job.no_answer");
        }
        // Taken but not answered: twice as long, then nobody knows.
        if (monotonic_ms() - began > 2 * kPatienceMs) return system_error("job.no_answer");
        std::this_thread::sleep_for(kLook);
    }
    DAICHO_TRY(answer, json::parse(take(reply)));
    if (!answer.is_object()) return system_error("job.no_answer");
    if (const json::Value* error = answer.get_object().if_contains("error")) return told(*error);
    return answer.at("answer");
}

void answer_letters(const fs::path& home, const Answerer& answerer) {
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(home / "jobs", code)) {
        const fs::path file = entry.path();
        if (file.extension() != kLetter || !fs::is_regular_file(fs::symlink_status(file))) continue;
        const std::string answer = json::write(json::Value(answer_one(file, answerer)));
        (void)put(fs::path(file).replace_extension(kAnswer), answer);
    }
}

}  // namespace daicho::cli
