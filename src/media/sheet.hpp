// 廃棄の一件 (disposal sheet): a disposal with each of its media from inventory over erasure,
// hand-over and destruction to certificate and photograph, judged, with what is missing and why,
// and the next step. Made anew from the registers each time; nothing of it is stored.
#pragma once

#include "media/desk.hpp"

namespace daicho::media {

struct ItemSheet {
    Line item;
    std::optional<Line> medium;
    std::optional<Line> equipment;
    Lines runs;
    Lines hand_overs;
    Lines destructions;
    Lines certified;  // lines of certificates
    Lines photos;     // documents of these lines
    govern::DerivedClass derived;
    govern::DisposalJudgement judgement;
    // Columns whose serial number is not the item's: erasure, hand_over, destruction, certificate;
    // photo where none shows it.
    std::vector<std::string> differences;
    std::string next;  // erase hand_over destroy witness certificate photo confirm resolve none

    [[nodiscard]] bool done() const noexcept { return next == "none"; }
};

struct DisposalSheet {
    Line plan;
    std::vector<ItemSheet> items;
    Lines witnesses;
    Lines certificates;
    std::string next;  // of the items' the earliest; also media, consent, close, none

    [[nodiscard]] bool may_close() const noexcept;
};

// Errors: disposal.no_disposal.
Result<DisposalSheet> disposal_sheet(registers::Kernel& kernel, store::Connection& connection,
                                     const Desk& desk, std::uint64_t record,
                                     const registers::Moment& moment);
// The same by disposal number.
Result<DisposalSheet> disposal_sheet(registers::Kernel& kernel, store::Connection& connection,
                                     const Desk& desk, const std::string& number,
                                     const registers::Moment& moment);

json::Value to_json(const Desk& desk, const DisposalSheet& sheet);

}  // namespace daicho::media
