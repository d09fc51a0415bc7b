package keeping

import "testing"

func TestNetwork(t *testing.T) {
	for kind, want := range map[uint32]string{0x6969: "NFS", 0xff534d42: "SMB", 0xfe534d42: "SMB", 0xef53: "", 0x01021994: ""} {
		if got := networkName(kind); got != want {
			t.Errorf("%x: got %q, want %q", kind, got, want)
		}
	}
	if got, err := network(t.TempDir()); got != "" || err != nil {
		t.Errorf("a local directory: got %q, %v", got, err)
	}
}
