#include "cli/demo_accounts.hpp"

#include "cli/command.hpp"
#include "document/csv_reader.hpp"
#include "register/csv_source.hpp"
#include "register/import.hpp"
#include "server/reviews/review_list.hpp"
#include "server/reviews/review_round.hpp"

namespace daicho::cli {
namespace {

struct File {
    const char* source;
    const char* name;
    Date as_of;
};

Status bring(City& city, const identity::Principal& governor, const govern::ReviewCatalog& catalog,
             const std::filesystem::path& folder, const File& file) {
    server::AccountListOrder order;
    order.source = file.source;
    order.name = file.name;
    order.as_of = file.as_of;
    order.origin = "constructed";
    DAICHO_TRY_AS(order.bytes, read_input((folder / file.name).string()));
    DAICHO_CHECK(server::receive_account_list(*city.kernel, governor, catalog, order));
    return {};
}

Status import_csv(City& city, const std::filesystem::path& folder, const char* name) {
    DAICHO_TRY(reader,
               document::CsvReader::open_file((folder / (std::string(name) + ".csv")).string()));
    DAICHO_TRY(source, registers::csv_source(std::move(reader)));
    DAICHO_TRY(definition, city.kernel->definition(name));
    registers::ImportOptions options;
    options.valid_from = Date::of(2026, 4, 1);
    DAICHO_CHECK(registers::import_rows(*city.kernel, operator_principal(), *definition,
                                        std::move(source), options));
    return {};
}

}  // namespace

Status bring_demo_accounts(City& city, const Places& places) {
    const auto folder = places.data / "data" / "govern" / "accounts";
    const auto catalog =
        govern::load_review_catalog((places.data / "catalogs" / "account-review.yaml").string());
    if (!catalog) return Error(catalog.error());
    DAICHO_TRY(governor, principal_of(city, "10274"));
    const Date june = Date::of(2026, 6, 30);
    const Date october = Date::of(2026, 10, 31);
    for (const File& file :
         {File{"A-01", "A-01_2026-06-30.csv", june}, File{"A-02", "A-02_2026-06-30.csv", june},
          File{"A-03", "A-03_2026-06-30.csv", june}, File{"A-01", "A-01_2026-10-31.csv", october},
          File{"A-02", "A-02_2026-10-31.csv", october}}) {
        DAICHO_CHECK(bring(city, governor, *catalog, folder, file));
    }
    DAICHO_CHECK(import_csv(city, folder, "shared_account_user"));
    DAICHO_CHECK(import_csv(city, folder, "privilege_approval"));
    server::RoundOrder round;
    round.no = "R8-2";
    round.title = "令和8年度第2回 アカウントの棚卸し";
    round.due = Date::from_days(japan_date(city.kernel->clock().now()).days() + 21);
    round.sources = {"A-01", "A-02"};
    round.origin = "constructed";
    DAICHO_CHECK(server::open_round(*city.kernel, governor, *catalog, round));
    return {};
}

}  // namespace daicho::cli
