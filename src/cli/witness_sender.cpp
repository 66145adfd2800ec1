#include "cli/witness_sender.hpp"

#include <charconv>
#include <chrono>

#include "journal/note.hpp"

namespace daicho::cli {
namespace {

constexpr int kTimeoutMs = 3'000;
constexpr auto kAgain = std::chrono::seconds(1);
constexpr std::size_t kAnswerLimit = 64 * 1024;

Result<std::uint64_t> number_in(const std::string& text) {
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec == std::errc()) return number;
    return conflict_error("witness.answer").with("answer", text.substr(0, 100));
}

}  // namespace

Result<std::shared_ptr<WitnessSender>> WitnessSender::start(const std::string& url) {
    // A path stands between the address and, behind a blank, the fingerprint.
    const std::size_t host = url.find("://");
    const std::size_t slash = host == std::string::npos ? host : url.find('/', host + 3);
    const std::size_t blank = std::min(url.find(' '), url.size());
    std::string address = url;
    std::string path = "/";
    if (slash < blank) {
        path = url.substr(slash, blank - slash);
        address.erase(slash, blank - slash);
    }
    auto peer = net::parse_peer(address, net::PlainHttp::anywhere);
    if (!peer || path.find_first_of("?#%") != std::string::npos) {
        return input_error("net.bad_url").with("url", url.substr(0, 200));
    }
    std::shared_ptr<WitnessSender> sender(new WitnessSender(std::move(*peer), std::move(path)));
    sender->thread_ = std::thread([raw = sender.get()] { raw->loop(); });
    return sender;
}

WitnessSender::~WitnessSender() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void WitnessSender::prove_with(Prove prove) {
    const std::lock_guard lock(mutex_);
    prove_ = std::move(prove);
    woken_.notify_all();
}

Status WitnessSender::give(const std::vector<std::string>& notes) {
    std::unique_lock lock(mutex_);
    if (notes.empty()) {
        const std::uint64_t before = tries_;
        const auto idle = [&] { return (!newest_ && !sending_) || (fault_ && tries_ != before); };
        told_.wait_for(lock, std::chrono::milliseconds(kTimeoutMs), idle);
    } else {
        newest_ = notes.back();
    }
    woken_.notify_all();
    return fault_ ? Status(Error(*fault_)) : Status();
}

Result<net::Response> WitnessSender::ask(net::Method method, std::string body) {
    net::Request request;
    request.method = method;
    request.path = path_;
    request.headers = {{"host", peer_.host + ":" + peer_.port}};
    if (!body.empty()) request.headers.emplace_back("content-type", "text/plain; charset=utf-8");
    request.body = std::move(body);
    auto answer = net::hand_on(peer_, request, {kTimeoutMs / 2, kTimeoutMs / 2, kAnswerLimit});
    if (answer) return answer;
    std::string why;
    for (const auto& [name, value] : answer.error().arguments) {
        if (name == "reason") why = value;
    }
    return system_error("net.unreachable")
        .with("host", peer_.host + ":" + peer_.port)
        .with("why", why);
}

Result<std::uint64_t> WitnessSender::ask_held() {
    if (held_) return *held_;
    DAICHO_TRY(answer, ask(net::Method::get, ""));
    if (answer.status != 200) return std::uint64_t{0};  // one that says nothing is told all
    DAICHO_TRY(held, number_in(answer.body));
    held_ = held;
    return held;
}

// Where no proof can be had – the journal is no longer the one the witness knows – the note goes
// alone: the witness refuses it and keeps it, and we hear why.
Status WitnessSender::send(const std::string& note) {
    DAICHO_TRY(held, ask_held());
    DAICHO_TRY(parsed, journal::parse_note(note));
    const std::uint64_t size = parsed.checkpoint.size;
    std::string body = note;
    if (held != 0 && held < size) {
        auto proof = prove_(held, size);
        if (proof) body = std::move(*proof);
    }
    held_.reset();
    DAICHO_TRY(answer, ask(net::Method::post, std::move(body)));
    if (answer.status < 300) {
        DAICHO_TRY(taken, number_in(answer.body));
        held_ = taken;
        return {};
    }
    return conflict_error("witness.refused")
        .with("host", peer_.host + ":" + peer_.port)
        .with("status", std::to_string(answer.status))
        .with("why", answer.body.substr(0, 300));
}

void WitnessSender::loop() {
    std::unique_lock lock(mutex_);
    while (true) {
        woken_.wait(lock, [this] { return (newest_ && prove_) || stopping_; });
        if (!newest_ || !prove_) return;
        const std::string note = *std::exchange(newest_, std::nullopt);
        const bool last = stopping_;
        sending_ = true;
        lock.unlock();
        Status sent = send(note);
        lock.lock();
        sending_ = false;
        ++tries_;
        fault_ = sent ? std::nullopt : std::optional(std::move(sent.error()));
        if (fault_ && !last && !newest_) newest_ = note;
        told_.notify_all();
        if (!fault_) continue;
        if (last) return;
        woken_.wait_for(lock, kAgain, [this] { return stopping_; });
    }
}

}  // namespace daicho::cli
