package web

import (
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"golang.org/x/time/rate"

	"casebook/generator/fault"
)

// The limits. Those of an address leave room for a classroom behind it; those of
// a player are far above what a person does.
const (
	generatePerSecond, generateBurst = 1, 60
	addressPerSecond, addressBurst   = 50, 500
	playerPerSecond, playerBurst     = 3, 40
	limitersKept                     = 10_000
)

// limits bounds how often somebody, a player or an address, may do something.
// It forgets those who have not come for long, and holds at most twice
// limitersKept of them.
type limits struct {
	every  rate.Limit
	burst  int
	mu     sync.Mutex
	recent map[string]*rate.Limiter
	older  map[string]*rate.Limiter
}

func newLimits(perSecond float64, burst int) *limits {
	return &limits{every: rate.Limit(perSecond), burst: burst, recent: map[string]*rate.Limiter{}}
}

// tooMuch is what somebody is told who comes too often.
const tooMuch = "That was too much at once. Nothing was charged or changed: wait %d s and send the same again."

// allow returns a fault of kind Busy when who comes too often.
func (l *limits) allow(who string, now time.Time) error {
	limiter := l.of(who)
	reservation := limiter.ReserveN(now, 1)
	wait := reservation.DelayFrom(now)
	if wait == 0 {
		return nil
	}
	reservation.CancelAt(now)
	busy := fault.New(fault.Busy, tooMuch, retryAfter(http.StatusTooManyRequests, wait))
	busy.RetryAfter = wait
	return busy
}

func (l *limits) of(who string) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if limiter := l.recent[who]; limiter != nil {
		return limiter
	}
	limiter := l.older[who]
	if limiter == nil {
		limiter = rate.NewLimiter(l.every, l.burst)
	}
	if len(l.recent) >= limitersKept {
		l.older, l.recent = l.recent, map[string]*rate.Limiter{}
	}
	l.recent[who] = limiter
	return limiter
}

// network is what counts as one address: for IPv6 the network of a household.
// It is empty for this machine itself, which is not limited: all that a proxy
// passes on comes from there.
func network(address string) string {
	addr, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	addr = addr.Unmap().WithZone("")
	if addr.IsLoopback() {
		return ""
	}
	if addr.Is6() {
		if prefix, err := addr.Prefix(64); err == nil {
			return prefix.String()
		}
	}
	return addr.String()
}

// limited is the middleware of operations that an address may not call without
// end.
func (s *Server) limited(l *limits) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		c := humaecho.Unwrap(ctx)
		if who := network(c.RealIP()); who != "" {
			if err := l.allow(who, s.o.Now()); err != nil {
				s.fail(c, err)
				return
			}
		}
		next(ctx)
	}
}
