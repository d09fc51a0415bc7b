package web

import (
	"bytes"
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/common/expfmt"

	"casebook/generator/fault"
	"casebook/generator/watch"
	"casebook/web/certs"
)

// metricsPath is where Prometheus finds its numbers.
const metricsPath = "/metrics"

// elsewhereRoute stands in the metrics for every path that no route has, and for every
// method that none answers, so that visitors cannot make series.
const elsewhereRoute = "other"

// meter counts requests by route, never by path.
type meter struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec   // by method, route and status
	took     *prometheus.HistogramVec // by route
	routes   map[string]string        // the name of a route by its pattern
}

// newMeter returns a meter that also tells how the house goes, which board returns, and
// when certificates of its own end; nil for no house, and for none.
func newMeter(version string, board *watch.Watch, own *certs.Keeper) *meter {
	m := &meter{
		registry: prometheus.NewRegistry(), routes: map[string]string{},
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "casebook_http_requests_total", Help: "Requests answered, by route and status.",
		}, []string{"method", "route", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "casebook_http_request_duration_seconds", Help: "Time that answers took, event streams apart.",
			Buckets: []float64{.001, .005, .025, .1, .25, 1, 2.5, 10, 60},
		}, []string{"route"}),
	}
	build := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "casebook_build_info", Help: "Always 1; its label is the version.", ConstLabels: prometheus.Labels{"version": version},
	}, func() float64 { return 1 })
	m.registry.MustRegister(m.requests, m.took, build, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if board != nil {
		m.registry.MustRegister(boardCollector{board})
	}
	for _, state := range own.States() {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "casebook_certificate_expiry_timestamp_seconds", Help: "When a certificate of our own ends, 0 for none.", ConstLabels: prometheus.Labels{"domain": state.Domain},
		}, func() float64 { return float64(max(0, own.Until(state.Domain).Unix())) }))
	}
	return m
}

// know takes in the routes there are, once all are registered.
func (m *meter) know(routes []*echo.Route, basePath string) {
	for _, r := range routes {
		m.routes[r.Path] = strings.TrimPrefix(r.Path, basePath)
	}
}

// named returns what a method and a route's pattern are called where visitors must not
// make names.
func (m *meter) named(method, pattern string) (known, route string) {
	route, ok := m.routes[pattern]
	if !ok {
		route = elsewhereRoute
	}
	if !slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions}, method) {
		method = elsewhereRoute
	}
	return method, route
}

// seen counts an answer.
func (m *meter) seen(method, pattern string, status int, took time.Duration, stream bool) {
	method, route := m.named(method, pattern)
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
	if !stream {
		m.took.WithLabelValues(route).Observe(took.Seconds())
	}
}

// registerMetrics adds the route that Prometheus reads. What stands there tells a lot
// about a house, so that it wants the scope to read.
func (o *operator) registerMetrics(api huma.API) {
	op := o.operation(huma.Operation{
		OperationID: "metrics", Method: http.MethodGet, Path: metricsPath, Summary: "Numbers for Prometheus",
		Description: "In its text format. Give it a token with the scope read. Labels are of few values: routes by their patterns, never paths, players or cases.",
	}, ScopeRead)
	op.Responses = map[string]*huma.Response{"200": {
		Description: "The numbers", Content: map[string]*huma.MediaType{metricsType: {Schema: &huma.Schema{Type: huma.TypeString}}},
	}}
	register(api, op, o.showMetrics)
	register(api, o.operation(huma.Operation{
		OperationID: "board", Method: http.MethodGet, Path: "/api/admin/board", Summary: "How everything goes", Description: "Success rate, time, jobs, webhooks, costs and disk, as the metrics have it. What cannot be measured hides nothing else: it is named in `unknown`.",
	}, ScopeRead), o.showBoard)
	register(api, o.operation(huma.Operation{
		OperationID: "alerts", Method: http.MethodGet, Path: "/api/admin/alerts", Summary: "What is wrong, and what was", Description: "Each is told once when it begins and once when it is over.",
	}, ScopeRead), o.showAlerts)
	register(api, o.operation(huma.Operation{
		OperationID: "try-alert", Method: http.MethodPost, Path: "/api/admin/alerts/test", Summary: "Tell everybody that this is a test", Description: "Answers when all were told, or which were not.",
	}, ScopeAdmin), o.tryAlert)
}

const metricsType = "text/plain; version=0.0.4; charset=utf-8"

type metricsOutput struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

func (o *operator) showMetrics(context.Context, *struct{}) (*metricsOutput, error) {
	families, err := o.meter.registry.Gather()
	if err != nil && len(families) == 0 {
		return nil, err
	}
	if err != nil { // what could be had is worth telling
		o.log.Error("metrics lack something", "err", err)
	}
	var text bytes.Buffer
	for _, family := range families {
		if _, err := expfmt.MetricFamilyToText(&text, family); err != nil {
			return nil, err
		}
	}
	return &metricsOutput{metricsType, text.Bytes()}, nil
}

