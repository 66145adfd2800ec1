// Ledger of media (媒体・外部提供台帳): what leaves the house is entered in the transaction that
// journals its export, so that neither stands without the other.
#pragma once

#include <optional>

#include "register/export.hpp"

namespace daicho::office {

struct HandedOver {
    std::string medium_no;    // empty: the next of the year, "M2026-0001"
    std::string recipient;
    std::string made_by;      // account
    std::string purpose;
    std::string content;      // register
    std::string encryption;
    std::optional<Date> due;  // return or erasure
};

// Gives back the medium's number. Errors: media.medium_taken, and those of a change.
Result<std::string> enter_medium(registers::Context& context,
                                 const identity::Principal& principal, std::uint16_t capacity,
                                 const HandedOver& medium, const registers::ExportOptions& options,
                                 const registers::ExportReport& report);

}  // namespace daicho::office
