#include "cli/city.hpp"

#include <cstdlib>

#include "base/steady_clock.hpp"
#include "cli/witness_sender.hpp"
#include "custody/backup.hpp"
#include "custody/key_care.hpp"
#include "custody/retention.hpp"
#include "journal/bundle_writer.hpp"
#include "journal/witness_book.hpp"
#include "media/rules.hpp"
#include "server/entrust/entrust_rules.hpp"
#include "office/directory.hpp"
#include "office/migrations.hpp"
#include "office/people.hpp"
#include "office/rules.hpp"
#include "person/protection.hpp"
#include "server/life/life_rules.hpp"
#include "server/migrations.hpp"

namespace daicho::cli {

store::Options store_options(const Places& places) {
    store::Options options;
    options.store = places.store;
    options.file = places.home / "daicho.db";
    return options;
}

std::string witness_of_environment() {
    const char* file = std::getenv("DAICHO_WITNESS");
    return file == nullptr ? "" : file;
}

std::string witness_url_of_environment() {
    const char* url = std::getenv("DAICHO_WITNESS_URL");
    return url == nullptr ? "" : url;
}

std::string token_of_environment() {
    const char* token = std::getenv("DAICHO_CITY_KEY");
    return token == nullptr ? "" : token;
}

std::vector<store::Migrations> city_modules() {
    return {office::migrations(), server::migrations()};
}

namespace {

// To the server and, where one is named as well, into the file. Nothing where none is named.
Result<std::shared_ptr<WitnessSender>> use_witness_url(const std::string& url,
                                                       registers::KernelOptions& kernel) {
    if (url.empty() || kernel.read_only) return std::shared_ptr<WitnessSender>();
    DAICHO_TRY(sender, WitnessSender::start(url));
    kernel.give_notes = [sender, file = kernel.witness.string()](
                            const std::vector<std::string>& notes) -> Status {
        Status given = sender->give(notes);
        if (!file.empty()) DAICHO_CHECK(journal::append_notes(file, notes));
        return given;
    };
    return sender;
}

// The kernel hands notes over and outlives what it hands them to.
void prove_by(registers::Kernel& kernel, WitnessSender& sender) {
    sender.prove_with([&kernel](std::uint64_t held, std::uint64_t size) -> Result<std::string> {
        DAICHO_TRY(reader, kernel.reader());
        return journal::write_bundle(*reader, kernel.journal().keys().name,
                                     {0, 0, held, size, {}});
    });
}

const SteadyClock& city_clock() {
    static const SystemClock kWall;
    static const SteadyClock kClock(kWall);
    return kClock;
}

// What this process records stands behind what another one did, whatever became of the clock since.
Status go_on_behind_the_newest(const Places& places) {
    const store::Options options = store_options(places);
    DAICHO_TRY(there, store::has_data(options));
    if (!there) return {};
    DAICHO_TRY(reader, store::open_for_reading(options));
    DAICHO_TRY(made, reader->integer(reader->dialect().count_table("j_entry")));
    if (made == 0) return {};
    DAICHO_TRY(newest, reader->integer("SELECT coalesce(max(number), 0) FROM j_entry"));
    if (newest == 0) return {};
    // One that cannot be read is for `journal verify` to tell.
    const auto entry = journal::read_entry(*reader, static_cast<std::uint64_t>(newest));
    if (entry) city_clock().not_before(entry->header.time);
    return {};
}

}  // namespace

Result<City> open_city(const Places& places, const OpenCity& options) {
    City city;
    DAICHO_TRY(settings, office::load_settings(places.data / "data" / "municipality" /
                                               options.settings_file));
    city.settings = std::move(settings);
    DAICHO_TRY(statute, law::load((places.data / "law").string()));
    city.statute = std::move(statute);
    registers::KernelOptions kernel;
    kernel.home = places.home;
    kernel.store = places.store;
    kernel.definitions = places.data / "registers";
    kernel.municipality = city.settings.municipality;
    kernel.create = options.create;
    kernel.read_only = options.read_only;
    kernel.serves_people = options.serves_people;
    kernel.modules = city_modules();
    kernel.witness = options.witness.empty() ? witness_of_environment() : options.witness;
    DAICHO_TRY(sender, use_witness_url(options.witness_url.empty() ? witness_url_of_environment()
                                                                   : options.witness_url,
                                       kernel));
    if (options.create) {
        DAICHO_CHECK(custody::prepare_city_key(places.home, store_options(places),
                                               token_of_environment()));
    }
    DAICHO_CHECK(custody::settle_rotation(places.home, store_options(places),
                                          city.settings.municipality));
    if (!options.read_only) DAICHO_CHECK(go_on_behind_the_newest(places));
    DAICHO_TRY(opened, registers::Kernel::open(kernel, city_clock()));
    city.kernel = std::move(opened);
    city.kernel->document_limits = {
        static_cast<std::uint64_t>(city.settings.documents.one_mib) << 20,
        static_cast<std::uint64_t>(city.settings.documents.record_mib) << 20};
    if (sender) prove_by(*city.kernel, *sender);
    kernel.give_notes = nullptr;  // the sender ends with the kernel that uses it
    sender.reset();
    if (!options.read_only) {
        DAICHO_CHECK(city.kernel->begin_body_period_when_due());
        DAICHO_CHECK(custody::make_ready(*city.kernel));
        DAICHO_CHECK(custody::settle_erasure(*city.kernel));
    }
    person::install_protection(*city.kernel);
    office::install_people(*city.kernel);
    office::install_rules(*city.kernel, city.settings.accounts);
    DAICHO_TRY(desk, media::load_desk(places.data / "catalogs"));
    media::install_rules(*city.kernel, std::move(desk));
    server::install_entrust_rules(*city.kernel, places.data);
    server::install_life_rules(*city.kernel);
    return city;
}

Result<identity::Principal> principal_of(City& city, std::string_view account) {
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(record, office::find_account(*city.kernel, *reader, account));
    if (!record) return not_found_error("office.no_account");
    DAICHO_TRY(person, office::find_person(*city.kernel, *reader, *record,
                                           japan_date(city.kernel->clock().now())));
    return person.principal;
}

identity::Principal operator_principal() { return identity::system_principal(); }

}  // namespace daicho::cli
