#include "custody/backup.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "custody/test_city.hpp"

namespace daicho::custody {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return std::move(all).str();
}

class BackupTest : public testing::CityTest {
protected:
    fs::path backups() { return folder_.path() / "backups"; }
    fs::path back_up_now() {
        auto made = back_up(*kernel_, backups(), true);
        EXPECT_TRUE(made) << describe_with_place(made.error(), Language::english);
        return made ? made->folder / made->name : fs::path();
    }
    RestoreOptions options(const fs::path& from, const char* home = "restored") {
        RestoreOptions options;
        options.from = from;
        options.home = folder_.path() / home;
        options.city_key = folder_.path() / "home" / "city.key";
        options.store = target_->setting();
        options.definitions = folder_.path() / "registers";
        return options;
    }
    std::string fault_of(const RestoreOptions& options) {
        auto done = restore(options, clock_set_);
        return done ? "" : done.error().id;
    }
    // The municipality that was brought back.
    std::unique_ptr<registers::Kernel> open_restored() {
        registers::KernelOptions options = kernel_options();
        options.home = folder_.path() / "restored";
        options.store = target_->setting();
        auto opened = registers::Kernel::open(options, clock_set_);
        EXPECT_TRUE(opened) << describe_with_place(opened.error(), Language::english);
        return opened ? std::move(*opened) : nullptr;
    }
    // Another empty one.
    void renew_target() { target_.emplace(GetParam()); }
    std::optional<daicho::testing::TestStore> target_{std::in_place, GetParam()};
};
DAICHO_ON_BOTH_STORES(BackupTest);

TEST_P(BackupTest, ComesBackAsItWasAndOpens) {
    const fs::path from = back_up_now();
    const auto done = restore(options(from), clock_set_);
    ASSERT_TRUE(done) << describe_with_place(done.error(), Language::english);
    EXPECT_EQ(done->erased_again, 0U);
    EXPECT_TRUE(last_restore(backups()));
    auto restored = open_restored();
    ASSERT_TRUE(restored);
    EXPECT_FALSE(registers::verify(*restored, {})->fault);
    auto reader = restored->reader();
    const auto person = registers::read_record(**reader, definition("addressee"), 1,
                                               {Date::of(2024, 5, 1), std::nullopt});
    ASSERT_TRUE(*person);
    EXPECT_EQ((*person)->values[1].bytes, "柏原 千鶴子");
    EXPECT_EQ(restored->vault().open_field(**reader, {51, 1, 4, (*person)->version},
                                           as_bytes((*person)->values[3].bytes)).value(),
              "123456789018");
    EXPECT_EQ(fault_of(options(from)), "restore.home_exists");
}

TEST_P(BackupTest, HoldsNothingInTheClear) {
    back_up_now();
    for (const char* word : {"柏原", "カシハラ", "123456789018", "addressee", "0000000019"}) {
        EXPECT_EQ(testing::file_with(backups(), word), "") << word;
    }
    EXPECT_NE(testing::file_with(backups(), "daicho backup 1"), "") << "the search finds";
}

// Wherever somebody stops it, nothing is left of it: no file, no line, no entry.
TEST_P(BackupTest, StoppedMidwayItLeavesNothing) {
    const std::uint64_t entries = kernel_->newest()->value;
    std::size_t asked = 0;
    ASSERT_TRUE(back_up(*kernel_, folder_.path() / "whole", true, {[&] { return ++asked == 0; }}));
    ASSERT_GE(asked, 3U);
    const std::size_t lines = known_backups(kernel_->home()).size();
    for (std::size_t at = 1; at <= asked; ++at) {
        std::size_t now = 0;
        const auto stopped = back_up(*kernel_, backups(), true, {[&] { return ++now >= at; }});
        ASSERT_FALSE(stopped) << at;
        EXPECT_EQ(stopped.error().id, "job.cancelled");
        for (const auto& left : fs::directory_iterator(backups())) {
            EXPECT_EQ(left.path().filename(), "erasures.txt") << at;
        }
    }
    EXPECT_EQ(known_backups(kernel_->home()).size(), lines);
    EXPECT_EQ(kernel_->newest()->value, entries + 1) << "that of the whole one";
    EXPECT_FALSE(back_up_now().empty());
}

// A killed one leaves its unfinished folder; the next one takes it away, but not one under way.
TEST_P(BackupTest, WhatAKilledOneLeftIsSwept) {
    const fs::path killed = backups() / ".139999-20200101T000000Z.part";
    const fs::path under_way = backups() / ".139999-20200101T000001Z.part";
    const fs::path of_others = backups() / ".139998-20200101T000000Z.part";
    for (const fs::path& one : {killed, under_way, of_others}) fs::create_directories(one);
    std::ofstream(killed / "data.dcb") << "half";
    const int lock = ::open(under_way.c_str(), O_RDONLY | O_DIRECTORY);
    ASSERT_EQ(::flock(lock, LOCK_EX | LOCK_NB), 0);
    EXPECT_FALSE(back_up_now().empty());
    EXPECT_FALSE(fs::exists(killed));
    EXPECT_TRUE(fs::exists(under_way));
    EXPECT_TRUE(fs::exists(of_others));
    ::close(lock);
}

