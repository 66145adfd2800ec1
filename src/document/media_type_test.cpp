#include "document/media_type.hpp"

#include <gtest/gtest.h>
#include <zip.h>

#include "document/file_name.hpp"

namespace daicho::document {
namespace {

constexpr std::string_view kPng("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0", 29);
constexpr std::string_view kJpeg("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 20);

// An archive of empty parts; of `mimetype` with its text.
std::string archive_of(const std::vector<std::pair<std::string, std::string>>& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    zip_t* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    for (const auto& [name, text] : parts) {
        zip_source_t* part = zip_source_buffer(archive, text.data(), text.size(), 0);
        zip_file_add(archive, name.c_str(), part, 0);
    }
    EXPECT_EQ(zip_close(archive), 0);
    zip_stat_t stat;
    zip_stat_init(&stat);
    zip_source_open(source);
    zip_source_stat(source, &stat);
    std::string bytes(stat.size, '\0');
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

std::string type_or_error(std::string_view bytes) {
    const auto type = media_type_of(bytes);
    return type ? *type : type.error().id;
}

TEST(MediaType, IsToldFromBytesAlone) {
    EXPECT_EQ(type_or_error("%PDF-1.7\n1 0 obj\n"), "application/pdf");
    EXPECT_EQ(type_or_error(kPng), "image/png");
    EXPECT_EQ(type_or_error(kJpeg), "image/jpeg");
    EXPECT_EQ(type_or_error("現地調査の控え\n二階建て\n"), "text/plain");
    EXPECT_EQ(type_or_error("番号,氏名\n1,柏原\n2,小田切\n"), "text/csv");
}

TEST(MediaType, OfficeDocumentsAreToldByTheirParts) {
    EXPECT_EQ(type_or_error(archive_of({{"[Content_Types].xml", "<Types/>"},
                                        {"word/document.xml", "<w/>"}})),
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    EXPECT_EQ(type_or_error(archive_of({{"mimetype", "application/vnd.oasis.opendocument.text"},
                                        {"content.xml", "<o/>"}})),
              "application/vnd.oasis.opendocument.text");
    EXPECT_EQ(type_or_error(archive_of({{"readme.txt", "a"}})), "document.type_refused");
    // A part that says it is something else makes no office document.
    EXPECT_EQ(type_or_error(archive_of({{"mimetype", "text/html"}})), "document.type_refused");
}

TEST(MediaType, MacrosAreRefusedWhereverTheyStand) {
    EXPECT_EQ(type_or_error(archive_of({{"xl/workbook.xml", "<w/>"},
                                        {"xl/vbaProject.bin", "x"}})),
              "document.macro");
    EXPECT_EQ(type_or_error(archive_of({{"mimetype", "application/vnd.oasis.opendocument.text"},
                                        {"Basic/Standard/Module1.xml", "x"}})),
              "document.macro");
}

TEST(MediaType, ProgramsAndPagesAreRefused) {
    EXPECT_EQ(type_or_error(""), "document.empty");
    EXPECT_EQ(type_or_error("#!/bin/sh\necho a\n"), "document.program");
    std::string windows = "MZ";
    windows.resize(512, '\0');
    windows[0x3c] = '\x80';
    windows.replace(0x80, 4, std::string_view("PE\0\0", 4));
    EXPECT_EQ(type_or_error(windows), "document.program");
    EXPECT_EQ(type_or_error(std::string_view("\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0\x3e\0", 20)),
              "document.program");
    EXPECT_EQ(type_or_error("<!DOCTYPE html><html><script>a()</script></html>"),
              "document.type_refused");
    EXPECT_EQ(type_or_error("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"),
              "document.type_refused");
    EXPECT_EQ(type_or_error(std::string_view("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1zz", 10)),
              "document.old_office");
    EXPECT_EQ(type_or_error("PK\x03\x04 broken"), "document.broken_archive");
}

TEST(FileName, IsCleanedOfFoldersAndTricks) {
    const auto clean = [](std::string_view name) {
        const auto cleaned = clean_file_name(name);
        return cleaned ? *cleaned : cleaned.error().id;
    };
    EXPECT_EQ(clean("現地調査 写真.png"), "現地調査 写真.png");
    EXPECT_EQ(clean("../../etc/passwd"), "passwd");
    EXPECT_EQ(clean("C:\\書類\\控え.pdf"), "控え.pdf");
    EXPECT_EQ(clean("控え\xE2\x80\xAE" "fdp.exe"), "控えfdp.exe");  // right-to-left override
    EXPECT_EQ(clean("a\r\nb\x7f\xC2\x85.txt"), "ab.txt");
    EXPECT_EQ(clean("a:b*?\"<>|%.txt"), "a_b_______.txt");
    EXPECT_EQ(clean("...htaccess"), "htaccess");
    EXPECT_EQ(clean("\xE2\x80\x8B "), "document.name_empty");
    EXPECT_EQ(clean("\xff.pdf"), "text.not_utf8");
    std::string longest;
    for (int i = 0; i < 200; ++i) longest += "写";
    EXPECT_TRUE(clean(longest + ".jpeg").ends_with("写.jpeg"));
}

TEST(FileName, StandsInHeadersByRfc5987) {
    EXPECT_EQ(content_disposition("控え 1.pdf", false),
              "attachment; filename=\" 1.pdf\"; filename*=UTF-8''%E6%8E%A7%E3%81%88%201.pdf");
    EXPECT_EQ(content_disposition("控え.pdf", true),
              "inline; filename=\"document.pdf\"; filename*=UTF-8''%E6%8E%A7%E3%81%88.pdf");
    EXPECT_EQ(content_disposition("a\"b;c.pdf", false),
              "attachment; filename=\"a_b_c.pdf\"; filename*=UTF-8''a%22b%3Bc.pdf");
}

}  // namespace
}  // namespace daicho::document
