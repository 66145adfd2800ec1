// 可搬媒体 (portable media): asked for by one person, approved by another, handed out against its
// serial number and a key, back with who and when, counted by two. One command changes loan, use
// and medium together, so that the ledger never says something else than the desk.
#pragma once

#include "identity/principal.hpp"
#include "json/reader.hpp"
#include "media/desk.hpp"

namespace daicho::media {

struct LoanRequest {
    std::string medium;  // medium number or serial number
    std::string purpose;
    std::string system;  // number, or empty
    std::string data_kind;
    std::string why_not_transfer;
    std::string section;
    std::string terminal;  // number, or empty: any
    std::string due;       // ISO
    bool carry_out = false;
    std::string origin = "published";
};
// Number of the loan. Errors: portable.no_medium, .not_portable, .asked_already, those of a change.
Result<std::string> request_loan(registers::Kernel& kernel, const identity::Principal& principal,
                                 const LoanRequest& asked);
// Errors: portable.no_loan, .not_waiting, .own_request, those of a change.
Status decide_loan(registers::Kernel& kernel, const identity::Principal& principal,
                   std::uint64_t loan, bool approved, const std::string& reason);

struct Scan {
    std::string typed;   // serial or medium number, as read by a barcode reader
    std::string key_no;  // asked when it goes out
    std::string erased;  // yes no kept, asked when it comes back
};
struct Scanned {
    bool out = false;  // handed out; else taken back
    std::string medium;
    std::string serial;
    std::string loan;
    std::string person;  // who asked for it
};
// What is lent comes back, what has an approved loan goes out. Errors: portable.no_medium,
// .nothing_approved, .no_key, .erased_unknown, those of a change.
Result<Scanned> scan(registers::Kernel& kernel, const identity::Principal& principal,
                     const Scan& scanned);

struct Counted {
    std::string number;
    std::string state;  // first agrees differs
    std::int64_t expected = 0;
    std::int64_t out = 0;
};
// The first person's count of today opens a row, the second one's closes it. `span`: day | month.
// Errors: portable.counted_alone, .counted_already, .bad_span, those of a change.
Result<Counted> count_media(registers::Kernel& kernel, const identity::Principal& principal,
                            const std::string& span, std::int64_t found,
                            const std::string& why);

// What the screen shows: out, waiting, approved, devices to look at, the newest counts.
Result<json::Value> portable_view(registers::Kernel& kernel, store::Connection& connection,
                                  const identity::Principal& principal, Date today);

}  // namespace daicho::media
