# Casebook. `make check` is what CI runs; `make help` lists the rest.
SHELL       := /bin/bash
VERSION     ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
# Both are asked for once, since a release takes minutes in which somebody may commit.
VERSION     := $(VERSION)
RELEASED    := $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct 2>/dev/null))
LDFLAGS     := -s -w -X main.version=$(VERSION)
GOBUILD     := CGO_ENABLED=0 go build -trimpath -ldflags "$(LDFLAGS)"
# Memory for time: lint takes a quarter less of it, and some 4 GB.
LINT        := GOGC=400 go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
# .ci/run has the same: Go keeps a test's result by its flags, so that what has passed there is not run again here.
# Without vet, since lint has it.
TEST        := go test -vet=off -timeout 40m
DEADCODE    := GOGC=400 go run golang.org/x/tools/cmd/deadcode@v0.50.0
PLATFORMS   := linux/amd64 linux/arm64 linux/arm darwin/arm64 windows/amd64

.PHONY: soak arm64 cross demo-gemini gallery lighthouse help run build test check lint dead tidy race cover client browser kills fuzz fix bench bench-small bench-serving bench-pictures load golden screens release clean

help: ## List what make can do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: ## Serve on http://localhost:8080
	go run .

demo-gemini: ## Serve on http://localhost:8080 with cases and pictures of a fake Gemini, in which something goes wrong now and then
	@go build -o /tmp/casebook-fake ./generator/model/fake/serve && go build -o /tmp/casebook-demo . && { /tmp/casebook-fake & trap "kill $$!" EXIT; \
	CASEBOOK_GEMINI_API_KEY=demo-key /tmp/casebook-demo --gemini-base-url http://127.0.0.1:9473/ --gemini-spacing 50ms --data $(DEMO) --ahead 1; }

DEMO ?= /tmp/casebook-demo-data

build: ## Build the static binary ./casebook
	$(GOBUILD) -o casebook .

test: ## Run the tests
	$(TEST) ./...

check: build cross lint dead tidy client arm64 race cover browser kills fuzz ## Everything: build, lint, dead code, client checks, tests with the race detector, coverage, short fuzzing
	@echo "check: all well"

cross: # another system and one of 32 bits must compile, as far as types go: whole builds take minutes, and release makes them
	@set -e; tools=$$(mktemp -d); trap "rm -r $$tools" EXIT; GOBIN=$$tools go install $(lastword $(DEADCODE)); \
	for p in windows/amd64 linux/arm; do GOOS=$${p%/*} GOARCH=$${p#*/} CGO_ENABLED=0 $$tools/deadcode . >/dev/null; done

lint:
	$(LINT) run ./...
	cd .release && $(LINT) run ./...

dead:
	@out=$$($(DEADCODE) -test ./...); if [ -n "$$out" ]; then echo "$$out"; exit 1; fi

arm64: # every scene has the same pixels on arm64, where products and sums are fused
	@if command -v qemu-aarch64 >/dev/null; then CGO_ENABLED=0 GOARCH=arm64 go test -vet=off -exec qemu-aarch64 -run TestSamePixels ./generator/builtin/painter; \
	elif [ -n "$$CASEBOOK_TEST_STRICT" ]; then echo "qemu-aarch64 is not installed"; exit 1; else echo "arm64: skipped, since qemu-aarch64 (Debian: qemu-user) is not installed"; fi

tidy:
	go mod tidy -diff
	go -C .release mod tidy -diff
	@out=$$(go fix -diff ./... 2>&1); if [ -n "$$out" ]; then echo "$$out"; exit 1; fi

# The packages that only talk to the built binary, in which there is no race to detect; make check kills it twenty times.
OUTSIDE := . ./static ./web/conformance ./generator/keeping
# Those that start no goroutine: under the detector, cases are written and scenes drawn side by side, and no more.
SEQUENTIAL := ./generator/builtin/... ./generator/mystery ./imagecache/jpegenc ./imagecache/icc ./imagecache/resize
# For all others they are compiled without it: what they do there they do in one goroutine, ten times as fast.
PLAIN := $(SEQUENTIAL:./%=-gcflags=casebook/%=-race=false)
# That whose matrices of faults take long: under the detector, each role plays once, and ten cases are made at once.
ROLES := ./generator/model/roles
race:
	export CGO_ENABLED=1; $(TEST) -race $(PLAIN) $$(go list ./... | grep -vxF "$$(go list $(OUTSIDE) $(SEQUENTIAL) $(ROLES) $(COVERED))")
	CGO_ENABLED=1 $(TEST) -race -run 'TestThousand|TestSamePixels' ./generator/builtin/...
	CGO_ENABLED=1 $(TEST) -race $(PLAIN) -run 'Draws|Stopping|TenCases|Speaks|GoesOn|Streams' $(ROLES)

# Packages whose statements must be covered by tests, and how far.
COVERED := ./store ./generator/jobs ./generator/mystery ./imagecache
cover: # with the race detector, so that they run once for both
	@set -o pipefail; CGO_ENABLED=1 $(TEST) -race -cover $(PLAIN) $(COVERED) | awk '{print} match($$0, /coverage: [0-9.]+/) { if (substr($$0, RSTART+10, RLENGTH-10) + 0 < 85) { print "coverage below 85%"; bad = 1 } } END { exit bad }'

browser: # one after the other: a browser waits in vain for a busy machine
	$(TEST) -p 1 $(OUTSIDE)

kills:
	CASEBOOK_TEST_KILLS=20 $(TEST) . -run Kill

SCREENS ?= /tmp/casebook-screens
screens: ## Take screenshots of the client into SCREENS
	mkdir -p $(SCREENS)
	CASEBOOK_TEST_SCREENS=$(SCREENS) go test ./static -count=1 -timeout 30m -run 'WholeGame|Screens|Operator|Docs'
	@echo "screens: $(SCREENS)"

lighthouse: ## Ask Lighthouse of the first page as a phone gets it, performance too (npm ci in static installs it)
	CASEBOOK_TEST_LIGHTHOUSE=1 go test ./static -count=1 -v -run 'TestGame/lighthouse'

GALLERY ?= /tmp/casebook-gallery
gallery: ## Draw contact sheets into GALLERY: every object, every place by day and night, 60 portraits, ten cases
	go test ./generator/builtin/painter -count=1 -run Gallery -gallery $(GALLERY)
	@echo "gallery: $(GALLERY)"

client: ## Check the client: types, style, markup, unit tests
	cd static && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund --silent; } && npm run --silent check
	cd static && npm run --silent generate && git diff --exit-code shared/openapi.d.ts # the types are those of the golden document

