// Schemas of the routes about the ledger of systems, the survey and the selection (openapi.hpp says
// how they are written).
#pragma once

#include <string_view>

namespace daicho::server {

inline constexpr std::string_view kSystemsDoc =
    "{as_of:d,bureaus:[{name:s,in_ledger:n,in_service:n,planned:n,retired:n,printed:n,"
    "systems:[{id:s,no:s,name:s,section:s,state:s,constructed:b}]}],"
    "budget:[{fiscal_year:n,items:[{item:s,label:T,thousand_yen:n}],sum:n,printed:n?,difference:n?,"
    "note:s}],costs:[{fiscal_year:n,systems:n,development_yen:n,operation_yen:n,combined:n,"
    "combined_yen:n}],contracts:{published:n,published_yen:n,constructed:n,constructed_yen:n}}";

inline constexpr std::string_view kSystemPartsDoc =
    "{parts:[{register:s,by:s,label:T,columns:[{label:T,right:b}],"
    "rows:[{id:s,constructed:b,cells:[t?]}]}]}";

inline constexpr std::string_view kSurveysDoc =
    "{surveys:[{id:s,no:s,name:s,edition:s,opened_on:d,due:d,state:s,constructed:b,"
    "returned:{parts:n,submitted:n,sent_back:n,overdue:n,reminded:n,percent:n?}}],"
    "may:{see_all:b,answer:b,govern:b}}";

inline constexpr std::string_view kSurveyDoc =
    "{survey:{id:s,no:s,name:s,edition:s,opened_on:d,due:d,state:s,constructed:b},"
    "may:{see_all:b,answer:b,govern:b},"
    "returned:{parts:n,submitted:n,sent_back:n,overdue:n,reminded:n,percent:n?},"
    "departments:[{id:s,name:s,parts:n,submitted:n,sent_back:n,overdue:n,reminded:n,percent:n?}],"
    "own:[{id:s,system:s,system_no:s,system_id:s,part:s,state:s,due:d,answered_on:d?,"
    "reminded_on:d?,reminders:n,constructed:b,own:b}]}";

inline constexpr std::string_view kSurveyPartsDoc =
    "{parts:[{id:s,system:s,system_no:s,system_id:s,part:s,state:s,due:d,answered_on:d?,"
    "reminded_on:d?,reminders:n,constructed:b,own:b}]}";

inline constexpr std::string_view kTabulationDoc =
    "{survey:{id:s,no:s,name:s,edition:s,constructed:b},"
    "with:{id:s,no:s,name:s,edition:s,constructed:b}?,systems:n,source:s,"
    "groups:[{id:s,label:T,questions:[{id:s,label:T,type:s,part:s,result:s,answered:n,unknown:n,"
    "not_applicable:n,unanswered:n,"
    "all:{base:n,label:T,base_before:n?,figures:[{key:s,label:T,count:n,percent:n?,"
    "before:{count:n,percent:n?}?}]},"
    "other:{base:n,label:T,base_before:n?,figures:[{key:s,label:T,count:n,percent:n?,"
    "before:{count:n,percent:n?}?}]}?}]}]}";

inline constexpr std::string_view kSurveyFormDoc =
    "{id:s,survey:{id:s,name:s,state:s},system:{id:s,no:s,name:s},part:s,department:s,state:s,"
    "due:d,constructed:b,may:{answer:b,send_back:b},"
    "groups:[{id:s,label:T,questions:[{id:s,label:T,type:s,choices:[{key:s,label:T}]}]}],"
    "answers:{values:<s>,marks:<s>},draft:{answers:{values:<s>,marks:<s>},saved_at:i}?}";
inline constexpr std::string_view kSurveyAnswersDoc = "{values?:<s>,marks?:<s>}";

inline constexpr std::string_view kSelectionDoc =
    "{title:T,source:s,survey:s?,surveys:[{id:s,name:s}],may_keep:b,"
    "criteria:[{id:s,label:T,cite:s,usual:n,weight:n}],total:n,"
    "systems:[{id:s,no:s,name:s,bureau:s,section:s,constructed:b,points:n,not_known:n,"
    "hits:[{criterion:s,because:[{label:T,fact:s,value:s,"
    "sources:[{register:s,id:s,title:s}]}]}]}],"
    "kept:[{id:s,no:s,title:s,decided_on:d,systems:n}]}";
inline constexpr std::string_view kChosenDoc =
    "{title:s,considerations:s,survey?:s?,audit_by?:d?,weights?:<any>,"
    "systems:[{id:s,because?:s?}]}";

inline constexpr std::string_view kProofDoc =
    "{kind:'query|test',name:s,label:T?,tone:s,expect:s,count:n?,route:s?}";

inline constexpr std::string_view kFindingsDoc =
    "{as_of:d,asked_at:i,title:T,source:s,source_note:T,built:s,"
    "findings:[{id:s,no:s,kind:{key:s,label:T},class:{key:s,label:T},summary:T,"
    "system:{id:s,name:s}?,departments:[s],clauses:s,page:n?,section:s,state:{key:s,label:T},"
    "owner:s,due:d?,from_plan:b,late:b,evidence:s,plans:[{id:s,no:s,measure:s,person:s,due:d,"
    "done_on:d?,evidence:s,result:T?}],control:{kind:'prevents|detects|tracks',how:T,"
    "place:{label:T,route:s}?,proofs:[$Proof]}?,tone:'ok|warn|bad|none'}],"
    "classes:[{key:s,label:T,findings:n,departments:[s]}]}";

inline constexpr std::string_view kMeasuresDoc =
    "{as_of:d,asked_at:i,title:T,source:s,source_note:T,built:s,"
    "sections:[{id:s,label:T,measures:[{id:s?,no:s,place:s,text:T,"
    "cover:'none|evidenced|simulated|built',how:T?,owner:s,proofs:[$Proof],"
    "documents:[{id:s,no:s,title:s,dated_on:d,post:s,person:s,constructed:b}],"
    "tone:'ok|warn|bad|none'}]}]}";

}  // namespace daicho::server
