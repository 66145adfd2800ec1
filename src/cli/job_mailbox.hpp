// Mailbox: how a command reaches the server that has the data open for writing.
//
// One process writes, so a command beside a server cannot queue a job itself. It puts a letter into
// <home>/jobs (a folder for its owner alone; whoever may write there has the city's key as well)
// and waits for the answer beside it. The server's runner looks once a second. A letter appears
// under its name when it is whole; it is answered once.
#pragma once

#include <filesystem>
#include <functional>

#include "json/reader.hpp"

namespace daicho::cli {

// Puts the letter and waits for the answer. Errors: job.no_answer (no server looked within 15 s;
// the letter is taken back), or the error that the server answered.
Result<json::Value> send_letter(const std::filesystem::path& home, const json::Object& letter);

using Answerer = std::function<Result<json::Object>(const json::Object& letter)>;
// Answers what lies there; for the server.
void answer_letters(const std::filesystem::path& home, const Answerer& answerer);

}  // namespace daicho::cli
