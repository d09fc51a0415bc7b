// Package static holds the web client as it is served: plain modules and
// styles, with no build step.
package static

import "embed"

// FS holds index.html, the folders shared, cases, play and me, and operator with a
// page of its own.
//
// Its pages are html/templates whose data has: Static, the path
// under which this FS is served for ever without a slash at its end
// ("/static/ab12cd"); Base, the path of the site, which ends in a slash; and
// Title, which may be empty; Preview, what others show of a link to a case;
// Cover, the case as it is shown before scripts run; and Modules and Styles, what
// the page begins with.
// index.html answers "/", "/archive", "/me" and "/case/<id>", cases/embed.html is the
// card of a case. All else finds its neighbours by relative paths.
//
//go:generate go run ./icons shared
//go:embed index.html
//go:embed shared/*.js shared/*.css shared/*.svg shared/*.png shared/*.webmanifest
//go:embed cases/embed.html cases/*.js cases/*.css
//go:embed play/*.js play/*.css
//go:embed me/*.js me/*.css
//go:embed operator/index.html operator/*.js operator/*.css
var FS embed.FS
