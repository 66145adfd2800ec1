// KeyIndex: key text → record id of one register, in memory of the writer.
//
// Loaded from w_key_ on first use; a bulk import then needs no query for each line. Key text is
// the key fields' text forms joined by "/" (a ref contributes its target's key text).
// An import reads it beside the writer: what it holds on to is changed by nobody else.
#pragma once

#include <cstdint>
#include <memory>
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

// The index of a register as the writer thread has it.
class SharedKeys {
public:
    // Loads it where needed. Whoever keeps it keeps this state of it.
    Result<std::shared_ptr<KeyIndex>> hold(store::Connection& connection,
                                           const Definition& definition);
    // A new record; an index that somebody holds is left to them.
    void add(std::string key, std::uint64_t record);
    void forget() { index_ = std::make_shared<KeyIndex>(); }
    // What an import made of the index that it held.
    void take_over(std::shared_ptr<KeyIndex> index) { index_ = std::move(index); }

private:
    std::shared_ptr<KeyIndex> index_ = std::make_shared<KeyIndex>();
};

// One look-up without loading the index.
Result<std::optional<std::uint64_t>> find_record(store::Connection& connection,
                                                 const Definition& definition,
                                                 std::string_view key);

}  // namespace daicho::registers
