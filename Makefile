# Seven Steps.  `make deps run` installs what is missing, builds, and opens the
# workbench on invented people; `make deps check` passes every test.
# `make help` lists the rest.

VERSION := 1.0.0

# What you may set: make BUILD=elsewhere PREFIX=/usr DESTDIR=root V=1 ...
BUILD   ?= build
TOP     ?= $(BUILD)
PREFIX  ?= /usr/local
DESTDIR ?=
V       ?= 0

# Make cannot name a file with a blank; the folder of the sources may have one.
ifneq ($(words $(BUILD)),1)
$(error BUILD must be one folder with no blank in its name)
endif

# Whatever `deps` installs must be seen by the goals that follow it, so these
# are made by a make of their own, one after the other.
ifneq ($(filter deps,$(MAKECMDGOALS)),)

.NOTPARALLEL:
.PHONY: deps $(MAKECMDGOALS)
deps:
	@.ci/deps $(filter-out deps,$(MAKECMDGOALS))
$(filter-out deps,$(MAKECMDGOALS)): deps
	+@$(MAKE) --no-print-directory $@

else

all: program

export PYTHONDONTWRITEBYTECODE := 1
include src/floors.mk

Q := $(if $(filter 0,$(V)),@)
say = $(if $(filter 0,$(V)),@printf '  %-7s %s\n' $(1) $(2))

# --- Compilers and flags ----------------------------------------------------

CC         ?= cc
PKG_CONFIG ?= pkg-config

STANDARD := -std=c11 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700
OPTIMISE := -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
DEBUG    := -g
# What is compiled may become part of the program or of its module, and calls
# what lies in the same as directly as if it could be in no other.
HARDEN   := -fstack-protector-strong -fPIC -fvisibility=hidden
HARDEN_LINK := -Wl,-z,relro,-z,now,--as-needed
PIE := -pie

# A Mac has its own linker and hides what POSIX does not name.
ifeq ($(shell uname),Darwin)
HARDEN_LINK :=
PIE :=
STANDARD += -D_DARWIN_C_SOURCE
endif

# Other flavours of the same program, each for one of the targets below.
ifeq ($(FLAVOUR),asan)
OPTIMISE := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined \
	-fno-sanitize-recover=all
DEBUG := -g1
# A hundred large programs: a quick linker, where there is one, saves a third of
# a minute of one processor.
HARDEN_LINK += $(if $(shell command -v ld.lld),-fuse-ld=lld)
else ifeq ($(FLAVOUR),fuzz)
OPTIMISE := -O1 -fno-omit-frame-pointer \
	-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
else ifeq ($(FLAVOUR),coverage)
OPTIMISE := -O0 --coverage
endif

STRICT := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wpointer-arith \
	-Wwrite-strings -Wcast-qual -Wformat=2 -Wundef -Wvla -Wswitch \
	-Wimplicit-fallthrough -Wconversion -Wnull-dereference \
	-Wdouble-promotion -Werror
GCC_STRICT := -Wduplicated-cond -Wlogical-op
ifneq ($(DEVELOPER),)
STRICT += $(shell $(CC) -Werror $(GCC_STRICT) -E - </dev/null >/dev/null 2>&1 \
	&& echo $(GCC_STRICT))
endif

# Only builds for tests know keys that cost nothing to guess.
CPPFLAGS_ALL := $(STANDARD) -Iinclude $(if $(DEVELOPER),-DTEST_BUILD) \
	$(CPPFLAGS)
CFLAGS_ALL := $(OPTIMISE) $(HARDEN) $(DEBUG) $(if $(DEVELOPER),$(STRICT)) \
	$(CFLAGS)
LDFLAGS_ALL := $(PIE) $(HARDEN_LINK) $(LDFLAGS)

# A library's headers are the system's: our warnings are not for them.  The
# defines that some packages ask for are left out; STANDARD says it for all.
pkg_cflags = $(patsubst -I%,-isystem%,\
	$(shell $(PKG_CONFIG) --cflags-only-I $(1) 2>/dev/null))
