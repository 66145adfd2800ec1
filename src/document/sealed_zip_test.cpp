#include "document/sealed_zip.hpp"

#include <gtest/gtest.h>
#include <zip.h>

namespace daicho::document {
namespace {

std::string sealed(const std::string& text, const std::string& password) {
    auto zip = SealedZip::create();
    EXPECT_TRUE(zip);
    auto sink = zip->add("宛名.csv");
    EXPECT_TRUE(sink);
    EXPECT_TRUE((*sink)(text));
    EXPECT_TRUE((*zip->add("空.csv")));
    std::string bytes;
    EXPECT_TRUE(zip->finish(password, 1'700'000'000, [&bytes](std::string_view piece) -> Status {
        bytes += piece;
        return {};
    }));
    return bytes;
}

// As a receiving office would; "" when the password is refused.
std::string opened(const std::string& bytes, const char* password) {
    zip_error_t fault;
    zip_error_init(&fault);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &fault);
    zip_t* zip = zip_open_from_source(source, ZIP_RDONLY, &fault);
    EXPECT_NE(zip, nullptr);
    zip_stat_t stat;
    zip_stat_init(&stat);
    EXPECT_EQ(zip_stat(zip, "宛名.csv", 0, &stat), 0);
    EXPECT_EQ(stat.encryption_method, ZIP_EM_AES_256);
    std::string text(stat.size, '\0');
    zip_file_t* file = zip_fopen_encrypted(zip, "宛名.csv", 0, password);
    const bool good = file != nullptr &&
                      zip_fread(file, text.data(), text.size()) ==
                          static_cast<zip_int64_t>(text.size());
    if (file != nullptr) zip_fclose(file);
    zip_discard(zip);
    return good ? text : "";
}

TEST(SealedZip, OpensWithItsPasswordAlone) {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "0000000019,柏原 千鶴子," + std::to_string(i) + "\r\n";
    const std::string bytes = sealed(text, "9ABCD-EFGHJ");
    EXPECT_LT(bytes.size(), text.size());
    EXPECT_EQ(bytes.find("柏原"), std::string::npos);
    EXPECT_EQ(opened(bytes, "9ABCD-EFGHJ"), text);
    EXPECT_EQ(opened(bytes, "9ABCD-EFGHK"), "");
    EXPECT_NE(bytes, sealed(text, "9ABCD-EFGHJ")) << "a salt of its own each time";
}

TEST(SealedZip, PasswordsAreReadableAndUseEveryByte) {
    Bytes random(kPasswordBytes, 0);
    EXPECT_EQ(make_password(random), "22222-22222-22222-22222-22222");
    random.back() = 31;
    EXPECT_EQ(make_password(random), "22222-22222-22222-22222-2222Z");
    EXPECT_EQ(make_password(random).find_first_of("01IO"), std::string::npos);
}

}  // namespace
}  // namespace daicho::document
