// Error: what went wrong, as a value that a person can act on.
//
// An Error carries a stable id (a key of the message catalogue, e.g. "import.area.not_a_number"),
// named arguments for that message, and where it happened. The texts in Japanese and English come
// from the catalogue (base/message.hpp), never from code, so that both always exist.
// Invariants: `id` is a key of the catalogue; tests/docs checks every id used in src/. Arguments
// and places given through the helpers are UTF-8 of bounded length, whatever they came from.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace daicho {

// Exit status of the command line (contract): no = 1, bad input = 2, system failure = 3.
enum class ErrorKind : std::uint8_t {
    input,      // the caller gave something wrong; saying it again will not help
    denied,     // the principal may not do this
    not_found,  // no such record, register, file
    conflict,   // somebody changed it meanwhile, or two rules claim one input
    system,     // disk, network, database: our side failed
};

struct ErrorWhere {
    std::string file;           // file name as the user gave it, or empty
    std::uint64_t line = 0;     // 1-based; 0 = not a line
    std::string path;           // JSON path or field name, e.g. "parcels[0].area_m2"
    std::string register_name;  // register concerned, or empty
};

struct Error {
    std::string id;
    ErrorKind kind = ErrorKind::input;
    std::vector<std::pair<std::string, std::string>> arguments;
    ErrorWhere where;
    std::vector<Error> causes;  // several faults found in one input, or what lay underneath

    // Chainable helpers; each returns the same error so that a failure reads as one expression.
    Error& with(std::string name, std::string value) &;
    Error&& with(std::string name, std::string value) &&;
    Error&& at(std::string path) &&;
    Error&& at_line(std::string file, std::uint64_t line) &&;
};

Error input_error(std::string id);
Error denied_error(std::string id);
Error not_found_error(std::string id);
Error conflict_error(std::string id);
Error system_error(std::string id);

}  // namespace daicho
