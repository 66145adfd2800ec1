// Schemas of the routes about incidents and migration orders (openapi.hpp says how they are
// written).
#pragma once

#include <string_view>

namespace daicho::server {

// Rows that belong to a record, as a table.
inline constexpr std::string_view kDeskRows =
    "{register:s,label:T,columns:[{name:s,label:T,date:b}],rows:[{id:s,cells:[T]}]}";

inline constexpr std::string_view kIncidentTimer =
    "{to:$Code,stage:$Code,due:d,minutes:n,tone:'ok|warn|bad'}";

inline constexpr std::string_view kIncidentList =
    "{today:d,rows:[{id:s,incident_no:s,title:s,kind:$Code,state:$Code,known_on:d,known_at:s?,"
    "department:s,system:s,duty:$Code,serious:b,over:b,timer:$IncidentTimer?}],"
    "review:{id:s,review_no:s,due:d,late:b}?,edition:s,may_change:b}";

inline constexpr std::string_view kSituation = "{id:s,label:T,cite:s,checked:b}";

inline constexpr std::string_view kIncidentFacts =
    "{personal_information:b,individual_number:b,wrongful_aim:b,public_reach:b,sensitive:b,"
    "financial_harm:b,number_system:b,protected_well:b,at_fault:b?,persons:n?,effect:s,items:s,"
    "cause:s,secondary:s,prevention:s,public_text:s}";

inline constexpr std::string_view kIncidentShown =
    "{id:s,incident_no:s,title:s,kind:$Code,state:$Code,known_on:d,known_at:s?,found_by:s?,"
    "contractor:s?,opened_from:s?,recorded_duty:$Code,recorded_state_ahead:b,edition:s,"
    "names:{system:{id:s,name:s}?,department:s},facts:$IncidentFacts,"
    "duty:{answer:'due|not_due|undecided',met:[$Situation],open:[$Situation],first_from:d,"
    "first_due:d,first_cite:s,final_due:d,final_days:n,final_cite:s,put_off:b,calendar_known:b},"
    "phases:[{key:s,label:T,settled:n,steps:[{id:s,label:T,who:T,"
    "state:'open|late|done|left_out',minutes:n?,waits:[T]}]}],"
    "reports:[{id:s,report_no:s,ground:s,sent_on:d?,late:b,why_late:s?,timer:$IncidentTimer?,"
    "to:$Code,stage:$Code,due:d}],contacts:$DeskRows,"
    "contractors:[{id:s,name:s,contact:s?,contract:s}],"
    "threshold:{serious:b?,concerned:b,counted:b,cite:s,checked:b,told:b,raised:[{id:s,name:s,"
    "subjects:n,before:T,after:T,from:d,back:d?}]},timeline:$DeskRows,evidence:$DeskRows,"
    "custody:$DeskRows,lessons:$DeskRows,papers:$DeskRows,"
    "may:{step:b,report:b,evidence:b,lesson:b}}";

inline constexpr std::string_view kIncidentOpening =
    "{kind:'stop|attack|leak',title:s,effect?:s?,known_on:d,known_at:s,system?:s?,department?:s?,"
    "contractor?:s?,opened_from?:s?,personal_information?:b,individual_number?:b,"
    "wrongful_aim?:b,public_reach?:b,persons?:n?}";

inline constexpr std::string_view kIncidentSaid =
    "{personal_information:b,individual_number:b,wrongful_aim:b,public_reach:b,sensitive:b,"
    "financial_harm:b,number_system:b,protected_well:b,persons?:n?,at_fault?:b?,effect?:s?,"
    "items?:s?,cause?:s?,secondary?:s?,prevention?:s?,public_text?:s?}";

inline constexpr std::string_view kEvidenceBrought =
    "{what:s,form:'file|device|paper',taken_on:d,taken_at:s,taken_where:s,kept_at:s,file?:s?}";

inline constexpr std::string_view kDeskPaper = "{name:s,entry:n,digest:s,pages:n,record:s}";

inline constexpr std::string_view kOrderList =
    "{today:d,rows:[{id:s,order_no:s,title:s,state:$Code,department:s,transfer:$Code,starts_on:d,"
    "ends_on:d,overrun:b,rights:n,unconfirmed:n,left:n}],may_propose:b}";

inline constexpr std::string_view kOrderShown =
    "{id:s,order_no:s,title:s,purpose:s,data_scope:s,individual_number:b,minimal:b,log_days:n,"
    "state:$Code,transfer:$Code,line:s?,starts_on:d,ends_on:d,proposed_by:s,proposed_on:d,"
    "approved_by:s?,approved_on:d?,refused_for:s?,closed_on:d?,closed_by:s?,closing_entry:n?,"
    "from_system:{id:s,name:s}?,to_system:{id:s,name:s}?,"
    "workers:[{id:s,worker_no:s,account:s,second:b,work:$Code,role:$Code,from:d,to:d,"
    "state:$Code,in_force:b,missing:b,alarm:b}],"
    "extractions:[{id:s,extraction_no:s,what:s,taken_on:d,taken_at:s,first_person:s,"
    "second_person:s?,row_count:n,sha256:s,encryption:$Code,way:$Code,medium_no:s?,seal_no:s?,"
    "state:$Code,own:b}],test_data:$DeskRows,"
    "looks:[{id:s,look_no:s,due:d,looked_on:d?,looked_by:s?,result:$Code?,late:b,incident:b}],"
    "clearings:[{id:s,clearing_no:s,kind:$Code,what:s,medium_no:s?,state:$Code,erased_on:d?,"
    "method:$Code?,certificate:s?,erased_by:s?,methods:[s]}],papers:$DeskRows,"
    "before_approval:[{code:s,text:T}],before_closing:[{code:s,text:T}],"
    "roles:[{key:s,label:T}],works:b,may_change:b}";

inline constexpr std::string_view kOrderProposed =
    "{title:s,from_system:s,to_system:s,department:s,purpose:s,data_scope:s,contract?:s?,line?:s?,"
    "individual_number:b,minimal:b,transfer:'private_line|sealed_medium',starts_on:d,ends_on:d,"
    "log_days:n}";

inline constexpr std::string_view kExtractionSaid =
    "{what:s,row_count:n,sha256:s,encryption:'aes256|device|none',"
    "way:'private_line|sealed_medium|other',medium_no?:s?,seal_no?:s?,write_protected:b}";

inline constexpr std::string_view kTestDataSaid =
    "{what:s,row_count:n,why_enough:s,kind:'masked|invented|real',masked_fields?:s?,copy?:s?,"
    "exception_reason?:s?,made_by?:s?}";

}  // namespace daicho::server