pkg_libs = $(shell $(PKG_CONFIG) --libs $(1) 2>/dev/null)

$(foreach f,$(FLOORS),$(if $(libs_$(f)),\
	$(eval cflags_$(f) := $(call pkg_cflags,$(libs_$(f))))\
	$(eval ldlibs_$(f) := $(call pkg_libs,$(libs_$(f))))))
cflags_all = $(sort $(foreach f,$(FLOORS),$(cflags_$(f))))

# --- The floors -------------------------------------------------------------

reverse = $(if $(1),$(call reverse,$(wordlist 2,99,$(1))) $(firstword $(1)))
reach = $(1) $(foreach f,$(uses_$(1)),$(call reach,$(f)))

# What a program that stands on a floor is linked with, the highest first.
$(foreach f,$(FLOORS),$(eval reach_$(f) := $(strip \
	$(filter $(call reach,$(f)),$(call reverse,$(FLOORS))))))

OBJ := $(BUILD)/obj
MAIN := src/app/main.c
$(foreach f,$(FLOORS),$(eval sources_$(f) := $(sort $(wildcard src/$(f)/*.c))))
$(foreach f,$(FLOORS),$(eval objects_$(f) := \
	$(patsubst %.c,$(OBJ)/%.o,$(filter-out $(MAIN),$(sources_$(f))))))

SOURCES := $(foreach f,$(FLOORS),$(sources_$(f)))
archives = $(foreach f,$(reach_$(1)),$(if $(objects_$(f)),$(BUILD)/lib$(f).a))
ldlibs = $(foreach f,$(reach_$(1)),$(ldlibs_$(f))) $$(cat $(BUILD)/iconv) -lm

# --- Compiling --------------------------------------------------------------

floor_of = $(word 2,$(subst /, ,$(1)))

$(OBJ)/src/%.o: src/%.c $(BUILD)/flags | $(BUILD)/have
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(cflags_$(call floor_of,$<)) $(CFLAGS_ALL) \
		$(defines) -MMD -MP -c -o $@ $<

# The desk knows where it would be installed, and the program says which it is.
PLACED := $(patsubst %.c,$(OBJ)/%.o,$(sources_desk) $(sources_app))
$(PLACED): $(BUILD)/prefix
$(PLACED): defines = -DVERSION='"$(VERSION)"' \
	-DDATA_FOLDER='"$(PREFIX)/share/sevensteps"' \
	-DMODULE_FOLDER='"$(PREFIX)/lib/sevensteps"'

# The program and its module go together when they know the same headers.
MODULE_SEES := $(sort $(foreach f,$(reach_out),$(wildcard include/$(f)/*.h \
	include/$(f)/*.def include/$(f)/*/*.def)))
same_build := -DPDF_CALLS_BUILD='"$(VERSION) \
	$(firstword $(shell cat $(MODULE_SEES) | cksum))"'
SAME := $(OBJ)/src/out/pdf_calls.o $(OBJ)/src/app/module.o
$(SAME): $(MODULE_SEES) $(BUILD)/prefix
$(SAME): defines += $(same_build)

define archive_rule
$(BUILD)/lib$(1).a: $(objects_$(1)) $(BUILD)/lib$(1).list
	$$(call say,AR,lib$(1).a)
	$$(Q)rm -f $$@
	$$(Q)$$(AR) rcs $$@ $(objects_$(1))
$(BUILD)/lib$(1).list: FORCE
	$$(Q)$$(call keep,$(objects_$(1)))
endef
$(foreach f,$(FLOORS),$(if $(objects_$(f)),$(eval $(call archive_rule,$(f)))))

# Write a text into the target only when it differs, so that what depends on
# it is made again only then.
keep = mkdir -p $(@D); printf '%s\n' '$(subst ','\'',$(1))' >$@.new; \
	if cmp -s $@.new $@; then rm -f $@.new; else mv $@.new $@; fi

