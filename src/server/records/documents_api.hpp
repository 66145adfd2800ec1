// Documents of records over HTTP: files that are brought, and documents that are shown or fetched.
//
// A file is brought first (POST /api/documents): examined, sealed, kept for a day for whoever
// brought it, like files of jobs. It becomes a document by the change that names it as
// "upload:<file>" in a field of type document: version, bytes and entry in one transaction. So a
// form that fails, or waits as a draft, does not lose what was brought.
#pragma once

#include "register/change.hpp"
#include "server/access.hpp"

namespace daicho::server {

// POST /api/documents, GET /api/documents/{document}.
Answer documents_api(const Call& call);
// GET /api/registers/{register}/records/{record}/documents: as of a day, who, when and why.
Answer record_documents_answer(const Call& call, const Allowed& allowed, std::uint64_t record);

// Values "upload:<file>" of fields of type document become the documents of the request; what was
// used is noted in `files`. Errors: document.upload_gone, those of examine_document.
Status take_documents(const Call& call, registers::ChangeRequest& request,
                      std::vector<std::uint64_t>& files);
// After the change: they are documents now.
Status drop_taken(const Call& call, const std::vector<std::uint64_t>& files);

}  // namespace daicho::server
