// Deadlines: what must be done until when, for whoever asks – by law, by the definition of a
// register or by a setting of the municipality –, the most urgent first. Nothing is remembered
// between two requests; what is done is not named any more.
#pragma once

#include <vector>

#include "server/access.hpp"

namespace daicho::server {

struct Deadline {
    Date due;
    std::string_view id;  // of its text
    std::vector<std::pair<std::string, std::string>> arguments;
    std::string cite;  // the law or the city's rule; empty: somebody entered the day
    std::string route;
};

// Of what the asker may see or do; none names a person. Most urgent first.
Result<std::vector<Deadline>> deadlines(const Call& call, store::Connection& connection);
// Changes that wait for this person's decision, or were refused to her.
Result<std::uint64_t> waiting_changes(const Call& call, store::Connection& connection);
json::Value deadline_json(const Deadline& deadline, Date today);

}  // namespace daicho::server
