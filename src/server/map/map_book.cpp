#include "server/map/map_book.hpp"

namespace daicho::server {
namespace {

constexpr std::size_t kMostStates = 3;
constexpr std::size_t kMostOpenings = 20'000;

}  // namespace

Result<std::shared_ptr<const MapState>> MapBook::state(App& app, store::Connection& connection,
                                                       const MapSource& source, Date as_of) {
    const auto hidden = app.hidden.of(source.drawn->name);
    const auto drawn = app.kernel.generation(*source.drawn);
    const auto shapes = app.kernel.generation(*source.shapes);
    const auto known = [&]() -> std::shared_ptr<const MapState> {
        const std::lock_guard lock(mutex_);
        for (auto at = kept_.begin(); at != kept_.end(); ++at) {
            const MapState& one = *at->state;
            const bool same = one.source().drawn == source.drawn && one.as_of() == as_of &&
                              one.hidden() == hidden.get() && at->drawn == drawn &&
                              at->shapes == shapes;
            if (!same) continue;
            kept_.splice(kept_.begin(), kept_, at);
            return kept_.front().state;
        }
        return nullptr;
    };
    if (auto found = known()) return found;
    const std::lock_guard one_at_a_time(reading_);
    if (auto found = known()) return found;
    DAICHO_TRY(made, MapState::read(connection, source, app.settings.map.zone, as_of, hidden));
    std::shared_ptr<const MapState> state = std::move(made);
    if (drawn && shapes) {
        const std::lock_guard lock(mutex_);
        std::erase_if(kept_, [&](const Kept& one) {
            return one.state->source().drawn == source.drawn && one.state->as_of() == as_of;
        });
        kept_.push_front({*drawn, *shapes, state});
        if (kept_.size() > kMostStates) kept_.pop_back();
    }
    return state;
}

bool MapBook::opens(const std::string& opening) {
    const std::lock_guard lock(mutex_);
    if (openings_.size() >= kMostOpenings) openings_.clear();
    return openings_.insert(opening).second;
}

void MapBook::forget(const std::string& opening) {
    const std::lock_guard lock(mutex_);
    openings_.erase(opening);
}

MapBook& maps_of(App& app) {
    const std::lock_guard lock(app.mutex);
    if (!app.maps) app.maps = std::make_shared<MapBook>();
    return *app.maps;
}

}  // namespace daicho::server
