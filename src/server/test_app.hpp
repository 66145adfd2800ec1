// A small city for the tests of this module: the real definitions and law, a handful of people,
// made through the public importers and the levy itself. One of them is protected.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "office/migrations.hpp"
#include "person/protection.hpp"
#include "register/import.hpp"
#include "server/jobs/job_runner.hpp"
#include "server/migrations.hpp"
#include "server/router.hpp"
#include "store/test_folder.hpp"
#include "store/test_store.hpp"
#include "tax/levy/explain.hpp"
#include "tax/levy/levy_job.hpp"

namespace daicho::server::testing {

inline constexpr const char* kClerk = "20411";
inline constexpr const char* kApprover = "20401";
inline constexpr const char* kGovernor = "10274";
inline constexpr const char* kPassword = "Shiome-no-mado-7412";
inline constexpr const char* kOpenPerson = "0000000019";
inline constexpr const char* kHiddenPerson = "0000000027";
inline constexpr const char* kGroup = "0000000035";
// Whatever leads to the protected person: none of it may leave the server.
inline constexpr const char* kHiddenWords[] = {"秘沢", "ヒザワ", "隠町", "秘書きの名義"};

using Rows = std::vector<std::vector<std::string>>;

inline std::filesystem::path source() { return DAICHO_SOURCE_DIR; }

inline std::string told(const Error& error) {
    return describe_with_place(error, Language::english);
}

// The first row names the columns.
inline registers::RowSource source_of(std::string_view name, Rows rows) {
    registers::RowSource source;
    source.name = std::string(name) + ".csv";
    source.header = rows.front();
    auto shared = std::make_shared<Rows>(std::move(rows));
    auto views = std::make_shared<std::vector<std::string_view>>();
    source.next = [shared, views,
                   at = std::size_t{0}](registers::SourceRow& row) mutable -> Result<bool> {
        if (++at >= shared->size()) return false;
        views->assign((*shared)[at].begin(), (*shared)[at].end());
        row.fields = *views;
        row.line = at + 1;
        return true;
    };
    return source;
}

inline void import(registers::Kernel& kernel, std::string_view name, Rows rows) {
    registers::RowSource source = source_of(name, std::move(rows));
    registers::ImportOptions options;
    options.valid_from = Date::of(2024, 1, 1);
    auto definition = kernel.definition(name);
    ASSERT_TRUE(definition);
    auto report = registers::import_rows(kernel, identity::system_principal(), **definition,
                                         std::move(source), options);
    ASSERT_TRUE(report) << name << ": " << told(report.error());
}

class City {
public:
    City() : clock_(Instant{Date::of(2026, 4, 10).days() * 86'400'000'000LL}) {
        open();
        if (::testing::Test::HasFatalFailure()) return;
        people();
        objects();
        systems();
        levy();
        app_.reset(new App{*kernel_, *statute_, settings_, source()});
        EXPECT_TRUE(start_jobs(*app_));
    }
    City(const City&) = delete;
    City& operator=(const City&) = delete;
    ~City() {
        app_.reset();
        kernel_->protection = {};  // the index refers to the kernel
        kernel_.reset();
    }
    App& app() { return *app_; }
    registers::Kernel& kernel() { return *kernel_; }
    FixedClock& clock() { return clock_; }

private:
    void open();
    void people();
    void objects();
    void systems();
    void levy();

    daicho::testing::TestFolder folder_;
    daicho::testing::TestStore store_{daicho::testing::store_of_this_run()};
    FixedClock clock_;
    std::unique_ptr<registers::Kernel> kernel_;
    std::unique_ptr<law::Statute> statute_;
    office::Settings settings_;
    std::unique_ptr<App> app_;
};

// A browser: keeps the cookie and the token of its session.
class Client {
public:
    explicit Client(App& app) : app_(&app) {}

    net::Response send(net::Method method, std::string_view target, std::string body = "") {
        net::Request request;
        request.method = method;
        EXPECT_TRUE(net::parse_target(target, request)) << target;
        request.headers = headers;
        std::string cookies;
        for (const auto& [name, value] : cookies_) cookies += name + "=" + value + "; ";
        if (!cookies.empty()) {
            request.headers.emplace_back("cookie", cookies.substr(0, cookies.size() - 2));
        }
        if (!csrf_.empty()) request.headers.emplace_back("x-daicho-csrf", csrf_);
        request.body = std::move(body);
        return handle(*app_, request);
    }
    net::Response get(std::string_view target) { return send(net::Method::get, target); }
    net::Response post(std::string_view target, std::string body) {
        return send(net::Method::post, target, std::move(body));
    }
    json::Value json(std::string_view target, unsigned status = 200) {
        const net::Response response = get(target);
        EXPECT_EQ(response.status, status) << target << "\n" << response.body;
        auto value = json::parse(response.body);
        EXPECT_TRUE(value) << target << "\n" << response.body.substr(0, 4000);
        return value ? *value : json::Value();
    }
    net::Response sign_in(const char* account, const char* password = kPassword) {
        const net::Response response =
            post("/api/session", R"({"account":")" + std::string(account) + R"(","password":")" +
                                     password + R"("})");
        take(response);
        return response;
    }
    // Keeps the cookies of an answer, and the token of a session's document.
    void take(const net::Response& response) {
        if (response.status != 200) return;
        for (const auto& [name, value] : response.headers) {
            if (name != "Set-Cookie") continue;
            const std::size_t from = value.find('=');
            const std::string cookie = value.substr(from + 1, value.find(';') - from - 1);
            if (cookie.empty()) {
                cookies_.erase(value.substr(0, from));
            } else {
                cookies_[value.substr(0, from)] = cookie;
            }
        }
        const auto document = json::parse(response.body);
        if (!document || document->as_object().count("csrf") == 0) return;
        csrf_ = std::string(document->at("csrf").as_string());
    }
    std::string& cookie(std::string_view name) { return cookies_[std::string(name)]; }
    void forget_token() { csrf_.clear(); }

    std::vector<std::pair<std::string, std::string>> headers;

private:
    App* app_;
    std::map<std::string, std::string> cookies_;
    std::string csrf_;
};

inline std::string error_id(const net::Response& response) {
    const auto document = json::parse(response.body);
    if (!document) return "";
    return std::string(document->at("errors").as_array().at(0).at("id").as_string());
}

// One city for all tests of a suite.
class CityTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() { city_ = std::make_unique<City>(); }
    static void TearDownTestSuite() { city_.reset(); }
    static App& app() { return city_->app(); }
    static registers::Kernel& kernel() { return city_->kernel(); }
    static Client signed_in(const char* account) {
        Client client(app());
        EXPECT_EQ(client.sign_in(account).status, 200U);
        return client;
    }
    static std::uint64_t entries() { return kernel().newest()->value; }
    // The newest entry of that kind; number 0 when there is none.
    static journal::EntryHeader newest(journal::EntryKind kind) {
        auto reader = kernel().reader();
        for (std::uint64_t number = entries(); number > 0; --number) {
            const auto entry = journal::read_entry(**reader, number);
            if (entry && entry->header.kind == kind) return entry->header;
        }
        return {};
    }
    static inline std::unique_ptr<City> city_;
};

}  // namespace daicho::server::testing
