// The list of accounts that another system delivers: a CSV file (UTF-8, CP932) or a workbook, whose
// columns a source's record names. Every bad line is named at once; nothing is guessed: a date
// that is no date, an account twice, a list without accounts are faults.
// Pure; any thread.
#pragma once

#include "govern/accounts/account_match.hpp"

namespace daicho::govern {

struct AccountColumns {
    std::string account;  // the only one that every list must have
    std::string name, kana, number, department, privileged, shared, last_used, state;
    std::vector<std::string> yes_words;     // what means yes; empty: the usual ones
    std::vector<std::string> closed_words;  // … that an account is locked
};
struct DeliveredAccount {
    std::uint64_t line = 0;  // of the file; of a workbook the row
    ForeignAccount account;
};

inline constexpr std::size_t kMostAccounts = 200'000;

// `name`: of the file; its ending tells a workbook (.xlsx, .xlsm) from CSV. `as_of`: nobody used an
// account after that day. Errors: those of the readers, account_list.empty,
// account_list.no_column (with the columns there are), account_list.column_twice,
// account_list.refused with each bad line as a cause: account_list.no_account,
// account_list.twice, account_list.not_a_date, account_list.used_later, account_list.too_long.
Result<std::vector<DeliveredAccount>> read_account_list(std::string_view bytes,
                                                        const std::string& name,
                                                        const AccountColumns& columns, Date as_of);

}  // namespace daicho::govern
