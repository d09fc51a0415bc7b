package people

import (
	"strconv"
	"sync"
	"testing"
	"time"

	"casebook/generator/fault"
	"casebook/store/storetest"
)

// try signs in and returns the kind of what was refused, 0 if it went well.
func (a *area) try(t Try) fault.Kind {
	a.t.Helper()
	_, err := a.SignIn(a.t.Context(), t)
	if kind := kindOf(err); kind != 0 || err == nil {
		return kind
	}
	a.t.Fatal(err)
	return 0
}

// TestSignInIsLocked goes to the edges of each lock.
func TestSignInIsLocked(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	ada, _ := a.user("Ada", Operator)
	right, wrong := Try{Name: " ADA ", Password: password}, Try{Name: "ada", Password: "wrong"}
	for _, name := range []string{"ada", "nobody"} { // whether or not there is such a user
		wait := firstWait
		for n := range freeTries + 8 {
			if got := a.try(Try{Name: name, Password: "wrong"}); got != fault.Unauthorized {
				t.Fatalf("%s, wrong password %d: got %v, want to be told that it is wrong", name, n+1, got)
			}
			if n+1 < freeTries {
				continue
			}
			a.now = a.now.Add(wait - time.Nanosecond)
			if got := a.try(Try{Name: name, Password: password}); got != fault.Busy {
				t.Fatalf("%s, %s after wrong password %d: got %v, want to be told to wait", name, wait, n+1, got)
			}
			a.now = a.now.Add(time.Nanosecond)
			wait = min(2*wait, longestWait)
		}
	}
	if got := a.try(right); got != 0 {
		t.Errorf("the right password once the wait is over: got %v", got)
	}
	for range freeTries - 1 {
		if got := a.try(wrong); got != fault.Unauthorized {
			t.Errorf("after the right one: got %v, want to count anew", got)
		}
	}
	a.now = a.now.Add(forgetAfter + time.Nanosecond)
	for range freeTries {
		if got := a.try(wrong); got != fault.Unauthorized {
			t.Errorf("a day later: got %v, want to count anew", got)
		}
	}
	if got := a.try(right); got != fault.Busy {
		t.Errorf("after five more: got %v, want to be told to wait", got)
	}
	if _, err := a.Reset(t.Context(), &Actor{}, ada.ID); err != nil {
		t.Fatal(err)
	}
	if got := a.try(right); got != 0 {
		t.Errorf("after casebook user reset: got %v", got)
	}
}

