package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"casebook/generator/cases"
	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/imagecache"
)

// pictureRoute is where pictures are; the rest of it is their path in the cache.
const pictureRoute = "/images/:caseId/:type/:file"

// SuspectPath names the suspect in a path; ids of suspects are unique across all cases.
type SuspectPath struct {
	SuspectID string `path:"suspectId" maxLength:"80" doc:"As the case lists it; ids are unique across all cases" example:"case-2026-11-21-suspect-1"`
}

func (s *Server) registerPictures() {
	registerPublic(s, huma.Operation{
		OperationID: "location-images", Method: http.MethodGet, Path: "/api/case/{caseId}/location-images/status", Tags: []string{picturesTag},
		Summary: "How the pictures of the places stand", Description: "Poll until status is completed, partial or failed. Pending with zeros for an unknown case.",
	}, s.kindStatus(mystery.Location))
	registerPublic(s, huma.Operation{
		OperationID: "evidence-images", Method: http.MethodGet, Path: "/api/case/{caseId}/evidence-images/status", Tags: []string{picturesTag},
		Summary: "How the pictures of the evidence stand", Description: "Poll until status is completed, partial or failed. Pending with zeros for an unknown case.",
	}, s.kindStatus(mystery.Object))
	registerPublic(s, huma.Operation{
		OperationID: "image-status", Method: http.MethodGet, Path: "/api/case/{caseId}/image-status", Tags: []string{picturesTag},
		Summary: "How all pictures of a case stand", Description: "Poll until complete is true. Unknown with zeros for an unknown case.",
	}, s.imageStatus)
	registerPublic(s, huma.Operation{
		OperationID: "suspect-image", Method: http.MethodGet, Path: "/api/suspect-image/{suspectId}", Tags: []string{picturesTag},
		Summary: "Where the portrait of a suspect is", Description: "404 while it is not drawn.",
	}, s.suspectImage)
	s.root.GET(pictureRoute, s.picture)
	s.root.HEAD(pictureRoute, s.picture)
	s.publish(http.MethodGet, pictureRoute)
	s.quiet[s.o.BasePath+pictureRoute] = true
}

func (s *Server) kindStatus(kind mystery.PictureKind) func(context.Context, *CasePath) (*output[cases.KindStatus], error) {
	return func(ctx context.Context, in *CasePath) (*output[cases.KindStatus], error) {
		status, err := s.o.Cases.KindStatus(ctx, in.CaseID, kind)
		return &output[cases.KindStatus]{revalidate, status}, err
	}
}

func (s *Server) imageStatus(ctx context.Context, in *CasePath) (*output[cases.ImageStatus], error) {
	status, err := s.o.Cases.Status(ctx, in.CaseID)
	return &output[cases.ImageStatus]{revalidate, status}, err
}

func (s *Server) suspectImage(ctx context.Context, in *SuspectPath) (*output[cases.SuspectImage], error) {
	image, err := s.o.Cases.SuspectImage(ctx, in.SuspectID)
	return &output[cases.SuspectImage]{revalidate, image}, err
}

// picture serves a file of the cache for ever, or sends a name without a hash on
// to the present picture of that name. Those of a day to come do not exist.
func (s *Server) picture(c echo.Context) error {
	caseID, path := c.Param("caseId"), c.Param("caseId")+"/"+c.Param("type")+"/"+c.Param("file")
	if !s.o.Cases.Visible(caseID) {
		return noPicture(path)
	}
	file, err := s.o.Images.Open(path)
	if errors.Is(err, imagecache.ErrNotFound) {
		return s.friendlyPicture(c, path)
	}
	if err != nil {
		return err
	}
	servePicture(c.Response(), c.Request(), file, forEver)
	return file.Close()
}

// friendlyPicture answers for names as uploads and people write them:
// case-2026-11-21/suspect/suspect-1.jpg.
func (s *Server) friendlyPicture(c echo.Context, path string) error {
	key, err := imagecache.ParseFilename(path)
	if err != nil {
		return noPicture(path)
	}
	url, err := s.o.Cases.Current(c.Request().Context(), cases.PictureName{CaseID: key.Case, Kind: mystery.PictureKind(key.Type), Name: key.Name})
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=60")
	return c.Redirect(http.StatusFound, url)
}

func noPicture(path string) error {
	return fault.New(fault.NotFound, "There is no picture %s", strings.TrimSpace(path)).WithCode("Picture not found")
}
