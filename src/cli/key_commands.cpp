#include "cli/key_commands.hpp"

#include <filesystem>

#include "cli/care_letters.hpp"
#include "cli/city.hpp"
#include "custody/key_book.hpp"
#include "custody/key_care.hpp"
#include "custody/rotation_desk.hpp"

namespace daicho::cli {
namespace {

// --into file|pkcs11:…; without it where the environment says.
Result<std::string> token_option(Arguments& arguments) {
    const std::string into = arguments.option("--into");
    if (into.empty()) return token_of_environment();
    return into == "file" ? std::string() : into;
}

// A server that has the data open does it for us.
Result<CommitNumber> rotate_here_or_there(const Places& places,
                                          const custody::RotationRequest& request) {
    auto city = open_city(places, {});
    if (!city && city.error().id == "store.in_use") {
        return custody::ask_for_rotation(places.home, request);
    }
    if (!city) return std::move(city.error());
    DAICHO_TRY(principal, principal_of(*city, request.by));
    return custody::rotate_city_key(*city->kernel, principal, request.keep_old, request.token);
}

Result<Exit> rotate(Invocation& invocation) {
    const std::string by = invocation.arguments.option("--by");
    const std::string old = invocation.arguments.option("--keep-old");
    DAICHO_TRY(token, token_option(invocation.arguments));
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(entry, rotate_here_or_there(invocation.places, {by, old, token}));
    print_json(json::Object{{"entry", entry.value},
                            {"old_key", old},
                            {"kept_in", token.empty() ? "file" : "token"}});
    return Exit::done;
}

struct KeyFiles {
    std::string municipality, passphrase;
};

// The first line of a file, or of standard input: never an argument, which others can see.
Result<KeyFiles> key_files(Invocation& invocation, const std::string& file) {
    if (file.empty()) return input_error("cli.no_folder").with("option", "--passphrase-file");
    DAICHO_TRY(text, read_input(file));
    DAICHO_TRY(settings, office::load_settings(invocation.places.data / "data" / "municipality" /
                                               OpenCity().settings_file));
    return KeyFiles{settings.municipality, text.substr(0, text.find('\n'))};
}

Result<Exit> copy_key(Invocation& invocation, bool out) {
    const std::string from = invocation.arguments.option("--from");
    const std::string to = invocation.arguments.option("--to");
    const std::string words = invocation.arguments.option("--passphrase-file");
    DAICHO_CHECK(invocation.arguments.finish());
    if (to.empty()) return input_error("cli.no_folder").with("option", "--to");
    if (!out && from.empty()) return input_error("cli.no_folder").with("option", "--from");
    DAICHO_TRY(files, key_files(invocation, words));
    DAICHO_CHECK(out ? custody::back_up_key(invocation.places.home / "city.key", to,
                                            files.municipality, files.passphrase)
                     : custody::restore_key(from, to, files.municipality, files.passphrase));
    json::Object answer{{"file", to}};
    if (out) {
        // Kept with the data, so that somebody can tell where copies went.
        DAICHO_CHECK(custody::note_key_copy(
            invocation.places.home,
            {SystemClock().now(), std::filesystem::absolute(to).string()}));
        DAICHO_TRY(journaled, enter_key_copy(invocation.places, to));
        answer["journaled"] = journaled;
    }
    print_json(answer);
    return Exit::done;
}

}  // namespace

std::vector<Command> key_commands() {
    return {
        {"key rotate", "--by ACCOUNT [--keep-old FILE] [--into file|pkcs11:URI]",
         {"市の鍵を新しくします（データはそのまま。画面が動いたままでも。途中で止まっても開けます）",
          "replaces the city key, beside a running server too; the data open wherever it stops"},
         rotate},
        {"key backup", "--to FILE --passphrase-file FILE",
         {"市の鍵の控えを、合言葉で封をして作ります（データとは別の場所に）",
          "a copy of the city key sealed with a passphrase; keep it apart from the data"},
         [](Invocation& invocation) { return copy_key(invocation, true); }},
        {"key restore", "--from FILE --to FILE --passphrase-file FILE",
         {"控えから市の鍵を戻します（上書きはしません）",
          "brings the city key back from its copy; never overwrites"},
         [](Invocation& invocation) { return copy_key(invocation, false); }},
    };
}

}  // namespace daicho::cli
