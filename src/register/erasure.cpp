#include "register/erasure.hpp"

#include <fmt/format.h>

#include <set>

#include "base/assert.hpp"
#include "journal/merkle.hpp"
#include "register/detail/blind_check.hpp"
#include "register/document_store.hpp"
#include "register/schema.hpp"
#include "store/refusals.hpp"

namespace daicho::registers {
namespace {

constexpr std::uint8_t kErasedVersion = 0x13;
constexpr std::string_view kEmptySearchKey = "''";

std::vector<store::Refusal> refusals() {
    return {{"t_erasure_insert", "j_erasure", "INSERT",
             "NEW.entry <> (SELECT max(number) + 1 FROM j_entry) OR EXISTS (SELECT 1 FROM "
             "j_erasure WHERE register = NEW.register AND version_id = NEW.version_id)",
             "j_erasure: only the next entry can erase"},
            {"t_erasure_delete", "j_erasure", "DELETE", "", "j_erasure: never deleted"},
            {"t_erasure_update", "j_erasure", "UPDATE", "", "j_erasure: never changed"}};
}

// "a = NULL, b = NULL" for the personal fields among `indices`.
std::string emptied(const Definition& definition, const std::vector<std::size_t>& indices) {
    std::string list;
    for (const std::size_t index : indices) {
        if (!definition.fields[index].is_personal()) continue;
        list += (list.empty() ? "" : ", ") + sql_name(definition.fields[index].name) + " = NULL";
    }
    return list;
}

std::string emptied_head(const Definition& definition) {
    std::string list = emptied(definition, head_fields(definition));
    for (const std::size_t index : search_fields(definition)) {
        const Field& field = definition.fields[index];
        if (!field.is_personal()) continue;
        list += fmt::format("{}{} = {}", list.empty() ? "" : ", ", sql_name(search_name(field)),
                            kEmptySearchKey);
    }
    return list;
}

Status run_with(store::Connection& connection, const std::string& sql,
                std::initializer_list<std::int64_t> values) {
    DAICHO_TRY(statement, connection.cached(sql));
    int parameter = 0;
    for (const std::int64_t value : values) statement->bind(parameter++, value);
    return statement->run();
}

// Names the versions first: the trigger lets only named ones through.
Result<std::set<std::uint64_t>> empty_rows(Context& context, const Definition& definition,
                                           std::span<const std::uint64_t> versions) {
    std::vector<std::size_t> all(definition.fields.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    const std::string empty_row =
        fmt::format("UPDATE {} SET {}, row_salt = NULL WHERE version_id = ? RETURNING record_id",
                    version_table(definition), emptied(definition, all));
    const std::string head = definition.is_event() ? std::string() : emptied_head(definition);
    const auto entry = static_cast<std::int64_t>(context.journal.next().value);
    std::set<std::uint64_t> records;
    for (const std::uint64_t version : versions) {
        const auto id = static_cast<std::int64_t>(version);
        DAICHO_CHECK(run_with(context.connection, "INSERT INTO j_erasure VALUES (?, ?, ?)",
                              {definition.number, id, entry}));
        DAICHO_TRY(update, context.connection.cached(empty_row));
        update->bind(0, id);
        DAICHO_TRY(there, update->step());
        if (!there) return conflict_error("register.erasure.no_version")
                        .with("register", definition.name)
                        .with("version", std::to_string(version));
        const std::int64_t record = update->integer(0);
        DAICHO_TRY(more, update->step());
        DAICHO_ASSERT(!more);
        records.insert(static_cast<std::uint64_t>(record));
        if (head.empty()) continue;
        DAICHO_CHECK(run_with(context.connection,
                              fmt::format("UPDATE {} SET {} WHERE record_id = ? AND version_id = ?",
                                          head_table(definition), head),
                              {record, id}));
    }
    return records;
}

Status forget_record(Context& context, const Definition& definition, std::uint64_t record) {
    const auto id = static_cast<std::int64_t>(record);
    store::Connection& connection = context.connection;
    DAICHO_CHECK(run_with(connection, "DELETE FROM w_blind WHERE register = ? AND record_id = ?",
                          {definition.number, id}));
    DAICHO_CHECK(run_with(connection,
                          "DELETE FROM w_seen WHERE record_register = ? AND record_id = ?",
                          {definition.number, id}));
    bool personal_key = false;
    for (const std::size_t index : definition.key) {
        personal_key |= definition.fields[index].is_personal();
    }
    if (personal_key && !definition.is_event()) {
        DAICHO_CHECK(run_with(connection, fmt::format("DELETE FROM {} WHERE record_id = ?",
                                                      key_table(definition)), {id}));
    }
    if (definition.has_sealed) {
        DAICHO_CHECK(context.vault.erase_record_key(connection, definition.number, record));
    }
    for (const Kernel::Eraser& eraser : context.kernel.erasers) {
        DAICHO_CHECK(eraser(context, definition, record));
    }
    return {};
}

Error list_fault(const char* id, const journal::EntryHeader& header) {
    return conflict_error(id).with("entry", std::to_string(header.number));
}

// Two different people: who proposed (the record's first entry) and who approved this very list.
Result<bool> is_approved(const Kernel& kernel, store::Connection& connection,
                         const Definition& proposals, const journal::EntryHeader& erasure) {
    DAICHO_TRY(rows, connection.prepare(fmt::format(
                         "SELECT commit_no, (SELECT min(commit_no) FROM {0} f WHERE f.record_id = "
                         "p.record_id) FROM {0} p WHERE state = 'approved' AND list_digest = ? AND "
                         "commit_no < ?",
                         version_table(proposals))));
    const std::string root = to_hex(view(erasure.row_root));
    rows->bind_text(0, root);
    rows->bind(1, static_cast<std::int64_t>(erasure.number));
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) return false;
        const auto approval = static_cast<std::uint64_t>(rows->integer(0));
        const auto proposal = static_cast<std::uint64_t>(rows->integer(1));
        DAICHO_TRY(approved, journal::read_entry(connection, approval));
        DAICHO_TRY(proposed, journal::read_entry(connection, proposal));
        if (approved.header.kind != journal::EntryKind::erasure_approved ||
            proposed.header.kind != journal::EntryKind::erasure_proposed) {
            continue;
        }
        const std::uint64_t one = approved.header.principal;
        const std::uint64_t other = proposed.header.principal;
        bool same = one == other;
        if (!same && kernel.people.same_human) {
            DAICHO_TRY_AS(same, kernel.people.same_human(connection, one, other,
                                                         CommitNumber{approval}));
        }
        if (!same) return true;
    }
}

// The versions (of an erasure of bodies: the period) that an entry names by its root.
Status check_list(store::Connection& connection, const journal::EntryHeader& header,
                  std::map<std::uint16_t, std::uint64_t>& named, std::vector<Error>& faults) {
    if (header.kind == journal::EntryKind::bodies_erased ||
        header.kind == journal::EntryKind::bodies_erased_replayed) {
        if (erasure_root(0, {{header.first_version}}) == header.row_root) return {};
        faults.push_back(list_fault("register.fault.erasure_list", header));
        return {};
    }
    DAICHO_TRY(versions, erased_versions(connection, header.register_number, header.number));
    named[header.register_number] += versions.size();
    if (versions.size() != header.first_version ||
        erasure_root(header.register_number, versions) != header.row_root) {
        faults.push_back(list_fault("register.fault.erasure_list", header));
    }
    return {};
}

}  // namespace

