// Masker: one row of the city as it stands in a masked copy (docs/copies.md).
//
// What becomes of a field is said by the definition (register/masking.hpp). The same text gives the
// same invented one in every register and every version; the key that ties them lives here alone
// and is wiped with it, so that no way leads back. Nothing invented contains an original.
// Threading: one thread.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "custody/invented_text.hpp"
#include "custody/leak_search.hpp"
#include "register/query.hpp"
#include "vault/secret.hpp"

namespace daicho::custody {

// What a row's masking asks of the copy that is being made.
struct MaskerPlaces {
    // Record of the copy for a record of the city; 0: it is not in the copy.
    std::function<std::uint64_t(const std::string& target, std::uint64_t record)> record;
    std::function<std::uint64_t(std::uint64_t entry)> entry;  // newest of the copy at that time
    // Whether somebody in the city has this personal number.
    std::function<Result<bool>(const registers::Definition&, const registers::Field&,
                               std::string_view digits)>
        number_taken;
    std::string own_city;  // stays in front of addresses
};

class Masker {
public:
    Masker(const LeakSearch& originals, MaskerPlaces places);
    // `record` is the city's. Error: copy.cannot_invent.
    Result<std::vector<registers::OwnedValue>> mask(const registers::Definition& definition,
                                                    std::uint64_t record,
                                                    std::span<const registers::Cell> cells);

private:
    struct Row {
        const registers::Definition& definition;
        std::uint64_t record;
        std::span<const registers::Cell> cells;
    };
    template <class Make>
    Result<std::string> invent(std::string_view purpose, std::string_view text, const Make& make);
    Result<registers::OwnedValue> value(const Row& row, std::size_t field);
    Result<registers::OwnedValue> text(const Row& row, std::size_t field);
    Result<std::string> name(std::string_view original, bool reading);
    Result<std::string> number(const Row& row, std::size_t field);
    Result<std::string> personal_number(const Row& row, const registers::Field& field);
    registers::OwnedValue date(const Row& row, std::size_t field);

    const LeakSearch* originals_;
    MaskerPlaces places_;
    vault::Secret key_;
    std::unordered_map<std::string, std::string> numbers_;
    std::unordered_set<std::string> numbers_used_;
};

}  // namespace daicho::custody
