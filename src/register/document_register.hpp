// Document register: what `documents:` in a definition asks for, written out as a definition of its
// own – versions, rights, approval, purposes, retention, history and proof then come from the
// kernel as for every register, and nothing about documents is written twice.
//
// The text is stored, hashed and journaled like one that a person wrote; what it takes from the
// register beside it (task, rights, approval, purposes) stands in it. Threading: pure.
#pragma once

#include <string>

#include "register/definition.hpp"

namespace daicho::registers {

// "<register>_document".
std::string document_register_name(const Definition& beside);
// YAML. `beside.documents` must be there.
std::string document_register(const Definition& beside);

// Fields that every register of documents has.
inline constexpr std::string_view kDocumentNumber = "document_no";
inline constexpr std::string_view kDocumentSubject = "subject";
inline constexpr std::string_view kDocumentKind = "kind";
inline constexpr std::string_view kDocumentFile = "file";
inline constexpr std::string_view kDocumentTitle = "title";

}  // namespace daicho::registers
