// Fuzzer of delivered account lists: whatever the bytes, the answer is a list whose accounts are
// named once each, or an error.
//     fuzz_account_list_fuzz corpus/
#include <cstdlib>
#include <set>

#include "govern/accounts/account_list.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daicho;
    if (size == 0) return 0;
    govern::AccountColumns columns;
    columns.account = "ID";
    columns.name = "氏名";
    columns.last_used = "最終";
    columns.state = "状態";
    const bool workbook = (data[0] & 1) != 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto list = govern::read_account_list(bytes, workbook ? "list.xlsx" : "list.csv", columns,
                                                Date::of(2026, 11, 1));
    if (!list) return 0;
    std::set<std::string> seen;
    for (const govern::DeliveredAccount& one : *list) {
        if (one.account.id.empty() || !seen.insert(one.account.id).second) std::abort();
        if (one.account.last_used && *one.account.last_used > Date::of(2026, 11, 1)) std::abort();
    }
    return list->empty() ? (std::abort(), 0) : 0;
}
