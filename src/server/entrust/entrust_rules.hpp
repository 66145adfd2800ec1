// What may not be written about entrusted work, on whatever way a person writes it – these screens,
// the plain form, a file: steps of processes A and B that skip their guards, checks closed with
// open items, dates moved after they passed. The system's own rows (data carried over) stay as they
// are; watches show what is wrong in them.
#pragma once

#include <filesystem>

#include "register/kernel.hpp"

namespace daicho::server {

void install_entrust_rules(registers::Kernel& kernel, std::filesystem::path data);

}  // namespace daicho::server
