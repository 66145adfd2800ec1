// Schemas of the routes about the state of the city, the audit year and the policies (openapi.hpp
// says how they are written).
#pragma once

#include <string_view>

namespace daicho::server {

inline constexpr std::string_view kMayorDoc =
    "{title:T,as_of:d,today:d,journal:$Glance,left_out:n,blocks:[{id:s,label:T,"
    "figures:[{id:s,label:T,kind:'count|sum|share|fact',register:s,route:s,rows:n?,value:n?,"
    "text:$Texts?,unit:$Texts?,tone:'none|ok|warn|bad',cite:s,compare:'day|fiscal_year',"
    "before:{as_of:d,value:n?}?}]}]}";

inline constexpr std::string_view kAuditYearDoc =
    "{year:n,years:[n],today:d,as_of:d,may_make:b,selections:n,"
    "steps:[{id:s,step:{key:s,label:T},due:d,responsible:s,done_on:d?,subjects:n?,answered:n?,"
    "summary:s?,state:'done|late|due|planned',left:[{label:T,count:n,route:s}],"
    "documents:[{id:s,document:s,title:s,name:s,dated:d?}]}],"
    "inspections:{asked:n,answered:n,items:n,met:n,rows:[{id:s,department:s,due:d,answered_on:d?,"
    "items:n?,met:n?,unmet:n?,unknown:n?,confirmed_by:s?,late:b}]},"
    "classes:[{class:{key:s,label:T},findings:n,open:n,sections:[s],route:s}],"
    "plans:[{id:s,plan_no:s,finding:{id:s,no:s,title:T}?,measure:s,person:s,due:d,done_on:d?,"
    "evidence:s?,followed_up_on:d?,result:{key:s,label:T}?,late:b}]}";

inline constexpr std::string_view kPoliciesDoc =
    "{today:d,may_deliver:b,may_decide:b,"
    "documents:[{id:s,no:s,title:s,level:{key:s,label:T},system:{id:s,name:s}?,department:s,"
    "edition:s,state:{key:s,label:T},since:d?,review_due:d?,late:b,"
    "stale:[{because:s,text:T}],delivered:n,received:n}],"
    "coverage:[{department:s,id:s,delivered:n,received:n,late:n}],"
    "systems:n,missing:n,missing_shown:[{id:s,no:s,name:s,section:s}],"
    "roles:[{role:{key:s,label:T},rows:[{id:s,department:s,post:s,person:s?,deputy_post:s?,"
    "deputy:s?,state:s}]}],"
    "agenda:[{id:s,label:T,count:n,route:s,titles:[s]}],"
    "meetings:[{id:s,no:s,planned_on:d,held_on:d?,agenda:s,decision:s?,task:s?,task_owner:s?,"
    "task_due:d?,late:b}],findings:[{id:s,no:s,title:T}],departments:[{id:s,name:s}]}";

}  // namespace daicho::server
