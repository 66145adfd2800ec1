#include "cli/witness_command.hpp"

#include <fmt/format.h>

#include <iostream>
#include <mutex>

#include "base/decimal.hpp"
#include "journal/witness_book.hpp"
#include "net/certificate.hpp"
#include "net/server.hpp"

namespace daicho::cli {
namespace {

constexpr std::size_t kLongestProof = 64 * 1'024;

net::Response text_answer(unsigned status, std::string text) {
    net::Response response;
    response.status = status;
    response.header("Content-Type", "text/plain; charset=utf-8");
    response.header("Cache-Control", "no-store");
    response.body = std::move(text);
    return response;
}

// POST of a signed note or of a bundle, to whatever address: whoever has no signature gets nothing
// in. GET: how many entries the checkpoint held covers.
net::Response take(journal::WitnessBook& book, std::mutex& mutex, const net::Request& request,
                   Language language) {
    if (request.method == net::Method::get) {
        const std::lock_guard lock(mutex);
        return text_answer(200, fmt::format("{}\n", book.size()));
    }
    if (request.method != net::Method::post) return text_answer(405, "POST\n");
    const std::lock_guard lock(mutex);
    const auto taken = book.take(request.body);
    if (taken) return text_answer(200, fmt::format("{}\n", book.size()));
    const Error& error = taken.error();
    const std::string said = error.id + "\n" + describe(error, language) + "\n";
    std::cerr << said;
    if (error.kind == ErrorKind::system) return text_answer(500, said);
    return text_answer(error.kind == ErrorKind::conflict ? 409U : 400U, said);
}

Result<Exit> serve(Invocation& invocation) {
    Arguments& arguments = invocation.arguments;
    const std::string origin = arguments.option("--origin");
    const std::string key_text = arguments.option("--key");
    const std::string file = arguments.option("--file");
    const std::string port = arguments.option("--port");
    const std::string address = arguments.option("--address");
    const bool tls = arguments.flag("--tls");
    DAICHO_CHECK(arguments.finish());
    const auto key = from_base64(key_text);
    if (!key || key->size() != 32) return input_error("bundle.key");
    if (origin.empty() || file.empty()) return input_error("witness.usage");
    net::ServerOptions options;
    options.body_limit = kLongestProof;
    options.handler_threads = 2;
    options.max_connections = 64;
    options.max_of_one_peer = 16;
    if (!address.empty()) options.address = address;
    const auto number = port.empty() ? Result<std::int64_t>(8090) : parse_decimal(port, 0);
    if (!number || *number < 0 || *number > 65'535) {
        return input_error("cli.not_a_number").with("option", "--port").with("value", port);
    }
    options.port = static_cast<std::uint16_t>(*number);
    if (tls) {
        DAICHO_TRY(made, net::own_certificate(file + ".tls", options.address, SystemClock()));
        options.tls = made;
    }
    DAICHO_TRY(book, journal::WitnessBook::open(file, origin, *key));
    std::mutex mutex;
    DAICHO_TRY(listening, net::Server::start(options, [&](const net::Request& request) {
                   return take(book, mutex, request, invocation.language);
               }));
    std::cerr << message("cli.serving", invocation.language,
                         {{"address", fmt::format("{}://{}:{}/", tls ? "https" : "http",
                                                  options.address, listening->port())}})
              << "\n";
    if (tls) {
        DAICHO_TRY(print, net::fingerprint(options.tls->certificate));
        std::cerr << message("cli.witness_tls", invocation.language, {{"fingerprint", print}})
                  << "\n";
    }
    listening->run_until_signal();
    return Exit::done;
}

}  // namespace

std::vector<Command> witness_commands() {
    return {{"witness serve",
             "--origin ORIGIN --key KEY --file FILE [--port 8090] [--address A] [--tls]",
             {"ほかの市の封印を受け取り、署名と前の封印の続きであることを確かめ、"
              "追記だけのファイルに保管します",
              "keeps another municipality's checkpoints: checks signature and that each continues "
              "the one before, appends only"},
             serve}};
}

}  // namespace daicho::cli
