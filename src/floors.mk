# The floors of the house, lowest first; each is a folder here and in include/.
#
# uses_FLOOR: the floors that it may include.  The three edges, store, out and
# term, never include each other.  libs_FLOOR: the libraries, by the names
# that pkg-config knows, whose headers this floor alone may include.  The
# build links by this table and tests/tools/check-floors and check-walls
# prove it, so there is one truth.

FLOORS := base form plan doc store out term desk ui app

uses_base  :=
uses_form  := base
uses_plan  := base form
uses_doc   := base form plan
uses_store := base form plan
uses_out   := base form plan doc
uses_term  := base
uses_desk  := base form plan doc store out
uses_ui    := base form plan doc term desk
uses_app   := base form plan doc store out term desk ui

libs_base  := libutf8proc gmp jansson
libs_form  := sqlite3
libs_store := sqlite3 libsodium
libs_out   := harfbuzz harfbuzz-subset fribidi libdeflate
libs_term  := ncursesw