type boardOutput struct{ Body watch.Board }

func (o *operator) showBoard(context.Context, *struct{}) (*boardOutput, error) {
	board, _ := o.watch.Board() // it says what it lacks, and each look for alerts logs it
	return &boardOutput{board}, nil
}

type alertsOutput struct{ Body watch.Alerts }

func (o *operator) showAlerts(context.Context, *struct{}) (*alertsOutput, error) {
	alerts, err := o.watch.Alerts()
	return &alertsOutput{alerts}, err
}

type triedOutput struct {
	Body struct {
		Told int `json:"told" doc:"How many addresses were told" example:"1"`
	}
}

func (o *operator) tryAlert(context.Context, *struct{}) (*triedOutput, error) {
	alerts, err := o.watch.Alerts()
	if err != nil {
		return nil, err
	}
	if alerts.Receivers == 0 {
		return nil, fault.New(fault.Conflict, "Nobody would be told. Set alert-urls.")
	}
	if err := o.watch.TryAlert(); err != nil {
		return nil, fault.New(fault.Unavailable, "%s", err)
	}
	out := &triedOutput{}
	out.Body.Told = alerts.Receivers
	return out, nil
}

// boardCollector tells Prometheus what stands on the board.
type boardCollector struct{ board *watch.Watch }

// Describe implements prometheus.Collector: nothing is promised beforehand.
func (boardCollector) Describe(chan<- *prometheus.Desc) {}

// Collect implements prometheus.Collector.
func (c boardCollector) Collect(out chan<- prometheus.Metric) {
	b, err := c.board.Board()
	if err != nil {
		out <- prometheus.NewInvalidMetric(gaugeDesc("casebook_board", "How everything goes."), err)
		return
	}
	gauge := func(name, help string, value float64, labels ...string) {
		names, values := []string{}, []string{}
		for i := 0; i+1 < len(labels); i += 2 {
			names, values = append(names, labels[i]), append(values, labels[i+1])
		}
		out <- prometheus.MustNewConstMetric(gaugeDesc(name, help, names...), prometheus.GaugeValue, value, values...)
	}
	gauge("casebook_cases", "Cases that there are, those of days to come included.", float64(b.Making.Cases))
	gauge("casebook_cases_missing", "Days from today on that should have a case and have none.", float64(len(b.Making.Missing)))
	for _, state := range slices.Sorted(maps.Keys(b.Making.Pictures)) {
		gauge("casebook_pictures", "Pictures of the cases of the last week and of days to come.", float64(b.Making.Pictures[state]), "state", string(state))
	}
	gauge("casebook_pictures_success_ratio", "Of the pictures drawn in the last 24 hours, the part that was stored.", b.SuccessRate/100)
	gauge("casebook_drawing_average_seconds", "Time that a round of drawing took on average in the last 24 hours.", b.AverageSeconds)
	for _, j := range b.Jobs {
		gauge("casebook_jobs", "Jobs of the last 30 days.", float64(j.Count), "kind", j.Kind, "state", string(j.State))
	}
	gauge("casebook_jobs_stuck", "Jobs running for ten minutes without progress.", float64(len(b.Stuck)))
	gauge("casebook_webhook_tries", "Tries to deliver a webhook in the last 24 hours.", float64(b.WebhookTries-b.WebhookFailed), "outcome", "delivered")
	gauge("casebook_webhook_tries", "Tries to deliver a webhook in the last 24 hours.", float64(b.WebhookFailed), "outcome", "failed")
	gauge("casebook_cost_budget_dollars", "What models may cost in a day.", b.Costs.Budget)
	gauge("casebook_cost_today_dollars", "What models cost today.", b.Costs.Today)
	for _, role := range slices.Sorted(maps.Keys(b.Costs.ByRole)) {
		gauge("casebook_cost_role_today_dollars", "What models cost today, by role.", b.Costs.ByRole[role], "role", role)
	}
	gauge("casebook_players_today", "Who played today.", float64(b.Players))
	gauge("casebook_disk_free_bytes", "Room left on the disk of the data directory.", float64(b.Space.Free))
	gauge("casebook_disk_total_bytes", "Size of the disk of the data directory.", float64(b.Space.Total))
	for part, size := range map[string]int64{"database": b.Space.Database, "snapshots": b.Space.Snapshots, "received": b.Space.Received} {
		gauge("casebook_data_bytes", "Size of parts of the data directory.", float64(size), "part", part)
	}
	if b.Pictures > 0 {
		gauge("casebook_data_bytes", "Size of parts of the data directory.", float64(b.Pictures), "part", "pictures")
	}
	if b.NewestBackup != nil {
		gauge("casebook_backup_timestamp_seconds", "When the newest backup of the schedule was begun.", float64(b.NewestBackup.Unix()))
	}
}

func gaugeDesc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, labels, nil)
}
