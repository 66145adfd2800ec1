#include "person/extension.hpp"

#include <fmt/format.h>

#include "journal/journal.hpp"
#include "register/hidden_records.hpp"
#include "register/schema.hpp"

namespace daicho::person {
namespace {

using registers::Context;
using registers::Definition;

struct Entered {
    std::string state;
    std::uint64_t record = 0;
    std::uint64_t addressee = 0;
    std::int64_t from = 0;  // days
    journal::EntryKind kind = journal::EntryKind::import;
};

// The newest version, inside the transaction that wrote it.
Result<Entered> newest(Context& context, const Definition& definition) {
    DAICHO_TRY(row, context.connection.prepare(fmt::format(
                        "SELECT {}, record_id, {}, {}, commit_no FROM {} ORDER BY version_id DESC "
                        "LIMIT 1",
                        registers::sql_name("state"), registers::sql_name("addressee"),
                        registers::sql_name("from"), registers::version_table(definition))));
    Entered entered;
    DAICHO_TRY(there, row->step());
    if (!there) return entered;
    entered.state = std::string(row->text(0));
    entered.record = static_cast<std::uint64_t>(row->integer(1));
    entered.addressee = static_cast<std::uint64_t>(row->integer(2));
    entered.from = row->integer(3);
    DAICHO_TRY(entry, journal::read_entry(context.connection,
                                          static_cast<std::uint64_t>(row->integer(4))));
    entered.kind = entry.header.kind;
    return entered;
}

Result<bool> continues_one(Context& context, const Definition& definition,
                           const Entered& entered) {
    DAICHO_TRY(row, context.connection.prepare(fmt::format(
                        "SELECT 1 FROM {} WHERE {} = ? AND {} = ? AND record_id <> ? LIMIT 1",
                        registers::head_table(definition), registers::sql_name("addressee"),
                        registers::sql_name("to"))));
    row->bind(0, static_cast<std::int64_t>(entered.addressee));
    row->bind(1, entered.from);
    row->bind(2, static_cast<std::int64_t>(entered.record));
    return row->step();
}

Status check_extension(Context& context, const Definition& definition) {
    DAICHO_TRY(entered, newest(context, definition));
    const bool by_hand = entered.kind == journal::EntryKind::change ||
                         entered.kind == journal::EntryKind::approved;
    if (!by_hand || entered.state != "extended") return {};
    const Date from = Date::from_days(static_cast<std::int32_t>(entered.from));
    DAICHO_TRY(continues, continues_one(context, definition, entered));
    if (!continues) {
        return input_error("person.extension.no_measure").with("from", format_iso(from)).at("from");
    }
    const Date first = add_months(from, -1);
    if (japan_date(context.now) >= first) return {};
    return input_error("person.extension.early").with("first", format_iso(first)).at("from");
}

}  // namespace

void install_extension_rule(registers::Kernel& kernel) {
    kernel.rules.push_back([](Context& context, const Definition& written) -> Status {
        return written.name == registers::kMeasures ? check_extension(context, written)
                                                    : Status();
    });
}

}  // namespace daicho::person
