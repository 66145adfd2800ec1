// Schemas of the routes about ends of cloud contracts, portable media and daily controls
// (openapi.hpp says how they are written).
#pragma once

#include <string_view>

namespace daicho::server {

inline constexpr std::string_view kCloudExits =
    "{total:n,offset:n,rows:[{id:s,exit_no:s,service:s,provider:s,ends_on:d,...}]}";

inline constexpr std::string_view kCloudExit =
    "{id:s,exit_no:s,service:s,provider:s,disposal_class:{key:s,label:T},ends_on:d,"
    "data_back_on:d?,state:{key:s,label:T},key_holder:{key:s,label:T},"
    "encrypted_from_start:{key:s,label:T},key_destroyed_on:d?,key_destroyed_by:s?,"
    "key_proved:{key:s,label:T},proof_due:d?,proof_no:s?,proof_received_on:d?,"
    "equipment_identified:{key:s,label:T},destroyed_on:d?,review_no:s?,review_on:d?,"
    "audit_report_no:s?,audit_report_on:d?,audit_report_by:s?,closed_on:d?,closed_by:s?,"
    "origin:{key:s,label:T},version:n,system:s,"
    "steps:[{key:s,label:T,state:'unneeded|done|open|late',due:d?,reason:{code:s,text:T}?}],"
    "next:s?,may_close:b,catalog:s,may_change:b}";

inline constexpr std::string_view kPortable =
    "{out:{total:n,rows:[{...}]},approved:{total:n,rows:[{...}]},"
    "waiting:{total:n,rows:[{...}]},devices:{total:n,rows:[{...}]},counts:[{...}],"
    "media:{all:n,lent:n,lost:n},today:d,may:{ask:b,lend:b,count:b,bring:b}}";

inline constexpr std::string_view kDaily =
    "{sections:[{id:s,figures:[{id:s,label:T,count:n,tone:s,to:s}]}],inside:[{...}]?,"
    "recent:[{...}]?,areas:[{id:s,area_no:s,name:s}]?,training:[{...}]?,absent:[{...}]?,"
    "breaches:[{...}]?,today:d,may_enter:b}";

}  // namespace daicho::server
