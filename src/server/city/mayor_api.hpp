// 市の状況 (/api/mayor): the state of the city as figures, and on one sheet of A4.
#pragma once

#include "server/app.hpp"

namespace daicho::server {

// GET /api/mayor?as_of=&as_known=, GET /api/mayor/sheet.pdf?as_of=&lang=ja|en. For whoever
// may view the meetings of the committee; figures of registers that are not hers are left out and
// counted.
Answer mayor_api(const Call& call);

// A PDF that is shown in the page.
net::Response inline_pdf(std::string bytes, const std::string& name);

}  // namespace daicho::server
