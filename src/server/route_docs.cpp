// The routes of docs/api.md in the order in which they stand there, with their schemas. What is not
// among them is not found by the router (routes.hpp), and the answers of a running server are
// compared with their schemas (tests/e2e).
#include "server/chain/chain_routes.hpp"
#include "server/city/city_docs.hpp"
#include "server/city/ledger_docs.hpp"
#include "server/city/media_docs.hpp"
#include "server/criteria/criteria_docs.hpp"
#include "server/entrust/entrust_docs.hpp"
#include "server/govern_routes.hpp"
#include "server/life/life_docs.hpp"
#include "server/incidents/response_docs.hpp"
#include "server/privacy/privacy_docs.hpp"
#include "server/letters/letter_docs.hpp"
#include "server/openapi.hpp"
#include "server/requests/request_docs.hpp"
#include "server/reviews/review_docs.hpp"

namespace daicho::server {
namespace {

using net::Method;

constexpr std::string_view kStep = "$SignInStep";
constexpr std::string_view kReason = "{reason:s}";
constexpr std::string_view kDecision = "{version:n,digest:s,reason?:s?,purpose?:n?,to?:s?}";
constexpr std::string_view kRuns = "{runs:[$LevyRun]}";

constexpr std::string_view kTaxpayer =
    "{addressee:{id:s,number:s,name:s?,kana:s?,kind:s,address:s?,send_to:s?,in_city:b?,"
    "protected:b,personal_number:'registered|none'},"
    "members:[{number:s,name:s?,in_city:b?,share:s,representative:b}],"
    "groups:[{number:s,name:s?,share:s}],year:n,run:{no:s,state:s,law_status:s,at:i?}?,"
    "levy:{annual_tax_yen:n,fixed_tax_yen:n,city_planning_tax_yen:n,previous_annual_tax_yen:n?,"
    "instalments:[{no:n,due:d,yen:n}],below_threshold:{land:b,house:b,depreciable:b},"
    "fixed:{base_yen:n,tax_yen:n,relief_yen:n,land_base_yen:n,house_base_yen:n,"
    "depreciable_base_yen:n},"
    "city_planning:{base_yen:n,tax_yen:n,land_base_yen:n,house_base_yen:n}}?,"
    "land:[{id:s,parcel_no:s,title:s?,land_use:T,area_m2:s,value_yen:n,"
    "components:[{kind:s,label:T,area_m2:s,value_yen:n,fixed_base_yen:n?,"
    "city_planning_base_yen:n?}],fixed_base_yen:n?,city_planning_base_yen:n?}],"
    "houses:[{id:s,house_no:s,title:s?,use:T,area_m2:s,value_yen:n,fixed_base_yen:n?,"
    "city_planning_base_yen:n?,relief_yen:n}],"
    "depreciable:[{id:s,asset_no:s,title:s?,class:T,value_yen:n?,base_yen:n?}],"
    "years:[{year:n,annual_tax_yen:n,state:s,law_status:s}],viewers:[$Viewer],protected:b}";

constexpr std::string_view kDefinition =
    "{name:s,label:T,area:s,task:{id:s,label:T},legal_basis:s,temporal:'valid_time|event',"
    "key:[s],retention:{years:n,from:'end_of_validity|recorded',basis:s},"
    "groups:[{id:s,label:T}],fields:[{id:n,name:s,type:s,label:T,group:s,classification:s,"
    "required:b,sort:b,unit:$Texts?,note:$Texts?,target:s?,item:s?,list:n?,width:n,"
    "align:'left|right',link:{basis:s,may_follow:b}?,codes:[{key:s,label:T}]?,"
    "limits:{length:n?,min:s?,max:s?,shape:s?}}],"
    "checks:[{id:s,kind:'compare|when_then|sum_equals',field:s,op:s?,other:s?,is:[s],parts:[s],"
    "message:$Texts?}],"
    "list:{sort:$Sort?,filters:<s>,views:[{id:s,label:T,filters:<s>,sort:$Sort?,columns:[s]?}]},"
    "permissions:{view:b,change:b,import:b,export:b},documents:s?,approval:b,article_asked:b,"
    "purposes:{list:[{number:n,label:T}],to_view:b,to_change:b},map:b,version:n}";

constexpr std::string_view kMap =
    "{register:s,label:T,shapes:{register:s,label:T,legal_basis:s},zone:{number:n,cite:s},"
    "as_of:d,records:n,drawn:n,box:[f]?,most_zoom:n,"
    "colours:[{name:s,label:T,register:s,type:s,unit:$Texts?}]}";

constexpr std::string_view kDisposalItem =
    "{id:s,item_no:s,serial:s,disposal_class:{key:s,label:T},method:{key:s,label:T},"
    "way:{key:s,label:T},confirmed_on:d?,confirmed_by:s?,medium:{id:s,medium_no:s,"
    "kind:{key:s,label:T},maker:s?,model:s?,serial:s?,capacity:s?,network_zone:{key:s,"
    "label:T},content:{key:s,label:T},encryption:{key:s,label:T},equipment:{id:s,"
    "equipment_no:s,name:s,asset_no:s?,ownership:{key:s,label:T},lease_end:d?}?}?,"
    "derived:{class:s,text:T},runs:[{id:s,run_no:s,serial_read:s?,tool:{key:s,label:T},"
    "edition:s?,method:{key:s,label:T},tool_method:s?,ended_on:d?,place:{key:s,label:T},"
    "result:{key:s,label:T},verification:{key:s,label:T},verdict:{key:s,label:T},why:s?,"
    "reader_proved:{key:s,label:T}?}],hand_overs:[{id:s,hand_over_no:s,serial:s,"
    "slip_no:s,handed_on:d,receiver:s,signed:{key:s,label:T}}],destructions:[{id:s,"
    "destruction_no:s,serial_read:s?,way:{key:s,label:T},done_on:d,where_done:{key:s,"
    "label:T},result:{key:s,label:T}}],certified:[{id:s,line_no:s,serial:s,photo:{key:s,"
    "label:T},read_by:s?,brought_by:s?,photos:[{document:s,name:s,inline:b}]}],"
    "judgement:{verdict:s,label:T,reasons:[{code:s,text:T}]},differences:[s],"
    "next:s}";

constexpr std::string_view kRetention =
    "{sees_all:b,may_propose:b,may_decide:b,fiscal_year:n,proposals:[{number:s,fiscal_year:n,state:"
    "s,"
    "proposed_by:s,decided_by:s,reason:s,erased_by:s,targets:[$Erasable]}],"
    "holds:[{id:s,number:s,register:s,label:T,key:s,kind:T,basis:s,starts:d?,ends:d?}]?,"
    "rules:[{register:s,label:T,years:n,from:s,basis:s}],first_day:s,cite:s}";

constexpr SchemaDoc kSchemas[] = {
    {"Texts", "{ja:s,en:s}"},
    {"DisposalItem", kDisposalItem},
    {"Proof", kProofDoc},
    {"Problem", "{type:s,title:s,status:n,errors:[{path:s,id:s,message_ja:s,message_en:s}]}"},
    {"Code", "{key:s,label:T}"},
    {"Named", "{id:s,number:s,word:s}"},
    {"CloudExit", kCloudExit},
    {"Loan", kLoan},
    {"DeskRows", kDeskRows},
    {"IncidentTimer", kIncidentTimer},
    {"Situation", kSituation},
    {"IncidentFacts", kIncidentFacts},
    {"Visit", kVisit},
    {"Values", "<v>"},
    {"Display", "<t>"},
    {"Entry", "<s?>"},
    {"Sort", "{field:s,direction:'asc|desc'}"},
    {"Glance", "{entries:n,checkpoint_size:n,checkpoint_at:i?,verified_at:i?,ok:b?}"},
    {"Account", "{id:s,number:s,name:s,department:T,roles:[s]}"},
    {"PasswordRule", "{shortest:n,history:n,longest_days:n,cite:s}"},
    {"Session",
     "{csrf:s,account:$Account,previous:{at:i?,ended:i?,failures:n}?,password_days_left:n?,"
     "password_rule:$PasswordRule,preferences:<s>,recovery?:[s]}"},
    {"SignInStep",
     "{step:'second_factor|enrol|password',because:s,factors:{totp:b,passkey:b}?,recovery:[s],"
     "name:s,password_rule:$PasswordRule}"},
    {"Viewer", "{at:i,by:s,department:s,purpose:$Texts?}"},
    {"Hit", "{kind:s,id:s,title:s?,subtitle:t,route:s,protected:b,past?:{field:s,value:s}}"},
    {"Job",
     "{id:s,kind:s,label:T,state:'queued|running|done|failed|stopped|cancelled',cancelling:b,"
     "mine:b,done:n,total:n,rate:n?,seconds_left:n?,queued_at:i?,due_at:i?,started_at:i?,"
     "ended_at:i?,result:t}"},
    {"Plan", "{id:s,kind:s,label:T,rhythm:s,mine:b,next_at:i}"},
    {"Case",
     "{fiscal_year:n,municipality:{fixed_asset_tax_rate:s,city_planning_tax_rate:s,"
     "truncate_per_class?:b,instalments?:n},"
     "parcels?:[{id:s,area_m2:s,land_use?:s,value_yen?:n,unit_price_yen?:n,price_revision?:s,"
     "city_planning_area?:b,site?:{dwellings:n,house_floor_area_m2:s,residential_floor_area_m2:s,"
     "storeys?:n,fireproof?:b,vacant_house_advice?:b,whole_site_area_m2?:s},exempt?:b,"
     "special_base_ratio?:s,waiver_ratio?:s,urban_farmland_since?:n,"
     "previous?:<{fixed?:n,city_planning?:n,area_m2?:s}>,"
     "components?:[{kind:s,area_m2:s,value_yen?:n}]}],"
     "houses?:[{id:s,structure?:s,use?:s,value_yen:n,built?:d,floor_area_m2?:s,"
     "residential_floor_area_m2?:s,storeys?:n,dwellings?:n,fireproof?:b,let_out?:b,"
     "city_planning_area?:b,exempt?:b,waiver_ratio?:s,reliefs?:[{kind:s,completed?:d}]}],"
     "depreciable?:[{id:s,class?:n,cost_yen:n,acquired:s,life_years:n,base_fraction?:s,exempt?:b,"
     "waiver_ratio?:s}]}"},
    {"LevyName", "{run_no:s,fiscal_year:n,state:s,law_status:s}"},
    {"LevyRun",
     "{run_no:s,fiscal_year:n,state:'provisional|confirmed|withdrawn',law_status:s,as_of:d?,"
     "as_known:n,counts:{parcels:n,houses:n,depreciable:n,below_threshold:n},"
     "totals:{fixed_tax_yen:n,city_planning_tax_yen:n,annual_tax_yen:n,taxpayers:n,taxed:n},"
     "started_by:s,started_at:i?,confirmed_by:s?,confirmed_at:i?,result_digest:s}"},
    {"Check",
     "{id:s,name:T,compares:T,severity:'bad|caution',source:s,register:{name:s,label:T},"
     "may_view:b,count:n?}"},
    {"Side", "{value:v,display:t}"},
    {"Difference", "{field:s,label:T,hidden:b,before:$Side,after:$Side}"},
    {"Waiting",
     "{kind:'decide|refused|own',register:s,label:T,record:s,new_record:b,title:s?,version:n,"
     "digest:s,state:{id:s,label:T}?,ends:b,valid_from:d,valid_to:d?,"
     "entered:{by:s,for:s?,at:i,reason:s,article:s?},refusal:{by:s,at:i,reason:s}?,due:d?,"
     "overdue:b,differences:[$Difference],"
     "may:{steps:[{to:s,label:T,reason:b}],refuse:b,withdraw:b}}"},
    {"Selection", "{ids?:[s],all?:b,filters?:<s>,q?:s?,except?:[s],as_of?:d?}"},
    {"BulkRow",
     "{id:s,key:s,protected:b,state:'ready|same|refused',differences:[$Difference],"
     "reasons:[T],warnings:[T]}"},
    {"BulkPreview",
     "{file:s,approval:b,total:n,ready:n,same:n,refused:n,rows:[$BulkRow],took_ms:n}"},
    {"SavedView", "{id:s,name:s,filters:<s>,sort:$Sort?,columns:[s]?,lines:n,standard:b}"},
    {"SaveView", "{name:s,filters?:<s>,sort?:$Sort?,columns?:[s],lines?:n,standard?:b}"},
    {"Version", "{version:n,commit:n,valid_from:d,valid_to:d?,title:s?}"},
    {"Scheduled", "{version:n,commit:n,valid_from:d,valid_to:d?,title:s?,ends:b}"},
    {"Record",
     "{register:s,id:s,key:s,title:s?,version:n,valid_from:d,valid_to:d?,commit:n,"
     "values:$Values,display:$Display,protected:b,waiting:b,scheduled?:[$Scheduled],"
     "history?:[{version:n,commit:n,at:i,by:s,approved_by:s?,reason:s?,valid_from:d,valid_to:d?,"
     "values:$Values,display:$Display}],"
     "related?:[{register:s,label:T,count:n,rows:[{id:s,title:s?}]}],viewers?:[$Viewer]}"},
    {"Erasable",
     "{register:s,label:T,ended_before:d?,records:n,versions:n,held_referenced:n,held_legal:n,"
     "basis:s,state:s,digest:s,entry:n?}"},
    {"MaskedCopy",
     "{number:s,state:s,purpose:s,recipient:s,owners_asked:n?,until:d?,proposed_by:s,"
     "decided_by:s,reason:s,made_by:s,made_on:d?,owners:n?,rows:n?,source_entry:n?,medium:s}"},
    {"Citation", "{row:s,law:s,source:s,checked_on:d,status:s,verified:b}"},
    {"Step",
     "{rule:s,text:T,law:s,formula:T,inputs:<v>,result:s,unit:s,rounding:s,"
     "citations:[$Citation],because:[$Step]}"},
    {"Changed", "{record:s,version:n,commit:n,provisional:b,warnings:[{path:s,id:s,message:T}]}"},
    {"Change",
     "{values?:$Entry,valid_from?:d?,valid_to?:d?,ended?:b?,reason?:s?,article?:s?,"
     "purpose?:n?,base_version?:n?,like?:d?,ends_draft?:b?}"},
};

constexpr RouteDoc kRoutes[] = {
    {Method::get, "/openapi.json", "This document", "", "", 200, "<any>", false},
    {Method::get, "/api/place", "The city, before anybody signs in", "", "", 200,
     "{municipality:{id:s,name:T},demonstration:b,contact:T,lock_after:n,journal:$Glance,"
     "today:d,notices?:[{on:d,title:T}]}",
     false},
    {Method::post, "/api/session", "Sign in", "", "{account:s,password:s}", 200, "<any>", false},
    {Method::get, "/api/sign-in", "The step of a half-done sign-in", "", "", 200, kStep, false},
    {Method::post, "/api/sign-in/{step}", "A step: code, challenge, passkey, totp, password", "",
     "<any>", 200, "<any>", false},
    {Method::get, "/api/session", "Who is signed in", "", "", 200, "$Session"},
    {Method::del, "/api/session", "Sign out", "", "", 204, ""},
    {Method::post, "/api/session/password", "A new password of one's own", "",
     "{current:s,password:s}", 204, ""},
    {Method::get, "/api/session/factors", "One's own second factors", "", "", 200,
     "{totp:b,passkeys:[{id:s,name:s,made:i?,used:i?}],recovery_left:n,needed:s,required:b,"
     "reason:T,cite:s}"},
    {Method::post, "/api/session/factors/{what}", "Add or remove a second factor", "", "<any>", 200,
     "<any>"},
    {Method::get, "/api/emergencies", "Sealed roles", "", "", 200,
     "{openable:[{kind:s,label:T,minutes:n,cite:s}],waiting:[{id:s,kind:s,number:s,name:s,"
     "opened:i?,until:i?,reason:s,may_review:b}]}"},
    {Method::post, "/api/emergencies", "Open a sealed role", "", "{kind:s,reason:s}", 204, ""},
    {Method::post, "/api/emergencies/{id}/review", "Review what another opened", "", "{finding:s}",
     204, ""},
    {Method::get, "/api/accounts", "Locked accounts", "", "", 200,
     "{may_unlock:b,may_reset:b,administrators:{count:n,most:n,cite:s},lock:{failures:n,cite:s},"
     "locked:[{id:s,number:s,name:s,department:T,failures:n,since:i?}]}"},
    {Method::get, "/api/accounts/departments", "What still names a department that has ended",
     "as_of", "", 200,
     "{as_of:d,departments:[{id:s,number:s,name:s,ended:d,successor:{number:s,name:s}?}],"
     "references:[{register:s,label:T,id:s,key:s,field:T,department:s}],"
     "settings:[{department:s,role:s,task:s}]}"},
    {Method::post, "/api/accounts/reset-password", "A first password, shown this once", "",
     "{account:s}", 200, "{first_password:s}"},
    {Method::post, "/api/accounts/reset-factors", "Take away another one's second factors", "",
     "{account:s}", 204, ""},
    {Method::post, "/api/accounts/{id}/unlock", "Let a locked account in again", "", kReason, 204,
     ""},
    {Method::get, "/api/home", "My work", "", "", 200,
     "{fiscal_year:n,counts:{taxpayers:n,parcels:n,houses:n,declarers:n,systems:n,"
     "findings:{fit:n,caution:n,unfit:n}},"
     "levy:{run_no:s,state:s,tax_yen:n?,previous_tax_yen:n?}?,"
     "waiting:[{kind:s,title:T,route:s,by:s,at:i}],alarms:[{severity:'bad|caution',title:T,"
     "detail:$Texts?,route:s}],deadlines:[{due:d,days:n,title:T,cite:s?,route:s}],changes:n,"
     "jobs:[$Job],journal:$Glance}"},
    {Method::get, "/api/search", "Persons, objects, systems", "q!,limit,kind", "", 200,
     "{hits:[$Hit],took_ms:n}"},
    {Method::get, "/api/registers", "All registers by area", "", "", 200,
     "{areas:[{id:s,label:T,registers:[{name:s,label:T,records:n,may_view:b,may_change:b,"
     "may_import:b,may_export:b,may_approve:b,map:b}]}],orders:[s]}"},
    {Method::get, "/api/registers/{register}", "A definition", "", "", 200, kDefinition},
    {Method::get, "/api/registers/{register}/counts", "How many rows each view has",
     "purpose,as_of,as_known", "", 200, "{views:[{id:s,total:n?}],took_ms:n}"},
    {Method::get, "/api/registers/{register}/map", "The map of a register", "purpose,as_of", "",
     200, kMap},
    {Method::get, "/api/registers/{register}/map/legend", "Classes of a colour",
     "colour!,purpose,as_of", "", 200,
     "{colour:s,ordered:b,classes:[{label:$Texts?,from:s,to:s,shapes:n,empty:b}]}"},
    {Method::get, "/api/registers/{register}/map/places", "What lies where",
     "q,at,within,box,record,limit,purpose,as_of", "", 200,
     "{total:n,places:[{id:s,key:s,address:s?,place:[f],box:[f],outline:s}]}"},
    {Method::get, "/api/registers/{register}/map/tiles/{zoom}/{x}/{y}", "A vector tile",
     "colour!,purpose,as_of", "", 200, "bytes"},
    {Method::get, "/api/registers/{register}/views", "Views of one's own", "", "", 200,
     "{views:[$SavedView],most:n}"},
    {Method::post, "/api/registers/{register}/views", "Keep a view", "", "$SaveView", 201,
     "$SavedView"},
    {Method::put, "/api/registers/{register}/views/{view}", "Change a view", "", "$SaveView", 200,
     "$SavedView"},
    {Method::del, "/api/registers/{register}/views/{view}", "Give up a view", "", "", 204, ""},
    {Method::post, "/api/registers/{register}/selections", "Keep what is selected, for a job", "",
     "$Selection", 201, "{file:s,rows:n}"},
    {Method::post, "/api/registers/{register}/bulk-changes", "What a change of many would do", "",
     "{selection:$Selection,values:$Entry,valid_from:d,valid_to?:d?,reason?:s?,article?:s?,"
     "purpose?:n?}",
     200, "$BulkPreview"},
    {Method::get, "/api/registers/{register}/records", "A list",
     "offset,limit,cursor,sort,direction,q,fields,purpose,as_of,as_known", "", 200,
     "{total:n,offset:n,next:s?,"
     "rows:[{id:s,key:s,values:$Values,display:$Display,protected:b}],took_ms:n}"},
    {Method::post, "/api/registers/{register}/records", "A new record", "form", "$Change", 201,
     "$Changed"},
    {Method::get, "/api/registers/{register}/records/{record}", "A record",
     "parts,purpose,as_of,as_known", "", 200, "$Record"},
    {Method::put, "/api/registers/{register}/records/{record}",
     "A change; `If-Match` or `base_version` names the version looked at: 412 or 409 when it is no "
     "more the newest, 428 when neither is there",
     "form", "$Change", 200, "$Changed"},
    {Method::get, "/api/registers/{register}/records/{record}/waiting", "What awaits approval",
     "purpose", "", 200, "$Waiting"},
    {Method::post, "/api/registers/{register}/records/{record}/approve", "Approve", "", kDecision,
     200, "$Changed"},
    {Method::post, "/api/registers/{register}/records/{record}/refuse", "Refuse", "", kDecision,
     200, "$Changed"},
    {Method::post, "/api/registers/{register}/records/{record}/withdraw", "Take back", "",
     kDecision, 200, "$Changed"},
    {Method::get, "/api/registers/{register}/records/{record}/compare", "Two moments of a record",
     "from,to,from_known,to_known,purpose", "", 200,
     "{register:s,id:s,from:$Version?,to:$Version?,differences:[$Difference]}"},
    {Method::get, "/api/registers/{register}/records/{record}/documents", "Documents of a record",
     "as_of,as_known,purpose", "", 200,
     "{register:s,label:T,kinds:[{key:s,label:T}],may_add:b,approval:b,waiting:n,most_bytes:n,"
     "documents:[{id:s,version:n,number:s,kind:s,kind_label:T,title:s?,dated:d?,"
     "file:{document:s,name:s,type:s,size:n,sha256:s,scan:'not_scanned|clean|failed',inline:b}?,"
     "protected:b,withdrawn:b,"
     "versions:n,valid_from:d,at:i,by:s,approved_by:s?,reason:s?}]}"},
    {Method::get, "/api/registers/{register}/records/{record}/viewings.pdf",
     "Who saw this record, for the person it is about", "purpose", "", 200, "pdf"},
    {Method::get, "/api/protections", "Measures that run out, releases that hold", "", "", 200,
     "{keeps:b,measures:[{record:s,addressee:s,addressee_no:s,state:s,standing:s,from:d,to:d}]?,"
     "releases:[{record:s,key:s,addressee:s,addressee_no:s,account:s,own:b,"
     "print:b,from:i,until:i}]}"},
    {Method::get, "/api/inbox", "What waits for me", "", "", 200, "{items:[$Waiting]}"},
    {Method::get, "/api/taxpayers", "Taxpayers by name, kana, address or number", "q!,limit,as_of",
     "", 200, "{taxpayers:[$Hit],took_ms:n}"},
    {Method::get, "/api/taxpayers/{taxpayer}", "One taxpayer", "year,as_of,as_known", "", 200,
     kTaxpayer},
    {Method::get, "/api/taxpayers/{taxpayer}/explanation", "Why this amount",
     "year,path!,as_of,as_known", "", 200,
     "{path:[T],amount_yen:n?,stored_yen:n?,agrees:b?,commit:n,run_no:s,steps:[$Step]}"},
    {Method::get, "/api/taxpayers/{taxpayer}/notice.pdf", "The tax notice", "year", "", 200, "pdf"},
    {Method::get, "/api/taxpayers/{taxpayer}/owner-list.pdf", "The owner's list (名寄帳)", "year",
     "", 200, "pdf"},
    {Method::get, "/api/taxpayers/{taxpayer}/case", "The levy as a question", "year", "", 200,
     "{run_no:s,provisional:b,names:{parcels:<t>,houses:<t>,depreciable:<t>},question:$Case}"},
    {Method::post, "/api/tax/case", "What would be levied", "",
     "{question:$Case,explain?:b,provisional?:b}", 200,
     "{parcels:[{id:s,value_yen:n,...}],houses:[{id:s,value_yen:n,...}],"
     "depreciable:[{id:s,base_yen:n,...}],"
     "totals:{fixed:{...},city_planning:{...},annual_tax_yen:n,instalments_yen:[n]},"
     "explanation?:[{rule:s,...}],provisional?:b,notes?:[{...}]}"},
    {Method::get, "/api/tax/reliefs", "Reliefs on houses that a year's law knows", "year", "", 200,
     "{fiscal_year:n,provisional:b,reliefs:[{kind:s,counts_from:'built|completed',"
     "windows:[{from:d,to:d,fraction:s,fraction_later:s,years:n,years_mid_high:n,cap_m2:s,"
     "min_m2:s,min_let_m2:s,max_m2:s?,law:s,status:s}],combines_with:[s],min_dwellings:n?,"
     "min_age_years:n?,built_by:d?,fireproof:b,not_let:b,city_planning:b}]}"},
    {Method::get, "/api/levy/runs", "Levy runs", "as_known", "", 200, kRuns},
    {Method::post, "/api/levy/runs/{run_no}/confirm", "Confirm a run", "", kReason, 200,
     "$LevyRun"},
    {Method::get, "/api/levy/years", "Years that can be levied, and how sure their law is", "", "",
     200,
     "{may_order:b,years:[{fiscal_year:n,law_status:'enacted|announced|assumed',doubts:n,"
     "due_dates:b}]}"},
    {Method::get, "/api/levy/totals", "Totals by class", "run_no!", "", 200,
     "{rows:[{class:s,label:T,objects:n,value_yen:n?,fixed_base_yen:n?,"
     "city_planning_base_yen:n?}]}"},
    {Method::get, "/api/levy/comparison", "A levy beside an earlier one",
     "run_no!,with,times,least_yen", "", 200,
     "{run:$LevyName,with:$LevyName,before_yen:n,after_yen:n,"
     "movements:[{id:s,taxpayers:n,before_yen:n,after_yen:n}],"
     "steps:[{from_percent:n?,to_percent:n?,taxpayers:n,difference_yen:n}],"
     "outlier:{times:s,least_yen:n},usual:{times:s,least_yen:n}}"},
    {Method::get, "/api/levy/comparison/{list}", "Taxpayers to look through",
     "run_no!,with,offset,limit,times,least_yen", "", 200,
     "{run:$LevyName,with:$LevyName,total:n,offset:n,rows:[{id:s,number:s?,name:s?,protected:b,"
     "before_yen:n,after_yen:n,difference_yen:n}]}"},
    {Method::get, "/api/journal/status", "State of the journal", "", "", 200,
     "{entries:n,rows:n,checkpoint:{size:n,at:i,root:s,key:s}?,"
     "last_verification:{at:i,ok:b,fault:$Texts?}?}"},
    {Method::post, "/api/journal/verify", "Queue a verification", "", "", 200, "{job:$Job}"},
    {Method::get, "/api/checks", "Data checks", "", "", 200,
     "{run:{at:i,as_of:d}?,checks:[$Check]}"},
    {Method::post, "/api/checks/run", "Run all data checks", "", "", 200,
     "{run:{at:i,as_of:d}?,checks:[$Check]}"},
    {Method::get, "/api/checks/{check}", "What one check finds", "offset,limit", "", 200,
     "{id:s,name:T,compares:T,severity:s,source:s,register:{name:s,label:T},may_view:b,total:n,"
     "offset:n,rows:[{id:s,key:s?,title:s?,protected:b,said:T}]}"},
    {Method::get, "/api/jobs", "Jobs, plans and kinds of jobs", "", "", 200,
     "{jobs:[$Job],plans:[$Plan],kinds:[{name:s,label:T,takes_file:b,may_order:b}],"
     "keeps_the_machine:b}"},
    {Method::post, "/api/jobs", "Order a job, or plan it", "",
     "{kind:s,parameters?:<any>,at?:s?,every?:s?,file?:s?}", 201, "{job?:$Job,plan?:s}"},
    {Method::get, "/api/jobs/{job}", "One job with its log and files", "", "", 200,
     "{id:s,kind:s,label:T,state:'queued|running|done|failed|stopped|cancelled',cancelling:b,"
     "mine:b,done:n,total:n,rate:n?,seconds_left:n?,queued_at:i?,due_at:i?,started_at:i?,"
     "ended_at:i?,result:t,by:{number:s,name:s}?,parameters:<v>,log:[{at:i,text:T}],"
     "files:[{id:s,name:s,size:n}]}"},
    {Method::get, "/api/jobs/{job}/files/{file}", "What a job made", "", "", 200, "bytes"},
    {Method::post, "/api/jobs/{job}/cancel", "Cancel", "", "", 200, "{job:$Job}"},
    {Method::post, "/api/jobs/plans/{plan}/end", "End a plan", "", "", 204, ""},
    {Method::get, "/api/drafts", "One's own drafts of forms", "", "", 200,
     "{drafts:[{register:s,label:T,record:s?,saved_at:i,until:i}]}"},
    {Method::get, "/api/drafts/{register}/{record}", "What was typed and not sent", "purpose", "",
     200, "{draft:{values:<s>,about:<s>,base_version:n?,saved_at:i,until:i}?}"},
    {Method::put, "/api/drafts/{register}/{record}", "Keep what was typed", "",
     "{values?:<s>,about?:{valid_from?:s?,reason?:s?,article?:s?,purpose?:s?},base_version?:n?,"
     "form?:s?,take_over?:b}",
     200, "{saved_at:i,until:i}"},
    {Method::del, "/api/drafts/{register}/{record}", "Throw a draft away", "form", "", 204, ""},
    {Method::get, "/api/preferences", "How this person likes the screens", "", "", 200,
     "{preferences:<s>}"},
    {Method::put, "/api/preferences", "Keep some of them; null forgets one", "",
     "{preferences:<any>}", 200, "{preferences:<s>}"},
    {Method::get, "/api/health", "The last look at the installation, backups", "", "", 200,
     "{may_order:b,doctor:{at:i,job:s,findings:[{check:s,name:T,level:'good|attention|bad',text:T}]"
     "}?,"
     "witness_fault:$Texts?,backups:{folder:s,may_try:b,list:[{name:s,folder:s,made_at:i,entries:n,"
     "bytes:n,there:b,keys:b,tried:{at:i,passed:b}?}],too_old:[{name:s,whole:b}],"
     "rule:{keep_days:n,keep_keys_days:n,at_least:n,cite:s}}}"},
    {Method::get, "/api/keys", "The city's keys, told without opening one", "", "", 200,
     "{may_rotate:b,place:{kind:'file|token',token:s?,fault:$Texts?},since:i?,"
     "copies:[{at:i,file:s,of_this_key:b}],backups_of_older_keys:n,"
     "periods:[{number:n,began:i,first_entry:n,entries:n,kept:b,current:b}],journal_years:n,"
     "cite:s}"},
    {Method::post, "/api/keys/rotate", "A new city key", "", "{keep_old:b}", 200,
     "{entry:n,kept_in:s?}"},
    {Method::get, "/api/retention", "Proposals to erase, holds, rules", "", "", 200, kRetention},
    {Method::get, "/api/retention/due", "What a proposal would name", "year", "", 200,
     "{fiscal_year:n,targets:[$Erasable]}"},
    {Method::post, "/api/retention", "Propose an erasure", "", "{year:n}", 201, "{number:s}"},
    {Method::post, "/api/retention/{proposal}/approve", "Approve an erasure", "", kReason, 204, ""},
    {Method::post, "/api/retention/{proposal}/refuse", "Refuse an erasure", "", kReason, 204, ""},
    {Method::get, "/api/retention/{proposal}/certificate.pdf", "Certificate of an erasure", "", "",
     200, "pdf"},
    {Method::get, "/api/copies", "Masked copies", "", "", 200,
     "{sees_all:b,may_propose:b,may_decide:b,copies:[$MaskedCopy]}"},
    {Method::post, "/api/copies", "Ask for a masked copy", "",
     "{owners?:n?,purpose:s,recipient:s,until:d}", 201, "$MaskedCopy"},
    {Method::post, "/api/copies/{copy}/approve", "Release a masked copy", "", kReason, 204, ""},
    {Method::post, "/api/copies/{copy}/refuse", "Refuse a masked copy", "", kReason, 204, ""},
    {Method::get, "/api/settings", "What the municipality decided, and by which rule", "", "", 200,
     "{file:s,written_at:i,read_at:i,newer_than_server:b,settings:[{path:s,group:T,name:T,value:T,"
     "unit:$Texts?,default:s?,cite:s?,since_year:s?,line:n}]}"},
    {Method::get, "/api/settings/roles", "What each role may, and who holds it", "as_of", "", 200,
     "{as_of:d,roles:[{role:s,label:T,reach:[{register:s,label:T,task:T,law:s,rights:[s]}]}],"
     "holders:[{role:s,number:s,name:s,department:s,task:T,from:d,to:d?}]?}"},
    {Method::get, "/api/settings/departments", "Departments of a day", "as_of", "", 200,
     "{as_of:d,departments:[{id:s,number:s,name:s,parent:s?,kind:T,duties:s,starts:d}]}"},
    {Method::get, "/api/figures", "Numbers of the city as charts show them", "", "", 200,
     "{as_of:d,figures:[{id:s,title:T,axis:'fiscal_year|day|name',unit:'yen|count|rows',route:s,"
     "least:n?,categories:[{key:s,label:$Texts?,open:b}],"
     "series:[{id:s,label:T,values:[n?]}]}]}"},
    {Method::post, "/api/uploads", "A file for an import", "name!", "bytes", 201,
     "{file:s,name:s,size:n}"},
    {Method::post, "/api/documents", "A file for a field of type document",
     "register!,field!,name!", "bytes", 201,
     "{file:s,name:s,type:s,size:n,sha256:s,scan:'not_scanned|clean|failed'}"},
    {Method::get, "/api/documents/{document}", "A document", "inline,purpose", "", 200, "bytes"},
};

}  // namespace

std::span<const SchemaDoc> schema_docs() { return kSchemas; }

std::span<const RouteDoc> route_docs() {
    static const std::vector<RouteDoc> kAll = [] {
        std::vector<RouteDoc> all(std::begin(kRoutes), std::end(kRoutes));
        for (const auto more : {govern_routes(), chain_routes()}) {
            all.insert(all.end(), more.begin(), more.end());
        }
        return all;
    }();
    return kAll;
}

}  // namespace daicho::server
