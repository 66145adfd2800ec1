// Notices per second on one core: bench_notice_bench [notices] [file]; with a file it writes it.
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "base/message.hpp"
#include "tax/forms/test_samples.hpp"

int main(int count, char** arguments) {
    using namespace daicho;
    using namespace daicho::tax::forms;
    const int notices = count > 1 ? std::atoi(arguments[1]) : 1'000;
    std::vector<Notice> batch;
    for (int i = 0; i < notices; ++i) batch.push_back(testing::notice(i, i % 5 + 1, i % 3));
    const std::int64_t started = monotonic_ms();
    const auto printed = print_notices(batch, testing::kCreated);
    const std::int64_t took = std::max<std::int64_t>(monotonic_ms() - started, 1);
    if (!printed) {
        std::cerr << describe(printed.error(), Language::english) << "\n";
        return 1;
    }
    std::cout << notices << " notices, " << printed->pages << " pages, " << took << " ms, "
              << printed->pages * 1'000 / took << " pages/s, " << printed->pdf.size() / 1024
              << " KB, " << printed->issues.size() << " texts did not fit\n";
    if (count > 2) std::ofstream(arguments[2], std::ios::binary) << printed->pdf;
    return 0;
}
