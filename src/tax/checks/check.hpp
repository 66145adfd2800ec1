// データ点検 (checks): named rules that look across registers for what a single row cannot show.
//
//     for (const Check& check : all_checks()) {
//         DAICHO_TRY(found, check.find(question));   // records that a clerk should look at
//     }
//
// A check only reads. Whoever shows its findings to a person records the disclosure
// (register/disclosure.hpp): a list of findings is a list of records. Names and sentences are in
// catalogue/check.yaml under the check's id. A new check is a function in the file of its group and
// a line in that file's list. Ids never change. Threads: any, each with a connection of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "register/query.hpp"
#include "tax/statute/year_statute.hpp"

namespace daicho::tax::checks {

// What is asked: the registers at a moment, judged by the law of a fiscal year.
struct Question {
    registers::Kernel& kernel;
    store::Connection& connection;
    registers::Moment moment;
    const statute::BoundYear& law;
};

// A record and the figures that do not fit; never names or addresses.
struct Found {
    std::uint64_t record = 0;
    std::vector<std::pair<std::string, std::string>> figures;
};
using Findings = std::vector<Found>;

enum class Severity : std::uint8_t {
    caution,  // unusual: somebody should look
    bad,      // wrong: the levy rests on it
};

struct Check {
    std::string_view id;        // "parcel.taxed_over_registered"
    std::string_view of;        // register whose records are found
    Severity severity;
    std::string_view source;    // the law, or what happened elsewhere, that it comes from
    std::vector<std::string_view> reads;  // registers; who may not view them may not ask
    Result<Findings> (*find)(const Question&);

    [[nodiscard]] BilingualText name() const;
    [[nodiscard]] BilingualText compares() const;               // what with what
    [[nodiscard]] BilingualText said_of(const Found& found) const;  // of one record
};

// By group, in the order of the screen.
const std::vector<Check>& all_checks();
const Check* find_check(std::string_view id);
// The key by which people know a record: where it is a reference, the key of what it names.
// Empty when there is no such record at that moment.
Result<std::string> known_key(const Question& question, std::string_view register_name,
                              std::uint64_t record);
std::string_view to_string(Severity severity) noexcept;

// The groups, a file each.
std::vector<Check> land_checks();
std::vector<Check> house_checks();
std::vector<Check> owner_checks();
std::vector<Check> depreciable_checks();

}  // namespace daicho::tax::checks