// TestStrangersLockNobodyOut: a stranger who never stops keeps the name busy, but not for
// a browser that is known.
func TestStrangersLockNobodyOut(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	ada, _ := a.user("Ada", Operator)
	bo, _ := a.user("Bo", Viewer)
	device := a.Remember(ada.ID)
	for range freeTries {
		a.try(Try{Name: "ada", Password: "wrong", Network: "198.51.100.7"})
	}
	right := Try{Name: "ada", Password: password, Network: "198.51.100.7"}
	for name, test := range map[string]struct {
		device string
		later  time.Duration
		want   fault.Kind
	}{
		"no device":       {"", 0, fault.Busy},
		"known":           {device, 0, 0},
		"of another user": {a.Remember(bo.ID), 0, fault.Busy},
		"forged":          {"x" + device, 0, fault.Busy},
		"nonsense":        {"..", 0, fault.Busy},
		"known a year ago": {func() string {
			a.now = a.now.Add(-DeviceTime)
			defer func() { a.now = a.now.Add(DeviceTime) }()
			return a.Remember(ada.ID)
		}(), 0, fault.Busy},
	} {
		try := right
		try.Device = test.device
		if got := a.try(try); got != test.want {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
	for range freeTries { // the known browser itself is not free to guess
		a.try(Try{Name: "ada", Password: "wrong", Device: device})
	}
	right.Device = device
	if got := a.try(right); got != fault.Busy {
		t.Errorf("after wrong passwords in the known browser: got %v", got)
	}
}

// TestSignInIsLockedByNetwork: one address cannot go through many names, even if it has an
// account of its own.
func TestSignInIsLockedByNetwork(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	a.user("Eve", Operator)
	const net = "2001:db8::/64"
	own := Try{Name: "eve", Password: password, Network: net}
	for n := range freeByNetwork {
		if got := a.try(Try{Name: string(rune('a' + n)), Password: "wrong", Network: net}); got != fault.Unauthorized {
			t.Fatalf("try %d: got %v", n+1, got)
		}
		if n == freeByNetwork-2 && a.try(own) != 0 {
			t.Error("the own account just before the lock: got refused")
		}
	}
	if got := a.try(own); got != fault.Busy {
		t.Errorf("from an address that is locked: got %v", got)
	}
	elsewhere := own
	elsewhere.Network = "203.0.113.9"
	if got := a.try(elsewhere); got != 0 {
		t.Errorf("from another address: got %v", got)
	}
	a.now = a.now.Add(firstWait)
	if got := a.try(own); got != 0 {
		t.Errorf("after the wait: got %v", got)
	}
	if got := a.try(Try{Name: "z", Password: "wrong", Network: net}); got != fault.Unauthorized {
		t.Errorf("a wrong one after the wait: got %v", got)
	}
	a.now = a.now.Add(2*firstWait - time.Nanosecond)
	if got := a.try(own); got != fault.Busy {
		t.Errorf("signing in with the own account cleared the address: got %v", got)
	}
}

// TestGuessesAtOnce: those that run side by side count together.
func TestGuessesAtOnce(t *testing.T) {
	g, now := newGuard(), time.Now()
	var all sync.WaitGroup
	let := make(chan bool, 100)
	for range cap(let) {
		all.Go(func() { let <- g.begin(now, byNetwork("192.0.2.1"), byName("ada")) == nil })
	}
	all.Wait()
	close(let)
	n := 0
	for ok := range let {
		if ok {
			n++
		}
	}
	if n != freeTries {
		t.Errorf("got %d guesses at once, want %d", n, freeTries)
	}
}

// TestFlushingLocks: names that are refused take no room, by which the locks of others
// would be forgotten.
func TestFlushingLocks(t *testing.T) {
	g, now := newGuard(), time.Now()
	for range freeTries {
		if err := g.begin(now, byName("ada")); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 2*tallysKept + 1 {
		if err := g.begin(now, byNetwork(strconv.Itoa(n)), byName("ada")); kindOf(err) != fault.Busy {
			t.Fatalf("try %d at a locked name: got %v, want to be refused", n, err)
		}
	}
	if got := len(g.recent) + len(g.older); got != 1 {
		t.Errorf("got %d tallies, want that of the name", got)
	}
}

// TestTakingBack: a try that is taken back leaves the wait that others have earned.
func TestTakingBack(t *testing.T) {
	for name, takeBack := range map[string]func(*guard, time.Time, ...counter){"undo": (*guard).undo, "succeeded": (*guard).succeeded} {
		g, now, c := newGuard(), time.Now(), byNetwork("192.0.2.1")
		for range freeByNetwork - 1 {
			_ = g.begin(now, c)
		}
		queued := now
		now = now.Add(time.Second)
		if err := g.begin(now, c); err != nil { // the last that is free
			t.Fatal(err)
		}
		now = now.Add(firstWait)
		if err := g.begin(now, c); err != nil { // a wrong one, beyond
			t.Fatal(err)
		}
		takeBack(g, queued, c)
		if err := g.begin(now.Add(firstWait-1), c); kindOf(err) != fault.Busy {
			t.Errorf("%s while another try counts: got %v, want its wait", name, err)
		}
		later := now.Add(firstWait)
		if err := g.begin(later, c); err != nil {
			t.Errorf("%s: after the wait: got %v", name, err)
		}
		takeBack(g, later, c)
		if err := g.begin(later, c); err != nil {
			t.Errorf("%s of the last try: got %v, want no wait of its own", name, err)
		}
	}
}

// TestGuardForgets: however many names are tried, the memory it takes is bounded.
func TestGuardForgets(t *testing.T) {
	g, now := newGuard(), time.Now()
	for n := range 3 * tallysKept {
		if err := g.begin(now, byName(time.Duration(n).String())); err != nil {
			t.Fatal(err)
		}
	}
	if got := len(g.recent) + len(g.older); got > 2*tallysKept {
		t.Errorf("got %d tallies, want at most %d", got, 2*tallysKept)
	}
}

func TestSetPassword(t *testing.T) {
	db := storetest.Open(t)
	a := newArea(t, db)
	ada, here := a.user("Ada", Operator)
	there := a.session(ada)
	ended := false
	defer a.Watch(a.actor(there), func() { ended = true })()
	if err := a.SetPassword(t.Context(), a.actor(here), "wrong", "another password"); kindOf(err) != fault.Forbidden {
		t.Errorf("with a wrong old one: got %v", err)
	}
	if err := a.SetPassword(t.Context(), a.actor(here), password, "short"); kindOf(err) != fault.Invalid {
		t.Errorf("a short one: got %v", err)
	}
	if a.isOver(there) {
		t.Error("a password that was not changed ended a session")
	}
	if err := a.SetPassword(t.Context(), a.actor(here), password, "another password"); err != nil {
		t.Fatal(err)
	}
	if a.isOver(here) || !a.isOver(there) || !ended {
		t.Errorf("over: got here %v, there %v, its stream %v, want false, true, true", a.isOver(here), a.isOver(there), ended)
	}
	a = newArea(t, db)
	if got := a.try(Try{Name: "Ada", Password: password}); got != fault.Unauthorized {
		t.Errorf("the old password after a restart: got %v", got)
	}
	if got := a.try(Try{Name: "Ada", Password: "another password"}); got != 0 {
		t.Errorf("the new password after a restart: got %v", got)
	}
	for range freeTries {
		_ = a.SetPassword(t.Context(), a.actor(here), "wrong", "another password")
	}
	if err := a.SetPassword(t.Context(), a.actor(here), "another password", "a third password"); kindOf(err) != fault.Busy {
		t.Errorf("guessing in a session that was left open: got %v", err)
	}
}

func TestReset(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	ada, here := a.user("Ada", Operator)
	first, err := a.Reset(t.Context(), &Actor{}, ada.ID)
	if err != nil {
		t.Fatal(err)
	}
	code, err := a.Reset(t.Context(), &Actor{}, ada.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.UseReset(t.Context(), first, "another password"); kindOf(err) != fault.Forbidden {
		t.Errorf("a code that was made before: got %v", err)
	}
	if a.isOver(here) {
		t.Error("making a link ended a session")
	}
	a.now = a.now.Add(resetTime)
	if _, err := a.UseReset(t.Context(), code, "another password"); kindOf(err) != fault.Forbidden {
		t.Errorf("a day later: got %v", err)
	}
	a.now = a.now.Add(-time.Nanosecond)
	if user, err := a.UseReset(t.Context(), code, "another password"); err != nil || user.ID != ada.ID {
		t.Errorf("got %+v, %v", user, err)
	}
	if !a.isOver(here) {
		t.Error("the session goes on")
	}
	if _, err := a.UseReset(t.Context(), code, "a third password"); kindOf(err) != fault.Forbidden {
		t.Errorf("a second time: got %v", err)
	}
	if got := a.try(Try{Name: "ada", Password: "another password"}); got != 0 {
		t.Errorf("the new password: got %v", got)
	}
	if _, err := a.Reset(t.Context(), &Actor{}, "nobody"); kindOf(err) != fault.NotFound {
		t.Errorf("of nobody: got %v", err)
	}
}

// TestResetShutsOut: whoever had the account before a reset has nothing of it after.
func TestResetShutsOut(t *testing.T) {
	a, ctx := newArea(t, storetest.Open(t)), t.Context()
	ada, secret := a.user("Ada", Operator)
	bo, bos := a.user("Bo", Operator)
	home := Site{"example.org", "https://example.org"}
	shows := a.newDevice(ada, home)
	adas, _ := a.token(a.actor(secret), ScopeAdmin)
	_, other := a.token(a.actor(bos), ScopeRead)
	_, invitation, err := a.Invite(a.actor(secret), Operator)
	if err != nil {
		t.Fatal(err)
	}
	_, forBo, err := a.AddUser(ctx, a.actor(secret), "Cy", Operator)
	if err != nil {
		t.Fatal(err)
	}
	before := a.shows(shows, home)
	thief, err := a.SignInWithPasskey(home, before.State, before.Passkey)
	if err != nil {
		t.Fatal(err)
	}
	ended := 0
	defer a.Watch(a.actor(secret), func() { ended++ })()
	defer a.Watch(&adas, func() { ended++ })()
	code, err := a.Reset(ctx, a.actor(bos), ada.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.UseReset(ctx, code, "another password"); err != nil {
		t.Fatal(err)
	}
	answer := a.shows(shows, home)
	if _, err := a.SignInWithPasskey(home, answer.State, answer.Passkey); kindOf(err) != fault.Unauthorized {
		t.Errorf("with a passkey of before: got %v, want to be refused", err)
	}
	if _, err := a.Begin(&thief, "192.0.2.66", "a browser"); kindOf(err) != fault.Unauthorized {
		t.Errorf("who has shown it before: got %v, want to be refused", err)
	}
	if list, err := a.Tokens(ctx); err != nil || len(list) != 1 || list[0].ID != other.ID {
		t.Errorf("tokens: got %+v, %v, want Bo's alone", list, err)
	}
	for what, err := range map[string]error{"an invitation": a.checkCode(forJoining, invitation), "a link for a password": a.checkCode(forPassword, forBo)} {
		if kindOf(err) != fault.Forbidden {
			t.Errorf("%s that was made before: got %v, want it void", what, err)
		}
	}
	if !a.isOver(secret) || ended != 2 || a.isOver(bos) {
		t.Errorf("over: got %v with %d streams, and Bo's %v, want true, 2, false", a.isOver(secret), ended, a.isOver(bos))
	}
	if list, err := a.PasskeysOf(bo.ID); err != nil || len(list) != 0 {
		t.Errorf("Bo's passkeys: got %+v, %v", list, err)
	}
}

// TestAddUser: an account without a password opens nothing until its code is used.
func TestAddUser(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	if _, _, err := a.AddUser(t.Context(), &Actor{}, "Vi", Viewer); kindOf(err) != fault.Conflict {
		t.Errorf("a viewer as the first user: got %v", err)
	}
	user, code, err := a.AddUser(t.Context(), &Actor{}, "Ada", Operator)
	if err != nil || !user.Pending {
		t.Fatalf("got %+v, %v", user, err)
	}
	if _, needed := a.SetupCode(); needed {
		t.Error("the setup code is still good")
	}
	if _, err := a.DropUser(&Actor{}, user.ID); kindOf(err) != fault.Conflict {
		t.Errorf("delete the only user: got %v", err)
	}
	if got := a.try(Try{Name: "ada", Password: ""}); got != fault.Unauthorized {
		t.Errorf("without a password: got %v", got)
	}
	if user, err := a.UseReset(t.Context(), code, password); err != nil || user.Name != "Ada" {
		t.Errorf("got %+v, %v", user, err)
	}
	if got := a.try(Try{Name: "ada", Password: password}); got != 0 {
		t.Errorf("with the password: got %v", got)
	}
	if _, _, err := a.AddUser(t.Context(), &Actor{}, "ADA", Viewer); kindOf(err) != fault.Conflict {
		t.Errorf("the same name: got %v", err)
	}
}
