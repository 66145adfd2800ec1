// The server ends whatever its clients do.
#include "net/server.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace daicho::net {
namespace {

// Asks again and again on one connection until the server is gone.
void ask_on(std::uint16_t port, std::atomic<int>& answers) {
    const int line = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval limit{10, 0};
    ::setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    const std::string text = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    char heard[4096];
    if (::connect(line, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
        while (::send(line, text.data(), text.size(), MSG_NOSIGNAL) > 0 &&
               ::recv(line, heard, sizeof heard, 0) > 0) {
            ++answers;
        }
    }
    ::close(line);
}

TEST(ServerTest, EndsWhileEverybodyGoesOnAsking) {
    for (int round = 0; round < 30; ++round) {
        // Answers leave from another thread, as behind a commit.
        std::vector<std::thread> later;
        std::mutex mutex;
        const LaterHandler handler = [&](const Request&, Reply reply) {
            const std::lock_guard lock(mutex);
            later.emplace_back([reply = std::move(reply)] { reply(Response{}); });
        };
        ServerOptions options;
        options.port = 0;
        options.handler_threads = 2;
        auto server = Server::start(options, handler);
        ASSERT_TRUE(server);
        const std::uint16_t port = (*server)->port();
        std::atomic<int> answers{0};
        std::vector<std::thread> crowd;
        for (int i = 0; i < 8; ++i) {
            crowd.emplace_back([&, port] { ask_on(port, answers); });
        }
        while (answers < 20) std::this_thread::yield();
        (*server)->stop();
        server->reset();
        for (std::thread& one : crowd) one.join();
        for (std::thread& one : later) one.join();
    }
}

}  // namespace
}  // namespace daicho::net
