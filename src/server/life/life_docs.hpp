// Schemas of the routes about continuity, procurement and the digital plan (openapi.hpp says how
// they are written).
#pragma once

#include <string_view>

namespace daicho::server {

inline constexpr std::string_view kContinuityDoc =
    "{today:d,needed_hours:n,review_months:n,plans:n,dependencies:n,needed:n,missing:n,no_paper:n,"
    "late:n,rows_all:n,contradictions_all:n,"
    "rows:[{system:s,label:s,plan:s,no:s,section:s,needed:b,state:{key:s,label:T},hours:n?,back:n?,"
    "contradicted:b,open:b,data_hours:n?,substitute:s?,missing:b,no_paper:b,review_due:d?,late:b,"
    "drilled_on:d?}],"
    "contradictions:[{at:{label:s,kind:s,system:s?,hours:n?,back:n?},promised:n,real:n,"
    "way:[{label:s,kind:s,system:s?,hours:n?,back:n?}]}],"
    "cycles:[[{label:s,kind:s,system:s?,hours:n?,back:n?}]],"
    "single_points:[{at:{label:s,kind:s,system:s?,hours:n?,back:n?},count:n,"
    "dependents:[{label:s,kind:s,system:s?,hours:n?,back:n?}]}],"
    "drawing:{nodes:[{label:s,kind:s,system:s?,hours:n?,back:n?}],"
    "edges:[{from:n,to:n,hours:n?,replaceable:b,dependency:s?}],left_out:n},"
    "drills:[{id:s,no:s,plan:s,scenario:s,planned_on:d,held_on:d?,participants:n?,result:s?,"
    "measured:n?,promised:n?,too_slow:b,late:b,improvement:s?,improvement_due:d?,improved_on:d?}],"
    "papers:[{id:s,no:s,plan:s,printed_on:d,place:s,holder:s,leaves_on:d?,not_handed_over:b,"
    "old:b}]}";

inline constexpr std::string_view kContinuitySystemDoc =
    "{today:d,system:s,label:s,needed_hours:n,back:n?,open:b,"
    "plan:{id:s,no:s,section:s,needed:b,state:{key:s,label:T},hours:n?,data_hours:n?,substitute:s?,"
    "first_actions:s?,made_on:d?,reviewed_on:d?,review_due:d?,paper_at:s?}?,"
    "way:[{label:s,kind:s,hours:n?}],"
    "depends_on:[{label:s,kind:s,system:s?,dependency:s?,promised:n?,hours:n?,back:n?,"
    "replaceable:b}],"
    "needed_by:[{label:s,kind:s,system:s?,dependency:s?,promised:n?,hours:n?,back:n?,"
    "replaceable:b}],"
    "contacts:[{id:s,turn:n,part:{key:s,label:T},post:s,day_phone:s,night_phone:s?,"
    "confirmed_on:d?}],"
    "papers:[{id:s,no:s,printed_on:d,place:s,holder:s,leaves_on:d?,taken_over:s?,taken_over_on:d?,"
    "withdrawn_on:d?,old:b}],"
    "drills:[{id:s,no:s,scenario:s,planned_on:d,held_on:d?,measured:n?,result:s?,improvement:s?,"
    "improvement_due:d?,improved_on:d?}],"
    "levels:[{id:s,item:s,unit:s,promised:s,month:d,measured:s?,met:b?}]}";

inline constexpr std::string_view kProcurementDoc =
    "{today:d,may_check:b,may_request:b,may_accept:b,may_close:b,"
    "states:[{key:s,label:T,count:n}],"
    "plans:{all:n,rows:[{id:s,no:s,title:s,system:{id:s,name:s}?,department:s,year:n,"
    "kind:{key:s,label:T}?,law_change:b,estimated:n?,saves_yen:n?,saves_hours:n?,months:n?,due:d?,"
    "submitted_on:d?,checked_on:d?,result:{key:s,label:T}?,rfi:{key:s,label:T}?,rfi_answers:n?,"
    "bidders:n?,single:b,unchecked_late:b,state:{key:s,label:T}}]},"
    "deliveries:{all:n,rows:[{id:s,no:s,system:{id:s,name:s}?,title:s,delivered_on:d,defects:n?,"
    "state:{key:s,label:T},accepted_on:d?,accepted_by:s?,missing:[s]}]},"
    "changes:{all:n,rows:[{id:s,no:s,system:{id:s,name:s}?,title:s,cause:{key:s,label:T},"
    "requested_on:d,approved_on:d?,tested_on:d?,test_result:s?,done_on:d?,history:s?,emergency:b,"
    "state:{key:s,label:T}}]},"
    "works:{all:n,rows:[{id:s,no:s,system:{id:s,name:s}?,worked_on:d,company:s,people:n,content:s,"
    "data_touched:b,seen_by:s?,checked_on:d?,alone:b}]},"
    "levels:{all:n,rows:[{id:s,system:{id:s,name:s}?,item:s,unit:s,promised:s,month:d,measured:s?,"
    "met:b?,measure:s?}]},"
    "faults:{all:n,rows:[{id:s,no:s,system:{id:s,name:s}?,occurred_on:d,minutes:n?,effect:s,"
    "restored_on:d?,cause:s?,prevention:s?,incident:b,incident_reason:s?,state:{key:s,label:T}}]},"
    "backups:{all:n,rows:[{id:s,no:s,system:{id:s,name:s}?,month:d,expected:n,made:n?,lost:n,"
    "tried_on:d?,tried:b,apart:b,cost:n?,checked_on:d?}]}}";

inline constexpr std::string_view kProcurementPlanDoc =
    "{today:d,id:s,plan_no:s,title:s,system:{id:s,name:s}?,department:s,fiscal_year:n?,"
    "kind:{key:s,label:T}?,law_change:b?,estimated_yen:n?,cost_before_yen:n?,cost_after_yen:n?,"
    "hours_before:n?,hours_after:n?,benefit:s?,measured_on:d?,measured:s?,in_service_on:d?,"
    "budget_request_due:d?,submitted_on:d?,checked_on:d?,checked_by:s?,"
    "check_result:{key:s,label:T}?,conditions:s?,functions_written:b?,rfi:{key:s,label:T}?,"
    "rfi_answers:n?,rfi_reason:s?,bidders:n?,single_reason:s?,state:{key:s,label:T}?,note:s?,"
    "saves_yen:n?,saves_hours:n?,months:n?,may_check:b,may_request:b,"
    "papers:[{id:s,kind:{key:s,label:T}?,title:s,dated:d?}],"
    "others:[{register:s,label:T,id:s,no:s,title:s,on:d?}]}";

inline constexpr std::string_view kLockInDoc =
    "{today:d,threshold:n,cite:s,systems:n,long:n,"
    "rows:[{system:s,name:s,section:s,vendor:s,since:d?,years_by_contracts:n?,years_recorded:n?,"
    "years:n,long:b,contracts:n,single_tenders:n,single_bidders:n,bidders_known:n,law_changes:n,"
    "ends:d?}],sections:[{section:s,contracts:n,single:n,yen:n,single_yen:n}],"
    "bids:[{id:s,no:s,subject:s,method:{key:s,label:T}?,asked:n?,bidders:n,single:b}],"
    "law_changes:[{id:s,no:s,system:s,subject:s,on:d,yen:n,law:s,vendor:s}]}";

inline constexpr std::string_view kDigitalPlanDoc =
    "{today:d,still_days:n,year:n,measures:n,still:n,late:n,"
    "pillars:[{key:s,label:T,rows:[{id:s,no:s,title:s,department:s,progress:{key:s,label:T},"
    "started_on:d,target_on:d?,moved_on:d?,result:s?,next_step:s?,still:b,late:b,no_next:b}]}],"
    "groups:[{id:s,no:s,name:s,theme:s,lead:s,members:n?,met_on:d?,state:{key:s,label:T},"
    "asleep:b}],"
    "overlaps:[{first:{id:s,name:s},second:{id:s,name:s},members:n,theme_percent:n,same_members:b,"
    "same_theme:b,decision:s?}],"
    "procedures:{all:n,late:n,no_target:n,phases:[{key:s,label:T}],"
    "grounds:[{key:s,label:T,cells:[{procedures:n,cases:n,high:n}]}]},"
    "moves:{phases:[{key:s,label:T,count:n}],rows:[{id:s,no:s,task:s,department:s,"
    "phase:{key:s,label:T},target_on:d,moved_on:d?,done_on:d?,cloud:{key:s,label:T},"
    "risk:{key:s,label:T},obstacle:s?,late:b,still:b}]},"
    "figures:[{what:s,measure:s,unit:s,values:[{id:s,year:n,as_of:d?,tenths:n,goal_tenths:n?,"
    "reached:b?,source:s}]}]}";

}  // namespace daicho::server