// An old copy must not bring back who was erased since: neither in the clear nor sealed.
TEST_P(BackupTest, WhoWasErasedStaysErased) {
    end_person(1, Date::of(2025, 3, 31));
    const fs::path from = back_up_now();
    clock_set_.set(Date::of(2030, 4, 2));
    ASSERT_EQ(erase(FiscalYear(2030)), "");
    ASSERT_TRUE(publish_erasures(*kernel_));
    const auto done = restore(options(from), clock_set_);
    ASSERT_TRUE(done) << describe_with_place(done.error(), Language::english);
    EXPECT_EQ(done->erased_again, 2U);
    auto restored = open_restored();
    ASSERT_TRUE(restored);
    const auto report = registers::verify(*restored, {});
    EXPECT_FALSE(report->fault) << report->fault->id;
    EXPECT_EQ(report->rows_erased, 2U);
    auto reader = restored->reader();
    EXPECT_EQ((*reader)->integer("SELECT count(*) FROM w_record_key").value(), 0);
    if (GetParam() == store::StoreKind::sqlite) {
        EXPECT_EQ(testing::file_with(folder_.path() / "restored", "柏原"), "");
    }
    // Without the list nothing opens, nor with one that somebody shortened.
    fs::remove_all(folder_.path() / "restored");
    const fs::path list = backups() / "erasures.txt";
    std::string text = text_of(list);
    text.erase(text.find("addressee 1\n"), 12);
    std::ofstream(list, std::ios::binary) << text;
    renew_target();
    EXPECT_EQ(fault_of(options(from)), "backup.manifest_forged");
    fs::remove(list);
    renew_target();
    EXPECT_EQ(fault_of(options(from)), "restore.no_erasures");
    EXPECT_FALSE(fs::exists(folder_.path() / "restored"));
}

TEST_P(BackupTest, AnotherCityKeyOpensNothing) {
    const fs::path from = back_up_now();
    RestoreOptions other = options(from);
    other.city_key = folder_.path() / "other.key";
    std::ofstream(other.city_key, std::ios::binary) << std::string(32, 'k');
    EXPECT_EQ(fault_of(other), "backup.wrong_key");
}

TEST_P(BackupTest, AWitnessTellsWhatIsLostAndWhatWasChanged) {
    const fs::path from = back_up_now();
    const std::uint64_t then = kernel_->newest()->value;
    end_person(1, Date::of(2025, 3, 31));
    ASSERT_TRUE(kernel_->checkpoint());
    auto reader = kernel_->reader();
    RestoreOptions with = options(from);
    with.witness = journal::latest_checkpoint(**reader)->note;
    const auto done = restore(with, clock_set_);
    ASSERT_TRUE(done) << describe_with_place(done.error(), Language::english);
    EXPECT_GE(done->lost_entries, 2U);
    EXPECT_LE(done->lost_entries, kernel_->newest()->value - then + 1);
}

TEST_P(BackupTest, PruningKeepsTheNewestAndDropsKeysFirst) {
    std::vector<fs::path> made;
    for (int day = 1; day <= 4; ++day) {
        clock_set_.set(Date::of(2024, 6, static_cast<unsigned>(day)));
        made.push_back(back_up_now());
    }
    office::CustodyPolicy policy;
    policy.keep_days = 100;
    policy.keep_keys_days = 10;
    policy.at_least = 2;
    const auto at = [](int day) {
        return (std::int64_t{Date::of(2024, 6, 1).days()} + day) * 86'400 * 1'000'000;
    };
    EXPECT_EQ(prune(backups(), policy, at(5), false)->size(), 0U);
    EXPECT_EQ(prune(backups(), policy, at(50), true)->size(), 2U);
    EXPECT_TRUE(fs::exists(made[0] / "keys.dcb")) << "only listed";
    EXPECT_EQ(prune(backups(), policy, at(50), false)->size(), 2U);
    EXPECT_FALSE(fs::exists(made[0] / "keys.dcb"));
    EXPECT_TRUE(fs::exists(made[0] / "data.dcb"));
    // Its data still open with newer keys.
    RestoreOptions with = options(made[0]);
    with.keys = made[3] / "keys.dcb";
    EXPECT_EQ(fault_of(with), "");
    EXPECT_EQ(prune(backups(), policy, at(200), false)->size(), 2U);
    EXPECT_FALSE(fs::exists(made[0]));
    EXPECT_TRUE(fs::exists(made[2] / "keys.dcb")) << "the newest stay";
}

class DamageTest : public BackupTest {};
INSTANTIATE_TEST_SUITE_P(Sqlite, DamageTest, ::testing::Values(store::StoreKind::sqlite));