Result<bool> has_personal_left(store::Connection& connection, const Definition& definition,
                               std::uint64_t record) {
    const char* id = definition.is_event() ? "version_id" : "record_id";
    DAICHO_TRY(rest, connection.cached(
                         fmt::format("SELECT 1 FROM {} WHERE {} = ? AND row_salt IS NOT NULL LIMIT "
                                     "1",
                                     version_table(definition), id)));
    rest->bind(0, static_cast<std::int64_t>(record));
    DAICHO_TRY(there, rest->step());
    rest->reset();
    return there;
}

Status guard_erasures(store::Connection& connection) {
    return store::keep_refusals(connection, refusals());
}

Digest erasure_root(std::uint16_t register_number, std::span<const std::uint64_t> versions) {
    std::vector<Digest> leaves;
    leaves.reserve(versions.size());
    Bytes bytes;
    for (const std::uint64_t version : versions) {
        bytes.clear();
        ByteWriter out(bytes);
        out.u8(kErasedVersion);
        out.u16(register_number);
        out.u64(version);
        leaves.push_back(sha256(bytes));
    }
    return journal::merkle_root(leaves);
}

Result<Erased> erase_versions(Context& context, const Definition& definition,
                              std::span<const std::uint64_t> versions,
                              const ErasureAuthor& author) {
    if (!definition.has_personal) {
        return input_error("register.erasure.not_personal").with("register", definition.name);
    }
    DAICHO_TRY(state, context.kernel.state_for_writing(context, definition));
    DAICHO_TRY(documents, documents_of(context.connection, definition, versions));
    DAICHO_TRY(records, empty_rows(context, definition, versions));
    DAICHO_CHECK(erase_unnamed(context, definition, documents));
    Erased erased;
    erased.versions = versions.size();
    for (const std::uint64_t record : records) {
        DAICHO_TRY(left, has_personal_left(context.connection, definition, record));
        if (left) {
            // What remains is not to be found by what is gone.
            if (definition.has_sealed) {
                DAICHO_CHECK(detail::forget_stale_blinds(context, definition, record));
            }
            continue;
        }
        ++erased.records;
        DAICHO_CHECK(forget_record(context, definition, record));
    }
    state->keys.forget();
    erased.root = erasure_root(definition.number, versions);
    journal::EntryDraft draft;
    draft.kind = author.kind;
    draft.principal = author.principal;
    draft.capacity = author.capacity;
    draft.register_number = definition.number;
    draft.first_version = versions.size();
    draft.row_root = erased.root;
    draft.body = author.body;
    DAICHO_TRY(entry, context.journal.append(context.connection, draft));
    erased.entry = entry;
    return erased;
}

