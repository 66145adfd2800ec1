#include "custody/masked_copy.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "office/directory.hpp"
#include "office/people.hpp"
#include "register/list.hpp"
#include "register/row_writer.hpp"
#include "register/schema.hpp"

namespace daicho::custody {
namespace {

using journal::EntryKind;
using registers::Action;
using registers::Cell;
using registers::Definition;

constexpr std::size_t kLongestReason = 400;  // bytes

std::string json_text(const std::string& text) {
    return boost::json::serialize(boost::json::string(text));
}

Cell number_cell(std::uint64_t number) {
    return number == 0 ? Cell::null() : Cell::of(static_cast<std::int64_t>(number));
}
Cell text_cell(const std::string& text) {
    return text.empty() ? Cell::null() : Cell::of_text(text);
}

std::vector<Cell> cells_of(const Definition& definition, const MaskedCopy& copy) {
    const std::map<std::string_view, Cell> values = {
        {"copy_no", text_cell(copy.number)},
        {"purpose", text_cell(copy.purpose)},
        {"recipient", text_cell(copy.recipient)},
        {"owners_asked", number_cell(copy.owners_asked)},
        {"until", Cell::of(copy.until.days())},
        {"state", text_cell(copy.state)},
        {"proposed_by", text_cell(copy.proposed_by)},
        {"decided_by", text_cell(copy.decided_by)},
        {"why", text_cell(copy.reason)},
        {"made_by", text_cell(copy.made_by)},
        {"made_on", copy.made_on ? Cell::of(copy.made_on->days()) : Cell::null()},
        {"owners", number_cell(copy.owners)},
        {"rows", number_cell(copy.rows)},
        {"source_entry", number_cell(copy.source_entry)},
        {"source_root", text_cell(copy.source_root)},
        {"copy_root", text_cell(copy.copy_root)},
        {"medium_no", text_cell(copy.medium)},
    };
    std::vector<Cell> cells;
    for (const registers::Field& field : definition.fields) {
        const auto value = values.find(field.name);
        cells.push_back(value == values.end() ? Cell::null() : value->second);
    }
    return cells;
}

MaskedCopy read_copy(const Definition& definition, const registers::RecordVersion& version) {
    const auto at = [&](const char* name) -> const registers::OwnedValue& {
        return version.values[definition.index_of(name)];
    };
    const auto number = [&](const char* name) {
        return static_cast<std::uint64_t>(at(name).integer);
    };
    const auto date = [&](const char* name) {
        return Date::from_days(static_cast<std::int32_t>(at(name).integer));
    };
    MaskedCopy copy;
    copy.record = version.record;
    copy.number = at("copy_no").bytes;
    copy.purpose = at("purpose").bytes;
    copy.recipient = at("recipient").bytes;
    copy.owners_asked = number("owners_asked");
    copy.until = date("until");
    copy.state = at("state").bytes;
    copy.proposed_by = at("proposed_by").bytes;
    copy.decided_by = at("decided_by").bytes;
    copy.reason = at("why").bytes;
    copy.made_by = at("made_by").bytes;
    if (at("made_on").kind == Cell::Kind::integer) copy.made_on = date("made_on");
    copy.owners = number("owners");
    copy.rows = number("rows");
    copy.source_entry = number("source_entry");
    copy.source_root = at("source_root").bytes;
    copy.copy_root = at("copy_root").bytes;
    copy.medium = at("medium_no").bytes;
    return copy;
}

// C2026-1, C2026-2 …
Result<std::string> next_number(registers::Kernel& kernel, store::Connection& connection,
                                int year) {
    DAICHO_TRY(all, masked_copies(kernel, connection));
    for (std::size_t next = 1;; ++next) {
        std::string number = fmt::format("C{}-{}", year, next);
        if (std::ranges::find(all, number, &MaskedCopy::number) == all.end()) return number;
    }
}

Result<bool> is_same_human(registers::Kernel& kernel, const identity::Principal& one,
                           const std::string& other) {
    if (one.number == other) return true;
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(account, office::find_account(kernel, *reader, other));
    if (!account) return false;
    return office::same_human(kernel, *reader, one.account, *account);
}

}  // namespace

Result<std::uint16_t> may_copy(registers::Kernel& kernel, const identity::Principal& principal,
                               Action action) {
    DAICHO_TRY(definition, kernel.definition(kCopyRegister));
    auto capacity = registers::authorise(principal, *definition, action);
    if (!capacity) DAICHO_CHECK(registers::refuse(kernel, principal, *definition, action));
    return capacity;
}

Status write_copy(registers::Context& context, MaskedCopy& copy, EntryKind kind,
                  std::uint64_t principal, std::uint16_t capacity, std::string body) {
    DAICHO_TRY(definition, context.kernel.definition(kCopyRegister));
    const std::vector<Cell> cells = cells_of(*definition, copy);
    DAICHO_TRY(writer, registers::RowWriter::open(context, *definition,
                                                  {kind, principal, capacity, 0, std::move(body)}));
    registers::NewRow row;
    row.record = copy.record;
    row.valid = {japan_date(context.now), kForever};
    row.cells = cells;
    row.key = copy.number;
    DAICHO_TRY(written, writer.add(row));
    copy.record = written.record;
    return writer.seal();
}

Result<std::vector<MaskedCopy>> masked_copies(registers::Kernel& kernel,
                                              store::Connection& connection,
                                              const std::string& number) {
    DAICHO_TRY(definition, kernel.definition(kCopyRegister));
    registers::ListQuery query;
    query.moment.as_of = japan_date(kernel.clock().now());
    query.limit = 100'000;
    DAICHO_TRY(page, registers::list_records(connection, *definition, query));
    std::vector<MaskedCopy> found;
    for (const registers::RecordVersion& row : page.rows) {
        MaskedCopy one = read_copy(*definition, row);
        if (number.empty() || one.number == number) found.push_back(std::move(one));
    }
    return found;
}

Result<MaskedCopy> copy_in_state(registers::Kernel& kernel, const std::string& number,
                                 std::string_view state) {
    DAICHO_TRY(reader, kernel.reader());
    DAICHO_TRY(found, masked_copies(kernel, *reader, number));
    if (found.empty() || number.empty()) {
        return not_found_error("copy.no_copy").with("number", number.substr(0, 40));
    }
    if (found.front().state != state) {
        return conflict_error("copy.wrong_state")
            .with("number", number)
            .with("state", found.front().state);
    }
    return found.front();
}

Result<MaskedCopy> propose_copy(registers::Kernel& kernel, const identity::Principal& principal,
                                MaskedCopy wanted) {
    DAICHO_TRY(capacity, may_copy(kernel, principal, Action::change));
    for (const std::string* text : {&wanted.purpose, &wanted.recipient}) {
        if (text->empty() || text->size() > kLongestReason || !check_text(*text)) {
            return input_error("copy.no_purpose");
        }
    }
    const Date today = japan_date(kernel.clock().now());
    if (wanted.until < today) {
        return input_error("copy.past_end").with("date", format_iso(wanted.until));
    }
    wanted.state = "proposed";
    wanted.proposed_by = principal.number;
    DAICHO_CHECK(kernel.command([&](registers::Context& context) -> Status {
        DAICHO_TRY_AS(wanted.number, next_number(kernel, context.connection, today.year()));
        const std::string body = fmt::format(
            R"({{"copy":{},"purpose":{},"recipient":{},"owners":{},"until":"{}"}})",
            json_text(wanted.number), json_text(wanted.purpose), json_text(wanted.recipient),
            wanted.owners_asked, format_iso(wanted.until));
        return write_copy(context, wanted, EntryKind::masked_copy_proposed, principal.account,
                          capacity, body);
    }));
    return wanted;
}

Status decide_copy(registers::Kernel& kernel, const identity::Principal& principal,
                   const std::string& number, bool approve, const std::string& reason) {
    DAICHO_TRY(capacity, may_copy(kernel, principal, Action::approve));
    if (reason.empty() || reason.size() > kLongestReason || !check_text(reason)) {
        return input_error("copy.no_reason");
    }
    DAICHO_TRY(copy, copy_in_state(kernel, number, "proposed"));
    DAICHO_TRY(oneself, is_same_human(kernel, principal, copy.proposed_by));
    if (oneself) return denied_error("copy.oneself").with("number", number);
    copy.state = approve ? "approved" : "refused";
    copy.decided_by = principal.number;
    copy.reason = reason;
    const EntryKind kind = approve ? EntryKind::masked_copy_approved : EntryKind::refused;
    return kernel.command([&](registers::Context& context) {
        return write_copy(context, copy, kind, principal.account, capacity,
                          fmt::format(R"({{"copy":{},"reason":{}}})", json_text(number),
                                      json_text(reason)));
    });
}

}  // namespace daicho::custody
