#include "cli/witness_sender.hpp"

#include <chrono>

namespace daicho::cli {
namespace {

constexpr int kTimeoutMs = 3'000;
constexpr auto kAgain = std::chrono::seconds(1);

}  // namespace

Result<std::shared_ptr<WitnessSender>> WitnessSender::start(const std::string& url) {
    DAICHO_TRY(parsed, net::parse_url(url));
    std::shared_ptr<WitnessSender> sender(new WitnessSender(std::move(parsed)));
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

Status WitnessSender::send(const std::string& note) {
    DAICHO_TRY(answer, net::post(url_, note, "text/plain; charset=utf-8", kTimeoutMs));
    if (answer.status < 300) return {};
    return conflict_error("witness.refused")
        .with("host", url_.host + ":" + url_.port)
        .with("status", std::to_string(answer.status))
        .with("why", answer.body.substr(0, 300));
}

void WitnessSender::loop() {
    std::unique_lock lock(mutex_);
    while (true) {
        woken_.wait(lock, [this] { return newest_ || stopping_; });
        if (!newest_) return;
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
