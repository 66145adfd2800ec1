// The file of an import from memory: what was uploaded never lies on a disk in the clear.
#pragma once

#include <memory>

#include "register/file_source.hpp"

namespace daicho::registers {

// `name` as its owner gave it: its ending says the format, as in file_source, and faults name it.
// Errors: those of the readers.
Result<RowSource> memory_source(std::shared_ptr<const std::string> bytes, const std::string& name,
                                const Definition& definition, const FileOptions& options = {});

}  // namespace daicho::registers
