package keeping

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"syscall"

	"casebook/generator/cases"
	"casebook/store"
)

// Checked is what a check of a data directory has found.
type Checked struct {
	Cases    int             `json:"cases" doc:"How many there are, deleted ones too until they are purged"`
	Files    int             `json:"files" doc:"Of pictures: each has several"`
	Bytes    int64           `json:"bytes" doc:"Of these files, all of them read"`
	Problems []cases.Finding `json:"problems" doc:"What is wrong; none: all is well"`
	Orphans  []string        `json:"orphans" doc:"Files of pictures that were replaced; harmless, for old addresses go on working"`
	Foreign  []string        `json:"foreign" doc:"Files among the pictures that are not Casebook's"`
	Repaired []string        `json:"repaired" doc:"What was done, with --repair"`
}

// Check checks a data directory: database says what is wrong with that, c has the cases.
// progress is told how many files of pictures, of how many, are done. The error is that
// the check could not be carried out.
func Check(ctx context.Context, c *cases.Service, database func() error, progress func(done, total int64)) (Checked, error) {
	r := Checked{Problems: []cases.Finding{}, Orphans: []string{}, Foreign: []string{}, Repaired: []string{}}
	fault := database()
	if err := ctx.Err(); err != nil || errors.Is(fault, store.ErrUnchecked) {
		return r, errors.Join(err, fault)
	}
	if fault != nil { // then what it holds means nothing
		r.Problems = append(r.Problems, cases.Finding{Kind: cases.BadDatabase, Name: databaseName, Problem: fault.Error()})
		return r, nil //nolint:nilerr // the fault is what was found
	}
	count, found, err := c.Audit(ctx)
	if err != nil {
		return r, err
	}
	pictures, err := c.Scrub(ctx, progress)
	if err != nil {
		return r, err
	}
	r.Cases, r.Files, r.Bytes = count, pictures.Files, pictures.Bytes
	r.Problems = append(r.Problems, found...)
	r.Orphans, r.Foreign = append(r.Orphans, pictures.Orphan...), append(r.Foreign, pictures.Foreign...)
	for _, path := range pictures.Missing {
		r.Problems = append(r.Problems, cases.Finding{Kind: cases.BadPicture, Name: path, Problem: "is missing"})
	}
	for _, path := range pictures.Damaged {
		r.Problems = append(r.Problems, cases.Finding{Kind: cases.BadPicture, Name: path, Problem: "is damaged: its bytes are not those that its name says"})
	}
	return r, nil
}

// CheckDatabase says what is wrong with the database that is open, by a snapshot of it. That
// none can be made, as on a full disk, says nothing of the database, unless it cannot be read.
func (k *Keeper) CheckDatabase() error {
	defer k.prune()
	snapshot, err := k.snapshot()
	if err != nil && !errors.Is(err, syscall.EIO) {
		return unchecked(err)
	}
	if err != nil {
		return err
	}
	return k.o.Check(snapshot)
}

// check is Check of the data directory of a Keeper.
func (k *Keeper) check(ctx context.Context, c *cases.Service, progress func(done, total int64)) (Checked, error) {
	return Check(ctx, c, k.CheckDatabase, progress)
}

// Repair checks a data directory and mends what can be mended, while run runs the queue,
// which draws what is to be drawn again. discard removes a damaged file of a picture.
// The report has the problems that are left.
func (k *Keeper) Repair(ctx context.Context, c *cases.Service, run func(ctx context.Context) error, discard func(path string) error, progress func(done, total int64)) (Checked, error) {
	before, err := k.check(ctx, c, progress)
	if err != nil || len(before.Problems) == 0 {
		return before, err
	}
	healed, err := k.fromBackups(ctx, before.Problems)
	if err != nil {
		return before, err
	}
	left := slices.DeleteFunc(slices.Clone(before.Problems), func(f cases.Finding) bool { return f.Kind == cases.BadPicture && healed[f.Name] != "" })
	done, err := c.Repair(ctx, left)
	if err != nil {
		return before, err
	}
	working, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- run(working) }()
	for _, id := range done.Again {
		err = errors.Join(err, c.Drawn(ctx, id))
	}
	stop()
	if err := errors.Join(err, <-ended); err != nil {
		return before, err
	}
	after, err := k.check(ctx, c, progress)
	if err != nil {
		return after, err
	}
	for _, path := range before.pictures() {
		if from := healed[path]; from != "" {
			after.Repaired = append(after.Repaired, fmt.Sprintf("file %s is taken from the backup %s", path, from))
		}
	}
	after.Repaired = append(after.Repaired, done.Done...)
	unnamed, err := c.Unnamed(after.pictures())
	if err != nil {
		return after, err
	}
	return after, after.discard(unnamed, discard)
}

// pictures are the paths of the pictures with problems.
func (r *Checked) pictures() (paths []string) {
	for _, f := range r.Problems {
		if f.Kind == cases.BadPicture {
			paths = append(paths, f.Name)
		}
	}
	return paths
}

// discard removes files that are damaged and of no picture any more: they are not what
// their addresses promise.
func (r *Checked) discard(paths []string, remove func(path string) error) error {
	for _, path := range paths {
		if err := remove(path); err != nil {
			return err
		}
		r.Repaired = append(r.Repaired, fmt.Sprintf("removed the file %s, which is damaged and of no picture any more", path))
	}
	r.Problems = slices.DeleteFunc(r.Problems, func(f cases.Finding) bool { return f.Kind == cases.BadPicture && slices.Contains(paths, f.Name) })
	return nil
}

// Print writes a report for people.
func (r *Checked) Print(out io.Writer) error {
	_, err := fmt.Fprintf(out, "%d cases, %d files of pictures (%.1f MB), %d of them of pictures that were replaced\n", r.Cases, r.Files, float64(r.Bytes)/1e6, len(r.Orphans))
	for _, line := range r.Repaired {
		_, lineErr := fmt.Fprintf(out, "repaired: %s\n", line)
		err = errors.Join(err, lineErr)
	}
	for _, path := range r.Foreign {
		_, lineErr := fmt.Fprintf(out, "not of Casebook, left alone: images/%s\n", path)
		err = errors.Join(err, lineErr)
	}
	for _, f := range r.Problems {
		_, lineErr := fmt.Fprintf(out, "PROBLEM: %s %s %s\n", f.Kind, f.Name, f.Problem)
		err = errors.Join(err, lineErr)
	}
	if len(r.Problems) == 0 {
		_, lineErr := fmt.Fprintln(out, "all is well")
		err = errors.Join(err, lineErr)
	}
	return err
}
