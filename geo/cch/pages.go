package cch

import "slices"

// pages are weights of which few change. Those that do get pages of their own,
// and a version shares with the one before it all that neither has changed: so
// what a change costs does not depend on how many weights there are.
//
// A page has a number; which weights it is for is the caller's to know. Where
// there is no page, flat has the weights.
type pages struct {
	flat  []Weight
	books []*book // by the page's number / 64; nil if there are no pages at all
}

// book is the pages of 64 numbers.
type book [64]page

// page is the weights from first on.
type page struct {
	first   uint32
	weights []Weight // nil if there is no page
}

// slice returns the weights from first up to, but without, end, all of them of
// the page with a number.
func (p *pages) slice(number, first, end uint32) []Weight {
	if p.books == nil {
		return p.flat[first:end]
	}
	return p.turned(number, first, end)
}

// turned is slice where there are pages. It is apart so that slice is inlined.
func (p *pages) turned(number, first, end uint32) []Weight {
	if b := p.books[number/64]; b != nil {
		if g := &b[number%64]; g.weights != nil {
			return g.weights[first-g.first : end-g.first]
		}
	}
	return p.flat[first:end]
}

// whole returns all weights, as a copy if there are pages.
func (p *pages) whole() []Weight {
	if p.books == nil {
		return p.flat
	}
	weights := slices.Clone(p.flat)
	for _, b := range p.books {
		if b == nil {
			continue
		}
		for _, g := range b {
			copy(weights[g.first:], g.weights)
		}
	}
	return weights
}

// draft is a version of pages that is being written.
type draft struct {
	*pages
	books map[uint32]bool // the numbers of the books that it does not share
	own   map[uint32]bool // and of the pages
}

// edit makes pages, a copy of an older version, ready to be written. There are
// count numbers.
func (p *pages) edit(count uint32) *draft {
	books := make([]*book, (count+63)/64)
	copy(books, p.books)
	p.books = books
	return &draft{p, map[uint32]bool{}, map[uint32]bool{}}
}

// write returns the page with a number, which is for the weights from first up
// to, but without, end, to be written.
func (d *draft) write(number, first, end uint32) []Weight {
	at := &d.pages.books[number/64]
	if !d.own[number] {
		weights := slices.Clone(d.slice(number, first, end))
		switch {
		case *at == nil:
			*at = new(book)
		case !d.books[number/64]:
			shared := **at
			*at = &shared
		}
		d.books[number/64], d.own[number] = true, true
		(*at)[number%64] = page{first, weights}
	}
	return (*at)[number%64].weights
}
