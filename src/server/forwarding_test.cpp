#include "server/forwarding.hpp"

#include <gtest/gtest.h>

#include "net/server.hpp"
#include "store/test_folder.hpp"
#include "vault/city_key.hpp"

namespace daicho::server {
namespace {

constexpr Instant kNow{1'700'000'000'000'000};

class ForwardingTest : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(vault::create_city_key(folder_.path() / "city.key"));
        secret_.emplace(*vault::PeerSecret::derive(folder_.path() / "city.key", "139998"));
        net::ServerOptions options;
        options.port = 0;
        writer_ = *net::Server::start(options, [this](const net::Request& request) {
            asked_ = request;
            return net::Response().header("Set-Cookie", "daicho_session=x; HttpOnly");
        });
        peer_ = *net::parse_peer("http://127.0.0.1:" + std::to_string(writer_->port()));
    }
    static net::Request request(std::string peer) {
        net::Request request;
        request.path = "/api/place";
        request.peer = std::move(peer);
        return request;
    }
    [[nodiscard]] net::Response ask(const net::Request& request) const {
        return forward(peer_, *secret_, kNow, request);
    }

    daicho::testing::TestFolder folder_;
    std::optional<vault::PeerSecret> secret_;
    std::unique_ptr<net::Server> writer_;
    std::optional<net::PeerAddress> peer_;
    net::Request asked_;
};

TEST_F(ForwardingTest, TheWriterLearnsWhoAsked) {
    net::Request sent = request("10.1.2.3");
    sent.headers = {{"x-daicho-forwarded-for", "1 9.9.9.9"}, {"x-daicho-forwarded-proof", "00"}};
    EXPECT_EQ(ask(sent).status, 200U);
    EXPECT_EQ(forwarded_peer(*secret_, kNow, asked_), "10.1.2.3");
    const net::Request same = from_peer(asked_, "10.1.2.3");
    EXPECT_EQ(same.peer, "10.1.2.3");
    EXPECT_FALSE(same.header("x-daicho-forwarded-for"));
}

TEST_F(ForwardingTest, AProofHoldsForItsMomentItsPathAndItsAddress) {
    ASSERT_EQ(ask(request("10.1.2.3")).status, 200U);
    constexpr std::int64_t kMinute = 60LL * 1'000'000;
    EXPECT_TRUE(forwarded_peer(*secret_, Instant{kNow.micros + kMinute}, asked_));
    EXPECT_FALSE(forwarded_peer(*secret_, Instant{kNow.micros + kMinute + 1}, asked_));
    EXPECT_FALSE(forwarded_peer(*secret_, Instant{kNow.micros - kMinute - 1}, asked_));
    net::Request elsewhere = asked_;
    elsewhere.path = "/api/session";
    EXPECT_FALSE(forwarded_peer(*secret_, kNow, elsewhere));
    net::Request other = asked_;
    for (auto& [name, value] : other.headers) {
        if (name == "x-daicho-forwarded-for") value.back() = '4';
    }
    EXPECT_FALSE(forwarded_peer(*secret_, kNow, other));
    net::Request bare = asked_;
    std::erase_if(bare.headers, [](const auto& field) { return field.first.ends_with("proof"); });
    EXPECT_FALSE(forwarded_peer(*secret_, kNow, bare));
}

TEST_F(ForwardingTest, NobodyIsAskedInACircle) {
    ASSERT_EQ(ask(request("10.1.2.3")).status, 200U);
    const net::Request once = asked_;
    asked_ = {};
    EXPECT_EQ(ask(once).status, 503U);
    EXPECT_EQ(asked_.path, "");
}

TEST_F(ForwardingTest, WithoutAWriterItSaysSo) {
    const auto none = forward(std::nullopt, *secret_, kNow, request("10.1.2.3"));
    EXPECT_EQ(none.status, 503U);
    EXPECT_NE(none.body.find("urn:daicho:error:api.no_writer"), std::string::npos);
    writer_->stop();
    net::Request change = request("10.1.2.3");
    change.method = net::Method::post;
    const auto away = ask(change);
    EXPECT_NE(away.body.find("urn:daicho:error:api.no_writer"), std::string::npos) << away.body;
}

TEST_F(ForwardingTest, AChangeThatMayHaveArrivedIsNotCalledAbsent) {
    net::ServerOptions options;
    options.port = 0;
    const auto huge = *net::Server::start(options, [](const net::Request&) {
        net::Response response;
        response.body.assign(65 * 1024 * 1024, 'x');  // no answer of ours: it is not taken
        return response;
    });
    peer_ = *net::parse_peer("http://127.0.0.1:" + std::to_string(huge->port()));
    net::Request change = request("10.1.2.3");
    change.method = net::Method::post;
    EXPECT_NE(ask(change).body.find("urn:daicho:error:api.writer_silent"), std::string::npos);
    EXPECT_NE(ask(request("10.1.2.3")).body.find("api.no_writer"), std::string::npos);
}

TEST_F(ForwardingTest, ACookieThatCameByTlsStaysThere) {
    net::Request sent = request("10.1.2.3");
    const auto cookie = [&] {
        std::string found;
        for (const auto& [name, value] : ask(sent).headers) {
            if (name == "Set-Cookie") found = value;
        }
        return found;
    };
    EXPECT_EQ(cookie(), "daicho_session=x; HttpOnly");
    sent.secure = true;
    EXPECT_EQ(cookie(), "daicho_session=x; HttpOnly; Secure");
}

}  // namespace
}  // namespace daicho::server
