// Running it: the demonstration and the server.
#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <iostream>
#include <mutex>

#include "base/decimal.hpp"
#include "cli/city.hpp"
#include "cli/command.hpp"
#include "cli/demo_command.hpp"
#include "cli/member.hpp"
#include "net/certificate.hpp"
#include "net/peer.hpp"
#include "net/server.hpp"

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

struct Serving {
    net::ServerOptions net;
    server::Rate signed_in{200, 400};
    bool tls = false;
    OpenCity open;
    std::string advertise;  // address for the other servers, without a fingerprint
};

// Where other servers of this city reach this one. Nothing for an address that is none: behind
// "all addresses" whoever asks would find itself.
Result<std::string> own_address(const Serving& serving, std::uint16_t port) {
    const std::string& host = serving.net.address;
    const bool everywhere = host == "0.0.0.0" || host == "::";
    if (everywhere && serving.advertise.empty()) return std::string();
    const bool number = host.find(':') != std::string::npos;
    std::string text = serving.advertise;
    if (text.empty()) {
        text = fmt::format("{}://{}:{}", serving.net.tls ? "https" : "http",
                           number ? "[" + host + "]" : host, port);
    }
    if (serving.net.tls) {
        DAICHO_TRY(print, net::fingerprint(serving.net.tls->certificate));
        text += " " + print;
    }
    const auto peer = net::parse_peer(text);
    if (peer) return net::write_peer(*peer);
    // Good to listen on, but not to be told to others.
    if (serving.advertise.empty()) return std::string();
    return tl::unexpected(peer.error());
}

Status say_where(const Serving& serving, std::uint16_t port, Language language) {
    std::cerr << message("cli.serving", language,
                         {{"address", fmt::format("{}://{}:{}/", serving.net.tls ? "https" : "http",
                                                  serving.net.address, port)}})
              << "\n";
    if (serving.net.tls) {
        DAICHO_TRY(print, net::fingerprint(serving.net.tls->certificate));
        std::cerr << message("cli.serving_tls", language, {{"fingerprint", print}}) << "\n";
    }
    return {};
}

// The member behind the server's handler; none until its address is known, which takes a port.
struct Answering {
    std::mutex mutex{};
    std::condition_variable ready{};
    std::unique_ptr<Member> member{};

    void handle(const net::Request& request, net::Reply reply) {
        Member* answers = nullptr;
        {
            std::unique_lock lock(mutex);
            ready.wait(lock, [this] { return member != nullptr || over; });
            answers = member.get();
        }
        if (answers == nullptr) return reply(net::Response{.status = 503});
        answers->handle(request, std::move(reply));
    }
    void set(std::unique_ptr<Member> made) {
        const std::lock_guard lock(mutex);
        member = std::move(made);
        over = true;
        ready.notify_all();
    }
    bool over = false;
};

Result<std::unique_ptr<Member>> make_member(std::optional<City> city, const Places& places,
                                            const Serving& serving, std::uint16_t port) {
    MemberOptions options{places, serving.open, {}, serving.signed_in, serving.net.tls.has_value(),
                          {}};
    if (city) {
        options.municipality = city->settings.municipality;
    } else {
        DAICHO_TRY(settings, office::load_settings(places.data / "data" / "municipality" /
                                                   serving.open.settings_file));
        options.municipality = settings.municipality;
    }
    DAICHO_TRY(address, own_address(serving, port));
    options.address = std::move(address);
    DAICHO_TRY(member, Member::make(std::move(options)));
    if (city) DAICHO_CHECK(member->take(std::move(*city)));
    return std::move(member);
}

// The largest document must fit into a request; every other limit stays.
Status make_room_for_documents(const Places& places, Serving& serving) {
    DAICHO_TRY(settings, office::load_settings(places.data / "data" / "municipality" /
                                               serving.open.settings_file));
    const auto most = static_cast<std::size_t>(settings.documents.one_mib) << 20;
    serving.net.body_limit = std::max(serving.net.body_limit, most);
    return {};
}

// Without a city: as a standby, which takes it when nobody else has it.
Result<Exit> serve_city(std::optional<City> city, const Places& places, Serving serving,
                        Language language) {
    DAICHO_CHECK(make_room_for_documents(places, serving));
    if (serving.tls && !serving.net.tls) {
        DAICHO_TRY(made, net::own_certificate(places.home / "tls", serving.net.address,
                                              SystemClock()));
        serving.net.tls = made;
    }
    Answering answering;
    DAICHO_TRY(kind, store::kind_of(places.store));
    auto answer = [&](const net::Request& request, net::Reply reply) {
        answering.handle(request, std::move(reply));
    };
    DAICHO_TRY(listening, net::Server::start(serving.net, net::LaterHandler(answer)));
    auto member = make_member(std::move(city), places, serving, listening->port());
    if (!member) {
        answering.set(nullptr);
        return tl::unexpected(member.error());
    }
    if (kind == store::StoreKind::postgres) {
        (*member)->watch([language](const std::string& id, const std::string& reason) {
            std::cerr << message(id, language, {{"reason", reason}}) + "\n";
        });
    }
    answering.set(std::move(*member));
    DAICHO_CHECK(say_where(serving, listening->port(), language));
    listening->run_until_signal();
    return Exit::done;
}

