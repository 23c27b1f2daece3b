package osmpbf_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"pamir/internal/osmpbf"
	"pamir/internal/osmpbf/pbftest"
)

func Example() {
	extract, _ := pbftest.Parse(`
		n1 x75.39 y40.55
		n2 x75.40 y40.56
		w7 Thighway=trunk,ref=G315,name=吐尔尕特公路 Nn1,n2`)
	file := pbftest.Encode(extract, pbftest.Options{})

	f, err := osmpbf.Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		fmt.Println(err)
		return
	}
	scan := osmpbf.Scan{File: f, Kinds: osmpbf.Ways}
	names, err := osmpbf.Collect(context.Background(), scan, func(b *osmpbf.Block) ([]string, error) {
		var names []string
		err := b.Ways(func(w *osmpbf.Way) error {
			if name, ok := w.Tags.Find("name"); ok {
				names = append(names, strings.Clone(name))
			}
			return nil
		})
		return names, err
	})
	fmt.Println(names, err)
	// Output: [吐尔尕特公路] <nil>
}
