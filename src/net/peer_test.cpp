#include "net/peer.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "net/certificate.hpp"
#include "net/server.hpp"

namespace daicho::net {
namespace {

const std::string kPrint = [] {
    std::string text;
    for (int i = 0; i < 32; ++i) text += i == 0 ? "AB" : ":AB";
    return text;
}();

TEST(PeerTest, AddressesAreReadAndWrittenAlike) {
    const std::string wanted[] = {"http://127.0.0.1:8080", "http://[::1]:81",
                                  "https://tax.example:443 " + kPrint,
                                  "https://[2001:db8::7]:8443 " + kPrint};
    for (const std::string& text : wanted) {
        const auto peer = parse_peer(text);
        ASSERT_TRUE(peer) << text;
        EXPECT_EQ(write_peer(*peer), text);
    }
    EXPECT_EQ(parse_peer("http://localhost")->port, "80");
    EXPECT_EQ(parse_peer("https://a.example/ " + kPrint)->port, "443");
}

TEST(PeerTest, OnlyAWitnessIsSpokenToInTheClearOnOtherMachines) {
    EXPECT_FALSE(parse_peer("http://10.0.0.7:8090"));
    const auto witness = parse_peer("http://10.0.0.7:8090", PlainHttp::anywhere);
    ASSERT_TRUE(witness);
    EXPECT_EQ(witness->host, "10.0.0.7");
    EXPECT_FALSE(parse_peer("https://10.0.0.7:8090", PlainHttp::anywhere)) << "no fingerprint";
}

TEST(PeerTest, WhatIsNoAddressOrTellsEverybodyIsRefused) {
    const std::string wrong[] = {
        "", "127.0.0.1:8080", "ftp://127.0.0.1", "http://", "http://10.0.0.7:8080",
        "http://127.0.0.1:", "http://127.0.0.1:123456", "http://127.0.0.1:8x",
        "http://a@127.0.0.1", "http://127.0.0.1/x", "https://a.example", "https://a.example AB:CD",
        "http://127.0.0.1:80 " + kPrint, "https://a.example " + kPrint + " "};
    for (const std::string& text : wrong) EXPECT_FALSE(parse_peer(text)) << text;
}

class HandOnTest : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() /
                  ("daicho-peer-" + std::to_string(::getpid()));
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    // Answers with what it was asked.
    PeerAddress start(bool tls) {
        ServerOptions options;
        options.port = 0;
        PeerAddress peer{tls, "127.0.0.1", {}, {}};
        if (tls) {
            const SystemClock clock;
            options.tls = *own_certificate(folder_, options.address, clock);
            peer.fingerprint = *fingerprint(options.tls->certificate);
        }
        server_ = *Server::start(options, [this](const Request& request) {
            asked_ = request;
            Response response;
            response.status = 409;
            response.header("Set-Cookie", "a=1").header("Set-Cookie", "b=2");
            response.body = "answer";
            return response;
        });
        peer.port = std::to_string(server_->port());
        return peer;
    }
    static Request request() {
        Request request;
        request.method = Method::put;
        request.path = "/api/x/%/汐見 ?&=";
        request.query = {{"q", "a&b=c +é"}, {"q", ""}, {"線", "/"}};
        request.headers = {{"host", "tax.example"}, {"cookie", "s=1"}, {"connection", "upgrade"},
                           {"content-length", "99"}, {"idempotency-key", "k"}};
        request.body = std::string("\0\r\n{}", 5);
        return request;
    }
    static std::size_t count(const Response& answer, std::string_view name) {
        return static_cast<std::size_t>(std::ranges::count_if(
            answer.headers, [&](const auto& field) { return field.first == name; }));
    }

    std::filesystem::path folder_;
    Request asked_;
    std::unique_ptr<Server> server_;
};

TEST_F(HandOnTest, EverythingArrivesAndComesBack) {
    for (const bool tls : {false, true}) {
        const PeerAddress peer = start(tls);
        const auto answer = hand_on(peer, request());
        ASSERT_TRUE(answer) << tls;
        EXPECT_EQ(answer->status, 409U);
        EXPECT_EQ(answer->body, "answer");
        EXPECT_EQ(count(*answer, "Set-Cookie"), 2U);
        EXPECT_EQ(count(*answer, "Content-Length"), 0U);
        EXPECT_EQ(asked_.method, Method::put);
        EXPECT_EQ(asked_.path, request().path);
        EXPECT_EQ(asked_.query, request().query);
        EXPECT_EQ(asked_.body, request().body);
        EXPECT_EQ(asked_.header("host"), "tax.example");
        EXPECT_EQ(asked_.header("cookie"), "s=1");
        EXPECT_EQ(asked_.header("idempotency-key"), "k");
        EXPECT_EQ(asked_.header("connection"), "close");
        EXPECT_EQ(asked_.secure, tls);
    }
}

TEST_F(HandOnTest, NothingIsSaidToAnotherCertificate) {
    PeerAddress peer = start(true);
    peer.fingerprint = kPrint;
    const auto answer = hand_on(peer, request());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().id, "net.peer_away");
    EXPECT_EQ(asked_.path, "");
}

TEST_F(HandOnTest, WhoIsAwayAndWhoSaysNothingAreTwoThings) {
    const PeerAddress peer = start(false);
    server_.reset();
    EXPECT_EQ(hand_on(peer, request()).error().id, "net.peer_away");
    const PeerAddress slow = start(false);
    PeerLimits limits;
    limits.body = 3;  // less than the answer has
    EXPECT_EQ(hand_on(slow, request(), limits).error().id, "net.peer_silent");
    EXPECT_EQ(asked_.path, request().path);
}

}  // namespace
}  // namespace daicho::net
