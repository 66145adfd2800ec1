// daicho: the one binary. It only parses, calls a floor below, and prints.
#include "cli/command.hpp"

int main(int argc, char** argv) { return daicho::cli::run(argc, argv); }
