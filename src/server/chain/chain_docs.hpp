// Schemas of the routes about chains and of the contractor's room (openapi.hpp says how they are
// written).
#pragma once

#include <string_view>

namespace daicho::server {

inline constexpr std::string_view kChainsDoc =
    "{today:d,total:n,offset:n,counts:{all:n,bad:n,applications:n,renewal:n},"
    "rows:[{id:s,no:s,subject:s,state:{key:s,label:T},last_day:d,parties:n,depth:n,bad:n,"
    "caution:n,worst:{id:s,text:T}?,applications:n,renewal:{state:s,due:d}}]}";

#define DAICHO_CHAIN_FAULTS "faults:[{id:s,bad:b,text:T}]"
#define DAICHO_CHAIN_PARTS                                                                        \
    "tree:[{id:s,under:s?,no:s,name:s,level:n,work:s,information:s,part:{key:s,label:T}?,"        \
    "number_handled:b,applied_on:d?,approved_on:d?,approval_no:s?,until:d?,working_since:d?,"     \
    "found_on:d?,approved:b,has_certificates:b,needs:[T]?," DAICHO_CHAIN_FAULTS "}],"             \
    "workers:[{id:s,no:s,party:s,party_name:s,duty:s,responsible:b,filed_on:d?,identified_on:d?," \
    "trained_on:d?,pledged_on:d?,first_access_on:d?,left_on:d?," DAICHO_CHAIN_FAULTS "}],"        \
    "items:[{id:s,no:s,kind:{key:s,label:T},what:s,count:n,serial:s?,out_on:d,"                   \
    "means:{key:s,label:T},consent:s?,back_due:d?,back_on:d?,back_count:n?,short:b,late:b}],"     \
    "trainings:[{id:s,no:s,title:s,kind:{key:s,label:T},planned_on:d,held_on:d?,reported_on:d?,"  \
    "attended:n?,absent:[{id:s,worker:s,make_up_due:d,late:b}],late:b}],"
#define DAICHO_CHAIN_APPLICATION                                                                  \
    "id:s,no:s,under:s,level:n,name:s,work:s,applied_on:d,filed_by:{key:s,label:T},"              \
    "after_the_fact:b,working_since:d?,number_handled:b,state:{key:s,label:T},decide_by:d,"       \
    "approval_no:s?,decision_reason:s?"

inline constexpr std::string_view kChainDoc =
    "{today:d,id:s,no:s,subject:s,state:{key:s,label:T},first_day:d,last_day:d,most_levels:n?,"
    "numbers_in_work:b,renewal:{state:s,due:d},may:{apply:b,confirm:b,find:b,follow:b},"
    DAICHO_CHAIN_PARTS
    "applications:[{" DAICHO_CHAIN_APPLICATION ",address:s?,reason_text:s?,information:s?,"
    "measures:s?,supervision:s?,conditions:s?,number_term:s?,number_control:s?,"
    "clauses_carried:b,responsibility:b,section_by:s?,digital_by:s?}],"
    "places:[{id:s,party:s,kind:{key:s,label:T},address:s,approved_on:d?,open:b}],"
    "certificates:[{id:s,no:s,paper_no:s,party:s,kind:{key:s,label:T},work_on:d,received_on:d,"
    "verdict:{key:s,label:T},faults:s?,followed_up_on:d?}],"
    "accidents:[{id:s,no:s,found_on:d,reported_on:d,what:s,late:b,taken_up_on:d?}],"
    "checks:[{id:s,no:s,kind:{key:s,label:T},due:d,done_on:d?,late:b,answers:n,answers_open:n,"
    "answers_late:b}],"
    "accounts:[{id:s,number:s,name:s,state:{key:s,label:T},ends:d?,too_long:b}]?}";

#define DAICHO_CONTRACTOR_DUES                                                                    \
    "dues:[{contract:s,contract_no:s,kind:s,label:T,what:s,due:d,days:n,late:b}]"
#define DAICHO_CONTRACTOR_HEAD                                                                    \
    "id:s,no:s,subject:s,state:{key:s,label:T},first_day:d,last_day:d,most_levels:n?,"            \
    "numbers_in_work:b,contact:{section:s,extension:s?}?"

inline constexpr std::string_view kContractorDoc =
    "{today:d,company:s,contracts:[{" DAICHO_CONTRACTOR_HEAD ",late:n}]," DAICHO_CONTRACTOR_DUES
    "}";
inline constexpr std::string_view kContractorContractDoc =
    "{" DAICHO_CONTRACTOR_HEAD ",today:d," DAICHO_CONTRACTOR_DUES "," DAICHO_CHAIN_PARTS
    "applications:[{" DAICHO_CHAIN_APPLICATION "}],"
    "checks:[{id:s,no:s,kind:{key:s,label:T},due:d,done:b,late:b,answers:[{clause:s,exists:s,"
    "practised:s,remark:s?,reported_on:d,late:b}]}],clauses:[{id:s,title:T,text:T}],"
    "filed:[{register:s,id:s,no:s,on:d,late:b,verdict:{key:s,label:T}?}]}";

// What is filed, by the part of the address.
inline constexpr std::string_view kApplicationBody =
    "{under:s,name:s,address:s,reason_text:s,work:s,information:s,measures:s,supervision:s,"
    "part:'operation|maintenance|cloud|cloud_maintenance|other',further_levels:'none|same',"
    "conditions?:s?,number_term?:s?,number_control?:s?,responsibility:b,clauses_carried:b,"
    "number_handled:b,starts_on:d,until:d,working_since?:d?}";
inline constexpr std::string_view kTrainingBody =
    "{training?:s?,kind:'before_contract|before_access|yearly',held_on:d,title:s,edition?:s?,"
    "content?:s?,tested?:b?,attended:[s],absent:[s],make_up_due?:d?}";
inline constexpr std::string_view kAnswersBody =
    "{check:s,answers:[{clause:s,exists:'yes|no|not_applicable',"
    "practised:'yes|no|not_applicable',remark?:s?}]}";
inline constexpr std::string_view kAccidentBody =
    "{found_on:d,found_at?:s?,what:s,information:s,persons?:n?,contained?:s?}";
inline constexpr std::string_view kCertificateBody =
    "{party:s,kind:'returned|erased|destroyed',method?:s?,paper_no:s,work_on:d,issued_on:d,"
    "serials:s}";

}  // namespace daicho::server
