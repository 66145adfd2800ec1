#include "register/witness_hand.hpp"

#include <fstream>

#include "base/message.hpp"

namespace daicho::registers {

void WitnessHand::hand(const std::vector<std::string>& notes) {
    if (!give_) return;
    Status given = give_(notes);
    const std::lock_guard lock(mutex_);
    std::error_code code;
    if (given) {
        // Without notes the answer is about all that was given; one before us may have left it.
        if (fault_ || notes.empty()) std::filesystem::remove(file_, code);
        fault_.reset();
        due_ = false;
        return;
    }
    const bool news = !fault_ || fault_->id != given.error().id;
    fault_ = std::move(given.error());
    if (!news) return;
    due_ = true;
    std::ofstream(file_, std::ios::trunc) << describe(*fault_, Language::japanese) << "\n"
                                          << describe(*fault_, Language::english) << "\n";
}

std::optional<std::string> WitnessHand::alarm() const {
    const std::lock_guard lock(mutex_);
    if (!due_ || written_ || !fault_) return std::nullopt;
    return fault_->id;
}

void WitnessHand::settled(bool committed) noexcept {
    if (!written_) return;
    written_ = false;
    const std::lock_guard lock(mutex_);
    if (committed) due_ = false;
}

std::optional<Error> WitnessHand::fault() const {
    const std::lock_guard lock(mutex_);
    return fault_;
}

}  // namespace daicho::registers