// Every part of every file: cut off, flipped, chunks exchanged. Refused in words, nothing is left.
TEST_P(DamageTest, EveryDamageIsRefused) {
    const fs::path from = back_up_now();
    for (const char* name : {"data.dcb", "keys.dcb", "manifest.txt"}) {
        const std::string good = text_of(from / name);
        const std::size_t step = std::max<std::size_t>(good.size() / 23, 1);
        for (std::size_t at = 0; at < good.size(); at += step) {
            for (const bool cut : {false, true}) {
                std::string bad = good;
                if (cut) {
                    bad.resize(at);
                } else {
                    bad[at] = static_cast<char>(bad[at] ^ 1);
                }
                std::ofstream(from / name, std::ios::binary) << bad;
                const std::string id = fault_of(options(from));
                EXPECT_TRUE(id.starts_with("backup.") || id.starts_with("restore."))
                    << name << " " << at << " " << id;
                EXPECT_NE(message(id, Language::japanese, {}), id);
                EXPECT_FALSE(fs::exists(folder_.path() / "restored"));
            }
        }
        std::ofstream(from / name, std::ios::binary) << good;
    }
    EXPECT_EQ(fault_of(options(from)), "");
}

// The same without the manifest's digests in the way: the chunks guard themselves.
TEST_P(DamageTest, ChunksGuardTheirOrderAndTheirEnd) {
    vault::Secret key;
    key.make_random();
    const ContainerPlace place{"139999", "x", Part::data};
    const fs::path file = folder_.path() / "container";
    Bytes plain(2'000'000);
    std::uint32_t state = 1;
    for (std::uint8_t& byte : plain) {
        state = state * 1'664'525 + 1'013'904'223;  // does not compress
        byte = static_cast<std::uint8_t>(state >> 24);
    }
    auto out = ContainerWriter::create(file, place, key);
    ASSERT_TRUE(out && out->write(plain) && out->finish());
    const std::string good = text_of(file);
    const auto read_all = [&](const std::string& bytes) -> std::string {
        std::ofstream(file, std::ios::binary) << bytes;
        auto in = ContainerReader::open(file, place, key);
        if (!in) return in.error().id;
        Bytes all;
        Bytes piece;
        while (true) {
            auto more = in->read(piece);
            if (!more) return more.error().id;
            if (!*more) break;
            all.insert(all.end(), piece.begin(), piece.end());
        }
        return all == plain ? "" : "other bytes";
    };
    EXPECT_EQ(read_all(good), "");
    std::vector<std::size_t> starts;  // of each chunk
    std::size_t at = 8 + 4 + ByteReader(as_bytes(std::string_view(good).substr(8))).u32();
    while (at < good.size()) {
        starts.push_back(at);
        at += 4 + ByteReader(as_bytes(std::string_view(good).substr(at))).u32();
    }
    ASSERT_GT(starts.size(), 4U);
    for (const std::size_t start : starts) {
        EXPECT_EQ(read_all(good.substr(0, start)), "backup.damaged") << "ends before " << start;
        std::string flipped = good;
        flipped[start + 40] = static_cast<char>(flipped[start + 40] ^ 1);
        EXPECT_EQ(read_all(flipped), "backup.damaged");
    }
    const std::size_t size = starts[1] - starts[0];
    std::string swapped = good;
    std::swap_ranges(swapped.begin() + static_cast<std::ptrdiff_t>(starts[0]),
                     swapped.begin() + static_cast<std::ptrdiff_t>(starts[0] + size),
                     swapped.begin() + static_cast<std::ptrdiff_t>(starts[1]));
    EXPECT_EQ(read_all(swapped), "backup.damaged");
}

TEST(Manifest, ReadsWhatItWritesAndNothingElse) {
    Manifest manifest;
    manifest.origin = "daicho/139999";
    manifest.name = "139999-20260101T000000Z";
    manifest.store = "sqlite";
    manifest.entries = 12;
    const std::string text = manifest_text(manifest) + "\n";
    const auto read = parse_manifest(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(manifest_text(*read) + "\n", text);
    EXPECT_EQ(read->municipality(), "139999");
    const auto fault = [&](std::string_view from, std::string_view to) {
        std::string other = text;
        other.replace(other.find(from), from.size(), to);
        return parse_manifest(other).has_value();
    };
    EXPECT_FALSE(fault("name 139999", "name ../139999"));
    EXPECT_FALSE(fault("entries 12", "entries 012"));
    EXPECT_FALSE(fault("entries 12", "entries -1"));
    EXPECT_FALSE(fault("store sqlite", "store other"));
    EXPECT_FALSE(fault("backup 1", "backup 2"));
    EXPECT_FALSE(parse_manifest(text.substr(0, text.size() - 1)));
    EXPECT_FALSE(parse_manifest(""));
}

}  // namespace
}  // namespace daicho::custody
