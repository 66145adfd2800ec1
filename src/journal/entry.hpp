// One entry of the journal: a small hashed header and a sealed body (decisions 9, docs/formats.md).
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.hpp"
#include "base/digest.hpp"
#include "base/interval.hpp"

namespace daicho::journal {

// What an entry records. Numbers are stored and hashed: never reuse one.
enum class EntryKind : std::uint16_t {
    genesis = 1,        // first entry of a municipality: its id
    sign_in = 10,
    sign_out = 11,
    sign_in_refused = 12,
    session_expired = 13,
    account_locked = 14,    // too many failed sign-ins
    account_unlocked = 15,  // by a second person
    factor_added = 16,      // a second factor (code generator, passkey) of an account
    factor_removed = 17,
    sessions_ended = 18,    // all of an account, by somebody else
    password_reset = 19,    // a first password given by an administrator
    change = 20,        // rows were added to one register
    import = 21,        // the same, by an import
    job = 22,           // the same, by a job (levy)
    definition = 23,    // a register definition was added or changed
    credential = 24,    // a password was set or changed
    personnel_order = 25,   // a list of transfers landed
    emergency_opened = 26,  // a sealed role opened with a reason
    emergency_reviewed = 27,
    disclosure_view = 30,
    disclosure_search = 31,
    disclosure_export = 32,
    disclosure_print = 33,
    disclosure_report = 34,  // a person's report of who was shown her record
    refusal = 40,       // somebody tried what they may not
    job_started = 50,
    job_ended = 51,
    run_confirmed = 52,
    job_queued = 53,
    job_cancelled = 54,
    job_planned = 55,   // a plan of jobs was made or ended
    verification = 60,
    alarm = 61,         // something looks like an attack
    proposed = 70,      // a change was entered that awaits approval (仮登録)
    moved = 71,         // … went on to a further state of the workflow
    approved = 72,      // … was approved: the rows are confirmed (本登録)
    refused = 73,       // … was refused, with a reason
    withdrawn = 74,     // … was taken back by whoever entered it
    body_period = 80,       // bodies are sealed under a new key; `first version` is its number
    erasure_proposed = 81,  // rows of register erasure_proposal
    erasure_approved = 82,  // the same, by a second person
    erasure = 83,           // personal columns were emptied: docs/formats.md 2.1
    bodies_erased = 84,     // the key of a period was destroyed; `first version` is its number
    backup_made = 85,
    erasure_replayed = 86,  // the same as 83, after a restore of older data
    city_key_rotated = 87,
    key_backup_made = 88,
    backups_pruned = 89,
    masked_copy_proposed = 90,
    masked_copy_approved = 91,
    masked_copy_made = 92,
    bodies_erased_replayed = 93,  // the same as 84, after a restore of older data or keys
    logs_analysed = 100,       // a run over logs: source, period, files by digest, editions, hits
    logs_reviewed = 101,       // … was reviewed by somebody else
    account_list_received = 110,  // a list of another system's accounts landed: digest, counts
    account_round_opened = 111,   // a review of accounts began
    account_decided = 112,        // manager or system manager decided on accounts
    account_round_closed = 113,   // … was sealed: digest of its evidence
    disposal_certified = 115,  // the certificate of a disposal of media was made
    audit_report_made = 120,   // papers of an audit year: the report,
    remedy_manual_made = 121,  // … the manual of findings and remedies,
    improvement_plans_made = 122,  // … the list of improvement plans
    document_shown = 135,    // a disclosure: the bytes of a document were shown in the page
    document_fetched = 136,  // … were fetched as a file
    document_received = 137, // a file was brought for a field; it is no document of a record yet
    document_refused = 138,  // … was refused for what it is
    letter_approved = 155,   // a letter got its number; digest of its text
    letter_sent = 156,       // … left the city
    request_decided = 157,   // a request about personal information was decided, days late
    file_register_published = 158,  // an edition of the register of files; digest of its lines
    incident_opened = 160,   // an incident, by whoever noticed it
    incident_decided = 161,  // its facts: whether law wants a report, whether it is a serious one
    incident_paper_made = 162,      // a report of an incident as a paper
    migration_opened = 163,         // an order was approved: rights that end by themselves
    migration_closed = 164,         // … was closed: everything is erased; its report
};

// Somebody was shown records that the body names.
constexpr bool is_disclosure(EntryKind kind) noexcept {
    const auto number = static_cast<std::uint16_t>(kind);
    return (number >= 30 && number < 40) || kind == EntryKind::document_shown ||
           kind == EntryKind::document_fetched;
}

// Header fields in hashing order behind a format byte; integers big-endian; 141 bytes in all.
inline constexpr std::uint32_t kMaxRowsPerEntry = 10'000;

struct EntryHeader {
    std::uint64_t number = 0;         // 1-based, without gaps
    Instant time;                     // UTC, microseconds
    EntryKind kind = EntryKind::change;
    std::uint64_t principal = 0;      // record id in register `account`; 0 = the system itself
    std::uint16_t capacity = 0;       // role code in which the principal acted
    std::uint16_t purpose = 0;        // purpose code; 0 = not asked
    std::uint16_t register_number = 0;  // 0 = none
    std::uint64_t first_version = 0;  // sealed rows: version ids first … first + count − 1
    std::uint32_t row_count = 0;      // at most 10,000
    Digest row_root{};                // Merkle root of the rows' digests; zero if none
    Digest body_salt{};               // random; without it the body cannot be guessed
    Digest body_hash{};               // SHA-256(salt ‖ plain body)
};

Bytes encode(const EntryHeader& header);
Result<EntryHeader> decode_header(ByteView bytes);  // error: journal.bad_header

// What the caller gives; the journal adds number, time and hashes.
struct EntryDraft {
    EntryKind kind = EntryKind::change;
    std::uint64_t principal = 0;
    std::uint16_t capacity = 0;
    std::uint16_t purpose = 0;
    std::uint16_t register_number = 0;
    std::uint64_t first_version = 0;
    std::uint32_t row_count = 0;
    Digest row_root{};
    std::string body;  // JSON: subject ids, search terms (blind), reason; sealed before storage
};

}  // namespace daicho::journal
