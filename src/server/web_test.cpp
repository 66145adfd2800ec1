// The embedded front end, and the server on a real socket with clients that do not behave.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <fstream>

#include "net/server.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

class WebTest : public CityTest {
protected:
    void SetUp() override {
        net::ServerOptions options;
        options.port = 0;
        auto answer = [](const net::Request& request, net::Reply reply) {
            handle(app(), request, std::move(reply));
        };
        auto started = net::Server::start(options, net::LaterHandler(answer));
        ASSERT_TRUE(started) << told(started.error());
        server_ = std::move(*started);
    }
    // A connection to the server; closed at the end.
    class Line {
    public:
        explicit Line(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_port = htons(port);
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            timeval limit{10, 0};
            ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
            EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address),
                      0);
        }
        Line(const Line&) = delete;
        Line& operator=(const Line&) = delete;
        ~Line() { ::close(socket_); }
        void say(std::string_view text) {
            EXPECT_EQ(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL),
                      static_cast<ssize_t>(text.size()));
        }
        // Until the blank line, then as many bytes as Content-Length says (none for HEAD).
        std::string hear(bool head = false) {
            while (heard_.find("\r\n\r\n") == std::string::npos && more()) {}
            const std::size_t end = heard_.find("\r\n\r\n");
            if (end == std::string::npos) return std::exchange(heard_, "");
            const std::size_t at = heard_.find("Content-Length: ");
            std::size_t size = end + 4;
            if (!head && at < end) size += std::stoul(heard_.substr(at + 16));
            while (heard_.size() < size && more()) {}
            std::string answer = heard_.substr(0, size);
            heard_.erase(0, std::min(size, heard_.size()));
            return answer;
        }
        bool more() {
            char buffer[65536];
            const ssize_t size = ::recv(socket_, buffer, sizeof buffer, 0);
            if (size > 0) heard_.append(buffer, static_cast<std::size_t>(size));
            return size > 0;
        }

    private:
        int socket_;
        std::string heard_;
    };
    std::string ask(const std::string& text) {
        Line line(server_->port());
        line.say(text);
        return line.hear();
    }
    static std::string status_of(const std::string& answer) {
        return answer.size() > 12 ? answer.substr(9, 3) : answer;
    }
    std::unique_ptr<net::Server> server_;
};

TEST_F(WebTest, KeepsTheConnection) {
    Line line(server_->port());
    for (int i = 0; i < 3; ++i) {
        line.say("GET /api/place HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::string answer = line.hear();
        EXPECT_EQ(status_of(answer), "200");
        EXPECT_NE(answer.find("汐見市"), std::string::npos);
    }
    line.say("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string head = line.hear(true);
    EXPECT_EQ(status_of(head), "200");
    EXPECT_NE(head.find("Content-Length: "), std::string::npos);
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
    line.say("GET /api/none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(status_of(line.hear()), "401");
    EXPECT_FALSE(line.more());
}

TEST_F(WebTest, RefusesWhatIsTooLargeOrNoHttp) {
    EXPECT_EQ(status_of(ask("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(40'000, 'a') +
                            "\r\n\r\n")),
              "431");
    EXPECT_EQ(status_of(ask("POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: "
                            "99999999\r\n\r\n")),
              "413");
    const std::string garbage = ask("\x16\x03\x01 nonsense\r\n\r\n");
    EXPECT_EQ(status_of(garbage), "400");
    EXPECT_NE(garbage.find("nosniff"), std::string::npos);
    for (const char* target : {"/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/a/%00", "/%zz",
                               "/assets/..%5c..%5cx", "*"}) {
        SCOPED_TRACE(target);
        const std::string answer =
            ask("GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_EQ(status_of(answer), "400");
        EXPECT_EQ(answer.find("root:"), std::string::npos);
    }
    EXPECT_EQ(status_of(ask("GET /api/place HTTP/1.1\r\nHost: x\r\n\r\n")), "200");
}

std::string value_of(const net::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
        if (key == name) return value;
    }
    return "";
}

TEST_F(WebTest, ScreensGetThePageAndFilesTheirBytes) {
    Client client(app());
    const net::Response page = client.get("/");
    EXPECT_EQ(page.status, 200U);
    EXPECT_EQ(value_of(page, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(value_of(page, "Cache-Control"), "no-cache");
    for (const char* screen : {"/taxpayers/0000000019?year=2026", "/registers/parcel/1", "/x/y"}) {
        EXPECT_EQ(client.get(screen).fixed_body, page.fixed_body) << screen;
    }
    EXPECT_EQ(client.get("/nothing.js").status, 404U);
    EXPECT_EQ(client.get("/assets/none.css").status, 404U);
    EXPECT_EQ(client.post("/", "").status, 405U);
    client.headers = {{"if-none-match", value_of(page, "ETag")}};
    const net::Response again = client.get("/");
    EXPECT_EQ(again.status, 304U);
    EXPECT_TRUE(again.fixed_body.empty());
}

TEST_F(WebTest, AssetsAreCompressedAndKept) {
    const auto folder = source() / "web" / "dist" / "assets";
    if (!std::filesystem::exists(folder)) GTEST_SUCCEED() << "the front end was not built";
    std::error_code code;
    for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
        const std::string target = "/assets/" + entry.path().filename().string();
        Client client(app());
        const net::Response plain = client.get(target);
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        EXPECT_EQ(plain.fixed_body, bytes) << target;
        EXPECT_EQ(value_of(plain, "Cache-Control"), "public, max-age=31536000, immutable");
        client.headers = {{"accept-encoding", "gzip, br"}};
        const net::Response packed = client.get(target);
        if (value_of(packed, "Content-Encoding") == "gzip") {
            EXPECT_LT(packed.fixed_body.size(), bytes.size());
        }
    }
}

}  // namespace
}  // namespace daicho::server::testing
