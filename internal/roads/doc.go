// Package roads keeps the road network that a server answers from, and what is
// closed on it.
//
//	k := roads.NewKeeper(slog.Default())
//	defer k.Close()
//	err := k.Keep("state")          // closures outlive the process, in this folder
//	k.Load(func(ctx context.Context) (*route.Network, error) { … }) // in the background
//
//	router, err := k.Router()       // ErrLoading until it is ready
//	id, err := k.Add(ctx, closure)  // answered once it is on the disk
//
// A server starts at once and answers about roads when they are loaded and
// checked. If that fails it goes on without, and says why.
package roads
