# The life of the package on a machine that systemd runs: installed, played with, set up, upgraded, removed
# and purged. Beside it are older.deb and newer.deb.
set -euo pipefail
cd /srv/story
data=/var/lib/casebook
port=8080
day=$(date -u +%F)

fail() {
	echo "WRONG: $1"
	journalctl -u casebook.service --no-pager -n 30 || true
	exit 1
}

# want WHAT GOT WANT
want() { [ "$2" = "$3" ] || fail "$1: got $2, want $3"; }

# ask PATH [BODY]: what the server answers.
ask() { curl -fsS --retry 60 --retry-all-errors --retry-delay 1 "http://localhost:$port$1" ${2:+-H 'Content-Type: application/json' -d "$2"}; }

# state PROPERTY: what systemd knows of the service.
state() { systemctl show casebook.service -p "$1" --value; }

# played: what the server knows of the player.
played() { ask "/api/player-state/$day/story" | jq -cS '[.actionPoints.current, [.discoveredEvidence[].id]]'; }

# Only today's case and that of tomorrow, to be done soon.
install -d /etc/systemd/system/casebook.service.d
printf '[Service]\nEnvironment=CASEBOOK_AHEAD=1\n' >/etc/systemd/system/casebook.service.d/story.conf

echo "== install"
dpkg --no-triggers -i older.deb
want 'is it active' "$(systemctl is-active casebook)" active
want 'will it start with the machine' "$(systemctl is-enabled casebook)" enabled
want 'its status' "$(state StatusText)" 'Playing on http://localhost:8080/'
want 'its user' "$(ps -o user= -p "$(state MainPID)")" casebook
want 'its privileges' "$(grep CapBnd "/proc/$(state MainPID)/status" | cut -f2)" 0000000000000400 # CAP_NET_BIND_SERVICE
want 'the data directory' "$(stat -c '%U %a' $data)" 'casebook 700'
[ -s $data/setup-code ] || fail 'there is no setup code'

echo "== play"
ask /api/location/search "{\"caseId\":\"$day\",\"userId\":\"story\",\"locationId\":\"loc-1\",\"searchType\":\"quick\"}" >/dev/null
before=$(played)
want 'the points left' "$(jq .[0] <<<"$before")" 4
casebook() { setpriv --reuid casebook --regid casebook --init-groups casebook --data $data "$@"; }
casebook doctor || want 'how the doctor ends' $? 3
casebook backup /tmp/story.zip

echo "== settings and secrets"
printf 'CASEBOOK_ADDR=:80\nCASEBOOK_WEBHOOK_URLS=https://receiver.example.org/\nCASEBOOK_BACKUP_FOLDER=/var/backups/casebook\n' >>/etc/casebook/casebook.env
if systemctl restart casebook 2>/dev/null; then fail 'webhooks without a secret are allowed'; fi
install -d -m 700 /etc/credstore
(umask 077 && echo "whsec_$(head -c 32 /dev/urandom | base64)" >/etc/credstore/casebook.webhook-secret)
systemctl restart casebook || fail 'it does not start with a secret among its credentials'
port=80
want 'what was played' "$(played)" "$before"
for _ in $(seq 120); do if ls /var/backups/casebook/*.zip >/dev/null 2>&1; then break; fi; sleep 0.5; done
ls /var/backups/casebook/*.zip || fail 'no backup is made by the schedule'

echo "== upgrade"
old=$(state MainPID)
dpkg --no-triggers -i newer.deb
[ "$(state MainPID)" != "$old" ] || fail 'the older one still runs'
want 'its status' "$(state StatusText)" 'Playing on http://localhost:80/'
want 'what was played' "$(played)" "$before"

echo "== restore"
systemctl stop casebook
mv $data $data.before
install -d -m 700 -o casebook -g casebook $data
casebook restore /tmp/story.zip
systemctl start casebook
want 'what was played' "$(played)" "$before"

echo "== remove"
dpkg --no-triggers -r casebook
want 'is it active' "$(systemctl is-active casebook || true)" inactive
[ -s $data/casebook.db ] && [ -s /etc/casebook/casebook.env ] || fail 'data or settings are gone'
dpkg --no-triggers -i newer.deb
want 'what was played' "$(played)" "$before"

echo "== purge"
dpkg --no-triggers -P casebook | tee purged
grep -q 'stay in /var/lib/casebook' purged || fail 'it does not say that the data stays'
[ -s $data/casebook.db ] && ls /var/backups/casebook/*.zip || fail 'data or backups are gone'
[ ! -e /etc/casebook ] || fail 'the settings are still there'
want 'errors in its log' "$(journalctl -u casebook.service --no-pager -o cat | grep -c '"level":"ERROR"' || true)" 0
echo "== well"
