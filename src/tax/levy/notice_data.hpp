// Data of tax notices and owner lists, gathered from a stored levy for one taxpayer.
//
//     const NoticeSource source{kernel, *reader, settings, bound_year, run};   // run: find_run()
//     DAICHO_TRY(notice, gather_notice(source, addressee));
//     DAICHO_TRY(printed, forms::print_notices({&notice, 1}, kernel.clock().now()));
//
// Amounts are the stored ones; objects are as of 1 January as the run knew them; names and
// addresses are today's, because the post must arrive. Mail goes to send_to_address where there is
// one. Protected persons: their names are left out among co-owners and their address is left out of
// owner lists, also when nobody can say who is protected. The caller records the disclosure.
// Threading: as the connection.
#pragma once

#include <optional>

#include "office/settings.hpp"
#include "tax/forms/owner_list.hpp"
#include "tax/levy/explain.hpp"

namespace daicho::tax::levy {

struct NoticeSource {
    registers::Kernel& kernel;
    store::Connection& connection;
    const office::Settings& settings;
    const statute::BoundYear& law;
    RunFacts run;
    std::optional<Date> issued{};  // absent: today
};

// Errors: forms.not_levied, forms.no_addressee, settings.no_due_dates, those of reading.
// `taxpayer`: record id of the addressee.
Result<forms::Notice> gather_notice(const NoticeSource& source, std::uint64_t taxpayer);
Result<forms::OwnerList> gather_owner_list(const NoticeSource& source, std::uint64_t taxpayer);

// Record ids of the taxpayers of the run, by record, those who have to pay nothing left out:
// who gets a notice. `limit` 0: all.
Result<std::vector<std::uint64_t>> notice_receivers(const NoticeSource& source,
                                                    std::uint64_t limit = 0);

}  // namespace daicho::tax::levy
