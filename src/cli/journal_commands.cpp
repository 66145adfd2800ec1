#include "cli/journal_commands.hpp"

#include <iostream>

#include "base/decimal.hpp"
#include "cli/city.hpp"
#include "document/csv_writer.hpp"
#include "journal/bundle_writer.hpp"

namespace daicho::cli {
namespace {

Result<std::uint64_t> entry_number(const std::string& option, const std::string& text) {
    if (text.empty()) return std::uint64_t{0};
    const auto value = parse_decimal(text, 0);
    if (!value || *value < 1) {
        return input_error("cli.not_a_number").with("option", option).with("value", text);
    }
    return static_cast<std::uint64_t>(*value);
}

Result<City> open_to_read(const Places& places) {
    OpenCity options;
    options.read_only = true;
    return open_city(places, options);
}

Status give_bundle(Invocation& invocation, const journal::BundleRequest& request,
                   const std::string& out) {
    DAICHO_TRY(city, open_to_read(invocation.places));
    DAICHO_TRY(reader, city.kernel->reader());
    DAICHO_TRY(bundle,
               journal::write_bundle(*reader, city.kernel->journal().keys().name, request));
    if (out.empty()) {
        std::cout << bundle << std::flush;
        return {};
    }
    DAICHO_TRY(file, document::CsvFile::create(out));
    DAICHO_CHECK(file.sink()(bundle));
    DAICHO_CHECK(file.finish());
    print_json(json::Object{{"file", out}, {"bytes", bundle.size()}});
    return {};
}

Result<Exit> key(Invocation& invocation) {
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_to_read(invocation.places));
    const journal::Keys& keys = city.kernel->journal().keys();
    print_json(json::Object{{"origin", keys.name}, {"public_key", to_base64(keys.public_key)}});
    return Exit::done;
}

Result<Exit> export_entries(Invocation& invocation) {
    journal::BundleRequest request;
    DAICHO_TRY(from, entry_number("--from", invocation.arguments.option("--from")));
    DAICHO_TRY(to, entry_number("--to", invocation.arguments.option("--to")));
    const std::string out = invocation.arguments.option("--out");
    DAICHO_CHECK(invocation.arguments.finish());
    if (from == 0 || to < from) return input_error("cli.journal_range");
    request.from = from;
    request.to = to;
    DAICHO_CHECK(give_bundle(invocation, request, out));
    return Exit::done;
}

// One entry in the tree of a checkpoint, or that a checkpoint continues an older one.
Result<Exit> prove(Invocation& invocation) {
    journal::BundleRequest request;
    DAICHO_TRY(old_size, entry_number("--since", invocation.arguments.option("--since")));
    DAICHO_TRY(size, entry_number("--size", invocation.arguments.option("--size")));
    const std::string out = invocation.arguments.option("--out");
    DAICHO_TRY(entry, entry_number("ENTRY", invocation.arguments.word()));
    DAICHO_CHECK(invocation.arguments.finish());
    if (entry == 0 && old_size == 0) return input_error("cli.journal_range");
    request.from = entry;
    request.to = entry;
    request.old_size = old_size;
    request.size = size;
    DAICHO_CHECK(give_bundle(invocation, request, out));
    return Exit::done;
}

}  // namespace

std::vector<Command> journal_commands() {
    return {
        {"journal key", "",
         {"封印を確かめるための公開鍵", "the public key that checks our checkpoints"}, key},
        {"journal export", "--from N --to M [--out FILE]",
         {"記録 N から M までを、データベースなしで検証できる形で書き出します（daicho-verify）",
          "entries N to M in a form that daicho-verify checks without the database"},
         export_entries},
        {"journal prove", "[ENTRY] [--since SIZE] [--size SIZE] [--out FILE]",
         {"記録が封印に含まれること、または封印が前の封印の続きであることの証明",
          "proves that an entry is under a checkpoint, or that one continues an older one"},
         prove},
    };
}

}  // namespace daicho::cli
