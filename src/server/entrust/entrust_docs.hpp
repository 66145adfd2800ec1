// Schemas of the routes about entrusted work (openapi.hpp says how they are written).
#pragma once

#include <string_view>

namespace daicho::server {

inline constexpr std::string_view kEntrustListDoc =
    "{today:d,tab:s,tabs:[{id:s,count:n}],total:n,offset:n,limit:n,"
    "rows:[{id:s,no:s,subject:s,kind:T,department:s,vendor:s,process:'A|B',"
    "state:{key:s,label:T},first_day:d,last_day:d,next:{check:s,kind:T,due:d,late:b}?,late:n,"
    "gaps:n,alarms:[s]}],alarms:[{label:T,bad:b,count:n,cite:s,route:s}],may_change:b,"
    "settings:{process:'A|B',quarters:'contract|fiscal',cite:s}}";

inline constexpr std::string_view kEntrustGuideDoc =
    "{edition:s,title:T,source:s,source_note:T,clauses:[{id:s,title:T,when:[T],text:T,why:T,"
    "measure:{no:s,asks:T,risk:T,source:s}?,practice:{no:s,asks:T,risk:T,source:s}?}]}";

inline constexpr std::string_view kEntrustEditionsDoc =
    "{today:d,editions:[{id:s?,edition:s,in_use:b,clauses:n,note:T,in_use_from:d?,review_due:d?,"
    "reviewed_on:d?,decision:s?,contracts:n}],"
    "compared:[{from:s,to:s,changes:[{clause:s,change:s,label:T,title:T,before:$Texts?,"
    "after:$Texts?}]}],touched:n,"
    "contracts:[{id:s,no:s,subject:s,edition:s,last_day:d,clauses:[s]}]}";

inline constexpr std::string_view kEntrustDoc =
    "{today:d,contract:{id:s,contract_no:s,subject:s,kind:{key:s,label:T}?,first_day:d,last_day:d,"
    "persons:n?,level_count:n?,state:{key:s,label:T}?,announced_on:d?,consulted_on:d?,board_on:d?,"
    "signed_on:d?,policy_received_on:d?,annual_visit_on:d?,data_back_on:d?,closed_on:d?,note:s?,"
    "process:'A|B',edition:s,department:s?,vendor:s?},"
    "may:{change:b,check:b,gap:b,board:b,consult:b,data:b},"
    "steps:[{key:s,label:$Texts?,done:b,current:b,blocked:$Texts?}],next:s?,"
    "conditions:[{key:s,label:T,holds:b}],contradictions:[{clause:s,why:T}],"
    "articles:[{clause:s,title:T,text:s,text_en:s,why:T,when:[s],changed:b,reason:s,measure:T,"
    "practice:T}],"
    "left_out:[{clause:s,title:T,text:s,text_en:s,why:T,when:[s],changed:b,reason:s,measure:T,"
    "practice:T}],"
    "quarters:'contract|fiscal',settings_cite:s,"
    "planned:[{kind:s,number:n,due:d,ambiguous:b,why:T,check:s?}],"
    "duties:[{id:s,label:T,met_on:d?,next:d?,late:b}],"
    "people:{workers:n,ready:n,parties:n,unapproved:n},"
    "checks:[{id:s,check_no:s,kind:{key:s,label:T}?,due:d,done_on:d?,place:s?,done_by:s?,"
    "on_site:b?,why_not_on_site:s?,gaps:n?,result:{key:s,label:T}?,note:s?,late:b,entered_late:d?,"
    "closed:b,unanswered:n,open:[s],not_kept:[s],items:[{id:s,clause:s,measure:{key:s,label:T}?,"
    "practice:{key:s,label:T}?,result:{key:s,label:T}?,evidence:s?,seen_by:s?,seen_at:s?,"
    "seen_on:d?,why:s?}]}],"
    "gaps:[{id:s,gap_no:s,clause:s?,seen_on:d?,seen_by:s?,says:s?,does:s?,risk:s?,"
    "answer:{key:s,label:T}?,answer_reason:s?,contract_change:s?,owner:s?,due:d?,"
    "rechecked_on:d?,recheck:s?}],"
    "weighings:[{id:s,weighing_no:s,clause:s?,option:s?,taken:b?,hours:n?,cost_yen:n?,"
    "service_effect:s?,risk_left:s?,harm:s?,decided_by:s?,decided_on:d?,advice:s?,"
    "told_to_residents:s?,line:s?,review_on:d?}],"
    "consultations:[{id:s,consult_no:s,question:s?,clause:s?,asked_on:d?,asked_by:s?,due:d?,"
    "answer:s?,answered_on:d?,answered_by:s?}],"
    "board:[{id:s,decision_no:s,held_on:d?,members:s?,decision:{key:s,label:T}?,moved_by:s?,"
    "grounds:s?,conditions_set:s?,conditions_due:d?,conditions_met_on:d?}],"
    "preparations:[{id:s,clause:s?,survey:{key:s,label:T}?,surveyed_on:d?,says:s?,agreed:s?,"
    "agreed_on:d?,plan:s?,planned_on:d?}],"
    "data:[{id:s,item_no:s,kind:{key:s,label:T}?,what:s?,count:n?,serial:s?,out_on:d?,"
    "handed_by:s?,received_by:s?,means:{key:s,label:T}?,back_due:d?,back_on:d?,"
    "back_how:{key:s,label:T}?,back_count:n?,certificate_on:d?,complete:b?}]}";

inline constexpr std::string_view kEntrustCheckBody =
    "{done_on:d,place?:s?,done_by:s,on_site:b,why_not_on_site?:s?,close:b,"
    "items:[{clause:s,measure:'yes|no|na',practice:'yes|no|na|unseen',evidence?:s?,why?:s?}]}";
inline constexpr std::string_view kEntrustPrepareBody =
    "{on:d,items:[{clause:s,survey:'can|cannot|partly',says?:s?,agreed?:s?,plan?:s?}]}";
inline constexpr std::string_view kEntrustBoardBody =
    "{held_on:d,members:s,decision:'approved|conditional|returned|refused',moved_by:[s],"
    "grounds:s,conditions?:s?,conditions_due?:d?}";
inline constexpr std::string_view kEntrustGapBody =
    "{answer:'G1|G2|G3|G4',answer_reason:s,owner:s,due:d,contract_change?:s?,rechecked_on?:d?,"
    "recheck?:s?}";

}  // namespace daicho::server
