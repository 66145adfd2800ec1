// Schemas of the routes about privacy assessments (openapi.hpp says how they are written).
#pragma once

#include <string_view>

namespace daicho::server {

inline constexpr std::string_view kPrivacyListDoc =
    "{today:d,may_change:b,tasks:[{id:s,task_no:s,number:n,name:s,body:s,holder:s,exempt:s,"
    "subjects:n,subjects_on:d?,handlers:n,handlers_on:d?,due_kind:s,made:s,voluntary:b,standing:s,"
    "decided_on:d?,falls_back_on:d?,assessed_on:d?,published_on:d?,review_by:d?,reassess_by:d?,"
    "public_until:d?,origin:s,department:s,version:o?}],cascade:[{task:s,name:s,without:T,"
    "obligatory:T,due:s,made:s,rises:b,missing:b,falls_back_on:d?,noted:b}],incidents:[{id:s,"
    "number:s,title:s,known_on:d,specific:b,serious:b,not_ours:b,decided:b,told:b,likely:b}]}";
inline constexpr std::string_view kPrivacyDoc =
    "{today:d,task:o,may:{change:b,approve:b},versions:[{id:s,number:s,form:s,sequence:n,base:s?,"
    "cause:s,state:s,changed_on:d?,requested_by:s,approved_by:s,submitted_on:d?,published_on:d?,"
    "origin:s,note:s}],version?:o,form?:o,values?:o,before?:o,used_blocks?:o,blocks?:[{key:s,"
    "number:s,edition:n,title:s,body:s,current:b}],changes?:[{date:d,item:s,before:s,after:s,"
    "in_advance:b,by_rule:b,explanation:s,important:b,needs_ground:b,addresses:[s]}],"
    "note_faults?:[o],findings?:[{code:s,bad:b,address:s,item:s,text:T,more:T?}],hearings?:[o],"
    "checks?:[o],submissions?:[o]}";
inline constexpr std::string_view kPrivacyItemsDoc =
    "{tasks:[{id:s,label:T,registers:n,items:n}],chosen:s?,text:s,count:n,band:n}";
inline constexpr std::string_view kPrivacyBeginDoc =
    "{form:'basic|key_items|full',cause:'initial|correction|reassessment|end',changed_on:d}";
inline constexpr std::string_view kPrivacySaveDoc =
    "{version:s,values?:o,blocks?:[{address:s,block?:s}],notes?:[{item:s,time?:'before|after',"
    "explanation?:s,ground?:s}],cause?:'initial|correction|reassessment|end',changed_on?:d}";
inline constexpr std::string_view kPrivacyCourseDoc =
    "{version:s,to:'draft|hearing|checking|requested|submitted|published|thrown_away',on?:d,"
    "place?:s,receipt?:s}";

}  // namespace daicho::server
