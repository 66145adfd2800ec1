// Preview of a bulk change: every row, old and new, and what is refused and why.
#include <algorithm>

#include "register/compare.hpp"
#include "server/access.hpp"
#include "server/jobs/job_files.hpp"
#include "server/records/bulk_change.hpp"
#include "server/records/change_api.hpp"

namespace daicho::server {
namespace {

using registers::Definition;
using registers::RecordVersion;
using registers::Rehearsal;

constexpr std::size_t kAtOnce = 100;  // rows of one command: whoever waits goes in between

// What the kernel said of one row.
struct Looked {
    std::uint64_t record = 0;
    std::optional<RecordVersion> now;  // as it stands on the day of the change
    bool is_protected = false;
    std::optional<Rehearsal> rehearsal;
    std::optional<Error> refusal;
    std::vector<Error> warnings;
};

struct Preview {
    const Call& call;
    AnswerView& view;
    BulkWish wish;
    registers::Admitted admitted;
    std::vector<Looked> rows;
};

// Whom the person may not see she cannot change by a list either; and what the kernel refuses of
// such a row could quote it.
Status look_first(Preview& preview, std::span<const std::uint64_t> records) {
    const Definition& definition = *preview.wish.definition;
    for (const std::uint64_t record : records) {
        Looked row;
        row.record = record;
        DAICHO_TRY_AS(row.now, registers::read_record(preview.view.connection(), definition, record,
                                                      preview.view.moment()));
        if (!row.now) {  // not there on that day: what it was last says whether she may see it
            DAICHO_TRY(history,
                       registers::read_history(preview.view.connection(), definition, record));
            if (!history.empty()) row.now = std::move(history.back());
        }
        row.is_protected = row.now && preview.view.is_protected(definition, *row.now);
        if (row.is_protected) row.refusal = bulk_protected();
        preview.rows.push_back(std::move(row));
    }
    return {};
}

Status warn_of_scheduled(Preview& preview, Looked& row) {
    const Definition& definition = *preview.wish.definition;
    DAICHO_TRY(coming, registers::scheduled_changes(preview.view.connection(), definition,
                                                    row.record, preview.wish.valid.from));
    const auto within = std::ranges::count_if(coming, [&](const RecordVersion& one) {
        return one.valid.from > preview.wish.valid.from && one.valid.from < preview.wish.valid.to;
    });
    if (within > 0) {
        row.warnings.push_back(input_error("bulk.scheduled").with("n", std::to_string(within)));
    }
    return {};
}

// A fault of the machine ends the preview; everything else is an answer about that row.
Status rehearse(registers::Context& context, Preview& preview, Looked& row) {
    if (row.refusal) return {};
    auto rehearsed = registers::rehearse_change(context, preview.admitted,
                                                change_of(preview.wish, {row.record, 0}));
    if (rehearsed) {
        row.warnings = rehearsed->warnings;
        row.rehearsal = std::move(*rehearsed);
        return {};
    }
    if (rehearsed.error().kind == ErrorKind::system) return Error(rehearsed.error());
    row.refusal = std::move(rehearsed.error());
    return {};
}

Status rehearse_all(Preview& preview) {
    registers::Kernel& kernel = preview.call.app.kernel;
    for (std::size_t from = 0; from < preview.rows.size(); from += kAtOnce) {
        const std::size_t to = std::min(from + kAtOnce, preview.rows.size());
        DAICHO_CHECK(kernel.command(
            [&](registers::Context& context) -> Status {
                for (std::size_t i = from; i < to; ++i) {
                    DAICHO_CHECK(rehearse(context, preview, preview.rows[i]));
                }
                return {};
            },
            store::Priority::background));
    }
    for (Looked& row : preview.rows) {
        if (row.rehearsal) DAICHO_CHECK(warn_of_scheduled(preview, row));
    }
    return {};
}

// Of the fields asked for, those that would become another.
std::vector<std::size_t> differing(const BulkWish& wish, const Rehearsal& rehearsal) {
    std::vector<std::size_t> fields;
    for (const auto& [name, text] : wish.values) {
        const std::size_t field = wish.definition->index_of(name);
        const registers::OwnedValue& before = rehearsal.before.values[field];
        const registers::OwnedValue& after = rehearsal.values[field];
        const bool same = before.kind == after.kind && before.integer == after.integer &&
                          before.bytes == after.bytes;
        if (!same) fields.push_back(field);
    }
    return fields;
}

json::Array texts_of(const std::vector<Error>& errors) {
    json::Array list;
    for (const Error& error : errors) list.push_back(described(error));
    return list;
}

json::Object row_json(Preview& preview, const Looked& row, BulkPlan& plan) {
    const Definition& definition = *preview.wish.definition;
    json::Object out{
        {"id", id_text(row.record)},
        {"key", row.now ? shown_key(preview.view, definition, *row.now) : id_text(row.record)},
        {"protected", row.is_protected}};
    json::Array differences;
    std::string_view state = "refused";
    if (row.rehearsal) {
        const auto fields = differing(preview.wish, *row.rehearsal);
        state = fields.empty() ? "same" : "ready";
        RecordVersion after = row.rehearsal->before;
        after.values = row.rehearsal->values;
        differences =
            differences_json(preview.view, definition, fields, row.rehearsal->before, after);
        if (!fields.empty()) plan.rows.push_back({row.record, row.rehearsal->before.version});
    }
    out["state"] = state;
    out["differences"] = std::move(differences);
    out["reasons"] = row.refusal ? reasons_json(*row.refusal) : json::Array();
    out["warnings"] = texts_of(row.warnings);
    return out;
}

Result<std::uint64_t> keep(const Call& call, const BulkPlan& plan) {
    const std::uint64_t account = call.session.person.principal.account;
    const std::string text = write_bulk_plan(plan);
    std::uint64_t file = 0;
    DAICHO_CHECK(call.app.kernel.command([&](registers::Context& context) -> Status {
        DAICHO_CHECK(drop_earlier(context, account, kBulkFile));
        JobFile one;
        one.account = account;
        one.name = std::string(kBulkFile);
        DAICHO_TRY_AS(file, keep_file(context, one, text));
        return {};
    }));
    return file;
}

Answer answer_of(Preview& preview, std::int64_t started) {
    BulkPlan plan{preview.wish, {}};
    json::Array rows;
    std::int64_t same = 0, refused = 0;
    for (const Looked& row : preview.rows) {
        json::Object one = row_json(preview, row, plan);
        same += one.at("state") == "same";
        refused += one.at("state") == "refused";
        rows.push_back(std::move(one));
    }
    DAICHO_TRY(file, keep(preview.call, plan));
    return json_answer(json::Object{{"file", id_text(file)},
                                    {"approval", preview.admitted.provisional},
                                    {"total", preview.rows.size()},
                                    {"ready", plan.rows.size()},
                                    {"same", same},
                                    {"refused", refused},
                                    {"rows", std::move(rows)},
                                    {"took_ms", monotonic_ms() - started}});
}

}  // namespace

Answer bulk_preview_api(const Call& call) {
    if (call.request.method != net::Method::post || call.path.size() != 3) {
        return no_such_address(call);
    }
    const std::int64_t started = monotonic_ms();
    DAICHO_TRY(allowed, permitted(call, call.path[1]));
    const Definition& definition = *allowed.definition;
    DAICHO_CHECK(viewing_purpose(call, definition));
    DAICHO_TRY(body, body_of(call));
    json::ObjectReader in(body, "");
    Selection selection;
    if (auto part = in.optional_object("selection")) selection = read_selection(*part);
    const BulkWish wish = read_bulk_wish(in, definition);
    DAICHO_CHECK(in.finish());
    DAICHO_CHECK(check_bulk_wish(wish));
    DAICHO_TRY(admitted, registers::admit_change(call.app.kernel, call.session.person.principal,
                                                 change_of(wish, {1, 0})));
    DAICHO_TRY(reader, call.app.kernel.reader());
    AnswerView list(call, *reader, {selection.as_of.value_or(today(call.app)), std::nullopt});
    DAICHO_TRY(records, records_of(call, list, definition, selection, kMostBulkRows));
    AnswerView view(call, *reader, {wish.valid.from, std::nullopt});
    Preview preview{call, view, wish, admitted, {}};
    DAICHO_CHECK(look_first(preview, records));
    DAICHO_CHECK(rehearse_all(preview));
    DAICHO_CHECK(record_disclosure(call, allowed, journal::EntryKind::disclosure_search, records,
                                   R"("form":"bulk_change")"));
    return answer_of(preview, started);
}

}  // namespace daicho::server
