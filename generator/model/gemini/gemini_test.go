package gemini_test

import (
	"net/http"
	"testing"

	"casebook/generator/model/fake"
	"casebook/generator/model/gemini"
	"casebook/generator/model/modeltest"
)

func open(t *testing.T, transport http.RoundTripper) *gemini.Client {
	t.Helper()
	client, err := gemini.New(t.Context(), gemini.Options{Key: modeltest.Key, BaseURL: modeltest.Address, ImageSize: "1K", Transport: transport})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestSuite(t *testing.T) {
	modeltest.Run(t, modeltest.Suite{
		Open: func(t *testing.T, transport http.RoundTripper) modeltest.Adapter {
			c := open(t, transport)
			return modeltest.Adapter{Image: c.Image, Text: c.Text, View: c.View, Embed: c.Embed, Talk: c.Talk, Models: c.Models, Batches: c.Batches()}
		},
		Handler: (*fake.Provider).Gemini, Batches: true,
	})
}
