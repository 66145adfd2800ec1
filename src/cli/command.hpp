// Command: one entry of the command line, and what all of them share.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.hpp"
#include "cli/places.hpp"
#include "json/reader.hpp"

namespace daicho::cli {

enum class Exit : int { done = 0, no = 1, bad_input = 2, failed = 3 };

// The words after the command's name: options taken out by name, the rest in order.
class Arguments {
public:
    explicit Arguments(std::vector<std::string> words) : words_(std::move(words)) {}
    // True when `--name` was there; it is taken out.
    bool flag(std::string_view name);
    // Value of `--name VALUE`; empty when absent.
    std::string option(std::string_view name);
    // The next word that is no option; empty when there is none.
    std::string word();
    // Error cli.unknown_word when anything is left.
    [[nodiscard]] Status finish() const;

private:
    std::vector<std::string> words_;
};

struct Invocation {
    Arguments arguments;
    Places places;
    Language language = Language::japanese;
};

struct Command {
    std::string name;   // "tax case"
    std::string usage;  // "FILE [--explain] [--provisional]"
    BilingualText help;
    std::function<Result<Exit>(Invocation&)> run;
};

// All commands, in the order of the help.
std::vector<Command> all_commands();
std::vector<Command> question_commands();
std::vector<Command> pia_commands();
std::vector<Command> data_commands();
std::vector<Command> run_commands();

// A file's bytes, or standard input for "-". At most 16 MiB. Errors: cli.cannot_read, cli.no_file.
Result<std::string> read_input(const std::string& file);
Result<json::Value> read_json(const std::string& file);
void print_json(const json::Value& value);
// Runs argv; prints errors; gives the exit status.
int run(int argc, char** argv);

}  // namespace daicho::cli
