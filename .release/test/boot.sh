#!/usr/bin/env bash
# boot.sh SCRATCH FILES...: boots systemd in a layer over this machine that is thrown away, with the files
# in /srv/story, and has it run story.sh, one of them. Prints what the story prints, and ends as it does.
# Needs root, and a mount namespace of its own (unshare -m).
set -euo pipefail
scratch=$1
shift

mount -t tmpfs story "$scratch"
mkdir "$scratch"/{upper,work,root}
mount -t overlay story -o "lowerdir=/,upperdir=$scratch/upper,workdir=$scratch/work" "$scratch/root"
inside=$scratch/root/srv/story
mkdir -p "$inside"
cp "$@" "$inside"
rm -f "$scratch/root/usr/sbin/policy-rc.d" # of machines that start no services
cat >"$scratch/root/etc/systemd/system/story.service" <<'UNIT'
[Unit]
Requires=sysinit.target
After=sysinit.target
DefaultDependencies=no
[Service]
Type=oneshot
ExecStart=/bin/sh -c 'bash /srv/story/story.sh >/srv/story/said 2>&1; systemctl exit $$?'
UNIT
code=0
timeout -k 10 240 systemd-nspawn --quiet --register=no --keep-unit --private-network --link-journal=no \
	-D "$scratch/root" --boot systemd.unit=story.service >"$scratch/console" 2>&1 </dev/null || code=$?
cat "$inside/said" || cat "$scratch/console"
exit "$code"
