// Schemas of the routes about ends of cloud contracts, portable media and daily controls
// (openapi.hpp says how they are written).
#pragma once

#include <string_view>

namespace daicho::server {

inline constexpr std::string_view kCloudExits = "{total:n,offset:n,rows:[$CloudExit]}";

// `may_change` with the one that was asked for, not in the list.
inline constexpr std::string_view kCloudExit =
    "{id:s,exit_no:s,service:s,provider:s,disposal_class:$Code,ends_on:d,data_back_on:d?,"
    "state:$Code,key_holder:$Code,encrypted_from_start:$Code,key_destroyed_on:d?,"
    "key_destroyed_by:s?,key_proved:$Code,proof_due:d?,proof_no:s?,proof_received_on:d?,"
    "equipment_identified:$Code,destroyed_on:d?,review_no:s?,review_on:d?,audit_report_no:s?,"
    "audit_report_on:d?,audit_report_by:s?,closed_on:d?,closed_by:s?,origin:$Code,version:n,"
    "system:s,steps:[{key:s,label:T,state:'unneeded|done|open|late',due:d?,"
    "reason:{code:s,text:T}?}],next:s?,may_close:b,catalog:s,may_change?:b}";

inline constexpr std::string_view kLoan =
    "{id:s,loan_no:s,state:$Code,purpose:s,data_kind:$Code,why_not_transfer:s,section:s,"
    "requested_by:s,requested_on:d,approved_by:s?,carry_out:b,due:d,lent_on:d?,lent_at:s?,"
    "key_no:s?,locked_place:s?,origin:$Code,medium:$Named?,terminal:$Named?,own:b,overdue:b}";

inline constexpr std::string_view kPortable =
    "{out:{total:n,rows:[$Loan]},approved:{total:n,rows:[$Loan]},waiting:{total:n,rows:[$Loan]},"
    "devices:{total:n,rows:[{id:s,line_no:s,terminal_no:s,serial:s,device:s?,plugged_on:d,"
    "plugged_at:s?,judged:$Code,origin:$Code,medium:$Named?}]},"
    "counts:[{id:s,count_no:s,span:$Code,counted_on:d,expected:n,out:n,first_by:s,second_by:s?,"
    "state:$Code,why:s?,origin:$Code,first_found:n?,second_found:n?,own:b}],"
    "media:{all:n,lent:n,lost:n},today:d,may:{ask:b,lend:b,count:b,bring:b}}";

inline constexpr std::string_view kVisit =
    "{id:s,visit_no:s,area:s,area_id:s,kind:$Code,person:s,company:s?,purpose:s?,host:s?,"
    "badge_no:s?,entered_on:d,entered_at:s?}";

inline constexpr std::string_view kDaily =
    "{sections:[{id:s,figures:[{id:s,label:T,count:n,tone:s,to:s}]}],inside:[$Visit]?,"
    "recent:[$Visit]?,areas:[{id:s,area_no:s,name:s}]?,"
    "training:[{id:s,title:s,audience:T,held_on:d?,due:d,invited:n?,attended:n?}]?,"
    "absent:[{id:s,person:s,department:s,training:s,due:d?}]?,"
    "breaches:[{id:s,breach_no:s,summary:s,department:s,state:T,guidance:s?,due:d}]?,"
    "today:d,may_enter:b}";

}  // namespace daicho::server
