#include "document/sketch.hpp"

#include <gtest/gtest.h>

#include "document/media_type.hpp"

namespace daicho::document {
namespace {

TEST(Sketch, IsAPictureAndTheSameEachTime) {
    const auto one = sketch_png({"現地調査", 320, 240, 1});
    ASSERT_TRUE(one);
    EXPECT_EQ(media_type_of(*one).value_or(""), "image/png");
    EXPECT_EQ(*sketch_png({"現地調査", 320, 240, 1}), *one);
    EXPECT_NE(*sketch_png({"現地調査", 320, 240, 2}), *one);
}

}  // namespace
}  // namespace daicho::document
