package web

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"

	"casebook/generator/cases"
	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/imagecache"
)

// uploadPath is the route for pictures from outside. All its errors carry
// success:false.
const uploadPath = "/api/upload-image"

// uploadInput is a picture to be kept: JSON that names a URL, or a form with the
// file itself.
type uploadInput struct {
	ContentType string `header:"Content-Type" doc:"application/json, or multipart/form-data with its boundary" example:"application/json"`
	RawBody     []byte
}

type uploadOutput struct{ Body cases.Uploaded }

// uploadFields are the fields of both forms of the request.
type uploadFields struct {
	ImageURL string `json:"imageUrl"`
	Filename string `json:"filename"`
	CaseID   string `json:"caseId"`
	Type     string `json:"type"`
	file     []byte
}

func (o *operator) upload(ctx context.Context, in *uploadInput) (*uploadOutput, error) {
	fields, err := parseUpload(in.ContentType, in.RawBody)
	if err != nil {
		return nil, withFailure(err)
	}
	name, err := fields.name()
	if err != nil {
		return nil, withFailure(err)
	}
	concerns(ctx, name.CaseID, name.Name)
	var kept cases.Uploaded
	if fields.file == nil {
		kept, err = o.cases.UploadFrom(ctx, name, fields.ImageURL)
	} else {
		kept, err = o.cases.Upload(ctx, name, fields.file)
	}
	if err != nil {
		return nil, withFailure(err)
	}
	return &uploadOutput{kept}, nil
}

// withFailure adds success:false, which the clients of this route look for.
func withFailure(err error) error {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.With("success", false)
	}
	if f := pictureFault(err); f != nil {
		input, ok := errors.AsType[*imagecache.InputError](err)
		if ok && (input.Kind == imagecache.BadAddress || input.Kind == imagecache.Unreachable) {
			f.Message += " Check imageUrl, or send the picture itself as the file of a multipart form."
		}
		return f.With("success", false)
	}
	return err
}

// parseUpload reads either form of the request.
func parseUpload(contentType string, body []byte) (fields uploadFields, err error) {
	media, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		media = ""
	}
	switch media {
	case "application/json":
		if err := json.Unmarshal(body, &fields); err != nil {
			return fields, fault.New(fault.Invalid, "The body is not valid JSON: %v", err)
		}
		if fields.ImageURL == "" {
			return fields, fault.New(fault.Invalid, "imageUrl is missing. Give the address of the picture, or send it as the file of a multipart form.")
		}
		return fields, nil
	case "multipart/form-data":
		return parseForm(multipart.NewReader(bytes.NewReader(body), parameters["boundary"]))
	default:
		return fields, fault.New(fault.Unsupported, "Send application/json with imageUrl, or multipart/form-data with file.")
	}
}

// parseForm reads the multipart form, whose size the server has bounded.
func parseForm(reader *multipart.Reader) (fields uploadFields, err error) {
	texts := map[string]*string{
		"imageUrl": &fields.ImageURL, "filename": &fields.Filename, "caseId": &fields.CaseID, "type": &fields.Type,
	}
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fields, fault.New(fault.Invalid, "The form could not be read: %v", err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return fields, fault.New(fault.Invalid, "The form could not be read: %v", err)
		}
		if part.FormName() == "file" {
			fields.file = data
		} else if text := texts[part.FormName()]; text != nil {
			*text = string(data)
		}
	}
	if len(fields.file) == 0 && fields.ImageURL == "" {
		return fields, fault.New(fault.Invalid, "The form has no file. Add the picture as the field file.")
	}
	return fields, nil
}

// name is the picture that filename names; caseId and type, if given, must say
// the same.
func (f uploadFields) name() (cases.PictureName, error) {
	key, err := imagecache.ParseFilename(f.Filename)
	if err != nil {
		return cases.PictureName{}, fault.New(fault.Invalid, "filename is <caseId>/<type>/<name>.<ext>, for example case-2026-11-21/evidence/ev-1.jpg: %v", err)
	}
	if cmp.Or(f.CaseID, key.Case) != key.Case || cmp.Or(f.Type, key.Type) != key.Type {
		return cases.PictureName{}, fault.New(fault.Invalid, "caseId and type do not agree with filename %q.", f.Filename)
	}
	return cases.PictureName{CaseID: key.Case, Kind: mystery.PictureKind(key.Type), Name: key.Name}, nil
}