$(BUILD)/flags: FORCE
	$(Q)$(call keep,$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LDFLAGS_ALL))
$(BUILD)/prefix: FORCE
	$(Q)$(call keep,$(VERSION) $(PREFIX))

# The libraries are here, or a sentence says what to do.
$(BUILD)/have: src/floors.mk
	$(Q)mkdir -p $(@D)
	$(Q)command -v $(PKG_CONFIG) >/dev/null && $(PKG_CONFIG) --exists \
		--print-errors $(sort $(foreach f,$(FLOORS),$(libs_$(f)))) || { \
		echo 'Some libraries are missing: run "make deps" first.' >&2; \
		exit 1; }
	$(Q)touch $@

# iconv is part of glibc; elsewhere it is a library of its own.
$(BUILD)/iconv: $(BUILD)/flags
	$(Q)printf '%s\n' '#include <iconv.h>' 'int main(void)' \
		'{ return iconv_open("a", "b") == (iconv_t)-1; }' >$@.c
	$(Q)if $(CC) $(CPPFLAGS_ALL) -o $@.try $@.c 2>/dev/null; then :; \
		else echo -liconv; fi >$@
	$(Q)rm -f $@.c $@.try

PROGRAM := $(if $(wildcard $(MAIN)),$(BUILD)/sevensteps)
program: $(PROGRAM) $(foreach f,$(FLOORS),$(if $(objects_$(f)),$(BUILD)/lib$(f).a))

# What sets pages as PDF is a module: it stands on more libraries than all the
# rest, and is loaded when the first page is set.  Of what it holds one table can
# be seen.
MODULE := $(BUILD)/data/pdf.so
$(MODULE): $(OBJ)/src/out/pdf_calls.o $(call archives,out) $(BUILD)/iconv
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) -shared $(HARDEN_LINK) $(LDFLAGS) -o $@ \
		$(filter %.o %.a,$^) $(call ldlibs,out)
program: $(if $(PROGRAM),$(MODULE))

# The program looks for its forms and its module in data/ beside itself before it
# looks where they would be installed; so it runs from here as it is.  It does
# without the module's libraries: the linker refuses what would need them.
without_module = $(filter-out $(filter -l%,$(ldlibs_out)),$(1))
$(BUILD)/sevensteps: $(OBJ)/$(MAIN:.c=.o) $(call archives,app) $(BUILD)/iconv \
		| $(MODULE)
	$(call say,LD,$@)
	$(Q)mkdir -p $(BUILD)/data
	$(Q)ln -sfn '$(CURDIR)/forms' $(BUILD)/data/forms
	$(Q)ln -sfn '$(CURDIR)/share' $(BUILD)/data/share
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $< $(call archives,app) \
		$(call without_module,$(call ldlibs,app)) -ldl

run: $(BUILD)/sevensteps
	@$(BUILD)/sevensteps demo

# --- Unit tests -------------------------------------------------------------

