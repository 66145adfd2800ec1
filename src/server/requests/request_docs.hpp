// Schemas of the routes about requests, inquiries and the register of files (openapi.hpp says how
// they are written).
#pragma once

#include <string_view>

namespace daicho::server {

inline constexpr std::string_view kRequestsDoc =
    "{total:n,offset:n,rows:[{id:s,request_no:s,kind:$Code,state:$Code,received_on:d,due:d,"
    "days_left:n?,department:{id:s,name:s}?,requester:s?,identity_on:d?,result:$Code?,"
    "decided_on:d?,days_late:n?}],"
    "counts:{open:n,due_soon:n,overdue:n,no_identity:n,late:n,all:n},"
    "departments:[{id:s,name:s}],may_receive:b,today:d}";

inline constexpr std::string_view kNewRequestDoc =
    "{kind:'disclosure|correction|suspension',channel:'counter|post|online',"
    "relation:'self|statutory_agent|voluntary_agent',received_on:d,asked:s,requester_name:s,"
    "requester_address:s,requester_phone?:s?,subject_name:s,subject_no?:s?,file_no?:s?,"
    "department:s,prior?:s?,inquiry?:s?}";

inline constexpr std::string_view kRequestStepDoc =
    "{kind:s,on:d,text?:s?,shown?:s?,agent_proof?:s?,days?:n?,rest_due?:d?,to?:s?,notified?:b}";

inline constexpr std::string_view kRequestDoc =
    "{id:s,request_no:s,kind:$Code,state:$Code,channel:$Code,relation:$Code,identity_kind:$Code?,"
    "result:$Code?,asked:s?,requester_name:s?,requester_address:s?,requester_phone:s?,"
    "subject_name:s?,identity_by:s?,identity_note:s?,agent_proof:s?,extension_why:s?,"
    "special_why:s?,transferred_to:s?,note:s?,received_on:d?,identity_on:d?,due:d?,"
    "extension_on:d?,special_on:d?,special_part_due:d?,special_rest_due:d?,decided_on:d?,"
    "carried_out_on:d?,department:{id:s,name:s}?,file:{id:s,name:s}?,prior:{id:s,name:s}?,"
    "subject:{id:s,name:s}?,inquiry:s?,has_subject:b,extended:b,extension_days:n?,"
    "days_late:n?,fee_yen:n?,protected:b,"
    "deadline:{due:d,part_due:d?,stopped:b,days_left:n,days_late:n,"
    "steps:[{id:s,label:T,article:s,days:n,on:d,due:d}],faults:[T],extension_most:n,verified:b,"
    "source:s,holiday_moves:b,holiday_article:s,holiday_verified:b,edition:s},"
    "steps:[{id:s,kind:$Code,on:d,by:s,text:s?}],"
    "decisions:[{id:s,decision_no:s,state:$Code,result:$Code,grounds:s?,withheld:s?,why:s?,"
    "manner:$Code?,fee_yen:n?,proposed_by:s,proposed_on:d,decided_by:s?,decided_on:d?,due:d,"
    "days_late:n?,note:s?,own:b,may_decide:b}],"
    "appeals:[{id:s,appeal_no:s,state:$Code,received_on:d,in_time:b,statement:s?,consult_due:d,"
    "consulted_on:d?,reported_on:d?,report:s?,rule_due:d?,ruled_on:d?,ruling:$Code?,late:b}],"
    "grounds:[{key:s,article:s,label:T}],templates:[{id:s,register:s,title:T}],"
    "may:{step:b,propose:b,carry_out:b,appeal:b,letter:b,viewings:b},today:d}";

inline constexpr std::string_view kInquiriesDoc =
    "{total:n,offset:n,rows:[{id:s,inquiry_no:s,state:$Code,category:$Code,subject:s,"
    "received_on:d,due:d,late:b,department:{id:s,name:s}?,answered_on:d?,escalated_to:s?}],"
    "counts:{open:n,overdue:n,answered:n,all:n},repeats:[{subject:s,count:n}],"
    "departments:[{id:s,name:s}],may_receive:b,today:d}";

inline constexpr std::string_view kInquiryDoc =
    "{id:s,inquiry_no:s,state:$Code,category:$Code,subject:s,received_on:d,due:d,late:b,"
    "department:{id:s,name:s}?,answered_on:d?,escalated_to:s?,content:s?,asker:s?,contact:s?,"
    "answer:s?,answered_by:s?,channel:$Code,request:{id:s,name:s}?,"
    "same:[{id:s,inquiry_no:s,received_on:d,state:$Code}],same_count:n,"
    "steps:[{id:s,kind:$Code,on:d,by:s,text:s?}],may_step:b}";

inline constexpr std::string_view kFileRegisterDoc =
    "{columns:[{id:s,label:T,item:s,required:b}],"
    "files:[{id:s,file_no:s,persons:n,values:[s],generated:b,missing:[T],"
    "change:'added|changed|same',changed:[T]}],"
    "left_out:[{id:s,file_no:s,name:s,persons:n,why:s}],gone:[s],"
    "editions:[{id:s,edition_no:s,published_on:d,published_by:s,files:n,review_due:d,current:b,"
    "sha256:s}],least_persons:n,article:s,verified:b,today:d,may_publish:b}";

}  // namespace daicho::server
