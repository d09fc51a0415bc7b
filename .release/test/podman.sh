#!/usr/bin/env bash
# podman.sh COMMAND...: podman as podman-compose calls it for the README's compose.yaml, in the store $STORE. What it
# runs has no network, whatever the file says, and no more than a test may give; networks are neither made nor missed.
set -euo pipefail
mine=(podman --root "$STORE/root" --runroot "$STORE/run" --tmpdir "$STORE/tmp" --storage-driver vfs --cgroup-manager cgroupfs --runtime runc)
[ "$1" != network ] || exit 0
if [ "$1" != run ]; then exec "${mine[@]}" "$@"; fi
shift
given=()
while [ $# -gt 0 ]; do
	case $1 in
	--net | --network-alias | -p) shift 2 ;;
	*) given+=("$1") && shift ;;
	esac
done
exec "${mine[@]}" run --network none --security-opt no-new-privileges --env CASEBOOK_AHEAD=1 --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 "${given[@]}"