# tests/unit/FLOOR_x.c is a program of its own, linked with FLOOR and what is
# below it; tests/rig holds what several of them share, as "rig/x.h": of that
# each is linked with what it uses.
UNITS := $(sort $(wildcard tests/unit/*.c))
UNIT_PROGRAMS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(UNITS))
# tests/rig/demo.c is a program of its own, for them to type into.
DEMO := tests/rig/demo.c
RIG := $(filter-out $(DEMO),$(sort $(wildcard tests/rig/*.c)))
RIG_OBJECTS := $(patsubst %.c,$(OBJ)/%.o,$(RIG))
RIG_ARCHIVE := $(if $(RIG),$(BUILD)/librig.a)

ifneq ($(UNITS),)
TEST_CFLAGS = -Itests $(call pkg_cflags,criterion)
TEST_LIBS = $(call pkg_libs,criterion) \
	$(if $(RIG),$(call pkg_libs,vterm sqlite3) -lutil)
# Nobody waits for what a unit test itself reckons, but for its compiler.
$(UNITS:%.c=$(OBJ)/%.o): hurry = -O0 -U_FORTIFY_SOURCE
endif

$(OBJ)/tests/%.o: tests/%.c $(BUILD)/flags | $(BUILD)/have
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(TEST_CFLAGS) $(CFLAGS_ALL) $(hurry) \
		-MMD -MP -c -o $@ $<

$(BUILD)/librig.a: $(RIG_OBJECTS)
	$(call say,AR,librig.a)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

define unit_rule
$(BUILD)/unit/$(1): $(OBJ)/tests/unit/$(1).o $(RIG_ARCHIVE) \
		$(call archives,$(2)) $(BUILD)/iconv
	$$(call say,LD,$$@)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CFLAGS_ALL) $$(LDFLAGS_ALL) -o $$@ $$(filter %.o %.a,$$^) \
		$$(TEST_LIBS) $$(call ldlibs,$(2))
endef
unit_name = $(basename $(notdir $(1)))
unit_floor = $(firstword $(subst _, ,$(call unit_name,$(1))))
$(foreach u,$(UNITS),$(eval \
	$(call unit_rule,$(call unit_name,$(u)),$(call unit_floor,$(u)))))

$(BUILD)/demo: $(OBJ)/$(DEMO:.c=.o) $(call archives,term) $(BUILD)/iconv
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $(filter %.o %.a,$^) \
		$(call ldlibs,term)
$(filter $(BUILD)/unit/term_%,$(UNIT_PROGRAMS)): | $(BUILD)/demo

# tests/paper/page.c sets a page for the suite beside it, and for who measures.
PAGE := tests/paper/page.c
$(BUILD)/page: $(OBJ)/$(PAGE:.c=.o) $(RIG_ARCHIVE) $(call archives,out) \
		$(BUILD)/iconv
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $(filter %.o %.a,$^) \
		$(call ldlibs,out)

# tests/walk/typist.c types for the suite beside it.
TYPIST := tests/walk/typist.c
$(BUILD)/typist: $(OBJ)/$(TYPIST:.c=.o) $(RIG_ARCHIVE) $(call archives,base) \
		$(BUILD)/iconv
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $(filter %.o %.a,$^) \
		$(TEST_LIBS) $(call ldlibs,base)

# tests/bench/vault.c does the same work in a plain file and in a locked one.
BENCH_VAULT := tests/bench/vault.c
$(BUILD)/bench/vault: $(OBJ)/$(BENCH_VAULT:.c=.o) $(call archives,store) \
		$(BUILD)/iconv
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $(filter %.o %.a,$^) \
		$(call ldlibs,store)

# --- Torture ----------------------------------------------------------------

# tests/torture is one program: the real store on tests/rig/ramdisk.c, to which
# the linker leads whatever the store asks of the file system: so the rig comes
# before the store and behind it.
#
# `make torture` takes minutes; SEEDS, COUNT, WORKLOADS and the other names that
# tests/torture/torture.c lists in its head may be set.
TORTURE := $(sort $(wildcard tests/torture/*.c))
TORTURE_OBJECTS := $(TORTURE:%.c=$(OBJ)/%.o)
comma := ,
RAMDISK_WRAP := $(addprefix -Wl$(comma)--wrap=,open openat close read write \
	pread pwrite fsync stat lstat fstat fstatat statfs faccessat chmod fchmod \
	unlink unlinkat rename renameat link fcntl mkdir opendir readdir \
	closedir dirfd)
$(BUILD)/torture: $(TORTURE_OBJECTS) $(RIG_ARCHIVE) $(call archives,store) \
		$(BUILD)/iconv
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) $(RAMDISK_WRAP) -o $@ \
		$(filter %.o %.a,$^) $(RIG_ARCHIVE) $(call ldlibs,store)

# tests/bench/history.c measures what the chain of the history costs, and makes
# the files that history.sh verifies.
BENCH_HISTORY := tests/bench/history.c
$(BUILD)/bench/history: $(OBJ)/$(BENCH_HISTORY:.c=.o) $(call archives,store) \
		$(BUILD)/iconv
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $(filter %.o %.a,$^) \
		$(call ldlibs,store)

# tests/bench/search.c measures the search over everything in a plan.
BENCH_SEARCH := tests/bench/search.c
$(BUILD)/bench/search: $(OBJ)/$(BENCH_SEARCH:.c=.o) $(call archives,plan) \
		$(BUILD)/iconv
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $(filter %.o %.a,$^) \
		$(call ldlibs,plan)

# --- Fuzzers ----------------------------------------------------------------

# tests/fuzz/FLOOR_x.c is a libFuzzer harness; linked with a small main of our
# own it replays tests/fuzz/corpus/FLOOR_x in every check, with any compiler.
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/*.c)))
REPLAYS := $(FUZZERS:%=$(BUILD)/replay/%)

define fuzz_rule
$(BUILD)/replay/$(1): $(OBJ)/tests/fuzz/$(1).o $(OBJ)/tests/fuzz/main/replay.o \
		$(call archives,$(2)) $(BUILD)/iconv
	$$(call say,LD,$$@)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CFLAGS_ALL) $$(LDFLAGS_ALL) -o $$@ $$(filter %.o %.a,$$^) \
		$$(call ldlibs,$(2))
$(BUILD)/fuzz/$(1): $(OBJ)/tests/fuzz/$(1).o $(call archives,$(2)) \
		$(BUILD)/iconv
	$$(call say,LD,$$@)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CFLAGS_ALL) -fsanitize=fuzzer $$(LDFLAGS_ALL) -o $$@ \
		$$(filter %.o %.a,$$^) $$(call ldlibs,$(2))
endef
$(foreach f,$(FUZZERS),$(eval \
	$(call fuzz_rule,$(f),$(firstword $(subst _, ,$(f))))))

# --- The differential test --------------------------------------------------

# tests/differential/run compares the driver's sums with an independent program
# and must find out the mutant, which has floating point in place of exact.c.
DIFFERENTIAL := $(BUILD)/differential/driver $(BUILD)/differential/mutant
$(BUILD)/differential/mutant: $(OBJ)/tests/differential/exact_double.o
$(DIFFERENTIAL): $(OBJ)/tests/differential/driver.o $(call archives,plan) \
		$(BUILD)/iconv
	$(call say,LD,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $(filter %.o,$^) \
		$(filter %.a,$^) $(call ldlibs,plan)

# --- Checks -----------------------------------------------------------------

CHECKS := check check-fast unit unit-locked structure suites bless \
	differential durable torture mutants recipes \
	fuzz-replay \
	check-floors check-walls check-headers check-size check-banned \
	check-prose check-globals check-unused check-words check-clang format-check selftest
.PHONY: $(CHECKS)

# The checks use every core unless -j says how many, with one more at hand as
# some of them mostly wait; each is heard out before the next one speaks.  Two
# that are asked for at once build in the same folder, so one is made after the
# other.
every_core = $(if $(filter -j%,$(MAKEFLAGS)),,\
	-j$(shell expr $$(getconf _NPROCESSORS_ONLN) + 1) -Otarget)
ifneq ($(filter $(CHECKS) unit-% suite-% asan fuzz coverage,$(MAKECMDGOALS)),)
ifndef DEVELOPER
.NOTPARALLEL:
endif
endif

# The checks build with the strict flags in folders of their own, unless
# DEVELOPER=1 says that everything is built so.
ifndef DEVELOPER

strictly = $(MAKE) --no-print-directory $(every_core) DEVELOPER=1 \
	TOP=$(BUILD) BUILD=$(BUILD)/developer

$(CHECKS):
	+$(Q)$(strictly) $@
unit-% suite-%: FORCE
	+$(Q)$(strictly) $@

else

# All that must be true before anything lands, and then the whole truth, where
# asan is the build with the other compiler.
check-fast: unit structure check-clang
check: unit unit-locked structure check-unused check-words selftest suites fuzz-replay asan
structure: check-floors check-walls check-headers check-size check-banned \
	check-prose check-globals format-check

# All unit tests, or those of one file: make unit-base_date.  Where each operation
# on the disk fails in turn, one file tries all of them; all files together some,
# and under each flavour others.
FAULTS_STRIDE ?= 3
unit: $(UNIT_PROGRAMS) $(PROGRAM)
	$(Q)FAULTS_STRIDE=$(FAULTS_STRIDE) BUILD=$(BUILD) \
		tests/tools/run-units $(UNIT_PROGRAMS)
unit-%: $(BUILD)/unit/% $(PROGRAM) FORCE
	$(Q)BUILD=$(BUILD) tests/tools/run-units $<

# What is true of the store is true of a store in a vault: the tests that never
# look into the file itself, once more.
LOCKED := copies definitions digest faults pending plans race saves settings \
	sql versions
unit-locked: $(LOCKED:%=$(BUILD)/unit/store_%)
	$(Q)WORLD_LOCKED=1 FAULTS_STRIDE=7 BUILD=$(BUILD) tests/tools/run-units $^

check-floors check-walls check-size check-banned check-prose:
	$(Q)tests/tools/$@
check-globals: program
	$(Q)BUILD=$(BUILD) tests/tools/$@
everything: program $(UNIT_PROGRAMS) $(REPLAYS) $(BUILD)/torture
check-unused: everything
	$(Q)BUILD=$(BUILD) tests/tools/$@
check-words:
	$(Q)CC='$(CC)' CPPFLAGS='$(CPPFLAGS_ALL) $(cflags_all)' tests/tools/$@
selftest:
	$(Q)CC='$(CC)' tests/tools/$@

HEADERS := $(shell find include -name '*.h')
check-headers: $(HEADERS:include/%=$(BUILD)/headers/%.ok)
$(BUILD)/headers/%.ok: include/% $(BUILD)/flags tests/tools/check-header
	$(Q)mkdir -p $(@D)
	$(Q)DEPENDENCIES=$(@:.ok=.d) tests/tools/check-header $* \
		$(CPPFLAGS_ALL) $(cflags_all) \
		$(filter-out $(GCC_STRICT),$(STRICT))
	$(Q)touch $@

# The other compiler reads everything as strictly.
check-clang:
	+$(Q)$(MAKE) --no-print-directory CC=clang OPTIMISE=-O0 \
		BUILD=$(TOP)/clang objects
objects: $(SOURCES:%.c=$(OBJ)/%.o) $(UNITS:%.c=$(OBJ)/%.o) $(RIG_OBJECTS) \
	$(OBJ)/tests/differential/driver.o $(OBJ)/tests/differential/exact_double.o \
	$(DEMO:%.c=$(OBJ)/%.o) $(PAGE:%.c=$(OBJ)/%.o) \
	$(TYPIST:%.c=$(OBJ)/%.o) $(TORTURE_OBJECTS) \
	$(BENCH_HISTORY:%.c=$(OBJ)/%.o) $(BENCH_VAULT:%.c=$(OBJ)/%.o) \
	$(BENCH_SEARCH:%.c=$(OBJ)/%.o) \
	$(FUZZERS:%=$(OBJ)/tests/fuzz/%.o)

# Whole runs of the program: each tests/FOLDER/run compares what it does with
# what lies beside it, and rewrites that when BLESS=1.
SUITES := $(sort $(wildcard tests/*/run))
SUITE_NEEDS := $(PROGRAM) $(DIFFERENTIAL) $(BUILD)/page $(BUILD)/typist \
	$(BUILD)/torture
