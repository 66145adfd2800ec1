#include "server/reviews/review_access.hpp"

namespace daicho::server {

ReviewReads reads_of(const Call& call, store::Connection& connection) {
    return {call.app.kernel, connection, {today(call.app), std::nullopt}};
}

Result<ReviewReader> review_reader(const Call& call, store::Connection& connection) {
    DAICHO_TRY(definition, call.app.kernel.definition("account_judgement"));
    const auto& who = call.session.person.principal;
    const auto manager = deciding_capacity(who, *definition, ReviewSide::manager);
    const auto owner = deciding_capacity(who, *definition, ReviewSide::owner);
    const auto reach = reach_of(call, *definition);
    ReviewReader reader;
    reader.sees_all = may(call, *definition, registers::Action::view);
    reader.governs = who.capacity({"governance"}, definition->task_id) != nullptr;
    reader.manages = manager.has_value();
    reader.owns = owner.has_value();
    if (!reader.sees_all && !manager && !reach) {
        DAICHO_TRY(refused, permitted(call, "account_judgement"));  // says so in the journal
        reader.allowed = refused;
        return reader;
    }
    reader.allowed = {definition, reach ? reach->capacity : manager.value_or(0)};
    if (manager || owner) {
        DAICHO_TRY_AS(reader.departments, departments_headed(reads_of(call, connection), who));
    } else if (reach && reach->scope) {
        reader.departments.insert(reach->scope->departments.begin(),
                                  reach->scope->departments.end());
    }
    return reader;
}

Result<govern::ReviewCatalog> review_catalog(const App& app) {
    return govern::load_review_catalog((app.data / "catalogs" / "account-review.yaml").string());
}

}  // namespace daicho::server
