# acv-path: reachability of Bedrock AgentCore in a VPC, offline.

VERSION := 0.1.0
PREFIX ?= /usr/local
datadir ?= $(PREFIX)/share
mandir ?= $(datadir)/man
DESTDIR ?=
CC ?= cc
BUILD := build
JOBS ?= $(shell nproc)
V ?= 0
Q := $(if $(filter 0,$(V)),@,)

# What builds, after the dependencies are there.
BUILD_WITH = $(MAKE) --no-print-directory -j $(JOBS)

# --- What it is made of ---

PACKAGES_BUILD := build-essential pkg-config libglib2.0-dev libcjson-dev libigraph-dev
PACKAGES_TEST := $(PACKAGES_BUILD) libcunit1-dev libbdd-dev graphviz libxml2-utils python3-jsonschema \
	cmark-gfm
PACKAGES_LINT := $(PACKAGES_BUILD) clang-format clang-tidy cppcheck shellcheck
PACKAGES_FUZZ := $(PACKAGES_TEST) clang libclang-rt-14-dev
PACKAGES_BENCH := $(PACKAGES_BUILD) hyperfine jq time
PACKAGES_COVERAGE := $(PACKAGES_TEST) lcov

LIB_SOURCES := $(filter-out src/cli/%,$(sort $(wildcard src/*/*.c)))
CLI_SOURCES := $(sort $(wildcard src/cli/*.c))
PUBLIC_HEADERS := $(sort $(wildcard include/acv/*.h))
PRIVATE_HEADERS := $(sort $(wildcard src/*/*.h))
TEST_SOURCES := $(sort $(wildcard tests/unit/*.c tests/property/*.c tests/oracle/*.c \
	tests/golden/*.c))
TEST_SUPPORT := $(sort $(wildcard tests/support/*.c))
COMPARE_SOURCES := $(sort $(wildcard tools/compare_*.c))
MAKE_SOURCES := $(sort $(wildcard tools/make_*.c))
FUZZ_SOURCES := $(sort $(wildcard tests/fuzz/*.c))
MODELS := $(sort $(wildcard models/*.tsv))

# --- How it is built ---

# Evaluated when first used, so that "make help" works before anything is installed.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(patsubst -I%,-isystem %,$$(shell pkg-config --cflags $(PKGS))))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)))$(PKG_LIBS)
PKGS := glib-2.0 libcjson igraph

WARNINGS := -Wall -Wextra -Wpedantic -Werror -Wconversion -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wswitch-enum -Wpointer-arith -Wcast-align -Wwrite-strings -Wvla \
	-Wundef -Wformat=2 -Wnull-dereference -Wdouble-promotion
BASE_CFLAGS = -std=c17 -D_GNU_SOURCE -fPIC -fvisibility=hidden -DACV_VERSION='"$(VERSION)"' \
	-Iinclude -Isrc -I$(BUILD)/generated $(WARNINGS) $(PKG_CFLAGS) -MMD -MP

# Each variant has its own folder of objects: make VARIANT=sanitized TARGET
VARIANT ?= release
CFLAGS_release := -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2
CFLAGS_sanitized := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
CFLAGS_coverage := -O0 -g --coverage
CFLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
LDFLAGS_release := -Wl,--as-needed -Wl,-z,relro
LDFLAGS_sanitized := -fsanitize=address,undefined
LDFLAGS_coverage := --coverage
LDFLAGS_fuzz := -fsanitize=address,undefined

DIR := $(BUILD)/$(VARIANT)
ALL_CFLAGS = $(BASE_CFLAGS) $(CFLAGS_$(VARIANT)) $(CFLAGS)
ALL_LDFLAGS = $(LDFLAGS_$(VARIANT)) $(LDFLAGS)
LIB_OBJECTS = $(LIB_SOURCES:%.c=$(DIR)/%.o) $(DIR)/generated/models.o $(DIR)/generated/texts.o
CLI_OBJECTS = $(CLI_SOURCES:%.c=$(DIR)/%.o)
TEST_PROGRAMS = $(TEST_SOURCES:tests/%.c=$(DIR)/tests/%)
SOVERSION := 0

.PHONY: help all demo guide test test-random lint bench fuzz coverage install uninstall dist golden-accept clean \
	compare-packet-sets program tests check-sanitized deps-build deps-test deps-lint deps-fuzz \
	deps-bench deps-coverage
.DELETE_ON_ERROR:
.SECONDARY:

help:
	@awk -f tools/help.awk Makefile

all: deps-build ## build the program and the library
	@[ -e $(DIR)/acv-path ] || echo "building in $(DIR), which takes a minute the first time"
	$(Q)$(BUILD_WITH) program

program: $(DIR)/acv-path $(DIR)/libacv.so $(DIR)/libacv.a $(DIR)/models.checked documents
	@:

# --- What comes along ---

# To read it, in tests.
PACKAGES_TEST += mandoc zsh fish

.PHONY: documents

COMPLETIONS = $(DIR)/share/acv-path.bash $(DIR)/share/_acv-path $(DIR)/share/acv-path.fish
MANUALS = $(DIR)/share/acv-path.1 $(DIR)/share/acv-scenario.5
COMPLETION_DIRS = $(DESTDIR)$(datadir)/bash-completion/completions \
	$(DESTDIR)$(datadir)/zsh/site-functions $(DESTDIR)$(datadir)/fish/vendor_completions.d

documents: $(COMPLETIONS) $(MANUALS)
	@:

$(DIR)/list-words: $(DIR)/tools/list_words.o $(DIR)/src/cli/options.o $(DIR)/src/cli/format.o \
		$(DIR)/libacv.a
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(PKG_LIBS) -o $@

$(DIR)/describe-scenario: $(DIR)/tools/describe_scenario.o $(DIR)/libacv.a
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(PKG_LIBS) -o $@

$(DIR)/share/words: $(DIR)/list-words
	@mkdir -p $(@D)
	$(Q)$< > $@

$(DIR)/share/keys: $(DIR)/describe-scenario
	@mkdir -p $(@D)
	$(Q)$< > $@

$(COMPLETIONS): $(DIR)/share/%: src/completions/% src/completions/fill.awk $(DIR)/share/words
	$(Q)awk -v shell=$(lastword $(subst ., ,$(*:_%=zsh))) -f src/completions/fill.awk \
		$(DIR)/share/words $< > $@

$(MANUALS): $(DIR)/share/%: src/man/% $(DIR)/share/keys
	$(Q)sed -e '/^@keys@$$/{r $(DIR)/share/keys' -e 'd;}' $< > $@

$(DIR)/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c $< -o $@

$(DIR)/generated/%.o: $(BUILD)/generated/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c $< -o $@

$(BUILD)/generated/models.c: tools/embed-models.awk $(MODELS)
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk -f tools/embed-models.awk $(MODELS) > $@

$(BUILD)/generated/texts.c: tools/embed-texts.awk src/render/page.css src/render/page.js
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk -f tools/embed-texts.awk src/render/page.css src/render/page.js > $@

# A bad row stops the build: the library's own reader says where it is.
$(DIR)/models.checked: $(DIR)/check-models $(MODELS)
	$(Q)$(DIR)/check-models models
	@touch $@

$(DIR)/check-models: $(DIR)/tools/check_models.o $(DIR)/libacv.a
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(PKG_LIBS) -o $@

$(DIR)/libacv.a: $(LIB_OBJECTS)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(DIR)/libacv.so: $(LIB_OBJECTS)
	$(Q)$(CC) -shared -Wl,-soname,libacv.so.$(SOVERSION) $(ALL_LDFLAGS) $^ $(PKG_LIBS) -o $@

$(DIR)/acv-path: $(CLI_OBJECTS) $(DIR)/libacv.a
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(PKG_LIBS) -o $@

# --- Using it ---

demo: all ## what a connection that hangs looks like, and its repair
	$(Q)sh tools/demo.sh $(BUILD)/release/acv-path

guide: all ## the troubleshooting guide, from all scenarios, in build/guide
	$(Q)sh tools/guide.sh $(BUILD)/release/acv-path $(BUILD)/guide

install: all ## install program and library below PREFIX (/usr/local), or DESTDIR and PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig \
		$(DESTDIR)$(PREFIX)/include/acv $(DESTDIR)$(datadir)/acv \
		$(DESTDIR)$(mandir)/man1 $(DESTDIR)$(mandir)/man5 $(COMPLETION_DIRS)
	install -m 755 $(DIR)/acv-path $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(DIR)/libacv.a $(DESTDIR)$(PREFIX)/lib/
	install -m 755 $(DIR)/libacv.so $(DESTDIR)$(PREFIX)/lib/libacv.so.$(SOVERSION)
	ln -sf libacv.so.$(SOVERSION) $(DESTDIR)$(PREFIX)/lib/libacv.so
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' tools/acv.pc.in \
		> $(DESTDIR)$(PREFIX)/lib/pkgconfig/acv.pc
	install -m 644 $(PUBLIC_HEADERS) $(DESTDIR)$(PREFIX)/include/acv/
	install -m 644 $(MODELS) $(DESTDIR)$(datadir)/acv/
	sed 's|@datadir@|$(datadir)|' $(DIR)/share/acv-path.1 > $(DESTDIR)$(mandir)/man1/acv-path.1
	install -m 644 $(DIR)/share/acv-scenario.5 $(DESTDIR)$(mandir)/man5/
	install -m 644 $(DIR)/share/acv-path.bash \
		$(DESTDIR)$(datadir)/bash-completion/completions/acv-path
	install -m 644 $(DIR)/share/_acv-path $(DESTDIR)$(datadir)/zsh/site-functions/
	install -m 644 $(DIR)/share/acv-path.fish $(DESTDIR)$(datadir)/fish/vendor_completions.d/

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/acv-path $(DESTDIR)$(PREFIX)/lib/libacv.a \
		$(DESTDIR)$(PREFIX)/lib/libacv.so $(DESTDIR)$(PREFIX)/lib/libacv.so.$(SOVERSION) \
		$(DESTDIR)$(PREFIX)/lib/pkgconfig/acv.pc \
		$(DESTDIR)$(mandir)/man1/acv-path.1 $(DESTDIR)$(mandir)/man5/acv-scenario.5 \
		$(DESTDIR)$(datadir)/bash-completion/completions/acv-path \
		$(DESTDIR)$(datadir)/zsh/site-functions/_acv-path \
		$(DESTDIR)$(datadir)/fish/vendor_completions.d/acv-path.fish
	rm -rf $(DESTDIR)$(PREFIX)/include/acv $(DESTDIR)$(datadir)/acv

dist: ## pack the committed tree as build/acv-path-VERSION.tar.gz
	@mkdir -p $(BUILD)
	git archive --prefix=acv-path-$(VERSION)/ -o $(BUILD)/acv-path-$(VERSION).tar.gz HEAD
	@echo $(BUILD)/acv-path-$(VERSION).tar.gz

clean: ## remove everything that was built
	rm -rf $(BUILD)

# --- Holding it to its word ---

test: deps-test ## run every test, under sanitizers
	$(Q)$(BUILD_WITH) VARIANT=sanitized tests
	$(Q)$(BUILD_WITH) program
	$(Q)sh tools/run-tests.sh $(BUILD)/sanitized $(BUILD)/release

# What make test asks of some random scenarios, asked of many, without sanitizers.
RANDOM_ROUNDS ?= 7
RANDOM_TESTS := property/test_engines_agree oracle/test_reach_packets

test-random: deps-test ## put RANDOM_ROUNDS times as many random scenarios to the engines
	$(Q)$(BUILD_WITH) $(RANDOM_TESTS:%=$(BUILD)/release/tests/%)
	$(Q)printf '%s\n' $(RANDOM_TESTS) | ACV_TEST_ROUNDS=$(RANDOM_ROUNDS) \
		xargs -P 2 -I{} env $(BUILD)/release/tests/{}

tests: program $(TEST_PROGRAMS) $(DIR)/tests/fuzz-replay $(DIR)/make-scenario
	@:

TEST_LIBS = -lcunit -lbdd -lm
$(DIR)/tests/%: $(DIR)/tests/%.o $(TEST_SUPPORT:%.c=$(DIR)/%.o) $(DIR)/libacv.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(PKG_LIBS) $(TEST_LIBS) -o $@

$(DIR)/tests/%.o: BASE_CFLAGS += -Itests/support -Itests

compare-packet-sets: deps-test ## measure representations of packet sets side by side
	$(Q)$(BUILD_WITH) $(DIR)/compare-packet-sets
	$(Q)$(DIR)/compare-packet-sets

$(DIR)/compare-packet-sets: $(COMPARE_SOURCES:%.c=$(DIR)/%.o) $(TEST_SUPPORT:%.c=$(DIR)/%.o) \
	$(DIR)/libacv.a
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(PKG_LIBS) $(TEST_LIBS) -o $@

$(DIR)/tools/%.o: BASE_CFLAGS += -Itests/support

lint: deps-lint deps-test ## hold the sources to the rules of the house
	$(Q)sh tools/lint.sh $(filter -std% -D% -I%,$(BASE_CFLAGS)) $(PKG_CFLAGS) \
		-Itests/support -Itests

coverage: deps-coverage ## say how much of each floor the tests run
	$(Q)$(BUILD_WITH) VARIANT=coverage tests
	$(Q)sh tools/coverage.sh $(BUILD)/coverage

# Data and figures stay in build/bench.
BENCH_SIZES := 1000 10000 50000 100000
BENCH_PROGRAMS = $(DIR)/acv-path $(DIR)/make-scenario $(DIR)/bench-empty $(DIR)/bench-parse

bench: deps-bench ## measure the program beside what it is held to, and its growth
	$(Q)$(BUILD_WITH) $(BENCH_PROGRAMS) $(BENCH_SIZES:%=$(BUILD)/bench/%.json)
	$(Q)sh tools/bench.sh $(DIR) $(BUILD)/bench

$(BUILD)/bench/%.json: $(DIR)/make-scenario
	@mkdir -p $(@D)
	$(Q)$< $* > $@

$(DIR)/make-scenario: $(MAKE_SOURCES:%.c=$(DIR)/%.o)
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(PKG_LIBS) -o $@

# With all libraries of the analyzer, although they use none or one.
$(DIR)/bench-%: $(DIR)/tools/bench_%.o
	$(Q)$(CC) $(ALL_LDFLAGS) $^ -Wl,--no-as-needed $(PKG_LIBS) -o $@

# Every input of the fuzzer that is kept, through every target.
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(filter tests/fuzz/fuzz_%,$(FUZZ_SOURCES)))
FUZZ_OBJECTS = $(FUZZ_TARGETS:%=$(DIR)/tests/fuzz/fuzz_%.o)

$(DIR)/tests/fuzz-replay: $(DIR)/tests/fuzz/replay.o $(FUZZ_OBJECTS) \
		$(TEST_SUPPORT:%.c=$(DIR)/%.o) $(DIR)/libacv.a
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(PKG_LIBS) $(TEST_LIBS) -o $@

# What a run finds is put into build/fuzz/corpus, and what breaks into build/fuzz/crash-NAME-*.
FUZZ_SECONDS ?= 60

fuzz: deps-fuzz ## run each fuzz target for FUZZ_SECONDS
	$(Q)$(BUILD_WITH) VARIANT=fuzz CC=clang \
		$(FUZZ_TARGETS:%=$(BUILD)/fuzz/fuzz-%)
	$(Q)set -e; for target in $(FUZZ_TARGETS); do \
		mkdir -p $(BUILD)/fuzz/corpus/$$target; \
		$(BUILD)/fuzz/fuzz-$$target -dict=tests/fuzz/$$target.dict -timeout=10 \
			-max_total_time=$(FUZZ_SECONDS) -artifact_prefix=$(BUILD)/fuzz/crash-$$target- \
			$(BUILD)/fuzz/corpus/$$target tests/fuzz/corpus/$$target \
			tests/fuzz/regressions/$$target; \
	done

$(FUZZ_TARGETS:%=$(DIR)/tests/fuzz/entry-%.o): $(DIR)/tests/fuzz/entry-%.o: tests/fuzz/libfuzzer.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -DFUZZ_TARGET=fuzz_$* -c $< -o $@

$(FUZZ_TARGETS:%=$(DIR)/fuzz-%): $(DIR)/fuzz-%: $(DIR)/tests/fuzz/entry-%.o \
		$(DIR)/tests/fuzz/fuzz_%.o \
		$(TEST_SUPPORT:%.c=$(DIR)/%.o) $(DIR)/libacv.a
	$(Q)$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer $^ $(PKG_LIBS) $(TEST_LIBS) -o $@

golden-accept: all ## record what all scenarios print now, and show what changes
	$(Q)sh tools/golden.sh --accept $(BUILD)/release/acv-path
	$(Q)awk -f tools/transcript.awk README.md | PATH=$(BUILD)/release:$$PATH sh > $(BUILD)/README.md
	$(Q)diff -u README.md $(BUILD)/README.md || cp $(BUILD)/README.md README.md

-include $(wildcard $(BUILD)/*/src/*/*.d $(BUILD)/*/tests/*/*.d $(BUILD)/*/tools/*.d \
	$(BUILD)/*/generated/*.d)

# --- Dependencies, from Debian by name ---

deps-build: ; @sh tools/install-packages.sh $(PACKAGES_BUILD)
deps-test: ; @sh tools/install-packages.sh $(PACKAGES_TEST)
deps-lint: ; @sh tools/install-packages.sh $(PACKAGES_LINT)
deps-fuzz: ; @sh tools/install-packages.sh $(PACKAGES_FUZZ)
deps-bench: ; @sh tools/install-packages.sh $(PACKAGES_BENCH)
deps-coverage: ; @sh tools/install-packages.sh $(PACKAGES_COVERAGE)
