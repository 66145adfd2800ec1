// What a change may not do to the registers about disposals: asked behind the rows, inside their
// transaction, whoever writes them (screen, API, import, command).
#pragma once

#include "media/desk.hpp"

namespace daicho::media {

// Errors of the rules: disposal.not_closed (a closed disposal whose media are not all judged fit),
// .class_too_mild, .inventory_serial, .foreign_serial (a line of a certificate, or an accepted
// erasure, whose serial number is not in the disposal), .run_not_proved, .no_media,
// .hand_over_no_consent, .third_party_unknown, .photo_same_person (class 1), .exit_not_closed;
// portable.own_request, .not_portable, .counted_alone, .does_not_agree.
void install_rules(registers::Kernel& kernel, SharedDesk desk);

}  // namespace daicho::media
