#include "cli/account_commands.hpp"
#include "cli/personnel_command.hpp"
#include "cli/command.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/audit_commands.hpp"
#include "cli/backup_commands.hpp"
#include "cli/check_command.hpp"
#include "cli/copy_commands.hpp"
#include "cli/criteria_commands.hpp"
#include "cli/doctor_command.hpp"
#include "cli/export_command.hpp"
#include "cli/job_commands.hpp"
#include "cli/journal_commands.hpp"
#include "cli/log_commands.hpp"
#include "cli/key_commands.hpp"
#include "cli/record_commands.hpp"
#include "cli/accounts_command.hpp"
#include "cli/disposal_commands.hpp"
#include "cli/document_commands.hpp"
#include "cli/entrust_commands.hpp"
#include "cli/witness_command.hpp"
#include "cli/register_commands.hpp"
#include "cli/retention_commands.hpp"

namespace daicho::cli {
namespace {

constexpr std::size_t kMaxInput = 16 * 1024 * 1024;

Language language_of_environment() {
    for (const char* name : {"DAICHO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        const std::string_view text(value);
        if (text.starts_with("ja")) return Language::japanese;
        if (text.starts_with("en")) return Language::english;
    }
    return Language::japanese;
}

void print_help(const std::vector<Command>& commands, Language language) {
    std::cerr << message("cli.help", language) << "\n\n";
    for (const Command& command : commands) {
        std::cerr << "  daicho " << command.name << " " << command.usage << "\n      "
                  << command.help.in(language) << "\n";
    }
}

Exit exit_for(const Error& error) {
    return error.kind == ErrorKind::system ? Exit::failed : Exit::bad_input;
}

int report(const Error& error, Language language) {
    print_json(json::errors_document(error));
    std::cerr << describe_with_place(error, language) << "\n";
    return static_cast<int>(exit_for(error));
}

// The command whose name is the first one or two words; nullptr = none.
const Command* find(const std::vector<Command>& commands, std::vector<std::string>& words) {
    for (const std::size_t length : {std::size_t{3}, std::size_t{2}, std::size_t{1}}) {
        if (words.size() < length) continue;
        std::string name = words[0];
        for (std::size_t i = 1; i < length; ++i) name += " " + words[i];
        for (const Command& command : commands) {
            if (command.name != name) continue;
            words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(length));
            return &command;
        }
    }
    return nullptr;
}

}  // namespace

bool Arguments::flag(std::string_view name) {
    const auto found = std::find(words_.begin(), words_.end(), name);
    if (found == words_.end()) return false;
    words_.erase(found);
    return true;
}

std::string Arguments::option(std::string_view name) {
    const auto found = std::find(words_.begin(), words_.end(), name);
    if (found == words_.end() || found + 1 == words_.end()) return {};
    std::string value = *(found + 1);
    words_.erase(found, found + 2);
    return value;
}

std::string Arguments::word() {
    const auto found = std::find_if(words_.begin(), words_.end(), [](const std::string& text) {
        return text == "-" || !text.starts_with("-");
    });
    if (found == words_.end()) return {};
    std::string value = *found;
    words_.erase(found);
    return value;
}

Status Arguments::finish() const {
    if (words_.empty()) return {};
    return input_error("cli.unknown_word").with("word", words_.front());
}

Result<std::string> read_input(const std::string& file) {
    if (file.empty()) return input_error("cli.no_file");
    std::ifstream opened;
    if (file != "-") {
        std::error_code code;
        opened.open(file, std::ios::binary);
        if (!opened || std::filesystem::is_directory(file, code)) {
            return input_error("cli.cannot_read").with("file", file);
        }
    }
    std::istream& in = file == "-" ? std::cin : opened;
    std::string text(kMaxInput + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

Result<json::Value> read_json(const std::string& file) {
    DAICHO_TRY(text, read_input(file));
    auto value = json::parse(text);
    if (!value) {
        value.error().where.file = file == "-" ? "" : file;
        return std::move(value.error());
    }
    return value;
}

void print_json(const json::Value& value) { std::cout << json::write_pretty(value) << std::flush; }

std::vector<Command> all_commands() {
    std::vector<Command> commands;
    for (auto part : {question_commands(), pia_commands(), data_commands(), register_commands(),
                      record_commands(),
                      criteria_commands(), entrust_commands(), document_commands(),
                      disposal_commands(), accounts_commands(), audit_commands(),
                      witness_commands(), export_commands(),
                      journal_commands(), check_commands(), log_commands(), run_commands(),
                      doctor_commands(), retention_commands(), backup_commands(), copy_commands(),
                      key_commands(), account_commands(), personnel_commands(),
                      job_commands()}) {
        commands.insert(commands.end(), part.begin(), part.end());
    }
    return commands;
}

int run(int argc, char** argv) {
    const Language language = language_of_environment();
    std::vector<std::string> words(argv + 1, argv + argc);
    const std::vector<Command> commands = all_commands();
    if (words.empty() || words[0] == "--help" || words[0] == "help") {
        print_help(commands, language);
        return words.empty() ? static_cast<int>(Exit::bad_input) : 0;
    }
    const Command* command = find(commands, words);
    if (command == nullptr) {
        return report(input_error("cli.unknown_command").with("word", words[0]), language);
    }
    Invocation invocation{Arguments(std::move(words)), find_places(), language};
    if (invocation.arguments.flag("--help")) {
        print_help({*command}, language);
        return 0;
    }
    const auto exit = command->run(invocation);
    if (!exit) return report(exit.error(), language);
    return static_cast<int>(*exit);
}

}  // namespace daicho::cli