FUZZTIME ?= 5s
# What guides the fuzzer is our code and what decodes for us: to compile each dependency for it, as go test -fuzz does, takes
# minutes. Each package is built once for all of its targets, and two targets run at a time.
GUIDED := casebook/... image/... golang.org/x/image/... archive/zip github.com/bep/imagemeta/...
# Go 1.26 fails now and then as the time ends, with this line and without an input (golang/go#75804, mended in Go 1.27).
fuzz: ## Fuzz every parser of outside input (FUZZTIME=10m for longer)
	@set -e; rm -rf /tmp/casebook-fuzz; mkdir -p /tmp/casebook-fuzz; cache=$$(go env GOCACHE)/fuzz; \
	for dir in $$(grep -rlE '^func Fuzz' --include='*_test.go' . | grep -v node_modules | xargs -n1 dirname | sort -u); do \
	  binary=/tmp/casebook-fuzz/$$(tr / - <<<$${dir#./}).test; go test -c $(GUIDED:%=-gcflags=%=-d=libfuzzer) -o $$binary $$dir; \
	  for name in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]*' $$dir/*_test.go | sed 's/func //'); do echo "$$dir $$binary $$cache/$$(go list $$dir) $$name"; done; \
	done | xargs -P 2 -L 1 bash -c 'cd $$0; log=/tmp/casebook-fuzz/$$(basename $$1)-$$3.log; echo "fuzz $$0 $$3"; \
	  $$1 -test.run "^$$" -test.fuzz "^$$3$$" -test.fuzzcachedir $$2 -test.fuzztime $(FUZZTIME) -test.fuzzminimizetime 10x -test.parallel 1 >$$log 2>&1 || \
	    { grep -q "^    context deadline exceeded" $$log && ! grep -q "Failing input" $$log; } || { cat $$log; exit 255; }'

SOAK ?= 200
soak: ## Copy a running instance SOAK times by cp, tar and rsync in turn, fill its disk, and kill it and what keeps it SOAK/4 times each (30 minutes at most)
	CASEBOOK_TEST_COPIES=$(SOAK) CASEBOOK_TEST_KILLS=$$(( $(SOAK) / 4 )) timeout 30m go test ./generator/keeping . -p 1 -count=1 -timeout 30m -v -run 'TestCopies|TestKeeping|TestKill'

fix: ## Format and mend what tools can mend
	go fix ./...
	$(LINT) run --fix ./...
	cd static && npm run --silent fix

bench: bench-small ## Run the benchmarks
	go test -run '^$$' -bench . -benchmem ./...

bench-small: build ## Measure what a small machine needs: memory idle and drawing, a start with 10,000 cases (Linux)
	go run ./web/bench/small -binary ./casebook

bench-serving: build ## Compare how fast pictures and cases are served with nginx (Linux; nginx and wrk come from apt)
	go run ./web/bench -binary ./casebook

load: build ## Play 1,000 games at once against the binary and report how long answers take
	go run ./web/bench/load -binary ./casebook
	go run ./web/bench/load -binary ./casebook -think 0

bench-pictures: ## Compare pictures at equal quality, and their whole way, with sharp and mozjpeg (Linux; from npm and apt)
	go run ./imagecache/bench/pictures

golden: ## Write the golden files anew, and the client's types from them
	go test ./store ./web -run 'TestMigrations|TestDocument' -update
	cd static && npm run --silent generate

DIST ?= dist
release: ## Make binaries, Debian packages and container images of every platform in DIST, with a list of their modules and checksums
	rm -rf $(DIST) && mkdir -p $(DIST)
	@set -e; for p in $(PLATFORMS); do os=$${p%/*}; arch=$${p#*/}; ext=; [ $$os = windows ] && ext=.exe; label=$$arch; [ $$arch = arm ] && label=armv7; \
	  echo "build $$os/$$label"; GOOS=$$os GOARCH=$$arch GOARM=7 $(GOBUILD) -o $(DIST)/casebook-$(VERSION)-$$os-$$label$$ext .; done
	go run -C .release . -dist $(abspath $(DIST)) -version $(VERSION) -time $(RELEASED)

clean: ## Remove what was built
	rm -rf casebook dist cover.out static/node_modules
