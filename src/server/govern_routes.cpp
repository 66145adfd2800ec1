// The routes of governance, as docs/api.md tells them (route_docs.cpp has the others, and all
// schemas that have names).
#include "server/govern_routes.hpp"

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
#include "server/requests/request_docs.hpp"
#include "server/reviews/review_docs.hpp"

namespace daicho::server {
namespace {

using net::Method;

constexpr std::string_view kReason = "{reason:s}";

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

constexpr RouteDoc kRoutes[] = {
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
};

}  // namespace

std::span<const RouteDoc> govern_routes() { return kRoutes; }

}  // namespace daicho::server
