package main

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// report is what a run gave.
type report struct {
	plan
	took   []time.Duration // sorted
	late   []time.Duration // sorted
	within int             // answers within the time of the run
	lasted time.Duration
	cpu    cpu
	errors []error
}

// count takes the figures from the requests.
func (r *report) count(begin time.Time, asked []request) {
	if r.think == 0 {
		r.lasting = r.lasted
	}
	for _, one := range asked {
		r.took, r.late = append(r.took, one.took), append(r.late, one.late)
		if one.due.Add(one.took).Sub(begin) <= r.lasting {
			r.within++
		}
	}
	slices.Sort(r.took)
	slices.Sort(r.late)
}

// quantile is the time that a share of the sorted times does not exceed.
func quantile(times []time.Duration, share float64) time.Duration {
	return times[min(len(times)-1, int(share*float64(len(times))))].Round(10 * time.Microsecond)
}

// String is the report in a few lines.
func (r *report) String() string {
	if len(r.took) == 0 {
		return "nothing was answered\n"
	}
	pace := "each as soon as answered"
	if r.think > 0 {
		pace = "thinking " + r.think.String() + " on average"
	}
	text := fmt.Sprintf("%d players at once, %s: %d requests in %s, %.0f a minute, %d errors\np50 %s  p95 %s  p99 %s  longest %s\n",
		r.players, pace, len(r.took), r.lasted.Round(time.Millisecond), float64(r.within)/r.lasting.Minutes(), len(r.errors),
		quantile(r.took, 0.5), quantile(r.took, 0.95), quantile(r.took, 0.99), quantile(r.took, 1))
	if r.think > 0 {
		text += fmt.Sprintf("of this late in sending, because of the answer before or the generator: p95 %s  p99 %s\n", quantile(r.late, 0.95), quantile(r.late, 0.99))
	}
	if r.cpu.server > 0 {
		each := func(total time.Duration) time.Duration {
			return (total / time.Duration(len(r.took))).Round(time.Microsecond)
		}
		text += fmt.Sprintf("CPU time per request: server %s, generator %s\n", each(r.cpu.server), each(r.cpu.generator))
	}
	return text
}

// cpu is the CPU time that server and generator have used. Both are 0 where it cannot
// be told.
type cpu struct{ server, generator time.Duration }

// cpuTimes reads the times of the server's process and of this one, which Linux tells.
func cpuTimes(server int) cpu {
	return cpu{cpuTime(server), cpuTime(os.Getpid())}
}

func (c cpu) since(before cpu) cpu {
	return cpu{c.server - before.server, c.generator - before.generator}
}

// cpuTime reads user and system time from /proc/<pid>/stat: the 14th and 15th field, in
// hundredths of a second (proc_pid_stat(5)); the second is in parentheses and may hold
// spaces.
func cpuTime(pid int) time.Duration {
	const user, system, tick = 14 - 3, 15 - 3, 10 * time.Millisecond
	data, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(data[strings.LastIndexByte(string(data), ')')+1:]))
	if len(fields) <= system {
		return 0
	}
	var ticks int
	for _, field := range []string{fields[user], fields[system]} {
		n, err := strconv.Atoi(field)
		if err != nil {
			return 0
		}
		ticks += n
	}
	return time.Duration(ticks) * tick
}
