#include "register/disclosure.hpp"

#include "register/seen_index.hpp"

namespace daicho::registers {
namespace {

journal::EntryDraft draft_of(const identity::Principal& principal, std::uint16_t capacity,
                             const Disclosure& disclosure) {
    journal::EntryDraft draft;
    draft.kind = disclosure.kind;
    draft.principal = principal.account;
    draft.capacity = capacity;
    draft.purpose = disclosure.purpose;
    draft.register_number = disclosure.definition->number;
    std::string& body = draft.body;
    body = R"({"records":[)";
    for (std::size_t i = 0; i < disclosure.records.size(); ++i) {
        if (i != 0) body += ',';
        body += std::to_string(disclosure.records[i]);
    }
    body += ']';
    if (!disclosure.detail.empty()) body += ',' + disclosure.detail;
    const std::uint64_t delegator =
        principal.on_behalf(capacity, disclosure.definition->task_id);
    if (delegator != 0) body += ",\"for\":" + std::to_string(delegator);
    body += '}';
    return draft;
}

Status enter(Context& context, const journal::EntryDraft& draft) {
    DAICHO_CHECK(context.journal.append(context.connection, draft));
    return {};
}

}  // namespace

bool must_disclose(const Definition& definition) noexcept {
    if (definition.has_personal) return true;
    for (const Field& field : definition.fields) {
        if (field.type == FieldType::ref && field.target == "addressee") return true;
    }
    return false;
}

Status disclose(Kernel& kernel, const identity::Principal& principal, std::uint16_t capacity,
                const Disclosure& disclosure) {
    const journal::EntryDraft draft = draft_of(principal, capacity, disclosure);
    return kernel.command([&](Context& context) { return enter(context, draft); });
}

void disclose_later(Kernel& kernel, const identity::Principal& principal, std::uint16_t capacity,
                    const Disclosure& disclosure, store::Writer::Then then) {
    kernel.command_later(
        [draft = draft_of(principal, capacity, disclosure)](Context& context) {
            return enter(context, draft);
        },
        std::move(then));
}

Result<std::vector<Viewing>> viewings(Kernel& kernel, const Definition& definition,
                                      std::uint64_t record, std::size_t limit) {
    std::vector<std::uint64_t> entries;
    if (kernel.writes()) DAICHO_CHECK(catch_up_seen(kernel));
    DAICHO_TRY(reader, kernel.reader());
    if (!kernel.writes()) {
        DAICHO_TRY(newest, seen_unindexed(*reader, kernel.journal(), definition, record));
        entries = std::move(newest);
    }
    DAICHO_TRY(row, reader->cached("SELECT entry FROM w_seen WHERE record_register = ? AND "
                                   "record_id = ? ORDER BY entry DESC LIMIT ?"));
    row->bind(0, definition.number);
    row->bind(1, static_cast<std::int64_t>(record));
    row->bind(2, static_cast<std::int64_t>(limit));
    for (;;) {
        DAICHO_TRY(there, row->step());
        if (!there) break;
        entries.push_back(static_cast<std::uint64_t>(row->integer(0)));
    }
    if (entries.size() > limit) entries.resize(limit);
    std::vector<Viewing> list;
    for (const std::uint64_t entry : entries) {
        DAICHO_TRY(stored, journal::read_entry(*reader, entry));
        const journal::EntryHeader& header = stored.header;
        list.push_back({{entry}, header.time, header.principal, header.capacity, header.purpose,
                        header.kind});
    }
    return list;
}

}  // namespace daicho::registers
