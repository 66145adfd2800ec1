// Taxpayer sheet (納税義務者): one addressee with everything one year's levy says of it.
#pragma once

#include "server/access.hpp"
#include "server/people_view.hpp"
#include "server/records/record_view.hpp"
#include "server/tax/levy_lookup.hpp"

namespace daicho::server {

// What every answer about a taxpayer starts from.
struct Taxpayer {
    Allowed addressee;
    std::uint64_t record = 0;
    std::string number;
    registers::RecordVersion version;
    bool is_protected = false;
    FiscalYear year;
    tax::levy::RunFacts run;  // record 0: the year has none
};

// Asks permission for the addressee and for the levy's results. Errors: register.denied,
// api.no_taxpayer, api.bad_year.
Result<Taxpayer> find_taxpayer(const Call& call, AnswerView& view, std::string_view number);

// Entry in the journal that the taxpayer, and `others`, were shown; durable when it returns.
Status disclose_taxpayer(const Call& call, const Taxpayer& taxpayer, journal::EntryKind kind,
                         std::vector<std::uint64_t> others, std::string detail);

// The document of GET /api/taxpayers/{no}; the disclosure is durable when it returns.
Result<json::Object> taxpayer_sheet(const Call& call, AnswerView& view, const Taxpayer& taxpayer);

// --- parts of it
json::Value addressee_json(AnswerView& view, const Taxpayer& taxpayer);
struct Relatives {
    json::Array members;  // of this group of co-owners
    json::Array groups;   // that this person belongs to
    std::vector<std::uint64_t> shown;
};
Result<Relatives> relatives_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer);
// Null when the run has no row for the taxpayer.
Result<json::Value> levy_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer);
Result<json::Array> years_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer);
Result<json::Array> land_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer);
Result<json::Array> houses_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer);
Result<json::Array> depreciable_json(const Call& call, AnswerView& view, const Taxpayer& taxpayer);

// A parcel, house or asset as the run saw it: on 1 January, as known then; nothing if it is gone.
Result<std::optional<registers::RecordVersion>> levied_object(store::Connection& connection,
                                                              const registers::Definition& of,
                                                              std::uint64_t record,
                                                              const tax::levy::RunFacts& run);

BilingualText component_label(tax::rules::ComponentKind kind);

}  // namespace daicho::server
