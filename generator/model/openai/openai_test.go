package openai_test

import (
	"net/http"
	"testing"

	"casebook/generator/model/fake"
	"casebook/generator/model/modeltest"
	"casebook/generator/model/openai"
)

func suite(compatible bool, handler func(*fake.Provider) http.Handler) modeltest.Suite {
	return modeltest.Suite{
		Open: func(_ *testing.T, transport http.RoundTripper) modeltest.Adapter {
			c := openai.New(openai.Options{
				Key: modeltest.Key, BaseURL: modeltest.Address + "v1/", Compatible: compatible, ImageSize: 1024, ImageQuality: "medium", Transport: transport,
			})
			return modeltest.Adapter{Image: c.Image, Text: c.Text, View: c.View, Embed: c.Embed, Talk: c.Talk, Models: c.Models, Batches: c.Batches()}
		},
		Handler: handler, Nameless: true, Batches: !compatible,
	}
}

func TestSuite(t *testing.T) {
	t.Run("OpenAI", func(t *testing.T) { modeltest.Run(t, suite(false, (*fake.Provider).OpenAI)) })
	t.Run("compatible", func(t *testing.T) { modeltest.Run(t, suite(true, (*fake.Provider).Compatible)) })
}
