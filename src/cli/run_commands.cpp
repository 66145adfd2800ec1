// Running it: the demonstration and the server.
#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "base/decimal.hpp"
#include "cli/city.hpp"
#include "cli/command.hpp"
#include "cli/demo_command.hpp"
#include "net/server.hpp"
#include "server/router.hpp"

namespace daicho::cli {
namespace {

constexpr std::int64_t kMaxTimes = 20;  // two million parcels

Result<std::uint16_t> port_option(Arguments& arguments) {
    const std::string text = arguments.option("--port");
    if (text.empty()) return std::uint16_t{8080};
    const auto port = parse_decimal(text, 0);
    if (!port || *port < 0 || *port > 65535) {
        return input_error("cli.not_a_number").with("option", "--port").with("value", text);
    }
    return static_cast<std::uint16_t>(*port);
}

Result<Exit> serve_city(City& city, const Places& places, std::uint16_t port, Language language) {
    server::App app{*city.kernel, city.statute, city.settings, places.data, {}, {}, false};
    net::ServerOptions options;
    options.port = port;
    DAICHO_TRY(listening, net::Server::start(options, [&app](const net::Request& request) {
                   return server::handle(app, request);
               }));
    std::cerr << message("cli.serving", language,
                         {{"address", fmt::format("http://127.0.0.1:{}/", listening->port())}})
              << "\n";
    listening->run_until_signal();
    return Exit::done;
}

Result<Exit> serve(Invocation& invocation) {
    DAICHO_TRY(port, port_option(invocation.arguments));
    OpenCity open;
    open.witness = invocation.arguments.option("--witness");
    DAICHO_CHECK(invocation.arguments.finish());
    DAICHO_TRY(city, open_city(invocation.places, open));
    return serve_city(city, invocation.places, port, invocation.language);
}

Status show_logins(const Places& places, Language language) {
    DAICHO_TRY(logins, read_logins(places));
    std::cerr << message("cli.logins", language) << "\n";
    for (const DemoLogin& login : logins) {
        std::cerr << fmt::format("  {}  {}  {}  {}\n", login.account, login.password, login.name,
                                 login.role.in(language));
    }
    return {};
}

Result<DemoOptions> demo_options(Arguments& arguments) {
    DemoOptions options;
    const std::string size = arguments.option("--size");
    if (size == "small") {
        options.city.size = demo::kSmallCity;
    } else if (!size.empty() && size != "city") {
        return input_error("cli.demo_size").with("value", size);
    }
    options.size_name = size.empty() ? "city" : size;
    if (const std::string times = arguments.option("--times"); !times.empty()) {
        const auto number = parse_decimal(times, 0);
        if (!number || *number < 1 || *number > kMaxTimes) {
            return input_error("cli.demo_times")
                .with("value", times)
                .with("most", std::to_string(kMaxTimes));
        }
        options.city.size = options.city.size.times(static_cast<std::uint32_t>(*number));
    }
    if (const std::string seed = arguments.option("--seed"); !seed.empty()) {
        DAICHO_TRY(number, parse_decimal(seed, 0));
        options.city.seed = static_cast<std::uint64_t>(number);
    }
    options.levy = !arguments.flag("--no-levy");
    return options;
}

Result<Exit> demo(Invocation& invocation) {
    const bool serving = !invocation.arguments.flag("--no-serve");
    DAICHO_TRY(port, port_option(invocation.arguments));
    DAICHO_TRY(options, demo_options(invocation.arguments));
    DAICHO_CHECK(invocation.arguments.finish());
    OpenCity open;
    open.create = true;
    const std::int64_t started = monotonic_ms();
    DAICHO_TRY(again, discard_half_made(invocation.places));
    if (again) std::cerr << message("cli.demo_again", invocation.language) << "\n";
    DAICHO_TRY(there, store::has_data(store_options(invocation.places)));
    if (!there) DAICHO_CHECK(mark_half_made(invocation.places));
    DAICHO_TRY(city, open_city(invocation.places, open));
    if (!there) {
        DAICHO_CHECK(make_demo_city(city, invocation.places, options));
        std::cerr << message("cli.demo_made", invocation.language,
                             {{"seconds", std::to_string((monotonic_ms() - started) / 1000)},
                              {"folder", invocation.places.home.string()}})
                  << "\n";
    }
    DAICHO_CHECK(show_logins(invocation.places, invocation.language));
    if (!serving) return Exit::done;
    return serve_city(city, invocation.places, port, invocation.language);
}

}  // namespace

std::vector<Command> run_commands() {
    return {
        {"demo", "[--size small|city] [--times N] [--seed N] [--no-levy] [--no-serve] [--port 8080]",
         {"汐見市（架空）のデータを作り、3年度分を賦課し、画面を開きます",
          "makes the invented city of Shiomi, levies three years and opens the screens"},
         demo},
        {"serve", "[--port 8080] [--witness FILE]",
         {"画面を開きます（127.0.0.1のみ）。封印を別の管理者のファイルにも書きます",
          "opens the screens on 127.0.0.1; checkpoints also go to another administrator's file"},
         serve},
    };
}

}  // namespace daicho::cli