suites: $(SUITES:tests/%/run=suite-%)
suite-%: tests/%/run $(SUITE_NEEDS) FORCE
	+$(Q)BUILD=$(BUILD) tests/tools/run-suites $<
bless: $(UNIT_PROGRAMS) $(SUITE_NEEDS)
	$(Q)BLESS=1 BUILD=$(BUILD) tests/tools/run-units $(UNIT_PROGRAMS)
	+$(Q)BLESS=1 BUILD=$(BUILD) tests/tools/run-suites $(SUITES)

# The program ended rudely, as often as you like; `make check` does it a few
# times, as a suite.
durable: $(PROGRAM)
	$(Q)$(foreach n,COUNT SEED SLACK KEYS ENDS JOBS PATIENCE,$(n)='$($(n))') \
		LIMIT=0 BUILD=$(BUILD) tests/tools/run-suites tests/durable/run

# All the cases; `make check` runs the first two thousand, as a suite.
differential: $(DIFFERENTIAL)
	$(Q)BUILD=$(BUILD) tests/differential/run 100000

# Minutes, or hours: see HACKING.md.  The other goal proves that this one sees.
TORTURE_NAMES := WORKLOADS MODES TRIALS SEEDS COUNT SEED STRIDE THIN AT JOBS
torture: $(BUILD)/torture
	+$(Q)$(BUILD)/torture $(foreach n,$(TORTURE_NAMES),$(if $($n),$n='$($n)'))
