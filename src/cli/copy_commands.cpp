#include "cli/copy_commands.hpp"

#include <iostream>

#include "base/decimal.hpp"
#include "cli/copy_letters.hpp"
#include "custody/copy_maker.hpp"
#include "job/progress_bar.hpp"
#include "register/document_store.hpp"

namespace daicho::cli {
namespace {

Result<std::uint64_t> owners_option(Arguments& arguments) {
    const std::string text = arguments.option("--owners");
    if (text == "all") return std::uint64_t{0};
    const auto number = parse_decimal(text, 0);
    if (!number || *number < 1) {
        return input_error("cli.not_a_number").with("option", "--owners").with("value", text);
    }
    return static_cast<std::uint64_t>(*number);
}

Result<Exit> propose(Invocation& invocation) {
    json::Object letter{{"do", "copy_propose"}};
    DAICHO_TRY(owners, owners_option(invocation.arguments));
    letter["owners"] = owners;
    letter["purpose"] = invocation.arguments.option("--purpose");
    letter["recipient"] = invocation.arguments.option("--recipient");
    DAICHO_TRY(until, parse_iso_date(invocation.arguments.option("--until")));
    letter["until"] = format_iso(until);
    letter["by"] = invocation.arguments.option("--by");
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(made, send_copy_letter(invocation.places, letter));
    print_json(made);
    return Exit::done;
}

Result<Exit> decide(Invocation& invocation, bool approve) {
    json::Object letter{{"do", "copy_decide"}, {"approve", approve}};
    letter["by"] = invocation.arguments.option("--by");
    letter["reason"] = invocation.arguments.option("--reason");
    letter["copy"] = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(now, send_copy_letter(invocation.places, letter));
    print_json(now);
    return Exit::done;
}

Result<Exit> make(Invocation& invocation) {
    custody::CopyOptions options;
    options.to = invocation.arguments.option("--to");
    if (const std::string store = invocation.arguments.option("--store"); !store.empty()) {
        options.store = store;
    }
    const std::string by = invocation.arguments.option("--by");
    const std::string number = invocation.arguments.word();
    DAICHO_CHECK(invocation.arguments.finish());
    if (options.to.empty()) return input_error("cli.no_folder").with("option", "--to");
    custody::CopyHands hands;
    auto opened = open_city(invocation.places, {});
    if (!opened && opened.error().id == "store.in_use") {
        hands = hands_of_server(invocation.places, by, number);
        OpenCity beside;
        beside.read_only = true;
        opened = open_city(invocation.places, beside);
    }
    if (!opened) return std::move(opened.error());
    City& city = *opened;
    DAICHO_TRY(principal, principal_of(city, by));
    options.definitions = invocation.places.data / "registers";
    options.own_city = city.settings.name.ja;
    job::ProgressBar bar("匿名化した写し", "Masked copy", "");
    options.progress = [&bar](std::uint64_t done, std::uint64_t total) { bar.update(done, total); };
    const std::int64_t started = monotonic_ms();
    auto report = custody::make_copy(*city.kernel, principal, number, options, hands);
    bar.finish();
    if (!report) return std::move(report.error());
    json::Object answer = copy_json(report->copy);
    answer["folder"] = options.to.string();
    answer["owners_there"] = report->owners_there;
    answer["largest_owners"] = report->too_large;
    answer["records"] = report->records;
    // Whoever gets the copy is told: documents are never in one.
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(documents, registers::document_totals(*reader));
    answer["documents_left_out"] = documents.documents;
    answer["originals_searched"] = report->originals;
    answer["bytes_searched"] = report->bytes;
    answer["took_ms"] = monotonic_ms() - started;
    print_json(answer);
    return Exit::done;
}

Result<Exit> list(Invocation& invocation) {
    DAICHO_CHECK(invocation.arguments.finish());
    OpenCity options;
    options.read_only = true;
    DAICHO_TRY(city, open_city(invocation.places, options));
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(all, custody::masked_copies(*city.kernel, *reader));
    json::Array copies;
    for (const custody::MaskedCopy& one : all) copies.push_back(copy_json(one));
    print_json(json::Object{{"copies", std::move(copies)}});
    return Exit::done;
}

// The city's texts against the copy's bytes; the copy is only read.
Result<Exit> verify(Invocation& invocation) {
    const std::string folder = invocation.arguments.option("--in");
    const std::string store = invocation.arguments.option("--store");
    DAICHO_CHECK(invocation.arguments.finish());
    if (folder.empty()) return input_error("cli.no_folder").with("option", "--in");
    OpenCity options;
    options.read_only = true;
    DAICHO_TRY(city, open_city(invocation.places, options));
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(originals, custody::originals_of(city.kernel->definitions(), *reader,
                                                city.settings.name.ja));
    Places there = invocation.places;
    there.home = folder;
    there.store = store.empty() ? "sqlite" : store;
    DAICHO_TRY(copy, open_city(there, options));
    DAICHO_TRY(leaks, custody::search_copy(originals, folder, copy.kernel.get()));
    print_json(json::Object{{"ok", leaks.where.empty()},
                            {"originals", originals.size()},
                            {"files", leaks.files},
                            {"bytes", leaks.bytes},
                            {"bodies", leaks.bodies},
                            {"found_in", leaks.where},
                            {"entry", leaks.entry}});
    return leaks.where.empty() ? Exit::done : Exit::no;
}

}  // namespace

std::vector<Command> copy_commands() {
    return {
        {"copy propose",
         "--owners N|all --purpose TEXT --recipient TEXT --until DATE --by ACCOUNT",
         {"匿名化した写し（テスト用データ）を伺います（何も作りません）",
          "asks for a masked copy (test data); makes nothing"},
         propose},
        {"copy approve", "NUMBER --by ACCOUNT --reason TEXT",
         {"写しを承認します（起案者とは別の人）", "releases a copy; not by who asked for it"},
         [](Invocation& invocation) { return decide(invocation, true); }},
        {"copy refuse", "NUMBER --by ACCOUNT --reason TEXT",
         {"写しの伺いを差し戻します", "refuses a copy"},
         [](Invocation& invocation) { return decide(invocation, false); }},
        {"copy make", "NUMBER --to NEW_FOLDER [--store postgres:ADDRESS] --by ACCOUNT",
         {"承認された写しを、新しい鍵と新しい記録で作り、元の氏名などが残っていないか全バイトを探します",
          "makes what was released, with keys and a journal of its own, and searches every byte of "
          "it for originals"},
         make},
        {"copy list", "", {"写しの一覧", "lists masked copies"}, list},
        {"copy verify", "--in FOLDER [--store postgres:ADDRESS]",
         {"写しの全バイトに、今の元データの氏名・住所・番号がないか探します",
          "searches every byte of a copy for the names, addresses and numbers of these data"},
         verify},
    };
}

}  // namespace daicho::cli
