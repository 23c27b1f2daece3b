# What there is to do here. Every target does its own set-up; `make` alone
# prints this list.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

ADDR ?= 127.0.0.1:8080

# The version of a build comes from git; without a repository that git will
# read, the build goes on without one.
BUILDVCS := $(shell git rev-parse HEAD >/dev/null 2>&1 && echo true || echo false)

GO_FILES = $(shell find . -name '*.go' -not -path './web/node_modules/*' -not -path './tmp/*')
WEB_FILES := $(shell find web/src -type f 2>/dev/null) web/build.mjs web/package.json
PACKED := web/node_modules/.package-lock.json
PAGE := web/dist/manifest.json

.PHONY: help
help: ## print this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r t what; do printf '  make %-9s %s\n' "$$t" "$$what"; done

.PHONY: run
run: build ## serve the region at http://localhost:8080 (ADDR=host:port for another)
	bin/pamir serve --addr $(ADDR)

.PHONY: build
build: web ## make bin/pamir, one static program with the page in it
ifeq ($(BUILDVCS),false)
	@echo 'make: not a git repository: bin/pamir will not know its version'
endif
	CGO_ENABLED=0 go build -trimpath -buildvcs=$(BUILDVCS) -o bin/pamir ./cmd/pamir

.PHONY: test
test: setup build ## run every test there is: Go, page, browser, GDAL, OWSLib (under 10 minutes)
	node scripts/test.mjs go web browser

.PHONY: check
check: ## the quick loop: gofmt, vet and short tests; no network, no browser (under a minute)
	@$(MAKE) gofmt
	go vet ./...
	go test -short ./...

.PHONY: bench
bench: build ## measure: in process, then over HTTP with wrk (20 minutes)
	PAMIR_BENCH_LARGE=1 go test -run '^$$' -bench . -benchmem -timeout 60m $$(go list ./... | grep -v /internal/load)
	go test -run '^$$' -bench '^BenchmarkTiles' -benchmem -timeout 60m ./internal/load
	go test -run '^$$' -bench HTTP -benchtime 1x -timeout 60m ./internal/load

.PHONY: oracle
oracle: setup ## hold the roads against Valhalla, which is 280 MB of npm (2 minutes)
	npm --prefix internal/oracle/valhalla ci
	node scripts/test.mjs oracle

.PHONY: web
web: $(PAGE) ## build the page into web/dist, where its sources have changed

.PHONY: data
data: ## make the basemap in data/ again from its packages; changes nothing if nothing changed
	go run -C data/gen .

.PHONY: lint
lint: $(PACKED) ## gofmt, vet, staticcheck, go mod tidy, biome, tsc
	scripts/lint

.PHONY: fmt
fmt: $(PACKED) ## format Go and the page's sources
	gofmt -w $(GO_FILES)
	npm --prefix web run fmt

.PHONY: setup
setup: $(PACKED) ## install what the tests use: with apt where it may, else say what is missing
	scripts/setup

# Parts of the above.

.PHONY: gofmt
gofmt:
	@wrong=$$(gofmt -l $(GO_FILES)); if [ -n "$$wrong" ]; then printf 'make fmt would change:\n%s\n' "$$wrong"; exit 1; fi

.PHONY: fuzz
fuzz:
	scripts/fuzz

.PHONY: race
race:
	node scripts/test.mjs race

# npm writes $(PACKED) itself; it is older than the lock file after a pull.
$(PACKED): web/package-lock.json
	@command -v npm >/dev/null || { echo 'make: npm is missing: the page needs Node.js 20 or newer'; exit 1; }
	npm --prefix web ci
	@touch $@

$(PAGE): $(PACKED) $(WEB_FILES)
	npm --prefix web run build
