// Servers of a test's own that it may kill: tests/oracle/servers.sh behind two pipes.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

namespace daicho::testing {

class TestServers {
public:
    TestServers() {
        int input[2];
        int output[2];
        if (::pipe2(input, O_CLOEXEC) != 0 || ::pipe2(output, O_CLOEXEC) != 0) return;
        script_ = ::fork();
        if (script_ == 0) {
            ::dup2(input[0], 0);
            ::dup2(output[1], 1);
            (void)!::chdir(DAICHO_SOURCE_DIR);
            ::execl("/bin/bash", "bash", "tests/oracle/servers.sh", nullptr);
            ::_exit(127);
        }
        ::close(input[0]);
        ::close(output[1]);
        input_ = input[1];
        output_ = output[0];
        folder_ = answer();
        EXPECT_FALSE(folder_.empty())
            << "these tests need PostgreSQL's server: script/bootstrap --tests";
    }
    TestServers(const TestServers&) = delete;
    TestServers& operator=(const TestServers&) = delete;
    ~TestServers() {
        ::close(input_);
        ::close(output_);
        if (script_ > 0) ::waitpid(script_, nullptr, 0);
    }

    // standby, kill, start, promote.
    void tell(const std::string& command) {
        (void)!::write(input_, (command + "\n").c_str(), command.size() + 1);
        ASSERT_EQ(answer(), "ok") << command;
    }
    [[nodiscard]] std::string primary() const { return address("pg"); }
    [[nodiscard]] std::string standby() const { return address("standby"); }

private:
    [[nodiscard]] std::string address(const std::string& server) const {
        return "host=" + folder_ + "/" + server + " user=postgres dbname=postgres";
    }
    std::string answer() {
        std::string line;
        for (char byte = 0; ::read(output_, &byte, 1) == 1 && byte != '\n';) line += byte;
        return line;
    }
    std::string folder_;
    pid_t script_ = -1;
    int input_ = -1;
    int output_ = -1;
};

}  // namespace daicho::testing
