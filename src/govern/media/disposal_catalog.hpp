// 廃棄基準 (disposal catalog): which way of sanitizing is enough for which class of medium.
//
// The engine knows steps, places, certificates and dates; which method counts where, what proves a
// duty and which code gives which verdict stand in the catalog.
// Invariants after loading: every name used is defined; every code has a text. Read-only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "govern/catalog.hpp"

namespace daicho::govern {

struct DisposalMethod {
    std::string key;
    BilingualText label;
    bool never_counts = false;
    bool needs_encryption_from_start = false;
};

struct DisposalMedium {
    std::string key;
    BilingualText label;
    bool flash = false;
    std::vector<std::string> effective;  // methods
};

enum class ProofCheck : std::uint8_t { witness, onsite, certificate, staff_or_certificate };

struct DisposalProof {
    std::string id;
    ProofCheck check = ProofCheck::witness;
    std::vector<std::string> except;  // onsite: methods that do not serve
    std::vector<std::string> kinds;   // certificate kinds that serve; empty: any
    std::string code;                 // given when the proof is missing
};

// One way to prove a class's duty: all of `needs`.
struct DisposalWay {
    std::string id;
    std::vector<std::size_t> needs;      // proofs
    std::vector<std::string> desirable;  // photos, deadline: asked once the way is complete
    bool named_when_none = false;        // its missing proofs are reported when no way is complete
};

struct DisposalNeed {
    std::size_t proof = 0;
    bool only_when_handed_over = false;
};

struct DisposalClass {
    std::string key;
    BilingualText label;
    BilingualText level;
    std::vector<std::string> final_methods;
    std::string no_final_code;
    bool no_final_with_method = false;  // :<strongest counted method>@<class>
    std::string cloud_code;             // instead of no_final_code, or empty
    std::string leased_contract_code;   // empty: not asked
    std::vector<DisposalWay> ways;      // one is enough (or all: all_ways)
    std::vector<DisposalNeed> needs;    // each of them
};

// Words of the codes that the engine itself gives.
struct DisposalCodes {
    std::string step_not_ok;
    std::string step_unverified;
    std::string step_result_unknown;
    std::string only_never_counting;
    std::string ineffective;
    std::string not_encrypted_from_start;
    std::string flash_without_destruction;
    std::string serial_missing;
    std::string serial_unknown;
    std::string overdue;
    std::string no_consent;
};

struct DisposalEffect {
    std::string code;  // prefix
    std::string verdict;
    std::vector<std::string> classes;  // empty: every class
};

struct DisposalCatalog {
    CatalogHead head;
    std::vector<DisposalMethod> methods;
    std::vector<std::string> strength_order;  // weakest first
    std::vector<DisposalMedium> media;
    std::vector<std::string> onsite_methods;
    std::vector<std::string> flash_safe_methods;  // without one of them flash gets a caution
    std::vector<DisposalProof> proofs;
    std::vector<DisposalClass> classes;
    std::string photos_code;
    std::string deadline_code;
    DisposalCodes codes;
    bool all_ways = false;          // the strict reading was chosen
    std::vector<Verdict> verdicts;  // worst first
    std::vector<DisposalEffect> effects;
    std::string no_final_verdict;
    std::vector<std::string> stays_open_without_final;  // code prefixes
    std::string other_codes_verdict;
    std::string clean_verdict;
    std::vector<Interpretation> interpretations;
    ReasonTexts reasons;
};

// Errors: yaml.* and govern.catalog.*, every fault with its line.
Result<DisposalCatalog> parse_disposal_catalog(std::string_view text, std::string name);
Result<DisposalCatalog> load_disposal_catalog(const std::string& path);

}  // namespace daicho::govern
