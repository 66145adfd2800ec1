#include "server/leaving.hpp"

#include "server/app.hpp"
#include "server/router.hpp"

namespace daicho::server {

std::function<void(Status)> Leaving::expect() {
    ++open_;
    return [self = shared_from_this()](const Status& status) {
        if (!status) {
            const std::lock_guard lock(self->mutex_);
            if (!self->failed_) self->failed_ = status.error();
        }
        self->done();
    };
}

void Leaving::send(net::Response response) {
    response_ = std::move(response);
    done();
}

void Leaving::done() {
    if (--open_ != 0) return;
    if (failed_) {
        response_ = error_answer(*failed_);
        add_security_headers(response_, secure_);
    }
    reply_(std::move(response_));
}

}  // namespace daicho::server
