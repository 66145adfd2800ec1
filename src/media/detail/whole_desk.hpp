// WholeDesk: what load_desk makes. The steps of ends of cloud contracts stand apart from the desk
// that everybody includes, since only their sheet reads them. Read-only after loading.
#pragma once

#include "govern/media/cloud_exit.hpp"
#include "media/desk.hpp"

namespace daicho::media::detail {

struct WholeDesk : Desk {
    govern::ExitCatalog exits;
};

}  // namespace daicho::media::detail
