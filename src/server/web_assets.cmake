# daicho_embed_web(<target> <folder>): embeds every file of <folder> into <target> as one pack.
# The tool runs at every build, not only at configure time, and writes the pack only when a file
# changed. A folder that does not exist gives a page that says how to build the front end.
function(daicho_embed_web target folder)
  set(pack ${CMAKE_CURRENT_BINARY_DIR}/web.pack)
  add_executable(embed_web ${CMAKE_SOURCE_DIR}/tools/embed_web.cpp)
  target_link_libraries(embed_web PRIVATE daicho_base)
  add_custom_target(daicho_web_pack COMMAND embed_web ${folder} ${pack}
    DEPENDS embed_web BYPRODUCTS ${pack} VERBATIM)
  daicho_embed(${target} daicho_web_pack ${pack})
  add_dependencies(${target} daicho_web_pack)
endfunction()