Result<server::Rate> rate_option(Arguments& arguments) {
    const std::string text = arguments.option("--requests-per-second");
    if (text.empty()) return server::Rate{200, 400};
    const auto rate = parse_decimal(text, 0);
    if (!rate || *rate < 0 || *rate > 1'000'000) {
        return input_error("cli.not_a_number")
            .with("option", "--requests-per-second")
            .with("value", text);
    }
    return server::Rate{*rate, 2 * *rate};
}

// Passwords and personal data leave this machine only encrypted.
Result<Serving> serving_options(Arguments& arguments) {
    Serving serving;
    DAICHO_TRY(port, port_option(arguments));
    DAICHO_TRY(rate, rate_option(arguments));
    serving.net.port = port;
    serving.signed_in = rate;
    serving.tls = arguments.flag("--tls");
    const std::string address = arguments.option("--address");
    const std::string certificate = arguments.option("--certificate");
    const std::string key = arguments.option("--key");
    if (!address.empty()) serving.net.address = address;
    if (certificate.empty() != key.empty()) return input_error("cli.certificate_and_key");
    if (!certificate.empty()) serving.net.tls = net::TlsFiles{certificate, key};
    const bool here = serving.net.address == "127.0.0.1" || serving.net.address == "::1";
    if (!here && !serving.tls && !serving.net.tls) {
        return input_error("cli.address_without_tls").with("address", serving.net.address);
    }
    return serving;
}

Result<Exit> serve(Invocation& invocation) {
    DAICHO_TRY(serving, serving_options(invocation.arguments));
    serving.open.serves_people = true;
    serving.open.witness = invocation.arguments.option("--witness");
    serving.open.witness_url = invocation.arguments.option("--witness-url");
    serving.advertise = invocation.arguments.option("--advertise");
    const bool standby = invocation.arguments.flag("--standby");
    DAICHO_CHECK(invocation.arguments.finish());
    const std::string& host = serving.net.address;
    if (standby && serving.advertise.empty() && (host == "0.0.0.0" || host == "::")) {
        return input_error("cli.advertise_needed").with("address", host);
    }
    std::optional<City> city;
    if (standby) {
        DAICHO_TRY(kind, store::kind_of(invocation.places.store));
        if (kind == store::StoreKind::sqlite) return input_error("cli.standby_needs_postgres");
    } else {
        DAICHO_TRY(opened, open_city(invocation.places, serving.open));
        city = std::move(opened);
    }
    return serve_city(std::move(city), invocation.places, std::move(serving), invocation.language);
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
    const bool opens = !invocation.arguments.flag("--no-serve");
    DAICHO_TRY(serving, serving_options(invocation.arguments));
    DAICHO_TRY(options, demo_options(invocation.arguments));
    DAICHO_CHECK(invocation.arguments.finish());
    OpenCity open;
    open.create = true;
    open.serves_people = opens;
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
    if (!opens) return Exit::done;
    return serve_city(std::move(city), invocation.places, std::move(serving),
                      invocation.language);
}

}  // namespace

std::vector<Command> run_commands() {
    return {
        {"demo",
         "[--size small|city] [--times N] [--seed N] [--no-levy] [--no-serve] [--port 8080] [--tls]",
         {"汐見市（架空）のデータを作り、3年度分を賦課し、画面を開きます",
          "makes the invented city of Shiomi, levies three years and opens the screens"},
         demo},
        {"serve",
         "[--port 8080] [--tls] [--certificate FILE --key FILE] [--address ADDRESS] "
         "[--requests-per-second 200] [--witness FILE] [--witness-url URL] [--standby] "
         "[--advertise URL]",
         {"画面を開きます。ほかの機器からは--tlsが要ります。封印を別の管理者のファイルやサーバーにも渡します。--standbyは書込み中のサーバへ取り次ぎ、止まれば引き継ぎます",
          "opens the screens; to other machines with --tls only; checkpoints also go to another "
          "administrator's file or server; --standby hands on to the server that writes and follows "
          "it"},
         serve},
    };
}

}  // namespace daicho::cli
