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
