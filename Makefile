# Lloyd: the repository's commands. `make run` and `make test` do all set-up on a bare Debian 12 with a Swift toolchain.

SHELL := /bin/bash
PREFIX ?= /usr/local
SIZE ?= 30MB
SWIFT ?= swift
RELEASE := $(SWIFT) build -c release --static-swift-stdlib
RELEASE_BIN = $(shell $(RELEASE) --show-bin-path)

# What the build links against and what the Swift toolchain itself needs; then what the end-to-end tests drive.
BUILD_PACKAGES := binutils ca-certificates git libc6-dev libcurl4-openssl-dev libncurses-dev libsqlite3-dev libssl-dev \
	libstdc++-12-dev libxml2 tzdata zlib1g-dev zlib1g-dev
TEST_PACKAGES := nginx-light openssl tmux

.PHONY: run test build bench golden docs install check large-record dependencies test-dependencies format clean

run: build
	$(RELEASE_BIN)/lloyd open sample-data

build: dependencies
	$(RELEASE) --product lloyd

# One after another: many tests drive programs and terminals and would starve each other on two cores.
test: test-dependencies
	$(SWIFT) test --disable-xctest --no-parallel

golden: dependencies
	LLOYD_GOLDEN=1 $(SWIFT) test --disable-xctest --filter 'Golden|golden|Catalogue'

check: dependencies
	$(SWIFT) format lint --strict -r Sources Tests Package.swift
	$(SWIFT) build --build-tests
	$(SWIFT) test --disable-xctest --filter ArchitectureTests

bench: build
	$(RELEASE) --product lloyd-bench
	$(RELEASE) --product large-record
	$(RELEASE_BIN)/lloyd-bench $(RELEASE_BIN)/lloyd

large-record: dependencies
	$(RELEASE) --product large-record
	$(RELEASE_BIN)/large-record --size $(SIZE) --output large-record.json

# The manual page and the catalogue of rules, from the program and its tables. A page that was stale is a failure, so that
# it is read before it is committed.
docs: dependencies
	LLOYD_GOLDEN=1 $(SWIFT) test --disable-xctest --filter 'ManualPage|Catalogue'

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/lloyd $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(RELEASE_BIN)/lloyd $(DESTDIR)$(PREFIX)/bin/lloyd
	cp -R themes sample-data $(DESTDIR)$(PREFIX)/share/lloyd/
	install -m 644 docs/config.example.toml $(DESTDIR)$(PREFIX)/share/lloyd/
	install -m 644 docs/lloyd.1 $(DESTDIR)$(PREFIX)/share/man/man1/

format:
	$(SWIFT) format -i -r Sources Tests Package.swift

clean:
	rm -rf .build

# Installs only what is missing, so that a machine that has everything needs no rights and no network.
dependencies: PACKAGES = $(BUILD_PACKAGES)
test-dependencies: PACKAGES = $(BUILD_PACKAGES) $(TEST_PACKAGES)
dependencies test-dependencies:
	@if command -v dpkg-query >/dev/null; then \
		missing=""; \
		for package in $(PACKAGES); do \
			dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
		done; \
		if [ -n "$$missing" ]; then \
			echo "installing:$$missing"; \
			sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
			$$sudo apt-get update -q && \
				$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; \
		fi; \
	else \
		echo "Not a Debian system: install the equivalents of $(PACKAGES)."; \
	fi
	@command -v $(SWIFT) >/dev/null || { echo "No Swift toolchain on PATH: install Swift 6.3 from https://swift.org/install"; exit 1; }
