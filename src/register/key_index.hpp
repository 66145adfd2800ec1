// KeyIndex: key text → record id of one register, in memory of the writer.
//
// Loaded from w_key_ on first use; a bulk import then needs no query for each line. Key text is
// the key fields' text forms joined by "/" (a ref contributes its target's key text).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.hpp"
#include "register/definition.hpp"
#include "store/connection.hpp"

namespace daicho::registers {

class KeyIndex {
public:
    Status load(store::Connection& connection, const Definition& definition);
    [[nodiscard]] bool loaded() const noexcept { return loaded_; }
    [[nodiscard]] std::optional<std::uint64_t> find(std::string_view key) const;
    void add(std::string key, std::uint64_t record) { records_.emplace(std::move(key), record); }
    void forget();

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::unordered_map<std::string, std::uint64_t, Hash, std::equal_to<>> records_;
    bool loaded_ = false;
};

// One look-up without loading the index.
Result<std::optional<std::uint64_t>> find_record(store::Connection& connection,
                                                 const Definition& definition,
                                                 std::string_view key);

}  // namespace daicho::registers
