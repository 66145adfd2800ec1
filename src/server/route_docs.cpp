// The routes of docs/api.md in the order in which they stand there, with their schemas. What is not
// among them is not found by the router (routes.hpp), and the answers of a running server are
// compared with their schemas (tests/e2e).
#include "server/chain/chain_routes.hpp"
#include "server/city/city_docs.hpp"
#include "server/city/ledger_docs.hpp"
#include "server/city/media_docs.hpp"
#include "server/criteria/criteria_docs.hpp"
#include "server/entrust/entrust_docs.hpp"
#include "server/life/life_docs.hpp"
#include "server/incidents/response_docs.hpp"
#include "server/openapi.hpp"
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

constexpr std::string_view kSystem =
    "{record:$Record,contracts:[{register:s,id:s,title:s,vendor:s?,from:d?,to:d?,"
    "constructed:b,amount_yen:n?}],"
    "costs:[{fiscal_year:n,kind:s,label:T,yen:n,budget:b}],"
    "findings:[{register:s,id:s,no:s,title:s,state:s,label:T}],"
    "judgement:{verdict:s,label:T,items:[{no:s,label:T,cell:s,answer:s,satisfied:b?}],"
    "reasons:[{code:s,text:T}]}?}";

constexpr std::string_view kDisposals =
    "{total:n,offset:n,today:d,rows:[{id:s,disposal_no:s,title:s,section:s,state:{key:s,"
    "label:T},certificate_due:d?,erase_by:d?,hand_over_by:d?,consent_missing:b,origin:s,"
    "media:n,erased:{needed:n,done:n},handed_over:{needed:n,done:n},destroyed:{needed:n,"
    "done:n},certified:{needed:n,done:n},next:s}]}";

