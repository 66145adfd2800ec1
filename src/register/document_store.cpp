#include "register/document_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.hpp"
#include "register/schema.hpp"
#include "store/refusals.hpp"

namespace daicho::registers {
namespace {

constexpr std::size_t kPartSize = 256 * 1024;

std::vector<store::Refusal> refusals() {
    return {{"t_document_insert", "d_document", "INSERT",
             "NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM d_document)",
             "d_document: only the next one"},
            {"t_document_update", "d_document", "UPDATE", "", "d_document: never changed"},
            {"t_document_delete", "d_document", "DELETE", "", "d_document: never deleted"},
            {"t_part_insert", "d_part", "INSERT",
             "NEW.part <> (SELECT count(*) FROM d_part WHERE document = NEW.document) OR NEW.part "
             ">= coalesce((SELECT parts FROM d_document WHERE id = NEW.document), 0)",
             "d_part: only the next one of a document"},
            {"t_part_update", "d_part", "UPDATE", "", "d_part: never changed"},
            {"t_part_delete", "d_part", "DELETE",
             "NOT EXISTS (SELECT 1 FROM d_document d JOIN j_erasure e ON e.register = d.register "
             "AND e.version_id = d.version_id WHERE d.id = OLD.document)",
             "d_part: only what was erased"}};
}

vault::PartPlace part_of(const DocumentPlace& place, std::uint64_t id, std::size_t part) {
    return {place.register_number, place.record, place.field, id,
            static_cast<std::uint32_t>(part)};
}

Error damaged(std::uint64_t id) {
    return conflict_error("document.damaged").with("document", std::to_string(id));
}

std::vector<std::size_t> document_fields(const Definition& definition) {
    std::vector<std::size_t> fields;
    for (std::size_t i = 0; i < definition.fields.size(); ++i) {
        if (definition.fields[i].type == FieldType::document) fields.push_back(i);
    }
    return fields;
}

struct Named {
    std::uint64_t version = 0;
    std::uint64_t record = 0;
    std::string text;
};

// All versions that name a document in a field, in order.
Result<std::vector<Named>> named_in(store::Connection& connection, const Definition& definition,
                                    const Field& field) {
    DAICHO_TRY(rows, connection.prepare(fmt::format(
                         "SELECT version_id, record_id, {0} FROM {1} WHERE {0} IS NOT NULL ORDER "
                         "BY version_id",
                         sql_name(field.name), version_table(definition))));
    std::vector<Named> named;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) return named;
        named.push_back({static_cast<std::uint64_t>(rows->integer(0)),
                         static_cast<std::uint64_t>(rows->integer(1)),
                         std::string(rows->text(2))});
    }
}

// Looks at every document that some version names; notes which they are.
class DocumentCheck {
public:
    DocumentCheck(Kernel& kernel, store::Connection& connection, std::size_t limit,
                  std::vector<Error>& faults)
        : kernel_(kernel), connection_(connection), limit_(limit), faults_(faults) {}

    Status look(const Definition& definition, const Field& field, const Named& named) {
        const auto value = parse_document_value(named.text);
        if (!value) return fault(definition, named.version, 0), Status();
        DAICHO_TRY(line, find_document(connection_, value->id));
        const DocumentPlace place{definition.number, named.record, field.id};
        const bool fits = line && line->place.register_number == place.register_number &&
                          line->place.record == place.record && line->place.field == place.field &&
                          line->version <= named.version &&
                          line->size == static_cast<std::int64_t>(value->size);
        if (!fits) return fault(definition, named.version, value->id), Status();
        const auto known = opened_.find(value->id);
        if (known != opened_.end()) {
            // Further versions name what was opened already: the same document, or none.
            if (known->second != named.text) fault(definition, named.version, value->id);
            return {};
        }
        opened_.emplace(value->id, named.text);
        const auto bytes = open_document(kernel_.vault(), connection_, place, *value);
        if (!bytes && bytes.error().kind == ErrorKind::system) return Error(bytes.error());
        if (!bytes) fault(definition, named.version, value->id);
        return {};
    }

