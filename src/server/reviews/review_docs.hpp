// Schemas of the routes about reviews of accounts (openapi.hpp says how they are written).
#pragma once

#include <string_view>

namespace daicho::server {

inline constexpr std::string_view kReviewsDoc =
    "{today:d,sources:[{id:s,no:s,name:s,in_use:b,period_days:n,unused_days:n,last_list:d?,"
    "next_list:d?,late:b}],rounds:[{id:s,no:s,title:s,sources:s,state:s,opened_on:d?,due:d?,"
    "closed_on:d?,evidence_sha256:s?,constructed:b,sum:{accounts:n,manager_waits:n,owner_waits:n,"
    "agreed:{waiting:n,agreed:n,differs:n},compared:{first:n,new:n,changed:n,same:n},"
    "carried_out:{nothing:n,waiting:n,done:n,not_done:n}}}],"
    "may:{see_all:b,govern:b,manager:b,owner:b}}";

inline constexpr std::string_view kReviewDoc =
    "{round:{id:s,no:s,title:s,sources:s,state:s,opened_on:d?,due:d?,closed_on:d?,"
    "evidence_sha256:s?,constructed:b},may:{see_all:b,govern:b,manager:b,owner:b},"
    "sum:{accounts:n,manager_waits:n,owner_waits:n,agreed:{waiting:n,agreed:n,differs:n},"
    "compared:{first:n,new:n,changed:n,same:n},"
    "carried_out:{nothing:n,waiting:n,done:n,not_done:n}},"
    "classes:[{id:s,label:T,asks:T,cite:s,accounts:n,manager_waits:n,owner_waits:n,remove:n}],"
    "sections:[{id:s,name:s,accounts:n,decided:n,owned:n,owner_decided:n}],catalog:s}";

inline constexpr std::string_view kReviewAccountsDoc =
    "{total:n,offset:n,limit:n,rows:[{id:s,source:s,account_id:s,name_written:s,"
    "department_written:s,state:s,privileged:b,last_used:d?,match:{key:s,label:T},"
    "person:{no:s,name:s,department:s,left_on:d?}?,candidates:[s],classes:[s],reasons:[T],"
    "compared:s,"
    "manager:{department:s,decision:s?,reason:s?,on:d?,by:s?,may:b},"
    "owner:{department:s,decision:s?,reason:s?,on:d?,by:s?,may:b},agreed:s,carried_out:s}]}";

inline constexpr std::string_view kReviewGoneDoc =
    "{rows:[{id:s,source_no:s,account_id:s,name_written:s,gone_on:d?,decision:s?,agreed:s}]}";

inline constexpr std::string_view kListReportDoc =
    "{before:n,added:n,gone:n,changed:n,same:n,carried_out:n,not_carried_out:n,classes:<any>,"
    "matches:<any>,list:s,accounts:n,sha256:s,as_of:d,landed:b}";

}  // namespace daicho::server
