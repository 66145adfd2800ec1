// Schemas of the routes about assessments by criteria and self-inspections (openapi.hpp says how
// they are written).
#pragma once

#include <string_view>

namespace daicho::server {

inline constexpr std::string_view kAssessmentsDoc =
    "{may_begin:b,assessments:[{id:s,number:s,subject_kind:s,subject:s,section:s,asked_on:d,due:d,"
    "state:s,catalog:s,edition:s,judged_on:d?,constructed:b,verdict:s?}]}";
inline constexpr std::string_view kBeginDoc =
    "{catalog:s,subject_kind:'system|contract|section',subject?:s,section:s,due:d}";
inline constexpr std::string_view kAssessmentDoc =
    "{id:s,number:s,subject_kind:s,subject:s,section:s,asked_on:d,due:d,state:s,catalog:s,"
    "edition:s,judged_on:d?,constructed:b,version:n,edition_in_use:s,may_change:b,record:o,"
    "items:[{record:s,number:s,item:s,party:n,answer:s,ground:s,evidence:s,query:s,settle_by:d?,"
    "proof_until:d?}],stored:{verdict:{key:s,label:T,tone:s},reasons:[{code:s,text:T}],edition:s,"
    "edition_kept:b,judged_on:d?}?,today:{key:s,label:T,tone:s},"
    "others:[{id:s,number:s,judged_on:d?}],draft:o?}";
inline constexpr std::string_view kComparisonDoc =
    "{before:{id:s,number:s,edition:s,judged_on:d?},after:{id:s,number:s,edition:s,judged_on:d?},"
    "editions_kept:b,verdict_before:{key:s,label:T,tone:s},verdict_after:{key:s,label:T,tone:s},"
    "reasons_gone:[{code:s,text:T}],reasons_new:[{code:s,text:T}],changes:[{path:s,item:s,label:T,"
    "before:s,after:s,without:{key:s,label:T,tone:s}?,decides:b}]}";
inline constexpr std::string_view kRedoDoc =
    "{judged:n,assessments:[{id:s,number:s,subject:s,catalog:s,title:T,edition:s,edition_in_use:s,"
    "then:{key:s,label:T,tone:s},now:{key:s,label:T,tone:s},reasons:[{code:s,text:T}],"
    "changes:[{path:s,item:s,label:T,before:s,after:s,without:{key:s,label:T,tone:s}?,"
    "decides:b}]}]}";
inline constexpr std::string_view kInspectionsDoc =
    "{year:n,years:[n],edition:s,sections:n,answered:n,may:{see_all:b,govern:b},"
    "rows:[{id:s,year:n,department:s,due:d,overdue:b,answered_on:d?,items:n?,met:n,unmet:n,"
    "unknown:n,plans:n,confirmed_by:s,reminded_on:d?,reminders:n,constructed:b}],"
    "items:[{no:s,label:T,category:T,met:n,weak:n,unknown:n,excused:n}]}";
inline constexpr std::string_view kInspectionDoc =
    "{id:s,year:n,department:s,due:d,overdue:b,answered_on:d?,items:n?,met:n,unmet:n,unknown:n,"
    "plans:n,confirmed_by:s,reminded_on:d?,reminders:n,constructed:b,version:n,edition:s,"
    "answered_edition:s,verdict:{key:s,label:T,tone:s}?,may_answer:b,classes:[{key:s,label:T}],"
    "conditions:[{key:s,label:T}],about:o,item_rows:[{no:s,source_no:s,category:T,label:T,"
    "requirement:T,risk:T,when:[s],asked:{name:s,state:'fit|unfit|unknown',count:n?,route:s?,"
    "label:T,asked_at:i}?,answer:{measure:s,practice:s,result:s,evidence:s,remark:s,plan:s,"
    "id:s}?}],draft:o?}";

}  // namespace daicho::server
