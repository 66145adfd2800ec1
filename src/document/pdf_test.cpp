#include "document/pdf.hpp"

#include <gmock/gmock.h>


#include <thread>

#include "base/message.hpp"
#include "document/test_pdf_tools.hpp"

namespace daicho::document {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::PdfFile;

constexpr Instant kCreated{1'775'001'600'000'000};  // 2026-04-01
constexpr TextStyle kName{.face = Face::mincho, .size = 110};

struct Made {
    std::string bytes;
    std::vector<PdfIssue> issues;
};

template <class Draw>
Made make(Draw draw) {
    Made made;
    auto pdf = PdfWriter::to_bytes(made.bytes, {.title = "見本", .created = kCreated});
    EXPECT_TRUE(pdf);
    draw(*pdf);
    made.issues = pdf->issues();
    EXPECT_TRUE(pdf->finish());
    return made;
}

Made two_pages() {
    return make([](PdfWriter& pdf) {
        pdf.begin_page(Paper::a4_portrait);
        pdf.fill({150, 150, 800, 80}, 90);
        pdf.frame({150, 150, 800, 80});
        pdf.text({160, 150, 780, 80}, "柏原 千鶴子", kName, "name");
        pdf.text({160, 250, 780, 60}, "1,234,567", {.align = Align::right}, "tax");
        pdf.begin_page(Paper::a4_landscape);
        pdf.line(100, 100, 2870, 100);
        pdf.paragraph({150, 250, 600, 300}, "納期限までに納めてください。期限を過ぎると延滞金がかかります。",
                      {}, "note");
    });
}

TEST(Pdf, IsTagged) {
    const Made made = make([](PdfWriter& pdf) {
        pdf.begin_page(Paper::a4_portrait);
        const auto part = pdf.tag("Sect");
        for (int page = 0; page < 2; ++page) {
            if (page > 0) pdf.begin_page(Paper::a4_landscape);
            const auto heading = pdf.tag("H1");
            pdf.text({160, 150, 780, 80}, "納税通知書", kName, "title");
        }
    });
    const PdfFile file(made.bytes);
    EXPECT_THAT(file.info(), ::testing::ContainsRegex("Tagged: +yes"));
    EXPECT_THAT(file.structure(),
                HasSubstr("Document\n  Sect\n    H1 (block)\n    H1 (block)\n"));
}

TEST(Pdf, ATextThatIsTooLongStaysInItsBox) {
    const Made made = make([](PdfWriter& pdf) {
        pdf.begin_page(Paper::a4_portrait);
        std::string text;
        for (int i = 0; i < 300; ++i) text += "納期限までに納めてください。";
        pdf.paragraph({150, 250, 600, 100}, text, {}, "note");
    });
    ASSERT_EQ(made.issues.size(), 1U);
    EXPECT_EQ(made.issues[0].kind, PdfIssue::Kind::overflow);
    EXPECT_EQ(made.issues[0].cell, "note");
    EXPECT_FALSE(PdfFile(made.bytes).is_white_below(30));
    EXPECT_TRUE(PdfFile(made.bytes).is_white_below(37));
}

TEST(Pdf, TextCanBeSearched) {
    const Made made = two_pages();
    const PdfFile file(made.bytes);
    EXPECT_THAT(file.text(), HasSubstr("柏原 千鶴子"));
    EXPECT_THAT(file.text(), HasSubstr("1,234,567"));
    EXPECT_THAT(file.text(), HasSubstr("延滞金"));
    EXPECT_THAT(made.issues, IsEmpty());
}

TEST(Pdf, PagesSizesAndMetadata) {
    const std::string info = PdfFile(two_pages().bytes).info();
    EXPECT_THAT(info, HasSubstr("Pages:           2"));
    EXPECT_THAT(info, HasSubstr("A4"));
    EXPECT_THAT(info, HasSubstr("見本"));
    EXPECT_THAT(info, HasSubstr("2026"));
}

TEST(Pdf, FontsAreEmbeddedSubsets) {
    const std::string fonts = PdfFile(two_pages().bytes).fonts();
    EXPECT_THAT(fonts, HasSubstr("IPAexGothic"));
    EXPECT_THAT(fonts, HasSubstr("IPAexMincho"));
    EXPECT_THAT(fonts, HasSubstr("yes yes yes"));
    EXPECT_THAT(fonts, Not(HasSubstr("no  ")));
}

TEST(Pdf, SameCallsSameBytes) { EXPECT_EQ(two_pages().bytes, two_pages().bytes); }

TEST(Pdf, WritersOnThreadsAreIndependent) {
    const std::string expected = two_pages().bytes;
    std::array<std::string, 4> made;
    {
        std::vector<std::jthread> threads;
        for (std::string& bytes : made) {
            threads.emplace_back([&bytes] { bytes = two_pages().bytes; });
        }
    }
    for (const std::string& bytes : made) EXPECT_EQ(bytes, expected);
}

TEST(Pdf, VariationSelectorsSurvive) {
    const Made made = make([](PdfWriter& pdf) {
        pdf.begin_page(Paper::a4_portrait);
        pdf.text({160, 150, 780, 80}, "葛\U000E0100西 誠", kName, "name");
        pdf.text({160, 250, 780, 80}, "葛西 誠", kName, "name");
    });
    const std::string text = PdfFile(made.bytes).text();
    EXPECT_THAT(text, HasSubstr("葛\U000E0100西 誠"));
    EXPECT_THAT(text, HasSubstr("葛西 誠"));
    EXPECT_THAT(made.issues, IsEmpty());
}

TEST(Pdf, LongTextsFitOrAreReported) {
    const std::string address = "汐見市港町一丁目1番1号 シーサイドレジデンス汐見駅前通りイーストタワー1203号室";
    std::string endless;
    for (int i = 0; i < 12; ++i) endless += address;
    const Made made = make([&](PdfWriter& pdf) {
        pdf.begin_page(Paper::a4_portrait);
        pdf.text({160, 150, 900, 80}, address, kName, "address");
        pdf.text({160, 350, 900, 80}, endless, kName, "endless");
    });
    ASSERT_EQ(made.issues.size(), 1U);
    EXPECT_EQ(made.issues[0].kind, PdfIssue::Kind::overflow);
    EXPECT_EQ(made.issues[0].cell, "endless");
    EXPECT_EQ(made.issues[0].page, 1U);
    EXPECT_EQ(made.issues[0].text, endless);
    EXPECT_THAT(PdfFile(made.bytes).text(), HasSubstr("1203号室"));
}

TEST(Pdf, CharactersWithoutAGlyphAreReported) {
    const Made made = make([](PdfWriter& pdf) {
        pdf.begin_page(Paper::a4_portrait);
        pdf.text({160, 150, 900, 80}, "\U000F1234", kName, "name");
    });
    ASSERT_EQ(made.issues.size(), 1U);
    EXPECT_EQ(made.issues[0].kind, PdfIssue::Kind::missing_glyph);
}

TEST(Pdf, MissingFontNamesThePackage) {
    std::string bytes;
    const auto pdf = PdfWriter::to_bytes(
        bytes, {.title = "", .created = kCreated, .faces = {"IPAexGothic", "No Such Mincho"}});
    ASSERT_FALSE(pdf);
    EXPECT_EQ(pdf.error().id, "pdf.font_missing");
    EXPECT_THAT(describe(pdf.error(), Language::japanese), HasSubstr("fonts-ipaexfont"));
    EXPECT_THAT(describe(pdf.error(), Language::english), HasSubstr("No Such Mincho"));
}

TEST(Pdf, FilesHaveTheirNameOnlyWhenWhole) {
    const std::filesystem::path folder = std::filesystem::temp_directory_path();
    const std::string path = folder / ("daicho-pdf-" + std::to_string(::getpid()) + ".pdf");
    {
        auto pdf = PdfWriter::to_file(path, {.title = "", .created = kCreated});
        ASSERT_TRUE(pdf);
        pdf->begin_page(Paper::a4_portrait);
        EXPECT_FALSE(std::filesystem::exists(path));
    }
    EXPECT_FALSE(std::filesystem::exists(path + ".part")) << "left behind";
    auto pdf = PdfWriter::to_file(path, {.title = "", .created = kCreated});
    ASSERT_TRUE(pdf);
    pdf->begin_page(Paper::a4_portrait);
    ASSERT_TRUE(pdf->finish());
    EXPECT_TRUE(std::filesystem::remove(path));
    const auto nowhere = PdfWriter::to_file("/nowhere/at/all.pdf", {});
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().id, "pdf.cannot_write");
}


}  // namespace
}  // namespace daicho::document
