// A module without sources of its own still has a target.
