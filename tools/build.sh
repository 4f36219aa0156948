#!/usr/bin/env bash
# Builds the pinned Go tools of this folder, each once, into a cache outside the
# repository, and prints for each the directory that holds its programs.
#
#   tools/build.sh NAME...           build what is missing; directories on stdout
#   tools/build.sh --print NAME...   build nothing; fail where one is missing
#   tools/build.sh --all             every tool of this folder
#
# See README.md for how a tool is described. Works with bash 3.2 (macOS).
set -euo pipefail

tools_root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache_root=${HOMELAB_CACHE:-${XDG_CACHE_HOME:-${HOME:?set HOME or HOMELAB_CACHE}/.cache}/homelab}/tools
progress_seconds=${HOMELAB_PROGRESS_SECONDS:-15}
build_pid=

say() { printf 'tools: %s\n' "$*" >&2; }
die() {
    say "$*"
    exit 1
}

known_tools() {
    local file
    for file in "$tools_root"/*/build.env; do
        if [ -e "$file" ]; then basename "$(dirname "$file")"; fi
    done
}

sha256() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

# Digest of every file of a module: its code, its pins and its build flags.
module_digest() {
    (cd "$1" && find . -type f | LC_ALL=C sort | while IFS= read -r file; do
        printf '%s\n' "$file"
        sha256 <"$file"
    done) | sha256 | cut -c1-12
}

# Version of a module as go.mod requires it, without the leading "v".
required_version() {
    awk -v module="$2" '$1 == "require" { sub(/^require[ \t]+/, "") }
        $1 == module { sub(/^v/, "", $2); print $2; exit }' "$1/go.mod"
}

# version_at_least HAVE WANT, for versions of up to three numbers.
version_at_least() {
    awk -v have="$1" -v want="$2" 'BEGIN {
        split(have, h, /[.+-]/); split(want, w, /[.+-]/)
        for (i = 1; i <= 3; i++) if (h[i] + 0 != w[i] + 0) exit !(h[i] + 0 > w[i] + 0)
    }'
}

# Reads tools/NAME/build.env into shell variables.
describe() {
    name=$1
    source_dir=$tools_root/$name
    [ -e "$source_dir/build.env" ] ||
        die "there is no tool \"$name\"; known tools: $(known_tools | paste -sd ' ' -)"
    version_module='' packages='' ldflags='' version_on_path=''
    # shellcheck disable=SC1091
    . "$source_dir/build.env"
    version=$(required_version "$source_dir" "$version_module")
    [ -n "$version" ] || die "tools/$name/go.mod must require $version_module, named in build.env"
    target=$cache_root/$name/$version-$(module_digest "$source_dir")
}

# A program already on PATH serves when it is at least as new as the pinned one.
directory_on_path() {
    local program found
    [ -n "$version_on_path" ] || return 1
    program=$(command -v "$name") || return 1
    found=$(eval "$version_on_path" 2>/dev/null) || return 1
    version_at_least "${found#v}" "$version" || return 1
    (cd "$(dirname "$program")" && pwd)
}

require_go() {
    local wanted have
    wanted=$(awk '$1 == "go" { print $2; exit }' "$source_dir/go.mod")
    command -v go >/dev/null || die "$name needs Go $wanted or newer to be built, and there is no" \
        "\"go\" on PATH; install it from https://go.dev/dl/"
    have=$(cd "$source_dir" && go env GOVERSION 2>&1) && version_at_least "${have#go}" "$wanted" ||
        die "$name needs Go $wanted or newer to be built, and the \"go\" on PATH says: $have;" \
            "install a newer one from https://go.dev/dl/"
}

report_progress() {
    local log=$1 started=$SECONDS due=$((SECONDS + progress_seconds))
    while kill -0 "$build_pid" 2>/dev/null; do
        sleep 0.2
        [ "$SECONDS" -ge "$due" ] || continue
        due=$((due + progress_seconds))
        say "$name $version: $((SECONDS - started)) s," \
            "$(grep -c '^go: downloading' "$log" || true) modules fetched," \
            "$(grep -vc '^go: ' "$log" || true) packages compiled"
    done
}

stop_build() {
    [ -z "$build_pid" ] || kill "$build_pid" 2>/dev/null || true
    [ -z "${scratch:-}" ] || rm -rf "$scratch"
}

build() {
    local log started=$SECONDS
    require_go
    scratch=$(mktemp -d "$cache_root/$name/building.XXXXXX")
    log=$scratch/log
    mkdir "$scratch/bin"
    say "$name $version: building with $(go env GOVERSION); the first time takes minutes"
    # shellcheck disable=SC2086  # packages is a list
    (cd "$source_dir" && GOWORK=off exec go build -mod=readonly -buildvcs=false -v \
        -ldflags "${ldflags//@version@/$version}" -o "$scratch/bin/" $packages) \
        >"$log" 2>&1 9>&- &
    build_pid=$!
    report_progress "$log"
    if ! wait "$build_pid"; then
        build_pid=
        tail -n 20 "$log" >&2
        die "$name $version: the build failed, see above; the module cache needs a network once"
    fi
    build_pid=
    # Each program is renamed into place, so nobody ever runs half of one.
    mkdir -p "$target"
    mv -f "$scratch"/bin/* "$target/"
    touch "$target/.complete"
    rm -rf "$scratch"
    scratch=
    say "$name $version: built in $((SECONDS - started)) s"
}

# Only one process builds a tool; the others wait and find it built.
build_once() {
    mkdir -p "$cache_root/$name"
    if command -v flock >/dev/null; then
        exec 9>"$cache_root/$name/lock"
        if ! flock -n 9; then
            say "$name $version: waiting for another build of it"
            flock 9
        fi
    fi
    [ -e "$target/.complete" ] || build
    exec 9>&-
}

main() {
    local only_print=
    case ${1:-} in
        --print) only_print=yes && shift ;;
        --all) shift && set -- $(known_tools) ;;
    esac
    [ $# -gt 0 ] ||
        die "usage: tools/build.sh [--print] NAME... or --all, of: $(known_tools | paste -sd' ' -)"
    trap stop_build EXIT
    trap 'exit 130' INT TERM
    local tool
    for tool in "$@"; do
        describe "$tool"
        directory_on_path && continue
        if [ ! -e "$target/.complete" ]; then
            [ -z "$only_print" ] || die "$name $version is not built; run: tools/build.sh $name"
            build_once
        fi
        printf '%s\n' "$target"
    done
}

main "$@"