constexpr std::string_view kDisposal =
    "{id:s,disposal_no:s,title:s,cause:{key:s,label:T},state:{key:s,label:T},section:s,"
    "planned_on:d,erase_by:d?,hand_over_by:d?,certificate_due:d?,approved_by:s?,"
    "approved_on:d?,contractor:s?,contract_no:s?,third_party:{key:s,label:T},"
    "third_party_name:s?,consent_no:s?,consent_on:d?,consent_requested_on:d?,consent_by:s?,"
    "consent_until:d?,closed_on:d?,closed_by:s?,version:n,person:s,"
    "origin:{key:s,label:T},items:[$DisposalItem],witnesses:[{id:s,witness_no:s,"
    "step:{key:s,label:T},witnessed_on:d,place:s,witness:s,completion:{key:s,label:T}}],"
    "certificates:[{id:s,certificate_no:s,kind:{key:s,label:T},issuer:s,issued_on:d?,"
    "standard:s?,due:d?,received_on:d?,verdict:{key:s,label:T}}],next:s,may_close:b,"
    "readings:[{question:T,readings:[{text:T,chosen:b}]}],catalog:s,may_add:b}";

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
    {Method::get, "/api/systems", "The ledger of systems as a whole", "as_of,as_known", "", 200,
     kSystemsDoc},
    {Method::get, "/api/systems/{system}/parts", "What hangs on a system", "as_of,as_known", "",
     200, kSystemPartsDoc},
    {Method::get, "/api/surveys", "Rounds of the survey", "", "", 200, kSurveysDoc},
    {Method::get, "/api/surveys/{survey}", "A round: return rate by section", "", "", 200,
     kSurveyDoc},
    {Method::get, "/api/surveys/{survey}/parts", "The parts of a section", "department", "", 200,
     kSurveyPartsDoc},
    {Method::get, "/api/surveys/{survey}/tabulation", "What the answers add up to", "with", "", 200,
     kTabulationDoc},
    {Method::get, "/api/surveys/{survey}/file", "The tabulation as CSV or workbook",
     "format,lang,with", "", 200, "bytes"},
    {Method::post, "/api/surveys/{survey}/reminders", "Remind whoever is overdue", "", "", 200,
     "{reminded:n}"},
    {Method::post, "/api/surveys/{survey}/requests", "Ask every section not asked yet", "", "", 200,
     "{requested:n}"},
    {Method::get, "/api/survey-answers/{answer}", "The form of a part", "", "", 200,
     kSurveyFormDoc},
    {Method::post, "/api/survey-answers/{answer}", "Answer a part", "", kSurveyAnswersDoc, 204, ""},
    {Method::put, "/api/survey-answers/{answer}/draft", "Keep what was typed", "",
     kSurveyAnswersDoc, 200, "{saved_at:i}"},
    {Method::post, "/api/survey-answers/{answer}/return", "Send answers back", "", kReason, 204,
     ""},
    {Method::get, "/api/selection", "Systems for a closer audit, by points", "survey,weights,limit",
     "", 200, kSelectionDoc},
    {Method::post, "/api/selection", "Keep a chosen set", "", kChosenDoc, 201, "{number:s}"},
    {Method::get, "/api/findings", "Findings of audits with their controls", "", "", 200,
     kFindingsDoc},
    {Method::get, "/api/findings/{finding}", "A finding with its control", "", "", 200,
     kFindingsDoc},
    {Method::get, "/api/measures", "Protective measures with what covers them", "", "", 200,
     kMeasuresDoc},
    {Method::get, "/api/systems/{system}", "An information system", "as_of,as_known", "", 200,
     kSystem},
    {Method::get, "/api/privacy-assessments", "Privacy assessments of the tasks", "", "", 200,
     kPrivacyListDoc},
    {Method::get, "/api/privacy-assessments/plan", "The plan of all assessments, to print",
     "format", "", 200, "bytes"},
    {Method::post, "/api/privacy-assessments/threshold", "Decide the threshold of all tasks", "",
     "{incidents?:[{id:s,serious:b,not_ours:b}]}", 200, "{decided:n,missing:n}"},
    {Method::get, "/api/privacy-assessments/{task}", "A task's assessment: entries and check",
     "version", "", 200, kPrivacyDoc},
    {Method::get, "/api/privacy-assessments/{task}/items", "Record items from the registers", "of",
     "", 200, kPrivacyItemsDoc},
    {Method::get, "/api/privacy-assessments/{task}/file", "The document, to print",
     "version,format", "", 200, "bytes"},
    {Method::post, "/api/privacy-assessments/{task}/versions", "Begin a version", "",
     kPrivacyBeginDoc, 201, "{id:s,number:s}"},
    {Method::put, "/api/privacy-assessments/{task}/entries", "Save entries of a draft", "",
     kPrivacySaveDoc, 200, "{saved:n}"},
    {Method::post, "/api/privacy-assessments/{task}/course", "Move a version on", "",
     kPrivacyCourseDoc, 204, ""},
    {Method::get, "/api/account-reviews", "Account lists and their reviews", "", "", 200,
     kReviewsDoc},
    {Method::post, "/api/account-reviews", "Open a review of accounts", "",
     "{no:s,title:s,due:d,sources:[s]}", 201, "{id:s,round:s,accounts:n}"},
    {Method::get, "/api/account-reviews/{review}", "A review: classes and sections", "", "", 200,
     kReviewDoc},
    {Method::get, "/api/account-reviews/{review}/accounts", "Accounts of a review",
     "class,side,department,waiting,q,offset", "", 200, kReviewAccountsDoc},
    {Method::get, "/api/account-reviews/{review}/gone", "Its accounts that are gone", "", "", 200,
     kReviewGoneDoc},
    {Method::get, "/api/account-reviews/{review}/report", "Report of a review (PDF)", "", "", 200,
     "bytes"},
    {Method::post, "/api/account-reviews/{review}/decisions", "Decide on accounts", "",
     "{side:'manager|owner',decision:'keep|remove|change',reason:s,rows:[s]}", 200, "{decided:n}"},
    {Method::post, "/api/account-reviews/{review}/close", "Close and seal a review", "", "", 200,
     "{round:s,sha256:s,accounts:n}"},
    {Method::post, "/api/account-lists", "An account list of another system",
     "source!,as_of!,name!,preview,why_fewer", "bytes", 201, kListReportDoc},
    {Method::post, "/api/account-lists/match", "Match all accounts anew", "", "", 200, "<any>"},
    {Method::get, "/api/mayor", "The state of the city on one page", "as_of,as_known", "", 200,
     kMayorDoc},
    {Method::get, "/api/mayor/sheet.pdf", "The same on one sheet of A4", "as_of,as_known,lang", "",
     200, "pdf"},
    {Method::get, "/api/audit", "The audit year", "year", "", 200, kAuditYearDoc},
    {Method::post, "/api/audit/papers", "Make a paper of the audit year and keep it", "",
     "{kind:'report|manual|plan',year:n,lang:'ja|en'}", 201,
     "{name:s,entry:n,digest:s,pages:n,record:s}"},
    {Method::get, "/api/policies", "Policies, delivery, roles, the committee", "", "", 200,
     kPoliciesDoc},
    {Method::get, "/api/policies/mine", "Policies that were given to oneself", "", "", 200,
     "{deliveries:[{id:s,title:s,edition:s,delivered_on:d,received_on:d?}]}"},
    {Method::post, "/api/policies/mine/{id}", "Say that one has read it", "", "", 204, ""},
    {Method::post, "/api/policies/deliveries", "Deliver a policy to departments", "",
     "{document:s,departments:[s],method:'intranet|paper|annex|briefing',delivered_on:d}", 201,
     "{made:n,already:n}"},
    {Method::post, "/api/policies/meetings", "Plan a meeting with what is open as its agenda", "",
     "{planned_on:d}", 201, "{number:s,record:s}"},
    {Method::post, "/api/policies/meetings/{id}/decisions",
     "Record a decision and the improvement plans that follow", "",
     "{decision:s,held_on:d,plans:[{finding:s,measure:s,person:s,due:d}]}", 201, "{plans:[s]}"},
    {Method::get, "/api/entrust", "Entrusted work: contracts, what is due, what is wrong",
     "tab,offset,q", "", 200, kEntrustListDoc},
    {Method::get, "/api/entrust/guide", "Every clause with its why and its pair", "", "", 200,
     kEntrustGuideDoc},
    {Method::get, "/api/entrust/guide.pdf", "The same on paper", "lang", "", 200, "pdf"},
    {Method::get, "/api/entrust/editions", "Editions of the clauses and live contracts", "", "",
     200, kEntrustEditionsDoc},
    {Method::get, "/api/entrust/{contract}", "An entrusted contract with all that belongs to it",
     "", "", 200, kEntrustDoc},
    {Method::get, "/api/entrust/{contract}/specification.pdf", "The special specification",
     "copy", "", 200, "pdf"},
    {Method::get, "/api/entrust/{contract}/specification.docx", "The same to go on working with",
     "copy", "", 200, "bytes"},
    {Method::get, "/api/entrust/{contract}/table.pdf", "The paired check table, blank or filled",
     "check,lang", "", 200, "pdf"},
    {Method::get, "/api/entrust/{contract}/table.xlsx", "The same as a workbook", "check,lang", "",
     200, "bytes"},
    {Method::post, "/api/entrust/{contract}/step", "Take the next step of its process", "",
     "{to:s,on?:d?,policy_received_on?:d?,data_back_on?:d?}", 201, "<any>"},
    {Method::post, "/api/entrust/{contract}/schedule", "Make or move the rows of its checks", "",
     "", 201, "{made:n,moved:n,ended:n}"},
    {Method::post, "/api/entrust/{contract}/preparation", "Survey, agreement and plan by clause",
     "", kEntrustPrepareBody, 201, "{rows:n}"},
    {Method::post, "/api/entrust/{contract}/board", "A decision of the review board", "",
     kEntrustBoardBody, 201, "{number:s}"},
    {Method::post, "/api/entrust/{contract}/consultations", "Ask the security section", "",
     "{question:s,clause?:s?,by:s}", 201, "{number:s}"},
    {Method::post, "/api/entrust/{contract}/consultations/{consultation}", "Its answer", "",
     "{answer:s,by:s}", 201, "<any>"},
    {Method::post, "/api/entrust/{contract}/checks/{check}", "Enter a check item by item", "",
     kEntrustCheckBody, 201, "{items:n,gaps:n,closed:b}"},
    {Method::post, "/api/entrust/{contract}/gaps/{gap}", "Answer a gap, or check it again", "",
     kEntrustGapBody, 204, ""},
    {Method::post, "/api/entrust/{contract}/data/{item}", "What came back or was erased", "",
     "{back_on:d,back_how:'returned|erased|destroyed',back_count:n,certificate_on?:d?}", 201,
     "{complete:b}"},
    {Method::get, "/api/continuity", "Continuity plans, contradictions, drills", "", "", 200,
     kContinuityDoc},
    {Method::get, "/api/continuity/sheets.pdf", "All sheets for the hour without power", "lang", "",
     200, "pdf"},
    {Method::get, "/api/continuity/{system}", "Continuity of one system", "", "", 200,
     kContinuitySystemDoc},
    {Method::get, "/api/continuity/{system}/sheet.pdf", "The sheet of one system", "lang", "", 200,
     "pdf"},
    {Method::get, "/api/procurement", "Planning sheets and the life of systems", "", "", 200,
     kProcurementDoc},
    {Method::get, "/api/procurement/{sheet}", "One planning sheet", "", "", 200,
     kProcurementPlanDoc},
    {Method::get, "/api/procurement/{sheet}/sheet.pdf", "The planning sheet on paper", "lang", "",
     200, "pdf"},
    {Method::post, "/api/procurement/{sheet}/check", "Record the digital section's check", "",
     "{result:'agreed|conditions|returned',conditions?:s,functions_written:b}", 204, ""},
    {Method::post, "/api/procurement/{sheet}/request", "Ask for the budget", "", "", 204, ""},
    {Method::post, "/api/procurement/deliveries/{id}/accept", "Accept a delivery", "", "", 204, ""},
    {Method::post, "/api/procurement/changes/{id}/close", "Close a change of a system", "",
     "{history?:s,tested_on?:s,test_result?:s}", 204, ""},
    {Method::get, "/api/lock-in", "Years with one vendor, competition", "", "", 200, kLockInDoc},
    {Method::get, "/api/digital-plan", "The digital plan", "", "", 200, kDigitalPlanDoc},
    {Method::get, "/api/digital-plan/report.pdf", "Its yearly report", "year,lang", "", 200, "pdf"},
    {Method::get, "/api/disposals", "Disposals of media", "offset,ended", "", 200, kDisposals},
    {Method::get, "/api/disposals/{disposal}", "A disposal with its media", "as_of", "", 200,
     kDisposal},
    {Method::post, "/api/disposals/{disposal}/reports", "An erasure report for a disposal",
     "name!,ended", "bytes", 201,
     "{report:{form:s,tool:s,edition:s?,proved:s,sha256:s,accepted:b,runs:[{device:s,"
     "model:s?,serial:s?,tool_method:s?,method:s?,started:s?,ended:s?,bytes:n?,result:s,"
     "verification:s,pass_errors:n?,verify_errors:n?,sync_errors:n?,accepted:b,"
     "reasons:[{code:s,ja:s,en:s}],notes:[{code:s,ja:s,en:s}]}]},added:[{id:s,run_no:s,"
     "serial:s,accepted:b}],foreign:[s]}"},
    {Method::post, "/api/disposals/{disposal}/certificates", "A certificate for a disposal", "",
     "{certificate_no:s,kind:'destruction|erasure',issuer?:s?,issued_on?:d?,standard?:s?,"
     "serials:[s],file:s}",
     201, "{id:s,certificate_no:s,lines:n,elsewhere:[{serial:s,certificate_no:s}]}"},
    {Method::post, "/api/disposals/{disposal}/photos", "A photograph for lines of certificates", "",
     "{serials:[s],file:s}", 201, "{lines:n}"},
    {Method::post, "/api/disposals/{disposal}/photos/{line}",
     "Whether a photograph shows the serial number", "", "{readable:b}", 204, ""},
    {Method::get, "/api/cloud-exits", "Ends of cloud contracts", "offset", "", 200, kCloudExits},
    {Method::get, "/api/cloud-exits/{exit}", "The end of a cloud contract", "as_of", "", 200,
     "$CloudExit"},
    {Method::get, "/api/portable-media", "Portable media: out, waiting, counted", "", "", 200,
     kPortable},
    {Method::post, "/api/portable-media/loans", "Ask for a portable medium", "",
     "{medium:s,purpose:s,system?:s?,data_kind:s,why_not_transfer:s,section:s,terminal?:s?,due:d,"
     "carry_out:b}",
     201, "{number:s}"},
    {Method::post, "/api/portable-media/loans/{loan}", "Decide a request", "",
     "{approve:b,reason?:s?}", 204, ""},
    {Method::post, "/api/portable-media/scans", "Hand out or take back by number", "",
     "{typed:s,key_no?:s?,erased?:s?}", 200, "{out:b,medium_no:s,serial:s,loan_no:s,person:s}"},
    {Method::post, "/api/portable-media/counts", "Count, first or second person", "",
     "{span:s,found:n,why?:s?}", 200, "{number:s,state:s,expected:n,out:n}"},
    {Method::post, "/api/portable-media/device-logs", "A device log of terminals", "name!", "bytes",
     201, "{lent:n,unknown:n,no_loan:n,other_terminal:n}"},
    {Method::get, "/api/incidents", "Incidents with the terms that run", "", "", 200,
     kIncidentList},
    {Method::post, "/api/incidents", "Report an incident", "", kIncidentOpening, 201,
     "{number:s,id:s?}"},
    {Method::get, "/api/incidents/{incident}", "An incident", "", "", 200, kIncidentShown},
    {Method::post, "/api/incidents/{incident}/facts", "Its facts, which decide what law wants", "",
     kIncidentSaid, 200, "{duty:s,serious:s}"},
    {Method::post, "/api/incidents/{incident}/steps", "A step done, or left out by a decision", "",
     "{step:s,action:s,skipped?:b,decision?:s?}", 204, ""},
    {Method::post, "/api/incidents/{incident}/reports/{report}", "A report was sent", "",
     "{sent_on:d,sent_at:s,content?:s?,why_late?:s?}", 200, "{late:b}"},
    {Method::post, "/api/incidents/{incident}/evidence", "A piece of evidence", "",
     kEvidenceBrought, 201, "{number:s,sha256:s}"},
    {Method::post, "/api/incidents/{incident}/custody", "Evidence handed on", "",
     "{evidence:s,from_person:s,to_person:s,place:s,aim:s}", 200, "{agrees:b?}"},
    {Method::post, "/api/incidents/{incident}/lessons", "What it taught", "",
     "{lesson:s,measure:s,person:s,due:d}", 201, "{number:s}"},
    {Method::post, "/api/incidents/{incident}/papers", "Make a paper of an incident", "",
     "{kind:'first|final|persons|publication',lang:'ja|en'}", 201, kDeskPaper},
    {Method::get, "/api/migration-orders", "Migration orders", "", "", 200, kOrderList},
    {Method::post, "/api/migration-orders", "Propose a migration order", "", kOrderProposed, 201,
     "{number:s,id:s}"},
    {Method::get, "/api/migration-orders/{order}", "A migration order", "", "", 200, kOrderShown},
    {Method::post, "/api/migration-orders/{order}/workers", "Add a worker", "",
     "{account:s,second:b,work:s,role:s,from:d,to:d}", 201, "{number:s}"},
    {Method::post, "/api/migration-orders/{order}/decision",
     "Approve, which opens the rights, or refuse", "", "{approve:b,reason?:s?}", 204, ""},
    {Method::post, "/api/migration-orders/{order}/extractions", "An extraction, first person", "",
     kExtractionSaid, 201, "{number:s}"},
    {Method::post, "/api/migration-orders/{order}/extractions/{extraction}",
     "The second person confirms or refuses", "", "{confirm:b,reason?:s?}", 204, ""},
    {Method::post, "/api/migration-orders/{order}/test-data", "Test data", "", kTestDataSaid, 201,
     "{number:s}"},
    {Method::post, "/api/migration-orders/{order}/looks/{look}", "A look at the log", "",
     "{source:s,result:'clean|suspicious',what?:s?,incident?:s?}", 204, ""},
    {Method::post, "/api/migration-orders/{order}/clearings", "What is to be erased", "",
     "{kind:'medium|environment|device|copy',what:s,medium_no?:s?}", 201, "{number:s}"},
    {Method::post, "/api/migration-orders/{order}/clearings/{clearing}", "It was erased", "",
     "{method:s,erased_on:d,erased_at:s,certificate:s,erased_by:s,misuse_checked:b}", 204, ""},
    {Method::post, "/api/migration-orders/{order}/closing", "Close it: rights end, with a report",
     "", "{lang:'ja|en'}", 201, kDeskPaper},
    {Method::get, "/api/letters", "Letters and the templates for new ones", "state,q,offset", "",
     200, kLettersDoc},
    {Method::post, "/api/letters", "Draft a letter from a template", "", kLetterDraftDoc, 201,
     "{id:s,letter_no:s}"},
    {Method::get, "/api/letters/new", "A template filled from a record",
     "template!,register,record!", "", 200, kNewLetterDoc},
    {Method::get, "/api/letters/{letter}", "One letter", "", "", 200, kLetterDoc},
    {Method::get, "/api/letters/{letter}/page.pdf", "A letter as it leaves", "", "", 200, "pdf"},
    {Method::post, "/api/letters/{letter}/text", "Change a draft", "", kLetterTextDoc, 204, ""},
    {Method::post, "/api/letters/{letter}/approval", "Approve a draft, which gives its number", "",
     "{version:s}", 200, "{number:s}"},
    {Method::post, "/api/letters/{letter}/dispatch", "When and how it left", "",
     "{sent_on:d,means:'post|registered|hand|mail|internal'}", 204, ""},
    {Method::post, "/api/letters/{letter}/return", "It came back undelivered", "",
     "{returned_on:d,why:s}", 204, ""},
    {Method::post, "/api/letters/{letter}/settlement", "What was done about a return", "",
     "{why:s}", 204, ""},
    {Method::post, "/api/letters/{letter}/void", "Withdraw a letter that has not left", "",
     "{why:s}", 204, ""},
    {Method::get, "/api/requests", "Requests about personal information", "which,q,offset", "",
     200, kRequestsDoc},
    {Method::post, "/api/requests", "Receive a request", "", kNewRequestDoc, 201,
     "{id:s,request_no:s,due:d}"},
    {Method::get, "/api/requests/{request}", "One request with its deadline", "", "", 200,
     kRequestDoc},
    {Method::get, "/api/requests/{request}/viewings.pdf",
     "Who was shown the person that a request is about", "purpose", "", 200, "pdf"},
    {Method::post, "/api/requests/{request}/steps", "A step of a request", "", kRequestStepDoc, 204,
     ""},
    {Method::post, "/api/requests/{request}/proposal", "Propose a decision", "",
     "{result:'full|partial|refused|existence|not_held',grounds:[s],withheld?:s?,why?:s?,"
     "manner?:s?,fee_yen?:n?}",
     201, "{decision_no:s}"},
    {Method::post, "/api/requests/{request}/decision", "Decide what was proposed", "",
     "{decision:s,approve:b,reason?:s?}", 200, "{decided:b,days_late:n}"},
    {Method::post, "/api/requests/{request}/appeal", "Receive an appeal", "",
     "{received_on:d,known_on:d,statement:s}", 201, "{appeal_no:s}"},
    {Method::post, "/api/request-appeals/{appeal}/steps", "A step of an appeal", "",
     "{kind:'consulted|reported|ruled|withdrawn',on:d,text?:s?,ruling?:s?}", 204, ""},
    {Method::get, "/api/inquiries", "Inquiry slips and subjects that come again", "which,q,offset",
     "", 200, kInquiriesDoc},
    {Method::post, "/api/inquiries", "Receive an inquiry", "",
     "{received_on:d,channel:s,category:s,subject:s,content:s,department:s,asker?:s?,contact?:s?}",
     201, "{id:s,inquiry_no:s}"},
    {Method::get, "/api/inquiries/{inquiry}", "One slip", "", "", 200, kInquiryDoc},
    {Method::post, "/api/inquiries/{inquiry}/steps", "What was done with an inquiry", "",
     "{kind:'handled|escalated|answered',on:d,text:s,to?:s?}", 204, ""},
    {Method::get, "/api/file-register", "The register of personal-information files", "", "", 200,
     kFileRegisterDoc},
    {Method::get, "/api/file-register/print.pdf", "The same on paper", "", "", 200, "pdf"},
    {Method::get, "/api/file-register/sheet.xlsx", "The same as a workbook", "", "", 200, "bytes"},
    {Method::post, "/api/file-register/editions", "Publish it as it stands", "", "", 201,
     "{edition_no:s,files:n}"},
    {Method::get, "/api/daily", "Daily controls", "", "", 200, kDaily},
    {Method::post, "/api/daily/visits", "A visitor comes in", "",
     "{area:s,kind:s,person:s,company?:s?,purpose:s,badge_no?:s?,brought?:s?,permitted_by?:s?,"
     "brings?:b}",
     201, "{id:s,visit_no:s}"},
    {Method::post, "/api/daily/visits/{visit}/end", "A visitor leaves", "", "{badge_back:b}", 204,
     ""},
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
    {Method::get, "/api/criteria", "Catalogs of criteria", "", "", 200,
     "{catalogs:[{name:s,edition:s,title:T,source:s,source_note:T,checked_on:d,by_party:b,"
     "items:n}]}"},
    {Method::get, "/api/criteria/{catalog}", "A catalog with its items", "", "", 200,
     "{name:s,edition:s,title:T,source:s,source_note:T,checked_on:d,by_party:b,items:n,"
     "classes:[{key:s,label:T,definition:T,in_table:b}],conditions:[{key:s,label:T}],"
     "rows:[{no:s,source_no:s,category:T,label:T,requirement:T,risk:T,cells:<T>,when:[s],"
     "footnotes:[{id:s,text:T}],facts:[{key:s,type:s,values:[s],label:T}],"
     "evidence:{name:s,state:'fit|unfit|unknown',count:n?,route:s?,label:T,asked_at:i}?}],"
     "readings:[{id:s,question:T,readings:[{text:T,chosen:b}]}],"
     "references:[{id:s,values:[s],used_by:[s],as_of:s?,drift:T}]}"},
    {Method::post, "/api/criteria/{catalog}/judge", "What a catalog says of answers not saved yet",
     "", "any", 200,
     "{edition:s,verdict:{key:s,label:T,tone:s},class:s,reasons:[{code:s,text:T}],"
     "rows:[{no:s,cell:T,asked:b,satisfied:b}],parties:[{name:s,under:s?,tier:n,class:s,"
     "verdict:{key:s,label:T,tone:s},reasons:[{code:s,text:T}],"
     "rows:[{no:s,cell:T,asked:b,satisfied:b}]}]}"},
    {Method::get, "/api/logs", "Analysis of logs: sources, runs, cases", "", "", 200,
     "{today:d,may_run:b,may_review:b,sources:[{id:s,source_no:s,name:s,mapping:s,journal:b,"
     "state:{key:s,label:T},rhythm:{key:s,label:T},rules:s,thresholds:s,owner:s,reviewer:s,"
     "procedure_no:s,last_run:{id:s,run_no:s,period_to:d,ran_on:d}?,due:d?,late:b}],total:n,"
     "runs:[{id:s,run_no:s,source:s,period_from:d,period_to:d,ran_on:d,ran_by:s,own:b,"
     "files:[{name:s,sha256:s,bytes:n,lines:n,events:n,outside:n,rejected:n}]?,faults:<n>?,"
     "lines:n,events:n,outside:n,rejected:n,hits:n,mapping:s,mapping_digest:s,edition:s,rules:s,"
     "rules_digest:s,thresholds:s,entry:n,"
     "review:{verdict:{key:s,label:T},reviewed_by:s,reviewed_on:d,remark:s}?}],"
     "cases:{counts:<n>,rows:[{id:s,case_no:s,rule:s,title:T,level:{key:s,label:T},account:s,"
     "first_on:d,last_on:d,hits:n,assigned:s?,due:d,late:b,state:{key:s,label:T}}]}?}"},
    {Method::get, "/api/logs/rules", "Rules over logs, and thresholds with who set them", "", "",
     200,
     "{edition:s,source:s,source_note:T,"
     "rules:[{name:s,title:T,reason:T,question:T,level:s}],"
     "thresholds:[{name:s,label:T,value:s,cite:s,"
     "set_by:[{source:s,id:s,value:s,procedure_no:s}]}]}"},
    {Method::get, "/api/logs/runs/{log_run}", "One run over logs, with its hits by rule", "", "",
     200,
     "{id:s,run_no:s,source:s,period_from:d,period_to:d,ran_on:d,ran_by:s,own:b,"
     "files:[{name:s,sha256:s,bytes:n,lines:n,events:n,outside:n,rejected:n}]?,faults:<n>?,"
     "lines:n,events:n,outside:n,rejected:n,hits:n,mapping:s,mapping_digest:s,edition:s,rules:s,"
     "rules_digest:s,thresholds:s,entry:n,"
     "review:{verdict:{key:s,label:T},reviewed_by:s,reviewed_on:d,remark:s}?,"
     "may_review:b,by_rule:[{rule:s,title:T,hits:n,open:n}]}"},
    {Method::post, "/api/logs/runs/{log_run}/review", "The review of a run, by a second person", "",
     "{verdict:s,remark:s}", 201, "{review:s,run:s,verdict:s}"},
    {Method::get, "/api/assessments", "Assessments by criteria", "catalog", "", 200,
     kAssessmentsDoc},
    {Method::post, "/api/assessments", "Begin an assessment", "", kBeginDoc, 201,
     "{id:s,number:s,provisional:b}"},
    {Method::get, "/api/assessments/redo", "Verdicts that would be others today", "", "", 200,
     kRedoDoc},
    {Method::get, "/api/assessments/{assessment}", "An assessment with its answers", "", "", 200,
     kAssessmentDoc},
    {Method::post, "/api/assessments/{assessment}", "Save answers, and judge", "", "any", 200,
     "{version:n,answers:n,provisional:b,judgement:s?,verdict:{key:s,label:T,tone:s}}"},
    {Method::put, "/api/assessments/{assessment}/draft", "Keep what was typed", "", "any", 200,
     "{saved_at:i}"},
    {Method::get, "/api/assessments/{assessment}/comparison",
     "Beside another assessment, or beside today", "with", "", 200, kComparisonDoc},
    {Method::get, "/api/assessments/{assessment}/file", "The check table as PDF or workbook",
     "format,lang", "", 200, "bytes"},
    {Method::get, "/api/inspections", "Self-inspections of a year", "year", "", 200,
     kInspectionsDoc},
    {Method::post, "/api/inspections/reminders", "Remind sections past their day", "", "{year:n}",
     200, "{reminded:n}"},
    {Method::get, "/api/inspections/{inspection}", "A section's inspection with its items", "", "",
     200, kInspectionDoc},
    {Method::post, "/api/inspections/{inspection}", "Send the answers", "", "any", 200,
     "{answers:n,met:n,weak:n,unknown:n,verdict:{key:s,label:T,tone:s}}"},
    {Method::put, "/api/inspections/{inspection}/draft", "Keep what was typed", "", "any", 200,
     "{saved_at:i}"},
    {Method::post, "/api/inspections/{inspection}/plans", "An improvement plan for a weak answer",
     "", "{item:s,measure:s,person:s,due:d}", 201, "{finding:s,plan:s}"},
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
        const auto chains = chain_routes();
        all.insert(all.end(), chains.begin(), chains.end());
        return all;
    }();
    return kAll;
}

}  // namespace daicho::server
