package store

import (
	"context"
	"errors"
	"fmt"
)

// Store is a place to ask for features. Implementations are safe for
// concurrent use.
type Store interface {
	// Collections lists the collections in the order in which to show them.
	Collections(ctx context.Context) ([]*Collection, error)

	// Feature returns one feature, or an error that wraps ErrNotFound.
	Feature(ctx context.Context, collection, id string) (*Feature, error)

	// Features answers a query. It returns an error that wraps ErrNotFound for
	// an unknown collection and ErrCursor for an After or Before that is not
	// the id of a feature.
	Features(ctx context.Context, collection string, q Query) (Page, error)

	// Nearest returns features ordered by true distance from a position;
	// equally distant ones in the order of the collection. Features without a
	// geometry are never near.
	Nearest(ctx context.Context, collection string, q NearestQuery) ([]Neighbour, error)

	Close() error
}

// ErrNotFound is wrapped by the error for a collection or feature that does
// not exist: errors.Is(err, store.ErrNotFound).
var ErrNotFound = errors.New("not found")

// ErrCursor is wrapped by the error for a page that cannot be found again.
var ErrCursor = errors.New("the page's anchor is gone")

// NotFoundError says what does not exist.
type NotFoundError struct {
	Collection string
	ID         string // empty where the collection itself does not exist
}

func (e *NotFoundError) Error() string {
	if e.ID == "" {
		return fmt.Sprintf("there is no collection %q", e.Collection)
	}
	return fmt.Sprintf("there is no feature %q in the collection %q", e.ID, e.Collection)
}

func (e *NotFoundError) Unwrap() error { return ErrNotFound }