    // Parts of what nobody names, or of more than their document has.
    Status look_for_strays() {
        DAICHO_TRY(rows, connection_.prepare(
                             "SELECT p.document, count(*), coalesce(max(d.parts), -1) FROM d_part "
                             "p LEFT JOIN d_document d ON d.id = p.document GROUP BY p.document "
                             "ORDER BY p.document"));
        while (true) {
            DAICHO_TRY(there, rows->step());
            if (!there) return {};
            const auto id = static_cast<std::uint64_t>(rows->integer(0));
            if (opened_.contains(id) && rows->integer(1) == rows->integer(2)) continue;
            if (faults_.size() >= limit_) continue;
            faults_.push_back(conflict_error("register.fault.document_stray")
                                  .with("document", std::to_string(id)));
        }
    }

private:
    void fault(const Definition& definition, std::uint64_t version, std::uint64_t id) {
        if (faults_.size() >= limit_) return;
        faults_.push_back(conflict_error("register.fault.document")
                              .with("register", definition.name)
                              .with("version", std::to_string(version))
                              .with("document", std::to_string(id)));
    }

    Kernel& kernel_;
    store::Connection& connection_;
    std::size_t limit_;
    std::vector<Error>& faults_;
    std::map<std::uint64_t, std::string> opened_;  // value as first named
};

}  // namespace

Result<std::optional<DocumentLine>> find_document(store::Connection& connection,
                                                  std::uint64_t id) {
    DAICHO_TRY(row, connection.cached("SELECT register, record_id, field, version_id, parts, size "
                                      "FROM d_document WHERE id = ?"));
    row->bind(0, static_cast<std::int64_t>(id));
    DAICHO_TRY(there, row->step());
    if (!there) return std::optional<DocumentLine>();
    DocumentLine line;
    line.place = {static_cast<std::uint16_t>(row->integer(0)),
                  static_cast<std::uint64_t>(row->integer(1)),
                  static_cast<std::uint16_t>(row->integer(2))};
    line.version = static_cast<std::uint64_t>(row->integer(3));
    line.parts = row->integer(4);
    line.size = row->integer(5);
    row->reset();
    return std::optional<DocumentLine>(line);
}

Status guard_documents(store::Connection& connection) {
    return store::keep_refusals(connection, refusals());
}

Result<std::uint64_t> next_document(store::Connection& connection) {
    DAICHO_TRY(newest, connection.integer("SELECT coalesce(max(id), 0) FROM d_document"));
    return static_cast<std::uint64_t>(newest) + 1;
}

