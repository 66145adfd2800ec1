#include "journal/proof.hpp"

#include "journal/detail/proof_shape.hpp"
#include "journal/tree.hpp"

namespace daicho::journal {
namespace {

Error no_entry(std::uint64_t number) {
    return not_found_error("journal.no_entry").with("entry", std::to_string(number));
}

Status require_size(store::Connection& connection, std::uint64_t size) {
    DAICHO_TRY(last, connection.integer("SELECT max(number) FROM j_entry"));
    if (size > static_cast<std::uint64_t>(last)) return no_entry(size);
    return {};
}

Result<std::vector<Digest>> roots(store::Connection& connection,
                                  const std::vector<detail::Range>& parts) {
    std::vector<Digest> proof;
    for (const detail::Range part : parts) {
        DAICHO_TRY(root, range_root(connection, part.from, part.to));
        proof.push_back(root);
    }
    return proof;
}

}  // namespace

Result<std::vector<Digest>> prove_inclusion(store::Connection& connection, std::uint64_t number,
                                            std::uint64_t size) {
    if (number == 0 || number > size) return no_entry(number);
    DAICHO_CHECK(require_size(connection, size));
    return roots(connection, detail::inclusion_shape(number - 1, size));
}

Result<std::vector<Digest>> prove_consistency(store::Connection& connection,
                                              std::uint64_t old_size, std::uint64_t size) {
    if (old_size > size) return no_entry(old_size);
    DAICHO_CHECK(require_size(connection, size));
    return roots(connection, detail::consistency_shape(old_size, size));
}

}  // namespace daicho::journal
