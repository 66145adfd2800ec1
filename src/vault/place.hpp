// Places: the associated data that tie a sealed value to where it belongs (docs/formats.md). Each
// kind begins with its own byte, so that no value opens in the place of another kind.
#pragma once

#include <string_view>

#include "base/bytes.hpp"
#include "vault/vault.hpp"

namespace daicho::vault {

Bytes named_place(std::string_view municipality, std::string_view name);
Bytes record_place(std::string_view municipality, std::uint16_t register_number,
                   std::uint64_t record);
Bytes field_place(std::string_view municipality, const FieldPlace& place);
Bytes body_place(std::string_view municipality, std::uint64_t entry);
Bytes part_place(std::string_view municipality, const PartPlace& place);

}  // namespace daicho::vault
