// The routes of docs/api.md in the order in which they stand there, with their schemas. What is not
// among them is not found by the router (routes.hpp), and the answers of a running server are
// compared with their schemas (tests/e2e).
#include "server/openapi.hpp"

namespace daicho::server {
namespace {

using net::Method;

constexpr std::string_view kStep =
    "{step:'second_factor|enrol|password',because:s,name:s,...}";
constexpr std::string_view kReason = "{reason:s}";
constexpr std::string_view kDecision =
    "{version:any,digest:s,reason?:s?,purpose?:any,to?:any}";
constexpr std::string_view kRuns = "{runs:[$LevyRun]}";

constexpr std::string_view kTaxpayer =
    "{addressee:{id:s,number:s,name:s?,kana:s?,kind:any,address:s?,send_to:s?,in_city:b?,"
    "protected:b,personal_number:s?,...},members:[{number:s,name:s?,...}],groups:[{number:s,...}],"
    "year:n?,run:any,levy:any,land:[{id:s,parcel_no:s?,components:[any],...}],"
    "houses:[{id:s,house_no:s?,...}],depreciable:[{id:s,asset_no:s?,...}],"
    "years:[{year:n,annual_tax_yen:n?,state:s}],viewers:[$Viewer],protected:b,...}";

constexpr SchemaDoc kSchemas[] = {
    {"Texts", "{ja:s,en:s}"},
    {"Problem",
     "{type:s,title:s,status:n,errors:[{path:s,id:s,message_ja:s,message_en:s,...}]}"},
    {"Values", "<any>"},
    {"Entry", "<s?>"},
    {"Glance", "{entries:n,checkpoint_size:n,checkpoint_at:i?,verified_at:i?,ok:b?}"},
    {"Account", "{id:s,number:s,name:s,department:any,roles:[any],...}"},
    {"Session", "{csrf:s,account:$Account,...}"},
    {"Viewer", "{at:i,by:any,department:any,purpose:any,...}"},
    {"Job",
     "{id:s,kind:s,label:T,state:'queued|running|done|failed|stopped|cancelled',cancelling:b,"
     "mine:b,done:n,total:n,rate:n?,seconds_left:n?,queued_at:i?,due_at:i?,started_at:i?,"
     "ended_at:i?,result:any}"},
    {"Plan", "{id:s,kind:s,label:T,rhythm:s,mine:b,next_at:i}"},
    {"LevyRun",
     "{run_no:s,fiscal_year:n,state:'provisional|confirmed|withdrawn',law_status:s,as_of:d?,"
     "as_known:n,counts:<n>,totals:<n>,started_by:s,started_at:i?,confirmed_by:s?,"
     "confirmed_at:i?,result_digest:s}"},
    {"Check",
     "{id:s,name:T,compares:T,severity:'bad|caution',source:s,register:{name:s,label:T},"
     "may_view:b,count:n?}"},
    {"Waiting",
     "{kind:'decide|refused|own',register:s,label:T,record:s,new_record:b,title:s?,version:any,"
     "digest:s,state:any,differences:[any],may:any,...}"},
    {"Version", "{version:any,commit:n,valid_from:d?,valid_to:d?,title:s?,...}"},
    {"Record",
     "{register:s,id:s,key:s?,title:s?,version:any,valid_from:d?,valid_to:d?,commit:n,"
     "values:$Values,display:<any>,protected:b,waiting:b,scheduled?:[any],"
     "history?:[{version:any,commit:n,values:$Values,...}],"
     "related?:[{register:s,label:T,count:n,rows:[any],...}],viewers?:[$Viewer],...}"},
    {"Changed", "{record:s,version:any,commit:n,provisional:b,warnings:[any]}"},
    {"Change",
     "{values?:$Entry,valid_from?:d?,valid_to?:d?,ended?:b?,reason?:s?,article?:s?,"
     "purpose?:any,base_version?:any,like?:d?}"},
};

constexpr RouteDoc kRoutes[] = {
    {Method::get, "/openapi.json", "This document", "", "", 200, "<any>", false},
    {Method::get, "/api/place", "The city, before anybody signs in", "", "", 200,
     "{municipality:{id:s,name:T},demonstration:b,contact:T,lock_after:n,journal:$Glance,"
     "today:d,notices?:[{on:d,title:T}]}",
     false},
    {Method::post, "/api/session", "Sign in", "", "{account:s,password:s}", 200, "<any>",
     false},
    {Method::get, "/api/sign-in", "The step of a half-done sign-in", "", "", 200, kStep, false},
    {Method::post, "/api/sign-in/{step}", "A step: code, challenge, passkey, totp, password",
     "", "<any>", 200, "<any>", false},
    {Method::get, "/api/session", "Who is signed in", "", "", 200, "$Session"},
    {Method::del, "/api/session", "Sign out", "", "", 204, ""},
    {Method::post, "/api/session/password", "A new password of one's own", "",
     "{current:s,password:s}", 204, ""},
    {Method::get, "/api/session/factors", "One's own second factors", "", "", 200,
     "{totp:b,passkeys:[any],recovery_left:n,needed:s,required:b,reason:any,cite:s}"},
    {Method::post, "/api/session/factors/{what}", "Add or remove a second factor", "", "<any>",
     200, "<any>"},
    {Method::get, "/api/emergencies", "Sealed roles", "", "", 200,
     "{openable:[{kind:s,label:T,minutes:n,cite:s}],waiting:[any]}"},
    {Method::post, "/api/emergencies", "Open a sealed role", "", "{kind:s,reason:s}", 204, ""},
    {Method::post, "/api/emergencies/{id}/review", "Review what another opened", "",
     "{finding:s}", 204, ""},
    {Method::get, "/api/accounts", "Locked accounts", "", "", 200,
     "{may_unlock:b,may_reset:b,administrators:any,lock:{failures:n,cite:s},"
     "locked:[{id:s,number:s,name:s,...}]}"},
    {Method::get, "/api/accounts/departments", "What still names a department that has ended",
     "as_of", "", 200,
     "{as_of:d,departments:[{id:s,number:s,name:s,ended:d,successor:any}],"
     "references:[{register:s,label:T,id:s,key:s,field:T,department:s}],"
     "settings:[{department:s,role:s,task:s}]}"},
    {Method::post, "/api/accounts/reset-password", "A first password, shown this once", "",
     "{account:s}", 200, "{first_password:s}"},
    {Method::post, "/api/accounts/reset-factors", "Take away another one's second factors", "",
     "{account:s}", 204, ""},
    {Method::post, "/api/accounts/{id}/unlock", "Let a locked account in again", "", kReason,
     204, ""},
    {Method::get, "/api/home", "My work", "", "", 200,
     "{fiscal_year:n,counts:{taxpayers:n?,parcels:n?,houses:n?,declarers:n?,systems:n?,"
     "findings:any},levy:any,waiting:[any],alarms:[{severity:'bad|caution',title:T,detail:any,"
     "route:s}],jobs:[$Job],journal:$Glance,...}"},
    {Method::get, "/api/search", "Persons, objects, systems", "q!,limit,kind", "", 200,
     "{hits:[{kind:s,id:s,title:s?,subtitle:any,route:s,protected:b,...}],took_ms:n}"},
    {Method::get, "/api/registers", "All registers by area", "", "", 200,
     "{areas:[{id:s,label:T,registers:[{name:s,label:T,records:n,may_view:b}]}]}"},
    {Method::get, "/api/registers/{register}", "A definition", "", "", 200,
     "{name:s,label:T,area:s,task:{id:s,label:T},legal_basis:s,temporal:'valid_time|event',"
     "key:[s],retention:any,groups:[{id:s,label:T}],fields:[{id:n,name:s,type:s,label:T,"
     "group:s,classification:s,required:b,sort:b,unit:$Texts?,note:$Texts?,target:s?,item:s?,"
     "list:n?,codes:any}],permissions:<b>,approval:b,article_asked:b,purposes:any,version:n}"},
    {Method::get, "/api/registers/{register}/records", "A list",
     "offset,limit,cursor,sort,direction,q,fields,purpose,as_of,as_known", "", 200,
     "{total:n,offset:n,next:s?,"
     "rows:[{id:s,key:s?,values:$Values,display:<any>,protected:b,...}],...}"},
    {Method::post, "/api/registers/{register}/records", "A new record", "", "$Change", 201,
     "$Changed"},
    {Method::get, "/api/registers/{register}/records/{record}", "A record",
     "parts,purpose,as_of,as_known", "", 200, "$Record"},
    {Method::put, "/api/registers/{register}/records/{record}",
     "A change; `base_version` names the version looked at, 409 when it is no more the newest",
     "", "$Change", 200, "$Changed"},
    {Method::get, "/api/registers/{register}/records/{record}/waiting", "What awaits approval",
     "purpose", "", 200, "$Waiting"},
    {Method::post, "/api/registers/{register}/records/{record}/approve", "Approve", "",
     kDecision, 200, "$Changed"},
    {Method::post, "/api/registers/{register}/records/{record}/refuse", "Refuse", "",
     kDecision, 200, "$Changed"},
    {Method::post, "/api/registers/{register}/records/{record}/withdraw", "Take back", "",
     kDecision, 200, "$Changed"},
    {Method::get, "/api/registers/{register}/records/{record}/compare", "Two moments of a record",
     "from,to,from_known,to_known,purpose", "", 200,
     "{register:s,id:s,from:$Version?,to:$Version?,differences:[any],...}"},
    {Method::get, "/api/registers/{register}/records/{record}/viewings.pdf",
     "Who saw this record, for the person it is about", "purpose", "", 200, "pdf"},
    {Method::get, "/api/protections", "Measures that run out, releases that hold", "", "", 200,
     "{keeps:b,measures:any,releases:[{record:s,key:s,addressee:s,addressee_no:s,account:s,own:b,"
     "print:b,from:i,until:i}]}"},
    {Method::get, "/api/inbox", "What waits for me", "", "", 200, "{items:[$Waiting]}"},
    {Method::get, "/api/taxpayers", "Taxpayers by name, kana, address or number",
     "q!,limit,as_of", "", 200, "{taxpayers:[any],took_ms:n}"},
    {Method::get, "/api/taxpayers/{taxpayer}", "One taxpayer", "year,as_of,as_known", "", 200,
     kTaxpayer},
    {Method::get, "/api/taxpayers/{taxpayer}/explanation", "Why this amount",
     "year,path!,as_of,as_known", "", 200,
     "{path:[T],amount_yen:n?,stored_yen:n?,agrees:b?,commit:n,run_no:s,steps:[any],...}"},
    {Method::get, "/api/taxpayers/{taxpayer}/notice.pdf", "The tax notice", "year", "", 200,
     "pdf"},
    {Method::get, "/api/taxpayers/{taxpayer}/owner-list.pdf", "The owner's list (名寄帳)", "year",
     "", 200, "pdf"},
    {Method::get, "/api/levy/runs", "Levy runs", "as_known", "", 200, kRuns},
    {Method::post, "/api/levy/runs/{run_no}/confirm", "Confirm a run", "", kReason, 200,
     "$LevyRun"},
    {Method::get, "/api/levy/totals", "Totals by class", "run_no!", "", 200,
     "{rows:[{class:s,label:T,objects:n,value_yen:n?,fixed_base_yen:n?,"
     "city_planning_base_yen:n?}]}"},
    {Method::get, "/api/systems/{system}", "An information system", "as_of,as_known", "", 200,
     "{record:any,contracts:[any],costs:[any],findings:[any],judgement:any,...}"},
    {Method::get, "/api/journal/status", "State of the journal", "", "", 200,
     "{entries:n,rows:n,checkpoint:{size:n,at:i,root:s,key:s}?,"
     "last_verification:{at:i,ok:b,fault:any}?}"},
    {Method::post, "/api/journal/verify", "Queue a verification", "", "", 200, "{job:$Job}"},
    {Method::get, "/api/checks", "Data checks", "", "", 200,
     "{run:{at:i,as_of:d}?,checks:[$Check]}"},
    {Method::post, "/api/checks/run", "Run all data checks", "", "", 200, "<any>"},
    {Method::get, "/api/checks/{check}", "What one check finds", "offset,limit", "", 200,
     "{id:s,name:T,compares:T,severity:s,source:s,register:{name:s,label:T},may_view:b,total:n,"
     "offset:n,rows:[{id:s,key:s?,title:s?,protected:b,said:T}]}"},
    {Method::get, "/api/jobs", "Jobs, plans and kinds of jobs", "", "", 200,
     "{jobs:[$Job],plans:[$Plan],kinds:[{name:s,label:T,takes_file:b}],keeps_the_machine:b}"},
    {Method::post, "/api/jobs", "Order a job, or plan it", "",
     "{kind:s,parameters?:<any>,at?:s?,every?:s?,file?:s?}", 201, "{job?:$Job,plan?:s}"},
    {Method::get, "/api/jobs/{job}", "One job with its log and files", "", "", 200,
     "{id:s,kind:s,label:T,state:s,by:{number:s,name:s}?,parameters:any,log:[{at:i,text:T}],"
     "files:[{id:s,name:s,size:n}],...}"},
    {Method::get, "/api/jobs/{job}/files/{file}", "What a job made", "", "", 200, "bytes"},
    {Method::post, "/api/jobs/{job}/cancel", "Cancel", "", "", 200, "{job:$Job}"},
    {Method::post, "/api/jobs/plans/{plan}/end", "End a plan", "", "", 204, ""},
    {Method::post, "/api/uploads", "A file for an import", "name!", "bytes", 201,
     "{file:s,name:s,size:n}"},
};

}  // namespace

std::span<const SchemaDoc> schema_docs() { return kSchemas; }

std::span<const RouteDoc> route_docs() { return kRoutes; }

}  // namespace daicho::server
