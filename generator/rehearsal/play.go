package rehearsal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"casebook/generator/builtin"
	"casebook/generator/cases"
	"casebook/generator/fault"
	"casebook/generator/gallery"
	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/generator/play"
	"casebook/imagecache"
	"casebook/store"
)

// play opens a data directory and plays its newest case whose day has begun, as a player
// who knows the answers and whom the case does not know: pictures, questions, searches,
// accusation, solution.
func (s *Stage) play(ctx context.Context, data string) (id string, pictures int, err error) {
	db, err := store.Open(filepath.Join(data, "casebook.db"), store.Options{Now: s.o.Now})
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	images, err := imagecache.Open(filepath.Join(data, "images"), filepath.Join(data, "tmp"), imagecache.Options{})
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, images.Close()) }()
	secret, err := db.Secret()
	if err != nil {
		return "", 0, err
	}
	service := cases.New(db, cases.Options{
		Pictures: gallery.Pictures{Cache: images}, Queue: jobs.New(db, jobs.Options{Now: s.o.Now}), Secret: secret, Now: s.o.Now, Location: s.o.Zone,
	})
	id, err = newest(ctx, service)
	if err != nil {
		return "", 0, err
	}
	if pictures, err = look(ctx, service, images, id); err != nil {
		return "", 0, err
	}
	game := play.New(db, service, builtin.NewWitness(), builtin.NewJudge(), play.Options{Now: s.o.Now, Location: s.o.Zone, Secret: secret})
	return id, pictures, solve(ctx, db, service, game, id, "rehearsal-"+rand.Text())
}

// newest is the newest case that players may see.
func newest(ctx context.Context, service *cases.Service) (string, error) {
	page, err := service.Archive(ctx, "", 1)
	if err != nil {
		return "", err
	}
	if len(page.Cases) == 0 {
		return "", errors.New("it has no case that can be played")
	}
	return page.Cases[0].ID, nil
}

// look opens every picture of a case that has an address.
func look(ctx context.Context, service *cases.Service, images *imagecache.Cache, id string) (pictures int, err error) {
	view, err := service.View(ctx, id, "")
	if err != nil {
		return 0, err
	}
	for slot, picture := range view.Images {
		name, ours := strings.CutPrefix(picture.URL, "/images/")
		if !ours {
			continue // not drawn yet, or at a temporary address
		}
		file, err := images.Open(name)
		if err == nil {
			err = file.Close()
		}
		if err != nil {
			return pictures, fmt.Errorf("%s of %s: %w", slot, id, err)
		}
		pictures++
	}
	return pictures, nil
}

// solve plays a case to the end.
func solve(ctx context.Context, db *store.DB, service *cases.Service, game *play.Service, id, player string) error {
	var truth *mystery.Case
	err := db.View(func(tx *store.Tx) (err error) {
		truth, err = service.Case(tx, id)
		return err
	})
	if err != nil {
		return err
	}
	if _, err := game.Initialize(ctx, id, player); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	for _, suspect := range truth.Suspects {
		if _, err := game.Ask(ctx, suspect.ID, play.AskRequest{UserID: player, CaseID: id, Message: "Where were you last night?"}); err != nil {
			return fmt.Errorf("ask %s: %w", suspect.ID, err)
		}
	}
	if err := search(ctx, game, truth, player); err != nil {
		return err
	}
	result, err := game.Submit(ctx, play.Submission{UserID: player, CaseID: id, Answers: truth.Solution.Answers})
	if err != nil {
		return fmt.Errorf("accuse: %w", err)
	}
	if !result.IsCorrect {
		return fmt.Errorf("the right answers scored %d of 100", result.Score)
	}
	if _, err := game.Solution(ctx, id, player); err != nil {
		return fmt.Errorf("read the solution: %w", err)
	}
	return nil
}

// search looks at each place, as far as the points go.
func search(ctx context.Context, game *play.Service, truth *mystery.Case, player string) error {
	for i, place := range truth.Places {
		_, err := game.Search(ctx, play.SearchRequest{CaseID: truth.ID, UserID: player, LocationID: place.ID, SearchType: "quick"})
		if poor, ok := errors.AsType[*fault.Error](err); ok && poor.Code == "AP_INSUFFICIENT" && i > 0 {
			break
		}
		if err != nil {
			return fmt.Errorf("search %s: %w", place.ID, err)
		}
	}
	return nil
}
