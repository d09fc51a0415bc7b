package people

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"slices"
	"testing"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"casebook/generator/fault"
	"casebook/store"
	"casebook/store/storetest"
)

// device is something that shows a passkey of one host.
type device struct {
	key    *ecdsa.PrivateKey
	host   string
	userID string
	shown  uint32 // how often
}

// newDevice makes a passkey and keeps it with the account.
func (a *area) newDevice(u User, site Site) *device {
	a.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		a.t.Fatal(err)
	}
	point, err := key.PublicKey.Bytes()
	if err != nil {
		a.t.Fatal(err)
	}
	// COSE_Key of ES256, RFC 9053, 7.1.1: kty, alg, crv, x, y.
	cose := slices.Concat([]byte{0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32}, point[1:33], []byte{0x22, 0x58, 32}, point[33:])
	_, err = a.change(u.ID, func(_ *store.Tx, found *account) error {
		found.Passkeys = append(found.Passkeys, passkey{Name: "Laptop", Host: site.Host, Origin: site.Origin, Credential: webauthn.Credential{ID: []byte("a key"), PublicKey: cose}})
		return nil
	})
	if err != nil {
		a.t.Fatal(err)
	}
	return &device{key: key, host: site.Host, userID: u.ID}
}

// answer is what a browser with the page of an origin sends for a ceremony.
func (d *device) answer(t *testing.T, c Ceremony, origin string) []byte {
	t.Helper()
	options, ok := c.Options.(protocol.PublicKeyCredentialRequestOptions)
	if !ok {
		t.Fatalf("got options %T", c.Options)
	}
	d.shown++
	client, err := json.Marshal(map[string]any{"type": "webauthn.get", "challenge": options.Challenge.String(), "origin": origin})
	if err != nil {
		t.Fatal(err)
	}
	host, hash := sha256.Sum256([]byte(d.host)), sha256.Sum256(client)
	data := binary.BigEndian.AppendUint32(append(host[:], 0x05), d.shown) // the user was there and is verified
	sum := sha256.Sum256(slices.Concat(data, hash[:]))
	signature, err := ecdsa.SignASN1(rand.Reader, d.key, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	text := base64.RawURLEncoding.EncodeToString
	answer, err := json.Marshal(map[string]any{
		"id": text([]byte("a key")), "rawId": text([]byte("a key")), "type": "public-key",
		"response": map[string]string{"clientDataJSON": text(client), "authenticatorData": text(data), "signature": text(signature), "userHandle": text([]byte(d.userID))},
	})
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// TestPasskeyOfOneOrigin: what a page of another origin has a browser sign opens nothing,
// even of the same host or below it, whatever host the request then names.
func TestPasskeyOfOneOrigin(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	ada, _ := a.user("Ada", Operator)
	home := Site{"example.org", "https://example.org"}
	shows := a.newDevice(ada, home)
	for _, test := range []struct {
		begun, ended Site
		want         fault.Kind
	}{
		{home, home, 0},
		{home, Site{"user.example.org", "https://user.example.org"}, fault.Unauthorized},
		{home, Site{"example.org", "https://example.org:8443"}, fault.Unauthorized},
		{home, Site{"example.org", "https://user.example.org"}, fault.Unauthorized},
		{Site{"example.org", "https://example.org:8443"}, Site{"example.org", "https://example.org:8443"}, fault.Unauthorized},
	} {
		begun, err := a.BeginSignIn(test.begun)
		if err != nil {
			t.Fatal(err)
		}
		user, err := a.SignInWithPasskey(test.ended, begun.State, shows.answer(t, begun, test.ended.Origin))
		if kindOf(err) != test.want || (err == nil) != (test.want == 0) {
			t.Errorf("%+v: got %v, want %v", test, err, test.want)
			continue
		}
		if err != nil {
			continue
		}
		if _, err := a.Begin(&user, "192.0.2.7", "a browser"); err != nil {
			t.Errorf("%+v: begin a session: %v", test, err)
		}
		_, err = a.change(ada.ID, func(_ *store.Tx, found *account) error {
			found.Passkeys[0].Credential.ID = []byte("another")
			return nil
		})
		if _, again := a.Begin(&user, "192.0.2.7", "a browser"); err != nil || kindOf(again) != fault.Unauthorized {
			t.Errorf("with a passkey that is gone meanwhile: got %v, %v, want to be refused", err, again)
		}
		_, err = a.change(ada.ID, func(_ *store.Tx, found *account) error { found.Passkeys[0].Credential.ID = []byte("a key"); return nil })
		if err != nil {
			t.Fatal(err)
		}
	}
}

// shows answers a ceremony that signs in with the device.
func (a *area) shows(d *device, site Site) Again {
	a.t.Helper()
	begun, err := a.BeginSignIn(site)
	if err != nil {
		a.t.Fatal(err)
	}
	return Again{State: begun.State, Passkey: d.answer(a.t, begun, site.Origin)}
}

// TestPasskeyAsksAgain: a session alone makes no passkey.
func TestPasskeyAsksAgain(t *testing.T) {
	a, ctx := newArea(t, storetest.Open(t)), t.Context()
	ada, secret := a.user("Ada", Operator)
	eve, _ := a.user("Eve", Operator)
	home := Site{"example.org", "https://example.org"}
	adas, eves := a.newDevice(ada, home), a.newDevice(eve, home)
	once, theirs := a.shows(adas, home), a.shows(eves, home)
	theirs.Password = password
	for _, test := range []struct {
		name  string
		shown Again
		want  fault.Kind
	}{
		{"nothing", Again{}, fault.Forbidden},
		{"a wrong password", Again{Password: "wrong"}, fault.Forbidden},
		{"the password", Again{Password: password}, 0},
		{"a passkey", once, 0},
		{"the same answer again", once, fault.Forbidden},
		{"no answer", Again{State: once.State, Passkey: []byte("{}")}, fault.Forbidden},
		{"another user's passkey, with the password", theirs, fault.Forbidden},
	} {
		begun, err := a.BeginPasskey(ctx, a.actor(secret), home, test.shown)
		if kindOf(err) != test.want || (err == nil) != (test.want == 0) || (begun.State != "") != (test.want == 0) {
			t.Errorf("%s: got %q, %v, want %v", test.name, begun.State, err, test.want)
		}
	}
	for range freeTries {
		_, _ = a.BeginPasskey(ctx, a.actor(secret), home, Again{Password: "wrong"})
	}
	if _, err := a.BeginPasskey(ctx, a.actor(secret), home, Again{Password: password}); kindOf(err) != fault.Busy {
		t.Errorf("guessing in a stolen session: got %v, want to be told to wait", err)
	}
	actor := a.actor(secret)
	if _, err := a.DropUser(&Actor{}, ada.ID); err != nil {
		t.Fatal(err)
	}
	a.user("Ada", Operator) // another one, of the same name and password
	if _, err := a.BeginPasskey(ctx, actor, home, Again{Password: password}); kindOf(err) != fault.Unauthorized {
		t.Errorf("in a session of a user who is gone: got %v, want to be refused", err)
	}
}

// TestPasskeysOfOthers: operators see and delete them, and with one end the sessions that
// it has begun.
func TestPasskeysOfOthers(t *testing.T) {
	home := Site{"example.org", "https://example.org"}
	id := "61206b6579" // "a key"
	for name, test := range map[string]struct {
		drop func(a *area, by string, ada User) error
		here bool // whether the session by which it is done is over, too
	}{
		"by another": {func(a *area, _ string, ada User) error {
			user, gone, err := a.DropPasskeyOf(&Actor{}, ada.ID, id)
			if user.Name != "Ada" || gone.Name != "Laptop" {
				a.t.Errorf("got %+v of %+v, want Ada's laptop", gone, user)
			}
			return err
		}, true},
		"by the owner": {func(a *area, by string, _ User) error { return a.DropPasskey(a.actor(by), id) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			a := newArea(t, storetest.Open(t))
			ada, withPassword := a.user("Ada", Operator)
			shows := a.newDevice(ada, home)
			begin := func() string {
				answer := a.shows(shows, home)
				user, err := a.SignInWithPasskey(home, answer.State, answer.Passkey)
				if err != nil {
					t.Fatal(err)
				}
				return a.session(user)
			}
			here, there := begin(), begin()
			if list, err := a.PasskeysOf(ada.ID); err != nil || len(list) != 1 || list[0].ID != id || list[0].LastUsedAt.IsZero() {
				t.Fatalf("got %+v, %v, want the one", list, err)
			}
			if err := test.drop(a, here, ada); err != nil {
				t.Fatal(err)
			}
			if a.isOver(here) != test.here || !a.isOver(there) || a.isOver(withPassword) {
				t.Errorf("over: got here %v, there %v, by the password %v, want %v, true, false", a.isOver(here), a.isOver(there), a.isOver(withPassword), test.here)
			}
			if list, err := a.PasskeysOf(ada.ID); err != nil || len(list) != 0 {
				t.Errorf("got %+v, %v, want none", list, err)
			}
			if _, _, err := a.DropPasskeyOf(&Actor{}, ada.ID, id); kindOf(err) != fault.NotFound {
				t.Errorf("a second time: got %v", err)
			}
			if _, err := a.PasskeysOf("nobody"); kindOf(err) != fault.NotFound {
				t.Errorf("of nobody: got %v", err)
			}
		})
	}
}
