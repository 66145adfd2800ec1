// The state of the city over the API: every figure counts what its list holds, of any day, by
// right.
#include "document/test_pdf_tools.hpp"
#include "server/test_app.hpp"

namespace daicho::server::testing {
namespace {

using json::Value;

class MayorTest : public CityTest {
protected:
    // The tests share a city: each plants findings of its own.
    void plant(const std::string& own) {
        import(kernel(), "finding",
               {{"finding_no", "kind", "finding_class", "summary_ja", "summary_en", "sections",
                 "state", "owner", "due", "plan", "origin"},
                {own + "1", "violation", "backup", "要旨", "summary", "課", "in_work", "係",
                 "2026-04-01", "計画", "constructed"},
                { own + "2",
                  "violation",
                  "backup",
                  "要旨",
                  "summary",
                  "課",
                  "in_work",
                  "係",
                  "2026-05-01",
                  "計画",
                  "constructed" }});
    }
    static const Value* figure(const Value& page, std::string_view id) {
        for (const Value& block : page.at("blocks").as_array()) {
            for (const Value& one : block.at("figures").as_array()) {
                if (one.at("id") == Value(id)) return &one;
            }
        }
        ADD_FAILURE() << id;
        return nullptr;
    }
    // The question of the list behind a route, as the screen asks it.
    static std::string list_of(const std::string& route, const std::string& more) {
        const std::size_t mark = route.find('?');
        std::string question = route.substr(mark + 1);
        const std::size_t watch = question.find("view=watch_");
        if (watch == 0) question = "filter.watch=" + question.substr(11);
        return "/api" + route.substr(0, mark) + "/records?limit=1&" + question + more;
    }
};

TEST_F(MayorTest, EveryFigureCountsWhatItsListHolds) {
    plant("TA");
    Client client = signed_in(kGovernor);
    int walked = 0;
    for (const std::string more : {"", "&as_of=2025-06-01"}) {
        const Value page = client.json("/api/mayor?" + more);
        for (const Value& block : page.at("blocks").as_array()) {
            for (const Value& one : block.at("figures").as_array()) {
                if (one.at("kind") == "fact") continue;
                const std::string route(one.at("route").as_string());
                const Value list = client.json(list_of(route, more));
                EXPECT_EQ(list.at("total"), one.at("rows")) << route;
                ++walked;
            }
        }
    }
    EXPECT_GT(walked, 60);
}

TEST_F(MayorTest, AFigureFollowsItsRowsAndKnowsTheDayBefore) {
    Client client = signed_in(kGovernor);
    const auto overdue = [&](const char* question) {
        return Value(*figure(client.json(question), "findings_overdue"));
    };
    const int there = overdue("/api/mayor").at("value").to_number<int>();
    const int then = overdue("/api/mayor").at("before").at("value").to_number<int>();
    const char* const june = "/api/mayor?as_of=2026-06-01";
    const int later = overdue(june).at("value").to_number<int>();
    plant("TB");
    EXPECT_EQ(overdue("/api/mayor").at("value").to_number<int>(), there + 1);
    EXPECT_EQ(overdue("/api/mayor").at("tone"), "bad");
    EXPECT_EQ(overdue("/api/mayor").at("before").at("as_of"), "2026-01-10");
    EXPECT_EQ(overdue("/api/mayor").at("before").at("value").to_number<int>(), then);
    EXPECT_EQ(overdue(june).at("value").to_number<int>(), later + 2);
    // Before the registers began nothing is known, which is not nothing.
    const Value early = client.json("/api/mayor?as_of=2024-02-01");
    ASSERT_NE(figure(early, "findings_all"), nullptr);
    EXPECT_TRUE(figure(early, "findings_all")->at("before").at("value").is_null());
}

TEST_F(MayorTest, TheSheetIsOnePageOfThatDay) {
    plant("TC");
    Client client = signed_in(kGovernor);
    for (const char* lang : {"ja", "en"}) {
        const auto answer = client.send(
            net::Method::get, std::string("/api/mayor/sheet.pdf?as_of=2026-04-09&lang=") + lang);
        ASSERT_EQ(answer.status, 200u) << answer.body;
        const document::testing::PdfFile pdf(answer.body);
        EXPECT_NE(pdf.info().find("Pages:           1"), std::string::npos);
        const bool ja = std::string_view(lang) == "ja";
        EXPECT_NE(pdf.text().find(ja ? "令和8年4月9日" : "9 April 2026"), std::string::npos)
            << pdf.text();
    }
}

TEST_F(MayorTest, WhoMayNotSeeTheCommitteeSeesNothing) {
    Client clerk = signed_in(kClerk);
    EXPECT_EQ(clerk.send(net::Method::get, "/api/mayor").status, 403u);
    EXPECT_EQ(clerk.send(net::Method::get, "/api/mayor/sheet.pdf").status, 403u);
    EXPECT_EQ(clerk.send(net::Method::get, "/api/audit").status, 403u);
    EXPECT_EQ(clerk.send(net::Method::get, "/api/policies").status, 403u);
    Client governor = signed_in(kGovernor);
    const Value page = governor.json("/api/mayor");
    EXPECT_GT(page.at("left_out").to_number<int>(), 0);  // taxation is not hers
}

}  // namespace
}  // namespace daicho::server::testing
