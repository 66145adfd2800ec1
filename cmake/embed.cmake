# daicho_embed(<target> <variable> <file>): makes the bytes of a file available in <target> as
#   extern "C" const unsigned char <variable>_begin[], <variable>_end[];
function(daicho_embed target variable file)
  set(assembly ${CMAKE_CURRENT_BINARY_DIR}/${variable}.S)
  file(WRITE ${assembly} "
    .section .rodata
    .global ${variable}_begin
    .global ${variable}_end
    .balign 16
${variable}_begin:
    .incbin \"${file}\"
${variable}_end:
    .byte 0
    .section .note.GNU-stack,\"\",%progbits
")
  set_source_files_properties(${assembly} PROPERTIES LANGUAGE CXX
    COMPILE_OPTIONS "-xassembler-with-cpp" OBJECT_DEPENDS ${file})
  target_sources(${target} PRIVATE ${assembly})
endfunction()

# The message catalogue: catalogue/*.yaml, id → Japanese and English, checked and turned into one
# C++ table by tools/compile_catalogue. A missing side fails the build.
function(daicho_message_catalogue target)
  add_executable(compile_catalogue ${CMAKE_SOURCE_DIR}/tools/compile_catalogue.cpp)
  target_link_libraries(compile_catalogue PRIVATE PkgConfig::YAML)
  file(GLOB catalogues CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/catalogue/*.yaml)
  set(table ${CMAKE_CURRENT_BINARY_DIR}/message_table.cpp)
  add_custom_command(OUTPUT ${table}
    COMMAND compile_catalogue ${table} ${catalogues}
    DEPENDS compile_catalogue ${catalogues} VERBATIM)
  target_sources(${target} PRIVATE ${table})
endfunction()
