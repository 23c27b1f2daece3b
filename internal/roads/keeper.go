package roads

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"pamir/geo/border"
	"pamir/geo/route"
)

// ErrLoading says that the roads are being loaded and checked.
var ErrLoading = errors.New("the roads are being loaded")

// Keeper holds a router and its closures. Its methods may be called by any
// number of goroutines.
type Keeper struct {
	log   *slog.Logger
	state atomic.Pointer[state]

	mu      sync.Mutex // held by whoever changes closures
	journal *journal   // nil: closures are forgotten when the process ends
	list    []route.Closure
	next    uint64 // number of the next closure

	ports []border.Port // that are put on the roads

	ctx     context.Context
	cancel  context.CancelFunc
	loading sync.WaitGroup
}

// state is a router, or why there is none.
type state struct {
	router *route.Router
	border *border.Border
	err    error
}

// NewKeeper returns a keeper without roads. Those that it loads are cut at the
// frontiers of the ports, and passed there through their checkpoints.
func NewKeeper(log *slog.Logger, ports ...border.Port) *Keeper {
	k := &Keeper{log: log, next: 1, ports: ports}
	k.ctx, k.cancel = context.WithCancel(context.Background())
	k.state.Store(&state{err: ErrLoading})
	return k
}

// Load makes a network ready in the background.
func (k *Keeper) Load(load func(ctx context.Context) (*route.Network, error)) {
	k.loading.Go(func() {
		n, err := load(k.ctx)
		var r *route.Router
		if err == nil {
			r, err = route.NewRouter(n)
		}
		var b *border.Border
		if err == nil {
			b, err = border.New(k.ctx, r, k.ports)
		}
		if err != nil {
			if k.ctx.Err() == nil {
				k.log.Error("there are no roads", "error", err)
			}
			k.state.Store(&state{err: err})
			return
		}
		k.mu.Lock()
		defer k.mu.Unlock()
		k.fit(r)
		k.state.Store(&state{router: r, border: b})
	})
}

// fit gives a router the closures, one by one, so that those which do not fit
// its roads are told and the others hold.
func (k *Keeper) fit(r *route.Router) {
	if len(k.list) == 0 || r.SetClosures(k.ctx, k.list) == nil {
		return
	}
	var fitting []route.Closure
	for _, c := range k.list {
		if err := r.SetClosures(k.ctx, append(fitting[:len(fitting):len(fitting)], c)); err != nil {
			k.log.Error("a closure does not fit the roads; it is kept, and closes nothing", "id", c.ID, "error", err)
			continue
		}
		fitting = append(fitting, c)
	}
}

// Wait returns once what is being loaded is ready or has failed.
func (k *Keeper) Wait() { k.loading.Wait() }

// Router returns the router, ErrLoading, or why there is none.
func (k *Keeper) Router() (*route.Router, error) {
	s := k.state.Load()
	return s.router, s.err
}

// Border returns what finds ways through ports, ErrLoading, or why there is
// none.
func (k *Keeper) Border() (*border.Border, error) {
	s := k.state.Load()
	return s.border, s.err
}

// Close stops what is being loaded, and closes the journal.
func (k *Keeper) Close() error {
	k.cancel()
	k.loading.Wait()
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.journal == nil {
		return nil
	}
	err := k.journal.close()
	k.journal = nil
	return err
}

// Keep keeps closures in a folder from now on, and takes those that are there.
// It is called before Load.
func (k *Keeper) Keep(dir string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	j, list, next, err := openJournal(dir)
	if err != nil {
		return err
	}
	k.journal, k.list, k.next = j, list, next
	if len(list) > 0 {
		k.log.Info("closures kept from before", "closures", len(list), "file", j.file.Name())
	}
	return nil
}

// mostClosures bounds the list, so that a client in a loop does no harm.
const mostClosures = 10_000

// ErrTooMany says that there are too many closures.
var ErrTooMany = fmt.Errorf("there are %d closures, which is the most: lift some", mostClosures)

// ErrUnknown says that there is no closure of that id.
var ErrUnknown = errors.New("there is no such closure")

// WriteError says that a closure could not be put on the disk; it is not in
// force.
type WriteError struct{ Err error }

func (e *WriteError) Error() string { return "the closure could not be kept: " + e.Err.Error() }
func (e *WriteError) Unwrap() error { return e.Err }

// Add puts a closure in force and returns it with its id. When it returns
// without an error the closure is on the disk.
func (k *Keeper) Add(ctx context.Context, c route.Closure) (route.Closure, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.list) >= mostClosures {
		return c, ErrTooMany
	}
	c.ID = fmt.Sprintf("c%d", k.next)
	list := append(k.list[:len(k.list):len(k.list)], c)
	if err := k.change(ctx, list, entry{Close: &c}); err != nil {
		return c, err
	}
	k.next++
	return c, nil
}

// Remove lifts a closure.
func (k *Keeper) Remove(ctx context.Context, id string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	var list []route.Closure
	for _, c := range k.list {
		if c.ID != id {
			list = append(list, c)
		}
	}
	if len(list) == len(k.list) {
		return ErrUnknown
	}
	return k.change(ctx, list, entry{Open: id})
}

// change makes the router take a list, and writes down what is new about it.
func (k *Keeper) change(ctx context.Context, list []route.Closure, e entry) error {
	r, err := k.Router()
	if err != nil {
		return err
	}
	old, _ := r.Closures()
	fits := list
	if e.Close == nil || len(old) != len(k.list) { // some may not fit these roads
		fits = with(old, e)
	}
	if err := r.SetClosures(ctx, fits); err != nil {
		return err
	}
	if k.journal != nil {
		if err := k.journal.write(e); err != nil {
			if back := r.SetClosures(context.WithoutCancel(ctx), old); back != nil {
				k.log.Error("what was not kept could not be taken back", "error", back)
			}
			return &WriteError{err}
		}
	}
	k.list = list
	return nil
}

// with returns the closures after an entry.
func with(list []route.Closure, e entry) (after []route.Closure) {
	for _, c := range list {
		if e.Open != c.ID {
			after = append(after, c)
		}
	}
	if e.Close != nil {
		after = append(after, *e.Close)
	}
	return after
}

// Closures returns the closures there are, and whether each is in force.
func (k *Keeper) Closures() (list []route.Closure, inForce map[string]bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	inForce = map[string]bool{}
	if r, err := k.Router(); err == nil {
		active, _ := r.Closures()
		for _, c := range active {
			inForce[c.ID] = true
		}
	}
	return k.list, inForce
}
