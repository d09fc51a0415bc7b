// Package ssimulacra2 measures how much a compressed picture differs from its
// original to the eye: SSIMULACRA 2.1 by Jon Sneyers (Cloudinary, 2022 and 2023), as
// published in github.com/cloudinary/ssimulacra2 and in libjxl's tools/ssimulacra2.cc,
// from which the constants are. It is for benchmarks and tests.
//
// Both pictures become XYB at six scales, each half the one before. At each scale and
// for each of the three components there are three maps of error: a structural
// similarity without the term that weighs dark places more, edges that the original
// has not, and detail that the other picture lost. The mean and the 4-norm of each map
// are weighted, added up, and bent to the scale of people's scores.
//
// On 28 JPEGs of photographs and drawings its scores were within 0.1 of those of
// Debian's ssimulacra2 0.11.2.
package ssimulacra2

import (
	"errors"
	"fmt"
	"image"
	"math"
)

const (
	scales  = 6
	minSize = 8 // pixels; no smaller scale is looked at
)

// Score compares distorted with reference, which must be opaque, in sRGB, of one size
// and at least 8 pixels wide and high. 100 is no visible difference; 90 is very high
// quality, 70 high, 50 medium, 30 low; what has nothing in common is below 0. YCbCr
// pictures are taken as libjpeg-turbo shows them. Score is safe for concurrent use and
// keeps at most GOMAXPROCS threads busy; its result does not depend on them.
func Score(reference, distorted image.Image) (float64, error) {
	size := reference.Bounds().Size()
	if other := distorted.Bounds().Size(); other != size {
		return 0, fmt.Errorf("sizes differ: %v and %v", size, other)
	}
	if size.X < minSize || size.Y < minSize {
		return 0, fmt.Errorf("a picture of %v is too small to be compared", size)
	}
	a, err := linear(reference)
	if err != nil {
		return 0, fmt.Errorf("read reference: %w", err)
	}
	b, err := linear(distorted)
	if err != nil {
		return 0, fmt.Errorf("read distorted: %w", err)
	}
	var norms [scales][components]scaleNorms
	n := 0
	for ; n < scales && min(a[0].width, a[0].height) >= minSize; n++ {
		if n > 0 {
			a, b = halve(a), halve(b)
		}
		norms[n] = compare(toXYB(a), toXYB(b))
	}
	return pool(norms[:n]), nil
}

var errTransparent = errors.New("the picture is not opaque")

// scaleNorms are of one component at one scale: its error maps in the order in which
// the weights are published, first as means, then as 4-norms.
type scaleNorms [2][maps]float64

// pool is the final score. A picture with fewer scales uses up the weights from the
// start, as the published tool does.
func pool(norms [][components]scaleNorms) float64 {
	table, i, sum := weights(), 0, 0.0
	for c := range components {
		for _, scale := range norms {
			for _, norm := range scale[c] {
				for _, v := range norm {
					sum += table[i] * v
					i++
				}
			}
		}
	}
	sum *= 0.9562382616834844
	sum = 2.326765642916932*sum - 0.020884521182843837*sum*sum + 6.248496625763138e-05*sum*sum*sum
	if sum <= 0 {
		return 100
	}
	return 100 - 10*math.Pow(sum, 0.6276336467831387)
}

// weights are by component (X, Y, B), scale, norm (mean, 4-norm) and map (similarity,
// added edges, lost detail): one line a scale.
func weights() [components * scales * 2 * maps]float64 {
	return [...]float64{
		0, 0.0007376606707406586, 0, 0, 0.0007793481682867309, 0,
		0, 0.0004371155730107379, 0, 1.1041726426657346, 0.00066284834129271, 0.00015231632783718752,
		0, 0.0016406437456599754, 0, 1.8422455520539298, 11.441172603757666, 0,
		0.0007989109436015163, 0.000176816438078653, 0, 1.8787594979546387, 10.94906990605142, 0,
		0.0007289346991508072, 0.9677937080626833, 0, 0.00014003424285435884, 0.9981766977854967, 0.00031949755934435053,
		0.0004550992113792063, 0, 0, 0.0013648766163243398, 0, 0,

		0, 0, 0, 7.466890328078848, 0, 17.445833984131262,
		0.0006235601634041466, 0, 0, 6.683678146179332, 0.00037724407979611296, 1.027889937768264,
		225.20515300849274, 0, 0, 19.213238186143016, 0.0011401524586618361, 0.001237755635509985,
		176.39317598450694, 0, 0, 24.43300999870476, 0.28520802612117757, 0.0004485436923833408,
		0, 0, 0, 34.77906344483772, 44.835625328877896, 0,
		0, 0, 0, 0, 0, 0,

		0, 0.0008680556573291698, 0, 0, 0, 0,
		0, 0.0005313191874358747, 0, 0.00016533814161379112, 0, 0,
		0, 0, 0, 0.0004179171803251336, 0.0017290828234722833, 0,
		0.0020827005846636437, 0, 0, 8.826982764996862, 23.19243343998926, 0,
		95.1080498811086, 0.9863978034400682, 0.9834382792465353, 0.0012286405048278493, 171.2667255897307, 0.9807858872435379,
		0, 0, 0, 0.0005130064588990679, 0, 0.00010854057858411537,
	}
}