Status store_document(Context& context, const DocumentPlace& place, std::uint64_t version,
                      std::uint64_t id, std::string_view bytes) {
    DAICHO_ASSERT(!bytes.empty());
    const std::size_t parts = (bytes.size() + kPartSize - 1) / kPartSize;
    store::Connection& connection = context.connection;
    DAICHO_TRY(line, connection.cached("INSERT INTO d_document (id, register, record_id, field, "
                                       "version_id, parts, size) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    line->bind(0, static_cast<std::int64_t>(id));
    line->bind(1, place.register_number);
    line->bind(2, static_cast<std::int64_t>(place.record));
    line->bind(3, place.field);
    line->bind(4, static_cast<std::int64_t>(version));
    line->bind(5, static_cast<std::int64_t>(parts));
    line->bind(6, static_cast<std::int64_t>(bytes.size()));
    DAICHO_CHECK(line->run());
    for (std::size_t part = 0; part < parts; ++part) {
        DAICHO_TRY(sealed, context.vault.seal_part(connection, part_of(place, id, part),
                                                   bytes.substr(part * kPartSize, kPartSize)));
        DAICHO_TRY(insert, connection.cached("INSERT INTO d_part (document, part, sealed) VALUES "
                                             "(?, ?, ?)"));
        insert->bind(0, static_cast<std::int64_t>(id));
        insert->bind(1, static_cast<std::int64_t>(part));
        insert->bind_blob(2, sealed);
        DAICHO_CHECK(insert->run());
    }
    return {};
}

Result<std::string> open_document(const vault::Vault& vault, store::Connection& connection,
                                  const DocumentPlace& place, const DocumentValue& value) {
    DAICHO_TRY(rows, connection.prepare("SELECT part, sealed FROM d_part WHERE document = ? ORDER "
                                        "BY part"));
    rows->bind(0, static_cast<std::int64_t>(value.id));
    std::vector<Bytes> sealed;
    while (true) {
        DAICHO_TRY(there, rows->step());
        if (!there) break;
        if (rows->integer(0) != static_cast<std::int64_t>(sealed.size())) return damaged(value.id);
        const ByteView part = rows->blob(1);
        sealed.emplace_back(part.begin(), part.end());
    }
    std::string bytes;
    for (std::size_t part = 0; part < sealed.size(); ++part) {
        auto plain = vault.open_part(connection, part_of(place, value.id, part), sealed[part]);
        if (!plain && plain.error().kind == ErrorKind::system) return std::move(plain.error());
        if (!plain) return damaged(value.id);
        bytes += *plain;
    }
    if (bytes.size() != value.size || sha256(as_bytes(bytes)) != value.sha256) {
        return damaged(value.id);
    }
    return bytes;
}

Result<std::vector<std::uint64_t>> documents_of(store::Connection& connection,
                                                const Definition& definition,
                                                std::span<const std::uint64_t> versions) {
    std::vector<std::uint64_t> documents;
    for (const std::size_t field : document_fields(definition)) {
        DAICHO_TRY(row, connection.prepare(fmt::format(
                            "SELECT {} FROM {} WHERE version_id = ?",
                            sql_name(definition.fields[field].name), version_table(definition))));
        for (const std::uint64_t version : versions) {
            row->reset();
            row->bind(0, static_cast<std::int64_t>(version));
            DAICHO_TRY(there, row->step());
            if (!there || row->is_null(0)) continue;
            if (const auto value = parse_document_value(row->text(0))) {
                documents.push_back(value->id);
            }
        }
    }
    std::ranges::sort(documents);
    documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
    return documents;
}

Status erase_unnamed(Context& context, const Definition& definition,
                     std::span<const std::uint64_t> documents) {
    store::Connection& connection = context.connection;
    for (const std::uint64_t id : documents) {
        DAICHO_TRY(line, find_document(connection, id));
        if (!line || line->place.register_number != definition.number) continue;
        const char* column = definition.is_event() ? "version_id" : "record_id";
        DAICHO_TRY(rows, connection.prepare(fmt::format("SELECT version_id FROM {} WHERE {} = ?",
                                                        version_table(definition), column)));
        rows->bind(0, static_cast<std::int64_t>(line->place.record));
        std::vector<std::uint64_t> versions;
        while (true) {
            DAICHO_TRY(there, rows->step());
            if (!there) break;
            versions.push_back(static_cast<std::uint64_t>(rows->integer(0)));
        }
        DAICHO_TRY(named, documents_of(connection, definition, versions));
        if (std::ranges::binary_search(named, id)) continue;
        DAICHO_TRY(remove, connection.cached("DELETE FROM d_part WHERE document = ?"));
        remove->bind(0, static_cast<std::int64_t>(id));
        DAICHO_CHECK(remove->run());
        DAICHO_CHECK(context.vault.erase_document_key(connection, id));
    }
    return {};
}

Result<std::uint64_t> document_bytes(store::Connection& connection, const Definition& definition,
                                     std::uint64_t record) {
    constexpr std::string_view kThere = "SELECT coalesce(sum(d.size), 0) FROM d_document d WHERE "
                                        "d.register = {} AND EXISTS (SELECT 1 FROM d_part p WHERE "
                                        "p.document = d.id) AND ";
    const std::string which =
        definition.subject.empty()
            ? fmt::format("d.record_id = {}", record)
            : fmt::format("d.record_id IN (SELECT record_id FROM {} WHERE \"subject\" = {})",
                          version_table(definition), record);
    DAICHO_TRY(bytes, connection.integer(fmt::format(fmt::runtime(kThere), definition.number) +
                                         which));
    return static_cast<std::uint64_t>(bytes);
}

Result<DocumentTotals> document_totals(store::Connection& connection) {
    DocumentTotals totals;
    // Data of before there were documents, opened read only.
    DAICHO_TRY(there, connection.integer(connection.dialect().count_table("d_part")));
    if (there == 0) return totals;
    DAICHO_TRY(row, connection.prepare("SELECT count(*), coalesce(sum(d.size), 0) FROM d_document "
                                       "d WHERE EXISTS (SELECT 1 FROM d_part p WHERE p.document = "
                                       "d.id)"));
    DAICHO_CHECK(row->step());
    totals.documents = static_cast<std::uint64_t>(row->integer(0));
    totals.bytes = static_cast<std::uint64_t>(row->integer(1));
    return totals;
}

Status check_documents(Kernel& kernel, store::Connection& connection, std::size_t limit,
                       const std::function<bool()>& stop, std::vector<Error>& faults) {
    DocumentCheck check(kernel, connection, limit, faults);
    for (const auto& definition : kernel.definitions().all()) {
        for (const std::size_t field : document_fields(*definition)) {
            DAICHO_TRY(named, named_in(connection, *definition, definition->fields[field]));
            for (const Named& one : named) {
                if (stop && stop()) return conflict_error("job.cancelled");
                DAICHO_CHECK(check.look(*definition, definition->fields[field], one));
            }
        }
    }
    return check.look_for_strays();
}

}  // namespace daicho::registers
