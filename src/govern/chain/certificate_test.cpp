// Certificates against hand-overs: agrees, odd, forged; lists of serial numbers as people write
// them.
#include "govern/chain/certificate.hpp"

#include <rapidcheck.h>

#include "govern/test_support.hpp"

namespace daicho::govern::chain {
namespace {

using namespace test;
using Serials = std::vector<std::string>;

const std::vector<HandedOut>& items() {
    static const std::vector<HandedOut> kItems = {
        {11, {"USB-1", "USB-2"}, Date::of(2026, 4, 10)}, {12, {"PC-7"}, Date::of(2026, 5, 1)}};
    return kItems;
}

Paper paper(Serials serials) {
    Paper one;
    one.paper_no = "E-1";
    one.work_on = Date::of(2026, 6, 1);
    one.issued_on = Date::of(2026, 6, 2);
    one.received_on = Date::of(2026, 6, 3);
    one.serials = std::move(serials);
    return one;
}

TEST(Certificate, AgreesWithWhatWasHandedOut) {
    const Compared all = compare(paper({"USB-1", "USB-2"}), items(), {});
    EXPECT_EQ(all.verdict, Verdict::accepted);
    EXPECT_EQ(all.complete, std::vector<std::uint64_t>{11});
    const Compared part = compare(paper({"USB-1"}), items(), {});
    EXPECT_EQ(part.verdict, Verdict::doubtful);
    EXPECT_EQ(part.faults, std::vector<PaperFault>{PaperFault::incomplete});
    EXPECT_TRUE(part.complete.empty());
    // The rest of it, when one was proved before.
    const Compared rest = compare(paper({"USB-2"}), items(), {{true, "E-0", {"USB-1"}}});
    EXPECT_EQ(rest.verdict, Verdict::accepted);
    EXPECT_EQ(rest.complete, std::vector<std::uint64_t>{11});
}

TEST(Certificate, ForgedIsWhatCannotBeTrue) {
    const Compared foreign = compare(paper({"USB-1", "USB-2", "USB-9999"}), items(), {});
    EXPECT_EQ(foreign.verdict, Verdict::forged);
    EXPECT_EQ(foreign.lines[2].verdict, LineVerdict::foreign);
    EXPECT_TRUE(foreign.complete.empty());
    Paper before = paper({"PC-7"});
    before.work_on = before.issued_on = Date::of(2026, 4, 30);
    EXPECT_EQ(compare(before, items(), {}).lines[0].verdict, LineVerdict::early);
    EXPECT_EQ(compare(before, items(), {}).verdict, Verdict::forged);
    const Compared again = compare(paper({"PC-7"}), items(), {{false, "E-1", {"PC-7"}}});
    EXPECT_EQ(again.verdict, Verdict::forged);
    EXPECT_EQ(again.faults, std::vector<PaperFault>{PaperFault::number_of_another_contract});
}

TEST(Certificate, DoubtfulIsWhatSomebodyMustLookAt) {
    const auto verdict = [](Paper one, std::vector<Earlier> earlier = {}) {
        return compare(one, items(), earlier).verdict;
    };
    EXPECT_EQ(verdict(paper({"PC-7", "PC-7"})), Verdict::doubtful);
    EXPECT_EQ(verdict(paper({"PC-7"}), {{true, "E-0", {"PC-7"}}}), Verdict::doubtful);
    EXPECT_EQ(verdict(paper({"PC-7"}), {{true, "E-1", {}}}), Verdict::doubtful);
    EXPECT_EQ(verdict(paper({})), Verdict::doubtful);
    Paper stranger = paper({"PC-7"});
    stranger.issuer_approved = false;
    EXPECT_EQ(verdict(stranger), Verdict::doubtful);
    Paper hasty = paper({"PC-7"});
    hasty.issued_on = Date::of(2026, 5, 31);
    EXPECT_EQ(verdict(hasty), Verdict::doubtful);
    Paper future = paper({"PC-7"});
    future.issued_on = Date::of(2026, 6, 9);
    EXPECT_EQ(verdict(future), Verdict::doubtful);
}

TEST(Serials, AsPeopleWriteThem) {
    EXPECT_EQ(value_of(read_serials("TB-0001〜0003")), (Serials{"TB-0001", "TB-0002", "TB-0003"}));
    EXPECT_EQ(value_of(read_serials("TB-09～TB-11")), (Serials{"TB-09", "TB-10", "TB-11"}));
    EXPECT_EQ(value_of(read_serials("usb-1、ＵＳＢ－２\nPC-7,, ")),
              (Serials{"USB-1", "USB-2", "PC-7"}));
    EXPECT_EQ(value_of(read_serials("S-118〜21")), (Serials{"S-118", "S-119", "S-120", "S-121"}));
    EXPECT_TRUE(value_of(read_serials("")).empty());
    for (const char* bad : {"A-3〜1", "A〜3", "A-1〜", "A-1〜B-3", "A-1〜99", "0~999999999"}) {
        EXPECT_FALSE(read_serials(bad)) << bad;
    }
    EXPECT_FALSE(read_serials(std::string(61, 'A')));
}

// A paper that names everything that is out, and nothing else, is always accepted; one more serial
// of elsewhere always spoils it.
TEST(Serials, NamedExactlyIsAccepted) {
    EXPECT_TRUE(rc::check("exactly what is out", [] {
        const auto count = *rc::gen::inRange(1, 30);
        HandedOut item{5, {}, Date::of(2026, 4, 1)};
        for (int i = 0; i < count; ++i) item.serials.push_back("N-" + std::to_string(i));
        Paper one = paper(*rc::gen::elementOf(std::vector<Serials>{item.serials}));
        std::reverse(one.serials.begin(), one.serials.end());
        RC_ASSERT(compare(one, {item}, {}).verdict == Verdict::accepted);
        one.serials.push_back("N-" + std::to_string(*rc::gen::inRange(count, 100)));
        RC_ASSERT(compare(one, {item}, {}).verdict == Verdict::forged);
    }));
}

}  // namespace
}  // namespace daicho::govern::chain
