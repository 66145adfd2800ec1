// 事案 (register log_case): hits about one person under one rule are worked on together.
//
// A hit joins the open case of its rule and person; without one it begins a case. A hit that was
// found before – the same source, rule, group and time – goes to the case of then, whatever became
// of that, and is not counted again: a run that is repeated over the same file changes no case.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/message.hpp"
#include "identity/principal.hpp"
#include "register/kernel.hpp"

namespace daicho::server {

struct FoundHit {
    std::string rule;
    BilingualText title;
    std::string level;
    std::string person;
    Date day;
    std::string fingerprint;
};

struct CaseCounts {
    std::size_t begun = 0;   // new cases
    std::size_t joined = 0;  // hits that joined an open one
    std::size_t known = 0;   // hits that were found before
};

class LogCases {
public:
    // Within the command that records the run; context and principal must outlive it.
    static Result<LogCases> open(registers::Kernel& kernel, registers::Context& context,
                                 const identity::Principal& principal, std::uint16_t capacity);
    // Number of the hit's case, which is begun where needed.
    Result<std::string> join(const FoundHit& hit, CaseCounts& counts);
    // Writes what the hits of this run made of their cases: one version each.
    Status finish();

private:
    LogCases(registers::Context& context, const identity::Principal& principal,
             std::uint16_t capacity)
        : context_(context), principal_(principal), capacity_(capacity) {}
    Result<std::string> known_case(const FoundHit& hit);
    Result<std::string> open_case(const FoundHit& hit);
    Result<std::string> begin(const FoundHit& hit);
    Status grow(const std::string& number, const std::vector<Date>& days);

    registers::Context& context_;
    const identity::Principal& principal_;
    std::uint16_t capacity_;
    const registers::Definition* hits_ = nullptr;
    const registers::Definition* cases_ = nullptr;
    Date today_;
    std::uint64_t last_ = 0;  // newest number of the year
    // Of this run: cases by fingerprint, open ones by rule and person, days of what joined them.
    std::map<std::string, std::string> of_print_;
    std::map<std::pair<std::string, std::string>, std::string> open_;
    std::map<std::string, std::vector<Date>> joined_;
};

}  // namespace daicho::server
