# What a person runs. Every target does the set-up it needs; the first run takes some minutes.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
STACK ?= homelab
RUN := node -r ts-node/register/transpile-only
# Folders of packed charts (<chart>-<version>.tgz) and of definitions of custom kinds (*.yaml), for
# REAL=1 and `make verify`.
CHARTS ?=
DEFINITIONS ?=
REAL_SOURCES = $(if $(CHARTS),--charts "$(CHARTS)") $(if $(DEFINITIONS),--definitions "$(DEFINITIONS)")

# Pulumi compiles the program at each run; types are `make check`'s business.
export PULUMI_NODEJS_TRANSPILE_ONLY := true

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

node_modules/.installed: package.json package-lock.json policies/package.json sdks/talos/package.json
	@command -v node >/dev/null || { echo "Node.js is missing: install version 20 or newer from nodejs.org" >&2; exit 1; }
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

.PHONY: tools
tools: ## Build the pinned tools once, into a cache outside the repository (needs Go)
	@tools/build.sh pulumi talos-machinery helm crane >/dev/null

.PHONY: real-tools
real-tools: tools ## Build a real Kubernetes control plane too, for REAL=1 and `make verify`
	@tools/build.sh kubernetes etcd sealed-secrets river >/dev/null

.PHONY: rehearse
rehearse: node_modules/.installed $(if $(REAL),real-tools,tools) ## Bring the whole stack up and down on the real engine; REAL=1 in front of real servers
	@$(RUN) rehearsal/main.ts $(if $(REAL),--real $(REAL_SOURCES))

.PHONY: verify
verify: node_modules/.installed real-tools ## Say which real server or parser accepts each thing the program makes
	@$(RUN) rehearsal/verify.ts $(REAL_SOURCES)

.PHONY: test
test: node_modules/.installed tools ## Run all tests
	npx jest $(JEST_ARGS)

.PHONY: mutate
mutate: node_modules/.installed ## Break every policy as a whole, in each way; its tests must notice
	@$(RUN) tests/mutation/rules.ts

.PHONY: soak
soak: node_modules/.installed ## Flip every condition of every policy, one at a time; takes over an hour
	@# First those that are data, then those that are code; both are tried, whatever the first say.
	@$(RUN) tests/mutation/conditions.ts && data=0 || data=$$?; npx stryker run tests/mutation/stryker.config.mjs && exit $$data

.PHONY: bench
bench: node_modules/.installed tools ## Time the policies on 10,000 resources, beside a widely used checker
	@tools/build.sh kube-score >/dev/null
	@$(RUN) tests/benchmarks/policies.ts

.PHONY: check
check: node_modules/.installed ## Check format, lint and types
	npx prettier --check .
	npx eslint .
	npx tsc --noEmit

.PHONY: preview
preview: node_modules/.installed ## Show what `make up` would change, judged by the policies
	@$(RUN) commands/preview.ts $(STACK)

.PHONY: policy
policy: node_modules/.installed $(if $(OFFLINE),tools) ## Judge a preview, by asset; OFFLINE=1 [BASE=commit] needs no house; SARIF=file MARKDOWN=file
	@$(RUN) commands/preview.ts $(STACK) --table $(if $(OFFLINE),--offline) $(if $(BASE),--base "$(BASE)") $(if $(SARIF),--sarif "$(SARIF)") $(if $(MARKDOWN),--markdown "$(MARKDOWN)")

.PHONY: audit
audit: node_modules/.installed ## Judge what the stack's state says was built; prints no secret
	@pulumi stack export --stack $(STACK) --show-secrets | $(RUN) commands/audit.ts $(if $(SARIF),--sarif "$(SARIF)") $(if $(MARKDOWN),--markdown "$(MARKDOWN)")

.PHONY: up
up: preview ## Bring the homelab to what Pulumi.homelab.yaml says, if nothing precious would be lost
	pulumi up --stack $(STACK) --policy-pack policies

.PHONY: bootstrap
bootstrap: up ## The same, by the name that the runbooks use for a cluster that is lost

.PHONY: recovery-kit
recovery-kit: node_modules/.installed ## Print every key that a recovery needs; redirect it to an offline medium only
	@pulumi stack output recoveryKit --stack $(STACK) --show-secrets --json

.PHONY: seal
seal: node_modules/.installed ## Write the stack's SealedSecrets to sealed/, for Git
	@pulumi stack export --stack $(STACK) | $(RUN) commands/seal.ts

.PHONY: volumes
volumes: node_modules/.installed ## List volumes that nothing uses, and what deleting each would lose
	@kubectl get pv,pvc,pods --all-namespaces --output json | $(RUN) commands/volumes.ts

.PHONY: backup-state
backup-state: node_modules/.installed ## Write a dated copy of the stack's state, secrets encrypted, to TO=dir
	@pulumi stack export --stack $(STACK) | $(RUN) commands/backup-state.ts $(STACK) $(TO)

.PHONY: pin
pin: node_modules/.installed ## Append digests to images named by tag, and ask for the others; CHECK=1 writes nothing
	@crane=$$(tools/build.sh crane) && PATH="$$crane:$$PATH" $(RUN) commands/pin-images.ts $(if $(CHECK),--check)

.PHONY: render
render: node_modules/.installed tools ## Render every release with Helm; CHARTS=dir holds others' charts
	@$(RUN) commands/render.ts $(STACK) $(CHARTS)
.PHONY: coverage
coverage: node_modules/.installed tools ## Write docs/coverage.md: what makes each line of the data architecture true
	@$(RUN) commands/coverage.ts

.PHONY: schema
schema: node_modules/.installed ## Generate the editor's schema of Pulumi.homelab.yaml anew
	npm run --silent schema

.PHONY: format
format: node_modules/.installed ## Format all files
	npx prettier --write .
