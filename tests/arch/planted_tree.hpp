// PlantedTree: a small tree of files in which a test plants one violation at a time.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <vector>

#include "tree.hpp"

namespace daicho::arch {

using Rule = Findings (*)(const std::filesystem::path&);

class PlantedTree : public ::testing::Test {
protected:
    explicit PlantedTree(std::vector<Rule> rules) : rules_(std::move(rules)) {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        root_ = std::filesystem::temp_directory_path() /
                (std::string("daicho-") + test->test_suite_name() + "-" +
                 std::to_string(::getpid()) + "-" + test->name());
        std::filesystem::remove_all(root_);
    }
    ~PlantedTree() override { std::filesystem::remove_all(root_); }

    void write(const std::string& path, const std::string& text) {
        std::filesystem::create_directories((root_ / path).parent_path());
        std::ofstream(root_ / path, std::ios::binary) << text;
    }
    [[nodiscard]] Findings all() const {
        Findings found;
        for (const Rule rule : rules_) {
            for (auto& finding : rule(root_)) found.push_back(std::move(finding));
        }
        return found;
    }
    // Exactly one finding, at `place`.
    void expect_one(const std::string& place) const {
        const Findings found = all();
        ASSERT_EQ(found.size(), 1U) << (found.empty() ? "nothing found" : found.back());
        EXPECT_EQ(found[0].rfind(place, 0), 0U) << found[0];
    }

    std::filesystem::path root_;

private:
    std::vector<Rule> rules_;
};

}  // namespace daicho::arch
