#include "office/media_ledger.hpp"

#include <fmt/format.h>

#include "register/change.hpp"
#include "register/key_index.hpp"

namespace daicho::office {
namespace {

constexpr int kMostOfAYear = 100'000;

Result<std::string> next_number(registers::Context& context,
                                const registers::Definition& ledger, int year) {
    for (int i = 1; i < kMostOfAYear; ++i) {
        std::string number = fmt::format("M{}-{:04}", year, i);
        DAICHO_TRY(taken, registers::find_record(context.connection, ledger, number));
        if (!taken) return number;
    }
    return conflict_error("media.year_full").with("year", std::to_string(year));
}

}  // namespace

Result<std::string> enter_medium(registers::Context& context,
                                 const identity::Principal& principal, std::uint16_t capacity,
                                 const HandedOver& medium, const registers::ExportOptions& options,
                                 const registers::ExportReport& report) {
    DAICHO_TRY(ledger, context.kernel.definition("media_ledger"));
    const Date today = japan_date(context.now);
    std::string number = medium.medium_no;
    if (number.empty()) {
        DAICHO_TRY(next, next_number(context, *ledger, today.year()));
        number = std::move(next);
    }
    DAICHO_TRY(taken, registers::find_record(context.connection, *ledger, number));
    if (taken) return conflict_error("media.medium_taken").with("medium", number);
    registers::ChangeRequest request;
    request.register_name = ledger->name;
    request.valid = {today, kForever};
    request.reason = medium.purpose;
    request.values = {{"medium_no", number},
                      {"handed_on", format_iso(today)},
                      {"recipient", medium.recipient},
                      {"made_by", medium.made_by},
                      {"purpose", medium.purpose},
                      {"content", medium.content},
                      {"records", std::to_string(report.rows)},
                      {"file_name", options.file.filename().string()},
                      {"file_sha256", to_hex(view(report.file))},
                      {"journal_entry", std::to_string(report.entry.value)},
                      {"encryption", medium.encryption}};
    if (medium.due) request.values["due"] = format_iso(*medium.due);
    DAICHO_CHECK(registers::apply_change(context, principal, capacity, *ledger, request));
    return number;
}

}  // namespace daicho::office
