#include "register/disclosure.hpp"

namespace daicho::registers {

bool must_disclose(const Definition& definition) noexcept {
    if (definition.has_personal) return true;
    for (const Field& field : definition.fields) {
        if (field.type == FieldType::ref && field.target == "addressee") return true;
    }
    return false;
}

Status disclose(Kernel& kernel, const identity::Principal& principal, std::uint16_t capacity,
                const Disclosure& disclosure) {
    std::string body = R"({"records":[)";
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
    return kernel.command([&](Context& context) -> Status {
        journal::EntryDraft draft;
        draft.kind = disclosure.kind;
        draft.principal = principal.account;
        draft.capacity = capacity;
        draft.purpose = disclosure.purpose;
        draft.register_number = disclosure.definition->number;
        draft.body = body;
        DAICHO_TRY(entry, context.journal.append(context.connection, draft));
        DAICHO_TRY(seen,
                   context.connection.cached(
                       "INSERT INTO w_seen VALUES (?, ?, ?) ON CONFLICT DO NOTHING"));
        for (const std::uint64_t record : disclosure.records) {
            seen->bind(0, disclosure.definition->number);
            seen->bind(1, static_cast<std::int64_t>(record));
            seen->bind(2, static_cast<std::int64_t>(entry.value));
            DAICHO_CHECK(seen->run());
        }
        return {};
    });
}

Result<std::vector<Viewing>> viewings(store::Connection& connection, const Definition& definition,
                                      std::uint64_t record, std::size_t limit) {
    DAICHO_TRY(statement,
               connection.prepare("SELECT e.number, e.header FROM w_seen s JOIN j_entry e ON "
                                  "e.number = s.entry WHERE s.record_register = ? AND s.record_id "
                                  "= ? ORDER BY s.entry DESC LIMIT ?"));
    statement->bind(0, definition.number);
    statement->bind(1, static_cast<std::int64_t>(record));
    statement->bind(2, static_cast<std::int64_t>(limit));
    std::vector<Viewing> list;
    while (true) {
        DAICHO_TRY(row, statement->step());
        if (!row) break;
        DAICHO_TRY(header, journal::decode_header(statement->blob(1)));
        list.push_back({{static_cast<std::uint64_t>(statement->integer(0))}, header.time,
                        header.principal, header.capacity, header.purpose, header.kind});
    }
    return list;
}

}  // namespace daicho::registers
