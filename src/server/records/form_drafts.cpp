#include "server/records/form_drafts.hpp"

#include "base/clock.hpp"
#include "server/jobs/job_files.hpp"

namespace daicho::server {
namespace {

constexpr std::uint16_t kTextField = 2;  // files of jobs are field 0 of the same numbers

vault::FieldPlace sealed_place(std::uint64_t id) { return {0, id, kTextField, 1}; }

struct Written {
    std::uint64_t id = 0;
    std::string form;
    Instant saved;
};

Result<std::optional<Written>> written_at(store::Connection& connection, const DraftPlace& place) {
    DAICHO_TRY(select, connection.prepare("SELECT id, form, saved FROM w_form_draft WHERE account "
                                          "= ? AND register = ? AND record = ?"));
    select->bind(0, static_cast<std::int64_t>(place.account));
    select->bind(1, std::int64_t{place.register_number});
    select->bind(2, static_cast<std::int64_t>(place.record));
    DAICHO_TRY(there, select->step());
    if (!there) return std::optional<Written>();
    return std::optional(Written{static_cast<std::uint64_t>(select->integer(0)),
                                 std::string(select->text(1)),
                                 {select->integer(2)}});
}

Status check_form(const Written& there, const DraftForm& form) {
    const bool another = !form.name.empty() && !there.form.empty() && there.form != form.name;
    if (!another || form.takes_over) return {};
    return conflict_error("draft.other_form").with("at", format_japan_minute(there.saved));
}

Status check_room(store::Connection& connection, std::uint64_t account) {
    DAICHO_TRY(count, connection.integer("SELECT count(*) FROM w_form_draft WHERE account = " +
                                         std::to_string(account)));
    if (static_cast<std::size_t>(count) < kMostDrafts) return {};
    return conflict_error("draft.too_many").with("most", std::to_string(kMostDrafts));
}

Status write_row(registers::Context& context, const DraftPlace& place, std::uint64_t id,
                 const DraftForm& form, std::uint64_t base_version, ByteView sealed) {
    DAICHO_TRY(put, context.connection.cached(
                        "INSERT INTO w_form_draft (id, account, register, record, base_version, "
                        "saved, sealed, form) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO "
                        "UPDATE SET base_version = excluded.base_version, saved = excluded.saved, "
                        "sealed = excluded.sealed, form = excluded.form"));
    put->bind(0, static_cast<std::int64_t>(id));
    put->bind(1, static_cast<std::int64_t>(place.account));
    put->bind(2, std::int64_t{place.register_number});
    put->bind(3, static_cast<std::int64_t>(place.record));
    put->bind(4, static_cast<std::int64_t>(base_version));
    put->bind(5, context.now.micros);
    put->bind_blob(6, sealed);
    put->bind_text(7, form.name);
    return put->run();
}

Status drop_number(registers::Context& context, std::uint64_t id) {
    DAICHO_TRY(remove, context.connection.cached("DELETE FROM w_form_draft WHERE id = ?"));
    remove->bind(0, static_cast<std::int64_t>(id));
    DAICHO_CHECK(remove->run());
    return context.vault.erase_record_key(context.connection, 0, id);
}

Result<std::vector<std::uint64_t>> numbers_before(store::Connection& connection, Instant oldest) {
    DAICHO_TRY(select, connection.prepare("SELECT id FROM w_form_draft WHERE saved < ?"));
    select->bind(0, oldest.micros);
    std::vector<std::uint64_t> old;
    while (true) {
        DAICHO_TRY(more, select->step());
        if (!more) return old;
        old.push_back(static_cast<std::uint64_t>(select->integer(0)));
    }
}

}  // namespace

Status keep_draft(registers::Context& context, const DraftPlace& place, const DraftForm& form,
                  std::uint64_t base_version, std::string_view text) {
    store::Connection& connection = context.connection;
    DAICHO_TRY(there, written_at(connection, place));
    std::uint64_t id = 0;
    if (there) {
        DAICHO_CHECK(check_form(*there, form));
        id = there->id;
    } else {
        DAICHO_CHECK(check_room(connection, place.account));
        DAICHO_TRY_AS(id, next_sealed_number(context));
    }
    DAICHO_TRY(sealed, context.vault.seal_field(connection, sealed_place(id), text));
    return write_row(context, place, id, form, base_version, sealed);
}

Result<std::optional<FormDraft>> find_draft(registers::Kernel& kernel,
                                            store::Connection& connection, const DraftPlace& place,
                                            Instant oldest) {
    DAICHO_TRY(select, connection.prepare("SELECT id, base_version, saved, sealed FROM "
                                          "w_form_draft WHERE account = ? AND register = ? AND "
                                          "record = ? AND saved >= ?"));
    select->bind(0, static_cast<std::int64_t>(place.account));
    select->bind(1, std::int64_t{place.register_number});
    select->bind(2, static_cast<std::int64_t>(place.record));
    select->bind(3, oldest.micros);
    DAICHO_TRY(there, select->step());
    if (!there) return std::optional<FormDraft>();
    FormDraft draft;
    const auto id = static_cast<std::uint64_t>(select->integer(0));
    draft.base_version = static_cast<std::uint64_t>(select->integer(1));
    draft.saved = {select->integer(2)};
    const ByteView blob = select->blob(3);
    const Bytes sealed(blob.begin(), blob.end());
    select->reset();
    DAICHO_TRY_AS(draft.text, kernel.vault().open_field(connection, sealed_place(id), sealed));
    return std::optional(std::move(draft));
}

Result<std::vector<DraftLine>> drafts_of(store::Connection& connection, std::uint64_t account,
                                         Instant oldest) {
    DAICHO_TRY(select, connection.prepare("SELECT register, record, saved FROM w_form_draft WHERE "
                                          "account = ? AND saved >= ? ORDER BY saved DESC, id"));
    select->bind(0, static_cast<std::int64_t>(account));
    select->bind(1, oldest.micros);
    std::vector<DraftLine> lines;
    while (true) {
        DAICHO_TRY(more, select->step());
        if (!more) return lines;
        lines.push_back({static_cast<std::uint16_t>(select->integer(0)),
                         static_cast<std::uint64_t>(select->integer(1)),
                         {select->integer(2)}});
    }
}

Status drop_draft(registers::Kernel& kernel, const DraftPlace& place, std::string_view form) {
    const auto is_of = [&](const std::optional<Written>& there) {
        return there && (form.empty() || there->form.empty() || there->form == form);
    };
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(seen, written_at(*reader, place));
    if (!is_of(seen)) return {};
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(there, written_at(context.connection, place));
        return is_of(there) ? drop_number(context, there->id) : Status();
    });
}

Status drop_old_drafts(registers::Kernel& kernel, Instant oldest) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(seen, numbers_before(*reader, oldest));
    if (seen.empty()) return {};
    return kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY(old, numbers_before(context.connection, oldest));
        for (const std::uint64_t id : old) DAICHO_CHECK(drop_number(context, id));
        return {};
    });
}

}  // namespace daicho::server
