// KeyReader: the key text of a record that a ref points to, as an import of the ref takes it.
// Holds at most kMostKeys for each register. Threading: one thread, one connection.
#pragma once

#include <map>
#include <string>
#include <unordered_map>

#include "register/kernel.hpp"

namespace daicho::registers::detail {

class KeyReader {
public:
    KeyReader(const Kernel& kernel, store::Connection& connection)
        : kernel_(&kernel), connection_(&connection) {}
    // Text of a ref's value: key fields joined by "/", refs among them resolved likewise.
    Result<std::string> key(const Definition& target, std::uint64_t record);

private:
    static constexpr std::size_t kMostKeys = 100'000;
    const Kernel* kernel_;
    store::Connection* connection_;
    std::map<std::uint16_t, std::unordered_map<std::uint64_t, std::string>> known_;
};

}  // namespace daicho::registers::detail