Result<std::vector<std::uint64_t>> erased_versions(store::Connection& connection,
                                                   std::uint16_t register_number,
                                                   std::uint64_t entry) {
    std::vector<std::uint64_t> versions;
    // Data of before there was erasure, opened read only.
    DAICHO_TRY(there_is, connection.integer(connection.dialect().count_table("j_erasure")));
    if (there_is == 0) return versions;
    DAICHO_TRY(rows, connection.prepare("SELECT version_id FROM j_erasure WHERE register = ? AND "
                                        "(? = 0 OR entry = ?) ORDER BY version_id"));
    rows->bind(0, register_number);
    rows->bind(1, static_cast<std::int64_t>(entry));
    rows->bind(2, static_cast<std::int64_t>(entry));
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) return versions;
        versions.push_back(static_cast<std::uint64_t>(rows->integer(0)));
    }
}

Status check_erasures(const Kernel& kernel, store::Connection& connection,
                      const std::vector<journal::EntryHeader>& erasures,
                      std::vector<Error>& faults) {
    std::map<std::uint16_t, std::uint64_t> named;
    const Definition* proposals = kernel.definitions().find(kProposalRegister);
    for (const journal::EntryHeader& header : erasures) {
        DAICHO_CHECK(check_list(connection, header, named, faults));
        if (header.kind == journal::EntryKind::erasure_replayed ||
            header.kind == journal::EntryKind::bodies_erased_replayed) {
            continue;
        }
        DAICHO_TRY(approved, proposals == nullptr
                                 ? Result<bool>(false)
                                 : is_approved(kernel, connection, *proposals, header));
        if (!approved) faults.push_back(list_fault("register.fault.not_approved", header));
    }
    for (const auto& definition : kernel.definitions().all()) {
        DAICHO_TRY(listed, erased_versions(connection, definition->number));
        if (listed.size() == named[definition->number]) continue;
        faults.push_back(conflict_error("register.fault.erasure_list").with("entry", "?"));
    }
    return {};
}

}  // namespace daicho::registers
