package recent

import (
	"sync"
	"testing"
)

// TestCache asks for more keys than are kept: those asked for last are not made again.
func TestCache(t *testing.T) {
	c := New[string, string](2)
	made := map[string]int{}
	get := func(key string) {
		if got := c.Get(key, func() string { made[key]++; return key + "!" }); got != key+"!" {
			t.Errorf("got %q, want %q", got, key+"!")
		}
	}
	for _, key := range []string{"a", "b", "a", "c", "a", "b"} {
		get(key)
	}
	for key, want := range map[string]int{"a": 1, "b": 2, "c": 1} {
		if made[key] != want {
			t.Errorf("%s was made %d times, want %d", key, made[key], want)
		}
	}
	if len(c.kept) != 2 || c.order.Len() != 2 {
		t.Errorf("%d keys and %d values are kept, want 2", len(c.kept), c.order.Len())
	}
}

// TestCacheMakesOnce has many ask for one key at once.
func TestCacheMakesOnce(t *testing.T) {
	c := New[int, *int](1)
	made := 0
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if got := c.Get(1, func() *int { made++; return &made }); got != &made {
				t.Errorf("got %p, want %p", got, &made)
			}
		})
	}
	all.Wait()
	if made != 1 {
		t.Errorf("made %d times, want once", made)
	}
}
