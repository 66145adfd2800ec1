#include "server/proof_answer.hpp"

#include <algorithm>
#include <numeric>

#include "register/query.hpp"

namespace daicho::server {
namespace {

Tone tone_of(const Evidence& evidence) noexcept {
    if (evidence.state == EvidenceState::unknown) return Tone::open;
    if (evidence.state == EvidenceState::fit) return Tone::ok;
    return evidence.caution ? Tone::warn : Tone::bad;
}

json::Object query_json(const govern::EvidenceQuery& query, const Evidence& evidence) {
    const bool known = evidence.state != EvidenceState::unknown;
    return json::Object{{"kind", "query"},
                        {"name", query.name},
                        {"label", texts(evidence.label)},
                        {"tone", tone_name(tone_of(evidence))},
                        {"expect", query.none ? "none" : "some"},
                        {"count", known ? json::Value(evidence.count) : json::Value(nullptr)},
                        {"route", known ? json::Value(evidence.route) : json::Value(nullptr)}};
}

json::Object test_json(const govern::TestName& test) {
    return json::Object{{"kind", "test"},
                        {"name", test.file + ":" + test.name},
                        {"label", nullptr},
                        {"tone", tone_name(Tone::ok)},
                        {"expect", ""},
                        {"count", nullptr},
                        {"route", nullptr}};
}

// Two queries are one when they ask the same of the same rows.
std::string identity_of(const govern::EvidenceQuery& query) {
    json::Array parts{query.name, query.none};
    for (const auto& [field, text] : query.where) {
        parts.emplace_back(field);
        parts.emplace_back(text);
    }
    return json::write(parts);
}

}  // namespace

std::string_view tone_name(Tone tone) noexcept {
    switch (tone) {
        case Tone::ok: return "ok";
        case Tone::open: return "none";
        case Tone::warn: return "warn";
        case Tone::bad: return "bad";
    }
    return "none";
}

Result<Evidence> ProofDesk::query(const govern::EvidenceQuery& asked) {
    const std::string key = identity_of(asked);
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    DAICHO_TRY(evidence, ask_evidence(*call_, *connection_, asked));
    known_.emplace(key, evidence);
    return evidence;
}

Result<ProofDesk::Answered> ProofDesk::ask(const govern::Proofs& proofs) {
    Answered answered;
    for (const govern::TestName& test : proofs.tests) answered.proofs.push_back(test_json(test));
    for (const govern::EvidenceQuery& asked : proofs.queries) {
        DAICHO_TRY(evidence, query(asked));
        answered.tone = std::max(answered.tone, tone_of(evidence));
        answered.proofs.push_back(query_json(asked, evidence));
    }
    return answered;
}

std::string_view built_version() noexcept { return DAICHO_VERSION; }

Result<std::vector<registers::RecordVersion>> every_record(store::Connection& connection,
                                                           const registers::Definition& definition,
                                                           const registers::Moment& moment) {
    std::vector<std::size_t> fields(definition.fields.size());
    std::iota(fields.begin(), fields.end(), std::size_t{0});
    std::vector<registers::RecordVersion> rows;
    DAICHO_CHECK(registers::scan(
        connection, definition, fields, moment,
        [&](std::uint64_t record, std::span<const registers::Cell> cells) -> Status {
            registers::RecordVersion row;
            row.record = record;
            for (const registers::Cell& cell : cells) {
                row.values.push_back({cell.kind, cell.integer, std::string(cell.bytes)});
            }
            rows.push_back(std::move(row));
            return {};
        }));
    return rows;
}

}  // namespace daicho::server
