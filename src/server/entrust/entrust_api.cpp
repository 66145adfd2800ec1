#include "server/entrust/entrust_api.hpp"

#include "register/change.hpp"

namespace daicho::server {
namespace {

Answer ask(const Call& call) {
    const auto& path = call.path;
    if (path.size() == 1) return entrust_list(call);
    if (path.size() == 2 && path[1] == "guide") return entrust_guide(call);
    if (path.size() == 2 && path[1] == "guide.pdf") return entrust_guide_pdf(call);
    if (path.size() == 2 && path[1] == "editions") return entrust_editions(call);
    if (path.size() > 3) return no_such_address(call);
    DAICHO_TRY(contract, parse_id(path[1]));
    if (path.size() == 2) return entrust_view(call, contract);
    return entrust_paper(call, contract, path[2]);
}

Answer write(const Call& call) {
    const auto& path = call.path;
    if (path.size() != 3 && path.size() != 4) return no_such_address(call);
    DAICHO_TRY(contract, parse_id(path[1]));
    const std::string& what = path[2];
    std::uint64_t part = 0;
    if (path.size() == 4) {
        DAICHO_TRY_AS(part, parse_id(path[3]));
    }
    const bool one = path.size() == 4;
    if (what == "consultations") return entrust_consult(call, contract, part);
    if (!one && what == "step") return entrust_step(call, contract);
    if (!one && what == "schedule") return entrust_schedule(call, contract);
    if (!one && what == "preparation") return entrust_prepare(call, contract);
    if (!one && what == "board") return entrust_board(call, contract);
    if (one && what == "checks") return entrust_check(call, contract, part);
    if (one && what == "gaps") return entrust_gap(call, contract, part);
    if (one && what == "data") return entrust_data(call, contract, part);
    return no_such_address(call);
}

}  // namespace

Answer entrust_api(const Call& call) {
    if (call.request.method == net::Method::get) return ask(call);
    if (call.request.method == net::Method::post) return write(call);
    return no_such_address(call);
}

Result<ContractBook> reached_book(const Call& call, store::Connection& connection,
                                  ClauseShelf& shelf, std::uint64_t contract) {
    DAICHO_TRY(allowed, reachable(call, "entrusted_contract"));
    DAICHO_CHECK(within(call, allowed, contract));
    return contract_book(entrust_reads(call, connection), shelf, contract);
}

Status write_rows(const Call& call, const std::vector<EntrustWrite>& rows) {
    const auto& who = call.session.person.principal;
    registers::Kernel& kernel = call.app.kernel;
    std::map<std::string, registers::Admitted> admitted;
    for (const EntrustWrite& row : rows) {
        if (admitted.contains(row.register_name)) continue;
        registers::ChangeRequest asked;
        asked.register_name = row.register_name;
        DAICHO_TRY(one, registers::admit_change(kernel, who, asked));
        admitted.emplace(row.register_name, std::move(one));
    }
    const Date day = today(call.app);
    return kernel.command([&](registers::Context& context) -> Status {
        for (const EntrustWrite& row : rows) {
            registers::ChangeRequest request;
            request.register_name = row.register_name;
            request.record = row.record;
            request.valid = {day, kForever};
            request.values = row.values;
            request.ended = row.ended;
            DAICHO_CHECK(registers::change_in(context, who, admitted.at(row.register_name),
                                              request));
        }
        return {};
    });
}

}  // namespace daicho::server
