#include "server/records/totals.hpp"

namespace daicho::server {
namespace {

constexpr std::size_t kMost = 1'000;

}  // namespace

std::optional<std::uint64_t> Totals::known(const registers::Kernel& kernel,
                                           const registers::Definition& definition,
                                           const std::string& rows) {
    const auto generation = kernel.generation(definition);
    if (!generation) return std::nullopt;
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find({definition.number, rows});
    if (found == kept_.end() || found->second.generation != *generation) return std::nullopt;
    return found->second.total;
}

void Totals::keep(const registers::Definition& definition, const std::string& rows,
                  const std::optional<std::uint64_t>& generation, std::uint64_t total) {
    if (!generation) return;
    const std::lock_guard lock(mutex_);
    if (kept_.size() >= kMost) kept_.clear();
    kept_[{definition.number, rows}] = {*generation, total};
}

}  // namespace daicho::server
