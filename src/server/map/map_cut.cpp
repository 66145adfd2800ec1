#include "server/map/map_cut.hpp"

namespace daicho::server {
namespace {

constexpr std::int64_t kLeast = -kAround;
constexpr std::int64_t kMost = 4'096 + kAround;

// One of the four edges: of x or y, keeping what is not less or not more than the limit.
struct Edge {
    bool of_x;
    bool least;
    [[nodiscard]] std::int64_t limit() const noexcept { return least ? kLeast : kMost; }
    [[nodiscard]] std::int64_t part(TilePoint at) const noexcept { return of_x ? at.x : at.y; }
    [[nodiscard]] bool keeps(TilePoint at) const noexcept {
        return least ? part(at) >= kLeast : part(at) <= kMost;
    }
    [[nodiscard]] TilePoint crossing(TilePoint a, TilePoint b) const noexcept {
        const std::int64_t along = limit() - part(a);
        const std::int64_t whole = part(b) - part(a);
        return of_x ? TilePoint{limit(), a.y + (b.y - a.y) * along / whole}
                    : TilePoint{a.x + (b.x - a.x) * along / whole, limit()};
    }
};
constexpr Edge kEdges[] = {{true, true}, {true, false}, {false, true}, {false, false}};

void append(TilePath& path, TilePoint at) {
    if (path.empty() || path.back() != at) path.push_back(at);
}

}  // namespace

TilePath cut_ring(const TilePath& ring) {
    TilePath rest = ring;
    for (const Edge& edge : kEdges) {
        TilePath kept;
        for (std::size_t i = 1; i < rest.size(); ++i) {
            const TilePoint a = rest[i - 1];
            const TilePoint b = rest[i];
            if (edge.keeps(a)) append(kept, a);
            if (edge.keeps(a) != edge.keeps(b)) append(kept, edge.crossing(a, b));
        }
        if (!kept.empty()) append(kept, kept.front());
        rest = std::move(kept);
    }
    return rest.size() < 4 ? TilePath() : rest;
}

std::vector<TilePath> cut_line(const TilePath& line) {
    std::vector<TilePath> pieces{line};
    for (const Edge& edge : kEdges) {
        std::vector<TilePath> kept;
        for (const TilePath& piece : pieces) {
            TilePath run;
            for (std::size_t i = 0; i < piece.size(); ++i) {
                const bool crosses = i > 0 && edge.keeps(piece[i - 1]) != edge.keeps(piece[i]);
                if (crosses) append(run, edge.crossing(piece[i - 1], piece[i]));
                if (edge.keeps(piece[i])) {
                    append(run, piece[i]);
                } else {
                    if (run.size() > 1) kept.push_back(run);
                    run.clear();
                }
            }
            if (run.size() > 1) kept.push_back(std::move(run));
        }
        pieces = std::move(kept);
    }
    return pieces;
}

}  // namespace daicho::server
