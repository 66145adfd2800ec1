#include "server/chain/chain_routes.hpp"

#include "server/chain/chain_docs.hpp"

namespace daicho::server {
namespace {

using net::Method;

constexpr RouteDoc kRoutes[] = {
    {Method::get, "/api/chains", "Chains of contractors", "state,offset", "", 200, kChainsDoc},
    {Method::get, "/api/chains/{contract}", "The chain of a contract", "", "", 200, kChainDoc},
    {Method::get, "/api/contractor", "A contractor's own contracts and dates", "", "", 200,
     kContractorDoc},
    {Method::get, "/api/contractor/contracts/{contract}", "A contractor's own contract", "", "",
     200, kContractorContractDoc},
    {Method::post, "/api/contractor/contracts/{contract}/applications",
     "Apply to hand work down (contractor)", "", kApplicationBody, 201,
     "{record:s,number:s,after_the_fact:b}"},
    {Method::post, "/api/contractor/contracts/{contract}/workers", "File a worker (contractor)", "",
     "{party:s,duty:s,responsible?:b?}", 201, "{record:s,number:s}"},
    {Method::post, "/api/contractor/contracts/{contract}/pledges", "File a pledge (contractor)", "",
     "{worker:s,edition:s,signed_on:d,no_file_sharing:b}", 201, "{record:s,number:s}"},
    {Method::post, "/api/contractor/contracts/{contract}/departures",
     "Say that a worker has left (contractor)", "",
     "{worker:s,left_on:d,leave_pledged_on?:d?}", 201, "{record:s,number:s}"},
    {Method::post, "/api/contractor/contracts/{contract}/trainings",
     "Report a training (contractor)", "", kTrainingBody, 201, "{number:s,attended:n,absent:n}"},
    {Method::post, "/api/contractor/contracts/{contract}/made-up",
     "Report an absence made up (contractor)", "", "{attendance:s,attended_on:d}", 201,
     "{record:s}"},
    {Method::post, "/api/contractor/contracts/{contract}/answers",
     "Report before a check (contractor)", "", kAnswersBody, 201, "{answers:n,late:b}"},
    {Method::post, "/api/contractor/contracts/{contract}/accidents",
     "Report an accident (contractor)", "", kAccidentBody, 201, "{record:s,number:s,late:b}"},
    {Method::post, "/api/contractor/contracts/{contract}/certificates",
     "Hand in a certificate of return or erasure (contractor)", "", kCertificateBody, 201,
     "{record:s,number:s,verdict:'accepted|doubtful|forged',faults:[T]}"},
    {Method::post, "/api/contractor/contracts/{contract}/papers", "Attach a paper (contractor)",
     "register!,record!,kind!,name!", "bytes", 201, "{record:s,size:n,scan:s}"},
    {Method::post, "/api/chains/{contract}/applications", "Apply to hand work down (section)", "",
     kApplicationBody, 201, "{record:s,number:s,after_the_fact:b}"},
    {Method::post, "/api/chains/{contract}/workers", "File a worker (section)", "",
     "{party:s,duty:s,responsible?:b?}", 201, "{record:s,number:s}"},
    {Method::post, "/api/chains/{contract}/pledges", "File a pledge (section)", "",
     "{worker:s,edition:s,signed_on:d,no_file_sharing:b}", 201, "{record:s,number:s}"},
    {Method::post, "/api/chains/{contract}/departures", "Say that a worker has left (section)", "",
     "{worker:s,left_on:d,leave_pledged_on?:d?}", 201, "{record:s,number:s}"},
    {Method::post, "/api/chains/{contract}/trainings", "Report a training (section)", "",
     kTrainingBody, 201, "{number:s,attended:n,absent:n}"},
    {Method::post, "/api/chains/{contract}/made-up", "Report an absence made up (section)", "",
     "{attendance:s,attended_on:d}", 201, "{record:s}"},
    {Method::post, "/api/chains/{contract}/answers", "Report before a check (section)", "",
     kAnswersBody, 201, "{answers:n,late:b}"},
    {Method::post, "/api/chains/{contract}/accidents", "Report an accident (section)", "",
     kAccidentBody, 201, "{record:s,number:s,late:b}"},
    {Method::post, "/api/chains/{contract}/certificates",
     "Hand in a certificate of return or erasure (section)", "", kCertificateBody, 201,
     "{record:s,number:s,verdict:'accepted|doubtful|forged',faults:[T]}"},
    {Method::post, "/api/chains/{contract}/papers", "Attach a paper (section)",
     "register!,record!,kind!,name!", "bytes", 201, "{record:s,size:n,scan:s}"},
    {Method::post, "/api/chains/{contract}/confirmations", "Confirm the chain for this year", "",
     "{how:s}", 201, "{number:s,next_due:d}"},
    {Method::post, "/api/chains/{contract}/found",
     "A party found at work that nobody filed: an incident", "",
     "{under:s,name:s,work:s,information:s,number_handled:b,working_since?:d?,note?:s?}", 201,
     "{party:s,incident:s}"},
    {Method::post, "/api/chains/applications/{id}/decisions", "Decide an application", "",
     "{decision:'approve|refuse',approval_no?:s?,until?:d?,reason?:s?}", 200, "{state:s,party:s}"},
    {Method::post, "/api/chains/accidents/{id}/incident",
     "Make an incident of an accident that was reported", "", "", 200, "{incident:s}"},
    {Method::post, "/api/chains/certificates/{id}/confirm", "Say what came of a certificate", "",
     "{outcome:s}", 200, "{closed:n}"},
};

}  // namespace

std::span<const RouteDoc> chain_routes() { return kRoutes; }

}  // namespace daicho::server
