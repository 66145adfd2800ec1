// Jobs of a test's city: ordered, waited for, their files read.
#pragma once

#include <chrono>
#include <thread>

#include "server/test_app.hpp"

namespace daicho::server::testing {

// The job as it stands when it has ended.
inline json::Value ended_job(Client& client, const std::string& order) {
    const net::Response ordered = client.post("/api/jobs", order);
    EXPECT_EQ(ordered.status, 201U) << ordered.body;
    if (ordered.status != 201) return {};
    const auto made = json::parse(ordered.body);
    const std::string address = "/api/jobs/" + std::string(made->at("job").at("id").as_string());
    for (int i = 0; i < 3'000; ++i) {
        const json::Value job = client.json(address);
        const std::string state(job.at("state").as_string());
        if (state != "queued" && state != "running") return job;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << order << " does not end";
    return {};
}

// Its first file whose name ends so.
inline std::string file_of_job(Client& client, const json::Value& job, std::string_view ending) {
    const std::string address = "/api/jobs/" + std::string(job.at("id").as_string());
    for (const json::Value& file : job.at("files").as_array()) {
        if (!std::string_view(file.at("name").as_string()).ends_with(ending)) continue;
        return client.get(address + "/files/" + std::string(file.at("id").as_string())).body;
    }
    ADD_FAILURE() << "no file " << ending << " in " << json::write(job);
    return "";
}

}  // namespace daicho::server::testing
