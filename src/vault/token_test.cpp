// The city key in a token: SoftHSM in a folder of its own.
#include "vault/token.hpp"

#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "store/test_store.hpp"
#include "vault/city_key.hpp"
#include "vault/migrations.hpp"
#include "vault/vault.hpp"

namespace daicho::vault {
namespace {

namespace fs = std::filesystem;

constexpr const char* kModule = "/usr/lib/softhsm/libsofthsm2.so";

class TokenTest : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(fs::exists(kModule)) << "script/bootstrap --tests installs softhsm2";
        fs::create_directories(path("tokens"));
        write("softhsm2.conf", "directories.tokendir = " + path("tokens") +
                                   "\nobjectstore.backend = file\nlog.level = ERROR\n");
        ::setenv("SOFTHSM2_CONF", path("softhsm2.conf").c_str(), 1);
        make_token("daicho");
        write("pin", "123456\n");
    }
    [[nodiscard]] std::string path(const char* name) const {
        return (folder_.path() / name).string();
    }
    void write(const char* name, const std::string& text, mode_t mode = 0600) {
        std::ofstream(path(name), std::ios::binary) << text;
        ASSERT_EQ(::chmod(path(name).c_str(), mode), 0);
    }
    static void make_token(const std::string& label) {
        std::vector<std::string> words = {"softhsm2-util", "--init-token", "--free", "--label",
                                          label, "--so-pin", "87654321", "--pin", "123456"};
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        pid_t child = 0;
        int status = 1;
        ASSERT_EQ(::posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ),
                  0);
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_EQ(status, 0);
    }
    [[nodiscard]] std::string uri(const std::string& token = "daicho",
                                  const std::string& object = "city") const {
        return "pkcs11:token=" + token + ";object=" + object + "?module-path=" + kModule +
               "&pin-source=file:" + path("pin");
    }
    // "" or the error's id.
    [[nodiscard]] std::string reads(Secret& key) const {
        const Status status = read_city_key(path("city.key"), key);
        return status ? "" : status.error().id;
    }

    daicho::testing::TestFolder folder_;
};

TEST_F(TokenTest, TheKeyOpensWithTheTokenAndStandsNowhere) {
    ASSERT_TRUE(create_city_key(path("city.key"), uri()));
    EXPECT_EQ(token_of_city_key(path("city.key")), uri());
    Secret first;
    Secret second;
    ASSERT_EQ(reads(first), "");
    ASSERT_EQ(reads(second), "");
    EXPECT_EQ(to_hex(first.view()), to_hex(second.view()));
    EXPECT_NE(to_hex(first.view()), std::string(64, '0'));
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream all;
        all << in.rdbuf();
        EXPECT_EQ(all.view().find(as_text(first.view())), std::string_view::npos) << entry.path();
    }
}

TEST_F(TokenTest, EachFaultHasItsName) {
    ASSERT_TRUE(create_city_key(path("city.key"), uri()));
    Secret key;
    write("pin", "123457\n");
    EXPECT_EQ(reads(key), "vault.token.pin_wrong");
    write("pin", "123456\n", 0644);
    EXPECT_EQ(reads(key), "vault.token.pin_file");
    fs::remove(path("pin"));
    EXPECT_EQ(reads(key), "vault.token.pin_file");
    write("pin", "123456\n");
    EXPECT_EQ(reads(key), "");
    fs::rename(path("tokens"), path("away"));
    fs::create_directories(path("tokens"));
    EXPECT_EQ(reads(key), "vault.token.absent");
    make_token("daicho");
    EXPECT_EQ(reads(key), "vault.token.no_key") << "a new token of the same name";
    ASSERT_TRUE(create_city_key(path("other.key"), uri()));
    EXPECT_EQ(reads(key), "vault.token.not_sealed_here");
}

TEST_F(TokenTest, BadAddressesAndDamagedFilesAreRefused) {
    const auto fault = [&](const std::string& address) {
        const auto sealed = seal_in_token(address, Secret());
        return sealed ? "" : sealed.error().id;
    };
    EXPECT_EQ(fault("pkcs11:token=daicho"), "vault.token.uri");
    EXPECT_EQ(fault("pkcs12:x"), "vault.token.uri");
    EXPECT_EQ(fault(uri() + "&pin-value=123456"), "vault.token.uri");
    EXPECT_EQ(fault("pkcs11:token=daicho;object=city?module-path=/nowhere.so&pin-source=file:" +
                    path("pin")), "vault.token.module");
    EXPECT_EQ(fault(uri("nobody")), "vault.token.absent");
    ASSERT_TRUE(create_city_key(path("city.key"), uri()));
    std::ifstream in(path("city.key"), std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    std::string text = all.str();
    text[text.size() - 6] = text[text.size() - 6] == 'A' ? 'B' : 'A';
    write("city.key", text);
    Secret key;
    EXPECT_EQ(reads(key), "vault.token.not_sealed_here");
    write("city.key", text.substr(0, text.size() - 1));
    EXPECT_EQ(reads(key), "vault.city_key.wrong_size");
}

// From the file into the token and back; what was sealed before opens all along.
TEST_F(TokenTest, AVaultRotatesIntoTheTokenAndBack) {
    daicho::testing::TestStore store(store::StoreKind::sqlite);
    auto database = store.open();
    ASSERT_TRUE(database);
    store::Connection& connection = (*database)->writer();
    ASSERT_TRUE(store::migrate(connection, migrations(), Instant{0}));
    auto vault = Vault::open(connection, path("city.key"), "139999", true);
    ASSERT_TRUE(vault);
    const FieldPlace place{51, 7, 4, 12};
    const auto sealed = (*vault)->seal_field(connection, place, "123456789018");
    ASSERT_TRUE(sealed);
    for (const std::string& where : {uri(), std::string()}) {
        const std::string next = path(where.empty() ? "back.key" : "token.key");
        ASSERT_TRUE(create_city_key(next, where));
        ASSERT_TRUE((*vault)->rotate_city_key(connection, next));
        auto again = Vault::open(connection, next, "139999", false);
        ASSERT_TRUE(again) << again.error().id;
        EXPECT_EQ((*again)->open_field(connection, place, *sealed).value(), "123456789018");
        EXPECT_EQ(Vault::open(connection, path("city.key"), "139999", false).error().id,
                  "vault.city_key.wrong");
    }
}

}  // namespace
}  // namespace daicho::vault
