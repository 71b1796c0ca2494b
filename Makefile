# Seven Steps.  `make deps run` installs what is missing, builds, and opens the
# workbench on invented people; `make deps check` passes every test.
# `make help` lists the rest.

VERSION := 1.0.0

# What you may set: make BUILD=elsewhere PREFIX=/usr DESTDIR=root V=1 ...
BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
V       ?= 0

# Whatever `deps` installs must be seen by the goals that follow it, so these
# are made by a make of their own, one after the other.
ifneq ($(filter deps,$(MAKECMDGOALS)),)

.NOTPARALLEL:
.PHONY: deps $(MAKECMDGOALS)
deps:
	@.ci/deps
$(filter-out deps,$(MAKECMDGOALS)): deps
	+@$(MAKE) --no-print-directory $@

else

all: program

include src/floors.mk

Q := $(if $(filter 0,$(V)),@)
say = $(if $(filter 0,$(V)),@printf '  %-7s %s\n' $(1) $(2))

# --- Compilers and flags ----------------------------------------------------

CC         ?= cc
PKG_CONFIG ?= pkg-config

OPTIMISE := -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
HARDEN   := -fstack-protector-strong -fPIE
HARDEN_LINK := -pie -Wl,-z,relro,-z,now
STRICT := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wpointer-arith \
	-Wwrite-strings -Wcast-qual -Wformat=2 -Wundef -Wvla -Wswitch \
	-Wimplicit-fallthrough -Wconversion -Wnull-dereference \
	-Wdouble-promotion -Werror

STANDARD := -std=c11 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700
CPPFLAGS_ALL := $(STANDARD) -Iinclude $(CPPFLAGS)
CFLAGS_ALL := $(OPTIMISE) $(HARDEN) -g $(if $(DEVELOPER),$(STRICT)) $(CFLAGS)
LDFLAGS_ALL := $(HARDEN_LINK) $(LDFLAGS)

# A library's headers are the system's: our warnings are not for them.  The
# defines that some packages ask for are left out; STANDARD says it for all.
pkg_cflags = $(patsubst -I%,-isystem %,\
	$(shell $(PKG_CONFIG) --cflags-only-I $(1) 2>/dev/null))
pkg_libs = $(shell $(PKG_CONFIG) --libs $(1) 2>/dev/null)

$(foreach f,$(FLOORS),$(if $(libs_$(f)),\
	$(eval cflags_$(f) := $(call pkg_cflags,$(libs_$(f))))\
	$(eval ldlibs_$(f) := $(call pkg_libs,$(libs_$(f))))))

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

$(OBJ)/$(MAIN:.c=.o): defines = -DVERSION='"$(VERSION)"' \
	-DDATA_FOLDER='"$(PREFIX)/share/sevensteps"'

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
	$(Q)$(call keep,$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LDFLAGS_ALL) \
		$(VERSION) $(PREFIX))

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

# The program looks for its forms in data/ beside itself before it looks where
# it would be installed; so it runs from here as it is.
$(BUILD)/sevensteps: $(OBJ)/$(MAIN:.c=.o) $(call archives,app) $(BUILD)/iconv
	$(call say,LD,$@)
	$(Q)mkdir -p $(BUILD)/data
	$(Q)ln -sfn $(CURDIR)/forms $(BUILD)/data/forms
	$(Q)ln -sfn $(CURDIR)/share $(BUILD)/data/share
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $< $(call archives,app) \
		$(call ldlibs,app)

run: $(BUILD)/sevensteps
	@$(BUILD)/sevensteps demo

# --- Unit tests -------------------------------------------------------------

# tests/unit/FLOOR_x.c is a program of its own, linked with FLOOR and what is
# below it; tests/support holds what several of them share.
UNITS := $(sort $(wildcard tests/unit/*.c))
UNIT_PROGRAMS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(UNITS))
SUPPORT := $(sort $(wildcard tests/support/*.c))
SUPPORT_OBJECTS := $(patsubst %.c,$(OBJ)/%.o,$(SUPPORT))

ifneq ($(UNITS),)
TEST_CFLAGS = -Itests $(call pkg_cflags,criterion)
TEST_LIBS = $(call pkg_libs,criterion) $(if $(SUPPORT),$(call pkg_libs,vterm))
endif

$(OBJ)/tests/%.o: tests/%.c $(BUILD)/flags | $(BUILD)/have
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(TEST_CFLAGS) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

define unit_rule
$(BUILD)/unit/$(1): $(OBJ)/tests/unit/$(1).o $(SUPPORT_OBJECTS) \
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

# --- Checks -----------------------------------------------------------------

# The checks build with the strict flags in a folder of their own, unless
# DEVELOPER=1 says that everything is built so.
ifndef DEVELOPER

strictly = $(MAKE) --no-print-directory DEVELOPER=1 BUILD=$(BUILD)/developer

check check-fast unit:
	+$(Q)$(strictly) $@
unit-%: FORCE
	+$(Q)$(strictly) $@

else

check: check-fast

check-fast: program unit

# All unit tests, or those of one file: make unit-base_date
unit: $(UNIT_PROGRAMS) $(PROGRAM)
	$(Q)BUILD=$(BUILD) tests/tools/run-units $(UNIT_PROGRAMS)
unit-%: $(BUILD)/unit/% $(PROGRAM) FORCE
	$(Q)BUILD=$(BUILD) tests/tools/run-units $<

endif

clean:
	$(Q)rm -rf $(BUILD)

help:
	@echo 'make deps run    install what is missing, build, open the workbench'
	@echo 'make deps check  install what is missing, pass every test'

.SECONDARY:
.PHONY: all program run check check-fast unit clean help FORCE
FORCE:

-include $(shell find $(OBJ) -name '*.d' 2>/dev/null)

endif