mutants:
	+$(Q)tests/torture/mutants
recipes:
	+$(Q)tests/recipes/field_type

fuzz-replay: $(REPLAYS)
	$(Q)tests/tools/run-replays $(BUILD) $(FUZZERS)

format-check:
	$(Q)tests/tools/format --check

endif

# --- Sanitizers, fuzzing, coverage ------------------------------------------

# Each has a folder of its own, since every object is different.
specially = $(MAKE) --no-print-directory $(every_core) DEVELOPER=1 \
	BUILD=$(TOP)/$(1)

# Everything once more by the other compiler, as strictly.  Criterion passes a
# test that leaks; so the reports are written to a folder, and any report there
# is a failure.
asan:
	+$(Q)CC=clang FAULTS_STRIDE=29 tests/tools/run-asan $(call specially,asan) FLAVOUR=asan \
		CC=clang objects unit suites fuzz-replay

FUZZ_SECONDS ?= 20
fuzz: $(FUZZERS:%=fuzz-%)
fuzz-%: FORCE
	+$(Q)$(call specially,fuzz) FLAVOUR=fuzz CC=clang $(TOP)/fuzz/fuzz/$*
	$(Q)tests/tools/run-fuzzer $(TOP)/fuzz $* $(FUZZ_SECONDS)

coverage:
	+$(Q)$(call specially,coverage) FLAVOUR=coverage unit suites
	$(Q)BUILD=$(TOP)/coverage tests/tools/coverage

# --- For everyone's editor --------------------------------------------------

format:
	$(Q)tests/tools/format

compile_commands.json: FORCE
	$(Q)tests/tools/compile-commands '$(CC) $(CPPFLAGS_ALL) -Itests \
		$(cflags_all) $(STRICT)' >$@

# What the shells complete, from the tables of commands and options.
completions:
	$(Q)tests/tools/completions share/completions

screenshots: $(PROGRAM)
	$(Q)SEVENSTEPS='$(abspath $(PROGRAM))' BUILD='$(BUILD)' tests/tools/$@

# --- Measuring --------------------------------------------------------------

BENCHES := $(sort $(wildcard tests/bench/*.sh))
bench: $(PROGRAM) $(BUILD)/bench/history $(BUILD)/bench/vault \
		$(BUILD)/bench/search
	$(Q)for bench in $(BENCHES); do \
		SEVENSTEPS='$(abspath $(PROGRAM))' BUILD='$(abspath $(BUILD))' \
			$$bench || exit 1; done

# --- Installing -------------------------------------------------------------

ROOT := $(DESTDIR)$(PREFIX)
DATA := $(ROOT)/share/sevensteps
MODULES := $(ROOT)/lib/sevensteps
DOC := $(ROOT)/share/doc/sevensteps
MAN := $(ROOT)/share/man
MAN_PAGES := $(sort $(wildcard man/*.[1-9]))
DOCUMENTS := $(sort $(wildcard README.md CHANGES.md LICENSE))
DATA_FILES := $(shell find forms share -type f ! -path 'share/completions/*' \
	2>/dev/null | LC_ALL=C sort)

# Where each shell looks for the completions that share/completions holds.
BASH_COMPLETION := share/bash-completion/completions/sevensteps
ZSH_COMPLETION := share/zsh/site-functions/_sevensteps
FISH_COMPLETION := share/fish/vendor_completions.d/sevensteps.fish
completion = $(if $(wildcard share/completions/$(1)),install -D -m 644 \
	share/completions/$(1) '$(ROOT)/$(2)')

install: program
	install -D -m 755 $(BUILD)/sevensteps '$(ROOT)/bin/sevensteps'
	install -D -m 644 $(MODULE) '$(MODULES)/pdf.so'
	for file in $(DATA_FILES); do \
		install -D -m 644 $$file '$(DATA)'/$$file || exit 1; done
	for page in $(MAN_PAGES); do install -D -m 644 $$page \
		'$(MAN)'/man$${page##*.}/$${page##*/} || exit 1; done
	for file in $(DOCUMENTS); do \
		install -D -m 644 $$file '$(DOC)'/$$file || exit 1; done
	$(call completion,sevensteps.bash,$(BASH_COMPLETION))
	$(call completion,_sevensteps,$(ZSH_COMPLETION))
	$(call completion,sevensteps.fish,$(FISH_COMPLETION))

uninstall:
	rm -f '$(ROOT)/bin/sevensteps'
	rm -rf '$(DATA)' '$(MODULES)' '$(DOC)'
	for page in $(MAN_PAGES); do \
		rm -f '$(MAN)'/man$${page##*.}/$${page##*/}; done
	for file in $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION); do \
		rm -f '$(ROOT)'/$$file; done

deb:
	+$(Q)BUILD=$(BUILD) VERSION=$(VERSION) .ci/deb

clean:
	$(Q)rm -rf $(BUILD) compile_commands.json

help:
	@sed -n 's/^#: \{0,1\}//p' Makefile

#: make                 build the program as build/sevensteps
#: make run             build it and open the workbench on invented people
#: make deps            install what is missing (Debian, Ubuntu) or name it
#: make check           all tests; with deps before it, on a fresh machine
#: make check-fast      unit tests and the checks of the structure
#: make unit            unit tests; make unit-base_date for those of one file
#: make bless           accept what the program now prints as what it should
#: make durable         rude ends: COUNT=, SEED=, KEYS=plain,test,full, ENDS=killed
#: make torture         power cuts, errors, shortage: SEEDS=, COUNT=, WORKLOADS=
#: make mutants         plant twelve faults, each of which a test must find
#: make recipes         add a field type as HACKING.md says, in a copy, and use it
#: make differential    100,000 sums against an independent program
#: make asan            all tests under the address and undefined sanitizers
#: make fuzz            each fuzzer for FUZZ_SECONDS=20; fuzz-NAME for one
#: make coverage        which lines the tests reach, file by file
#: make bench           measure against other programs
#: make completions     write what bash, zsh and fish complete anew
#: make screenshots     every screen in each language, as text, SVG and PNG
#: make format          put the sources in the house's format (clang-format 14)
#: make compile_commands.json   for your editor
#: make install         to PREFIX=/usr/local under DESTDIR=; also uninstall
#: make deb             a Debian package in build/
#: make clean           take away everything that was built
#:
#: BUILD=folder builds elsewhere; V=1 shows every command.

.SECONDARY:
.PHONY: all program everything objects run asan fuzz coverage format screenshots completions \
	bench install uninstall deb clean help FORCE
FORCE:

-include $(shell find $(OBJ) $(BUILD)/headers -name '*.d' 2>/dev/null)

endif
